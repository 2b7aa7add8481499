"""Keys that a person moved: every text that names one says the new one, and it is what works."""

import pytest

from tests.conftest import Contexts
from tests.support.apps import make_app
from tests.support.screens import press, shows
from tests.support.today import BEGUN
from tui.settings.keys import key_word, usual_key
from tui.settings.values import KeyChoice, Settings
from tui.themes import ASCII, GLYPHS

MOVED = Settings(
    keys=(
        KeyChoice("item.later", ("f2",)),
        KeyChoice("item.due", ("f3",)),
        KeyChoice("day.today", ("f4",)),
        KeyChoice("yesterday.tick", ("f5",)),
        KeyChoice("item.slip", ("f6",)),
        KeyChoice("act.undo", ("f7",)),
    )
)


@pytest.mark.parametrize(
    ("keys", "word", "plain"),
    [
        ("u", "u", "u"),
        ("escape,k", "esc", "esc"),
        ("space", "space", "space"),
        ("question_mark", "?", "?"),
        ("slash", "/", "/"),
        ("left", "\N{LEFTWARDS ARROW}", "left"),
        ("comma", ",", ","),
        ("f5", "f5", "f5"),
        ("ctrl+f5", "ctrl+f5", "ctrl+f5"),
    ],
)
def test_a_key_is_named_as_people_write_it(keys: str, word: str, plain: str) -> None:
    assert key_word(keys) == word
    assert key_word(keys, ascii_only=True) == plain


def test_a_text_asks_the_marks_for_a_key() -> None:
    moved = GLYPHS._replace(moved=(("item.later", "f2"),))

    assert (GLYPHS.key("item.later"), moved.key("item.later")) == ("l", "f2")
    assert ASCII.key("detail.back") == "esc"
    assert usual_key("no.such") == ""


async def test_what_today_says_of_its_keys_is_what_works(contexts: Contexts) -> None:
    app = make_app(contexts("2026-11-22T08:15", settings=MOVED, begun=BEGUN))
    async with app.run_test(size=(80, 24)) as pilot:
        assert shows(pilot, "f5 did them all   f6 let them go")
        await press(pilot, "left")
        assert shows(pilot, "f4 goes back to today.")
        await press(pilot, "f4", "space")
        assert shows(pilot, "Ticked. f7 undoes.")
