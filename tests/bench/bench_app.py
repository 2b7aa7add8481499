"""The app against a bare Textual app, in one run: start, key press, memory, idle.

Run: `python -m tests.bench.bench_app [start] [press] [memory] [idle] [entries]`, from the top folder. Nothing
named is everything; `idle` takes a minute.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from tests.bench.figures import alternate, ratio_line
from tests.support.apps import BERLIN, at, make_context, shipped
from tests.support.terminal import Terminal, afterglow
from tui.journal import Draft, Journal, Topic
from tui.themes import GLYPHS

NOW = "2026-11-21T08:55"
ENV = {"TZ": "Europe/Berlin", "PYTHONPATH": str(Path(__file__).parents[2])}
SIZE = (80, 40)
BARE = [sys.executable, "-m", "tests.bench.bare"]


def home_with_a_day(folder: Path, name: str) -> Path:
    """A home whose day 1 has every rule on: every answer "not sure"."""
    home = folder / name
    context = make_context(home, NOW, of=shipped(), answers={}, begun="2026-11-21T05:00")
    context.journal.close()
    return home


def ours(home: Path) -> Callable[[], Terminal]:
    return lambda: Terminal(afterglow(home, "--now", NOW), SIZE, ENV)


def bare() -> Terminal:
    return Terminal(BARE, SIZE, ENV)


Answered = Callable[[], bool]


class Program(NamedTuple):
    """One of the two that are compared."""

    start: Callable[[], Terminal]
    shows: str
    """What is there when it can be used."""
    awaits: Callable[[Terminal], Answered]
    """Looks at the row under the cursor, and says what tells that a key has toggled it."""


def ours_toggled(terminal: Terminal) -> Answered:
    """By the other mark of the row, which is drawn from what was read back from the journal."""
    other = GLYPHS.open if GLYPHS.done in terminal.line(GLYPHS.cursor) else GLYPHS.done
    return written(terminal, other)


def bare_toggled(terminal: Terminal) -> Answered:
    """By the line itself, since a toggled one differs in colour alone."""
    return written(terminal, "Line 0")


def written(terminal: Terminal, text: str) -> Answered:
    """Whether a text was written since. Looking at the screen would take as long as what is measured."""
    before = len(terminal.raw)
    return lambda: text.encode() in terminal.raw[before:]


def started(program: Program) -> Callable[[], float]:
    """Milliseconds from the command to the first key answered."""

    def measure() -> float:
        with program.start() as terminal:
            terminal.wait_for(program.shows)
            press(terminal, program)
            took = (terminal.heard - terminal.started) * 1000
            # Back as it was, for the next one to find.
            terminal.settle()
            press(terminal, program)
            terminal.settle()
            return took

    return measure


def press(terminal: Terminal, program: Program) -> float:
    """Press space, and give the milliseconds until its row is drawn anew."""
    answered, pressed = program.awaits(terminal), time.perf_counter()
    terminal.press("space")
    while not answered():
        if not terminal.read(5.0):
            raise RuntimeError(f"no answer to a key:\n{terminal.text}")
    return (terminal.heard - pressed) * 1000


def presses(program: Program) -> Generator[float]:
    """Milliseconds of one key after the other, in one program."""
    with program.start() as terminal:
        terminal.wait_for(program.shows)
        terminal.rest(1.5)
        while True:
            yield press(terminal, program)
            terminal.rest(0.1)


def memory(program: Program) -> Callable[[], float]:
    """MiB resident, two seconds after the first paint."""

    def measure() -> float:
        with program.start() as terminal:
            terminal.wait_for(program.shows)
            terminal.rest(2.0)
            status = Path(f"/proc/{terminal.pid}/status").read_text("utf-8")
            kib = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
            return int(kib) / 1024

    return measure


def idle(seconds: float, *programs: Program) -> list[float]:
    """Percent of one core that each program takes while nothing happens, side by side."""
    terminals = [program.start() for program in programs]
    for terminal, program in zip(terminals, programs, strict=True):
        terminal.wait_for(program.shows)
        terminal.rest(3.0)
    before = [busy(terminal.pid) for terminal in terminals]
    ends = time.perf_counter() + seconds
    while time.perf_counter() < ends:
        for terminal in terminals:
            terminal.rest(0.5)
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
        app = Program(ours(home), "when to call", ours_toggled)
        reference = Program(bare, "Line 20", bare_toggled)
        if "start" in wanted:
            mine, theirs = alternate(11, started(app), started(reference))
            print_line(ratio_line("start to the first key answered", mine, theirs, 1.6))
        if "press" in wanted:
            one, other = presses(app), presses(reference)
            mine, theirs = alternate(40, lambda: next(one), lambda: next(other))
            one.close()
            other.close()
            print_line(ratio_line("key to the ticked row", mine, theirs, 1.5))
        if "memory" in wanted:
            mine, theirs = alternate(5, memory(app), memory(reference))
            print_line(ratio_line("memory on Today", mine, theirs, 1.6, "MiB"))
        if "idle" in wanted:
            ours_took, bare_took = idle(60.0, app, reference)
            print_line(
                f"idle for a minute: {ours_took:.2f} % of a core, bare app {bare_took:.2f} % (goal now 0.3 %)"
            )
        if "entries" in wanted:
            full = home_with_a_day(Path(folder), "full")
            fill(full, 200_000)
            mine, theirs = alternate(11, started(app._replace(start=ours(full))), started(app))
            print_line(ratio_line("opening with 200,000 entries", mine, theirs, 1.1))


def print_line(line: str) -> None:
    """At once, since a benchmark takes its time."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
