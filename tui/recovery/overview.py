"""How a recovery is going, as data: care by day, each sign by day with its usual range, and what happened.

Counts and reports, and nothing made of them: no score, no verdict.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from checklists.plan.activation import covers
from checklists.plan.plan import Plan
from checklists.rules.checklist import Checklist, Sign
from tui.journal import Entry, Journal, Topic
from tui.recovery.reader import RecoveryReader
from tui.recovery.recovery import Recovery, sessions_before
from tui.recovery.state import Progress

_EARLY = 14
"""The last day that is always drawn, though it lies ahead: by then most of a usual course is over."""


class CareOutcome(StrEnum):
    """What came of a day's care."""

    ALL = "all"
    PART = "part"
    NONE = "none"
    SKIPPED = "skipped"
    """All that was due was left out on purpose."""
    NOTHING_DUE = "nothing due"
    BEFORE = "before"
    """The person did not keep it here yet."""
    AHEAD = "ahead"


class CareDay(Struct, frozen=True):
    """One day's care."""

    number: int
    date: date
    outcome: CareOutcome
    progress: Progress


class SignCourse(Struct, frozen=True):
    """One sign, by the numbers of days."""

    sign: Sign
    reports: Mapping[int, int]
    """The last report of each day that has one."""
    usual: Mapping[int, tuple[int, int]]
    """Both ends included. An estimate, always; also for days ahead."""

    def is_above(self, number: int) -> bool:
        """Whether more was reported on a day than is usual on it, by the estimate."""
        value, usual = self.reports.get(number), self.usual.get(number)
        return bool(value) and usual is not None and value is not None and value > usual[1]


class DayEvent(StrEnum):
    """What happened on a day."""

    SESSION = "session"
    SLIP = "slip"
    TICKED = "ticked"
    """A published line on when to call."""
    CALLED = "called"
    NOTE = "note"
    PHOTO = "photo"


class Overview(Struct, frozen=True):
    """Some days of one recovery."""

    recovery: Recovery
    checklist: Checklist
    today: int
    last_day: int
    """The last that has anything to be drawn: that of the plan, or the early days ahead."""
    care: tuple[CareDay, ...]
    """Every day that is in it, in order."""
    signs: tuple[SignCourse, ...]
    """In the order of the file; those that were asked or reported on these days."""
    events: Mapping[int, frozenset[DayEvent]]

    @property
    def days(self) -> range:
        """The numbers of the days in it."""
        return range(self.care[0].number, self.care[-1].number + 1) if self.care else range(0)

    def sign(self, id: str) -> SignCourse | None:
        """The course of the sign of this id, or None."""
        return next((each for each in self.signs if each.sign.id == id), None)


def overview(
    reader: RecoveryReader, plan: Plan, now: datetime, first: int = 0, last: int | None = None
) -> Overview:
    """The days from `first` to `last`, both inclusive, as far as the recovery has them.

    Args:
        plan: The recovery's, as judged at `now`.
        now: Aware.
        first: At least 0.
        last: None is the day it is, or the last of the plan.

    Raises:
        JournalError: If the journal cannot be read.
    """
    end = max(plan.last_day, _EARLY)
    wanted = min(max(plan.today, 0), end) if last is None else min(last, end)
    numbers = range(max(first, 0), wanted + 1)
    return Overview(
        recovery=reader.recovery,
        checklist=plan.checklist,
        today=plan.today,
        last_day=end,
        care=tuple(_care(reader, plan, now, numbers)) if numbers else (),
        signs=tuple(sign_courses(reader, plan, numbers)) if numbers else (),
        events=_events(reader.journal, reader.recovery, plan, numbers) if numbers else {},
    )


def earlier_sessions(
    reader: RecoveryReader, now: datetime, first: int = 0, last: int | None = None
) -> tuple[Overview, ...]:
    """The same days of the sessions before, the first session first; see `overview`.

    A sign that has another id since is called by that of this session.
    """
    before, checklist = [], reader.plan(now).checklist
    for recovery in sessions_before(reader.journal, reader.recovery):
        its = RecoveryReader(reader.journal, reader.settings, recovery)
        plan = its.plan(now)
        days = overview(its, plan, now, first, plan.last_day if last is None else last)
        before.append(replace(days, signs=tuple(_as_now(course, checklist) for course in days.signs)))
    return tuple(before)


def _as_now(course: SignCourse, checklist: Checklist) -> SignCourse:
    """The course of a sign under the id that it has in a checklist, be that newer or older."""
    newer = checklist.sign(course.sign.id)
    older = next((each for each in checklist.signs if newer is None and each.id in course.sign.was), None)
    now = newer or older
    if now is None or now.id == course.sign.id:
        return course
    return replace(course, sign=replace(course.sign, id=now.id))


def days_until_calm(reader: RecoveryReader, plan: Plan) -> int | None:
    """The first day from which every report of a sign with a usual course, but of yes-no ones, was none.

    Returns:
        None where something was reported on the last day that has a report, or nothing ever.
    """
    last = min(plan.today, plan.last_day)
    reported: dict[int, list[int]] = {}
    for course in sign_courses(reader, plan, range(max(last, 0) + 1)):
        for number, value in course.reports.items():
            reported.setdefault(number, []).append(value)
    calm = None
    for number in sorted(reported, reverse=True):
        if any(reported[number]):
            break
        calm = number
    return calm


def _care(reader: RecoveryReader, plan: Plan, now: datetime, numbers: range) -> Iterator[CareDay]:
    joiner = reader.joiner(plan, now, numbers, signs=False)
    begun = min(reader.recovery.begun, now)
    for number in numbers:
        day = plan.day(number)
        progress = joiner.progress(day, joiner.items(day))
        if number > plan.today:
            outcome = CareOutcome.AHEAD
        elif not (progress.done or progress.skipped) and day.ends <= begun:
            outcome = CareOutcome.BEFORE
        elif not progress.due:
            outcome = CareOutcome.SKIPPED if progress.skipped else CareOutcome.NOTHING_DUE
        elif not progress.done:
            outcome = CareOutcome.NONE
        else:
            outcome = CareOutcome.ALL if progress.done >= progress.due else CareOutcome.PART
        yield CareDay(number, day.date, outcome, progress)


def sign_courses(reader: RecoveryReader, plan: Plan, numbers: range) -> Iterator[SignCourse]:
    """Each sign that was asked or reported on some days, in the order of the file.

    Args:
        numbers: Of the days, one at least.

    Raises:
        JournalError: If the journal cannot be read.
    """
    first, last = plan.date_of(numbers[0]), plan.date_of(numbers[-1])
    reports: dict[str, dict[int, int]] = {}
    for day, values in reader.values_by_day(first, last, plan.checklist).items():
        for id, value in values.items():
            reports.setdefault(id, {})[plan.number_of(day)] = value
    asked = range(numbers[0], min(numbers[-1], max(plan.today, 0)) + 1)
    for sign in plan.checklist.signs:
        of_sign = reports.pop(sign.id, {})
        is_asked = any(covers(span, number) for span in sign.days for number in asked)
        if sign.until is None and (of_sign or is_asked):
            # No band is drawn of a yes or no where a yes may be missing.
            usual = {
                number: each
                for number in numbers
                if (each := plan.usual(sign, number)) is not None and (sign.top > 1 or each[0])
            }
            yield SignCourse(sign, of_sign, usual)
    for id, of_sign in reports.items():
        # Of a sign that this version has not: what was reported stays to be seen.
        if plan.checklist.sign(id) is None:
            yield SignCourse(Sign(id, id, max(1, *of_sign.values()), ()), of_sign, {})


_EVENTS = (Topic.SLIP, Topic.NOTE, Topic.PHOTO)


def _events(
    journal: Journal, recovery: Recovery, plan: Plan, numbers: range
) -> dict[int, frozenset[DayEvent]]:
    first, last = plan.date_of(numbers[0]).isoformat(), plan.date_of(numbers[-1]).isoformat()
    events: dict[int, set[DayEvent]] = {}
    for entry in journal.between(recovery.id, _EVENTS, first, last).values():
        _add(events, plan, entry, DayEvent(entry.topic.value))
    for _, entry in journal.in_effect(recovery.id, (Topic.WARNING,), first, last):
        value = entry.value if isinstance(entry.value, dict) else {}
        if value.get("ticked"):
            _add(events, plan, entry, DayEvent.TICKED)
        if value.get("called"):
            _add(events, plan, entry, DayEvent.CALLED)
    if 0 in numbers:
        events.setdefault(0, set()).add(DayEvent.SESSION)
    return {number: frozenset(each) for number, each in events.items()}


def _add(events: dict[int, set[DayEvent]], plan: Plan, entry: Entry, event: DayEvent) -> None:
    if entry.date is not None:
        events.setdefault(plan.number_of(date.fromisoformat(entry.date)), set()).add(event)
