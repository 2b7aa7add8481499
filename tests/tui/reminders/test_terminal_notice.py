"""The bytes of a notice, by terminal; through tmux; and what is said where none comes up."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checklists.text import cells
from tests.support.running import ROOT
from tests.support.terminal import PATIENCE, Terminal
from tui.reminders.terminal_notice import osc_text, terminal_notice

TEXT = "Aftercare: 3 things"


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"TERM": "xterm-kitty"}, f"\x1b]99;i=afterglow;{TEXT}\x1b\\"),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, f"\x1b]99;i=afterglow;{TEXT}\x1b\\"),
        ({"TERM": "xterm-ghostty", "SSH_TTY": "/dev/pts/1"}, f"\x1b]777;notify;Afterglow;{TEXT}\x1b\\"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, f"\x1b]777;notify;Afterglow;{TEXT}\x1b\\"),
        ({"TERM": "foot-extra"}, f"\x1b]777;notify;Afterglow;{TEXT}\x1b\\"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, f"\x1b]9;{TEXT}\x1b\\"),
        ({"TERM": "xterm-256color", "LC_TERMINAL": "iTerm2", "SSH_TTY": "x"}, f"\x1b]9;{TEXT}\x1b\\"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WarpTerminal"}, f"\x1b]9;{TEXT}\x1b\\"),
    ],
)
def test_each_terminal_has_its_own_words(environ: dict[str, str], expected: str) -> None:
    assert terminal_notice(environ).sequence(TEXT) == expected


@pytest.mark.parametrize(
    ("environ", "reason"),
    [
        ({"TERM": "xterm-256color"}, "This terminal (xterm-256color) is not known to show notices."),
        ({"TERM_PROGRAM": "vscode", "TERM": "x"}, "This terminal (vscode) is not known to show notices."),
        ({}, "This terminal is not known to show notices."),
        ({"TERM": "screen.xterm-256color"}, "GNU screen lets no notice through."),
        ({"TERM": "xterm-kitty", "TMUX": "/nowhere,1,0"}, "tmux does not say which terminal it is in."),
    ],
)
def test_where_none_is_shown_it_is_said_why(environ: dict[str, str], reason: str) -> None:
    notice = terminal_notice({**environ, "PATH": "/nowhere"})
    assert (notice.osc, notice.reason) == (None, reason)
    with pytest.raises(ValueError, match=r"\.$"):
        notice.sequence(TEXT)


@given(st.text(st.characters(blacklist_categories=["Cs"])))
@example("0" * 120 + "\u0300")
def test_the_text_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    words = osc_text(text)

    assert words.isprintable()
    assert ";" not in words
    assert cells(words) <= 120


def test_the_text_stays_readable() -> None:
    assert osc_text("4;50;1\x1b]0;x\x07\n Wäsche  \u202ewash") == "4,50,1 ]0,x Wäsche wash"


NOTIFYING = """
import os, sys
from tui.reminders.terminal_notice import terminal_notice
notice = terminal_notice(os.environ)
print(notice.reason if notice.osc is None else notice.sequence("Aftercare: 3 things"), end="", flush=True)
input()
"""


@pytest.mark.parametrize("setting", ["on", "off"])
def test_through_tmux_it_comes_out_where_tmux_lets_it_and_else_it_is_said_how(
    tmp_path: Path, setting: str
) -> None:
    if not all(map(shutil.which, ("tmux", "tic", "infocmp"))):
        pytest.skip("no tmux, or no tic")
    described = subprocess.run(["infocmp", "xterm-256color"], capture_output=True, text=True, check=True)
    kitty = tmp_path / "kitty.ti"
    kitty.write_text(described.stdout.replace("xterm-256color", "xterm-kitty"), "utf-8")
    subprocess.run(["tic", "-x", "-o", tmp_path / "terminfo", kitty], check=True, stderr=subprocess.DEVNULL)
    conf = tmp_path / "tmux.conf"
    conf.write_text(f"set -g allow-passthrough {setting}\n", "utf-8")
    inside = [sys.executable, "-c", NOTIFYING]
    command = ["tmux", "-S", str(tmp_path / "socket"), "-f", str(conf), "new-session", *inside]
    env = {"TERM": "xterm-kitty", "TERMINFO": str(tmp_path / "terminfo"), "PYTHONPATH": str(ROOT)}
    with Terminal(command, env=env) as terminal:
        if setting == "off":
            terminal.wait_for("To let them through: tmux set -g allow-pas")
        expected = b"\x1b]99;i=afterglow;Aftercare: 3 things\x1b\\"
        until = time.monotonic() + PATIENCE
        while setting == "on" and expected not in terminal.raw and time.monotonic() < until:
            terminal.read(0.1)
        assert (expected in terminal.raw) is (setting == "on")
        assert "Aftercare" not in terminal.text
        terminal.press("enter")
