"""Rows are selected by dragging over them, and ctrl+c copies what is selected."""

import pytest
from textual.events import MouseDown, MouseEvent, MouseMove, MouseUp
from textual.pilot import Pilot

from checklists.rules.rule import At, Kind, Rule, Span
from tests.conftest import Contexts
from tests.support.apps import chosen, make_app, small_checklist
from tests.support.screens import drawn, press, settled
from tests.support.today import BEGUN, WASH, cursor, item, text
from tui.recovery.context import AppContext
from tui.screens.plan import PlanScreen
from tui.screens.today.detail import DetailScreen

ROWS = """\
   ○ Moisturise
   ○ Put on SPF 50
 ▸ Midday    moisturise                                                   13:00"""


@pytest.fixture
def context(contexts: Contexts) -> AppContext:
    """Day 1, a quarter past eight: three things of the morning due."""
    return contexts("2026-11-21T08:15", begun=BEGUN)


async def drag(pilot: Pilot[int], start: tuple[int, int], end: tuple[int, int]) -> None:
    """Drag from a cell of the screen to another, both given as column and line and both included."""
    await _mouse(pilot, (MouseMove, start), (MouseDown, start), (MouseMove, end), (MouseUp, end))


async def click_twice(pilot: Pilot[int], cell: tuple[int, int]) -> None:
    """Click twice in a row."""
    await _mouse(pilot, (MouseMove, cell), *[(MouseDown, cell), (MouseUp, cell)] * 2)


async def _mouse(pilot: Pilot[int], *events: tuple[type[MouseEvent], tuple[int, int]]) -> None:
    """What a terminal sends; Pilot's own drag does not end in the click that Textual makes of it."""
    for event, (x, y) in events:
        pilot.app.post_message(event(None, x, y, 0, 0, 1, False, False, False))
    await settled(pilot)


def place(pilot: Pilot[int], words: str) -> tuple[int, int]:
    """The cell of the screen in which some words begin."""
    y = next(y for y, line in enumerate(drawn(pilot)) if words in line)
    return drawn(pilot)[y].index(words), y


def reversed_text(pilot: Pilot[int]) -> list[str]:
    """What is drawn reversed, line by line."""
    strips = pilot.app.screen._compositor.render_strips()
    lines = ("".join(seg.text for seg in strip if seg.style and seg.style.reverse) for strip in strips)
    return [line.rstrip() for line in lines if line.strip()]


@pytest.mark.parametrize("down", [True, False], ids=["down", "up"])
async def test_rows_dragged_over_are_copied_and_the_app_goes_on(context: AppContext, down: bool) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await settled(pilot)
        first, last = (0, place(pilot, "○ Moisturise")[1]), (79, place(pilot, "▸ Midday")[1])
        await drag(pilot, *((first, last) if down else (last, first)))
        assert reversed_text(pilot) == ROWS.splitlines()
        await press(pilot, "ctrl+c")
        assert app.clipboard == ROWS
        assert app.is_running
        assert cursor(app) == WASH, "a drag is no click"
        assert reversed_text(pilot) == []
        await press(pilot, "ctrl+c")
        assert not app.is_running
    assert item(context, WASH) is None


async def test_a_piece_of_one_row_is_copied(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await settled(pilot)
        x, y = place(pilot, "SPF 50")
        await drag(pilot, (x, y), (x + 5, y))
        assert reversed_text(pilot) == ["SPF 50"]
        await press(pilot, "ctrl+c")
    assert app.clipboard == "SPF 50"


async def test_a_drag_goes_on_over_several_lists(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await settled(pilot)
        x, y = place(pilot, "Recovery")
        await drag(pilot, (x, y), (12, place(pilot, "▾ Morning")[1]))
        await press(pilot, "ctrl+c")
    lines = app.clipboard.splitlines()
    assert lines[0].startswith("Recovery  ")
    assert lines[-2:] == [" 08:15  3 things now, then nothing until 13:00.", " ▾ Morning"]


async def test_a_drag_from_pane_to_pane_takes_the_end_of_one_and_the_beginning_of_the_other(
    context: AppContext,
) -> None:
    app = make_app(context)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await drag(pilot, place(pilot, "○ Put on SPF 50"), (119, place(pilot, "c when to call")[1]))
        await press(pilot, "ctrl+c")
    assert app.clipboard.startswith("○ Put on SPF 50\n")
    assert "\n▾ Leave alone  back on" in app.clipboard
    assert app.clipboard.endswith("\n  c when to call  Your skin clinic +65 6000 0000")


async def test_without_a_selection_ctrl_c_ends_the_app(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await settled(pilot)
        await drag(pilot, place(pilot, "Wash gently"), place(pilot, "Moisturise"))
        await pilot.click(offset=place(pilot, "▸ Any time"))
        await settled(pilot)
        assert reversed_text(pilot) == []
        await press(pilot, "ctrl+c")
        assert not app.is_running


async def test_a_drag_that_ends_on_a_mark_ticks_nothing_and_a_click_that_slips_a_cell_does(
    context: AppContext,
) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await settled(pilot)
        x, y = place(pilot, "○ Wash gently")
        await drag(pilot, (x + 8, y), (x, y))
        assert item(context, WASH) is None
        await drag(pilot, (x + 1, y), (x, y))
        assert item(context, WASH) is not None
        assert reversed_text(pilot) == []


async def test_two_clicks_open_a_row_and_select_nothing(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await settled(pilot)
        await click_twice(pilot, place(pilot, "Moisturise"))
        assert isinstance(app.screen, DetailScreen)
        await press(pilot, "escape")
        assert len(app.screen_stack) == 1
        assert reversed_text(pilot) == []


async def test_wide_characters_are_taken_whole(contexts: Contexts) -> None:
    wide = Rule("wide", Kind.DO, "轻轻洗脸 and dry", "洗脸", (Span(0, 9),), at=(At("morning"),))
    app = make_app(contexts("2026-11-21T08:15", begun=BEGUN, of=chosen(small_checklist(wide))))
    async with app.run_test() as pilot:
        await settled(pilot)
        x, y = place(pilot, "轻轻洗脸")
        await drag(pilot, (x + 2, y), (x + 6, y))
        assert reversed_text(pilot) == ["轻洗脸"]
        await press(pilot, "ctrl+c")
    assert app.clipboard == "轻洗脸"


async def test_where_there_is_no_colour_it_is_seen_too(
    context: AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app(context, plain=True)
    async with app.run_test() as pilot:
        await settled(pilot)
        # The row under the cursor is in reverse too.
        x, y = place(pilot, "Leave alone")
        await drag(pilot, (x, y), (x + 10, y))
        assert reversed_text(pilot)[-1] == "Leave alone"
        x, y = place(pilot, "space tick")
        await drag(pilot, (x, y), (x + 9, y))
        assert reversed_text(pilot)[-1] == "space tick", "and in a widget of Textual's own"


async def test_a_list_to_choose_from_is_dragged_over_too_and_nothing_is_chosen(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test() as pilot:
        await press(pilot, "p", "down", "enter")
        x, y = place(pilot, "Sat 21 Nov")
        await drag(pilot, (x, y), (x + 9, y + 1))
        assert isinstance(app.screen, PlanScreen)
        await press(pilot, "ctrl+c")
        lines = app.clipboard.splitlines()
        assert lines[0].startswith("Sat 21 Nov  ")
        assert lines[1].endswith("  Sun 22 Nov")
        await pilot.click(offset=(x, y + 1))
        await settled(pilot)
        assert text(app, "head").startswith(" Day 2")


async def test_what_is_scrolled_is_copied_as_it_is_seen(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 12)) as pilot:
        await press(pilot, "p", "end")
        x, y = place(pilot, "Thu 10 Dec")
        await drag(pilot, (x, y), (x + 9, y))
        assert reversed_text(pilot) == ["Thu 10 Dec"]
        await press(pilot, "ctrl+c")
    assert app.clipboard == "Thu 10 Dec"


async def test_where_colour_says_nothing_the_row_to_choose_is_reversed(context: AppContext) -> None:
    app = make_app(context, plain=True)
    async with app.run_test(size=(40, 12)) as pilot:
        app.push_screen(PlanScreen())
        await settled(pilot)
        (row,) = reversed_text(pilot)
        assert row.startswith(">       1  Sat 21")
