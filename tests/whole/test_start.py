"""From the first screen to a day that is ticked, by keys alone and by mouse alone, and back the next day."""

import re
from pathlib import Path

import pytest

from tests.support.running import app, states
from tests.support.terminal import Terminal
from tui.themes import GLYPHS

FIRST, EVENING, MORNING = "2026-11-20T16:40", "2026-11-20T20:05", "2026-11-21T08:10"
SIZES = pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)


def leaves(terminal: Terminal, words: str) -> None:
    terminal.press("q")
    assert terminal.wait_end() == 0
    assert words in terminal.text
    assert terminal.left_on == []


@SIZES
def test_keys_alone_lead_from_start_to_today_and_the_day_after(home: Path, size: tuple[int, int]) -> None:
    gap = " " if size[0] > 40 else ""
    with app(home, FIRST, size, "PICOPLUS") as terminal:
        terminal.press("enter")
        terminal.wait_for("[ ] Make-up")
        terminal.press("space", "down", "space", "enter")
        terminal.wait_for("3 of 3")
        assert not home.exists()
        # A key that comes before the rows does nothing.
        terminal.wait_for("Quiet")
        terminal.press("end")
        terminal.wait_for(f"{GLYPHS.cursor} I have read this")
        if size == (40, 12):
            # Not all of the notice has been in sight.
            terminal.press("enter")
            terminal.wait_for("Afterglow shows")
            terminal.press("enter")
            terminal.wait_for("eye care now")
            terminal.press("enter")
            terminal.wait_for(f"{GLYPHS.cursor} I have read this")
        terminal.press("enter")
        terminal.wait_for("Day 0")
        leaves(terminal, "See you at 19:30.")

    with app(home, EVENING, size, f"{GLYPHS.cursor}{gap}○ Cool the skin") as terminal:
        terminal.press("down", "down", "down", "down", "space")
        terminal.wait_for("✓ After four hours")
        terminal.press("down", "down", "s")
        terminal.wait_for("why, if you like")
        terminal.press(*"too sore", "enter")
        terminal.wait_for(f"{GLYPHS.skipped} Check in")
        leaves(terminal, "See you at ")

    with app(home, MORNING, size, "From yesterday") as terminal:
        terminal.press("left")
        terminal.wait_for("Day 0")
        leaves(terminal, "See you at 13:00.")
    answered = [state for state in states(home, MORNING, day=0).values() if state in ("done", "skipped")]
    assert sorted(answered) == ["done", "skipped"]


@SIZES
def test_the_mouse_alone_does_too(home: Path, size: tuple[int, int]) -> None:
    with app(home, FIRST, size, "PICOPLUS") as terminal:
        terminal.click_on("enter take")
        terminal.click_on("Make-up")
        terminal.wait_for("[x] Make-up")
        terminal.click_on("next")
        terminal.click_on("Bell ")
        terminal.wait_for("✓ Bell")
        terminal.wheel(10, 6, 20)
        terminal.click_on("I have read this")
        terminal.wait_for("Day 0")
        terminal.click_on("Evening")
        terminal.wait_for("○ Check in")
        terminal.click_on("keys")
        terminal.click_on("esc back")
        terminal.wait_for("○ Check in")
    with app(home, EVENING, size, "○ After four hours") as terminal:
        terminal.click_on("○ After four hours")
        terminal.wait_for("✓ After four hours")
        assert list(states(home, EVENING).values()).count("done") == 1
        terminal.click_on("undo  ")
        terminal.wait_for("○ After four hours")
    with app(home, MORNING, size, "▸ From yesterday") as terminal:
        terminal.wheel(10, 6, 3)
        terminal.click_on("did all" if size[0] < 60 else "did them all")
        # The check-in is left: what was not asked cannot be ticked.
        terminal.wait_until(lambda screen: re.search(r"From yesterday(, Fri 20 +| )1\b", screen) is not None)
    assert set(states(home, MORNING, day=0).values()) >= {"done"}
    assert (home / "settings.toml").read_text("utf-8") == 'loud = "bell"\n'
