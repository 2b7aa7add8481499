"""Checklist files: those that come with the program, and those in the person's own folder."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from checklists.compiled import COMPILED
from tui.day import bases
from tui.day.recovery import Recovery
from tui.day.versions import IN_FORCE, compiled_text, kept_key
from tui.day.words import counted
from tui.journal import Journal, JournalError, Topic
from tui.paths import Paths

if TYPE_CHECKING:
    from tui.day.begin import Chosen

RUNS_ON = "the last good version runs on"
"""What every sentence about a file that cannot be used ends with."""


@dataclass(frozen=True, slots=True)
class Found:
    """One checklist file. What it says is not known yet, save its id."""

    id: str
    path: Path
    shipped: bool
    """Whether it comes with the program."""

    def read(self) -> bytes:
        """Its bytes, up to a little more than a checklist may have.

        Raises:
            OSError: If it cannot be read.
        """
        return bases.read(self.path)


def found(paths: Paths) -> tuple[Found, ...]:
    """Every checklist there is, the shipped ones first; a person's own takes the place of one of its id."""
    # Here, because most commands look at a person's own files alone, and this costs them time.
    from checklists import library

    by_id = {id: Found(id, Path(str(library.where(id))), True) for id in library.shipped()}
    by_id.update((each.id, each) for each in sorted(_own(paths), key=lambda each: each.id))
    return tuple(by_id.values())


def find(paths: Paths, id: str) -> Found | None:
    """The checklist of this id, or None."""
    return next((each for each in found(paths) if each.id == id), None)


def choose(found: Found) -> "Chosen":
    """Read a file, with what it extends, and hold it to the format.

    Raises:
        ChecklistError: With every Problem.
        OSError: If it cannot be read.
    """
    from checklists.loader import load_checklist
    from tui.day.begin import Chosen

    loaded = load_checklist(found.read(), name=str(found.path), base=bases.base_of(found.path))
    return Chosen(loaded.checklist, loaded.said, loaded.hash)


@dataclass(frozen=True, slots=True)
class Look:
    """A file as it stood at one moment; of one that extends others, with how those stood."""

    path: str
    size: int
    mtime_ns: int
    digest: str
    """Of its bytes, in hex."""


def look(found: Found) -> Look:
    """How a file stands. To be taken before the file is read, so that a change in between is noticed.

    Raises:
        OSError: If it cannot be read.
    """
    return Look(str(found.path), *bases.stamp(found.path), bases.digest(found.path))


def remember(journal: Journal, look: Look, hash: str) -> None:
    """Keep in mind which version a file holds, so that it need not be held to the format again.

    A journal that cannot be written to is left alone: this only saves time.
    """
    with suppress(JournalError):
        journal.keep_file(look.path, look.size, look.mtime_ns, look.digest, hash)


def banner(journal: Journal, paths: Paths, recovery: Recovery, now: datetime | None = None) -> str:
    """What is to be said of the file that a recovery's checklist comes from, or nothing.

    Nothing is said of a shipped file: it changes with the program, and a plan keeps its version.

    Args:
        now: When what was read is kept in mind, aware. None keeps nothing, as in a rehearsal.

    Raises:
        JournalError: If the journal cannot be read.
    """
    own = followed(journal, paths, recovery)
    if own is None:
        return ""
    if not os.path.lexists(own.path):
        return f"{own.path} is not there any more; {RUNS_ON}."
    try:
        hash = _known(journal, own) or _read(journal, own, now)
    except OSError as error:
        return f"{own.path} cannot be read ({(error.strerror or str(error)).lower()}); {RUNS_ON}."
    except _Broken as error:
        return f"{error}. Until that is mended, {RUNS_ON}."
    if hash in (in_force(journal, recovery), unwanted(journal, recovery, own.id)):
        return ""
    return (
        f"{own.path} has changed: see `afterglow checklist diff {own.id}`; "
        "until you accept it, this plan keeps its version."
    )


def followed(journal: Journal, paths: Paths, recovery: Recovery) -> Found | None:
    """The person's own file that a recovery follows, there or not any more; None for a shipped one.

    Raises:
        JournalError: If the journal cannot be read.
    """
    own = next((each for each in _own(paths) if each.id == recovery.checklist), None)
    return own or _elsewhere(journal, recovery.checklist, in_force(journal, recovery))


def in_force(journal: Journal, recovery: Recovery) -> str:
    """The hash of the version that a recovery runs by; empty where the journal does not say."""
    return _hash(journal, recovery, IN_FORCE)


def unwanted(journal: Journal, recovery: Recovery, id: str) -> str:
    """The hash of what the person did not want of the file of this id; empty where there is none."""
    return _hash(journal, recovery, kept_key(id))


def _hash(journal: Journal, recovery: Recovery, key: str) -> str:
    entry = journal.latest(recovery.id, Topic.VERSION, key)
    return str(entry.value) if entry is not None else ""


class _Broken(Exception):
    """A file that is no checklist. `str()` says where and why, without a full stop."""


def _known(journal: Journal, own: Found) -> str | None:
    """The version an unchanged file holds, from memory: by its stat, or else by its bytes."""
    known = journal.file(str(own.path))
    if known is None:
        return None
    if bases.stamp(own.path) == (known.size, known.mtime_ns):
        return known.hash
    return known.hash if look(own).digest == known.digest else None


_outcomes: "dict[tuple[str, str], str | _Broken]" = {}
"""What came of reading a file, by its path and digest: the app looks again every two seconds."""


def _read(journal: Journal, own: Found, now: datetime | None) -> str:
    """The version a changed file holds."""
    seen = look(own)
    if (seen.path, seen.digest) not in _outcomes:
        _outcomes[seen.path, seen.digest] = _tried(journal, own, seen, now)
    outcome = _outcomes[seen.path, seen.digest]
    if isinstance(outcome, _Broken):
        raise outcome
    return outcome


def _tried(journal: Journal, own: Found, seen: Look, now: datetime | None) -> "str | _Broken":
    from checklists.loader import ChecklistError

    try:
        chosen = choose(own)
    except ChecklistError as error:
        first, *more = error.problems
        also = f" (and {counted(len(more), 'more problem')})" if more else ""
        return _Broken(f"{first.said_of(str(own.path))}{also}")
    if now is not None:
        _keep(journal, chosen, now)
        remember(journal, seen, chosen.hash)
    return chosen.hash


def _keep(journal: Journal, chosen: "Chosen", now: datetime) -> None:
    text = compiled_text(chosen.checklist)
    with suppress(JournalError):
        journal.keep_version(chosen.hash, chosen.checklist.id, chosen.said, text, COMPILED, now)


def _elsewhere(journal: Journal, id: str, hash: str) -> Found | None:
    """The file that a checklist was once read from, where the person's folder has none of this id."""
    others = []
    known = journal.files()
    if any(each.hash == hash and bases.is_shipped(Path(each.path)) for each in known):
        return None
    for each in known:
        if each.hash == hash:
            return Found(id, Path(each.path), False)
        kept = journal.version(each.hash)
        if kept is not None and kept.checklist == id:
            others.append(Found(id, Path(each.path), False))
    return others[0] if others else None


def _own(paths: Paths) -> Iterator[Found]:
    return (Found(id, path, False) for id, path in bases.own(paths.checklists))
