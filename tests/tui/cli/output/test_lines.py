"""Lines for a terminal: columns that line up, and text that is only text."""

import json

import pytest

from checklists.text import cells
from tui.cli.output.lines import clean, json_text
from tui.text.cells import columns


def test_columns_line_up_and_a_row_may_be_short() -> None:
    assert columns([("a", "bb", "c"), ("aaa", "b"), ("a", "", "c")]) == ["a    bb  c", "aaa  b", "a        c"]
    assert columns([]) == []


def test_wide_letters_take_two_cells_and_marks_above_letters_none() -> None:
    assert [cells(text) for text in ("wash", "清洗", "mu\u0308de")] == [4, 4, 4]
    assert columns([("清洗", "x"), ("wash", "x")]) == ["清洗  x", "wash  x"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("two\nlines\tand", "two lines and"),
        ("\x1b[31m", "\ufffd[31m"),
        ("\x9b2J\x7f\x00", "\ufffd2J\ufffd\ufffd"),
        ("left\u202eright", "left\ufffdright"),
        ("\udce9", "\ufffd"),
        ("👩\u200d⚕", "👩\u200d⚕"),
    ],
)
def test_what_a_terminal_would_obey_is_a_mark(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_json_keeps_every_character_and_escapes_what_a_terminal_would_obey() -> None:
    value = {"note": "\x1b\x7f\x9b\u202e ü\n"}

    text = json_text(value)

    assert json.loads(text) == value
    assert all(each.isprintable() or each == "\n" for each in text)
    assert "ü" in text
