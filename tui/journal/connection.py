"""The one way to the journal's file: made late, opened with care, written in whole transactions."""

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tui.journal.device import device_of
from tui.journal.errors import JournalError, Reason, gone_error, journal_error, newer_error
from tui.journal.file import back_up, create, inspect
from tui.journal.schema import Step, migrate, transaction, version_of

Row = tuple[Any, ...]

_PRAGMAS = (
    "PRAGMA journal_mode = DELETE",
    # FULL, and the folder too: without it a power cut may bring back the rollback file of a finished write.
    "PRAGMA synchronous = EXTRA",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA cell_size_check = ON",
)

_one_at_a_time = threading.RLock()
"""POSIX drops all of a process's locks on a file when it closes any handle of it, so that a thread
which opens the journal must not do so while another one writes."""


def _decode_leniently(text: bytes) -> str:
    return text.decode("utf-8", "backslashreplace")


class Connection:
    """One program's hold on the file. A missing file is empty, and is made by the first write.

    Every method may raise JournalError, and SQLite's own errors where the fault is in this program.
    """

    def __init__(self, path: Path, steps: Sequence[Step]) -> None:
        self._path = path
        self._steps = steps
        self._db: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._writable = False
        self._last_version: int | None = None
        self._changes = 0

    def open(self) -> bool:
        """Open the file, bringing an older one up to date after a backup; False where there is none."""
        with self._translating(writing=False):
            return self.handle() is not None

    def handle(self, *, make: bool = False) -> sqlite3.Connection | None:
        """The file under our path as it is now: a synchronised folder may put another one there.

        Raises:
            sqlite3.Error, OSError: As they come; the other methods turn them into a JournalError.
        """
        if self._db is not None and self._db.in_transaction:
            return self._db
        try:
            status = self._path.stat()
        except FileNotFoundError:
            if not make:
                return self._db
            if self._db is not None:
                raise gone_error(self._path) from None
            create(Path(os.path.realpath(self._path)), self._steps)
            status = self._path.stat()
        stale = self._file != (status.st_dev, status.st_ino) or (make and not self._writable)
        if self._db is None or stale:
            self.close()
            self._db = self._connect()
            self._file = (status.st_dev, status.st_ino)
            # SQLite opens a read-only file for reading, and goes on doing so when it can be written again.
            self._writable = os.access(
                self._path, os.W_OK, effective_ids=os.access in os.supports_effective_ids
            )
        return self._db

    def device(self) -> str:
        """The device that writes here. There must be a file, and it must be open."""
        assert self._file is not None
        return device_of(self._path, self._file[1])

    def close(self) -> None:
        """Let go of the file. Closing twice is not an error, and a later call opens it again."""
        with _one_at_a_time:
            if self._db is not None:
                self._db.close()
            self._db = None
            self._last_version = None

    def data_version(self) -> int:
        """A number that is another one whenever anything was written since, here or by another program."""
        with self._translating(writing=False):
            db = self.handle()
            version = None if db is None else db.execute("PRAGMA data_version").fetchone()[0]
        if version != self._last_version:
            self._last_version = version
            self._changes += 1
        return self._changes

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows at once: an unfinished query would keep other programs from writing."""
        with self._translating(writing=False):
            db = self.handle()
            if db is None:
                return []
            try:
                return db.execute(sql, values).fetchall()
            except sqlite3.OperationalError as error:
                if not str(error).startswith("Could not decode"):
                    raise
            # Its sum will tell which row it is. To read all text like this takes twice as long.
            db.text_factory = _decode_leniently
            try:
                return db.execute(sql, values).fetchall()
            finally:
                db.text_factory = str

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction; on disk when it ends, and as if never begun if it raises.

        Within it another one is a part of it, and what is read is what it will be written upon.
        """
        with self._translating(writing=True):
            db = self.handle(make=True)
            assert db is not None
            if db.in_transaction:
                yield db
                return
            before = db.total_changes
            with transaction(db):
                if (version := version_of(db)) > len(self._steps):
                    raise newer_error(self._path, version, len(self._steps))
                yield db
            self._changes += db.total_changes != before

    @contextmanager
    def _translating(self, *, writing: bool) -> Iterator[None]:
        """Turn what SQLite and the system raise into a JournalError."""
        with _one_at_a_time:
            try:
                yield
            except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
                problem = journal_error(error, self._path, writing=writing)
                if problem is None:
                    raise
                self._forget(problem)
                raise self._sharpened(problem) from error
            except JournalError as problem:
                self._forget(problem)  # it came of what was read within a transaction, which is over now
                raise

    def _forget(self, problem: JournalError) -> None:
        """Let go of a damaged file: SQLite remembers what it read of it, also once a copy is in its place."""
        if problem.reason is Reason.DAMAGED and not (self._db and self._db.in_transaction):
            self.close()

    def _sharpened(self, problem: JournalError) -> JournalError:
        """What looks damaged to a query may be a journal that a newer program has just brought up to date."""
        if problem.reason is Reason.DAMAGED:
            try:
                inspect(self._path, len(self._steps))
            except JournalError as better:
                return better
            except OSError:
                pass
        return problem

    def _connect(self) -> sqlite3.Connection:
        inspect(self._path, len(self._steps))
        db = sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
        ready = False
        try:
            for pragma in _PRAGMAS:
                db.execute(pragma)
            if version_of(db) < len(self._steps):
                migrate(db, self._steps, lambda step: back_up(self._path, step))
            # The first read may have rolled back a write that was cut off, so look once more.
            inspect(self._path, len(self._steps))
            ready = True
        finally:
            if not ready:
                db.close()
        return db
