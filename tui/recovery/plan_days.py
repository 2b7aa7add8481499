"""Every day of a plan in a line: what begins, what comes back, and how it went."""

from collections.abc import Container, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from msgspec import Struct

from checklists.plan.day import Avoid, Day
from checklists.plan.plan import Plan
from checklists.rules.checklist import Sign
from checklists.rules.rule import Rule
from tui.journal import Topic
from tui.recovery.course import PrepareRule, books, next_booking, without_preparation
from tui.recovery.join import Joiner
from tui.recovery.reader import RecoveryReader
from tui.recovery.state import DayOutcome, Progress, SignTest, State
from tui.text.humanize import day_month, lower_first


class HangingReturn(NamedTuple):
    """What comes back on a day if the reports allow it."""

    short: str
    tests: tuple[SignTest, ...]
    """What it hangs on, also what was reported so already."""
    held: tuple[SignTest, ...]
    """What was reported and, as long as it lasts, keeps it from coming back. None is empty."""


class PlanDay(NamedTuple):
    """One day in a line."""

    day: Day
    starts: tuple[str, ...]
    """Short names of what is there and was not the day before; of what is left alone, behind `no`."""
    titles: tuple[str, ...]
    """The titles of the same, one for each; of what is left alone, behind `Leave alone:`."""
    back: tuple[str, ...]
    """Short names of what comes back."""
    hanging: tuple[HangingReturn, ...]
    """What comes back if its signs allow it; on the days ahead also what a report holds."""
    outcome: DayOutcome
    is_tracked: bool
    """Whether the person was to do anything: nothing on a day before they began to keep it here."""
    progress: Progress
    slips: int

    @property
    def maybe(self) -> tuple[str, ...]:
        """Short names of what comes back if its signs allow it, and is not or not so reported yet."""
        return tuple(each.short for each in self.hanging if not each.held)

    @property
    def if_calm(self) -> tuple[str, ...]:
        """Short names of what would come back on a day ahead, but for what was reported."""
        return tuple(each.short for each in self.hanging if each.held)

    @property
    def is_plain(self) -> bool:
        """Whether nothing begins on it and nothing comes back."""
        return not (self.starts or self.back or self.hanging)


def plan_days(reader: RecoveryReader, plan: Plan, now: datetime) -> tuple[PlanDay, ...]:
    """Day 0 to the last, as they stand at a moment.

    Args:
        plan: The recovery's, as judged at `now`.
        now: Aware.

    Raises:
        JournalError: If the journal cannot be read.
    """
    joiner = reader.joiner(plan, now, range(plan.last_day + 1))
    is_booked = next_booking(reader.journal, reader.recovery.id, now) is not None
    return tuple(_days(plan, joiner, is_booked))


def from_then_on(plan: Plan) -> tuple[str, ...]:
    """Titles of what a file leaves open, after the last day; what a report holds is not among it."""
    after = plan.day(plan.last_day + 1)
    titles = [
        item.rule.title for item in after.items if any(span.last is None for span in plan.days_of(item.rule))
    ]
    titles += [_left_alone(avoid) for avoid in after.avoids if avoid.on and not avoid.held]
    return tuple(dict.fromkeys(titles))


def _left_alone(avoid: Avoid) -> str:
    return f"Leave alone: {avoid.rule.short}"


def sun_care_words(plan: Plan) -> str:
    """`sun care to 17 Feb`: the phase that stays open, and its last day; empty where none does."""
    last = plan.checklist.phases[-1] if plan.checklist.phases else None
    end = without_preparation(plan.checklist).last_care_day
    if last is None or last.span.last is not None or end <= last.span.first:
        return ""
    return f"{lower_first(last.title)} to {day_month(plan.date_of(end))}"


def _days(plan: Plan, joiner: Joiner, is_booked: bool) -> Iterator[PlanDay]:
    begun = min(joiner.recovery.begun, joiner.now)
    slips = [entry.date for (topic, _), entry in joiner.entries.items() if topic is Topic.SLIP]
    before: set[str] = set()
    for day in plan.days():
        over = {
            rule.id for rule in _rules(day) if day.number > plan.today and _is_over(rule, joiner, is_booked)
        }
        here = {rule.id: rule.short for rule in _rules(day) if rule.id not in over}
        avoids = {avoid.rule.id: f"no {avoid.rule.short}" for avoid in day.avoids if avoid.on}
        returning = [avoid for avoid in day.avoids if avoid.returns_on(day.date) and avoid.rule.then]
        back = [avoid.rule.short for avoid in returning if not avoid.unsure]
        ahead = day.avoids if day.number > plan.today else ()
        hanging = [_hanging(avoid, plan) for avoid in returning if avoid.unsure]
        hanging += [_hanging(avoid, plan) for avoid in ahead if _is_held_back(avoid, day)]
        # On the day of treatment all of it begins, and what to do says more.
        new = here | (avoids if day.number else {})
        rules = {rule.id: rule for rule in _rules(day)}
        titles = {id: rule.title for id, rule in rules.items()}
        titles |= {avoid.rule.id: _left_alone(avoid) for avoid in day.avoids}
        names = [avoid.rule.short for avoid in returning] + [each.short for each in hanging if each.held]
        lifted = {avoid.rule.id for avoid in returning}
        starts: dict[str, str] = {}
        for id, short in new.items():
            # Many a thing comes back with a rule of its own on how to begin: it would be told twice.
            if id in before or _tells_again(rules.get(id), short, names, lifted):
                continue
            starts.setdefault(short, titles[id])
        states = list(joiner.items(day))
        progress = joiner.progress(day, states)
        answered = bool(progress.done or progress.skipped)
        yield PlanDay(
            day,
            tuple(starts),
            tuple(starts.values()),
            tuple(back),
            tuple(hanging),
            joiner.outcome(day.number, states),
            day.number <= plan.today and (answered or (day.ends > begun and bool(progress.due))),
            progress,
            slips.count(day.date.isoformat()),
        )
        before = {*here, *avoids, *over}


def _hanging(avoid: Avoid, plan: Plan) -> HangingReturn:
    signs = plan.checklist.sign
    return HangingReturn(
        avoid.rule.short,
        tuple(
            SignTest(test, sign) for test in avoid.rule.held_by if (sign := signs(test.subject)) is not None
        ),
        tuple(SignTest(test, sign) for test in avoid.held if (sign := signs(test.subject)) is not None),
    )


def _tells_again(rule: Rule | None, short: str, returning: Sequence[str], lifted: Container[str]) -> bool:
    """Whether it says how to begin with what comes back on the same day.

    Args:
        rule: What begins; None is something left alone.
        returning: Short names of what comes back.
        lifted: The ids of the same.
    """
    return short.removesuffix(" back") in returning or (rule is not None and rule.once_lifted in lifted)


def _is_held_back(avoid: Avoid, day: Day) -> bool:
    """Whether a report alone keeps something from coming back on this day."""
    last = avoid.rule.last_day
    return avoid.on and bool(avoid.held and avoid.rule.then) and last is not None and last + 1 == day.number


def _rules(day: Day) -> Iterator[Rule]:
    yield from (item.rule for item in day.items)
    yield from (counted.rule for counted in day.counted)


def _is_over(rule: Rule, joiner: Joiner, is_booked: bool) -> bool:
    """Whether what is to be done once is done already, or what asks to book is booked."""
    keys = (f"once/{id}" for id in (rule.id, *rule.was))
    return (rule.once and any((Topic.ITEM, key) in joiner.entries for key in keys)) or (
        is_booked and books(rule)
    )


class CheckIn(NamedTuple):
    """What was reported for a day."""

    number: int
    values: tuple[tuple[Sign, int], ...]
    """In the order of the checklist; of what runs out by itself nothing."""


def _check_ins(reader: RecoveryReader, plan: Plan) -> list[CheckIn]:
    """The first and the last day that signs were reported for; one where they are the same."""
    last = max(plan.today, 0)
    days = reader.values_by_day(plan.date_of(0), plan.date_of(last), plan.checklist)
    signs = [sign for sign in plan.checklist.signs if sign.until is None]
    told = []
    for day in sorted(days):
        values = tuple((sign, days[day][sign.id]) for sign in signs if sign.id in days[day])
        if values:
            told.append(CheckIn(plan.number_of(day), values))
    return [*told[:1], *told[1:][-1:]]


class Summary(Struct, frozen=True):
    """Counts of one recovery, from day 0 to the day it is or the last."""

    done: int
    planned: int
    """What was to be ticked and was not skipped."""
    skipped: int
    slips: int
    check_ins: int
    photos: int
    notes: int
    first: CheckIn | None = None
    """The first day on which signs were reported, with the last report of each."""
    last: CheckIn | None = None
    """The last such day, where that is another."""


def summary(reader: RecoveryReader, plan: Plan) -> Summary:
    """Count everything.

    Raises:
        JournalError: If the journal cannot be read.
    """
    numbers = range(max(0, min(plan.today, plan.last_day)) + 1)
    joiner = reader.joiner(plan, plan.begins(plan.today + 1), numbers)
    done = planned = skipped = check_ins = photos = 0
    for number in numbers:
        day = plan.day(number)
        items = list(joiner.items(day))
        progress = joiner.progress(day, items)
        done, planned, skipped = (
            done + progress.done,
            planned + progress.planned,
            skipped + progress.skipped,
        )
        ticked = [item.item.rule for item in items if item.state is State.DONE]
        check_ins += any(rule.check_in for rule in ticked)
        photos += any("photo" in rule.id.split("-") for rule in ticked)
    journal, id = reader.journal, reader.recovery.id
    told = _check_ins(reader, plan)
    return Summary(
        done,
        planned,
        skipped,
        slips=len(journal.current(id, Topic.SLIP)),
        check_ins=check_ins,
        photos=photos,
        notes=len(journal.current(id, Topic.NOTE)),
        first=told[0] if told else None,
        last=told[1] if len(told) > 1 else None,
    )


_AHEAD = 8
"""Days ahead that are looked at."""


class ComingDay(Struct, frozen=True):
    """What begins or comes back on a later day."""

    date: date
    text: str
    gives_back: bool
    """Whether anything comes back."""


def coming_days(plan: Plan, number: int) -> Iterator[ComingDay]:
    """The days after one that bring something new, in order."""
    before = {item.rule.id for item in plan.day(number).items}
    if any(isinstance(rule, PrepareRule) for rule in plan.checklist.rules):
        # What is booked need not be booked.
        before |= {rule.id for rule in plan.checklist.rules if books(rule)}
    for ahead in range(number + 1, min(number + _AHEAD, plan.last_day) + 1):
        day = plan.day(ahead)
        returning = [avoid for avoid in day.avoids if avoid.returns_on(day.date) and avoid.rule.then]
        names, lifted = [avoid.rule.short for avoid in returning], {avoid.rule.id for avoid in returning}
        begins = [
            item.rule.short
            for item in day.items
            if item.rule.id not in before and not _tells_again(item.rule, item.rule.short, names, lifted)
        ]
        before |= {item.rule.id for item in day.items}
        back = [f"{avoid.rule.short} {'may be back' if avoid.unsure else 'back'}" for avoid in returning]
        texts = dict.fromkeys([*back, *begins])
        if texts:
            yield ComingDay(plan.date_of(ahead), " · ".join(texts), bool(back))
