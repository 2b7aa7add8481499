"""The program as a person runs it: the app in a terminal of its own, and commands from another shell."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.support.commands import Ended
from tests.support.terminal import Terminal, afterglow

ROOT = Path(__file__).parents[2]
ENV = {"TZ": "Europe/Berlin", "PYTHONPATH": str(ROOT)}
FOOT = "when to call"
"""Stands at the foot of Today at 80x24."""
COMES = 300.0
"""Seconds in which the moment comes that `shortly_before` was asked about, on however slow a machine."""

_START = 25
"""An app that starts takes as long as this many prints of the version, with much to spare."""


def app(home: Path, now: str, size: tuple[int, int] = (80, 24), shows: str = FOOT, **env: str) -> Terminal:
    """Open the app in a terminal, and wait until it shows something.

    Args:
        home: What the program works with.
        now: The moment it rehearses, in Berlin; empty is the real one.
        size: Columns and rows.
        shows: What to wait for; empty waits for nothing.
        env: Added to a bare environment.
    """
    moment = ("--now", now) if now else ()
    terminal = Terminal(afterglow(home, *moment), size, {**ENV, **env})
    if shows:
        try:
            terminal.wait_for(shows)
        except AssertionError:
            terminal.close()
            raise
    return terminal


def shortly_before(moment: str, apps: int = 1) -> str:
    """A moment before another one, so near that little is waited and so far that some apps are open by then.

    How far that is follows from how long it takes to print the version on this machine now.
    """
    began = time.perf_counter()
    command = [sys.executable, "-m", "tui", "--version"]
    subprocess.run(command, env={**os.environ, **ENV}, stdout=subprocess.DEVNULL, check=True)
    margin = 1.5 + (time.perf_counter() - began) * _START * apps
    return (datetime.fromisoformat(moment) - timedelta(seconds=margin)).isoformat()


def shell(home: Path, *arguments: str, now: str = "", code: int = 0, **env: str) -> Ended:
    """Run a command in a process of its own, as another shell does, and hold it to its exit code.

    Raises:
        AssertionError: If it ends with another one, with what it said.
    """
    moment = ("--now", now) if now else ()
    command = [sys.executable, "-m", "tui", "--home", str(home), *moment, *arguments]
    environ: Mapping[str, str] = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", **ENV, **env}
    done = subprocess.run(command, capture_output=True, text=True, env=environ, timeout=60)
    assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
    return Ended(done.returncode, done.stdout, done.stderr)


def today(home: Path, now: str, *more: str) -> Any:
    """What `today --json` says at a moment."""
    return shell(home, "today", "--json", *more, now=now).json


def states(home: Path, now: str, day: int | None = None) -> dict[str, str]:
    """The state of every item of a day, by `rule/slot`; without one, of the day it is."""
    which = () if day is None else ("--day", str(day))
    return {item["key"].partition("/")[2]: item["state"] for item in today(home, now, *which)["items"]}


def is_whole(home: Path) -> bool:
    """Whether SQLite itself finds nothing wrong with the journal, once it has taken back what was cut off."""
    with closing(sqlite3.connect(f"{(home / 'journal.sqlite').as_uri()}?mode=rw", uri=True)) as db:
        return [row[0] for row in db.execute("PRAGMA integrity_check")] == ["ok"]
