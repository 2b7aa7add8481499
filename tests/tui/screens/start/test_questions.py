"""The second step of Start: an untouched list means "not sure"."""

from tests.conftest import Contexts
from tests.support.screens import files_read, first_app, press, shows, words
from tui.journal import Topic
from tui.screens.today import TodayScreen
from tui.themes import GLYPHS


async def test_what_is_marked_is_answered_none_is_none_and_the_rest_stays_open(contexts: Contexts) -> None:
    context, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, "enter", "space", "down", "space", "down", "down", "space")
        assert shows(pilot, "[x] Retinoids (vitamin A creams), peeling acids, vitamin C or acne creams")
        assert shows(pilot, "[ ] I am not sure: keep the stricter plan")
        await press(pilot, "end", "up", "space")
        assert shows(pilot, "[x] None of these")
        await press(pilot, "enter", "enter", "enter")
    answers = context.journal.current("picosure-face", Topic.ANSWER)
    assert {key: entry.value for key, entry in answers.items()} == {
        "habits": ["actives", "exercise", "makeup"],
        "about": [],
    }


async def test_one_list_answered_leaves_the_other_not_sure(contexts: Contexts) -> None:
    context, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, "enter", "space", "enter", "enter", "enter")
    answers = context.journal.current("picosure-face", Topic.ANSWER)
    assert {key: entry.value for key, entry in answers.items()} == {"habits": ["makeup"]}


async def test_marks_can_be_taken_away_and_not_sure_takes_them_all(contexts: Contexts) -> None:
    _, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, "enter")
        assert shows(pilot, "[x] I am not sure: keep the stricter plan")
        await press(pilot, "space")
        assert shows(pilot, "[x] Make-up")
        await press(pilot, "space")
        assert shows(pilot, "[ ] Make-up")
        assert shows(pilot, "[x] I am not sure: keep the stricter plan")
        await press(pilot, "space", "end", "space")
        assert shows(pilot, "[ ] Make-up")
        assert shows(pilot, "[x] I am not sure: keep the stricter plan")


async def test_none_of_these_and_an_answer_put_each_other_out(contexts: Contexts) -> None:
    _, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, "enter", "space", *["down"] * 7, "space")
        assert shows(pilot, "[ ] Make-up")
        assert shows(pilot, "[x] None of these")
        await press(pilot, "home", "space")
        assert shows(pilot, "[x] Make-up")
        assert not shows(pilot, "[x] None of these")


async def test_of_a_question_with_one_answer_none_is_no_answer(contexts: Contexts) -> None:
    _, app = first_app(contexts)
    async with app.run_test(size=(80, 40)) as pilot:
        await files_read(pilot)
        await press(pilot, "down", "down", "enter")
        kind = words(pilot).partition("What did they do?")[2].partition("?")[0]
        assert "Single dark spots" in kind
        assert "None of these" not in kind


async def test_of_what_a_call_line_hangs_on_one_answer_must_be_true(contexts: Contexts) -> None:
    _, app = first_app(contexts)
    async with app.run_test(size=(80, 40)) as pilot:
        await files_read(pilot)
        await press(pilot, "down", "enter")
        where = words(pilot).partition("Where is the tattoo?")[2].partition("?")[0]
        assert "Somewhere else on the body" in where
        assert "None of these" not in where
        await press(pilot, "space")
        assert shows(pilot, "Mark all that are true. The others then count as no.")


async def test_of_a_list_that_takes_one_enter_takes_the_row_under_the_cursor(contexts: Contexts) -> None:
    context, app = first_app(contexts)
    async with app.run_test(size=(80, 40)) as pilot:
        await files_read(pilot)
        await press(pilot, "down", "down", "enter")
        assert shows(pilot, "What did they do?")
        assert shows(pilot, "(x) Not sure: keep the stricter plan")
        assert shows(pilot, "enter take")
        await press(pilot, "down", "down", "enter")
        assert shows(pilot, "(x) Single dark spots")
        assert shows(pilot, "2 of 3")
        # It goes on to the next list, of which more than one may be true: there enter goes on.
        assert shows(pilot, f"{GLYPHS.cursor} [ ] Make-up")
        assert shows(pilot, "enter next")
        await press(pilot, "enter", "enter", "enter")
    recovery = context.recovery()
    assert recovery is not None
    answers = context.journal.current(recovery.id, Topic.ANSWER)
    assert {key: entry.value for key, entry in answers.items()} == {"kind": ["spot"]}


async def test_enter_all_along_answers_nothing_that_nobody_went_to(contexts: Contexts) -> None:
    context, app = first_app(contexts)
    async with app.run_test(size=(80, 40)) as pilot:
        await files_read(pilot)
        await press(pilot, "down", "down", "enter", *["enter"] * 4)
        assert isinstance(app.screen, TodayScreen)
    recovery = context.recovery()
    assert recovery is not None
    assert context.journal.current(recovery.id, Topic.ANSWER) == {}


async def test_what_was_walked_over_and_left_by_escape_is_not_taken_by_the_next_enter(
    contexts: Contexts,
) -> None:
    _, app = first_app(contexts)
    async with app.run_test(size=(80, 40)) as pilot:
        await files_read(pilot)
        await press(pilot, "down", "down", "enter", "down", "down", "escape", "enter")
        assert shows(pilot, f"{GLYPHS.cursor} (x) Not sure: keep the stricter plan")
        await press(pilot, "down", "space", "up", "escape", "enter")
        assert shows(pilot, f"{GLYPHS.cursor} (x) Light passes all over the face (toning)")
        await press(pilot, "home", "space")
        assert shows(pilot, "(x) Not sure: keep the stricter plan")


async def test_that_a_list_is_not_answered_stands_below_its_question_where_there_is_no_room_beside_it(
    contexts: Contexts,
) -> None:
    _, app = first_app(contexts)
    async with app.run_test(size=(40, 24)) as pilot:
        await files_read(pilot)
        await press(pilot, "enter")
        assert shows(pilot, "not answered: the stricter plan")
