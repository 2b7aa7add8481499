"""What is known of one recovery, and what was in force at any moment of it."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from checklists.rules import Checklist, Condition, Match


class VersionFrom(NamedTuple):
    """A version of the checklist, in force from `since`. The first one also governs what came before."""

    since: datetime
    checklist: Checklist


class ZoneFrom(NamedTuple):
    """Where the person is from `since` on: an IANA name. The first one also holds before."""

    since: datetime
    zone: str


class Answered(NamedTuple):
    """An answer to a question, in force from `since`."""

    since: datetime
    question: str
    chosen: frozenset[str] | None
    """The answers' ids: empty is "none of these", None is "not sure"."""


class Reported(NamedTuple):
    """A report of a sign, in force from `since` until the next of the same sign, or until `until`."""

    since: datetime
    sign: str
    value: int | None
    """None takes the report back."""
    until: datetime | None = None
    """Exclusive."""


@dataclass(frozen=True, slots=True)
class Times:
    """When the person's day begins, and when its slots are. Minutes from midnight."""

    day_start: int
    """A clock time before it belongs to the night of the care date before."""
    slots: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Everything a plan is made from, except the moment it is asked for. Tuples are in order of `since`."""

    treated: datetime
    """The instant the laser finished."""
    versions: tuple[VersionFrom, ...]
    zones: tuple[ZoneFrom, ...]
    answers: tuple[Answered, ...] = ()
    reports: tuple[Reported, ...] = ()


class State(NamedTuple):
    """What is in force between two changes."""

    checklist: Checklist
    zone: tzinfo
    answers: Mapping[str, frozenset[str] | None]
    """Without the questions never answered."""
    signs: Mapping[str, int]
    """Without the signs that no live report speaks of."""

    def match(self, test: Match) -> bool | None:
        """Whether one test holds, or None where nobody knows."""
        if test.answers:
            chosen = self.answers.get(test.subject)
            return None if chosen is None else not chosen.isdisjoint(test.answers)
        value = self.signs.get(test.subject)
        if value is None or test.low is None:
            return None
        return test.low <= value and (test.high is None or value <= test.high)

    def truth(self, condition: Condition, unreported: bool | None = None) -> bool | None:
        """Whether any group of a condition holds, or None where that hangs on what nobody knows.

        Args:
            condition: Empty is true.
            unreported: What a sign without a report counts as, where that is settled.
        """
        if not condition:
            return True
        found: bool | None = False
        for group in condition:
            whole: bool | None = True
            for test in group:
                held = self.match(test)
                if held is None and not test.answers:
                    held = unreported
                if held is False:
                    whole = False
                    break
                whole = whole if held else None
            if whole:
                return True
            found = None if whole is None else found
        return found


class Timeline:
    """The states of one recovery, in order, as known at `now`: what is recorded later does not count."""

    def __init__(self, circumstances: Circumstances, now: datetime) -> None:
        self._versions = [entry for entry in circumstances.versions if entry.since <= now]
        self._versions = self._versions or list(circumstances.versions[:1])
        self._zones = [entry for entry in circumstances.zones if entry.since <= now]
        self._zones = self._zones or list(circumstances.zones[:1])
        self._answers = [entry for entry in circumstances.answers if entry.since <= now]
        self._reports = [entry for entry in circumstances.reports if entry.since <= now]
        moments = {entry.since for entry in self._versions[1:]}
        moments.update(entry.since for entry in self._zones[1:])
        moments.update(entry.since for entry in self._answers)
        for report in self._reports:
            moments.add(report.since)
            if report.until is not None and report.until <= now:
                moments.add(report.until)
        self.changes = sorted(moments)
        """The instants at which a new state begins. State 0 is before the first."""
        self._states: dict[int, State] = {}

    def index(self, instant: datetime) -> int:
        """Which state is in force at `instant`."""
        return bisect_right(self.changes, instant)

    def state(self, index: int) -> State:
        """The state of this index, 0 to the number of changes, inclusive."""
        if index not in self._states:
            self._states[index] = self._make(index)
        return self._states[index]

    def _make(self, index: int) -> State:
        if not index:
            return State(self._versions[0].checklist, ZoneInfo(self._zones[0].zone), {}, {})
        at = self.changes[index - 1]
        checklist = [entry.checklist for entry in self._versions if entry.since <= at]
        zones = [entry.zone for entry in self._zones if entry.since <= at]
        answers = {entry.question: entry.chosen for entry in self._answers if entry.since <= at}
        signs = {}
        for report in self._reports:
            if report.since > at:
                break
            live = report.value is not None and (report.until is None or report.until > at)
            signs[report.sign] = report.value if live else None
        return State(
            checklist[-1] if checklist else self._versions[0].checklist,
            ZoneInfo(zones[-1] if zones else self._zones[0].zone),
            answers,
            {sign: value for sign, value in signs.items() if value is not None},
        )
