"""Checklist files, those that come with the program and a person's own: found, told apart, and read.

A file that extends another is sought beside it, in its own folder, and then among those that are shipped.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from errno import EAGAIN
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from tui.files.patience import patiently
from tui.paths import Paths, read_file
from tui.text.humanize import listed

if TYPE_CHECKING:
    from checklists.loader import ChecklistError
    from tui.recovery.begin import ChecklistVersion

MOST = 256 * 1024 + 1
"""Bytes that are read of a file: one more than a checklist may have, so that the loader sees the excess."""

SUFFIXES = (".yaml", ".yml")
"""What the name of a checklist file ends with, in any case."""


class ChecklistPath(Struct, frozen=True):
    """One checklist file. What it says is not known yet, save its id."""

    id: str
    path: Path
    shipped: bool
    """Whether it comes with the program."""
    hidden: bool = False
    """Whether it is only there for others to extend, as far as can be told without reading it."""

    def read(self) -> bytes:
        """Its bytes, up to a little more than a checklist may have.

        Raises:
            OSError: If it cannot be read.
        """
        return read(self.path)


def checklist_paths(paths: Paths) -> tuple[ChecklistPath, ...]:
    """Every checklist there is, the shipped ones first; a person's own takes the place of one of its id.

    What is hidden is among them.
    """
    # Here, because most commands look at a person's own files alone, and this costs them time.
    from checklists import library

    shipped = {
        id: ChecklistPath(id, Path(str(library.where(id))), True, id in library.bases())
        for id in library.every()
    }
    own = Snapshot().by_id(paths.checklists)
    return tuple((shipped | dict(sorted(own.items()))).values())


def find(paths: Paths, id: str) -> ChecklistPath | None:
    """The checklist of this id, or None."""
    return next((each for each in checklist_paths(paths) if each.id == id), None)


def read(path: Path) -> bytes:
    """The bytes of a file, up to a little more than a checklist may have.

    Raises:
        IsADirectoryError: If it is a folder.
        NotAFileError: If it is a pipe or a device.
        TimeoutError: If its folder does not answer.
        OSError: If it cannot be read.
    """
    return patiently(path.parent, lambda: read_file(path, MOST))


class Head(NamedTuple):
    """What a file says of itself, known without reading it as a checklist."""

    id: str
    """The id it gives itself, or else its name: a broken file is still somebody's checklist."""
    extends: tuple[str, ...]
    """What it may extend."""
    hidden: bool = False


_ID = re.compile(rb"""^id:[ \t]*["']?([a-z][a-z0-9-]{0,63})["']?[ \t\r]*(?:#.*)?$""", re.MULTILINE)
_HIDDEN = re.compile(rb"""^hidden:[ \t]*["']?(yes|true)["']?[ \t\r]*(?:#.*)?$""", re.MULTILINE)
_EXTENDS = re.compile(rb"""extends["']?\s*:\s*["']?([a-z][a-z0-9-]{0,63})""")
_MOST_EXTENDS = 64
"""Names that are looked for in one file. To find more than there is costs only time."""


def _head_in(data: bytes, path: Path) -> Head:
    id = _ID.search(data)
    names = (name[1].decode() for name in _EXTENDS.finditer(data) if _may_be_a_key(data, name.start()))
    extends = tuple(islice(_unique(names), _MOST_EXTENDS))
    hidden = _HIDDEN.search(data) is not None
    return Head(id[1].decode() if id else path.stem, extends, hidden)


def _unique(names: Iterable[str]) -> Iterator[str]:
    """Each name once, at its first place."""
    seen = set[str]()
    for name in names:
        if name not in seen:
            seen.add(name)
            yield name


def _may_be_a_key(data: bytes, place: int) -> bool:
    """Whether a word stands where a key may: first in its line, or behind a brace or a comma.

    It looks back over blanks alone, so that a line of any length costs no more than it is long.
    """
    if place and data[place - 1 : place] in (b'"', b"'"):
        place -= 1
    while place and data[place - 1 : place] in (b" ", b"\t", b"\r"):
        place -= 1
    return not place or data[place - 1 : place] in (b"\n", b"{", b",")


_counting: dict[tuple[Path, str], Path] = {}
"""Which of several files of one id counts, by folder and id, as far as a plan tells."""


def count_on(file: ChecklistPath) -> None:
    """Have a file be the one of its id in its folder for as long as this program runs, whatever the names."""
    _counting[file.path.parent, file.id] = file.path


class Snapshot:
    """Checklist files as they are at one moment: each is read once at most, and nothing is older than it."""

    def __init__(self) -> None:
        self._bytes: dict[Path, bytes] = {}
        self._heads: dict[Path, Head] = {}
        self._digests: dict[Path, bytes] = {}
        self._folders: dict[Path, tuple[ChecklistPath, ...]] = {}
        self.unanswered: set[Path] = set()
        """The folders that did not answer, and are as if they were empty."""

    def read(self, path: Path) -> bytes:
        """The bytes of a file, as `read` gives them.

        Raises:
            OSError: If it cannot be read.
        """
        if path not in self._bytes:
            self._bytes[path] = read(path)
        return self._bytes[path]

    def head(self, path: Path) -> Head:
        """What a file says of itself; of one that cannot be read, its name."""
        if path not in self._heads:
            try:
                self._heads[path] = _head_in(self.read(path), path)
            except OSError:
                return Head(path.stem, ())
        return self._heads[path]

    def files_in(self, folder: Path) -> tuple[ChecklistPath, ...]:
        """The checklist files in a folder, by name."""
        if folder not in self._folders:
            try:
                paths = patiently(folder, lambda: tuple(_paths_in(folder)))
            except TimeoutError:
                paths = ()
                self.unanswered.add(folder)
            heads = ((self.head(path), path) for path in paths)
            self._folders[folder] = tuple(
                ChecklistPath(head.id, path, False, head.hidden) for head, path in heads
            )
        return self._folders[folder]

    def by_id(self, folder: Path) -> dict[str, ChecklistPath]:
        """The checklist files in a folder by id; of several of one id the first of `of_one_id`."""
        return {id: files[0] for id, files in self.of_one_id(folder).items()}

    def of_one_id(self, folder: Path) -> dict[str, tuple[ChecklistPath, ...]]:
        """The checklist files in a folder by id: the one that is named for it first, then the shortest name.

        Before them stands the one that `count_on` was told of. Whoever copies a file, or keeps it in step
        between machines, makes a longer name of it.
        """
        files: dict[str, list[ChecklistPath]] = {}
        for file in self.files_in(folder):
            files.setdefault(file.id, []).append(file)
        return {
            id: tuple(
                sorted(
                    each,
                    key=lambda file: (
                        file.path != _counting.get((folder, file.id)),
                        file.path.stem != file.id,
                        len(file.path.name),
                        file.path,
                    ),
                )
            )
            for id, each in files.items()
        }

    def chain(self, path: Path) -> tuple[Path, ...]:
        """A file and all that it stands on, the nearest first, as far as their heads tell."""
        chain = [path]
        for each in chain:
            head = self.head(each)
            for id in head.extends:
                # A file that extends its own id means the shipped one.
                base = shipped_path(id) if id == head.id else self.base_path(each, id)
                if base is not None and base not in chain:
                    chain.append(base)
        return tuple(chain)

    def ids(self, path: Path) -> tuple[str, ...]:
        """The ids of a file and of all that it stands on, the nearest first."""
        return tuple(dict.fromkeys(self.head(each).id for each in self.chain(path)))

    def base_path(self, path: Path, id: str) -> Path | None:
        """The file of an id, for a file that extends it. What is shipped stands on what is shipped."""
        if is_shipped(path):
            return shipped_path(id)
        file = self.by_id(path.parent).get(id)
        return file.path if file is not None else shipped_path(id)

    def digest(self, path: Path) -> str:
        """SHA-256 in hexadecimal of a file's bytes, and of those of what it stands on.

        Raises:
            OSError: If the file itself cannot be read.
        """
        # Imported here: without a file of one's own nothing needs it.
        from hashlib import sha256

        made = sha256(self.read(path))
        for base in self.chain(path)[1:]:
            made.update(os.fsencode(base))
            with suppress(OSError):
                if base not in self._digests:
                    self._digests[base] = sha256(self.read(base)).digest()
                made.update(self._digests[base])
        return made.hexdigest()


def _paths_in(folder: Path) -> Iterator[Path]:
    """The checklist files in a folder, by name."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    for name in names:
        path = folder / name
        # Not `Path.is_file`: that fails on a link into a folder that may not be looked into.
        if path.suffix.lower() in SUFFIXES and not name.startswith(".") and os.path.isfile(path):
            yield path


def is_shipped(path: Path) -> bool:
    """Whether a file comes with the program."""
    from checklists import library

    return any(path == library.where(id) for id in library.every())


def shipped_path(id: str) -> Path | None:
    """The file of an id that comes with the program, or None."""
    from checklists import library

    return Path(str(library.where(id))) if id in library.every() else None


def base_of(path: Path) -> Callable[[str], tuple[str, bytes]]:
    """How the loader finds what a file extends: the name and the bytes of the file of an id."""

    def base(id: str) -> tuple[str, bytes]:
        from checklists import library
        from checklists.loader import UnknownChecklistError

        files = Snapshot()
        below = files.base_path(path, id)
        if below is None:
            beside = tuple(each.id for each in files.files_in(path.parent) if each.path != path)
            raise UnknownChecklistError(id, tuple(dict.fromkeys((*library.shipped(), *beside))))
        return str(below), files.read(below)

    return base


def same_id_sentence(id: str, files: tuple[ChecklistPath, ...], counts: Path) -> str:
    """That several files give themselves one id, and which of them counts.

    Args:
        files: All of that id, two or more.
        counts: The one that is used.
    """
    names = [each.path.name for each in files if each.path != counts]
    do, one = ("does", "it") if len(names) == 1 else ("do", "each of them")
    return (
        f"{counts.name} counts, and {listed(names)} of the same id ({id}) {do} not: "
        f"give {one} another id, or move {'it' if one == 'it' else 'them'} away."
    )


class Fingerprint(Struct, frozen=True):
    """What a file held at one moment, and all that it stands on: its bytes alone tell whether it changed."""

    path: str
    digest: str
    """Of its bytes, in hex; see `Snapshot.digest`."""


def fingerprint(file: ChecklistPath) -> Fingerprint:
    """What a file holds now.

    Raises:
        OSError: If it cannot be read.
    """
    return Fingerprint(str(file.path), Snapshot().digest(file.path))


def choose(file: ChecklistPath) -> "ChecklistVersion":
    """Read a file, with what it extends, and hold it to the format.

    Raises:
        ChecklistError: With every Problem.
        OSError: If it cannot be read.
    """
    from checklists.loader import load_checklist
    from tui.recovery.begin import ChecklistVersion

    loaded = load_checklist(file.read(), name=str(file.path), base=base_of(file.path))
    return ChecklistVersion(loaded.checklist, loaded.canonical, loaded.hash)


_TRIES = 3
"""How often a file is read that is being written meanwhile."""

_outcomes: "dict[Path, tuple[str, ChecklistVersion | ChecklistError]]" = {}
"""What came of reading a file, with its digest: several places of the app read the same one."""


def read_whole(file: ChecklistPath) -> "tuple[Fingerprint, ChecklistVersion | ChecklistError]":
    """A file held to the format, and what it held all the while it was read.

    Returns:
        What it says, or every Problem; as an error that is yet to be raised.

    Raises:
        OSError: If it cannot be read, or is being written all the time.
    """
    from checklists.loader import ChecklistError

    for _ in range(_TRIES):
        seen = fingerprint(file)
        digest, outcome = _outcomes.get(file.path, ("", None))
        if outcome is not None and digest == seen.digest:
            return seen, outcome
        try:
            outcome = choose(file)
        except ChecklistError as error:
            outcome = error.with_traceback(None)
        if fingerprint(file) == seen:
            _outcomes[file.path] = (seen.digest, outcome)
            return seen, outcome
    raise BlockingIOError(EAGAIN, "it is being written just now")
