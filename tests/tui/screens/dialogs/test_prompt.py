"""A question for one line: what enter does is said, and all that is pasted comes."""

import pytest
from textual.events import Paste

from tests.conftest import Contexts
from tests.support.apps import make_app
from tests.support.screens import answers, opened, press, settled, shows
from tui.screens.dialogs.prompt import PromptScreen


@pytest.mark.parametrize(
    ("key", "says"), [("s", "enter skip   esc back"), ("n", "enter keep   esc back")], ids=str
)
async def test_enter_is_named_by_what_it_does(contexts: Contexts, key: str, says: str) -> None:
    async with make_app(contexts("2026-11-21T08:55")).run_test() as pilot:
        await press(pilot, key)
        assert shows(pilot, says)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("no make-up\r\nuntil  Friday\n\n  call if it weeps \n", "no make-up until  Friday call if it weeps"),
        ("cool water", "cool water"),
        ("\n", ""),
    ],
    ids=["lines", "line", "nothing"],
)
async def test_all_that_is_pasted_comes_as_one_line(contexts: Contexts, pasted: str, kept: str) -> None:
    async with opened(contexts("2026-11-21T08:55"), PromptScreen("A note to day 1")) as pilot:
        pilot.app.screen.query_one("Input").post_message(Paste(pasted))
        await settled(pilot)
        await press(pilot, "enter")
        assert answers(pilot) == [kept]
