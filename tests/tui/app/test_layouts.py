"""Keys of other scripts, and capitals: outside a field each is read by what is printed on its key."""

import pytest
from textual.events import Key
from textual.widgets import Input

from tests.conftest import Contexts
from tests.support.apps import make_app
from tests.support.screens import press, settled, shows
from tests.support.today import BEGUN
from tui.app.layouts import is_foreign, other_names
from tui.screens.call import CallScreen
from tui.screens.help import HelpScreen
from tui.screens.plan import PlanScreen


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("a", []),
        ("U", ["u"]),
        ("\u0441", ["c"]),
        ("\u0421", ["C", "c"]),
        ("\u0456", ["s"]),
        ("\u044e", ["full_stop"]),
        ("\u03c8", ["c"]),
        ("\u03ae", ["h"]),
        ("\u03c2", ["w"]),
        ("\uff43", ["c"]),
        ("ctrl+\u0441", ["ctrl+c"]),
        ("ctrl+\u0437", ["ctrl+p"]),
        ("ctrl+\u03c8", ["ctrl+c"]),
        ("\u5b57", []),
        ("\u00df", []),
    ],
)
def test_a_letter_is_read_by_its_key(key: str, names: list[str]) -> None:
    pressed = Key(key, None if "+" in key else key)

    assert [each.key for each in other_names(pressed)] == names
    assert not names or is_foreign(pressed)


@pytest.mark.parametrize("key", ["c", "C", "\u0441", "\u0421", "\u03c8", "\u03a8", "\uff43"])
async def test_when_to_call_opens_on_every_layout(contexts: Contexts, key: str) -> None:
    app = make_app(contexts("2026-11-21T08:15", begun=BEGUN))
    async with app.run_test() as pilot:
        await press(pilot, key)
        assert isinstance(app.screen, CallScreen)


async def test_capitals_and_other_layouts_do_what_their_key_does(contexts: Contexts) -> None:
    app = make_app(contexts("2026-11-21T08:15", begun=BEGUN))
    async with app.run_test() as pilot:
        await press(pilot, "space")
        await press(pilot, "\u0433")
        assert shows(pilot, "Undid: tick")
        # A capital that something is bound to stays what it is, in either script.
        await press(pilot, "\u0413")
        assert shows(pilot, "Did again: tick")
        await press(pilot, "P")
        assert isinstance(app.screen, PlanScreen)


async def test_nothing_weighty_is_on_a_bare_capital(contexts: Contexts) -> None:
    app = make_app(contexts("2026-11-21T08:15", begun=BEGUN))
    async with app.run_test() as pilot:
        await press(pilot, "N")
        assert shows(pilot, "A note to")
        await press(pilot, "escape")
        capitals = {key for key in app.screen.active_bindings if len(key) == 1 and key.isupper()}
        assert capitals == {"U"}


async def test_in_a_field_they_are_letters_and_ctrl_is_still_ctrl(contexts: Contexts) -> None:
    app = make_app(contexts("2026-11-21T08:15", begun=BEGUN))
    async with app.run_test() as pilot:
        await press(pilot, "n", *"\u0421\u0444\u03c8")
        assert app.screen.query_one(Input).value == "\u0421\u0444\u03c8"
        await press(pilot, "ctrl+\u0441")
        assert not app.screen.query(Input)
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "\u0439")
        await settled(pilot)
    assert app.return_code == 0
