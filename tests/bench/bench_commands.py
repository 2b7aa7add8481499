"""Plain commands as whole processes, against `python -c` that imports pydantic and defines one model.

Run: `python -m tests.bench.bench_commands [RUNS] [--before FOLDER]`, from the top folder. FOLDER is another
copy of this repository, such as an older version, and is measured turn by turn in the same run.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench.figures import alternate, ratio_line
from tests.support.commands import NOW, begun

HERE = Path(__file__).parents[2]
# What Python compiled is kept, as it is for a person; with a buffer, as it is for a pipe.
UNSET = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONPATH", "DBUS_SESSION_BUS_ADDRESS")
ENV = {name: value for name, value in os.environ.items() if name not in UNSET} | {"TZ": "Europe/Berlin"}
BARE = [sys.executable, "-c", "import pydantic\nclass Model(pydantic.BaseModel):\n    x: int"]
GOAL = 0.6
COMMANDS = (("today",), ("due",), ("due", "--tell"), ("--help",), ("--version",))
"""`due --tell` finds what is due, and no desktop to tell it on, as a timer does where nobody is logged in."""


def whole(command: Sequence[str]) -> Callable[[], float]:
    """Milliseconds from the start of a process to its end."""

    def measure() -> float:
        began = time.perf_counter()
        devnull = subprocess.DEVNULL
        ended = subprocess.run(command, env=ENV, stdout=devnull, stderr=devnull, check=False)
        took = (time.perf_counter() - began) * 1000
        assert ended.returncode in (0, 1), command
        return took

    return measure


def main() -> None:
    """Print a line for each command."""
    parser = argparse.ArgumentParser()
    parser.add_argument("runs", nargs="?", type=int, default=41)
    parser.add_argument("--before", type=Path)
    given = parser.parse_args()
    sources = {"": HERE} | ({"before, ": given.before.resolve()} if given.before else {})
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        begun(home)
        names = [(name, command) for name in sources for command in COMMANDS]
        measures = [
            whole([*in_folder(sources[name]), "-m", "tui", "--home", str(home), "--now", NOW, *command])
            for name, command in names
        ]
        measures.append(whole([*in_folder(HERE), *BARE[1:]]))
        # Once without counting, so that what Python compiles and keeps is there for all alike.
        alternate(1, *measures)
        *ours, bare = alternate(given.runs, *measures)
    for (name, command), figures in zip(names, ours, strict=True):
        what = f"{name}afterglow {' '.join(command)}, whole process"
        sys.stdout.write(ratio_line(what, figures, bare, GOAL) + "\n")


def in_folder(folder: Path) -> list[str]:
    return ["env", "-C", str(folder), sys.executable]


if __name__ == "__main__":
    main()
