"""What can be wrong with a journal, each in words for the person whose journal it is."""

import errno
import os
import sqlite3
from enum import StrEnum
from pathlib import Path

from tui.journal.copies import copies
from tui.journal.entries import Act


class Reason(StrEnum):
    """Why a journal cannot be used, for programs; the sentence is for people."""

    DAMAGED = "damaged"
    NEWER = "newer"
    FOREIGN = "foreign"
    READ_ONLY = "read_only"
    FULL = "full"
    BUSY = "busy"
    REPLACED = "replaced"
    UNREADABLE = "unreadable"


class JournalError(Exception):
    """The journal cannot be read or written. `str()` is the sentence."""

    def __init__(self, reason: Reason, path: Path, sentence: str) -> None:
        # The reason first: a path may be so long that nothing else is seen of a line.
        self.reason = reason
        self.path = path
        self.sentence = f"{sentence} Its file is {shown(path)}."
        super().__init__(self.sentence)


class OvertakenError(Exception):
    """Somebody acted since the screen was drawn, so what it offered to undo is not on top."""

    def __init__(self, act: Act | None) -> None:
        super().__init__("nothing is left to do that to" if act is None else act.words)
        self.act = act
        """What is on top now; None if nothing is."""


def damaged_error(path: Path, why: str) -> JournalError:
    """The file was ours, or claims to be, and does not hold together."""
    newest = copies(path)[-1:]
    restore = f" with: afterglow restore {shown(newest[0])}" if newest else ""
    return JournalError(
        Reason.DAMAGED,
        path,
        f"The journal is damaged ({why}) and was left as it is: "
        f"put a copy of it in its place{restore or ','} or move it away to begin an empty one.",
    )


def newer_error(path: Path, version: int, newest: int) -> JournalError:
    """The file was written by a later release."""
    return JournalError(
        Reason.NEWER,
        path,
        f"The journal was written by a newer Afterglow (its version is {version}, "
        f"the newest known here is {newest}) and was left untouched: upgrade Afterglow to go on with it.",
    )


def foreign_error(path: Path) -> JournalError:
    """The file is somebody else's database."""
    return JournalError(
        Reason.FOREIGN,
        path,
        "What stands in the journal's place is another program's database, and was left untouched: "
        "move it away, or keep the journal elsewhere with --home.",
    )


def gone_error(path: Path) -> JournalError:
    """The file was there when the journal was opened and is not any more."""
    return JournalError(
        Reason.UNREADABLE,
        path,
        "The journal has gone since it was opened, so nothing more is recorded: "
        "put it back, or start Afterglow again to begin an empty one.",
    )


def replaced_error(path: Path) -> JournalError:
    """Somebody who keeps to no locks put another file in its place, or wrote into it, during an act."""
    return JournalError(
        Reason.REPLACED,
        path,
        "The journal was replaced by another program, a sync tool say, just as something was to be recorded, "
        "so nothing was: try again.",
    )


def lost_error(path: Path) -> JournalError:
    """Another file, or a damaged one, is where the journal was, and lacks acts that were read of it."""
    return JournalError(
        Reason.REPLACED,
        path,
        "The journal is another file than before, which lacks what you recorded last: "
        "a sync tool or a restored copy may have taken its place. It was left as it is.",
    )


def rollback_error(path: Path) -> JournalError:
    """A rollback file lies beside a damaged journal, and does not mend it."""
    return JournalError(
        Reason.DAMAGED,
        path,
        f"The journal is damaged, and {path.name}-journal beside it belongs to another journal: a sync tool "
        "may have brought one of the two. Both were left as they are. Move both away, and put a copy in the "
        f"place of {path.name}.",
    )


_NEVER_BROKEN = (
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
    sqlite3.SQLITE_CONSTRAINT_ROWID,
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY,
)
"""Constraints on numbers that the journal itself gives out: only a damaged file can break them."""


def journal_error(
    error: sqlite3.Error | OSError | UnicodeDecodeError, path: Path, *, writing: bool
) -> JournalError | None:
    """What an error of SQLite or of the system means for the journal, or None if it is a fault of ours."""
    match error:
        case OSError():
            return _system(error, path, writing=writing)
        case UnicodeDecodeError():
            return damaged_error(path, "its text cannot be read")
        case sqlite3.OperationalError() if str(error).startswith("Could not decode"):
            return damaged_error(path, "its text cannot be read")  # it comes without a code
        case sqlite3.Error(sqlite_errorcode=int(code)):
            return _sqlite(error, code, path, writing=writing)
        case _:
            return None


def _sqlite(error: sqlite3.Error, code: int, path: Path, *, writing: bool) -> JournalError | None:
    match code & 0xFF:
        case sqlite3.SQLITE_CONSTRAINT if code in _NEVER_BROKEN:
            return damaged_error(path, str(error))
        case sqlite3.SQLITE_FULL:
            return _full_error(path, "is full")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED | sqlite3.SQLITE_PROTOCOL:
            return busy_error(path, writing=writing)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return _read_only_error(path)
        case sqlite3.SQLITE_CANTOPEN:
            if len(os.fsencode(path.absolute())) > _LONG:
                return _unreadable_error(path, "its path is too long", f"shorten that, {_ELSEWHERE}")
            return _unreadable_error(path, "it, or the rollback file beside it, cannot be opened")
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_ERROR:
            return damaged_error(path, str(error))
        case sqlite3.SQLITE_IOERR if code == sqlite3.SQLITE_IOERR_WRITE:
            # A quota or a limit on file size arrives as this, without a word of which.
            return _full_error(path, "takes no more (it is full, over a quota or a limit, or failing)")
        case sqlite3.SQLITE_IOERR:
            return _unreadable_error(path, f"the disk failed ({error.sqlite_errorname})")
        case _:
            return None


def _system(error: OSError, path: Path, *, writing: bool) -> JournalError:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return _full_error(path, "is full")
        case errno.EROFS | errno.EACCES | errno.EPERM if writing:
            return _read_only_error(path)
        case errno.EACCES | errno.EPERM:
            return _unreadable_error(path, "permission denied", f"make it readable, {_ELSEWHERE}")
        case _:
            return _unreadable_error(path, (error.strerror or str(error)).lower())


def _full_error(path: Path, how: str) -> JournalError:
    return JournalError(
        Reason.FULL,
        path,
        f"The disk {how}, so nothing was recorded. The journal is whole: make room and try again.",
    )


def _read_only_error(path: Path) -> JournalError:
    return JournalError(
        Reason.READ_ONLY,
        path,
        "The journal is read-only, or its folder or disk is, so nothing was recorded. "
        "All in it is safe: make it writable, or keep the journal elsewhere with --home.",
    )


def busy_error(path: Path, *, writing: bool) -> JournalError:
    """Another program holds the file."""
    outcome = "nothing was recorded" if writing else "it could not be read"
    return JournalError(
        Reason.BUSY,
        path,
        f"Another program holds the journal, so {outcome}: try again in a moment.",
    )


def _unreadable_error(path: Path, why: str, do: str = "mend that and try again") -> JournalError:
    return JournalError(
        Reason.UNREADABLE, path, f"The journal cannot be used: {why}. Nothing in it was changed: {do}."
    )


_ELSEWHERE = "or keep the journal elsewhere with --home"
_LONG = 500
"""Bytes of a path. SQLite opens none that are longer, and does not say so."""


def shown(path: Path) -> str:
    """The path as text that is safe to print, whatever bytes it is made of."""
    text = str(path)
    return text if text.isprintable() else ascii(text)
