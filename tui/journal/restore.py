"""Putting a copy in the journal's place: what it holds, and what becomes of the present one."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from msgspec import Struct

from tui.journal.backups import check_whole
from tui.journal.copies import folder_of
from tui.journal.errors import Reason, journal_error
from tui.journal.file import free_names, in_memory, inspect, publish_copy
from tui.journal.schema import STEPS
from tui.paths import make_folder, replace_file, sync


class Contents(Struct, frozen=True):
    """What a journal holds, in numbers."""

    acts: int
    entries: int
    last: str
    """When the last act was recorded, in UTC; empty if there is none."""
    words: str
    """That act in words."""


def contents(path: Path) -> Contents:
    """What a journal holds. It is not changed.

    Raises:
        JournalError: If it is none, is newer than this program, or is damaged.
        OSError: If it cannot be read.
    """
    inspect(path, len(STEPS))
    data = path.read_bytes()
    check_whole(data, path)
    try:
        with closing(in_memory(data)) as db:
            (entries,) = db.execute("SELECT count(*) FROM entry").fetchone()
            (acts,) = db.execute("SELECT count(*) FROM act").fetchone()
            last = db.execute("SELECT recorded, words FROM act ORDER BY id DESC LIMIT 1").fetchone()
    except sqlite3.Error as error:
        raise journal_error(error, path, writing=False) or error from error
    return Contents(acts, entries, *(last or ("", "")))


def restore(copy: Path, journal: Path, moment: str) -> Path | None:
    """Put a copy in the journal's place. The present one, be it damaged, is kept among the copies.

    Args:
        moment: For the name of the present one, such as `2026-11-23-085500`.

    Returns:
        Where the present one is; None if there was none.

    Raises:
        JournalError: If the copy cannot be used, or another program holds the journal. Nothing was changed.
        OSError: If it could not be written. The journal is as it was.
    """
    contents(copy)
    data = copy.read_bytes()
    real = Path(os.path.realpath(journal))
    if not real.exists():
        replace_file(real, data)
        return None
    kept = folder_of(journal) / f"{journal.stem}.before-restore-{moment}{journal.suffix}"
    make_folder(kept.parent)
    with _held(real):
        # Under its other name it stays the very file, with whatever is written to it at this moment.
        kept = next(name for name in free_names(kept) if _link(real, name))
        beside = real.with_name(f"{real.name}-journal")
        if beside.exists():
            # What could not be written back belongs to that file, and would be written into the copy.
            beside.replace(kept.with_name(f"{kept.name}-journal"))
        sync(kept.parent)
        replace_file(real, data)
    return kept


def _link(path: Path, name: Path) -> bool:
    """Give a file another name beside its own; False if that is taken."""
    try:
        os.link(path, name)
    except FileExistsError:
        return False
    except OSError:
        # A file system without links.
        return publish_copy(path.read_bytes(), name)
    return True


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """See that nobody writes meanwhile, and that a write that was cut off is rolled back.

    Raises:
        JournalError: If another program holds the journal.
    """
    with closing(sqlite3.connect(path, timeout=5, isolation_level=None)) as db:
        try:
            db.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            problem = journal_error(error, path, writing=True)
            if problem is not None and problem.reason is Reason.BUSY:
                raise problem from error
            # One that is damaged is put away as it is.
        yield
