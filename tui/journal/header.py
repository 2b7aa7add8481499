"""The first bytes of a journal, read without SQLite, so that a file that is not for us is not touched."""

import os
import struct
from dataclasses import dataclass
from pathlib import Path

from tui.journal.errors import damaged, foreign, newer
from tui.journal.schema import APPLICATION_ID

_SIZE = 100
_MAGIC = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Header:
    """What SQLite's file header says, as far as it matters here."""

    page: int
    """Bytes in a page."""

    pages: int | None
    """Pages the file must have, or None where the header does not vouch for its own count."""

    version: int
    application: int


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
        header = _read(first)
        if header.application != APPLICATION_ID:
            raise foreign(path)
        if header.version > known:
            raise newer(path, header.version, known)
        if _fits(header, size) or _rollback_waits(path):
            return
        if seen == (first, size):
            raise damaged(path, "it is cut short")
        seen = (first, size)  # another program may just have been writing: believe it the second time


def _look(path: Path) -> tuple[bytes, int]:
    with path.open("rb") as file:
        return file.read(_SIZE), file.seek(0, os.SEEK_END)


def _read(first: bytes) -> Header:
    (page,) = struct.unpack_from(">H", first, 16)
    changes, pages = struct.unpack_from(">II", first, 24)
    (version,) = struct.unpack_from(">i", first, 60)
    application, vouched = struct.unpack_from(">I20xI", first, 68)
    return Header(
        page=65536 if page == 1 else page,
        pages=pages if pages and changes == vouched else None,
        version=version,
        application=application,
    )


def _fits(header: Header, size: int) -> bool:
    """SQLite itself rounds up and reads a cut last page as zeros, which may pass for data."""
    if header.page < 512 or size % header.page:
        return False
    return header.pages is None or size >= header.pages * header.page


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
