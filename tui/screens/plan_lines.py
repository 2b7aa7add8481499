"""A line for every day of a plan."""

from collections.abc import Iterator
from datetime import datetime

from checklists.day import Day
from checklists.plan import Plan
from checklists.rules import Rule
from tui.day.care import Care
from tui.day.join import Joiner
from tui.day.state import Went
from tui.day.words import days_words
from tui.journal import Topic
from tui.widgets.plan_list import PlanDay


def plan_days(care: Care, now: datetime) -> tuple[PlanDay, ...]:
    """Day 0 to the last, as they stand at a moment.

    Raises:
        JournalError: If the journal cannot be read.
    """
    plan = care.plan(now)
    joiner = care.joiner(plan, now, range(plan.last_day + 1))
    return tuple(_days(plan, joiner))


def from_then_on(care: Care, now: datetime) -> str:
    """The short names of what goes on after the last day, or nothing.

    Raises:
        JournalError: If the journal cannot be read.
    """
    plan = care.plan(now)
    after = plan.day(plan.last_day + 1)
    on = [item.rule.short for item in after.items]
    on += [f"no {avoid.rule.short}" for avoid in after.avoids if avoid.on]
    return ", ".join(dict.fromkeys(on))


def _days(plan: Plan, joiner: Joiner) -> Iterator[PlanDay]:
    before: set[str] = set()
    slips = [entry.date for (topic, _), entry in joiner.entries.items() if topic is Topic.SLIP]
    for day in plan.days():
        today = {rule.id: rule.short for rule in _rules(day)}
        back = [f"{avoid.rule.short} back" for avoid in day.avoids if not avoid.on and avoid.rule.then]
        # Many a thing comes back with a rule of its own on how to begin, of the same name.
        starts = [short for id, short in today.items() if id not in before and short not in back]
        before = set(today)
        went, counts = _how_it_went(day, plan, joiner)
        yield PlanDay(
            number=day.number,
            date=day.date,
            phase=day.phase.title if day.phase else "",
            span=days_words(*day.phase.span) if day.phase else "",
            went=went,
            starts=tuple(dict.fromkeys(starts)),
            back=tuple(back),
            counts=counts,
            slips=slips.count(day.date.isoformat()),
        )


def _rules(day: Day) -> Iterator[Rule]:
    yield from (item.rule for item in day.items)
    yield from (counted.rule for counted in day.counted)


def _how_it_went(day: Day, plan: Plan, joiner: Joiner) -> tuple[Went | None, str]:
    """The mark of a day and its counts; None for one on which nothing was asked."""
    if day.number > plan.today:
        return Went.AHEAD, ""
    progress = joiner.progress(day, joiner.items(day))
    if day.number == plan.today:
        return Went.NOW, str(progress)
    asked = day.ends > joiner.recovery.begun or progress.done or progress.skipped
    if not asked or not (progress.due or progress.skipped):
        return None, ""
    # As `Joiner.went`, which would lay the day out once more.
    if progress.done >= progress.due:
        return Went.DONE, str(progress)
    return (Went.PARTLY if progress.done or progress.skipped else Went.NOTHING), str(progress)
