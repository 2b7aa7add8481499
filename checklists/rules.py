"""What a checklist means: frozen values that know neither pydantic nor YAML.

Minutes of a clock count from midnight, 0 to 1439. Days count from the treatment, which is day 0, and every
range of days is inclusive at both ends. Every tuple keeps the order of the file.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a rule asks of a person."""

    DO = "do"
    AVOID = "avoid"
    CHECK = "check"
    EXPECT = "expect"


class Call(StrEnum):
    """How soon a warning says to call, most urgent first."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    CLINIC_TODAY = "clinic-today"
    CLINIC_SOON = "clinic-soon"


class Span(NamedTuple):
    """Days from `first` to `last`, both included."""

    first: int
    last: int | None
    """None is open: from `first` on."""



class At(NamedTuple):
    """One named moment of a rule's day. The name is the slot, and so part of an item's key."""

    name: str
    offset: int = 0
    """Minutes after (or before, if negative) the time the settings give the name."""
    clock: int | None = None
    """Minutes from midnight, where the rule gives its slot a time of its own."""
    after: int | None = None
    """Minutes elapsed since the treatment, in place of a clock time."""


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


class Cited(NamedTuple):
    """A source of a rule, and what that source says where sources differ."""

    key: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A publication that a rule rests on."""

    key: str
    title: str
    by: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Something about the person that switches rules on. Unanswered is "not sure"."""

    id: str
    ask: str
    answers: tuple[tuple[str, str], ...]
    """(id, label) of each answer."""
    many: bool = False
    later: bool = False
    """Not asked at the start, but when something first depends on it."""


class UsualOn(NamedTuple):
    """The usual range of a sign from `day` until the next one listed. An estimate, always."""

    day: int
    low: int
    high: int


class Usual(NamedTuple):
    """One usual course of a sign, for those whom `when` fits."""

    course: tuple[UsualOn, ...]
    when: Condition = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """Something about the skin that the person reports, as a whole number from 0 to `top`."""

    id: str
    ask: str
    top: int
    """1 for yes-no (yes is 1), else 3, 4 or 10."""
    days: tuple[Span, ...]
    """Days on which the check-in asks it."""
    words: tuple[str, ...] = ()
    """One for each value from 0 to `top`, or none."""
    usual: tuple[Usual, ...] = ()
    until: int | None = None
    """Minutes from midnight until which a report holds; None is until the next report.

    A sign that runs out by itself is of the moment, and no check-in asks it.
    """


@dataclass(frozen=True, slots=True)
class Phase:
    """A named range of days."""

    id: str
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Normal:
    """What is usual on some days, and what is not."""

    days: tuple[Span, ...]
    usual: str
    not_usual: str
    when: Condition = ()


@dataclass(frozen=True, slots=True)
class Warning:
    """A published "call if" line."""

    id: str
    condition: str
    """What the file says after `if`."""
    days: tuple[Span, ...]
    call: Call
    sources: tuple[Cited, ...] = ()
    agreement: str = ""
    when: Condition = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a checklist."""

    id: str
    kind: Kind
    title: str
    short: str
    """At most 18 cells, for folded lines, calendars and `due`."""
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
    if_missed: str = "next"
    """`now`, `next` or `drop`."""
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
    sources: tuple[Cited, ...] = ()
    agreement: str = ""
    """`strong`, `moderate`, `weak`, `conflict` or `unsourced`."""

    @property
    def ticked(self) -> bool:
        """Whether the rule makes items that can be ticked."""
        return self.kind is Kind.DO or self.kind is Kind.CHECK

    @property
    def last_day(self) -> int | None:
        """The last published day, inclusive, or None where the rule is open or counted in hours."""
        return self.days[-1].last if self.days else None


class Stretch(NamedTuple):
    """A length such as `4-6 weeks` or `8- weeks`."""

    low: int
    high: int | None
    unit: str
    """`days`, `weeks` or `months`."""


@dataclass(frozen=True, slots=True)
class Prepare:
    """One thing to do or to leave alone before the next session."""

    id: str
    kind: Kind
    title: str
    first: int
    """Days before the session, inclusive; the larger number."""
    last: int
    """Days before the session, inclusive; 0 is the day itself."""
    how: str = ""
    sources: tuple[Cited, ...] = ()
    agreement: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """How sessions follow one another."""

    sessions: tuple[int, int | None] | None = None
    gap: Stretch | None = None
    maintenance: Stretch | None = None
    prepare: tuple[Prepare, ...] = ()
    sources: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Checklist:
    """What one checklist file says, ready to be laid out as a plan."""

    id: str
    title: str
    purpose: str
    """What the file says after `for`."""
    revision: int
    reviewed: str
    """An ISO date."""
    check_in: At | None
    sources: tuple[Source, ...]
    questions: tuple[Question, ...]
    signs: tuple[Sign, ...]
    phases: tuple[Phase, ...]
    normal: tuple[Normal, ...]
    rules: tuple[Rule, ...]
    warnings: tuple[Warning, ...]
    course: Course | None = None

    def rule(self, id: str) -> Rule | None:
        """The rule of this id, or of which this is a former id, or None."""
        former = None
        for rule in self.rules:
            if rule.id == id:
                return rule
            if id in rule.was:
                former = rule
        return former

    def sign(self, id: str) -> Sign | None:
        """The sign of this id, or None."""
        return next((sign for sign in self.signs if sign.id == id), None)

    def question(self, id: str) -> Question | None:
        """The question of this id, or None."""
        return next((question for question in self.questions if question.id == id), None)

    @property
    def last_day(self) -> int:
        """The plan's last day: the last finite day of any rule, sign or warning."""
        days = [rule.days for rule in self.rules]
        days += [sign.days for sign in self.signs]
        days += [warning.days for warning in self.warnings]
        return _last_finite(days)

    @property
    def last_care_day(self) -> int:
        """The last finite day on which something is to be done, checked or left alone."""
        return _last_finite([rule.days for rule in self.rules if rule.kind is not Kind.EXPECT])


def _last_finite(days: Iterable[tuple[Span, ...]]) -> int:
    return max((s.first if s.last is None else s.last for spans in days for s in spans), default=0)
