"""Several programs on one journal: each sees within moments what the others did."""

from contextlib import ExitStack
from pathlib import Path

from tests.support.running import app, is_whole, shell, states
from tui.themes import GLYPHS

NOW = "2026-11-23T08:05"
SOON = 6.0
"""Seconds in which an act elsewhere must be seen: the app looks every two."""


def test_two_apps_and_a_shell_share_a_day(day_three: Path) -> None:
    with ExitStack() as stack:
        one, other = (stack.enter_context(app(day_three, NOW)) for _ in range(2))

        shell(day_three, "tick", "face-cleanse/morning", now=NOW)
        for each in (one, other):
            each.wait_for("✓ Wash gently", seconds=SOON)

        other.click_on("○ Moisturise")
        other.wait_for("✓ Moisturise")
        one.wait_for("✓ Moisturise", seconds=SOON)
        assert states(day_three, NOW)["face-moisturise/morning"] == "done"

        one.press("u")
        one.wait_for("Undid: tick 'Moisturise', morning, day 3.")
        other.wait_for("○ Moisturise", seconds=SOON)
        other.press("U")
        other.wait_for("Did again: tick 'Moisturise', morning, day 3.")
        one.wait_for("✓ Moisturise", seconds=SOON)
    assert is_whole(day_three)


def test_undo_after_another_program_acted_says_what_that_did(day_three: Path) -> None:
    with app(day_three, NOW) as terminal:
        terminal.click_on("○ Moisturise")
        terminal.wait_for("✓ Moisturise")
        shell(day_three, "skip", "face-cleanse/morning", "--because", "none left", now=NOW)
        # At once, before the app looks again.
        terminal.press("u")
        terminal.wait_for("Left as it is. Elsewhere since: skip 'Wash gently")
        terminal.wait_for(f"{GLYPHS.skipped} Wash gently", seconds=SOON)
        assert states(day_three, NOW)["face-moisturise/morning"] == "done"
        terminal.press("u")
        terminal.wait_for("Undid: skip 'Wash gently")
        assert states(day_three, NOW)["face-cleanse/morning"] == "open"
