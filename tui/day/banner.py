"""What is to be said of a person's own checklist files while a plan runs. What is unchanged is not read."""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from checklists.compiled import COMPILED
from tui.day import bases
from tui.day.files import Found, Look, choose, look, own_files, remember
from tui.day.recovery import Recovery
from tui.day.versions import IN_FORCE, compiled_text, kept_key
from tui.day.words import counted, full_stop
from tui.journal import Journal, JournalError, Topic
from tui.paths import Paths

if TYPE_CHECKING:
    from tui.day.begin import Chosen

RUNS_ON = "the last good version runs on"
"""What every sentence about a file that cannot be used ends with."""


def banner(journal: Journal, paths: Paths, recovery: Recovery, now: datetime | None = None) -> str:
    """What is to be said of the file that a recovery's checklist comes from, or nothing.

    Nothing is said of a shipped file: it changes with the program, and a plan keeps its version.

    Args:
        now: When what was read is kept in mind, aware. None keeps nothing, as in a rehearsal.

    Raises:
        JournalError: If the journal cannot be read.
    """
    own = followed(journal, paths, recovery)
    return _of_followed(journal, recovery, own, now) or _of_others(journal, paths, own, now)


def _of_followed(journal: Journal, recovery: Recovery, own: Found | None, now: datetime | None) -> str:
    if own is None:
        return ""
    if not os.path.lexists(own.path):
        return f"{own.path} is not there any more; {RUNS_ON}."
    try:
        hash = _hash_of(journal, own, now)
    except OSError as error:
        return f"{own.path} cannot be read ({(error.strerror or str(error)).lower()}); {RUNS_ON}."
    except _Broken as error:
        return f"{full_stop(str(error))} Until that is mended, {RUNS_ON}."
    if hash in (in_force(journal, recovery), unwanted(journal, recovery, own.id)):
        return ""
    return (
        f"{own.path} has changed: see `afterglow checklist diff {own.id}`; "
        "until you accept it, this plan keeps its version."
    )


def _of_others(journal: Journal, paths: Paths, own: Found | None, now: datetime | None) -> str:
    """What is wrong with the first broken file in the person's folder that this plan does not follow."""
    for each in own_files(paths):
        if own is None or each.path != own.path:
            try:
                _hash_of(journal, each, now)
            except OSError as error:
                return f"{each.path} cannot be read ({(error.strerror or str(error)).lower()})."
            except _Broken as error:
                return f"{full_stop(str(error))} This plan does not use it."
    return ""


def _hash_of(journal: Journal, own: Found, now: datetime | None) -> str:
    """The version that a file holds, from memory where it has not changed.

    Raises:
        OSError: If it cannot be read.
        _Broken: If it is no checklist.
    """
    hash = _known(journal, own) or _read(journal, own, now)
    if hash.startswith(_BROKEN):
        raise _Broken(hash.removeprefix(_BROKEN))
    return hash


def followed(journal: Journal, paths: Paths, recovery: Recovery) -> Found | None:
    """The person's own file that a recovery follows, there or not any more; None for a shipped one.

    Raises:
        JournalError: If the journal cannot be read.
    """
    own = next((each for each in own_files(paths) if each.id == recovery.checklist), None)
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


_BROKEN = "!"
"""What a file's memory begins with in the place of a hash, so that a broken file is read only once."""


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
        said = f"{first.said_of(str(own.path))}{also}"
        if now is not None:
            remember(journal, seen, f"{_BROKEN}{said}")
        return _Broken(said)
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
