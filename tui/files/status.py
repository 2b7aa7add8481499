"""How a person's own checklist files stand while a plan runs, and what the journal remembers of them.

A file is known by its bytes: while they are those that the journal remembers, they are not read as YAML.
"""

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
    ChecklistPath,
    Fingerprint,
    Snapshot,
    count_on,
    is_shipped,
    read_whole,
    same_id_sentence,
)
from tui.files.patience import patiently
from tui.journal import Journal, JournalError, KnownFile, Topic
from tui.paths import Paths
from tui.recovery.recovery import Recovery
from tui.recovery.versions import IN_FORCE, kept_key, later_key
from tui.text.humanize import and_more, full_stop, listed, reason_of

if TYPE_CHECKING:
    from tui.recovery.begin import ChecklistVersion


RUNS_ON = "the last good version runs on"
"""What every sentence about a file that cannot be used ends with."""
PUT_BACK = "Put it back to change the plan by it."
"""What to do about one that is not there."""


class FileStatus(Struct, frozen=True):
    """How a person's own files stand beside a plan."""

    problem: str = ""
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
            see: What shows the difference, where one row has to do. Empty names the command that does.
        """
        if self.waits is None:
            return self.problem
        if see:
            return f"{self.changed}: {see}; accept it or not."
        shows = f"see `afterglow checklist diff {self.waits.id}`"
        return f"{self.changed}: {shows}; until you accept it, this plan keeps its version."


class BrokenFileError(Exception):
    """A file that is no checklist. `str()` says where and why, without a full stop."""


def banner(journal: Journal, paths: Paths, recovery: Recovery, now: datetime | None = None) -> str:
    """The sentence about the file that a recovery's checklist comes from, or nothing; see `file_status`."""
    return file_status(journal, paths, recovery, now).sentence()


def file_status(
    journal: Journal, paths: Paths, recovery: Recovery, now: datetime | None = None
) -> FileStatus:
    """How the file that a recovery's checklist comes from stands, or else the person's other ones.

    A shipped file changes with the program. A plan keeps its version, and what is newer waits until it was
    seen once; but lines on when to call that are new or stronger in it count at once.

    Args:
        now: When what was read is remembered, aware. None remembers nothing, as in a rehearsal.

    Raises:
        JournalError: If the journal cannot be read.
    """
    files = Snapshot()
    mine = followed_path(journal, paths, recovery, now, files)
    if mine is None:
        followed = _of_shipped(journal, recovery, now)
    else:
        followed = _of_followed(journal, recovery, mine, now, files)
        if followed.problem or followed.waits:
            return followed
    others, problem = [], ""
    counting = {each.path for each in files.by_id(paths.checklists).values()}
    for each in files.files_in(paths.checklists):
        if mine is None or each.path != mine.path:
            try:
                # What does not count is not remembered: so it is told from what a plan stands on.
                hash = version_of(journal, each, now if each.path in counting else None, files)
            except (OSError, BrokenFileError) as error:
                problem = problem or _of_other(each, error)
            else:
                if may_follow(journal, recovery, each, hash, files):
                    others.append((each.path.name, hash))
    for id, same in several_of_one_id(mine, files) if mine is not None else ():
        problem = problem or same_id_sentence(id, same, same[0].path)
    if paths.checklists in files.unanswered:
        problem = problem or f"{paths.checklists} does not answer, and what is in it is passed by."
    if problem:
        followed = FileStatus()
    return replace(followed, problem=problem, others=tuple(others))


def _of_shipped(journal: Journal, recovery: Recovery, now: datetime | None) -> FileStatus:
    """The shipped file that a plan follows: what is newer in it waits until it was seen."""
    from checklists import library

    id, runs_by = recovery.checklist, in_force(journal, recovery)
    if id not in library.shipped():
        return FileStatus()
    hash = shipped_version(journal, id, now)
    if not hash or hash == runs_by:
        return FileStatus()
    if now is not None:
        _count_call_lines(journal, recovery, runs_by, hash, now)
    if hash in (unwanted(journal, recovery, id), left_for_later(journal, recovery, id)):
        return FileStatus()
    if _is_refused(journal, recovery, id, hash):
        return FileStatus()
    file = ChecklistPath(id, library.where(id), True)
    return FileStatus("", file, hash, changed=f"A newer {id} comes with Afterglow")


def _count_call_lines(
    journal: Journal, recovery: Recovery, runs_by: str, shipped: str, now: datetime, own: str = ""
) -> None:
    """As `count_new_call_lines`. A journal that cannot be written to is left alone until it can be."""
    # Imported here: while nothing is newer nothing needs it.
    from tui.files.new_call_lines import count_new_call_lines

    with suppress(JournalError):
        count_new_call_lines(journal, recovery, runs_by, shipped, now, own)


def shipped_version(journal: Journal, id: str, now: datetime | None) -> str:
    """The version that a shipped file holds: another one has another size or time of writing.

    Args:
        now: When what is read is remembered, aware. None reads nothing, as in a rehearsal.

    Returns:
        Its hash; empty where that is not known.

    Raises:
        JournalError: If the journal cannot be read.
    """
    from checklists import library

    path = library.where(id)
    with suppress(OSError):
        look, memory = shipped_look(id), recall(journal, path)
        if memory is not None and memory.digest == look.digest:
            return memory.hash
        if now is not None:
            _, outcome = read_whole(ChecklistPath(id, path, True))
            if not isinstance(outcome, Exception):
                _store_version(journal, outcome, now)
                remember(journal, look, outcome.hash)
                return outcome.hash
    return ""


def shipped_look(id: str) -> Fingerprint:
    """What tells a shipped file and what it extends from others of their names, without reading them.

    Raises:
        OSError: If it is not there.
    """
    from checklists import library

    path = library.where(id)
    looks = [each.stat() for each in (path, *map(library.where, library.bases()))]
    return Fingerprint(str(path), " ".join(f"{look.st_size} {look.st_mtime_ns}" for look in looks))


def _of_followed(
    journal: Journal, recovery: Recovery, mine: ChecklistPath, now: datetime | None, files: Snapshot
) -> FileStatus:
    try:
        hash = version_of(journal, mine, now, files)
    except OSError as error:
        gone = isinstance(error, FileNotFoundError | NotADirectoryError) and not os.path.lexists(mine.path)
        problem = f"{mine.path} is not there any more" if gone else _unreadable(mine, error)
        return FileStatus(f"{problem}; {RUNS_ON}.{f' {PUT_BACK}' * gone}")
    except BrokenFileError as error:
        return FileStatus(f"{full_stop(str(error))} Until that is mended, {RUNS_ON}.")
    runs_by = in_force(journal, recovery)
    base = next((files.head(path).id for path in files.chain(mine.path) if is_shipped(path)), "")
    if base and hash != runs_by and now is not None and (shipped := shipped_version(journal, base, now)):
        _count_call_lines(journal, recovery, runs_by, shipped, now, hash)
    if hash in (runs_by, unwanted(journal, recovery, mine.id)) or _is_refused(
        journal, recovery, mine.id, hash
    ):
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
    journal: Journal,
    paths: Paths,
    recovery: Recovery,
    now: datetime | None = None,
    files: Snapshot | None = None,
) -> ChecklistPath | None:
    """The person's own file that a recovery follows, there or not any more; None for a shipped one.

    Args:
        now: As for `file_status`.
        files: As they were a moment ago. None looks at them now.

    Raises:
        JournalError: If the journal cannot be read.
    """
    files = files or Snapshot()
    own = files.of_one_id(paths.checklists).get(recovery.checklist, ())
    if len(own) > 1:
        # A copy beside it, or another of that id, changes nothing of what is followed.
        held = _held(journal, recovery)
        memories = ((each, recall(journal, each.path)) for each in own)
        count_on(
            next(
                (each for each, memory in memories if memory and not held.isdisjoint(memory.versions)), own[0]
            )
        )
        own = files.of_one_id(paths.checklists)[recovery.checklist]
    mine = own[0] if own else _elsewhere(journal, paths, recovery, now, files)
    if mine is not None:
        _count_on_bases(journal, mine, files)
    return mine


def several_of_one_id(
    file: ChecklistPath, files: Snapshot
) -> Iterator[tuple[str, tuple[ChecklistPath, ...]]]:
    """The ids of a file and of what it stands on that several files beside it have, each with these.

    The one that counts is the first.
    """
    beside = files.of_one_id(file.path.parent)
    for id in () if is_shipped(file.path) else files.ids(file.path):
        if len(same := beside.get(id, ())) > 1:
            yield id, same


def _count_on_bases(journal: Journal, mine: ChecklistPath, files: Snapshot) -> None:
    """Of several files of one id that a followed file may stand on, have the one count that it stood on.

    That is told by the bytes of all that it was last read with; or else it is the one that was read before.
    """
    memory = recall(journal, mine.path)
    for id, same in [*several_of_one_id(mine, files)]:
        if id == mine.id:
            continue
        for each in same:
            count_on(each)
            with suppress(OSError):
                if memory is not None and files.digest(mine.path) == memory.digest:
                    break
        else:
            known = [each for each in same if recall(journal, each.path) is not None]
            count_on(known[0] if len(known) == 1 else same[0])


def _held(journal: Journal, recovery: Recovery) -> set[str]:
    """The versions by which the file that a recovery follows is known.

    Where something was refused, no file holds what the plan runs by; but one does what was refused.
    """
    return {in_force(journal, recovery), unwanted(journal, recovery, recovery.checklist)} - {""}


def _elsewhere(
    journal: Journal, paths: Paths, recovery: Recovery, now: datetime | None, files: Snapshot
) -> ChecklistPath | None:
    """The file that a checklist was once read from, where the person's folder has none of this id."""
    id, hash = recovery.checklist, in_force(journal, recovery)
    held = _held(journal, recovery)
    known = [each.path for each in memories(journal) if not held.isdisjoint(each.versions)]
    # A folder, a pipe or a link to nothing may have taken the place of a file that was never read.
    by_name = (paths.checklists / f"{id}{suffix}" for suffix in SUFFIXES)
    candidates = [*known, *(path for path in by_name if _is_there(path))]
    if not candidates or any(map(came_along, known)) or _is_shipped_version(journal, id, hash, now):
        return None
    there = next((path for path in candidates if _is_there(path)), None)
    if there is None:
        return ChecklistPath(id, candidates[0], False)
    return ChecklistPath(
        files.head(there).id if _is_there(there, os.path.isfile, False) else id, there, False
    )


def came_along(path: Path) -> bool:
    """Whether a file came with the program, also with one that was installed elsewhere and has gone."""
    from checklists import library

    names = [library.where(id).name for id in library.every()]
    elsewhere = path.parts[-3:-1] == ("checklists", "library") and path.name in names
    return is_shipped(path) or (elsewhere and not _is_there(path))


def _is_there(
    path: Path, looks: Callable[[Path], bool] = os.path.lexists, where_unanswered: bool = True
) -> bool:
    """Whether there is anything of a name; in a folder that does not answer, what is to be taken for so."""
    try:
        return patiently(path.parent, lambda: looks(path))
    except TimeoutError:
        return where_unanswered


def _is_shipped_version(journal: Journal, id: str, hash: str, now: datetime | None) -> bool:
    """Whether a plan runs by what comes with the program, and so misses no file of the person's own."""
    from checklists import library

    if id not in library.shipped():
        return False
    if known := shipped_version(journal, id, now):
        return known == hash
    with suppress(OSError, BrokenFileError):
        return version_of(journal, ChecklistPath(id, library.where(id), True), now) == hash
    return False


def may_follow(journal: Journal, recovery: Recovery, file: ChecklistPath, hash: str, files: Snapshot) -> bool:
    """Whether a plan may be moved to a good file: it extends the checklist that is followed, and is wanted.

    What is hidden is nobody's plan.

    Raises:
        JournalError: If the journal cannot be read.
    """
    if file.hidden or file.id == recovery.checklist or recovery.checklist not in files.ids(file.path):
        return False
    if hash in (in_force(journal, recovery), unwanted(journal, recovery, file.id)):
        return False
    return not _is_refused(journal, recovery, file.id, hash)


def in_force(journal: Journal, recovery: Recovery) -> str:
    """The hash of the version that a recovery runs by; empty where the journal does not say."""
    return _hash(journal, recovery, Topic.VERSION, IN_FORCE)


def unwanted(journal: Journal, recovery: Recovery, id: str) -> str:
    """The hash of what the person did not want of the file of this id; empty where there is none."""
    return _hash(journal, recovery, Topic.VERSION, kept_key(id))


def _is_refused(journal: Journal, recovery: Recovery, id: str, hash: str) -> bool:
    """Whether all that a version of the file of an id has otherwise stays refused."""
    if not unwanted(journal, recovery, id):
        return False
    # Imported here: while nothing was refused nothing needs it.
    from tui.files.refusals import is_refused

    return is_refused(journal, recovery, id, hash)


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
    files = Snapshot()
    below = [each for each in files.chain(file.path)[1:] if not is_shipped(each)]
    changed = [name(each) for each in below if _is_another(journal, each, files)]
    if changed:
        has = "has" if len(changed) == 1 else "have"
        return f"{listed(changed)}, which {file.path.name} extends, {has} changed"
    return f"{name(file.path)}{', or what it extends,' if below else ''} has changed"


def _is_another(journal: Journal, path: Path, files: Snapshot) -> bool:
    """Whether a file was read before, and has other bytes now."""
    memory = recall(journal, path)
    with suppress(OSError):
        return memory is not None and memory.digest != files.digest(path)
    return False


MOST_VERSIONS = 64
"""Versions of one file that are remembered."""
_FAULT = "!"
"""What stands in the journal in the place of a version, before what is wrong with a broken file."""


class FileMemory(Struct, frozen=True):
    """A file as it was when last read."""

    path: Path
    digest: str
    """Of its bytes, as a `Fingerprint` has it."""
    hash: str
    """The version that it held. Empty for a broken file."""
    fault: str
    """What was wrong with a broken file, without a full stop; empty for a good one."""
    versions: tuple[str, ...]
    """Every version that it was seen to hold, the newest first. A plan may still run by one of them."""


def recall(journal: Journal, path: Path) -> FileMemory | None:
    """What is remembered of a file, whether or not it is still so.

    Raises:
        JournalError: If the journal cannot be read.
    """
    row = journal.file(_name(path))
    return None if row is None else _memory(row)


def memories(journal: Journal) -> Iterator[FileMemory]:
    """What is remembered of every file, there or not any more, by path.

    Raises:
        JournalError: If the journal cannot be read.
    """
    return map(_memory, journal.files())


def version_of(
    journal: Journal, file: ChecklistPath, now: datetime | None, files: Snapshot | None = None
) -> str:
    """The version that a file holds, from memory where it has not changed.

    Args:
        now: When what is read is remembered, aware. None remembers nothing, as in a rehearsal.
        files: As they were a moment ago. None looks at them now.

    Raises:
        OSError: If it cannot be read.
        BrokenFileError: If it is no checklist.
        JournalError: If the journal cannot be read.
    """
    memory = recall(journal, file.path)
    if memory is not None and memory.digest == (files or Snapshot()).digest(file.path):
        hash, fault = memory.hash, memory.fault
    else:
        hash, fault = _read_version(journal, file, now)
    if not hash:
        raise BrokenFileError(fault)
    return hash


def _read_version(journal: Journal, file: ChecklistPath, now: datetime | None) -> tuple[str, str]:
    """The version that a changed file holds, or what is wrong with it."""
    seen, outcome = read_whole(file)
    if not isinstance(outcome, Exception):
        if now is not None:
            _store_version(journal, outcome, now)
            remember(journal, seen, outcome.hash)
        return outcome.hash, ""
    first, *more = outcome.problems
    fault = f"{first.in_file(str(file.path))}{and_more(len(more), 'problem')}"
    if now is not None:
        remember(journal, seen, "", fault)
    return "", fault


def _store_version(journal: Journal, version: "ChecklistVersion", now: datetime) -> None:
    text = encode(version.checklist)
    with suppress(JournalError):
        journal.keep_version(version.hash, version.checklist.id, version.canonical, text, COMPILED, now)


def remember(journal: Journal, seen: Fingerprint, hash: str, fault: str = "") -> None:
    """Note in the journal what a file holds, beside all that it held before.

    A journal that cannot be written to is left alone: this only saves time.

    Args:
        hash: The version that it holds. Empty for a broken file.
        fault: What is wrong with a broken file.
    """
    path = Path(seen.path)
    with suppress(JournalError):
        memory = recall(journal, path)
        every = dict.fromkeys(each for each in (hash, *(memory.versions if memory else ())) if each)
        versions = " ".join([*every][:MOST_VERSIONS])
        contents = versions if hash else f"{_FAULT}{' '.join(fault.splitlines())}\n{versions}"
        # Size and time of writing have columns since 0.1, which looks at the bytes where they do not fit.
        journal.keep_file(_name(path), 0, 0, seen.digest, contents)


def _memory(row: KnownFile) -> FileMemory:
    broken = row.hash.startswith(_FAULT)
    fault, _, hashes = row.hash.removeprefix(_FAULT).partition("\n") if broken else ("", "", row.hash)
    versions = tuple(hashes.split())
    return FileMemory(Path(row.path), row.digest, "" if broken else "".join(versions[:1]), fault, versions)


def _name(path: Path) -> str:
    """A path as text that every journal can hold: a name of bytes that are no UTF-8 is spelt out."""
    return os.fspath(path).encode("utf-8", "backslashreplace").decode()
