"""The app against a bare Textual app, in one run: start, key press, memory, idle.

Run: `python -m tests.bench.bench_app [start] [press] [memory] [idle] [entries]`, from the top folder. Nothing
named is everything; `idle` takes a minute.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.apps import BERLIN, at, make_session, shipped
from tests.bench.figures import alternate, ratio_line
from tests.terminal import Terminal, afterglow
from tui.journal import Draft, Journal, Topic

NOW = "2026-11-21T08:55"
ENV = {"TZ": "Europe/Berlin", "PYTHONPATH": str(Path(__file__).parents[2])}
SIZE = (80, 40)
BARE = [sys.executable, "-m", "tests.bench.bare"]


def home_with_a_day(folder: Path, name: str) -> Path:
    """A home whose day 1 has every rule on: every answer "not sure"."""
    home = folder / name
    session = make_session(home, NOW, of=shipped(), answers={}, begun="2026-11-21T05:00")
    session.journal.close()
    return home


def ours(home: Path) -> Callable[[], Terminal]:
    return lambda: Terminal(afterglow(home, "--now", NOW), SIZE, ENV)


def bare() -> Terminal:
    return Terminal(BARE, SIZE, ENV)


def started(start: Callable[[], Terminal], shows: str) -> Callable[[], float]:
    """Milliseconds from the command to the first key answered."""

    def measure() -> float:
        with start() as terminal:
            terminal.wait_for(shows)
            press(terminal)
            return (time.perf_counter() - terminal.started) * 1000

    return measure


def press(terminal: Terminal) -> float:
    """Press space, and give the milliseconds until the screen was drawn anew."""
    # By what was written and not by the text on it: the bare app shows a tick by colour alone.
    before = len(terminal.raw)
    pressed = time.perf_counter()
    terminal.press("space")
    while len(terminal.raw) == before:
        terminal.read(1.0)
    return (time.perf_counter() - pressed) * 1000


def presses(start: Callable[[], Terminal], shows: str, count: int) -> list[float]:
    with start() as terminal:
        terminal.wait_for(shows)
        settle(terminal, 1.5)
        found = []
        for _ in range(count):
            found.append(press(terminal))
            settle(terminal, 0.1)
        return found


def settle(terminal: Terminal, seconds: float) -> None:
    ends = time.perf_counter() + seconds
    while (left := ends - time.perf_counter()) > 0:
        terminal.read(left)


def memory(start: Callable[[], Terminal], shows: str) -> Callable[[], float]:
    """MiB resident, two seconds after the first paint."""

    def measure() -> float:
        with start() as terminal:
            terminal.wait_for(shows)
            settle(terminal, 2.0)
            status = Path(f"/proc/{terminal.pid}/status").read_text("utf-8")
            kib = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
            return int(kib) / 1024

    return measure


def idle(seconds: float, *starts: tuple[Callable[[], Terminal], str]) -> list[float]:
    """Percent of one core that each program takes while nothing happens, side by side."""
    terminals = [start() for start, _ in starts]
    for terminal, (_, shows) in zip(terminals, starts, strict=True):
        terminal.wait_for(shows)
        settle(terminal, 3.0)
    before = [busy(terminal.pid) for terminal in terminals]
    ends = time.perf_counter() + seconds
    while time.perf_counter() < ends:
        for terminal in terminals:
            settle(terminal, 0.5)
    found = [(busy(each.pid) - spent) / seconds * 100 for each, spent in zip(terminals, before, strict=True)]
    for terminal in terminals:
        terminal.close()
    return found


def busy(pid: int) -> float:
    """Seconds of processor time a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def fill(home: Path, entries: int) -> None:
    """Ten years of entries: a recovery every 90 days, before the one that runs."""
    journal = Journal.open(home / "journal.sqlite")
    begins, each = at(NOW) - timedelta(days=3650), entries // 3650
    for day in range(3650):
        moment = begins + timedelta(days=day)
        drafts = [draft(moment, f"rule-{index}") for index in range(each)]
        journal.record(f"older-{day // 90}", "tick", "tick", drafts, recorded=moment)
    journal.close()


def draft(moment: datetime, rule: str) -> Draft:
    day = f"{moment:%Y-%m-%d}"
    value = {"state": "done", "title": rule}
    return Draft(
        Topic.ITEM,
        f"{day}/{rule}/morning",
        value,
        moment.astimezone(UTC),
        day,
        f"{moment:%Y-%m-%dT%H:%M}",
        BERLIN.key,
    )


def main() -> None:
    """Print a line for every row of the table that is asked for."""
    wanted = set(sys.argv[1:]) or {"start", "press", "memory", "idle", "entries"}
    with tempfile.TemporaryDirectory() as folder:
        home = home_with_a_day(Path(folder), "home")
        app = ours(home)
        shows, line = "when to call", "Line 20"
        if "start" in wanted:
            mine, theirs = alternate(11, started(app, shows), started(bare, line))
            print_line(ratio_line("start to the first key answered", mine, theirs, 1.6))
        if "press" in wanted:
            mine, theirs = presses(app, shows, 40), presses(bare, line, 40)
            print_line(ratio_line("key to the ticked row", mine, theirs, 1.5))
        if "memory" in wanted:
            mine, theirs = alternate(5, memory(app, shows), memory(bare, line))
            print_line(ratio_line("memory on Today", mine, theirs, 1.6, "MiB"))
        if "idle" in wanted:
            one, other = idle(60.0, (app, shows), (bare, line))
            print_line(f"idle for a minute: {one:.2f} % of a core, bare app {other:.2f} % (goal now 0.3 %)")
        if "entries" in wanted:
            full = home_with_a_day(Path(folder), "full")
            fill(full, 200_000)
            mine, theirs = alternate(11, started(ours(full), shows), started(app, shows))
            print_line(ratio_line("opening with 200,000 entries", mine, theirs, 1.1))


def print_line(line: str) -> None:
    """At once, since a benchmark takes its time."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
