"""Going about in Today, by key and by mouse, and what is drawn in terminals that change."""

import pytest

from tests.conftest import Contexts
from tests.support.apps import make_app
from tests.support.today import BEGUN, CREAM, WASH, cursor, item, move_on, text, today, value
from tui.recovery.context import AppContext
from tui.screens.check_in import CheckInScreen
from tui.screens.plan import PlanScreen
from tui.screens.today.detail import DetailScreen
from tui.screens.today.screen import TodayScreen
from tui.widgets.row_list import RowList


@pytest.fixture
def context(contexts: Contexts) -> AppContext:
    """Day 1, a quarter past eight: three things of the morning due."""
    return contexts("2026-11-21T08:15", begun=BEGUN)


async def test_arrows_go_from_row_to_row_and_from_day_to_day(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await pilot.press("down", "down")
        assert cursor(app) == "2026-11-21/sunscreen/morning"
        await pilot.press("up", "home")
        assert cursor(app) == "morning"
        await pilot.press("end")
        assert cursor(app) == "@normal"
        await pilot.press("left")
        assert text(app, "head").startswith(" Day 0  Friday 20 November  ·  Treatment day, treated at 16:00")
        assert text(app, "status") == " 08:15  Looking back at Fri 20 Nov. t goes back to today."
        await pilot.press("left")
        assert text(app, "head").startswith(" Day 0")
        await pilot.press("t")
        assert text(app, "head").startswith(" Day 1")


async def test_enter_folds_a_heading_and_a_tick_never_does(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await pilot.press("space", "down", "space", "down", "space")
        assert "▾ Morning" in text(app, "tasks"), "all of it is done, and it stays open"
        await pilot.press("home", "enter")
        assert "✓ Morning   3 done" in text(app, "tasks")
        assert cursor(app) == "morning"
        await pilot.press("enter")
        assert "▾ Morning" in text(app, "tasks")


async def test_a_section_opens_when_its_time_comes_and_the_cursor_stays(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        assert "▸ Midday" in text(app, "tasks")
        today(app).move_cursor("heading/evening")
        await move_on(pilot, context, hours=4, minutes=45)
        assert "▾ Midday" in text(app, "tasks")
        assert cursor(app) == "evening"


async def test_enter_on_an_item_says_all_there_is_to_say(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, DetailScreen)
        rows = app.screen.query_one(RowList)
        said = "\n".join(rows.render_line(y).text.strip() for y in range(12))
    assert said.startswith(
        "Wash gently\n"
        "Fingertips only.\n"
        "Why: hot water and rubbing leave marks.\n"
        "Missed it? Do it now, until 20:00.\n"
        "Here because: mornings and evenings, days 1 to 9.\n"
        "Sources differ:\n"
        "- Leeds Teaching Hospitals NHS Trust: dry for 2 days\n"
        "Where they differ: from day 0 to day 2.\n"
        "From A small plan, revision 1."
    )


async def test_the_detail_of_something_left_alone_says_when_it_is_back_and_how(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(120, 40)):
        today(app).move_cursor("avoid/make-up")
        said = text(app, "detail")
    assert "Back on Friday 27 November, if no crusts. Mineral" in said
    assert "Why: rubbing hurts healing skin." in said
    assert "x I slipped" in said


async def test_g_goes_to_what_is_due_from_any_day(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await pilot.press("left", "end", "g")
        assert cursor(app) == WASH
        assert text(app, "head").startswith(" Day 1")


async def test_i_and_p_open_the_check_in_and_the_plan(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await pilot.press("i")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
        await pilot.press("escape")
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(app.screen, PlanScreen)


async def test_a_click_on_a_mark_ticks_and_on_a_heading_folds(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        lines = text(app, "tasks").splitlines()
        cream = next(y for y, line in enumerate(lines) if "Moisturise" in line)
        await pilot.click("#tasks", offset=(10, cream))
        assert cursor(app) == CREAM
        assert item(context, CREAM) is None
        await pilot.click("#tasks", offset=(3, cream))
        evening = next(y for y, line in enumerate(lines) if "Evening" in line)
        await pilot.click("#tasks", offset=(5, evening))
        assert "▾ Evening" in text(app, "tasks")
        await pilot.click("#head", offset=(6, 1))
        assert text(app, "head").startswith(" Day 0")
    assert value(context, CREAM) == {"state": "done", "title": "Moisturise"}


async def test_the_answers_of_yesterday_and_of_the_question_can_be_clicked(contexts: Contexts) -> None:
    context = contexts("2026-11-22T09:10", begun="2026-11-21T19:00")
    app = make_app(context)
    async with app.run_test(size=(80, 30)) as pilot:
        today(app).move_cursor("heading/@yesterday")
        await pilot.press("enter")
        lines = text(app, "tasks").splitlines()
        first = next(place for place, line in enumerate(lines) if "let it go" in line)
        await pilot.click("#tasks", offset=(lines[first].index("let it go") + 1, first))
        await pilot.pause()
        second = text(app, "tasks").splitlines()[first + 1]
        await pilot.click("#tasks", offset=(second.index("did it"), first + 1))
    assert value(context, "2026-11-21/wash/evening")["state"] == "skipped"
    assert value(context, "2026-11-21/cream/evening")["state"] == "done"


async def test_the_wheel_scrolls_and_what_is_out_of_sight_is_counted(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(40, 8)) as pilot:
        assert text(app, "tasks").splitlines()[-1].endswith("↓ 3 more")
        rows = app.screen.query_one("#tasks", RowList)
        rows.scroll_rows(3)
        await pilot.pause()
        assert text(app, "tasks").splitlines()[0].endswith("3 more above")
        await pilot.press("end")
        assert "Normal today" in text(app, "tasks").splitlines()[-1]


async def test_the_cursor_stays_on_its_row_when_rows_above_it_go(contexts: Contexts) -> None:
    context = contexts("2026-11-22T09:10", begun="2026-11-21T19:00")
    app = make_app(context)
    async with app.run_test(size=(80, 40)) as pilot:
        today(app).move_cursor("item/2026-11-22/cream/morning")
        await pilot.press("a")
        assert cursor(app) == "2026-11-22/cream/morning"


async def test_any_size_will_do_and_a_resize_under_way_does_no_harm(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        for size in ((20, 5), (1, 1), (120, 40), (40, 12), (100, 17), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert "○ Wash gently" in text(app, "tasks")
        assert cursor(app) == WASH


async def test_the_cursor_is_in_sight_after_a_resize(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("end")
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert any("Normal today" in line for line in text(app, "tasks").splitlines())


async def test_a_page_key_in_a_list_without_any_room_does_no_harm(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(1, 1)) as pilot:
        await pilot.press("l", "pageup", "pagedown", "escape")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
