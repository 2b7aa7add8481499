"""`afterglow` as shells, status bars and cron find it: by its name, among the programs."""

import os
import shlex
import sys
from pathlib import Path

from tests.support.commands import Shell

ROOT = Path(__file__).parents[2]


def put_on_path(folder: Path, home: Path, *arguments: str) -> dict[str, str]:
    """Make an `afterglow` that keeps to a home, and give the environment that finds it.

    Args:
        arguments: What it is given before all else, such as `--now`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "afterglow"
    words = shlex.join([sys.executable, "-m", "tui", *arguments])
    program.write_text(
        f"#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT))} AFTERGLOW_HOME={shlex.quote(str(home))} "
        f'exec {words} "$@"\n',
        "utf-8",
    )
    program.chmod(0o755)
    return {"PATH": f"{folder}:{os.environ['PATH']}", "HOME": str(folder), "TZ": "Europe/Berlin"}


def since_yesterday(home: Path) -> None:
    """Begin a recovery on the day before, by the machine's own clock: a shell asks by no other."""
    started = Shell(home, now=None)("start", "picosure-face", "--on", "yesterday 10:00")
    assert started.code == 0, started.err
