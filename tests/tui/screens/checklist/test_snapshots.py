"""How the Checklist screen and the form of a rule look, at three sizes and in the plain look."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from tests.conftest import Contexts
from tests.support.followed import MINE, following, mine
from tests.support.screens import bare_app
from tests.tui.screens.checklist.test_rule_form import looked, press
from tests.tui.screens.checklist.test_screen import read, typing
from tui.screens.checklist import ChecklistScreen

Compare = Callable[..., bool]
SIZES = [(40, 12), (80, 24), (120, 40)]

STATES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "list": (MINE, "make-up", ()),
    "off": (MINE, "sport", ()),
    "found": (MINE, "", ("slash", *"yours")),
    "waits": (MINE.replace("days: 0-4 ", "days: 0-3 "), "make-up", ()),
    "broken": (MINE.replace("days: 0-4 ", "days: 0-four "), "make-up", ()),
    "form": (MINE, "wash", ("enter", "down", *typing("morning, evning"))),
    "hours": (MINE, "spf-again", ("enter",)),
    "new": (MINE, "", ("plus", "2", *typing("Tight collars"))),
}
"""What the file says by now, where the cursor stands, and what is pressed."""


LOOKS = [
    *((name, size, False) for name in ("list", "broken", "form", "new") for size in SIZES),
    *((name, (80, 24), False) for name in ("off", "found", "waits", "hours")),
    *((name, (80, 24), True) for name in ("list", "form")),
]


@pytest.mark.parametrize(("name", "size", "plain"), LOOKS, ids=str)
def test_the_checklist(
    snap_compare: Compare, contexts: Contexts, name: str, size: tuple[int, int], plain: bool
) -> None:
    said, rule, keys = STATES[name]
    context = following(contexts)
    mine(context).write_text(said)

    async def run(pilot: Pilot[int]) -> None:
        pilot.app.push_screen(ChecklistScreen(rule))
        await read(pilot)
        await press(pilot, *keys[:1])
        await looked(pilot)
        await press(pilot, *keys[1:])
        await looked(pilot)

    assert snap_compare(bare_app(context, plain=plain), terminal_size=size, run_before=run)
