"""A rollback file beside the journal: the rest of a write that was cut off, or one that a sync tool brought.

SQLite believes any that lies there, and writes its pages into the journal. One of another journal would
destroy it, and one that comes back after its write was finished would take away what was confirmed.
"""

import os
import sqlite3
import struct
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from tui.journal.errors import rollback_error
from tui.journal.file import ends_with_a_page, in_memory
from tui.journal.schema import SEALED, version_of
from tui.journal.stamps import checksum
from tui.paths import read_file, sync

_SEALED_FROM = 2
"""The version of the tables from which on a row has its sum, and an act the number of its entries."""

_CUT_SHORT = "SELECT id FROM act WHERE entries <> (SELECT count(*) FROM entry WHERE entry.act = act.id)"

_HEADER = 100
"""Bytes that every database begins with."""

_LOCKS = (0x40000000, 512)
"""Where SQLite's locks lie in a file, and over how many bytes."""


def settle_rollback(path: Path) -> None:
    """Decide what a rollback file is, before SQLite does. Only one that mends the journal is left for it.

    Where the journal holds together without it, its write was finished, or never reached the journal, and it
    is taken away; or it is of another journal, and set aside as `<name>-journal.aside`.

    Raises:
        JournalError: If the journal is damaged with and without it.
        OSError: If one of them cannot be read.
    """
    # Asked before each read: what stands in a folder behind a link stands there by either way.
    real = Path(os.path.realpath(path)) if path.is_symlink() else path
    beside = real.with_name(f"{real.name}-journal")
    if not _waits(beside):
        return
    with _alone(real) as file:
        # Else another program is in the midst of a write, and SQLite knows what to do.
        if file is None or not _waits(beside):
            return
        data = file.read()
        # A write that was cut off in the midst of a page may leave the tables whole, and a row half of each;
        # or half of a page behind the last, which SQLite takes away with the rest.
        faulty = _faulty(data) if len(data) > _HEADER and ends_with_a_page(data, len(data)) else None
        if faulty == frozenset() or (faulty is not None and faulty == _faulty_when_mended(data, beside)):
            if _is_of(data, beside.read_bytes()):
                beside.unlink()
            else:
                beside.replace(beside.with_name(f"{beside.name}.aside"))
            sync(real.parent)
        elif _faulty_when_mended(data, beside) is None:
            raise rollback_error(path)


def _waits(beside: Path) -> bool:
    """Whether SQLite would write it back: one that starts with a zero was never finished."""
    try:
        return read_file(beside, 1) not in (b"", b"\0")
    except FileNotFoundError:
        return False


@contextmanager
def _alone(path: Path) -> Iterator[BinaryIO | None]:
    """The file, with all of SQLite's locks on it held; None if some program has one, or it cannot be.

    Nothing else may open the file in the block: to close another handle of it drops the locks.
    """
    if sys.platform == "win32":
        yield None
        return
    import fcntl

    try:
        file = path.open("r+b")
    except PermissionError:
        yield None
        return
    with file:
        try:
            start, length = _LOCKS
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, length, start)
        except OSError:
            yield None
            return
        yield file


def _is_of(journal: bytes, rollback: bytes) -> bool:
    """Whether a rollback file has the first page of this journal, as it is or as it was one write before.

    The file begins with a sector: a mark, the number of records and four numbers, of which the last two are
    the sizes of a sector and of a page. Each record is the number of a page, the page and a checksum.
    """
    if len(rollback) < 28:
        return False
    sector, page = struct.unpack_from(">II", rollback, 20)
    if not sector or page != max(struct.unpack_from(">H", journal, 16)[0], 512):
        return False
    (counter,) = struct.unpack_from(">I", journal, 24)
    for start in range(sector, len(rollback) - page - 7, page + 8):
        if struct.unpack_from(">I", rollback, start)[0] == 1:
            return counter - struct.unpack_from(">I", rollback, start + 4 + 24)[0] in (0, 1)
    return False


def _faulty(data: bytes) -> frozenset[int] | None:
    """As `_faulty_rows`, of the bytes of a journal."""
    try:
        with closing(in_memory(data)) as db:
            return _faulty_rows(db)
    except sqlite3.Error:
        return None


def _faulty_when_mended(data: bytes, beside: Path) -> frozenset[int] | None:
    """As `_faulty_rows`, of the bytes of a journal once SQLite has written the rollback file back."""
    import shutil
    import tempfile

    with tempfile.TemporaryDirectory(prefix="afterglow-") as folder:
        copy = Path(folder) / beside.name.removesuffix("-journal")
        copy.write_bytes(data)
        shutil.copyfile(beside, copy.with_name(beside.name))
        with suppress(sqlite3.Error), closing(sqlite3.connect(copy, isolation_level=None)) as db:
            return _faulty_rows(db)
    return None


def _faulty_rows(db: sqlite3.Connection) -> frozenset[int] | None:
    """The rows that are not what was written, by what they are; None if the tables do not hold together."""
    if not _holds_together(db):
        return None
    db.text_factory = lambda text: text.decode("utf-8", "backslashreplace")
    if version_of(db) < _SEALED_FROM:
        return frozenset()
    rows = (
        row
        for table, columns in SEALED.items()
        for row in db.execute(f"SELECT {', '.join(columns)}, sum FROM {table}")
    )
    faulty = {hash(row) for row in rows if checksum(row[:-1]) != row[-1]}
    return frozenset(faulty.union(map(hash, db.execute(_CUT_SHORT))))


def _holds_together(db: sqlite3.Connection) -> bool:
    return (
        db.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
        and db.execute("PRAGMA foreign_key_check").fetchone() is None
        and db.execute("SELECT 1 FROM act WHERE id NOT IN (SELECT act FROM entry)").fetchone() is None
    )
