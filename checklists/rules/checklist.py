"""What a whole checklist means: frozen values that know neither pydantic nor YAML. Units as in `rules`."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple, TypeVar

from msgspec import Struct

from checklists.rules.rule import At, Citation, Condition, Kind, Match, Rule, Span


class Call(StrEnum):
    """How soon a warning says to call, most urgent first."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    CLINIC_TODAY = "clinic-today"
    CLINIC_SOON = "clinic-soon"


class Source(Struct, frozen=True):
    """A publication that a rule rests on."""

    key: str
    title: str
    by: str = ""
    url: str = ""


class Question(Struct, frozen=True):
    """Something about the person that switches rules on. Unanswered is "not sure"."""

    id: str
    ask: str
    answers: tuple[tuple[str, str], ...]
    """(id, label) of each answer."""
    many: bool = False
    later: bool = False
    """Not asked at the start, but when something first depends on it."""
    because: str = ""
    was: tuple[str, ...] = ()
    """Former ids."""


class UsualOn(NamedTuple):
    """The usual range of a sign from `day` until the next one listed. An estimate, always."""

    day: int
    low: int
    high: int


class Usual(NamedTuple):
    """One usual course of a sign, for those whom `when` fits."""

    course: tuple[UsualOn, ...]
    when: Condition = ()


class Sign(Struct, frozen=True):
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
    because: str = ""
    short: str = ""
    """The noun for it: `open skin`. Empty is its id in words."""
    until_sunset: bool = False
    """Whether the sun's own time holds in place of `until`, where a place is known."""
    was: tuple[str, ...] = ()
    """Former ids."""
    event: bool = False
    """Whether it happens once: yes is said of the day on which it did, and then it is asked no more."""

    @property
    def noun(self) -> str:
        """What it is called in a sentence."""
        return self.short or self.id.replace("-", " ")


class SignGroup(Struct, frozen=True):
    """Yes-no signs that the check-in asks in one line, on days on which it asks all of them.

    No to the line is no to each; yes to it says nothing yet, and each is asked.
    """

    ask: str
    signs: tuple[str, ...]
    """Ids of two signs or more. No sign is in two groups."""
    because: str = ""


class Phase(Struct, frozen=True):
    """A named range of days."""

    id: str
    title: str
    span: Span
    because: str = ""


class Normal(Struct, frozen=True):
    """What is usual on some days, and what is not."""

    days: tuple[Span, ...]
    usual: str
    not_usual: str
    when: Condition = ()
    because: str = ""
    short: str = ""
    """What is usual, in at most 18 cells. Or empty."""


class CallWarning(Struct, frozen=True):
    """A published "call if" line."""

    id: str
    condition: str
    """What the file says after `if`."""
    days: tuple[Span, ...]
    call: Call
    sources: tuple[Citation, ...] = ()
    agreement: str = ""
    when: Condition = ()
    meanwhile: str = ""
    """What to do or to leave alone until somebody has been called."""
    because: str = ""
    short: str = ""
    """The condition in few words, at most 36 cells, for a terminal too small for all of it. Or empty."""
    fits: tuple[Match, ...] = ()
    """The reports that say what the line says, each of one sign; any of them will do."""
    was: tuple[str, ...] = ()
    """Former ids. Lines that were one once may share it."""
    new: bool = False
    """Whether it counts ahead of the version that it comes with. No file says so."""


class Stretch(NamedTuple):
    """A length such as `4-6 weeks` or `8- weeks`."""

    low: int
    high: int | None
    unit: str
    """`days`, `weeks` or `months`."""


class Prepare(Struct, frozen=True):
    """One thing to do or to leave alone before the next session."""

    id: str
    kind: Kind
    title: str
    first: int
    """Days before the session, inclusive; the larger number."""
    last: int
    """Days before the session, inclusive; 0 is the day itself."""
    how: str = ""
    sources: tuple[Citation, ...] = ()
    agreement: str = ""
    when: Condition = ()
    short: str = ""
    """At most 24 cells."""
    was: tuple[str, ...] = ()
    """Former ids."""
    because: str = ""


class Course(Struct, frozen=True):
    """How sessions follow one another."""

    sessions: tuple[int, int | None] | None = None
    gap: Stretch | None = None
    maintenance: Stretch | None = None
    prepare: tuple[Prepare, ...] = ()
    sources: tuple[Citation, ...] = ()
    because: str = ""


class ClinicContact(Struct, frozen=True):
    """Whom to call, as a file has it. It is the person's own only once they take it."""

    name: str
    phone: str
    after_hours: str = ""
    """The number when it is closed."""
    hours: str = ""
    """When it is open, in its own words."""

    def __str__(self) -> str:
        closed = f"after hours {self.after_hours}" if self.after_hours else ""
        return ", ".join(part for part in (self.name, self.phone, closed, self.hours) if part)


class Checklist(Struct, frozen=True):
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
    warnings: tuple[CallWarning, ...]
    course: Course | None = None
    together: tuple[SignGroup, ...] = ()
    hidden: bool = False
    """Whether it is only there for others to extend, and nobody's plan."""
    clinic: ClinicContact | None = None

    def rule(self, id: str) -> Rule | None:
        """The rule of this id, or of which this is a former id, or None."""
        return _called(id, self.rules)

    def sign(self, id: str) -> Sign | None:
        """The sign of this id, or of which this is a former id, or None."""
        return _called(id, self.signs)

    def question(self, id: str) -> Question | None:
        """The question of this id, or of which this is a former id, or None."""
        return _called(id, self.questions)

    def may_be_none(self, question: Question) -> bool:
        """Whether none of a question's answers may be true.

        Not where one of them is asked for, and not where a line on when to call hangs on it.
        """
        tests = (test for warning in self.warnings for group in warning.when for test in group)
        return question.many and question.id not in {test.subject for test in tests}

    @property
    def former_names(self) -> dict[str, str]:
        """The ids of questions and signs by their former ones."""
        questions = {former: each.id for each in self.questions for former in each.was}
        return questions | {former: each.id for each in self.signs for former in each.was}

    @property
    def cited(self) -> tuple[Source, ...]:
        """The sources that something in it rests on: a base may hold those of several checklists."""
        holders = [*self.rules, *self.warnings, *([self.course, *self.course.prepare] if self.course else ())]
        keys = {citation.key for holder in holders for citation in holder.sources}
        return tuple(source for source in self.sources if source.key in keys)

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
        return _last_finite([rule.days for rule in self.rules if rule.kind.is_care])


_Part = TypeVar("_Part", Rule, Sign, Question)


def _called(id: str, parts: Iterable[_Part]) -> _Part | None:
    former = None
    for part in parts:
        if part.id == id:
            return part
        if id in part.was:
            former = part
    return former


def _last_finite(days: Iterable[tuple[Span, ...]]) -> int:
    return max((s.first if s.last is None else s.last for spans in days for s in spans), default=0)
