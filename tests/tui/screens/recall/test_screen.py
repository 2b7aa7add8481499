"""The plan said back: one key a question, what the plan says after any answer, nothing recorded."""

import pytest

from checklists import library
from tests.conftest import Contexts
from tests.support.apps import make_app, shipped
from tests.support.screens import (
    Below,
    bare_app,
    drawn,
    files_read,
    first_app,
    press,
    settled,
    shows,
    words,
    written,
)
from tui.recovery.context import AppContext
from tui.recovery.state import DayState
from tui.screens.call import CallScreen
from tui.screens.recall import RecallScreen, ask_back
from tui.screens.today import TodayScreen
from tui.wording.recall import LAST_DAY, recall, teach_back

DAY_1 = "2026-11-21T08:55"


def state_of(context: AppContext) -> DayState:
    reader = context.reader()
    assert reader is not None
    return reader.state(context.now())


@pytest.mark.parametrize("id", library.shipped())
def test_four_questions_come_from_the_plan_itself(contexts: Contexts, id: str) -> None:
    state = state_of(contexts(DAY_1, of=shipped(id), answers={}))
    questions = teach_back(state, "112")
    assert [question.ask.partition(":")[2] or question.ask for question in questions] == [
        "What is to be done first?",
        "What is to be left alone today?",
        " from when may it come back?",
        " what do you do?",
    ]
    titles = {item.item.rule.title for item in state.items} | {each.avoid.rule.title for each in state.avoids}
    first, alone, until, call = questions
    assert {*first.answers, *alone.answers} <= titles
    assert alone.answers[alone.right] in {each.avoid.rule.title for each in state.avoids}
    assert until.answers[until.right].casefold() in until.rule.casefold()
    assert call.answers[call.right] == "NOW: your emergency number, 112"
    assert all(len(set(question.answers)) == len(question.answers) for question in questions)


@pytest.mark.parametrize("id", library.shipped())
def test_each_line_that_cannot_wait_is_asked_once_on_the_first_days(contexts: Contexts, id: str) -> None:
    asked: list[str] = []
    for day in range(LAST_DAY + 2):
        state = state_of(contexts(f"2026-11-{20 + day}T20:10", of=shipped(id), answers={}))
        questions = recall(state, "112")
        assert len(questions) in ((1, 2, 3) if day <= LAST_DAY else (0,))
        asked += [question.ask for question in questions]
    assert len(set(asked)) == len(asked)


def test_what_is_to_be_done_first_is_what_is_due_first(contexts: Contexts) -> None:
    context = contexts("2026-11-20T17:10", of=shipped(), answers={})
    first = teach_back(state_of(context), "112")[0]
    assert first.answers[first.right] == "After an hour: look at breathing, lips, eyes and skin"


async def test_a_key_answers_what_the_plan_says_is_shown_and_nothing_is_recorded(contexts: Contexts) -> None:
    context = contexts(DAY_1, of=shipped())
    app = bare_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        ask_back(app)
        await settled(pilot)
        assert drawn(pilot)[0].startswith(" Say it back  a short quiz, nothing is recorded")
        assert drawn(pilot)[0].endswith("1 of 4")
        for place, question in enumerate(teach_back(state_of(context), "112")):
            assert shows(pilot, f"{place + 1} of 4")
            assert not shows(pilot, "Your plan says:")
            await press(pilot, "1")
            assert shows(pilot, f"{'Not that one' if question.right else 'Yes'}. Your plan says:")
            await press(pilot, "enter")
        assert isinstance(app.screen, Below)
    assert written(context, "picosure-face") == []


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)], ids=str)
async def test_no_question_or_answer_is_cut_and_c_and_esc_work(
    contexts: Contexts, size: tuple[int, int]
) -> None:
    context = contexts(DAY_1, of=shipped())
    app = bare_app(context)
    questions = teach_back(state_of(context), "112")
    async with app.run_test(size=size) as pilot:
        ask_back(app)
        await settled(pilot)
        for question in questions:
            text = words(pilot)
            for part in (question.ask, *question.answers):
                assert all(word in text for word in part.split())
            await press(pilot, "2", "enter")
        ask_back(app)
        await settled(pilot)
        await press(pilot, "c")
        assert isinstance(app.screen, CallScreen)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, Below)


async def test_a_check_in_of_the_first_days_offers_it_and_asks_only_whoever_says_yes(
    contexts: Contexts,
) -> None:
    app = make_app(contexts("2026-11-21T20:10", of=shipped()))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "i", "1", "enter")
        assert isinstance(app.screen, TodayScreen)
        await press(pilot, "u", "i", "1", "end")
        assert shows(pilot, "A short quiz on when to call?")
        await press(pilot, "y")
        assert isinstance(app.screen, RecallScreen)
        assert shows(pilot, "what do you do?")
        assert shows(pilot, "esc leave the quiz")
        await press(pilot, "escape")
        assert isinstance(app.screen, TodayScreen)
        await press(pilot, "i", "end")
        assert not shows(pilot, "A short quiz on when to call?")


async def test_nobody_is_asked_while_a_line_to_call_about_stands(contexts: Contexts) -> None:
    app = make_app(contexts("2026-11-21T20:10", of=shipped()))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "i", "1", "1", "8", "end", "y")
        assert isinstance(app.screen, TodayScreen)


async def test_it_is_offered_at_the_end_of_start_and_opened_from_all_keys(contexts: Contexts) -> None:
    _, app = first_app(contexts)
    async with app.run_test(size=(100, 40)) as pilot:
        await files_read(pilot)
        await press(pilot, "enter", "enter", "end", "up")
        assert shows(pilot, "Ask me four questions on it first: 90 seconds")
        await press(pilot, "enter")
        assert isinstance(app.screen, RecallScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, TodayScreen)
        await press(pilot, "question_mark", "t")
        assert isinstance(app.screen, RecallScreen)
