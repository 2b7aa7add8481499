"""Find, from every screen: it answers as it is written, and enter goes there."""

import pytest

from tests.conftest import Contexts
from tests.support.apps import make_app, shipped
from tests.support.screens import drawn, press, settled, shows
from tui.screens.call import CallScreen
from tui.screens.dialogs import FindScreen
from tui.screens.plan import PlanScreen
from tui.screens.today import TodayScreen
from tui.themes import GLYPHS

MORNING = "2026-11-21T09:05"


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_find_answers_as_it_is_written_and_goes_there(
    contexts: Contexts, size: tuple[int, int]
) -> None:
    app = make_app(contexts(MORNING, of=shipped()))
    async with app.run_test(size=size) as pilot:
        await press(pilot, "slash", *"alc")
        assert isinstance(app.screen, FindScreen)
        assert shows(pilot, "alcohol: back tomorrow")
        await press(pilot, "enter")
        assert isinstance(app.screen, TodayScreen)
        assert "face-alcohol" in app.screen.cursor

        # A new search begins empty, and says where there is nothing.
        await press(pilot, "slash", *"xyz")
        assert shows(pilot, "Nothing found.")
        await press(pilot, "enter")
        assert isinstance(app.screen, FindScreen)
        await press(pilot, *["backspace"] * 3, *"wash", "enter")
        assert isinstance(app.screen, TodayScreen)
        assert app.screen.cursor == "item/2026-11-21/face-cleanse/morning"
        assert len(drawn(pilot)) == size[1]


async def test_it_opens_from_every_screen_and_never_loses_it(contexts: Contexts) -> None:
    app = make_app(contexts(MORNING, of=shipped()))
    async with app.run_test() as pilot:
        await press(pilot, "p", "slash", *"alcohol", "enter")
        assert shows(pilot, "Back on Sunday 22 November")
        await press(pilot, "escape")
        assert isinstance(app.screen, PlanScreen)
        await press(pilot, "slash", *"fever", "enter")
        assert isinstance(app.screen, CallScreen)
        await press(pilot, "escape", "escape")
        await settled(pilot)
        assert isinstance(app.screen, TodayScreen)


async def test_a_resize_leaves_the_cursor_on_what_it_was_on(contexts: Contexts) -> None:
    app = make_app(contexts("2026-11-21T08:55", of=shipped()))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "slash", *"sun", "down", "down")
        find = app.screen
        assert isinstance(find, FindScreen)
        assert find.choices.highlighted == 2
        for size in ((20, 5), (120, 40)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert find.choices.highlighted == 2
            assert any(GLYPHS.cursor in line for line in drawn(pilot)[1:])
        await press(pilot, "end", *"screen")
        assert find.choices.highlighted == 0
