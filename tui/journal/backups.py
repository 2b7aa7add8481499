"""Copies of the journal, made by hand or one a day: whole ones, and not too many."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from tui.journal.copies import copies, of_day
from tui.journal.errors import damaged_error
from tui.journal.file import free_names, in_memory, publish_copy

MOST_DAYS = 14
"""Daily copies that are kept."""

MOST_BYTES = 200 * 1024 * 1024
"""Bytes of daily copies that are kept, but for the newest one."""

_DAY = re.compile(r"\.\d{4}-\d\d-\d\d$")


def keep_daily(data: bytes, journal: Path, day: str) -> None:
    """Write the copy of a day, and let go of the oldest that are too many or too large.

    Args:
        data: The journal, as `Journal.snapshot` gives it.
        day: As for `of_day`.

    Raises:
        JournalError: If the journal is damaged. Older copies stay.
        OSError: If it could not be written.
    """
    check_whole(data, journal)
    publish_copy(data, of_day(journal, day))
    daily = [path for path in copies(journal) if _DAY.search(path.stem)]
    room = MOST_BYTES
    for count, path in enumerate(sorted(daily, reverse=True)):
        room -= path.stat().st_size
        if count and (count >= MOST_DAYS or room < 0):
            path.unlink(missing_ok=True)


def keep_copy(data: bytes, target: Path) -> Path:
    """Write a copy under a name, or under one like it where that is taken.

    Raises:
        OSError: If it could not be written.
    """
    return next(name for name in free_names(target) if publish_copy(data, name))


def check_whole(data: bytes, journal: Path) -> None:
    """Look through the bytes of a journal.

    Raises:
        JournalError: If they do not hold together.
    """
    try:
        with closing(in_memory(data)) as db:
            (problem,) = db.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.Error as error:
        raise damaged_error(journal, str(error)) from error
    if problem != "ok":
        raise damaged_error(journal, problem)
