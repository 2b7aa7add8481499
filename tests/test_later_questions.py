"""What is asked later, at a check-in, once something first depends on it."""

import pytest

from checklists.checklist import Question
from checklists.rules import Kind, Match, Rule, Span
from tests.apps import chosen, small_checklist
from tests.conftest import Sessions
from tests.screens import opened, press, shows, written
from tui.journal import Topic
from tui.screens.check_in import CheckInScreen


async def test_from_day_two_one_later_question_is_asked_where_something_depends_on_it(
    sessions: Sessions,
) -> None:
    needs = Rule("gel", Kind.DO, "Gel", "gel", (Span(2, 9),), when=((Match("strength", ("strong",)),),))
    session = sessions("2026-11-22T20:10", of=chosen(small_checklist(needs)))
    async with opened(session, CheckInScreen()) as pilot:
        assert shows(pilot, "How strong was it?")
        assert shows(pilot, "1 Red for days  2 Calm by the next day  3 not sure")
        await press(pilot, "end", "2", "enter")
    answered, *_ = written(session, "small")
    assert answered[0].words == "answer 'How strong was it?' Calm by the next day"
    assert (answered[1].topic, answered[1].key, answered[1].value) == (Topic.ANSWER, "strength", ["light"])
    async with opened(session, CheckInScreen()) as pilot:
        assert not shows(pilot, "How strong was it?")


async def test_not_sure_is_an_answer_and_is_not_asked_again(sessions: Sessions) -> None:
    needs = Rule("gel", Kind.DO, "Gel", "gel", (Span(2, 9),), unless=((Match("strength", ("strong",)),),))
    session = sessions("2026-11-22T20:10", of=chosen(small_checklist(needs)))
    async with opened(session, CheckInScreen()) as pilot:
        await press(pilot, "end", "3", "enter")
    (answered, *_) = written(session, "small")
    assert (answered[1].key, answered[1].value) == ("strength", None)
    assert answered[0].words == "answer 'How strong was it?' not sure"


@pytest.mark.parametrize(
    ("now", "days"),
    [("2026-11-21T20:10", Span(1, 9)), ("2026-11-22T20:10", Span(3, 9))],
    ids=["day 1", "nothing on the day depends on it"],
)
async def test_a_later_question_waits_for_its_day(sessions: Sessions, now: str, days: Span) -> None:
    needs = Rule("gel", Kind.DO, "Gel", "gel", (days,), when=((Match("strength", ("strong",)),),))
    session = sessions(now, of=chosen(small_checklist(needs)))
    async with opened(session, CheckInScreen()) as pilot:
        assert not shows(pilot, "How strong was it?")


async def test_only_one_later_question_is_asked_at_a_time(sessions: Sessions) -> None:
    second = Question("acne", "Acne?", (("yes", "Yes"), ("no", "No")), later=True)
    when = ((Match("acne", ("yes",)),), (Match("strength", ("strong",)),))
    checklist = small_checklist(Rule("gel", Kind.DO, "Gel", "gel", (Span(2, 9),), when=when))
    object.__setattr__(checklist, "questions", (*checklist.questions, second))
    async with opened(sessions("2026-11-22T20:10", of=chosen(checklist)), CheckInScreen()) as pilot:
        assert shows(pilot, "How strong was it?")
        assert not shows(pilot, "Acne?")
