"""Whole copies of the journal, made beside it before its tables change."""

import itertools
import sqlite3
from contextlib import closing
from pathlib import Path

from tui.journal.errors import damaged
from tui.journal.files import draft, name


def back_up(path: Path, step: int) -> Path:
    """Copy the journal to `<journal>.before-<step>-<count>`, readable by its owner only, and on disk.

    There is never half a copy under that name.

    Raises:
        JournalError: If the copy shows that the journal is damaged.
        sqlite3.Error, OSError: If it could not be made.
    """
    with draft(path) as new:
        with closing(_read_only(path)) as source, closing(sqlite3.connect(new)) as target:
            target.execute("PRAGMA journal_mode = OFF")
            source.backup(target)
        with closing(_read_only(new)) as copy:
            (found,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        if found != "ok":
            raise damaged(path, found)
        names = (path.with_name(f"{path.name}.before-{step}-{count}") for count in itertools.count(1))
        return next(free for free in names if name(new, free))


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
