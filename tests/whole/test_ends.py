"""However it ends: nothing is lost, nothing is left behind in the terminal, and there is no traceback."""

import os
import random
import signal
import subprocess
from pathlib import Path

import pytest

from tests.support.running import ENV, FOOT, app, is_whole, shell, states
from tests.support.terminal import Terminal, afterglow
from tui.themes import GLYPHS

NOW = "2026-11-23T08:05"
TICKED = f"{GLYPHS.done} Wash gently"
SCREENS = {"": FOOT, "p": "Plan · PicoSure", "?": "q quit", "c": "emergency number", "i": "Check-in"}
QUESTIONS = {"s": "why, if you like", "l": "With what is next"}
FAULTS = (b"Traceback", b"Exception", b"fault in Afterglow")


def ticked(home: Path) -> Terminal:
    """Today, with the first row ticked."""
    terminal = app(home, NOW)
    terminal.press("down", "down", "g", "home", "down", "space")
    terminal.wait_for(TICKED)
    return terminal


def well(terminal: Terminal, home: Path) -> None:
    """Hold what is left behind to be as it was found, and what was ticked to be there."""
    assert terminal.left_on == []
    assert not any(fault in terminal.raw for fault in FAULTS)
    assert states(home, NOW)["face-cleanse/morning"] == "done"


@pytest.mark.parametrize("how", ["q", "ctrl+c"])
def test_it_is_left_from_any_screen_with_a_word(day_three: Path, how: str) -> None:
    for over, shows in SCREENS.items():
        with ticked(day_three) if not over else app(day_three, NOW) as terminal:
            terminal.press(over)
            terminal.wait_for(shows)
            terminal.press(how)
            assert terminal.wait_end() == 0
            assert "See you at 09:00." in terminal.text
            well(terminal, day_three)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_it_is_asked_to(day_three: Path, how: signal.Signals) -> None:
    for over, shows in {"": FOOT, **QUESTIONS}.items():
        with ticked(day_three) if not over else app(day_three, NOW) as terminal:
            terminal.press("end", "g", over)
            terminal.wait_for(shows)
            terminal.kill(how)
            assert terminal.wait_end() == 0, terminal.text
            well(terminal, day_three)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT, signal.SIGTERM])
def test_asked_twice_it_leaves_the_terminal_clean_all_the_same(day_three: Path, how: signal.Signals) -> None:
    with ticked(day_three) as terminal:
        terminal.kill(how)
        terminal.kill(how)
        assert terminal.wait_end() == 0, terminal.text
        well(terminal, day_three)


def test_hung_up_on_while_its_terminal_is_there_it_leaves_that_clean(day_three: Path) -> None:
    with ticked(day_three) as terminal:
        terminal.press("end", "g", "n")
        terminal.wait_for("A note to")
        terminal.kill(signal.SIGHUP)
        assert terminal.wait_end() == -signal.SIGHUP
        well(terminal, day_three)


def test_ctrl_c_closes_a_question_and_keeps_nothing_of_it(day_three: Path) -> None:
    with ticked(day_three) as terminal:
        terminal.press("down", "s")
        terminal.wait_for("why, if you like")
        terminal.press(*"none", "ctrl+c")
        terminal.wait_for(FOOT)
        terminal.press("ctrl+c")
        assert terminal.wait_end() == 0
        well(terminal, day_three)
    assert "skipped" not in states(day_three, NOW).values()


def test_asked_to_end_while_it_starts_it_leaves_the_terminal_clean(day_three: Path) -> None:
    chance = random.Random(20)
    for number in range(8):
        how = (signal.SIGTERM, signal.SIGINT)[number % 2]
        with app(day_three, NOW, shows="") as terminal:
            # A moment of its own, since what is tried is every moment of a start.
            terminal.rest(chance.uniform(0.1, 0.6))
            terminal.kill(how)
            assert terminal.wait_end() in (0, 130, -how)
            assert terminal.left_on == []
            assert not any(fault in terminal.raw for fault in FAULTS)


def test_a_terminal_that_is_closed_ends_it_and_the_journal_is_whole(day_three: Path) -> None:
    with ticked(day_three) as terminal:
        terminal.press("s")
        terminal.wait_for("why, if you like")
        terminal.hang_up()
        assert terminal.wait_end() == -signal.SIGHUP
    with app(day_three, NOW) as terminal:
        terminal.press("space", "down", "space", "up", "space")
        terminal.hang_up()
        assert terminal.wait_end() == -signal.SIGHUP
    assert is_whole(day_three)
    assert states(day_three, NOW)["face-cleanse/morning"] in ("done", "open")


def test_a_closed_terminal_ends_it_even_where_hanging_up_is_ignored(day_three: Path) -> None:
    command = ["sh", "-c", 'trap "" HUP; exec "$@"', "sh", *afterglow(day_three, "--now", NOW)]
    with Terminal(command, env=ENV) as terminal:
        terminal.wait_for(FOOT)
        terminal.hang_up()
        assert terminal.wait_end() == -signal.SIGHUP


def test_killed_while_ticking_all_that_was_shown_is_there(day_three: Path) -> None:
    chance = random.Random(23)
    for _ in range(6):
        with app(day_three, NOW) as terminal:
            terminal.press("home", "down")
            for _ in range(chance.randrange(1, 4)):
                before = GLYPHS.done in terminal.line("Wash gently")
                terminal.press("space")
                terminal.wait_for(TICKED, gone=before)
            before = GLYPHS.done in terminal.line("Wash gently")
            terminal.press("space")
            shown = chance.random() < 0.5
            if shown:
                terminal.wait_for(TICKED, gone=before)
            terminal.kill()
            assert terminal.wait_end() == -signal.SIGKILL
            last = "done" if GLYPHS.done in terminal.line("Wash gently") else "open"
        assert is_whole(day_three)
        now = states(day_three, NOW)["face-cleanse/morning"]
        assert now in ({last} if shown else {"done", "open"})


def test_the_app_draws_where_the_standard_error_is_sent_to_a_file(day_three: Path, tmp_path: Path) -> None:
    command = ["sh", "-c", 'exec "$@" 2>"$0"', str(tmp_path / "log"), *afterglow(day_three, "--now", NOW)]
    with Terminal(command, env=ENV) as terminal:
        terminal.wait_for(FOOT)
        terminal.press("q")
        assert terminal.wait_end() == 0
        assert terminal.left_on == []
    assert (tmp_path / "log").read_bytes() == b""


@pytest.mark.parametrize("arguments", [("today",), ("export", "json"), ("plan",), ("call",), ("--help",)])
def test_a_standard_output_that_closes_is_no_fault(day_three: Path, arguments: tuple[str, ...]) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    command = afterglow(day_three, "--now", NOW, *arguments)
    done = subprocess.run(
        command, stdout=writes, stderr=subprocess.PIPE, env={**os.environ, **ENV}, timeout=60
    )
    os.close(writes)
    assert (done.returncode, done.stderr) == (0, b"")
    assert shell(day_three, "due", now=NOW).out
