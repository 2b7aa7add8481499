"""Any size, and sizes that change under the hands of a person who is in the middle of something."""

from pathlib import Path

import pytest

from tests.support.running import app, shell, states
from tests.support.terminal import Terminal
from tui.themes import GLYPHS

NOW = "2026-11-23T08:05"
SIZES = [(20, 5), (40, 12), (120, 40), (80, 24)]


def resized(terminal: Terminal, shows: str) -> None:
    """Go through every size, and see at each that something stays on the screen."""
    for size in SIZES:
        terminal.resize(*size)
        terminal.wait_for(shows)
        assert shows in terminal.settle()


def is_whole(screen: str) -> bool:
    """Whether Today fills 24 lines, from its heading to its keys."""
    lines = screen.splitlines()
    return len(lines) == 24 and "Day 3  Monday 23 November" in lines[0] and "all keys" in lines[-1]


def test_a_note_that_is_being_written_outlives_every_size(day_three: Path) -> None:
    with app(day_three, NOW) as terminal:
        terminal.press("n")
        terminal.wait_for("A note to")
        terminal.press(*"sor")
        resized(terminal, "sor")
        terminal.press("e", "enter")
        terminal.wait_for("Noted. u undoes.")
    (recovery,) = shell(day_three, "export", "json").json["recoveries"]
    assert [note["value"]["text"] for note in recovery["now"]["notes"].values()] == ["sore"]


def test_answers_of_a_check_in_do_too(day_three: Path) -> None:
    with app(day_three, NOW) as terminal:
        terminal.press("i")
        terminal.wait_for(f"{GLYPHS.cursor} How")
        terminal.press("2", "1")
        resized(terminal, f"{GLYPHS.cursor} How much does it")
        terminal.press("enter")
        terminal.wait_for("Checked in")
    (recovery,) = shell(day_three, "export", "json").json["recoveries"]
    signs = {id: sign["value"]["value"] for id, sign in recovery["now"]["signs"].items()}
    assert signs == {"redness": 2, "swelling": 1}


def test_a_question_of_several_answers_does_too(day_three: Path) -> None:
    with app(day_three, NOW) as terminal:
        terminal.press("l")
        terminal.wait_for("In an hour, at 09:05")
        terminal.press("down", "down")
        resized(terminal, f"{GLYPHS.cursor} 3")
        terminal.press("enter")
        terminal.wait_for("Later, at 09:05.")


def test_what_was_marked_at_the_start_does_too(home: Path) -> None:
    with app(home, "2026-11-20T16:40", shows="PICOPLUS") as terminal:
        terminal.press("enter")
        terminal.wait_for("[ ] Make-up")
        terminal.press("space")
        terminal.wait_for("[x] Make-up")
        resized(terminal, "[x] Make-up")
        terminal.press("enter")
        terminal.wait_for("3 of 3")


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (300, 4), (12, 60)], ids=str)
def test_no_size_is_too_odd(day_three: Path, size: tuple[int, int]) -> None:
    with app(day_three, NOW, size, shows="") as terminal:
        while len(terminal.raw) < 200 and terminal.ended() is None:
            terminal.read(0.5)
        for keys in ("p", "?", "i", "n", "s", "l", "/", "ctrl+p", "c"):
            terminal.press(keys)
            terminal.read(0.3)
            terminal.press("escape")
        terminal.press("home", "down", "space")
        terminal.resize(80, 24)
        terminal.wait_for(f"{GLYPHS.done} Wash gently")
        terminal.press("q")
        assert terminal.wait_end() == 0
        assert terminal.left_on == []
    assert states(day_three, NOW)["face-cleanse/morning"] == "done"


def test_a_storm_of_sizes_ends_in_the_last(day_three: Path) -> None:
    with app(day_three, NOW) as terminal:
        for turn in range(60):
            terminal.resize(20 + turn * 7 % 100, 5 + turn * 11 % 40)
            terminal.press("down")
        terminal.resize(40, 12)
        terminal.wait_for("keys")
        terminal.resize(80, 24)
        # What was drawn for another size may still be on its way.
        terminal.wait_until(is_whole)
