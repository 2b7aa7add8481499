"""What the journal remembers of checklist files, so that an unchanged one is not held to the format again."""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from checklists.rules.compiled import COMPILED, encode
from tui.files import heads
from tui.files.checklist_files import ChecklistPath, FileLook, look, read_whole
from tui.journal import Journal, JournalError, KnownFile
from tui.text.humanize import and_more

if TYPE_CHECKING:
    from tui.recovery.begin import ChecklistVersion

MOST_HELD = 64
"""Versions of one file that are kept in mind."""

_FAULT = "!"
"""What stands in the journal in the place of a version, before what is wrong with a broken file."""


class FileMemory(Struct, frozen=True):
    """A file as it was when last read."""

    path: Path
    seen: FileLook
    """Its time is `heads.UNSURE` until the file was found unchanged once more."""
    hash: str
    """The version that it held. Empty for a broken file."""
    fault: str
    """What was wrong with a broken file, without a full stop; empty for a good one."""
    held: tuple[str, ...]
    """Every version that it was seen to hold, the newest first. A plan may still run by one of them."""


def recall(journal: Journal, found: ChecklistPath) -> FileMemory | None:
    """What is remembered of a file, whether or not it is still so.

    Raises:
        JournalError: If the journal cannot be read.
    """
    known = journal.file(_name(found.path))
    return None if known is None else _memory(known)


def memories(journal: Journal) -> Iterator[FileMemory]:
    """What is remembered of every file, there or not any more, by path.

    Raises:
        JournalError: If the journal cannot be read.
    """
    return map(_memory, journal.files())


def unchanged(journal: Journal, found: ChecklistPath, *, keep: bool) -> FileMemory | None:
    """What is remembered of a file that is still as it was; None for any other.

    Args:
        keep: Whether to note that it was found unchanged, and from when on its time alone tells that it is.

    Raises:
        OSError: If it cannot be looked at.
        JournalError: If the journal cannot be read.
    """
    memory = recall(journal, found)
    if memory is None:
        return None
    size, time = heads.stamp(found.path)
    if time != heads.UNSURE and (size, time) == (memory.seen.size, memory.seen.time):
        return memory
    seen = look(found)
    if seen.digest != memory.seen.digest:
        return None
    if keep and seen.time != heads.UNSURE:
        remember(journal, seen, memory.hash, memory.fault)
    return memory


class BrokenFileError(Exception):
    """A file that is no checklist. `str()` says where and why, without a full stop."""


def version_of(journal: Journal, found: ChecklistPath, now: datetime | None) -> str:
    """The version that a file holds, from memory where it has not changed.

    Args:
        now: When what is read is kept in mind, aware. None keeps nothing, as in a rehearsal.

    Raises:
        OSError: If it cannot be read.
        BrokenFileError: If it is no checklist.
        JournalError: If the journal cannot be read.
    """
    known = unchanged(journal, found, keep=now is not None)
    hash, fault = (known.hash, known.fault) if known is not None else _read(journal, found, now)
    if not hash:
        raise BrokenFileError(fault)
    return hash


def _read(journal: Journal, found: ChecklistPath, now: datetime | None) -> tuple[str, str]:
    """The version that a changed file holds, or what is wrong with it."""
    seen, outcome = read_whole(found)
    if not isinstance(outcome, Exception):
        if now is not None:
            _keep(journal, outcome, now)
            remember(journal, seen, outcome.hash)
        return outcome.hash, ""
    first, *more = outcome.problems
    fault = f"{first.said_of(str(found.path))}{and_more(len(more), 'problem')}"
    if now is not None:
        remember(journal, seen, "", fault)
    return "", fault


def _keep(journal: Journal, chosen: "ChecklistVersion", now: datetime) -> None:
    text = encode(chosen.checklist)
    with suppress(JournalError):
        journal.keep_version(chosen.hash, chosen.checklist.id, chosen.canonical, text, COMPILED, now)


def remember(journal: Journal, seen: FileLook, hash: str, fault: str = "") -> None:
    """Keep in mind what a file holds, and all that it held before.

    A file that was not yet known to hold these bytes is not told by its time alone the next time: it may be
    written once more in the same tick of a coarse clock, with as many bytes.

    A journal that cannot be written to is left alone: this only saves time.

    Args:
        hash: The version that it holds. Empty for a broken file.
        fault: What is wrong with a broken file.
    """
    with suppress(JournalError):
        known = journal.file(_name(Path(seen.path)))
        before = _memory(known) if known is not None else None
        time = seen.time if before is not None and before.seen.digest == seen.digest else heads.UNSURE
        held = dict.fromkeys(each for each in (hash, *(before.held if before else ())) if each)
        versions = " ".join([*held][:MOST_HELD])
        told = f"{_FAULT}{' '.join(fault.splitlines())}\n{versions}" if not hash else versions
        journal.keep_file(_name(Path(seen.path)), seen.size, time, seen.digest, told)


def _memory(known: KnownFile) -> FileMemory:
    seen = FileLook(known.path, known.size, known.mtime_ns, known.digest)
    broken = known.hash.startswith(_FAULT)
    fault, _, versions = known.hash.removeprefix(_FAULT).partition("\n") if broken else ("", "", known.hash)
    held = tuple(versions.split())
    return FileMemory(Path(known.path), seen, "" if broken else "".join(held[:1]), fault, held)


def _name(path: Path) -> str:
    """A path as text that every journal can hold: a name of bytes that are no UTF-8 is spelt out."""
    return os.fspath(path).encode("utf-8", "backslashreplace").decode()
