"""Another program that holds a journal, as a backup or a database browser does.

A process of its own: within one process POSIX knows no locks between two handles of a file.
"""

import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

_PROGRAM = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
for sql in sys.argv[3:]:
    db.execute(sql)
print("held", flush=True)
sys.stdin.read()
db.execute(sys.argv[2])
"""


class Holding:
    """Holds a journal for the block, in a transaction that locks all others out."""

    def __init__(self, path: Path, *statements: str, end: str = "ROLLBACK") -> None:
        """Hold it.

        Args:
            statements: What is done in the transaction, but not what begins it; a PRAGMA comes before it.
            end: What ends it.
        """
        settings = [each for each in statements if each.startswith("PRAGMA")]
        work = [each for each in statements if each not in settings]
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, path, end, *settings, "BEGIN EXCLUSIVE", *work],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "held\n"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def release(self) -> None:
        """Let go of it. A second time is not an error."""
        self._process.communicate()
        assert self._process.returncode == 0
