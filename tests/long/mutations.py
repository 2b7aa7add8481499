"""Reads a great many damaged checklist files: `python -m tests.long.mutations [COUNT]`.

Takes minutes, and all cores. Every file must be read, or refused with its Problems at places that it has;
where the fault is known, with one Problem exactly there. What was read must come back from its packed form.
Ends with 1 where any file did otherwise, and names its seed: `--show SEED` writes that file out.
"""

import argparse
import multiprocessing
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checklists.format.writer import write_yaml
from checklists.loader import LoadedChecklist, load_checklist, recompile
from checklists.rules.canonical import data_of
from checklists.rules.compiled import decode, encode
from tests.support.damage import told
from tests.support.mutants import Mutant, mutant

COUNT = 50_000
MOST_SECONDS = 1.0
"""CPU time that reading one file may take."""
_PATIENCE = 20
"""Seconds of CPU time after which a file is given up."""


class ReadOutcome(NamedTuple):
    """What came of one mutant."""

    seed: int
    fault: str
    """What went wrong; empty where nothing did."""
    seconds: float
    """CPU time of reading it."""
    read: bool
    """Whether it was a good file still."""
    placed: bool
    """Whether its one Problem had a known place."""


def fault_of(made: Mutant) -> tuple[str, LoadedChecklist | None]:
    """What is wrong with how a mutant is read, or nothing, and what was read where it is good still."""
    try:
        found = told(made.files, made.name)
        if isinstance(found, LoadedChecklist):
            _sound(found)
    except Exception:
        return traceback.format_exc(limit=-6), None
    if made.place is None:
        return "", found if isinstance(found, LoadedChecklist) else None
    if isinstance(found, LoadedChecklist):
        return f"read, though {made.what}", found
    places = [(each.file, each.line, each.column) for each in found.problems]
    wrong = "" if places == [("", *made.place)] else f"{made.what} at {made.place}, but told:\n{found}"
    return wrong, None


def _sound(found: LoadedChecklist) -> None:
    """What was read can be kept, read again, and packed."""
    assert decode(encode(found.checklist)) == found.checklist
    assert recompile(found.canonical) == found.checklist
    if len(found.canonical) < 10_000:
        again = load_checklist(write_yaml(data_of(found.canonical)), name="packed.yaml")
        assert again.canonical == found.canonical


def outcome(seed: int) -> ReadOutcome:
    """Read the mutant of a seed."""
    made = mutant(seed)
    signal.setitimer(signal.ITIMER_VIRTUAL, _PATIENCE)
    began = time.process_time()
    fault, read = fault_of(made)
    seconds = time.process_time() - began
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    if not fault and seconds > MOST_SECONDS:
        fault = "too slow"
    return ReadOutcome(seed, fault, seconds, read is not None, made.place is not None)


def _give_up(*_: object) -> None:
    raise TimeoutError(f"more than {_PATIENCE} s")


def _ready() -> None:
    signal.signal(signal.SIGVTALRM, _give_up)


def _lines(count: int, first: int) -> Iterator[str]:
    """What came of it all; the last line begins with the number of faults."""
    sums: Counter[str] = Counter()
    slowest: list[ReadOutcome] = []
    began = time.perf_counter()
    with multiprocessing.Pool(multiprocessing.cpu_count(), _ready) as pool:
        for each in pool.imap_unordered(outcome, range(first, first + count), chunksize=50):
            sums.update(files=1, faults=bool(each.fault), read=each.read, placed=each.placed)
            slowest = sorted([each, *slowest], key=lambda one: -one.seconds)[:5]
            if each.fault:
                yield f"--- seed {each.seed} ({each.seconds:.2f} s)\n{each.fault}"
            if sums["files"] % 5_000 == 0:
                passed = time.perf_counter() - began
                yield f"{sums['files']:,} files in {passed:.0f} s, {sums['faults']} faults"
    yield "slowest: " + ", ".join(f"seed {each.seed} {each.seconds:.2f} s" for each in slowest)
    yield (
        f"{sums['faults']} faults in {sums['files']:,} files, seeds {first} to {first + count - 1}: "
        f"{sums['placed']:,} with one fault at a known place, {sums['read']:,} good still"
    )


def run(arguments: Sequence[str]) -> int:
    """Run a command line; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.long.mutations", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("count", nargs="?", type=int, default=COUNT)
    parser.add_argument("--first", metavar="SEED", type=int, default=0)
    parser.add_argument("--show", metavar="SEED", type=int)
    options = parser.parse_args(arguments)
    if options.show is not None:
        made = mutant(options.show)
        sys.stderr.write(f"{made.name}: {made.what} at {made.place}\n{fault_of(made)[0]}\n")
        sys.stdout.buffer.write(made.files[made.name])
        return 0
    line = ""
    for line in _lines(options.count, options.first):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    return 0 if line.startswith("0 faults") else 1


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
