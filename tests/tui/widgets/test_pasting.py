"""What a terminal sends: keys are keys, and a paste is one text, however it is cut into pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key, Paste

from tui.widgets.private import PasteParser

BEGIN, END = "\x1b[200~", "\x1b[201~"


def fed(*pieces: str) -> list[str]:
    """What comes of pieces of input: keys by name, and pastes in quotes."""
    parser = PasteParser()
    events = [event for piece in pieces if piece for event in parser.feed(piece)]
    events += parser.feed("")
    return [
        repr(event.text) if isinstance(event, Paste) else event.key
        for event in events
        if isinstance(event, Key | Paste)
    ]


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("nsore\r", ["n", "s", "o", "r", "e", "enter"]),
        ("\x1b[A\x1bOB\x1b[1;5C\x1b[3~a", ["up", "down", "ctrl+right", "delete", "a"]),
        ("\x1b[<0;3;4M\x1b[<0;3;4m\x1b[I\x1b[?2026;2$y\x1b[48;24;80;480;960tq", ["q"]),
        ("\x1b[97;;97u\x1b[27u", ["a", "escape"]),
        ("\x1bq", ["alt+q"]),
    ],
)
def test_what_is_typed_stays_keys(typed: str, keys: list[str]) -> None:
    assert fed(typed) == keys


def test_a_paste_is_one_text_whatever_it_holds() -> None:
    text = "a\x1b[31mq\x1b]52;c;cQ==\x07\x1b\x1bq\r\n\x1b[A\x1b[200~" + "q" * 80
    assert fed(f"n{BEGIN}{text}{END}q") == ["n", repr(text), "q"]


def test_an_end_that_was_pasted_ends_nothing() -> None:
    assert fed(f"{BEGIN}a{END}q\nq{END}", "x") == [repr("aq\nq"), "x"]
    assert fed(f"{BEGIN}a{END}x{BEGIN}b{END}") == ["'a'", "x", "'b'"]


def test_without_marks_what_no_key_begins_with_makes_it_a_paste() -> None:
    assert fed("a\x1b[31mq\r") == [repr("a\x1b[31mq\r")]
    assert fed("\x1b]52;c;cQ==\x07") == []
    assert fed("a\x1bqq\r") == [repr("a\x1bqq\r")]


@given(st.text(st.sampled_from("aq\r\n\x1b[]m0~2"), max_size=30), st.integers(0, 45))
def test_in_two_pieces_it_is_the_same_paste(text: str, cut: int) -> None:
    whole = f"n{BEGIN}{text}{END}q"
    # A lone escape at the end of a piece may be the key, and is not waited for.
    at = cut + 2 if whole[:cut].endswith("\x1b") and cut <= 2 else cut
    if END not in text:
        assert fed(whole[:at], whole[at:]) == ["n", repr(text), "q"]
