"""Plain commands as whole processes, against `python -c` that imports pydantic and defines one model.

Run: `python -m tests.bench.bench_commands [runs]`, from the top folder. 41 runs if not said.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench.figures import alternate, ratio_line
from tests.support.commands import NOW, begun

ENV = {**os.environ, "TZ": "Europe/Berlin", "PYTHONPATH": str(Path(__file__).parents[2])}
BARE = [sys.executable, "-c", "import pydantic\nclass Model(pydantic.BaseModel):\n    x: int"]
GOAL = 1.0


def whole(command: Sequence[str]) -> Callable[[], float]:
    """Milliseconds from the start of a process to its end."""

    def measure() -> float:
        began = time.perf_counter()
        subprocess.run(command, env=ENV, stdout=subprocess.DEVNULL, check=True)
        return (time.perf_counter() - began) * 1000

    return measure


def main() -> None:
    """Print a line for `today` and one for `due`."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 41
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        begun(home)
        ours = [sys.executable, "-m", "tui", "--home", str(home), "--now", NOW]
        measures = [whole([*ours, "today"]), whole([*ours, "due"]), whole(BARE)]
        # Once without counting, so that what Python compiles and keeps is there for all alike.
        alternate(1, *measures)
        today, due, bare = alternate(runs, *measures)
    sys.stdout.write(ratio_line("afterglow today, whole process", today, bare, GOAL) + "\n")
    sys.stdout.write(ratio_line("afterglow due, whole process", due, bare, GOAL) + "\n")


if __name__ == "__main__":
    main()
