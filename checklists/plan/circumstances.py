"""What is known of one recovery, and what was in force at any moment of it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import NamedTuple, Protocol, TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from checklists.rules.checklist import Checklist
from checklists.rules.rule import SUNRISE, SUNSET, Condition, Match, Rule, Span


class VersionFrom(NamedTuple):
    """A version of the checklist, in force from `since`. The first one also governs what came before."""

    since: datetime
    checklist: Checklist


class ZoneFrom(NamedTuple):
    """Where the person is from `since` on: an IANA name. The first one also holds before."""

    since: datetime
    zone: str


class AnswerFrom(NamedTuple):
    """An answer to a question, in force from `since`."""

    since: datetime
    question: str
    chosen: frozenset[str] | None
    """The answers' ids: empty is "none of these", None is "not sure"."""
    withdrawn: bool = False
    """Whether it takes back the first answer, so that nothing is said under this name."""


class ReportFrom(NamedTuple):
    """A report of a sign, in force from `since` until the next of the same sign, or until `until`."""

    since: datetime
    sign: str
    value: int | None
    """None takes the report back."""
    until: datetime | None = None
    """Exclusive."""
    day: date | None = None
    """The care date it is of. None is the day of `since`."""


class Daylight(NamedTuple):
    """When the sun is up on one day, in UTC. Both None where it does not rise."""

    rises: datetime | None
    """Half a day before it is highest, where it does not set."""
    sets: datetime | None
    """Half a day after, likewise."""


def sun_time(slot: str, daylight: Daylight | None) -> datetime | None:
    """When a slot is by the sun, in UTC; None where it does not go by it, or the sun does not rise."""
    if daylight is None:
        return None
    return {SUNRISE: daylight.rises, SUNSET: daylight.sets}.get(slot)


class Sunlit(Protocol):
    """Where a person is, as far as the sun goes."""

    def daylight(self, day: date, zone: tzinfo) -> Daylight | None:
        """When the sun is up on a day, by the clocks of a zone; None where nobody knows."""


class Times(Struct, frozen=True):
    """When the person's day begins, and when its slots are. Minutes from midnight."""

    day_start: int
    """A clock time before it belongs to the night of the care date before."""
    slots: Mapping[str, int]
    place: Sunlit | None = None
    """Without it what goes by the sun has its own clock time."""

    def daylight(self, day: date, zone: tzinfo) -> Daylight | None:
        """When the sun is up on a day; None where that is not known."""
        return self.place.daylight(day, zone) if self.place is not None else None


class Circumstances(Struct, frozen=True):
    """Everything a plan is made from, except the moment it is asked for.

    Tuples may be in any order of `since`; of two entries since the same moment the later one counts.
    """

    treated: datetime
    """The instant the laser finished."""
    versions: tuple[VersionFrom, ...]
    zones: tuple[ZoneFrom, ...]
    answers: tuple[AnswerFrom, ...] = ()
    reports: tuple[ReportFrom, ...] = ()


class Situation(NamedTuple):
    """What is in force between two changes."""

    checklist: Checklist
    zones: tuple[ZoneFrom, ...]
    """Where the person has been, and last where they are."""
    answers: Mapping[str, frozenset[str] | None]
    """Without the questions never answered."""
    signs: Mapping[str, int]
    """Without the signs that no live report speaks of."""
    reports: Mapping[str, ReportFrom] = {}
    """The reports that `signs` comes from."""
    version: Checklist | None = None
    """The version in force, where `checklist` is that with the days of some rules counted from a report."""

    @property
    def zone(self) -> tzinfo:
        """Where the person is."""
        return ZoneInfo(self.zones[-1].zone)

    def match(self, test: Match) -> bool | None:
        """Whether one test holds, or None where nobody knows."""
        if test.answers:
            chosen = self.answers.get(test.subject)
            return None if chosen is None else not chosen.isdisjoint(test.answers)
        value = self.signs.get(test.subject)
        if value is None or test.low is None:
            return None
        return test.low <= value and (test.high is None or value <= test.high)

    def holding(self, rule: Rule) -> tuple[Match, ...]:
        """What keeps a rule on past its last day: reports, and an event that nobody has said of yet."""
        held = tuple(test for test in rule.held_by if self.match(test))
        if rule.lifted_by is None or self.signs.get(rule.lifted_by):
            return held
        return (*held, Match(rule.lifted_by, low=0, high=0))

    def truth(self, condition: Condition, unreported: bool | None = None) -> bool | None:
        """Whether any group of a condition holds, or None where that hangs on what nobody knows.

        Args:
            condition: Empty is true.
            unreported: What a sign without a report counts as, where that is settled. False is what a
                question without an answer counts as too, where nothing but questions is asked.
        """
        if not condition:
            return True
        asks_only = unreported is False and all(test.answers for group in condition for test in group)
        any_group: bool | None = False
        for group in condition:
            whole: bool | None = True
            for test in group:
                held = self.match(test)
                if held is None and (asks_only or not test.answers):
                    held = unreported
                if held is False:
                    whole = False
                    break
                whole = whole if held else None
            if whole:
                return True
            any_group = None if whole is None else any_group
        return any_group


class _Since(Protocol):
    @property
    def since(self) -> datetime: ...


_Entry = TypeVar("_Entry", bound=_Since)


class DayNumbers(Protocol):
    """The numbers of days."""

    def number_of(self, day: date) -> int:
        """Of a care date."""
        ...

    def number_at(self, instant: datetime) -> int:
        """Of the day it is at `instant`."""
        ...


class Timeline:
    """The states of one recovery, in order, as known at `now`: what is recorded later does not count."""

    def __init__(self, circumstances: Circumstances, now: datetime, dates: DayNumbers) -> None:
        self._dates = dates
        self._laid: dict[object, Checklist] = {}
        self._versions = _until(circumstances.versions, now) or circumstances.versions[:1]
        self._zones = _until(circumstances.zones, now) or circumstances.zones[:1]
        self._answers: dict[str, list[AnswerFrom]] = defaultdict(list)
        self._reports: dict[str, list[ReportFrom]] = defaultdict(list)
        moments = {version.since for version in self._versions[1:]}
        moments.update(zone.since for zone in self._zones[1:])
        for answer in _until(circumstances.answers, now):
            self._answers[answer.question].append(answer)
            moments.add(answer.since)
        for report in _until(circumstances.reports, now):
            self._reports[report.sign].append(report)
            moments.add(report.since)
            if report.until is not None:
                moments.add(report.until)
        self.changes = sorted(moments)
        """The instants at which a new state begins, also those to come. State 0 is before the first."""
        self._states: dict[int, Situation] = {}
        self._names = _names([version.checklist for version in self._versions])
        self._written: dict[object, int] = {}
        if self._names:
            for entries in (circumstances.answers, circumstances.reports):
                self._written |= {each: place for place, each in enumerate(_until(entries, now))}

    def index(self, instant: datetime) -> int:
        """Which state is in force at `instant`."""
        return bisect_right(self.changes, instant)

    def state(self, index: int) -> Situation:
        """The state of this index, 0 to the number of changes, inclusive."""
        if index not in self._states:
            self._states[index] = self._make(index)
        return self._states[index]

    def _make(self, index: int) -> Situation:
        if not index:
            checklist = self._versions[0].checklist
            return Situation(self._counted(checklist, {}), self._zones[:1], {}, {}, {}, checklist)
        at = self.changes[index - 1]
        answers = {question: _latest(entries, at) for question, entries in self._answers.items()}
        reports = {sign: _latest(entries, at) for sign, entries in self._reports.items()}
        if self._names:
            # What is taken back under one name leaves what was said under another.
            said = {id: each for id, each in answers.items() if each and not each.withdrawn}
            valued = {id: each for id, each in reports.items() if each and each.value is not None}
            answers |= {id: each for id in self._names if (each := self._renamed(id, said))}
            reports |= {id: report for id in self._names if (report := self._renamed(id, valued))}
        live = {
            sign: report
            for sign, report in reports.items()
            if report and report.value is not None and (report.until is None or report.until > at)
        }
        version = (_latest(self._versions, at) or self._versions[0]).checklist
        return Situation(
            self._counted(version, self._anchors(version, live, at)),
            self._zones[: max(1, _count(self._zones, at))],
            {question: answer.chosen for question, answer in answers.items() if answer},
            {sign: report.value for sign, report in live.items() if report.value is not None},
            live,
            version,
        )

    def _anchors(
        self, checklist: Checklist, live: Mapping[str, ReportFrom], at: datetime
    ) -> dict[Match, int]:
        """The days that rules are counted from, as far as what they wait for was reported."""
        tests = {rule.counted_from for rule in checklist.rules if rule.counted_from is not None}
        events = {sign.id for sign in checklist.signs if sign.event}
        anchors: dict[Match, int] = {}
        for test in tests:
            last = live.get(test.subject)
            if last is None or not _says(test, last):
                continue
            first = last
            if test.subject not in events:
                names = {test.subject, *self._names.get(test.subject, ())}
                reports = [each for name in names for each in self._reports.get(name, ()) if each.since <= at]
                first = _run(test, sorted(reports, key=lambda each: each.since), self._number) or last
            anchors[test] = self._number(first)
        return anchors

    def _number(self, report: ReportFrom) -> int:
        """The day that a report is of."""
        if report.day is not None:
            return self._dates.number_of(report.day)
        return self._dates.number_at(report.since)

    def _counted(self, checklist: Checklist, anchors: Mapping[Match, int]) -> Checklist:
        """A version with the days that its rules have by now, without those that have none yet."""
        if all(rule.counted_from is None for rule in checklist.rules):
            return checklist
        key = (id(checklist), frozenset(anchors.items()))
        if key not in self._laid:
            rules = (_moved(rule, anchors) for rule in checklist.rules)
            self._laid[key] = replace(checklist, rules=tuple(rule for rule in rules if rule is not None))
        return self._laid[key]

    def _renamed(self, id: str, entries: Mapping[str, _Entry]) -> _Entry | None:
        """The entry that was written last under any of the names of a question or sign."""
        under = [entries[name] for name in (id, *self._names[id]) if name in entries]
        return max(under, key=lambda each: self._written.get(each, 0), default=None)


def _says(test: Match, report: ReportFrom) -> bool:
    value = report.value
    return (
        value is not None
        and test.low is not None
        and test.low <= value
        and (test.high is None or value <= test.high)
    )


def _run(
    test: Match, reports: Sequence[ReportFrom], number: Callable[[ReportFrom], int]
) -> ReportFrom | None:
    """The first report of the unbroken run that says something; None where the last says otherwise.

    Args:
        reports: Of one sign, in the order of writing. One of a day before the run does not break it.
    """
    first: ReportFrom | None = None
    for report in reports:
        if _says(test, report):
            first = first or report
        elif first is not None and number(report) >= number(first):
            first = None
    return first


def _moved(rule: Rule, anchors: Mapping[Match, int]) -> Rule | None:
    """A rule with its days counted from the day that it waits for; None where that has not come."""
    if rule.counted_from is None:
        return rule
    day = anchors.get(rule.counted_from)
    if day is None:
        return None

    def later(span: Span) -> Span:
        return Span(span.first + day, None if span.last is None else span.last + day)

    slots_on = tuple(each._replace(span=later(each.span)) for each in rule.slots_on)
    return replace(rule, days=tuple(map(later, rule.days)), slots_on=slots_on)


def _names(checklists: Sequence[Checklist]) -> defaultdict[str, set[str]]:
    """The other ids, former and later, of each question and sign that has been called otherwise."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for checklist in checklists:
        for former, now in checklist.former_names.items():
            names[now].add(former)
            names[former].add(now)
    return names


def _until(entries: tuple[_Entry, ...], now: datetime) -> tuple[_Entry, ...]:
    """In order of `since`, without what is later than `now`; of two at one moment the later one is last."""
    return tuple(sorted((each for each in entries if each.since <= now), key=lambda each: each.since))


def _count(entries: Sequence[_Entry], instant: datetime) -> int:
    return bisect_right(entries, instant, key=lambda entry: entry.since)


def _latest(entries: Sequence[_Entry], instant: datetime) -> _Entry | None:
    count = _count(entries, instant)
    return entries[count - 1] if count else None
