"""Checklist files, those that come with the program and a person's own: found, told apart, and read.

A file that extends another is sought beside it, in its own folder, and then among those that are shipped.
"""

import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from errno import EAGAIN, EINVAL, EISDIR
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from tui.paths import Paths

if TYPE_CHECKING:
    from checklists.loader import ChecklistError
    from tui.recovery.begin import ChecklistVersion

MOST = 256 * 1024 + 1
"""Bytes that are read of a file: one more than a checklist may have, so that the loader sees the excess."""

SUFFIXES = (".yaml", ".yml")
"""What the name of a checklist file ends with."""


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
        return read(self.path)


def checklist_paths(paths: Paths) -> tuple[ChecklistPath, ...]:
    """Every checklist there is, the shipped ones first; a person's own takes the place of one of its id."""
    # Here, because most commands look at a person's own files alone, and this costs them time.
    from checklists import library

    by_id_of = {id: ChecklistPath(id, Path(str(library.where(id))), True) for id in library.shipped()}
    by_id_of.update(
        (id, ChecklistPath(id, path, False)) for id, path in sorted(by_id(paths.checklists).items())
    )
    return tuple(by_id_of.values())


def find(paths: Paths, id: str) -> ChecklistPath | None:
    """The checklist of this id, or None."""
    return next((each for each in checklist_paths(paths) if each.id == id), None)


def find_own(paths: Paths, id: str) -> ChecklistPath | None:
    """The person's own file of this id in their folder, or None."""
    path = by_id(paths.checklists).get(id)
    return None if path is None else ChecklistPath(id, path, False)


def own_files(paths: Paths) -> Iterator[ChecklistPath]:
    """The checklist files in the person's own folder, by name."""
    return (ChecklistPath(id, path, False) for id, path in files_in(paths.checklists))


def is_shipped(path: Path) -> bool:
    """Whether a file comes with the program."""
    from checklists import library

    return any(path == library.where(id) for id in library.shipped())


def files_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """The id and the path of each checklist file in a folder, by name."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    for name in names:
        path = folder / name
        # Not `Path.is_file`: that fails on a link into a folder that may not be looked into.
        if path.suffix in SUFFIXES and not name.startswith(".") and os.path.isfile(path):
            yield head(path).id, path


def by_id(folder: Path) -> dict[str, Path]:
    """The checklist files in a folder by id; of several of one id the one of that name, or else the last."""
    found: dict[str, Path] = {}
    for id, path in files_in(folder):
        # Where a file is kept in step between machines, a copy may lie beside it.
        if id not in found or found[id].stem != id:
            found[id] = path
    return found


def read(path: Path) -> bytes:
    """The bytes of a file, up to a little more than a checklist may have.

    Raises:
        OSError: If it cannot be read, or is no file: what is read from a pipe or a device may never come.
    """
    _hold_to_be_a_file(path.stat())
    with open(path, "rb", opener=_without_waiting) as file:
        # Something else may have taken its place.
        _hold_to_be_a_file(os.fstat(file.fileno()))
        return file.read(MOST)


def _without_waiting(name: str, flags: int) -> int:
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def _hold_to_be_a_file(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(EISDIR, "it is a folder")
    if not stat.S_ISREG(status.st_mode):
        raise OSError(EINVAL, "it is a pipe or a device and no file")


class Head(NamedTuple):
    """What a file says of itself, known without reading it as a checklist."""

    id: str
    """The id it gives itself, or else its name: a broken file is still somebody's checklist."""
    extends: tuple[str, ...]
    """What it may extend."""


_ID = re.compile(rb"""^id:[ \t]*["']?([a-z][a-z0-9-]{0,63})["']?[ \t\r]*(?:#.*)?$""", re.MULTILINE)
# Finding more than there is costs only time, so this looks at keys wherever they may stand.
_EXTENDS = re.compile(rb"""(?:^|[{,])\s*["']?extends["']?\s*:\s*["']?([a-z][a-z0-9-]{0,63})""", re.MULTILINE)

_heads: dict[Path, tuple[tuple[int, int, int], Head]] = {}
"""By path, with how the file stood: the app looks again every two seconds."""


def head(path: Path) -> Head:
    """What a file says of itself, read again when it has changed."""
    try:
        seen = _standing(path)
        kept = _heads.get(path)
        if kept is None or kept[0] != seen:
            said = read(path)
            id = _ID.search(said)
            extends = tuple(found.decode() for found in _EXTENDS.findall(said))
            kept = _heads[path] = (seen, Head(id[1].decode() if id else path.stem, extends))
    except OSError:
        return Head(path.stem, ())
    return kept[1]


def forget(path: Path) -> None:
    """Read anew what a file and all that it stands on say of themselves."""
    for each in chain(path):
        _heads.pop(each, None)


def chain(path: Path) -> tuple[Path, ...]:
    """A file and all that it stands on, the nearest first, as far as can be told without reading it."""
    found = [path]
    for each in found:
        own_id, extends = head(each)
        for id in extends:
            # A file that extends its own id means the shipped one.
            base = _shipped(id) if id == own_id else _beside(path, id)
            if base is not None and base not in found:
                found.append(base)
    return tuple(found)


def ids(path: Path) -> tuple[str, ...]:
    """The ids of a file and of all that it stands on, the nearest first."""
    return tuple(dict.fromkeys(head(each).id for each in chain(path)))


def base_of(path: Path) -> Callable[[str], tuple[str, bytes]]:
    """How the loader finds what a file extends: the name and the bytes of the file of an id."""

    def base(id: str) -> tuple[str, bytes]:
        from checklists import library
        from checklists.loader import UnknownChecklistError

        found = _beside(path, id)
        if found is None:
            beside = tuple(id for id, other in files_in(path.parent) if other != path)
            raise UnknownChecklistError(id, tuple(dict.fromkeys((*library.shipped(), *beside))))
        return str(found), read(found)

    return base


def _beside(path: Path, id: str) -> Path | None:
    """The file of an id, for a file that extends it."""
    return by_id(path.parent).get(id) or _shipped(id)


def _shipped(id: str) -> Path | None:
    from checklists import library

    return Path(str(library.where(id))) if id in library.shipped() else None


_SECOND, _PRIME, _WHOLE = 10**9, 1_000_003, 2**62
UNSURE = -1
"""In the place of a file's time, where its file system's clock is too coarse to tell two writings apart."""


def _standing(path: Path) -> tuple[int, int, int]:
    """Size, time of writing and time of change: who sets a file's time back cannot set back the last."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def stamp(path: Path) -> tuple[int, int]:
    """Size in bytes of a file, and a number that is another whenever it was written; of all it stands on too.

    The number is `UNSURE` where only the bytes can tell.

    Raises:
        OSError: If the file itself cannot be looked at.
    """
    size = time = 0
    for each in chain(path):
        try:
            length, written, changed = _standing(each)
        except OSError:
            if each == path:
                raise
            continue
        size += length
        if changed % _SECOND == 0:
            return size, UNSURE
        time = ((time * _PRIME + written) * _PRIME + changed) % _WHOLE
    return size, time


def digest(path: Path) -> str:
    """SHA-256 in hexadecimal of a file's bytes, and of those of what it stands on.

    Raises:
        OSError: If the file itself cannot be read.
    """
    # Imported here: an unchanged file is known by its size and its time alone.
    from hashlib import sha256

    made = sha256(read(path))
    for base in chain(path)[1:]:
        made.update(os.fsencode(base))
        with suppress(OSError):
            made.update(sha256(read(base)).digest())
    return made.hexdigest()


class FileLook(Struct, frozen=True):
    """A file as it stood at one moment; of one that extends others, with how those stood."""

    path: str
    size: int
    time: int
    """When it was written last, as a number that only tells one moment from another; see `stamp`."""
    digest: str
    """Of its bytes, in hex."""


def look(found: ChecklistPath) -> FileLook:
    """How a file stands, with all of its bytes read. Nothing of it is taken from memory.

    Raises:
        OSError: If it cannot be read.
    """
    forget(found.path)
    return FileLook(str(found.path), *stamp(found.path), digest(found.path))


def choose(found: ChecklistPath) -> "ChecklistVersion":
    """Read a file, with what it extends, and hold it to the format.

    Raises:
        ChecklistError: With every Problem.
        OSError: If it cannot be read.
    """
    from checklists.loader import load_checklist
    from tui.recovery.begin import ChecklistVersion

    loaded = load_checklist(found.read(), name=str(found.path), base=base_of(found.path))
    return ChecklistVersion(loaded.checklist, loaded.canonical, loaded.hash)


_TRIES = 3
"""How often a file is read that is being written meanwhile."""

_outcomes: "dict[Path, tuple[str, ChecklistVersion | ChecklistError]]" = {}
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
        digest, outcome = _outcomes.get(found.path, ("", None))
        if outcome is not None and digest == seen.digest:
            return seen, outcome
        try:
            outcome = choose(found)
        except ChecklistError as error:
            outcome = error.with_traceback(None)
        if look(found).digest == seen.digest:
            _outcomes[found.path] = (seen.digest, outcome)
            return seen, outcome
    raise BlockingIOError(EAGAIN, "it is being written just now")
