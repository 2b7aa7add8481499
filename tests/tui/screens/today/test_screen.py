"""Today by keys: what goes in, what the journal holds, what is said."""

import pytest
from msgspec.structs import replace

from checklists.rules.rule import AsNeeded, Kind, Rule, Span
from tests.conftest import Contexts
from tests.support.apps import at, chosen, make_app, small_checklist
from tests.support.days import shown
from tests.support.today import BEGUN, CREAM, WASH, cursor, item, text, today, value
from tui.journal import Topic
from tui.recovery.context import AppContext
from tui.screens.check_in import CheckInScreen
from tui.settings.values import KeyChoice


@pytest.fixture
def context(contexts: Contexts) -> AppContext:
    """Day 1, a quarter past eight: three things of the morning due."""
    return contexts("2026-11-21T08:15", begun=BEGUN)


async def test_space_ticks_the_row_and_the_journal_keeps_it(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        assert cursor(app) == WASH
        assert "○ Wash gently" in text(app, "tasks")
        await pilot.press("space")
        assert "✓ Wash gently" in text(app, "tasks")
        assert text(app, "status") == " 08:15  Ticked. u undoes."

    entry = item(context, WASH)
    assert entry is not None
    assert entry.value == {"state": "done", "title": "Wash gently"}
    assert entry.at == entry.recorded == at("2026-11-21T08:15")
    top = context.journal.top()
    assert top is not None
    assert top.words == "tick 'Wash gently', morning, day 1"


async def test_space_takes_a_tick_back(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await pilot.press("space", "space")
        assert "○ Wash gently" in text(app, "tasks")
    assert item(context, WASH) is None


async def test_space_on_a_heading_ticks_the_whole_slot_in_one_act(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await pilot.press("up", "space")
        assert text(app, "status") == " 08:15  Ticked: 3 items. u undoes."
        await pilot.press("u")
        assert text(app, "status") == " 08:15  Undid: tick 3 items, morning, day 1."
    assert item(context, WASH) is None


async def test_space_on_the_check_in_opens_it_instead_of_ticking_it_unanswered(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 40)) as pilot:
        today(app).move_cursor("item/2026-11-21/check-in/evening")
        await pilot.press("space")
        assert isinstance(app.screen, CheckInScreen)
    assert item(context, "2026-11-21/check-in/evening") is None


async def test_a_day_that_has_not_come_is_not_ticked(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await pilot.press("right", "space")
        assert text(app, "status") == " 08:15  Day 2 has not come. It can be skipped, not ticked."
    assert context.journal.current("small", Topic.ITEM) == {}


async def test_skip_asks_why_and_may_go_without(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await pilot.press("s", *"none left", "enter")
        await pilot.pause()
        assert "Wash gently  none left" in text(app, "tasks")
        await pilot.press("down", "s", "enter")
        await pilot.pause()
        await pilot.press("down", "s", "escape")
        await pilot.pause()
    assert value(context, WASH) == {"state": "skipped", "title": "Wash gently", "why": "none left"}
    assert value(context, CREAM) == {"state": "skipped", "title": "Moisturise"}
    assert item(context, "2026-11-21/sunscreen/morning") is None


async def test_a_slip_is_noted_kindly(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        today(app).move_cursor("avoid/no-rub")
        await pilot.press("x")
        await pilot.pause()
        assert text(app, "status") == " 08:15  Noted. It happens; leave it be from here. u undoes."
        assert "3 Dec ! rubbing" in text(app, "tasks")
        await pilot.press("x")
        await pilot.pause()
        assert "3 Dec ! rubbing" not in text(app, "tasks")
    assert context.journal.current("small", Topic.SLIP) == {}


async def test_of_several_on_one_row_a_slip_asks_which(contexts: Contexts) -> None:
    pick = Rule("pick", Kind.AVOID, "Picking", "picking", (Span(0, 9),))
    context = contexts("2026-11-21T08:15", begun=BEGUN, of=chosen(small_checklist(pick)))
    app = make_app(context)
    async with app.run_test() as pilot:
        today(app).move_cursor("avoid/pick,no-rub")
        await pilot.press("x", "2")
        await pilot.pause()
    assert list(context.journal.current("small", Topic.SLIP)) == ["2026-11-21/pick"]


async def test_a_note_goes_to_the_row_or_to_the_day(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await pilot.press("n", *"cold water", "enter")
        await pilot.pause()
        assert "Wash gently  cold water" in text(app, "tasks")
        today(app).move_cursor("heading/morning")
        await pilot.press("n", *"a calm day", "enter")
        await pilot.pause()
        assert "   Note      a calm day" in text(app, "tasks")
    notes = context.journal.current("small", Topic.NOTE)
    assert {key: entry.value for key, entry in notes.items()} == {
        WASH: {"text": "cold water"},
        "2026-11-21/note/1": {"text": "a calm day"},
    }


async def test_undo_and_redo_go_back_and_forth(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await pilot.press("space", "u")
        assert text(app, "status") == " 08:15  Undid: tick 'Wash gently', morning, day 1."
        await pilot.press("U")
        assert text(app, "status") == " 08:15  Did again: tick 'Wash gently', morning, day 1."
        await pilot.press("U")
        assert text(app, "status") == " 08:15  There is nothing to do again."
    assert value(context, WASH) == {"state": "done", "title": "Wash gently"}


async def test_undo_takes_back_nothing_that_another_program_did_since(
    context: AppContext, contexts: Contexts
) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await pilot.press("space")
        await pilot.pause()
        other = contexts("2026-11-21T08:15")
        reader = other.reader()
        assert reader is not None
        cream = reader.state(other.now()).item(CREAM)
        assert cream is not None
        other.acts(reader).tick([cream.item])
        await pilot.press("u")
        assert text(app, "status") == (
            " 08:15  Left as it is. Elsewhere since: tick 'Moisturise', morning, day 1."
        )
        assert "✓ Moisturise" in text(app, "tasks"), "and the screen shows what the other did"
    assert value(context, CREAM) == {"state": "done", "title": "Moisturise"}


async def test_all_that_yesterday_left_is_done_with_one_key_and_no_time_is_made_up(
    contexts: Contexts,
) -> None:
    context = contexts("2026-11-22T09:10", begun="2026-11-21T19:00")
    app = make_app(context)
    async with app.run_test(size=(80, 30)) as pilot:
        assert cursor(app) == "2026-11-22/wash/morning"
        await pilot.press("a")
        assert cursor(app) == "2026-11-22/wash/morning"
    assert item(context, "2026-11-21/check-in/evening") is None, "a check-in is answered, not ticked"
    entry = item(context, "2026-11-21/wash/evening")
    assert entry is not None
    assert (entry.at, entry.recorded) == (at("2026-11-22T03:59"), at("2026-11-22T09:10"))
    assert entry.value["time"] == "unsaid"
    told = shown(context, 1).item("2026-11-21/wash/evening")
    assert told is not None
    assert (told.at, told.unsaid) == (None, True)


async def test_one_thing_of_yesterday_is_let_go(contexts: Contexts) -> None:
    context = contexts("2026-11-22T09:10", begun="2026-11-21T19:00")
    app = make_app(context)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert "From yesterday, Sat 21" in text(app, "tasks")
        today(app).move_cursor("heading/@yesterday")
        await pilot.press("x")
        await pilot.pause()
        assert "From yesterday" not in text(app, "tasks")
    assert value(context, "2026-11-21/wash/evening") == {
        "state": "skipped",
        "title": "Wash gently",
        "why": "let go",
    }
    assert value(context, "2026-11-21/cream/evening")["why"] == "let go"


async def test_l_puts_the_slot_off(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await pilot.press("l")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        assert text(app, "status") == " 08:15  Later, at 08:20. u undoes."
    assert context.journal.current("small", Topic.LATER)["2026-11-21/morning"].value == (
        "2026-11-21T07:20:00+00:00"
    )


async def test_o_says_that_i_am_out_until_the_sun_is_low(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await pilot.press("o")
        assert text(app, "status") == " 08:15  Out until 18:00. o says you are back."
        assert "out until 18:00" in text(app, "head")
        await pilot.press("o")
        assert "out until" not in text(app, "head")
    assert context.journal.current("small", Topic.SIGN)["outdoors"].value["value"] == 0


async def test_what_is_done_as_needed_too_soon_is_recorded_with_a_kind_word(contexts: Contexts) -> None:
    pack = Rule("pack", Kind.DO, "Cold pack", "cold pack", (Span(0, 9),), as_needed=AsNeeded(gap=55))
    context = contexts("2026-11-21T08:15", begun=BEGUN, of=chosen(small_checklist(pack)))
    app = make_app(context)
    async with app.run_test(size=(80, 40)) as pilot:
        today(app).move_cursor("item/2026-11-21/pack")
        await pilot.press("space", "space")
        assert text(app, "status") == " 08:15  Best left 55 minutes apart. Noted all the same. u undoes."
        assert cursor(app) == "2026-11-21/pack", "the cursor stays, whatever number comes next"
    assert {"2026-11-21/pack/n1", "2026-11-21/pack/n2"} <= set(context.journal.current("small", Topic.ITEM))


async def test_sentences_name_keys_where_they_are_now(context: AppContext) -> None:
    moves = {"act.undo": "f2", "sign.out": "f3", "rule.off": "f4", "rule.clinic": "f5"}
    context.settings = replace(context.settings, keys=tuple(KeyChoice(id, (moves[id],)) for id in moves))
    app, said = make_app(context), []
    async with app.run_test() as pilot:
        for key in ("space", "f3", "home", "f4", "f5"):
            await pilot.press(key)
            await pilot.pause()
            said.append(text(app, "status"))
    assert said == [
        " 08:15  Ticked. f2 undoes.",
        " 08:15  Out until 18:00. f3 says you are back.",
        " 08:15  Out until 18:00. f3 says you are back.",
        " 08:15  Go to a rule first, then f4.",
        " 08:15  Go to a rule first, then f5.",
    ]
