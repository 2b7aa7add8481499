"""DayState and its parts: frozen, and the one thing that Today and `afterglow today` are drawn from."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from checklists.plan.day import Avoid, Item
from checklists.rules.checklist import Call, CallWarning, Normal, Phase, Sign, SignGroup
from checklists.rules.rule import Match, Rule
from tui.recovery.course import Booking, PrepareRule
from tui.recovery.recovery import Recovery

CATCH_ALL = re.compile(r"\b(feels?|is|goes) wrong\b", re.IGNORECASE)
"""What a line says that is for whatever no other line names: "Something feels wrong"."""

LATE = timedelta(minutes=30)
"""How long after its time an item is called late. No blame, no counter."""


LET_GO = "let go"
"""The reason of a skip, where something was not done while its day lasted."""


class State(StrEnum):
    """How an item stands. Missed is derived, never stored."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"
    MISSED = "missed"


class Timing(StrEnum):
    """Where an item stands in its own day at a moment. Derived from instants alone, never stored.

    The one account of what is to be done now: header, status line, sections, `due` and reminders go by it.
    """

    NOW = "now"
    """Due, open and still worth doing."""
    LATER = "later"
    """Still to come today, or put off."""
    PASSED = "passed"
    """Open, but its moment is over: it may still be answered, and nothing asks for it."""
    ANY_TIME = "any-time"
    """Open, and without a time."""
    OVER = "over"
    """Answered, or of a day that has ended."""


class TooOften(Struct, frozen=True):
    """As-needed care that was done more often on a day than it should be."""

    at_most: int
    """Times a day."""


class TooSoon(Struct, frozen=True):
    """As-needed care that followed on itself sooner than it should."""

    gap: int
    """Minutes it should be apart."""


Caution = TooOften | TooSoon


class ItemState(Struct, frozen=True):
    """An item and what the journal says of it."""

    item: Item
    state: State
    due: datetime | None
    """In the person's zone. None is any time."""
    at: datetime | None = None
    """When it was done or skipped, in the person's zone. None where nothing was, or without a time."""
    note: str = ""
    """A note to it."""
    times: int = 0
    """For what is counted: how often it was done today."""
    unsaid: bool = False
    """Whether it was answered once its day was over, without a word on when it had been."""
    put_off: datetime | None = None
    """Until when its reminder was put off, in the person's zone, where that is later than it was due."""
    is_alone: bool = False
    """Whether it was put off by itself, and not with all that its slot tells."""
    passes: datetime | None = None
    """From when on it is no longer worth doing, exclusive, in the person's zone. None is never on its day."""
    reason: str = ""
    """Why it was skipped, where that was said."""
    with_treatment: bool = False
    """Whether it is due at the minute of the treatment and was not put off: nobody could do it in time."""

    @property
    def open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.state is State.OPEN

    @property
    def starts(self) -> datetime | None:
        """From when on it is to be done: when it is due, or what it was put off to. None is any time."""
        return self.put_off or self.due

    def when(self, now: datetime) -> Timing:
        """Where it stands at a moment of its own day."""
        if not self.open:
            return Timing.OVER
        if self.starts is None:
            return Timing.ANY_TIME
        if now < self.starts:
            return Timing.LATER
        return Timing.NOW if self.passes is None or now < self.passes else Timing.PASSED

    def is_now(self, now: datetime) -> bool:
        """Whether it is to be done now."""
        return self.when(now) is Timing.NOW

    def is_late(self, now: datetime) -> bool:
        """Whether it is to be done now, and was more than `LATE` ago."""
        if self.starts is None or self.with_treatment:
            return False
        return self.is_now(now) and now - self.starts > LATE

    @property
    def again_from(self) -> datetime | None:
        """From when on as-needed care may be done again, by its own gap; None where it may be at once."""
        limits = self.item.rule.as_needed
        if limits is None or limits.gap is None or self.at is None:
            return None
        return self.at + timedelta(minutes=limits.gap)

    def caution(self, now: datetime) -> Caution | None:
        """What there is to say against doing it now: only of as-needed care, and it is done all the same."""
        limits = self.item.rule.as_needed
        if limits is None:
            return None
        if limits.at_most is not None and self.times >= limits.at_most:
            return TooOften(limits.at_most)
        if limits.gap is None or self.at is None or now - self.at >= timedelta(minutes=limits.gap):
            return None
        return TooSoon(limits.gap)


def reminder_slot(item: Item) -> str:
    """The slot whose reminder an item rides in. What is counted comes again, each time told by itself."""
    rule = item.rule
    if rule.interval is not None:
        return f"{rule.id}/{item.slot}"
    return rule.remind.at.name if rule.remind is not None and rule.remind.at else item.slot


def reminder_key(item: Item) -> str:
    """What the journal files under that a reminder was put off: `2026-11-23/midday`."""
    return f"{item.date.isoformat()}/{reminder_slot(item)}"


def alone_key(item: Item) -> str:
    """What the journal files under that an item was put off by itself: `2026-11-23/wash/morning`."""
    return f"{item.date.isoformat()}/{item.rule.id}/{item.slot}"


class Section(Struct, frozen=True):
    """The items of one slot."""

    slot: str
    title: str
    due: datetime | None
    """The earliest time in it, in the person's zone. None is any time."""
    items: tuple[ItemState, ...]

    @property
    def open(self) -> tuple[ItemState, ...]:
        """The items that still wait."""
        return tuple(state for state in self.items if state.open)

    def late_since(self, now: datetime) -> datetime | None:
        """When its earliest late item was due, or None if nothing in it is late."""
        return min((each.starts for each in self.items if each.starts and each.is_late(now)), default=None)

    def done(self) -> int:
        """How many are done."""
        return sum(state.state is State.DONE for state in self.items)

    def skipped(self) -> int:
        """How many are skipped."""
        return sum(state.state is State.SKIPPED for state in self.items)


class Progress(Struct, frozen=True):
    """Counts, never a percentage. Nothing due is not zero."""

    done: int
    due: int
    """Due so far and not skipped."""
    planned: int
    """In the whole day, and not skipped."""
    skipped: int
    now: int = 0
    """To be done now, also what the day does not count."""
    later: int = 0
    """Still to come on the day, likewise."""
    beside: int = 0
    """Done of what has a time and the day does not count."""
    ended: bool = False
    """Whether the day has."""

    def __str__(self) -> str:
        """Of a day that has ended, `3 of 5`; while it lasts, `2 due, 3 done`."""
        if self.ended:
            parts = [f"{self.done} of {self.due}"] if self.due else []
        else:
            done = self.done + self.beside
            parts = [f"{self.now} due"] if self.now else []
            parts += [f"{done} done"] if done else []
            if not parts and self.later:
                parts = ["nothing now" if self.due else "nothing due yet"]
        parts += [f"{self.skipped} skipped"] if self.skipped else []
        return ", ".join(parts)


def progress(states: Iterable[ItemState], now: datetime, ended: bool) -> Progress:
    """Counts of a day's items. What has no time counts when the day has ended.

    Args:
        now: In the person's zone.
        ended: Whether the day has ended by then.
    """
    done = due = planned = skipped = to_do = later = beside = 0
    for state in states:
        when = state.when(now)
        to_do += when is Timing.NOW
        later += when is Timing.LATER
        if not _counts(state, ended):
            timed = state.due is not None and not state.item.rule.as_needed
            beside += timed and state.state is State.DONE
            continue
        if state.state is State.SKIPPED:
            skipped += 1
            continue
        planned += 1
        done += state.state is State.DONE
        due += state.state is not State.OPEN or (state.due is not None and state.due <= now)
    return Progress(done, due, planned, skipped, to_do, later, beside, ended)


def _counts(state: ItemState, ended: bool) -> bool:
    rule = state.item.rule
    if not rule.counts or rule.as_needed:
        return False
    if state.due is None and rule.once:
        return state.state is State.DONE
    return state.due is not None or ended


class SignTest(NamedTuple):
    """A test of a sign's report, and the sign."""

    test: Match
    sign: Sign


class AvoidState(Struct, frozen=True):
    """Something left alone, and whether a slip was noted today."""

    avoid: Avoid
    slipped: bool = False
    note: str = ""
    held: tuple[SignTest, ...] = ()
    """The reports that hold it past its last day."""
    unsure: tuple[SignTest, ...] = ()
    """What its return hangs on: not reported since its last day, or reported so that it will be held."""

    @property
    def returns(self) -> bool:
        """Whether its file has a word for its return. Else it ends, if it does, without one."""
        return bool(self.avoid.rule.then)

    @property
    def last(self) -> date | None:
        """The last day of what is left alone before the next session, inclusive; None for all else."""
        until = self.avoid.until if isinstance(self.avoid.rule, PrepareRule) else None
        return until - timedelta(days=1) if until else None

    @property
    def last_quiet(self) -> date | None:
        """The last day, inclusive, of what ends without a word; else None, also where it never ends."""
        until = self.avoid.until
        return until - timedelta(days=1) if until and not self.returns and not self.held else None

    @property
    def conditional(self) -> bool:
        """Whether it is off, but back only if the signs it hangs on allow it."""
        return not self.avoid.on and bool(self.unsure)


class LiftingQuestion(Struct, frozen=True):
    """The one question that decides what comes back, or whether what was reported lasts."""

    signs: tuple[Sign, ...]
    """All yes-no signs that something hangs on, to be asked together; or else one on a scale."""
    rules: tuple[Rule, ...]
    """What hangs on it. None where it is asked since a report lasts."""

    @property
    def yes_no(self) -> bool:
        """Whether yes and no answer it."""
        return self.signs[0].top == 1

    @property
    def ask(self) -> str:
        """The sign's own question, or one for all: `Any crusts, blisters or open skin?`"""
        nouns = [sign.noun for sign in self.signs]
        return self.signs[0].ask if len(nouns) == 1 else f"Any {', '.join(nouns[:-1])} or {nouns[-1]}?"


class SignReport(Struct, frozen=True):
    """What was reported of a sign, on a care date."""

    sign: Sign
    value: int
    date: date


class SignState(Struct, frozen=True):
    """A sign that today's check-in asks, with today's report and the usual range."""

    sign: Sign
    value: int | None
    """Today's report."""
    last: int | None
    """The latest report of any day."""
    usual: tuple[int, int] | None
    """Both ends included. An estimate, always."""
    before: SignReport | None = None
    """The latest report of an earlier day."""
    lasts: bool = False
    """Whether `before` is more than usual and goes on counting: nobody has reported otherwise since."""

    @property
    def above_usual(self) -> bool:
        """Whether what was reported of the day, or of a day before and lasts, is more than usual."""
        return self.lasts or is_above_usual(self.sign, self.value or 0, self.usual)


def is_above_usual(sign: Sign, value: int, usual: tuple[int, int] | None) -> bool:
    """Whether a value is above the usual range, or at the top of a scale that has none."""
    return value > usual[1] if usual else value == sign.top > 1


class WarningState(Struct, frozen=True):
    """A published line, and whether it stands: the person ticked it, or a report of theirs fits it."""

    warning: CallWarning
    ticked: bool
    called: datetime | None = None
    """When the person noted that they called, in their zone; None again once a report that fits changes."""
    reports: tuple[SignReport, ...] = ()
    """The latest reports, one a sign, that fit it. None is empty."""
    since: date | None = None
    """The care date from which it stands; None where it does not."""
    asks: bool = False
    """Whether it stands by the word of a day before: "You said blisters on Mon. Still?"."""
    may_fit: tuple[SignReport, ...] = ()
    """The latest reports that it may be about where it does not stand: the person has to look or to judge."""

    @property
    def stands(self) -> bool:
        """Whether the person ticked it, or a report of theirs fits it."""
        return self.ticked or bool(self.reports)

    @property
    def is_catch_all(self) -> bool:
        """Whether it is for whatever no other line names: "Something feels wrong"."""
        return CATCH_ALL.search(self.warning.condition) is not None

    @property
    def takes_top_row(self) -> bool:
        """Whether it stands and says to call today or sooner."""
        return self.stands and self.warning.call is not Call.CLINIC_SOON

    @property
    def urgency(self) -> int:
        """How soon it says to call; 0 is the most urgent."""
        return tuple(Call).index(self.warning.call)


class DayOutcome(StrEnum):
    """How a day went, for the strip and the plan."""

    AHEAD = "ahead"
    NOW = "now"
    DONE = "done"
    PARTLY = "partly"
    NOTHING = "nothing"


class DayMark(Struct, frozen=True):
    """One day of the strip."""

    number: int
    outcome: DayOutcome


class Upcoming(NamedTuple):
    """Something to do at a moment."""

    due: datetime
    """In the person's zone."""
    short: str


class Returning(NamedTuple):
    """What comes back on a day."""

    day: date
    shorts: tuple[str, ...]
    if_calm: bool
    """Whether any of it hangs on a sign."""


class DayState(Struct, frozen=True):
    """One day of one recovery, as it stood at `now`."""

    recovery: Recovery
    checklist: str
    """The id of the version in force."""
    now: datetime
    """In the person's zone."""
    number: int
    date: date
    today: int
    """The number of the day it is."""
    last_day: int
    last_care_day: int
    """The last finite day on which something is to be done or left alone."""
    ends: datetime
    """When the day ends, exclusive, in the person's zone."""
    phase: Phase | None
    slots: tuple[Section, ...]
    """Every item of the day by slot, by time, any time last. None is empty."""
    yesterday: tuple[ItemState, ...]
    """What was due yesterday and waits for a word; only for the day it is."""
    avoids: tuple[AvoidState, ...]
    expects: tuple[Rule, ...]
    normal: Normal | None
    signs: tuple[SignState, ...]
    warnings: tuple[WarningState, ...]
    progress: Progress
    marks: tuple[DayMark, ...]
    """Days near this one."""
    phases: tuple[Phase, ...]
    asks: LiftingQuestion | None
    """What decides whether something comes back; only for the day it is."""
    notes: tuple[str, ...]
    gone: tuple[str, ...]
    """Entries of this day whose rule is no longer in the plan, in words."""
    next: Booking | None = None
    """The next session, as it is booked; only for the day it is and the days ahead."""
    out_until: datetime | None = None
    """Until when the person is out, by their own report, in their zone."""
    bedtime: datetime | None = None
    """When the day's open items pass, in the person's zone."""
    tomorrow: tuple[Upcoming, ...] = ()
    """The first things to do tomorrow, those of one moment; only for the day it is."""
    returning: tuple[Returning, ...] = ()
    """What may come back in the next days, by day; only for the day it is."""
    away: int = 0
    """How many days ago something was last recorded, where that is more than one; else 0."""
    banner: str = ""
    """What is wrong with the checklist's file, if something is."""
    standing: tuple[WarningState, ...] = ()
    """The lines that stand now, whichever day this is, of the sessions before too; the most urgent first."""
    strong_sun: tuple[datetime, datetime] | None = None
    """From when to when the sun stands high on the day, in the person's zone; None is not, or not known."""
    stands_elsewhere: bool = False
    """Whether a line stands in another recovery that runs."""
    groups: tuple[SignGroup, ...] = ()
    """Those of `signs` that a check-in asks in one line: lines of which it asks every sign."""
    warns_today: bool = False
    """Whether `warns` is true of the day it is, where another is shown."""

    @property
    def is_today(self) -> bool:
        """Whether it is the day it is now."""
        return self.number == self.today

    @property
    def finished(self) -> bool:
        """Whether the plan's last day has passed."""
        return self.number > self.last_day

    @property
    def items(self) -> Iterator[ItemState]:
        """Every item of the day, slot by slot."""
        return (state for section in self.slots for state in section.items)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The slots without what has passed. None is empty."""
        if not self.is_today:
            return self.slots
        rest = (self._without_passed(section) for section in self.slots)
        return tuple(section for section in rest if section.items)

    def _without_passed(self, section: Section) -> Section:
        items = tuple(item for item in section.items if item.when(self.now) is not Timing.PASSED)
        if len(items) == len(section.items):
            return section
        due = min((item.due for item in items if item.due), default=section.due)
        return replace(section, due=due, items=items)

    @property
    def passed(self) -> tuple[ItemState, ...]:
        """What passed on the day it is, and may still be answered, by time."""
        if not self.is_today or self.finished:
            return ()
        passed = (item for item in self.items if item.when(self.now) is Timing.PASSED)
        return tuple(sorted(passed, key=lambda item: item.due or self.now))

    @property
    def tasks(self) -> tuple[ItemState, ...]:
        """The items; once the plan is over, without what was to be done once during it and was not."""
        return tuple(one for one in self.items if not (self.finished and one.open and one.item.rule.once))

    def item(self, key: str) -> ItemState | None:
        """The item of this key, of today or from yesterday, or None."""
        return next((state for state in (*self.items, *self.yesterday) if state.item.key == key), None)

    @property
    def due(self) -> tuple[ItemState, ...]:
        """What is to be done now, in the order of the day. Once the plan is finished nothing is."""
        return () if self.finished else tuple(state for state in self.items if state.is_now(self.now))

    @property
    def later(self) -> tuple[ItemState, ...]:
        """What is still to come on the day, by time."""
        later = [] if self.finished else [one for one in self.items if one.when(self.now) is Timing.LATER]
        return tuple(sorted(later, key=lambda state: state.starts or self.now))

    @property
    def next_due(self) -> datetime | None:
        """The next time of the day at which something is to be done, or None."""
        return next((state.starts for state in self.later), None)

    @property
    def any_time(self) -> tuple[ItemState, ...]:
        """What is open and has no time, without what is only done as needed."""
        items = () if self.finished else self.items
        return tuple(
            one for one in items if one.when(self.now) is Timing.ANY_TIME and not one.item.rule.as_needed
        )

    @property
    def calls(self) -> bool:
        """Whether a published line stands, of whatever runs."""
        return bool(self.standing) or self.stands_elsewhere

    @property
    def above_usual(self) -> tuple[SignState, ...]:
        """What was reported and is more than is usual on the day, by the checklist's estimate.

        So is the top of a scale of which no estimate speaks. What was said of a day before lasts until it is
        reported otherwise. What makes a line stand is left out: the line says more of it.
        """
        return tuple(one for one in self.signs if one.above_usual and one.sign.id not in self._named)

    @property
    def _named(self) -> frozenset[str]:
        """The signs whose reports make a line stand."""
        return frozenset(report.sign.id for line in self.standing for report in line.reports)

    @property
    def looks(self) -> tuple[WarningState, ...]:
        """The lines that a report may fit, once the person looks: how wide is the blister?"""
        may_fit = (each for each in self.warnings if each.may_fit and not each.is_catch_all)
        return tuple(each for each in may_fit if any(one.sign.id not in self._named for one in each.may_fit))

    @property
    def warns(self) -> bool:
        """Whether a report is more than usual, or may fit a line once the person looks."""
        return bool(self.above_usual or self.looks)

    @property
    def may_call(self) -> bool:
        """Whether there is, or may be, a reason to call, on whichever day: then nothing is just back."""
        return bool(self.standing) or self.warns or self.warns_today

    @property
    def reassures(self) -> bool:
        """Whether Normal today may be shown: not where a line stands or may fit, or more is reported."""
        return not (self.calls or self.warns or (self.warns_today and self.number > self.today))

    def beside(self, others: Iterable["DayState"]) -> "DayState":
        """The same beside others that run: where a line stands in one, nothing is called normal here."""
        stands = any(other.standing for other in others)
        return replace(self, stands_elsewhere=True) if stands and not self.stands_elsewhere else self

    @property
    def expected(self) -> tuple[Rule, ...]:
        """What may come; nothing beside what is to call about or is more than usual: it would reassure."""
        return self.expects if self.reassures else ()


def clock_day(state: DayState) -> date:
    """The care date it is, whatever day is shown: `tomorrow` is counted from it."""
    return state.date - timedelta(days=state.number - state.today)
