"""Random acts by several programs on one journal, against a model that fits in a head."""

import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.support.entries import NOON
from tests.support.long import sample
from tui.journal import Draft, Entry, Journal, OvertakenError, Topic

RECOVERIES = ("face", "tattoo")
TOPICS = (Topic.ITEM, Topic.SIGN)
DATES = (None, "2026-11-22", "2026-11-23", "2026-11-24")
PROGRAMS = st.integers(0, 2)
MOMENTS = st.integers(-3, 3).map(lambda hours: NOON + timedelta(hours=hours))

Place = tuple[str, Topic, str]
State = tuple[Any, datetime, str | None, str, str]
"""All of a draft but its place; None in the model is a place that holds nothing."""


class Undoable(NamedTuple):
    act: int
    before: dict[Place, State | None]


class Redoable(NamedTuple):
    act: int
    before: dict[Place, State | None]
    undone: dict[Place, State | None]


@st.composite
def drafts(draw: st.DrawFn) -> list[Draft]:
    return draw(
        st.lists(
            st.builds(
                Draft,
                topic=st.sampled_from(TOPICS),
                key=st.sampled_from("abc"),
                value=st.none() | st.integers(0, 9) | st.just({"state": "done"}),
                at=MOMENTS,
                date=st.sampled_from(DATES),
                local=st.just("2026-11-23T12:00"),
                zone=st.sampled_from(["Etc/UTC", "Asia/Tokyo"]),
            ),
            min_size=1,
            max_size=3,
        )
    )


class Programs(RuleBasedStateMachine):
    """Three programs that record, undo, redo, close and open; and what should come of it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "journal.db"
        self.programs = [Journal.open(self.path) for _ in range(3)]
        self.held: dict[Place, State | None] = {}
        self.undoable: list[Undoable] = []
        self.redoable: list[Redoable] = []
        self.seen = [journal.data_version() for journal in self.programs]
        self.entries = 0

    def teardown(self) -> None:
        for journal in self.programs:
            journal.close()
        self.folder.cleanup()

    @rule(
        who=PROGRAMS,
        recovery=st.sampled_from(RECOVERIES),
        drafts=drafts(),
        when=MOMENTS,
        automatic=st.booleans() | st.just(False),
    )
    def record(self, who: int, recovery: str, drafts: list[Draft], when: datetime, automatic: bool) -> None:
        act = self.programs[who].record(recovery, "tick", "tick", drafts, recorded=when, automatic=automatic)
        places = [(recovery, draft.topic, draft.key) for draft in drafts]
        if not automatic:
            self.undoable.append(Undoable(act, {place: self.held.get(place) for place in places}))
            self.redoable.clear()
        self.held.update(zip(places, map(_state, drafts), strict=True))
        self.entries += len(drafts)

    @rule(who=PROGRAMS, when=MOMENTS, shown=st.booleans())
    def undo(self, who: int, when: datetime, shown: bool) -> None:
        top = self.undoable[-1].act if self.undoable else None
        act = self.programs[who].undo(recorded=when, expected=top if shown else None)
        assert (act.id if act else None) == top
        if self.undoable:
            done = self.undoable.pop()
            self.redoable.append(Redoable(*done, {place: self.held.get(place) for place in done.before}))
            self.held.update(done.before)

    @rule(who=PROGRAMS, when=MOMENTS, shown=st.booleans())
    def redo(self, who: int, when: datetime, shown: bool) -> None:
        top = self.redoable[-1].act if self.redoable else None
        act = self.programs[who].redo(recorded=when, expected=top if shown else None)
        assert (act.id if act else None) == top
        if self.redoable:
            undone = self.redoable.pop()
            self.undoable.append(Undoable(undone.act, undone.before))
            self.held.update(undone.undone)

    @rule(who=PROGRAMS, when=MOMENTS, shown=st.integers(1, 20), again=st.booleans())
    def act_on_what_an_old_screen_shows(self, who: int, when: datetime, shown: int, again: bool) -> None:
        stack = self.redoable if again else self.undoable
        top = stack[-1].act if stack else None
        if shown == top:
            return
        journal = self.programs[who]
        with pytest.raises(OvertakenError) as overtaken:
            (journal.redo if again else journal.undo)(recorded=when, expected=shown)
        assert (overtaken.value.act.id if overtaken.value.act else None) == top

    @rule(who=PROGRAMS)
    def restart(self, who: int) -> None:
        self.programs[who].close()
        self.programs[who] = Journal.open(self.path)

    @rule(who=PROGRAMS, other=PROGRAMS)
    def undo_everything_and_redo_it(self, who: int, other: int) -> None:
        before, depth = self._all(who), len(self.undoable)
        for _ in range(depth):
            assert self.programs[who].undo(recorded=NOON) is not None
        assert self.programs[other].undo(recorded=NOON) is None
        for _ in range(depth):
            assert self.programs[other].redo(recorded=NOON) is not None
        assert self._all(other) == before

    @invariant()
    def every_program_sees_what_the_model_holds(self) -> None:
        held = {
            place: state for place, state in self.held.items() if state is not None and state[0] is not None
        }
        for who, journal in enumerate(self.programs):
            assert self._all(who) == held
            assert (_id(journal.top()), _id(journal.top_redo())) == (
                self.undoable[-1].act if self.undoable else None,
                self.redoable[-1].act if self.redoable else None,
            )

    @invariant()
    def a_range_of_dates_holds_what_is_dated_in_it(self) -> None:
        for recovery in RECOVERIES:
            found = self.programs[0].between(recovery, TOPICS, "2026-11-22", "2026-11-23")
            assert {(recovery, *place): _state(entry) for place, entry in found.items()} == {
                place: state
                for place, state in self.held.items()
                if state and place[0] == recovery and state[0] is not None and state[2] in DATES[1:3]
            }

    @invariant()
    def no_clock_stands_before_what_was_written_earlier_and_no_device_repeats_a_number(self) -> None:
        stamps = self.programs[1].stamps()
        clocks = [stamp.clock for stamp in stamps]
        assert clocks == sorted(set(clocks))
        assert [stamp.number for stamp in stamps] == [*range(1, len(stamps) + 1)]
        assert len({stamp.device for stamp in stamps}) <= 1

    def _all(self, who: int) -> dict[Place, State | None]:
        return {
            (recovery, topic, key): _state(entry)
            for recovery in RECOVERIES
            for topic in TOPICS
            for key, entry in self.programs[who].current(recovery, topic).items()
        }


def _state(draft: Draft | Entry) -> State:
    return draft.value, draft.at, draft.date, draft.local, draft.zone


def _id(act: Any) -> int | None:
    return None if act is None else act.id


Programs.TestCase.settings = settings(max_examples=sample(40, 8), stateful_step_count=25)
TestPrograms = Programs.TestCase
