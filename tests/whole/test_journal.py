"""A journal that cannot be used: the app says so, commands exit 4, and the file is as it was."""

import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.running import ENV, FOOT, app, is_whole, shell, states
from tests.support.terminal import Terminal, afterglow
from tui.themes import GLYPHS

NOW = "2026-11-23T08:05"
TICKED, OPEN = f"{GLYPHS.done} Wash gently", f"{GLYPHS.open} Wash gently"
TROUBLE = "The journal cannot be used now"

BOUND = """
import ctypes, os, sys
for capability in (1, 2):  # DAC_OVERRIDE, DAC_READ_SEARCH
    if os.geteuid() == 0 and ctypes.CDLL(None).prctl(24, capability, 0, 0, 0):
        sys.exit("cannot be bound")
os.execvp(sys.argv[1], sys.argv[1:])
"""
"""Runs a program that permissions bind, also where root runs the tests."""

FULL = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
# Python would keep the first 4096 bytes of what it compiles, and stumble over them ever after.
os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
os.execvp(sys.argv[1], sys.argv[1:])
"""
"""Runs a program that can write 4096 bytes to a file and no more, until the limit is taken away."""

linux = pytest.mark.skipif(sys.platform != "linux", reason="bound in ways that only Linux has")


def under(code: str, home: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-c", code, *afterglow(home, *arguments)]


def refused(code: str, home: Path, said: str) -> None:
    """Hold a command that writes to one sentence and exit code 4."""
    command = under(code, home, "--now", NOW, "tick", "face-cleanse/morning")
    done = subprocess.run(command, env={**os.environ, **ENV}, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (4, "", 1)
    assert said in done.stderr


def overwrite(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:20000] = os.urandom(20000 - 4096)
    path.write_bytes(content)


def from_the_future(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 999")


def other_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE mail (x)")


def not_a_database(path: Path) -> None:
    path.write_bytes(b"Dear diary,\n" * 400)


SPOILT = [
    (overwrite, "is damaged", "Put one in its place"),
    (from_the_future, "was written by a newer Afterglow", "Install the newer Afterglow"),
    (other_program, "another program's database", "Move the file away"),
    (not_a_database, "is damaged", "Put one in its place"),
]


@pytest.mark.parametrize(("spoil", "said", "advice"), SPOILT, ids=lambda each: getattr(each, "__name__", ""))
def test_a_journal_that_cannot_be_read_is_left_as_it_is(
    day_three: Path, spoil: Callable[[Path], None], said: str, advice: str
) -> None:
    journal = day_three / "journal.sqlite"
    whole = journal.read_bytes()
    spoil(journal)
    spoilt = journal.read_bytes()
    with app(day_three, NOW, (100, 30), TROUBLE) as terminal:
        text = " ".join(terminal.settle().split())
        assert said in text
        assert advice in text
        terminal.press("r")
        terminal.wait_for("Tried again: it is still so.")
        terminal.press("c")
        terminal.wait_for("emergency number")
        terminal.press("escape")
        for arguments in (
            ("today",),
            ("tick", "face-cleanse"),
            ("undo", "--start"),
            ("due",),
            ("export", "json"),
        ):
            ended = shell(day_three, *arguments, now=NOW, code=4)
            assert (ended.out, ended.err.count("\n")) == ("", 1)
            assert said in ended.err
        assert journal.read_bytes() == spoilt
        journal.write_bytes(whole)
        # It looks by itself: a key could be one of the day that it goes back to.
        terminal.wait_for(OPEN)
        terminal.press("q")
        assert terminal.wait_end() == 0


def test_a_journal_that_is_spoilt_while_the_app_runs_is_noticed(day_three: Path) -> None:
    journal = day_three / "journal.sqlite"
    whole = journal.read_bytes()
    with app(day_three, NOW) as terminal:
        not_a_database(journal)
        terminal.press("space")
        terminal.wait_for(TROUBLE)
        journal.write_bytes(whole)
        terminal.wait_for(TICKED)
    assert states(day_three, NOW)["face-cleanse/morning"] == "done"


@linux
def test_a_read_only_journal_is_shown_and_nothing_is_written(day_three: Path) -> None:
    journal = day_three / "journal.sqlite"
    before = journal.read_bytes()
    journal.chmod(0o400)
    day_three.chmod(0o500)
    try:
        with Terminal(under(BOUND, day_three, "--now", NOW), env=ENV) as terminal:
            terminal.wait_for(FOOT)
            terminal.press("down", "space")
            terminal.wait_for(TROUBLE)
            assert "read-only" in terminal.text
            refused(BOUND, day_three, "read-only")
            assert journal.read_bytes() == before
            journal.chmod(0o600)
            day_three.chmod(0o700)
            terminal.wait_for(OPEN)
            terminal.press("space")
            terminal.wait_for(GLYPHS.done)
    finally:
        day_three.chmod(0o700)
    assert is_whole(day_three)


@linux
def test_on_a_full_disk_nothing_is_lost_and_nothing_said_to_be_done(day_three: Path) -> None:
    journal = day_three / "journal.sqlite"
    before = journal.read_bytes()
    with Terminal(under(FULL, day_three, "--now", NOW), env=ENV) as terminal:
        terminal.wait_for(FOOT)
        terminal.press("home", "down", "space")
        terminal.wait_for(TROUBLE)
        terminal.wait_for("Make room on the disk")
        assert TICKED not in terminal.text
        refused(FULL, day_three, "so nothing was recorded")
        assert journal.read_bytes() == before
        terminal.press("r")
        terminal.wait_for("Tried again: it is still so.")
        resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        terminal.wait_for(TICKED)
    assert states(day_three, NOW)["face-cleanse/morning"] == "done"


@linux
def test_a_full_disk_at_the_end_of_start_keeps_what_was_said(home: Path) -> None:
    with Terminal(under(FULL, home, "--now", "2026-11-20T16:40"), env=ENV) as terminal:
        terminal.wait_for("PICOPLUS")
        terminal.press("enter")
        terminal.wait_for("[ ] Make-up")
        terminal.press("space", "enter")
        terminal.wait_for("Quiet")
        terminal.press("end")
        terminal.wait_for("enter show today")
        terminal.press("enter")
        terminal.wait_for("Not begun yet.")
        assert not (home / "journal.sqlite").exists()
        resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        terminal.press("enter")
        terminal.wait_for("Day 0")
    (recovery,) = shell(home, "export", "json").json["recoveries"]
    assert recovery["now"]["answers"]["habits"]["value"] == ["makeup"]
