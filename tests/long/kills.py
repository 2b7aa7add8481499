"""Programs killed at any moment, and not one act lost that they had confirmed.

Run: `python -m tests.long.kills [KILLS]`, from the top folder. Of a hundred programs ninety-nine are commands
and one is the app with keys; a command is confirmed by what it says, a key by what the screen says. Ends with
1 if anything that was confirmed is not there, or the journal is not well.
"""

import os
import random
import re
import signal
import sys
import tempfile
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from tests.support.commands import START
from tests.support.running import app
from tui.journal import Journal, Topic

NOW = "2026-11-23T08:55"
APPS = 100
"""One program in so many is the app."""


def command(home: Path, *arguments: str, within: float | None = None) -> str:
    """Run a command in a process of its own, without the start of Python, and give all it wrote.

    Args:
        within: Seconds at most until it is killed; None lets it end.
    """
    reads, writes = os.pipe()
    process = os.fork()
    if process == 0:
        os.dup2(writes, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.close(reads)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8")
        from tui.cli.group import main

        with suppress(SystemExit):
            main(["--home", str(home), "--now", NOW, *arguments], prog_name="afterglow")
        os._exit(0)
    os.close(writes)
    if within is not None:
        time.sleep(random.uniform(0, within))
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    with os.fdopen(reads, encoding="utf-8", errors="replace") as stream:
        text = stream.read()
    os.waitpid(process, 0)
    return text


def kill_app(home: Path, number: int) -> str:
    """Write a note in the app, which its screen confirms, and kill it in the midst of the next one."""
    with app(home, NOW) as terminal:
        for text in (confirmed := f"app{number}x", "another"):
            terminal.press("n")
            terminal.wait_for("A note to")
            terminal.settle()
            terminal.press(*text, "\r")
            if text == confirmed:
                terminal.wait_for("Noted. u undoes.")
        time.sleep(random.uniform(0, 0.05))
        terminal.kill()
    return confirmed


def main() -> int:
    """Kill, and count what is missing."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    random.seed(kills)
    for name in ("tui.cli.acts", "tui.files.status", "tui.recovery.acts"):
        import_module(name)

    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        assert "Started" in command(home, *START)
        confirmed, killed = list[str](), 0
        began = time.perf_counter()
        command(home, "note", "first")
        span = (time.perf_counter() - began) * 1.2
        for number in range(kills):
            if number % APPS == APPS - 1:
                confirmed.append(kill_app(home, number))
                killed += 1
                continue
            said = command(home, "note", f"note{number}x", within=span)
            killed += not said
            if said.startswith("Noted, day 3."):
                confirmed.append(f"note{number}x")
            if number % 500 == 0:
                # The notes of a day are numbered on from the last, and a day is read whole.
                sys.stdout.write(f"{number} of {kills}: {len(confirmed)} confirmed\n")
                sys.stdout.flush()
        with Journal.open(home / "journal.sqlite") as journal:
            # A note to an item takes the place of the one before it, which stays in the journal all the same.
            entries = journal.timeline("picosure-face", Topic.NOTE)
            notes = {entry.value["text"] for entry in entries if entry.value}
            faults = [fault for fault in journal.check() if not re.search("permissions", fault)]
        # What is typed in the app is added to the item's note.
        written = " ".join(notes)
        lost = [text for text in confirmed if text not in written]
    sys.stdout.write(
        f"{kills} kills, {killed} before the end; {len(confirmed)} confirmed, {len(lost)} lost\n"
    )
    sys.stdout.write("".join(f"{each}\n" for each in [*lost[:20], *faults]))
    return int(bool(lost or faults))


if __name__ == "__main__":
    sys.exit(main())
