"""Whole copies of the journal, made beside it before its tables change."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from tui.journal.errors import damaged


def back_up(path: Path, step: int) -> Path:
    """Copy the journal to `<journal>.before-<step>-<count>`, readable by its owner only, and on disk.

    Nothing half-made is left behind.

    Raises:
        JournalError: If the copy shows that the journal is damaged.
        sqlite3.Error, OSError: If it could not be made.
    """
    copy = _new_file(path, step)
    whole = False
    try:
        _fill(copy, path)
        if (found := _fault(copy)) is not None:
            raise damaged(path, found)
        sync(copy)
        sync(copy.parent)
        whole = True
    finally:
        if not whole:
            copy.unlink()
    return copy


def read_only(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, and that makes no file where there is none."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, on disk before going on."""
    if os.name != "posix" and path.is_dir():
        return  # only POSIX lets a folder be opened
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def private_file(path: Path) -> None:
    """Make an empty file for its owner only, whatever the umask.

    Raises:
        FileExistsError: If there is one already.
    """
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    try:
        if os.name == "posix":
            os.fchmod(handle, 0o600)
    finally:
        os.close(handle)


def _new_file(path: Path, step: int) -> Path:
    count = 1
    while True:
        copy = path.with_name(f"{path.name}.before-{step}-{count}")
        try:
            private_file(copy)
        except FileExistsError:
            count += 1
        else:
            return copy


def _fill(copy: Path, path: Path) -> None:
    with closing(read_only(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def _fault(copy: Path) -> str | None:
    with closing(read_only(copy)) as db:
        (said,) = db.execute("PRAGMA integrity_check(1)").fetchone()
    return None if said == "ok" else str(said)
