"""What a whole plan came to, in counts."""

from dataclasses import dataclass

from checklists.plan import Plan
from tui.day.care import Care
from tui.day.items import State
from tui.journal import Topic


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of one recovery, from day 0 to the day it is or the last."""

    done: int
    planned: int
    """What was to be ticked and was not skipped."""
    skipped: int
    slips: int
    check_ins: int
    notes: int


def summary(care: Care, plan: Plan) -> Summary:
    """Count everything.

    Raises:
        JournalError: If the journal cannot be read.
    """
    numbers = range(max(0, min(plan.today, plan.last_day)) + 1)
    joiner = care.joiner(plan, plan.begins(plan.today + 1), numbers)
    done = planned = skipped = check_ins = 0
    for number in numbers:
        day = plan.day(number)
        items = list(joiner.items(day))
        progress = joiner.progress(day, items)
        done, planned, skipped = (
            done + progress.done,
            planned + progress.planned,
            skipped + progress.skipped,
        )
        check_ins += any(item.item.rule.check_in and item.state is State.DONE for item in items)
    journal, id = care.journal, care.recovery.id
    return Summary(
        done,
        planned,
        skipped,
        slips=len(journal.current(id, Topic.SLIP)),
        check_ins=check_ins,
        notes=len(journal.current(id, Topic.NOTE)),
    )
