"""Which questions a check-in asks: those that can wait until something first depends on them. Pure."""

from collections.abc import Iterator, Mapping
from enum import IntEnum
from typing import assert_never

from checklists.plan.activation import covers
from checklists.plan.plan import Plan
from checklists.rules.checklist import Question
from checklists.rules.rule import Condition, Kind, Rule, Span
from tui.journal import Entry

FIRST_DAY = 2
"""From which day on a check-in asks one; sooner only what would be of no use by then."""
MOST = 2
"""How many a check-in asks at most."""
AGAIN = 7
"""Days after which somebody who was not sure is asked again."""

UNSURE = "not sure"
"""What the journal keeps where the person is not sure. None there is an answer undone."""


class Weight(IntEnum):
    """How much hangs on an answer, by the weightiest thing that does."""

    NOTHING = 0
    EXPECTED = 1
    CARE = 2
    USUAL = 3
    LEFT_ALONE = 4
    CALL = 5


def _kind_weight(kind: Kind) -> Weight:
    match kind:
        case Kind.EXPECT:
            return Weight.EXPECTED
        case Kind.DO | Kind.CHECK:
            return Weight.CARE
        case Kind.AVOID:
            return Weight.LEFT_ALONE
        case _:
            assert_never(kind)


def later_questions(plan: Plan, number: int, unsure: Mapping[str, int]) -> tuple[Question, ...]:
    """What the check-in of a day asks beside the signs, the most pressing first.

    That is what nobody has answered, and what something on that day turns on: a warning, what is left
    alone, what is usual, what is done or looked at, what may come.

    Args:
        plan: As it stands.
        number: The day that is asked about.
        unsure: By the id of a question, the day on which "not sure" was the answer, where it still is.
    """
    if number < 0:
        return ()
    weighed: list[tuple[int, Question]] = []
    for question in plan.checklist.questions:
        day = unsure.get(question.id)
        waits = day is not None and number < day + AGAIN
        if question.later and plan.state.answers.get(question.id) is None and not waits:
            weight = _weight(question, plan, number)
            # Until then the face is sore, and nobody wants ten questions.
            if weight and (number >= FIRST_DAY or not _weight(question, plan, FIRST_DAY)):
                weighed.append((-weight, question))
    return tuple(question for _, question in sorted(weighed, key=lambda each: each[0]))[:MOST]


def unsure_days(answers: Mapping[str, Entry], plan: Plan) -> dict[str, int]:
    """On which day each question was answered that "not sure" is the latest answer to.

    Args:
        answers: The latest entry for each question.
        plan: Whose days are counted.
    """
    return {id: plan.number_at(entry.recorded) for id, entry in answers.items() if entry.value == UNSURE}


def _weight(question: Question, plan: Plan, number: int) -> Weight:
    weights = (
        weight for weight, condition, side in _on(plan, number) if _turns(condition, side, question, plan)
    )
    return max(weights, default=Weight.NOTHING)


def _on(plan: Plan, number: int) -> Iterator[tuple[Weight, Condition, bool | None]]:
    """What a day may hold: how much it weighs, its condition, and what an unreported sign counts as in it."""
    checklist = plan.checklist

    def on(days: tuple[Span, ...]) -> bool:
        return any(covers(span, number) for span in days)

    for rule in checklist.rules:
        if on(plan.days_of(rule)) or _is_held(rule, plan):
            yield _kind_weight(rule.kind), rule.when, rule.unreported
            yield _kind_weight(rule.kind), rule.unless, False
    for sign in checklist.signs:
        if on(sign.days):
            yield from ((Weight.USUAL, usual.when, None) for usual in sign.usual)
    yield from ((Weight.USUAL, normal.when, None) for normal in checklist.normal if on(normal.days))
    yield from ((Weight.CALL, warning.when, None) for warning in checklist.warnings if on(warning.days))


def _is_held(rule: Rule, plan: Plan) -> bool:
    return any(plan.state.match(test) for test in rule.held_by)


def _turns(condition: Condition, side: bool | None, question: Question, plan: Plan) -> bool:
    """Whether a condition comes out otherwise by what is answered to a question, all else being as it is."""
    if not any(test.subject == question.id for group in condition for test in group):
        return False
    chosen = [frozenset([id]) for id, _ in question.answers]
    outcomes = {
        plan.state._replace(answers={**plan.state.answers, question.id: answer}).truth(condition, side)
        for answer in (*chosen, *([frozenset[str]()] if question.many else []))
    }
    return len(outcomes) > 1
