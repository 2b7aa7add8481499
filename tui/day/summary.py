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
    photos: int
    notes: int


def summary(care: Care, plan: Plan) -> Summary:
    """Count everything.

    Raises:
        JournalError: If the journal cannot be read.
    """
    numbers = range(max(0, min(plan.today, plan.last_day)) + 1)
    joiner = care.joiner(plan, plan.begins(plan.today + 1), numbers)
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
    journal, id = care.journal, care.recovery.id
    return Summary(
        done,
        planned,
        skipped,
        slips=len(journal.current(id, Topic.SLIP)),
        check_ins=check_ins,
        photos=photos,
        notes=len(journal.current(id, Topic.NOTE)),
    )
