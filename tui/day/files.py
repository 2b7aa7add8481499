"""Checklist files: those that come with the program, and those in the person's own folder."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tui.day import bases
from tui.journal import Journal, JournalError
from tui.paths import Paths

if TYPE_CHECKING:
    from tui.day.begin import Chosen

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
    by_id.update((each.id, each) for each in sorted(own_files(paths), key=lambda each: each.id))
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


def own_files(paths: Paths) -> Iterator[Found]:
    """The checklist files in the person's own folder."""
    return (Found(id, path, False) for id, path in bases.own(paths.checklists))
