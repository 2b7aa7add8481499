"""DayState and its parts: frozen, and the one thing that Today and `afterglow today` are drawn from."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from checklists.plan.day import Avoid, Item
from checklists.rules.checklist import Call, CallWarning, Normal, Phase, Sign
from checklists.rules.rule import Rule
from tui.recovery.course import Booking, PrepareRule
from tui.recovery.recovery import Recovery

LATE = timedelta(minutes=30)
"""How long after its time an item is called late. No blame, no counter."""


class State(StrEnum):
    """How an item stands. Missed is derived, never stored."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"
    MISSED = "missed"


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
    """When it was done or skipped, in the person's zone."""
    note: str = ""
    """A note to it, or the reason of a skip."""
    times: int = 0
    """For what is counted: how often it was done today."""

    @property
    def open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.state is State.OPEN

    def is_due(self, now: datetime) -> bool:
        """Whether its time has come and it is open."""
        return self.open and self.due is not None and self.due <= now

    def is_late(self, now: datetime) -> bool:
        """Whether its time came more than `LATE` ago and it is open."""
        return self.open and self.due is not None and now - self.due > LATE

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
        return min((state.due for state in self.items if state.due and state.is_late(now)), default=None)

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

    def __str__(self) -> str:
        counted = f"{self.done} of {self.due}" if self.due else "nothing due yet" if self.planned else ""
        if self.skipped:
            return f"{counted}, {self.skipped} skipped" if counted else f"{self.skipped} skipped"
        return f"{counted} so far" if self.due and self.due != self.planned else counted


def progress(states: Iterable[ItemState], now: datetime, ended: bool) -> Progress:
    """Counts of a day's items. What has no time counts when the day has ended.

    Args:
        now: In the person's zone.
        ended: Whether the day has ended by then.
    """
    done = due = planned = skipped = 0
    for state in states:
        if not _counts(state, ended):
            continue
        if state.state is State.SKIPPED:
            skipped += 1
            continue
        planned += 1
        done += state.state is State.DONE
        due += state.state is not State.OPEN or (state.due is not None and state.due <= now)
    return Progress(done, due, planned, skipped)


def _counts(state: ItemState, ended: bool) -> bool:
    rule = state.item.rule
    if not rule.counts or rule.as_needed:
        return False
    if state.due is None and rule.once:
        return state.state is State.DONE
    return state.due is not None or ended


class AvoidState(Struct, frozen=True):
    """Something left alone, and whether a slip was noted today."""

    avoid: Avoid
    slipped: bool = False
    note: str = ""

    @property
    def returns(self) -> bool:
        """Whether it comes back on a day, and is not left alone always."""
        return bool(self.avoid.rule.then)

    @property
    def last(self) -> date | None:
        """The last day of what is left alone before the next session, inclusive; None for all else."""
        until = self.avoid.until if isinstance(self.avoid.rule, PrepareRule) else None
        return until - timedelta(days=1) if until else None

    @property
    def if_calm(self) -> bool:
        """Whether a sign may hold it past its day, or does."""
        return bool(self.avoid.rule.held_by)


class SignState(Struct, frozen=True):
    """A sign that today's check-in asks, with today's report and the usual range."""

    sign: Sign
    value: int | None
    """Today's report."""
    last: int | None
    """The latest report of any day."""
    usual: tuple[int, int] | None
    """Both ends included. An estimate, always."""


class SignReport(Struct, frozen=True):
    """What was reported of a sign, on a care date."""

    sign: Sign
    value: int
    date: date


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

    @property
    def stands(self) -> bool:
        """Whether the person ticked it, or a report of theirs fits it."""
        return self.ticked or bool(self.reports)

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
    sections: tuple[Section, ...]
    """By time, any time last. None is empty."""
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
    asks: Sign | None
    """The one sign that decides whether something comes back today, and of which nobody knows."""
    notes: tuple[str, ...]
    gone: tuple[str, ...]
    """Entries of this day whose rule is no longer in the plan, in words."""
    put_off: Mapping[str, datetime]
    """Tellings that were put off, by key, and until when, in the person's zone."""
    next: Booking | None = None
    """The next session, as it is booked; only for the day it is and the days ahead."""
    out_until: datetime | None = None
    """Until when the person is out, by their own report, in their zone."""
    banner: str = ""
    """What is wrong with the checklist's file, if something is."""
    standing: tuple[WarningState, ...] = ()
    """The lines that stand now, whichever day this is, of the sessions before too; the most urgent first."""

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
        """Every item of the day, section by section."""
        return (state for section in self.sections for state in section.items)

    @property
    def tasks(self) -> tuple[ItemState, ...]:
        """The items; once the plan is over, without what was to be done once during it and was not."""
        return tuple(one for one in self.items if not (self.finished and one.open and one.item.rule.once))

    def item(self, key: str) -> ItemState | None:
        """The item of this key, of today or from yesterday, or None."""
        return next((state for state in (*self.items, *self.yesterday) if state.item.key == key), None)

    @property
    def due(self) -> tuple[ItemState, ...]:
        """What is open and whose time has come."""
        return tuple(state for state in self.items if state.is_due(self.now))

    @property
    def next_due(self) -> datetime | None:
        """The next time today that something open comes due, or None."""
        return min((s.due for s in self.items if s.open and s.due and s.due > self.now), default=None)

    @property
    def next_slot(self) -> datetime | None:
        """When the next section with something open begins today, or None."""
        return min((s.due for s in self.sections if s.open and s.due and s.due > self.now), default=None)

    @property
    def reassures(self) -> bool:
        """Whether Normal today may be shown: never while a published line stands."""
        return not self.standing

    @property
    def expected(self) -> tuple[Rule, ...]:
        """What may come; nothing while a published line stands, for beside that it would reassure."""
        return self.expects if self.reassures else ()
