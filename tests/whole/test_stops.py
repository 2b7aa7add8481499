"""Put aside with ctrl+z as any program in a shell, and brought back as it was."""

import shlex
from pathlib import Path

from tests.support.running import ENV, FOOT
from tests.support.terminal import PATIENCE, Terminal, afterglow

NOW = "2026-11-23T08:55"


def test_ctrl_z_gives_the_shell_back_a_clean_terminal_and_fg_draws_the_whole_day(day_three: Path) -> None:
    shell = ["bash", "--norc", "--noprofile", "-i"]
    with Terminal(shell, env={**ENV, "PS1": "ready:", "HISTFILE": "/dev/null"}) as terminal:
        terminal.wait_for("ready:")
        terminal.press(shlex.join(afterglow(day_three, "--now", NOW)), "enter")
        terminal.wait_for(FOOT)
        terminal.settle()
        terminal.press("ctrl+z")
        terminal.wait_for("Stopped")
        # Bash has raw keys and takes pastes itself.
        assert not {"alternate screen", "mouse", "hidden cursor"} & set(terminal.left_on)
        before = len(terminal.raw)
        terminal.press("fg", "enter")
        # The emulator keeps but one screen, and so what it shows does not say who has the terminal.
        while "alternate screen" not in terminal.left_on:
            assert terminal.read(PATIENCE)
        terminal.settle()
        assert b"Monday 23 November" in terminal.raw[before:]
        terminal.press("space")
        terminal.wait_for("Ticked. u undoes.")
        terminal.press("q")
        terminal.wait_for("See you at 09:00.")
