"""The first bytes of a journal, read without SQLite, so that a file that is not for us is not touched."""

import os
import struct
from pathlib import Path

from tui.journal.errors import damaged, foreign, newer
from tui.journal.schema import APPLICATION_ID

_SIZE = 100
_MAGIC = b"SQLite format 3\0"


def inspect(path: Path, known: int) -> None:
    """Look at a journal that exists, without changing it.

    Args:
        known: The newest version this program can work with.

    Raises:
        JournalError: If it is damaged as far as its first bytes and its length tell, another
            program's, or newer than `known`.
        OSError: If it cannot be read.
    """
    seen: tuple[bytes, int] | None = None
    while True:
        first, size = _look(path)
        if not first:
            raise damaged(path, "it is empty")
        if not first.startswith(_MAGIC):
            raise damaged(path, "it does not start like a journal")
        if len(first) < _SIZE:
            raise damaged(path, "it is cut short")
        (version,) = struct.unpack_from(">i", first, 60)
        (application,) = struct.unpack_from(">I", first, 68)
        if application != APPLICATION_ID:
            raise foreign(path)
        if version > known:
            raise newer(path, version, known)
        if _fits(first, size) or _rollback_waits(path):
            return
        if seen == (first, size):
            raise damaged(path, "it is cut short")
        seen = (first, size)  # another program may just have been writing: believe it the second time


def _look(path: Path) -> tuple[bytes, int]:
    with path.open("rb") as file:
        return file.read(_SIZE), file.seek(0, os.SEEK_END)


def _fits(first: bytes, size: int) -> bool:
    """Whether the file ends with a whole page.

    SQLite misses whole pages itself, but reads a cut one as zeros, which may pass for data.
    """
    (page,) = struct.unpack_from(">H", first, 16)
    return size % (65536 if page == 1 else max(page, 512)) == 0


def _rollback_waits(path: Path) -> bool:
    """Whether a write is under way or was cut off: until SQLite has mended it, the length says nothing.

    A rollback file that starts with a zero is none yet: the journal itself was not touched.
    """
    for end in ("-journal", "-wal"):
        try:
            with path.with_name(path.name + end).open("rb") as beside:
                if beside.read(1) not in (b"", b"\0"):
                    return True
        except FileNotFoundError:
            continue
    return False
