"""What is to be said of a person's own checklist files while a plan runs. What is unchanged is not read."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from errno import ELOOP, ENOENT
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from checklists.rules.compiled import COMPILED, encode
from tui.files.checklist_files import (
    SUFFIXES,
    UNSURE,
    ChecklistPath,
    FileLook,
    chain,
    find_own,
    head,
    ids,
    is_shipped,
    look,
    own_files,
    read_whole,
    stamp,
)
from tui.journal import Journal, JournalError, KnownFile, Topic
from tui.paths import Paths
from tui.recovery.recovery import Recovery
from tui.recovery.versions import IN_FORCE, kept_key, later_key
from tui.text.humanize import and_more, full_stop, listed, reason_of

if TYPE_CHECKING:
    from tui.recovery.begin import ChecklistVersion


RUNS_ON = "the last good version runs on"
"""What every sentence about a file that cannot be used ends with."""


class FileStatus(Struct, frozen=True):
    """How a person's own files stand beside a plan."""

    said: str = ""
    """What is wrong, in sentences; empty where nothing is."""
    waits: ChecklistPath | None = None
    """The file the plan follows, where it is good and holds another version that nobody has decided on."""
    hash: str = ""
    """The version that the followed file holds; empty where it is a shipped one, broken or gone."""
    others: tuple[tuple[str, str], ...] = ()
    """The person's good files that the plan may be moved to: the name of each, and the version it holds."""
    changed: str = ""
    """Which file it is that has changed, where one waits: it may be one that the followed one extends."""

    def sentence(self, see: str = "") -> str:
        """All there is to say, or nothing.

        Args:
            see: What shows the difference. Empty names the command that does.
        """
        if self.waits is None:
            return self.said
        shows = see or f"see `afterglow checklist diff {self.waits.id}`"
        return f"{self.changed}: {shows}; until you accept it, this plan keeps its version."


class BrokenFileError(Exception):
    """A file that is no checklist. `str()` says where and why, without a full stop."""


def banner(journal: Journal, paths: Paths, recovery: Recovery, now: datetime | None = None) -> str:
    """What is to be said of the file that a recovery's checklist comes from, or nothing; see `standing`."""
    return file_status(journal, paths, recovery, now).sentence()


def file_status(
    journal: Journal, paths: Paths, recovery: Recovery, now: datetime | None = None
) -> FileStatus:
    """How the file that a recovery's checklist comes from stands, or else the person's other ones.

    Nothing is said of a shipped file: it changes with the program, and a plan keeps its version.

    Args:
        now: When what was read is kept in mind, aware. None keeps nothing, as in a rehearsal.

    Raises:
        JournalError: If the journal cannot be read.
    """
    mine = followed_path(journal, paths, recovery, now)
    found = FileStatus() if mine is None else _of_followed(journal, recovery, mine, now)
    if found.said or found.waits:
        return found
    others, said = [], ""
    for each in own_files(paths):
        if mine is None or each.path != mine.path:
            try:
                hash = version_of(journal, each, now)
            except (OSError, BrokenFileError) as error:
                said = said or _of_other(each, error)
            else:
                if may_follow(journal, recovery, each, hash):
                    others.append((each.path.name, hash))
    return replace(found, said=said, others=tuple(others))


def _of_followed(
    journal: Journal, recovery: Recovery, mine: ChecklistPath, now: datetime | None
) -> FileStatus:
    try:
        hash = version_of(journal, mine, now)
    except OSError as error:
        gone = isinstance(error, FileNotFoundError | NotADirectoryError) and not os.path.lexists(mine.path)
        said = f"{mine.path} is not there any more" if gone else _unreadable(mine, error)
        return FileStatus(f"{said}; {RUNS_ON}.")
    except BrokenFileError as error:
        return FileStatus(f"{full_stop(str(error))} Until that is mended, {RUNS_ON}.")
    decided = hash in (in_force(journal, recovery), unwanted(journal, recovery, mine.id))
    if decided:
        return FileStatus("", None, hash)
    return FileStatus("", mine, hash, changed=has_changed(journal, mine, str))


def _of_other(file: ChecklistPath, error: OSError | BrokenFileError) -> str:
    """What is wrong with a file in the person's folder that this plan does not follow."""
    if isinstance(error, OSError):
        return f"{_unreadable(file, error)}."
    return f"{full_stop(str(error))} This plan does not use it."


def _unreadable(file: ChecklistPath, error: OSError) -> str:
    return f"{file.path} cannot be read ({why(error)})"


def why(error: OSError) -> str:
    """Why a file could not be read, without a capital or a full stop."""
    plain = {ENOENT: "it points to nothing", ELOOP: "its links go in a circle"}
    return plain.get(error.errno or 0) or reason_of(error)


def followed_path(
    journal: Journal, paths: Paths, recovery: Recovery, now: datetime | None = None
) -> ChecklistPath | None:
    """The person's own file that a recovery follows, there or not any more; None for a shipped one.

    Args:
        now: As for `standing`.

    Raises:
        JournalError: If the journal cannot be read.
    """
    return find_own(paths, recovery.checklist) or _elsewhere(journal, paths, recovery, now)


def _elsewhere(
    journal: Journal, paths: Paths, recovery: Recovery, now: datetime | None
) -> ChecklistPath | None:
    """The file that a checklist was once read from, where the person's folder has none of this id."""
    id, hash = recovery.checklist, in_force(journal, recovery)
    known = [each.path for each in memories(journal) if hash in each.held]
    # A folder, a pipe or a link to nothing may have taken the place of a file that was never read.
    named = (paths.checklists / f"{id}{suffix}" for suffix in SUFFIXES)
    held = [*known, *(path for path in named if os.path.lexists(path))]
    if not held or any(map(is_shipped, known)) or _is_shipped_version(journal, id, hash, now):
        return None
    there = next((path for path in held if os.path.lexists(path)), None)
    if there is None:
        return ChecklistPath(id, held[0], False)
    return ChecklistPath(head(there).id if os.path.isfile(there) else id, there, False)


def _is_shipped_version(journal: Journal, id: str, hash: str, now: datetime | None) -> bool:
    """Whether a plan runs by what comes with the program, and so misses no file of the person's own."""
    from checklists import library

    if id not in library.shipped():
        return False
    with suppress(OSError, BrokenFileError):
        return version_of(journal, ChecklistPath(id, library.where(id), True), now) == hash
    return False


def may_follow(journal: Journal, recovery: Recovery, file: ChecklistPath, hash: str) -> bool:
    """Whether a plan may be moved to a good file: it extends the checklist that is followed, and is wanted.

    Raises:
        JournalError: If the journal cannot be read.
    """
    if file.id == recovery.checklist or recovery.checklist not in ids(file.path):
        return False
    return hash not in (in_force(journal, recovery), unwanted(journal, recovery, file.id))


def in_force(journal: Journal, recovery: Recovery) -> str:
    """The hash of the version that a recovery runs by; empty where the journal does not say."""
    return _hash(journal, recovery, Topic.VERSION, IN_FORCE)


def unwanted(journal: Journal, recovery: Recovery, id: str) -> str:
    """The hash of what the person did not want of the file of this id; empty where there is none."""
    return _hash(journal, recovery, Topic.VERSION, kept_key(id))


def left_for_later(journal: Journal, recovery: Recovery, id: str) -> str:
    """The hash of what was last seen of the file of this id and not decided on; empty where there is none."""
    return _hash(journal, recovery, Topic.LATER, later_key(id))


def _hash(journal: Journal, recovery: Recovery, topic: Topic, key: str) -> str:
    entry = journal.latest(recovery.id, topic, key)
    return str(entry.value) if entry is not None else ""


@dataclass
class ShownVersion:
    """The version of a file that was seen last in this run, and whether the person was shown it."""

    recovery: str = ""
    """The id of the recovery that follows the file."""
    hash: str = ""
    shown: bool = False
    held: bool = False
    """Whether the file is just being written from here, by what will show the difference itself."""

    def show(self, recovery: Recovery, hash: str) -> None:
        """Note that a version is being shown."""
        self.recovery, self.hash, self.shown = recovery.id, hash, True

    def is_due(self, journal: Journal, recovery: Recovery, files: FileStatus) -> bool:
        """Whether a version waits that is to be shown by itself. To be asked at every look at the files.

        Raises:
            JournalError: If the journal cannot be read.
        """
        if files.hash and (recovery.id, files.hash) != (self.recovery, self.hash):
            first_look, waits = recovery.id != self.recovery, files.waits
            self.recovery, self.hash, self.shown = recovery.id, files.hash, False
            if first_look and waits is not None:
                # The file may have changed, and been left for later, before the program was opened.
                self.shown = left_for_later(journal, recovery, waits.id) == files.hash
        return files.waits is not None and not self.shown and not self.held


def has_changed(journal: Journal, file: ChecklistPath, name: Callable[[Path], str]) -> str:
    """That a file holds another version than before, without a full stop: `mine.yaml has changed`.

    Where one of a person's own that it extends is another than when it was last read, that one is named.
    Where nothing tells which it was, both are spoken of.

    Args:
        name: How a path is spoken of.

    Raises:
        JournalError: If the journal cannot be read.
    """
    below = [each for each in chain(file.path)[1:] if not is_shipped(each)]
    changed = [name(each) for each in below if _is_another(journal, each)]
    if changed:
        has = "has" if len(changed) == 1 else "have"
        return f"{listed(changed)}, which {file.path.name} extends, {has} changed"
    return f"{name(file.path)}{', or what it extends,' if below else ''} has changed"


def _is_another(journal: Journal, path: Path) -> bool:
    """Whether a file was read before, and has other bytes now."""
    found = ChecklistPath(head(path).id, path, False)
    try:
        return recall(journal, found) is not None and unchanged(journal, found, keep=False) is None
    except OSError:
        return False


MOST_HELD = 64
"""Versions of one file that are kept in mind."""


_FAULT = "!"
"""What stands in the journal in the place of a version, before what is wrong with a broken file."""


class FileMemory(Struct, frozen=True):
    """A file as it was when last read."""

    path: Path
    seen: FileLook
    """Its time is `UNSURE` until the file was found unchanged once more."""
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
    size, time = stamp(found.path)
    if time != UNSURE and (size, time) == (memory.seen.size, memory.seen.time):
        return memory
    seen = look(found)
    if seen.digest != memory.seen.digest:
        return None
    if keep and seen.time != UNSURE:
        remember(journal, seen, memory.hash, memory.fault)
    return memory


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
    hash, fault = (known.hash, known.fault) if known is not None else _read_version(journal, found, now)
    if not hash:
        raise BrokenFileError(fault)
    return hash


def _read_version(journal: Journal, found: ChecklistPath, now: datetime | None) -> tuple[str, str]:
    """The version that a changed file holds, or what is wrong with it."""
    seen, outcome = read_whole(found)
    if not isinstance(outcome, Exception):
        if now is not None:
            _store_version(journal, outcome, now)
            remember(journal, seen, outcome.hash)
        return outcome.hash, ""
    first, *more = outcome.problems
    fault = f"{first.said_of(str(found.path))}{and_more(len(more), 'problem')}"
    if now is not None:
        remember(journal, seen, "", fault)
    return "", fault


def _store_version(journal: Journal, chosen: "ChecklistVersion", now: datetime) -> None:
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
        time = seen.time if before is not None and before.seen.digest == seen.digest else UNSURE
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
