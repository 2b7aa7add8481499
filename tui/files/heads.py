"""What a person's checklist files are called and what they extend, known without reading them as checklists.

A file that extends another is sought beside it, in its own folder, and then among those that are shipped.
"""

import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from errno import EINVAL, EISDIR
from pathlib import Path
from typing import NamedTuple

MOST = 256 * 1024 + 1
"""Bytes that are read of a file: one more than a checklist may have, so that the loader sees the excess."""

SUFFIXES = (".yaml", ".yml")
"""What the name of a checklist file ends with."""

_ID = re.compile(rb"""^id:[ \t]*["']?([a-z][a-z0-9-]{0,63})["']?[ \t\r]*(?:#.*)?$""", re.MULTILINE)
# Finding more than there is costs only time, so this looks at keys wherever they may stand.
_EXTENDS = re.compile(rb"""(?:^|[{,])\s*["']?extends["']?\s*:\s*["']?([a-z][a-z0-9-]{0,63})""", re.MULTILINE)
_SECOND, _PRIME, _WHOLE = 10**9, 1_000_003, 2**62
UNSURE = -1
"""In the place of a file's time, where its file system's clock is too coarse to tell two writings apart."""


class Head(NamedTuple):
    """What a file says of itself."""

    id: str
    """The id it gives itself, or else its name: a broken file is still somebody's checklist."""
    extends: tuple[str, ...]
    """What it may extend."""


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


def _standing(path: Path) -> tuple[int, int, int]:
    """Size, time of writing and time of change: who sets a file's time back cannot set back the last."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


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


def own(folder: Path) -> Iterator[tuple[str, Path]]:
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
    for id, path in own(folder):
        # Where a file is kept in step between machines, a copy may lie beside it.
        if id not in found or found[id].stem != id:
            found[id] = path
    return found


def base_of(path: Path) -> Callable[[str], tuple[str, bytes]]:
    """How the loader finds what a file extends: the name and the bytes of the file of an id."""

    def base(id: str) -> tuple[str, bytes]:
        from checklists import library
        from checklists.loader import UnknownChecklistError

        found = _beside(path, id)
        if found is None:
            beside = tuple(id for id, other in own(path.parent) if other != path)
            raise UnknownChecklistError(id, tuple(dict.fromkeys((*library.shipped(), *beside))))
        return str(found), read(found)

    return base


def _beside(path: Path, id: str) -> Path | None:
    """The file of an id, for a file that extends it."""
    return by_id(path.parent).get(id) or _shipped(id)


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


def is_shipped(path: Path) -> bool:
    """Whether a file comes with the program."""
    from checklists import library

    return any(path == library.where(id) for id in library.shipped())


def ids(path: Path) -> tuple[str, ...]:
    """The ids of a file and of all that it stands on, the nearest first."""
    return tuple(dict.fromkeys(head(each).id for each in chain(path)))


def _shipped(id: str) -> Path | None:
    from checklists import library

    return Path(str(library.where(id))) if id in library.shipped() else None


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
