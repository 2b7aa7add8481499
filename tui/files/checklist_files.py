"""Checklist files: those that come with the program, and those in the person's own folder."""

from collections.abc import Iterator
from errno import EAGAIN
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.files import heads
from tui.paths import Paths

if TYPE_CHECKING:
    from checklists.loader import ChecklistError
    from tui.recovery.begin import ChecklistVersion

_TRIES = 3
"""How often a file is read that is being written meanwhile."""


class ChecklistPath(Struct, frozen=True):
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
        return heads.read(self.path)


def checklist_paths(paths: Paths) -> tuple[ChecklistPath, ...]:
    """Every checklist there is, the shipped ones first; a person's own takes the place of one of its id."""
    # Here, because most commands look at a person's own files alone, and this costs them time.
    from checklists import library

    by_id = {id: ChecklistPath(id, Path(str(library.where(id))), True) for id in library.shipped()}
    by_id.update(
        (id, ChecklistPath(id, path, False)) for id, path in sorted(heads.by_id(paths.checklists).items())
    )
    return tuple(by_id.values())


def find(paths: Paths, id: str) -> ChecklistPath | None:
    """The checklist of this id, or None."""
    return next((each for each in checklist_paths(paths) if each.id == id), None)


def own(paths: Paths, id: str) -> ChecklistPath | None:
    """The person's own file of this id in their folder, or None."""
    path = heads.by_id(paths.checklists).get(id)
    return None if path is None else ChecklistPath(id, path, False)


def choose(found: ChecklistPath) -> "ChecklistVersion":
    """Read a file, with what it extends, and hold it to the format.

    Raises:
        ChecklistError: With every Problem.
        OSError: If it cannot be read.
    """
    from checklists.loader import load_checklist
    from tui.recovery.begin import ChecklistVersion

    loaded = load_checklist(found.read(), name=str(found.path), base=heads.base_of(found.path))
    return ChecklistVersion(loaded.checklist, loaded.canonical, loaded.hash)


class FileLook(Struct, frozen=True):
    """A file as it stood at one moment; of one that extends others, with how those stood."""

    path: str
    size: int
    time: int
    """When it was written last, as a number that only tells one moment from another; see `heads.stamp`."""
    digest: str
    """Of its bytes, in hex."""


def look(found: ChecklistPath) -> FileLook:
    """How a file stands, with all of its bytes read. Nothing of it is taken from memory.

    Raises:
        OSError: If it cannot be read.
    """
    heads.forget(found.path)
    return FileLook(str(found.path), *heads.stamp(found.path), heads.digest(found.path))


_read: "dict[Path, tuple[str, ChecklistVersion | ChecklistError]]" = {}
"""What came of reading a file, with its digest: the app looks again every two seconds."""


def read_whole(found: ChecklistPath) -> "tuple[FileLook, ChecklistVersion | ChecklistError]":
    """A file held to the format, and how it stood all the while it was read.

    Returns:
        What it says, or every Problem; as an error that is yet to be raised.

    Raises:
        OSError: If it cannot be read, or is being written all the time.
    """
    from checklists.loader import ChecklistError

    for _ in range(_TRIES):
        seen = look(found)
        digest, outcome = _read.get(found.path, ("", None))
        if outcome is not None and digest == seen.digest:
            return seen, outcome
        try:
            outcome = choose(found)
        except ChecklistError as error:
            outcome = error.with_traceback(None)
        if look(found).digest == seen.digest:
            _read[found.path] = (seen.digest, outcome)
            return seen, outcome
    raise BlockingIOError(EAGAIN, "it is being written just now")


def own_files(paths: Paths) -> Iterator[ChecklistPath]:
    """The checklist files in the person's own folder."""
    return (ChecklistPath(id, path, False) for id, path in heads.own(paths.checklists))
