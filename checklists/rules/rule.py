"""What one rule of a checklist means: frozen values that know neither pydantic nor YAML.

Minutes of a clock count from midnight, 0 to 1439. Days count from the treatment, which is day 0, and every
range of days is inclusive at both ends. Every tuple keeps the order of the file.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple, assert_never

from msgspec import Struct

SUNRISE = "sunrise"
SUNSET = "sunset"
"""The slots whose own clock time stands in for the sun's where no place is known."""


class Kind(StrEnum):
    """What a rule asks of a person, by the key that holds its words in a file."""

    DO = "do"
    AVOID = "avoid"
    CHECK = "check"
    EXPECT = "expect"

    @property
    def ticked(self) -> bool:
        """Whether a rule of this kind makes items that can be ticked."""
        match self:
            case Kind.DO | Kind.CHECK:
                return True
            case Kind.AVOID | Kind.EXPECT:
                return False
            case _:
                assert_never(self)

    @property
    def left_alone(self) -> bool:
        """Whether a rule of this kind names what is not done, so that its end sets something free."""
        match self:
            case Kind.AVOID:
                return True
            case Kind.DO | Kind.CHECK | Kind.EXPECT:
                return False
            case _:
                assert_never(self)

    @property
    def is_care(self) -> bool:
        """Whether a rule of this kind asks for care, and does not only say what may come."""
        match self:
            case Kind.DO | Kind.AVOID | Kind.CHECK:
                return True
            case Kind.EXPECT:
                return False
            case _:
                assert_never(self)


class Span(NamedTuple):
    """Days from `first` to `last`, both included."""

    first: int
    last: int | None
    """None is open: from `first` on."""


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same days as ascending spans that neither overlap nor touch."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda span: span.first):
        last = joined[-1].last if joined else None
        if joined and (last is None or span.first <= last + 1):
            ends = last is not None and span.last is not None
            joined[-1] = Span(joined[-1].first, max(last or 0, span.last or 0) if ends else None)
        else:
            joined.append(span)
    return tuple(joined)


class At(NamedTuple):
    """One named moment of a rule's day. The name is the slot, and so part of an item's key."""

    name: str
    offset: int = 0
    """Minutes after (or before, if negative) the time the settings give the name."""
    clock: int | None = None
    """Minutes from midnight, where the rule gives its slot a time of its own."""
    after: int | None = None
    """Minutes elapsed since the treatment, in place of a clock time."""


class SlotsOn(NamedTuple):
    """Which slots a rule has on some of its days."""

    span: Span
    names: tuple[str, ...]


class Match(NamedTuple):
    """One test of a question's answer or of a sign's report."""

    subject: str
    """The id of a question or a sign; they share one name space."""
    answers: tuple[str, ...] = ()
    """For a question: any of these answers will do."""
    low: int | None = None
    """For a sign: the least value that matches, inclusive. Yes is 1 and no is 0."""
    high: int | None = None
    """For a sign: the greatest value that matches, inclusive. None is open."""


Condition = tuple[tuple[Match, ...], ...]
"""Any of these groups, and within a group all. Empty is no condition at all."""


class Interval(NamedTuple):
    """`every: 2h` and its kin: steps of elapsed time through a window of the day."""

    minutes: int
    first: int | None
    """Start of the window in minutes from midnight, included. None is the settings' morning."""
    last: int | None
    """End of the window, included. None is the settings' bedtime."""
    last_done: bool = False
    """Whether the next one counts from the last tick instead of from the window's start."""
    since: str | None = None
    """A rule whose own tick puts the next one off by as long."""


class AsNeeded(NamedTuple):
    """A rule that is never due. Both limits warn, and record what was done all the same."""

    gap: int | None = None
    """Minutes to leave between two."""
    at_most: int | None = None
    """How often in one day."""


class Remind(NamedTuple):
    """When a rule is told, where that differs from its slot's own telling."""

    off: bool = False
    at: At | None = None
    days: tuple[Span, ...] = ()
    """Only on these days. Empty is every day of the rule."""


class Repeat(NamedTuple):
    """Told again every `minutes`, `times` times, until answered."""

    minutes: int
    times: int


class Citation(NamedTuple):
    """A source of a rule, and what that source says where sources differ."""

    key: str
    says: str = ""


class Rule(Struct, frozen=True):
    """One line of a checklist."""

    id: str
    kind: Kind
    title: str
    short: str
    """At most 24 cells, for folded lines, calendars and `due`."""
    days: tuple[Span, ...] = ()
    """Ascending, without overlap. Empty where `lasts` takes their place."""
    lasts: int | None = None
    """Minutes from the treatment that the rule is on."""
    not_before: int = 0
    """Minutes that must have passed since the treatment (`from`)."""
    step: int = 1
    """Days from one to the next, counted from the first day (`every: 7d`)."""
    weekdays: tuple[int, ...] = ()
    """Monday is 0. Empty is every weekday."""
    at: tuple[At, ...] = ()
    interval: Interval | None = None
    by_sun: tuple[str, ...] = ()
    """Which ends of its interval's window go by the sun where a place is known: `SUNRISE`, `SUNSET`."""
    once: bool = False
    as_needed: AsNeeded | None = None
    when: Condition = ()
    unless: Condition = ()
    unreported: bool = True
    """Which side a `when` on a sign takes before any report."""
    held_by: tuple[Match, ...] = ()
    """Signs that keep the rule on past its last day (`while`)."""
    once_lifted: str | None = None
    silences: tuple[str, ...] = ()
    if_missed: str | At = "next"
    """`now`, `next` or `drop`; or until when on its day it is worth doing, which is never `after`.

    The slot `sunset` is the sun's where a place is known, and else its clock."""
    remind: Remind | None = None
    """None is the default of the rule's kind."""
    repeat: Repeat | None = None
    quiet: str = "delay"
    """What quiet hours do to its telling: `delay`, `earlier` or `ignore`."""
    counts: bool = True
    check_in: bool = False
    """Whether answering the day's signs ticks this rule."""
    how: str = ""
    why: str = ""
    then: str = ""
    """For an `avoid`: what to do when it comes back. Without it, it is left alone always."""
    differ: str = ""
    because: str = ""
    was: tuple[str, ...] = ()
    sources: tuple[Citation, ...] = ()
    agreement: str = ""
    """`strong`, `moderate`, `weak`, `conflict` or `unsourced`."""
    slots_on: tuple[SlotsOn, ...] = ()
    """Which of `at` on which of its days, by day and without a gap; nothing where all are on all."""
    lifted_by: str | None = None
    """The event that ends it, whenever that is: past its last day it stays on until that was said."""
    counted_from: Match | None = None
    """What its days count from: an event, or the first report of the run that says this. Not on before it."""
    also: tuple[str, ...] = ()
    """Words that people type for it, and that no screen shows."""

    @property
    def ticked(self) -> bool:
        """Whether the rule makes items that can be ticked."""
        return self.kind.ticked

    def has_slot(self, name: str, number: int) -> bool:
        """Whether a slot of `at` is there on a day; before the first range and past the last they go on."""
        if not self.slots_on:
            return True
        begun = [each for each in self.slots_on if each.span.first <= number] or self.slots_on[:1]
        return name in begun[-1].names

    @property
    def last_day(self) -> int | None:
        """The last published day, inclusive, or None where the rule is open or counted in hours."""
        return self.days[-1].last if self.days else None
