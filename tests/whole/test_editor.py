"""The app left for an editor in a real terminal, and come back to."""

import re
import sys
from pathlib import Path

import pytest

from tests.support.running import FOOT, app, shell

NOW = "2026-11-23T08:30"
FILE = "checklists/picosure-face.yaml"
EDITOR = """import signal, sys, termios
from pathlib import Path
signal.signal(signal.SIGINT, signal.SIG_IGN)
modes = termios.tcgetattr(0)[3]
plain = bool(modes & termios.ICANON and modes & termios.ECHO)
print("plain terminal" if plain else "not plain", sys.argv[1:-1], flush=True)
answer = input("What now? ")
file = Path(sys.argv[-1])
file.write_text(file.read_text("utf-8").replace("# Take", f"{answer}\\n# Take", 1), "utf-8")
"""


def test_the_editor_has_the_terminal_and_what_it_wrote_is_shown(day_three: Path, tmp_path: Path) -> None:
    script = tmp_path / "vim"
    script.write_text(f"#!{sys.executable}\n{EDITOR}", "utf-8")
    script.chmod(0o700)
    with app(day_three, NOW, EDITOR=str(script)) as terminal:
        terminal.press("e")
        terminal.wait_for("Make my own over it")
        terminal.press("1")
        terminal.wait_for("What now?")
        assert "plain terminal ['+" in terminal.text
        assert terminal.left_on == []
        terminal.press("ctrl+c")
        terminal.rest(0.1)
        terminal.press(*"remove: [face-no-such]", "enter")
        terminal.wait_for("no rule is called")
        terminal.press("2")
        terminal.wait_for("Left as it is")
        terminal.wait_for("Until that is mended")
        terminal.press("q")
        assert terminal.wait_end() == 0
        assert terminal.left_on == []
    assert "\nremove: [face-no-such]\n" in (day_three / FILE).read_text("utf-8")


SHELL = """#!/bin/sh
printf '%s\\n' "$@" >"{words}"
{does}
"""


@pytest.mark.parametrize(
    ("name", "arguments", "does", "says", "words"),
    [
        ("", "", "", "The editor cannot be run (no such file or directory): vim-not-here.", None),
        ("a folder", "", None, "The editor cannot be run (permission denied): ", None),
        ("fails", "-n", "exit 3", "fails ended with 3.", ["-n", FILE]),
        ("dies", "", "kill -9 $$", "dies was ended from outside (signal 9).", [FILE]),
        ("code", "--wait", "sleep 0.3", FOOT, ["--wait", "--goto", f"{FILE}:N"]),
        ("vim", "-u 'no such file'", "", FOOT, ["-u", "no such file", "+N", FILE]),
    ],
    ids=lambda each: each if isinstance(each, str) and " " not in each else None,
)
def test_whatever_becomes_of_the_editor_the_app_has_its_terminal_back(
    day_three: Path,
    tmp_path: Path,
    name: str,
    arguments: str,
    does: str | None,
    says: str,
    words: list[str] | None,
) -> None:
    assert shell(day_three, "checklist", "new", "picosure-face").code == 0
    file, notes = day_three / FILE, tmp_path / "words"
    before = file.read_bytes()
    program = tmp_path / "my editors" / name
    program.parent.mkdir(exist_ok=True)
    if does is None:
        program.mkdir()
    elif name:
        program.write_text(SHELL.format(words=notes, does=does), "utf-8")
        program.chmod(0o700)
    command = f"'{program}' {arguments}" if name else "vim-not-here"
    with app(day_three, NOW, EDITOR=command) as terminal:
        terminal.press("home", "down", "e")
        terminal.wait_for(says)
        terminal.wait_for(FOOT)
        # It hears keys, and draws.
        terminal.press("c")
        terminal.wait_for("emergency number")
        terminal.press("escape")
        terminal.wait_for("emergency number", gone=True)
        terminal.press("q")
        assert terminal.wait_end() == 0
        assert terminal.left_on == []
        assert b"Traceback" not in terminal.raw
    assert file.read_bytes() == before
    if words is not None:
        # A line for the rule stood where it was opened, and is gone again.
        typed = re.sub(r"([+:])\d+$", r"\g<1>N", notes.read_text("utf-8"), flags=re.MULTILINE)
        assert typed.splitlines() == [word.replace(FILE, str(file)) for word in words]
