"""Rows of words in the cells of a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.text import cells
from tui.text.cells import folded


@pytest.mark.parametrize(
    ("line", "width", "lines"),
    [
        ("short enough", 12, ["short enough"]),
        ("a sentence that goes on and on", 16, ["a sentence that", "  goes on and on"]),
        (
            "> Day 4   Tue  Rapid recovery                 may be back: hard exercise",
            44,
            ["> Day 4   Tue  Rapid recovery", "               may be back: hard exercise"],
        ),
        ("Settings  /a/very/long/path/that/stays/whole.toml", 20, None),
        ("  ", 20, ["  "]),
    ],
)
def test_a_long_line_is_folded_below_its_last_column(line: str, width: int, lines: list[str] | None) -> None:
    assert folded(line, width) == (lines or ["Settings", "          /a/very/long/path/that/stays/whole.toml"])


@given(st.lists(st.sampled_from(["a", "word", "longer-word", "\u65e5\u8a18", ""])), st.integers(8, 60))
def test_folding_keeps_every_word_and_the_width(words: list[str], width: int) -> None:
    lines = folded("  ".join(words), width)

    assert " ".join(lines).split() == " ".join(words).split()
    assert all(cells(line.rstrip()) <= width or len(line.split()) == 1 for line in lines)
