"""How much a day asks of a person: never more lines than a tired one can get through.

What is counted: the items of one of the days 1 to 6 that can be ticked, each of its slots by itself (a wash
in the morning and in the evening is two), with what never counts towards the day's progress, and what is open
once until it is done, as nothing was done yet. Apart are what is only as needed, and what a report of that
day adds: the care of open skin, sunscreen again once outside. A sign is counted when the check-in asks it.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import chain, combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklists.plan.activation import covers
from checklists.rules.checklist import Question
from checklists.rules.rule import Rule
from tests.support.content import EACH, TREATED, Answers, Shipped, each

DAYS = range(1, 7)
ANSWERED, UNSURE, SIGNS = 12, 16, 8
"""The most lines of a day for whoever answered what the start asks, and for who is unsure; the most signs."""


def adding(checklist: Shipped) -> dict[str, set[str]]:
    """Of each question the answers that can add a line to one of DAYS, or take one away."""
    ticked = [rule for rule in checklist.checklist.rules if rule.kind.ticked]
    early = [rule for rule in ticked if not rule.days or any(on(rule, day) for day in DAYS)]
    early += [rule for rule in checklist.checklist.rules if rule.id in {one.once_lifted for one in early}]
    found: dict[str, set[str]] = {}
    groups = chain.from_iterable((*rule.when, *rule.unless) for rule in early)
    for match in chain.from_iterable(groups):
        if match.answers:
            found.setdefault(match.subject, set()).update(match.answers)
    return found


def on(rule: Rule, day: int) -> bool:
    """Whether a day is one of a rule's own."""
    return any(covers(span, day) for span in rule.days) and not (day - rule.days[0].first) % rule.step


def choices(question: Question, adds: set[str]) -> Iterator[Iterable[str] | None]:
    """All that can be answered to a question as far as it adds lines; None is "not sure"."""
    yield None
    if question.many:
        yield from chain.from_iterable(combinations(sorted(adds), size) for size in range(len(adds) + 1))
    else:
        others = [id for id, _ in question.answers if id not in adds]
        yield from ((answer,) for answer in [*sorted(adds), *others[:1]])


def answered(checklist: Shipped) -> Iterator[Answers]:
    """Every person, as far as what they answer adds a line."""
    adds = adding(checklist)
    asked = [question for question in checklist.checklist.questions if question.id in adds]
    for each_chosen in product(*(choices(question, adds[question.id]) for question in asked)):
        chosen = zip(asked, each_chosen, strict=True)
        yield {question.id: answer for question, answer in chosen if answer is not None}


def load(checklist: Shipped, answers: Answers, hour: int = 16) -> list[int]:
    """The lines of each of DAYS, for somebody treated at an hour."""
    plan = checklist.plan(answers, treated=TREATED + timedelta(hours=hour - TREATED.hour))
    return [len(plan.day(number).items) for number in DAYS]


def limit(checklist: Shipped, answers: Answers) -> int:
    """The most lines of a day for these answers: what is asked later may still be open."""
    start = [question.id for question in checklist.checklist.questions if not question.later]
    return ANSWERED if all(id in answers for id in start if id in adding(checklist)) else UNSURE


@each
def test_no_answers_give_a_day_of_more_lines_than_can_be_coped_with(checklist: Shipped) -> None:
    persons = list(answered(checklist))
    assert len(persons) > 50
    over = [
        (answers, found)
        for answers in persons
        if max(found := load(checklist, answers)) > limit(checklist, answers)
    ]
    assert over == []


@pytest.mark.parametrize("hour", range(7, 21))
@each
def test_who_ticks_all_and_who_is_unsure_of_all_can_cope_whenever_they_were_treated(
    checklist: Shipped, hour: int
) -> None:
    questions = checklist.checklist.questions
    ticks_all = {question.id: {id for id, _ in question.answers} for question in questions if question.many}
    firsts = {question.id: {question.answers[0][0]} for question in questions if not question.many}
    assert max(load(checklist, {**ticks_all, **firsts}, hour)) <= ANSWERED
    assert max(load(checklist, {}, hour)) <= UNSURE


@settings(max_examples=200)
@given(st.data())
def test_whatever_is_answered_and_whenever_a_person_was_treated_a_day_can_be_coped_with(
    data: st.DataObject,
) -> None:
    checklist = data.draw(st.sampled_from(EACH))
    answers = {}
    for question in checklist.checklist.questions:
        ids = st.sampled_from([id for id, _ in question.answers])
        chosen = data.draw(st.none() | (st.sets(ids) if question.many else ids.map(lambda id: {id})))
        if chosen is not None:
            answers[question.id] = chosen
    assert max(load(checklist, answers, data.draw(st.integers(7, 20)))) <= limit(checklist, answers)


@each
def test_the_check_in_asks_everyone_eight_signs_at_most(checklist: Shipped) -> None:
    plan = checklist.plan({})
    for number in DAYS:
        assert len([sign for sign in plan.day(number).signs if sign.until is None]) <= SIGNS
