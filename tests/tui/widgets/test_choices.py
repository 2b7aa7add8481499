"""Rows to choose from: the one under the cursor is in view, whatever else does not fit."""

from collections.abc import Sequence

import pytest
from textual.app import ComposeResult
from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen

from tests.conftest import Contexts
from tests.support.screens import drawn, opened, press, settled
from tui.themes import GLYPHS
from tui.widgets.choices import ChoiceRow, Choices, heading
from tui.widgets.wrapping import hanging

ABOVE = "Mark all that are true. The others then count as no."
BELOW = "One may be left open, and all can be changed later."


class ChoicesScreen(Screen[None]):
    """A text, two rows, and a text."""

    DEFAULT_CSS = "ChoicesScreen Choices { height: 1fr; }"

    def compose(self) -> ComposeResult:
        yield Choices()

    def on_mount(self) -> None:
        rows = [_row("first"), _row("second")]
        self.query_one(Choices).show([heading("Your week"), _row("", ABOVE), *rows, _row("", BELOW)])
        self.query_one(Choices).focus()


def _row(id: str, text: str = "") -> ChoiceRow:
    return ChoiceRow(id, lambda width: hanging(Content(), Content(text or id), width))


def _lines(pilot: Pilot[int]) -> Sequence[str]:
    """What is drawn, without the scrollbar."""
    return [line.rstrip(" ▁▂▃▄▅▆▇█").strip() for line in drawn(pilot)]


@pytest.mark.parametrize("size", [(20, 1), (20, 2), (20, 4), (14, 7), (40, 3), (80, 24)], ids=str)
@pytest.mark.parametrize(("key", "row"), [("home", "first"), ("end", "second")])
async def test_after_a_resize_the_row_under_the_cursor_is_in_view(
    contexts: Contexts, size: tuple[int, int], key: str, row: str
) -> None:
    async with opened(contexts("2026-11-21T08:55"), ChoicesScreen(), (80, 24)) as pilot:
        await press(pilot, key)
        await pilot.resize_terminal(*size)
        await settled(pilot)
        assert f"{GLYPHS.cursor} {row}" in _lines(pilot)


async def test_as_much_of_a_text_as_fits_stands_beside_it_and_the_rest_is_a_key_away(
    contexts: Contexts,
) -> None:
    async with opened(contexts("2026-11-21T08:55"), ChoicesScreen(), (20, 3)) as pilot:
        assert _lines(pilot) == ["true. The others", "then count as no.", f"{GLYPHS.cursor} first"]
        await press(pilot, "up")
        assert _lines(pilot) == ["Your week", "Mark all that are", "true. The others"]
        await press(pilot, "down")
        assert _lines(pilot) == [f"{GLYPHS.cursor} second", "One may be left", "open, and all can"]
        await press(pilot, "down")
        assert _lines(pilot) == ["One may be left", "open, and all can", "be changed later."]
        await press(pilot, "down")
        assert _lines(pilot) == ["true. The others", "then count as no.", f"{GLYPHS.cursor} first"]


async def test_what_is_pressed_while_the_last_row_comes_into_view_counts(contexts: Contexts) -> None:
    async with opened(contexts("2026-11-21T08:55"), ChoicesScreen(), (20, 3)) as pilot:
        await pilot.press("end", "up")
        await settled(pilot)
        assert f"{GLYPHS.cursor} first" in _lines(pilot)


@pytest.mark.parametrize("size", [(1, 1), (2, 5), (3, 5), (4, 5)], ids=str)
async def test_where_no_cell_is_left_for_a_row_nothing_fails_and_all_comes_back(
    contexts: Contexts, size: tuple[int, int]
) -> None:
    async with opened(contexts("2026-11-21T08:55"), ChoicesScreen(), (80, 24)) as pilot:
        await press(pilot, "end")
        await pilot.resize_terminal(*size)
        await settled(pilot)
        await press(pilot, "up", "pagedown", "home", "end")
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert f"{GLYPHS.cursor} second" in _lines(pilot)
