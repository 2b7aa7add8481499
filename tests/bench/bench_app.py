"""The app against a bare Textual app, in one run: start, key press, ticks, screens, memory, idle.

Run: `python -m tests.bench.bench_app [NAME ...] [--before FOLDER]`, from the top folder, with names out of
BENCHMARKS. Nothing named is everything; `idle` takes a minute. FOLDER is another copy of this repository,
such as an older version, and is measured turn by turn in the same run.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.bench.figures import alternate, ratio_line
from tests.support.apps import BERLIN, at, make_context, shipped
from tests.support.terminal import Terminal, afterglow
from tui.journal import Draft, Journal, Topic
from tui.themes import GLYPHS

NOW = "2026-11-21T08:55"
HERE = Path(__file__).parents[2]
ENV = {"TZ": "Europe/Berlin"}
SIZE = (80, 40)
SCREENS = {"k": "Rubbing, scratching", "i": "How swollen or puffy", "p": "Thu 26 Nov", "c": "Breath or"}
"""By the key that opens it on Today: words that stand on that screen alone."""
BENCHMARKS = ("start", "press", "ticks", "screens", "memory", "idle", "entries")
TICKS = 20
"""In a row, each as soon as the one before it is drawn."""


def home_with_a_day(folder: Path, name: str) -> Path:
    """A home whose day 1 has every rule on: every answer "not sure"."""
    home = folder / name
    context = make_context(home, NOW, of=shipped(), answers={}, begun="2026-11-21T05:00")
    context.journal.close()
    return home


def ours(home: Path, source: Path = HERE) -> Callable[[], Terminal]:
    return lambda: Terminal(["env", "-C", str(source), *afterglow(home, "--now", NOW)], SIZE, ENV)


def bare() -> Terminal:
    return Terminal(["env", "-C", str(HERE), sys.executable, "-m", "tests.bench.bare"], SIZE, ENV)


Answered = Callable[[], bool]
Measure = Callable[["Program"], Callable[[], float]]


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


def ticks(program: Program) -> Generator[float]:
    """Milliseconds a key, of `TICKS` in a row."""
    with program.start() as terminal:
        terminal.wait_for(program.shows)
        terminal.rest(1.5)
        while True:
            began = time.perf_counter()
            for _ in range(TICKS):
                press(terminal, program)
            yield (terminal.heard - began) * 1000 / TICKS
            terminal.rest(0.5)


def openings(program: Program, key: str) -> Generator[float]:
    """Milliseconds from a key to the screen that it opens, again and again in one program."""
    with program.start() as terminal:
        terminal.wait_for(program.shows)
        terminal.rest(1.5)
        while True:
            before, pressed = len(terminal.raw), time.perf_counter()
            terminal.press(key)
            while SCREENS[key].encode() not in terminal.raw[before:]:
                if not terminal.read(5.0):
                    raise RuntimeError(f"{key} opened nothing:\n{terminal.text}")
            yield (terminal.heard - pressed) * 1000
            terminal.rest(0.5)
            terminal.press("escape")
            terminal.rest(0.5)


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
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--before", type=Path)
    given = parser.parse_args()
    wanted = given.names or BENCHMARKS
    if not set(BENCHMARKS).issuperset(wanted):
        parser.error(f"there is: {', '.join(BENCHMARKS)}")
    with tempfile.TemporaryDirectory() as folder:
        home, full = home_with_a_day(Path(folder), "home"), Path(folder, "full")
        if "entries" in wanted:
            full.mkdir()
            fill(full, 200_000)
            home_with_a_day(Path(folder), full.name)
        sources = {"": HERE} | ({"before, ": given.before.resolve()} if given.before else {})
        apps = {
            name: Program(ours(home, source), "when to call", ours_toggled)
            for name, source in sources.items()
        }
        reference = Program(bare, "Line 20", bare_toggled)
        filled = {name: app._replace(start=ours(full, sources[name])) for name, app in apps.items()}

        def compare(what: str, runs: int, goal: float, measure: Measure, unit: str = "ms") -> None:
            *mine, theirs = alternate(runs, *map(measure, (*apps.values(), reference)))
            for name, figures in zip(apps, mine, strict=True):
                print_line(ratio_line(f"{name}{what}", figures, theirs, goal, unit))

        if "start" in wanted:
            compare("start to the first key answered", 11, 1.2, started)
        if "press" in wanted:
            compare("key to the ticked row", 40, 1.35, lambda program: presses(program).__next__)
        if "ticks" in wanted:
            compare(f"each of {TICKS} ticks in a row", 11, 1.35, lambda program: ticks(program).__next__)
        if "screens" in wanted:
            for key in SCREENS:
                taken = alternate(9, *(openings(app, key).__next__ for app in apps.values()))
                for name, figures in zip(apps, taken, strict=True):
                    goal = 200 if key == "k" else 120
                    print_line(
                        f"{name}{key} to its screen: {median(figures):.0f} ms (goal now {goal} ms), 9 runs"
                    )
        if "memory" in wanted:
            compare("memory on Today", 5, 1.25, memory, "MiB")
        if "idle" in wanted:
            *taken_by_ours, taken_by_bare = idle(60.0, *apps.values(), reference)
            for name, took in zip(apps, taken_by_ours, strict=True):
                took_of_core = f"{took:.2f} % of a core, bare app {taken_by_bare:.2f} % (goal now 0.2 %)"
                print_line(f"{name}idle for a minute: {took_of_core}")
        if "entries" in wanted:
            for name, app in apps.items():
                full_ours, empty_ours = alternate(11, started(filled[name]), started(app))
                print_line(ratio_line(f"{name}opening with 200,000 entries", full_ours, empty_ours, 1.05))


def print_line(line: str) -> None:
    """At once, since a benchmark takes its time."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
