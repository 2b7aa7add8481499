"""What the next days bring. Apart from a day's own state, for it costs as much as all of that."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from checklists.plan.plan import Plan
from tui.recovery.course import PrepareRule, books

_AHEAD = 8
"""Days ahead that are looked at."""


class Coming(Struct, frozen=True):
    """What begins or comes back on a later day."""

    date: date
    text: str


def coming(plan: Plan, number: int) -> Iterator[Coming]:
    """The days after one that bring something new, in order."""
    before = {item.rule.id for item in plan.day(number).items}
    if any(isinstance(rule, PrepareRule) for rule in plan.checklist.rules):
        # What is booked need not be booked.
        before |= {rule.id for rule in plan.checklist.rules if books(rule)}
    for ahead in range(number + 1, min(number + _AHEAD, plan.last_day) + 1):
        day = plan.day(ahead)
        begins = [item.rule.short for item in day.items if item.rule.id not in before]
        before |= {item.rule.id for item in day.items}
        back = [avoid.rule.short for avoid in day.avoids if not avoid.on and avoid.rule.then]
        texts = dict.fromkeys([*begins, *(f"{short} back" for short in back)])
        if texts:
            yield Coming(plan.date_of(ahead), " · ".join(texts))
