"""Keys as they come over a slow line: several at once, before anything is drawn."""

from pathlib import Path

import pytest

from tests.support.running import app, shell, states
from tui.themes import GLYPHS

NOW = "2026-11-23T08:05"


def test_a_word_in_one_piece_goes_to_the_question_that_its_first_letter_opens(day_three: Path) -> None:
    with app(day_three, NOW) as terminal:
        terminal.press("nsore on both cheeks, also at night\r")
        terminal.wait_for("Noted. u undoes.")
        terminal.press("snone left\r")
        terminal.wait_for(f"{GLYPHS.skipped} Wash gently")
        terminal.press("n\rnabc")
        terminal.wait_for("abc")
        terminal.press("escape")
        terminal.press("u")
        terminal.wait_for("Undid: skip 'Wash gently")
    assert notes(day_three) == ["sore on both cheeks, also at night"]
    assert set(states(day_three, NOW).values()) == {"open"}


def test_text_that_is_pasted_is_only_text(day_three: Path) -> None:
    with app(day_three, NOW) as terminal:
        terminal.press("\x1b[200~aqsu\x1b[201~")
        terminal.press("n")
        terminal.wait_for("A note to")
        terminal.press("\x1b[200~qa[red]\n\x1b[201~", "enter")
        terminal.wait_for("Noted. u undoes.")
    assert notes(day_three) == ["qa[red]"]


def test_lines_that_a_terminal_types_into_a_note_are_its_text(day_three: Path) -> None:
    with app(day_three, NOW) as terminal:
        terminal.press("n")
        terminal.wait_for("A note to")
        terminal.press("sore\r\ra bit\rsu x")
        terminal.wait_for("su x")
        terminal.press("enter")
        terminal.wait_for("Noted. u undoes.")
    assert notes(day_three) == ["sore  a bit su x"]
    assert set(states(day_three, NOW).values()) == {"open"}


PASTES = {
    "marked": "\x1b[200~red \x1b[31mq\x1b[0m\nq\x1bq\nspots\x1b[201~",
    "with an end of its own": "\x1b[200~red \x1b[201~q\nq\nspots\x1b[201~",
    "without marks": "red \x1b[31mq\x1b[0m\rq\r\x1b]52;c;cXE=\x07spots",
}


@pytest.mark.parametrize("paste", PASTES.values(), ids=PASTES)
def test_a_paste_that_holds_an_escape_types_no_key(day_three: Path, paste: str) -> None:
    with app(day_three, NOW) as terminal:
        terminal.press("home", paste)
        terminal.settle()
        terminal.press("n")
        terminal.wait_for("A note to")
        terminal.press(paste)
        terminal.wait_for("spots")
        terminal.press("enter")
        terminal.wait_for("Noted. u undoes.")
        assert terminal.ended() is None
    (note,) = notes(day_three)
    assert note.startswith("red ")
    assert note.endswith("spots")
    assert note.isprintable()
    assert set(states(day_three, NOW).values()) == {"open"}


def test_a_heap_of_keys_leaves_the_program_well(day_three: Path) -> None:
    with app(day_three, NOW) as terminal:
        for keys in ("cpi?", "ppp", "llll", "/////", "\x10\x10", "\r\r", "tg" * 100):
            terminal.press(keys)
            for _ in range(3):
                terminal.press("escape")
        terminal.press("home", "down", "space")
        terminal.wait_for(f"{GLYPHS.done} Wash gently")
        terminal.press("q")
        assert terminal.wait_end() == 0
        assert terminal.left_on == []


def notes(home: Path) -> list[str]:
    """The text of every note, by now."""
    (recovery,) = shell(home, "export", "json").json["recoveries"]
    return [note["value"]["text"] for note in recovery["now"]["notes"].values()]
