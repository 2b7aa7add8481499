"""Which question is asked later, once something first depends on it."""

from collections.abc import Iterator

from checklists.checklist import Question
from checklists.plan import Plan
from checklists.presence import covers
from checklists.rules import Condition, Span

FIRST_DAY = 2
"""From which on a check-in asks one."""


def pending(plan: Plan, number: int) -> Question | None:
    """The first question in the file that something on a day depends on and that was never asked."""
    if number < FIRST_DAY:
        return None
    subjects = {
        match.subject for condition in _conditions(plan, number) for group in condition for match in group
    }
    answered = plan.state.answers
    for question in plan.checklist.questions:
        if question.later and question.id not in answered and question.id in subjects:
            return question
    return None


def _conditions(plan: Plan, number: int) -> Iterator[Condition]:
    """The conditions of everything that a day may hold."""
    checklist = plan.checklist

    def on(days: tuple[Span, ...]) -> bool:
        return any(covers(span, number) for span in days)

    for rule in checklist.rules:
        if on(rule.days):
            yield rule.when
            yield rule.unless
    for sign in checklist.signs:
        if on(sign.days):
            yield from (usual.when for usual in sign.usual)
    yield from (warning.when for warning in checklist.warnings if on(warning.days))
    yield from (normal.when for normal in checklist.normal if on(normal.days))
