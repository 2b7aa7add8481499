"""Reports and answers in words.

Not in `tui.wording`: an act's own words, which the journal keeps for undo, are made of them.
"""

from collections.abc import Collection
from zoneinfo import ZoneInfo

from checklists.plan.plan import Plan
from checklists.rules.checklist import Question, Sign
from tui.recovery.recovery import Recovery


def format_report(sign: Sign, value: int) -> str:
    """A report in words: `yes`, `2 obvious`, `7`."""
    if sign.top == 1:
        return "yes" if value else "no"
    return f"{value} {sign.words[value]}" if sign.words else str(value)


def format_answer(question: Question, chosen: Collection[str] | None) -> str:
    """An answer in words: `Make-up, Swimming`, `none of these`, `not sure`."""
    labels = [label for id, label in question.answers if chosen and id in chosen]
    return "not sure" if chosen is None else ", ".join(labels) or "none of these"


def recovery_status(recovery: Recovery, plan: Plan) -> str:
    """How far a recovery has come: `day 1 of 89`, `not begun`, `finished`, `put away 2026-12-10`."""
    if recovery.ended is not None:
        return f"put away {recovery.ended.astimezone(ZoneInfo(recovery.zone)):%Y-%m-%d}"
    if plan.today < 0:
        return "not begun"
    return "finished" if plan.today > plan.last_day else f"day {plan.today} of {plan.last_day}"
