"""The one way to the journal's file: made late, opened with care, written in whole transactions."""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from tui.journal.copies import before_step
from tui.journal.device import device_of
from tui.journal.errors import (
    JournalError,
    Reason,
    gone_error,
    journal_error,
    lost_error,
    newer_error,
    replaced_error,
)
from tui.journal.file import back_up, committed, create, free_names, in_memory, inspect, publish_copy
from tui.journal.rollback import settle_rollback
from tui.journal.schema import Step, migrate, version_of

Row = tuple[Any, ...]
Value = TypeVar("Value")

PATIENCE = 5.0
"""Seconds that a command waits for another program."""

RESIDENT_PATIENCE = 0.1
"""Seconds that the app waits, in which it draws nothing. It tries again by itself."""

_BUSY_SECONDS = 0.5
"""How long a lock that was met is taken to be there still, so that not every read waits for it anew."""

_MOST_KEPT = 32 * 1024 * 1024
"""Bytes of the largest journal that is kept in memory beside its file."""

_PRAGMAS = (
    "PRAGMA journal_mode = DELETE",
    # FULL, and the folder too: without it a power cut may bring back the rollback file of a finished write.
    "PRAGMA synchronous = EXTRA",
    "PRAGMA foreign_keys = ON",
    "PRAGMA cell_size_check = ON",
    # Nothing of a write reaches the file before its end, when it is looked at once more.
    "PRAGMA cache_spill = OFF",
)

_NEWEST = "SELECT id, recovery, kind, words, recorded FROM act ORDER BY id DESC LIMIT 1"
_SAME = "SELECT 1 FROM act WHERE (id, recovery, kind, words, recorded) = (?, ?, ?, ?, ?)"

_one_at_a_time = threading.RLock()
"""POSIX drops all of a process's locks on a file when it closes any handle of it, so that a thread
which opens the journal must not do so while another one writes."""

Stamp = tuple[int, int, int, int, int]
"""What changes whenever anybody writes to a file or puts another in its place."""


class Connection:
    """One program's hold on the file. A missing file is empty, and is made by the first write.

    Every method may raise JournalError, and SQLite's own errors where the fault is in this program.
    """

    def __init__(self, path: Path, steps: Sequence[Step], *, resident: bool = False) -> None:
        """Hold nothing yet.

        Args:
            resident: Of an app that stays open: it waits near nothing, and keeps what it last read, for the
                file may be taken away under it.
        """
        self._path = path
        self._steps = steps
        self._resident = resident
        self._patience = RESIDENT_PATIENCE if resident else PATIENCE
        self._db: sqlite3.Connection | None = None
        self._file: Stamp | None = None
        self._writable = False
        self._changes = 0
        self._last_version: tuple[Stamp | None, int | None] = (None, None)
        self._data_version: int | None = None
        self._busy_until = 0.0
        self._copy: tuple[Stamp, sqlite3.Connection] | None = None
        self._kept: bytes | None = None
        self._newest: Row | None = None
        self._lost: bytes | None = None

    def open(self) -> bool:
        """Open the file, bringing an older one up to date after a backup; False where there is none."""
        return self._read(lambda db: True) or False

    def handle(self, *, make: bool = False) -> sqlite3.Connection | None:
        """The file under our path as it is now: a synchronised folder may put another one there.

        Raises:
            sqlite3.Error, OSError: As they come; the other methods turn them into a JournalError.
        """
        try:
            stamp = self._stamp()
        except FileNotFoundError:
            if not make:
                return self._db
            if self._db is not None:
                raise gone_error(self._path) from None
            create(Path(os.path.realpath(self._path)), self._steps)
            stamp = self._stamp()
        # Whoever wrote, and whatever of: SQLite itself knows only the counter in the file it believes it has.
        stale = self._file != stamp or (make and not self._writable)
        if self._db is None or stale:
            self._connect_anew()
        else:
            settle_rollback(self._path)
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
            self._file = None
            self._data_version = None
            self._drop_copy()

    def committed(self) -> bytes | None:
        """The bytes of the file as last committed, in any thread; None if it is missing or being written."""
        with _one_at_a_time:
            return committed(self._path, len(self._steps)) if self._path.exists() else None

    def data_version(self) -> int:
        """A number that is another one whenever anything was written since, here or by another program."""

        def ask(db: sqlite3.Connection) -> None:
            if db is self._db:
                self._data_version = db.execute("PRAGMA data_version").fetchone()[0]

        self._read(ask)
        self._count_change()
        return self._changes

    def _count_change(self) -> None:
        version = (self._current_stamp(), self._data_version)
        if version != self._last_version:
            self._last_version = version
            self._changes += 1

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows at once: an unfinished query would keep other programs from writing."""
        return self._read(lambda db: _all(db, sql, values)) or []

    @contextmanager
    def writing(self, patience: float = 0.0) -> Iterator[sqlite3.Connection]:
        """One transaction; on disk when it ends, and as if never begun if it raises.

        Within it another one is a part of it, and what is read is what it will be written upon.

        Args:
            patience: Seconds to wait for another program at least, also in an app that stays open.
        """
        with self._translating(writing=True):
            if self._db is not None and self._db.in_transaction:
                yield self._db
                return
            db = self._begin(max(patience, self._patience))
            # What others wrote before counts apart from what is written now.
            self._data_version = db.execute("PRAGMA data_version").fetchone()[0]
            self._count_change()
            before, stamp = db.total_changes, self._stamp()
            try:
                if (version := version_of(db)) > len(self._steps):
                    raise newer_error(self._path, version, len(self._steps))
                yield db
                if self._current_stamp() != stamp:
                    # No program that keeps to the locks wrote now: to go on would mix two files.
                    raise replaced_error(self._path)
                db.execute("COMMIT")
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")
            after = self._current_stamp()
            if after is None or after[:2] != stamp[:2]:
                raise replaced_error(self._path)
            self._remember()
            self._last_version = (self._file, self._data_version)
            self._changes += db.total_changes != before

    def loss(self) -> JournalError | None:
        """What happened to the file, where this program read or wrote acts that are not in it any more."""
        if self._db is not None and self._current_stamp() is None:
            return gone_error(self._path)
        return lost_error(self._path) if self._lost is not None else None

    def rescue(self) -> Path:
        """Write what only this program still holds: to the journal's place if that is free, or beside it.

        Raises:
            JournalError: If it could not be written, or nothing is held.
        """
        with self._translating(writing=True):
            data = self._lost or self._kept or (self._db.serialize() if self._db is not None else None)
            if data is None:
                raise gone_error(self._path)
            place = Path(os.path.realpath(self._path))
            names = chain([place], free_names(place.with_name(f"{place.stem}.rescued{place.suffix}")))
            target = next(name for name in names if publish_copy(data, name))
            self._lost = None
            return target

    def _stamp(self) -> Stamp:
        status = self._path.stat()
        return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)

    def _current_stamp(self) -> Stamp | None:
        try:
            return self._stamp()
        except OSError:
            return None

    def _read(self, query: Callable[[sqlite3.Connection], Value]) -> Value | None:
        """What a query gives; None where there is no file. Another program's lock is read past."""
        begun = monotonic()
        with self._translating(writing=False):
            if self._db is not None and self._db.in_transaction:
                return query(self._db)
            while True:
                if monotonic() < self._busy_until and (copy := self._read_copy()) is not None:
                    return query(copy)
                try:
                    db = self.handle()
                    if db is None:
                        return None
                    _wait(db, RESIDENT_PATIENCE)
                    answer = query(db)
                except sqlite3.OperationalError as error:
                    if not _is_busy(error):
                        raise
                    self._busy_until = monotonic() + _BUSY_SECONDS
                    if self._read_copy() is None and monotonic() - begun >= self._patience:
                        raise
                    continue
                self._busy_until = 0.0
                self._drop_copy()
                return answer

    def _read_copy(self) -> sqlite3.Connection | None:
        """The journal as it was last committed, in memory; None while a write may be half in the file."""
        stamp = self._current_stamp()
        if self._copy is None or self._copy[0] != stamp:
            self._drop_copy()
            data = None if stamp is None else committed(self._path, len(self._steps))
            if stamp is not None and data is not None:
                self._copy = (stamp, in_memory(data))
        return None if self._copy is None else self._copy[1]

    def _drop_copy(self) -> None:
        if self._copy is not None:
            self._copy[1].close()
            self._copy = None

    def _begin(self, patience: float) -> sqlite3.Connection:
        """Take the lock for writing, on the file that is under our path at that moment."""
        deadline = monotonic() + patience
        while True:
            try:
                db = self.handle(make=True)
                assert db is not None
                seen = self._data_version
                _wait(db, max(deadline - monotonic(), 0.0))
                db.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                # To open it takes a lock as well, and is given less time.
                if not _is_busy(error) or monotonic() >= deadline:
                    raise
                continue
            stamp = self._current_stamp()
            now = db.execute("PRAGMA data_version").fetchone()[0]
            replaced = stamp is None or self._file is None or stamp[:2] != self._file[:2]
            if not replaced and (stamp == self._file or now != seen):
                _wait(db, patience)
                return db
            # Written without the counter that SQLite goes by: what it remembers is of another file.
            db.execute("ROLLBACK")
            self.close()
            if monotonic() >= deadline:
                raise replaced_error(self._path)

    def _connect_anew(self) -> None:
        """Open the file, and see whether it still has what was read of the one before."""
        kept, newest = self._kept, self._newest
        self.close()
        if kept is not None and self._lost is None:
            self._lost = kept
        self._db = self._connect()
        if newest is None or self._db.execute(_SAME, newest).fetchone() is not None:
            self._lost = None
        # SQLite opens a read-only file for reading, and goes on doing so when it can be written again.
        self._writable = os.access(self._path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
        self._remember(keep_newest=self._lost is not None)

    def _remember(self, *, keep_newest: bool = False) -> None:
        """Take what the file is now as what this program has seen of it."""
        assert self._db is not None
        self._file = self._current_stamp()
        self._data_version = self._db.execute("PRAGMA data_version").fetchone()[0]
        if self._resident and not keep_newest and self._file is not None:
            self._newest = self._db.execute(_NEWEST).fetchone()
            small = self._file[2] <= _MOST_KEPT
            with suppress(OSError, JournalError):
                self._kept = committed(self._path, len(self._steps)) if small else None

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
        settle_rollback(self._path)
        db = sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
        ready = False
        try:
            _wait(db, RESIDENT_PATIENCE)
            for pragma in _PRAGMAS:
                db.execute(pragma)
            if version_of(db) < len(self._steps):
                migrate(db, self._steps, lambda step: back_up(self._path, before_step(self._path, step)))
            # The first read may have rolled back a write that was cut off, so look once more.
            inspect(self._path, len(self._steps))
            ready = True
        finally:
            if not ready:
                db.close()
        return db


def _wait(db: sqlite3.Connection, seconds: float) -> None:
    db.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _all(db: sqlite3.Connection, sql: str, values: Sequence[Any]) -> list[Row]:
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


def _decode_leniently(text: bytes) -> str:
    return text.decode("utf-8", "backslashreplace")
