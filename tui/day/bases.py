"""What a person's checklist files are called and what they extend, known without reading them as checklists.

A file that extends another is sought beside it, in its own folder, and then among those that are shipped.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

MOST = 256 * 1024 + 1
"""Bytes that are read of a file: one more than a checklist may have, so that the loader sees the excess."""

_ID = re.compile(rb"""^id:[ \t]*["']?([a-z][a-z0-9-]{0,63})["']?[ \t\r]*(?:#.*)?$""", re.MULTILINE)
# Finding more than there is costs only time, so this looks at keys wherever they may stand.
_EXTENDS = re.compile(rb"""(?:^|[{,])\s*["']?extends["']?\s*:\s*["']?([a-z][a-z0-9-]{0,63})""", re.MULTILINE)
_WHOLE = 2**62


class Head(NamedTuple):
    """What a file says of itself."""

    id: str
    """The id it gives itself, or else its name: a broken file is still somebody's checklist."""
    extends: tuple[str, ...]
    """What it may extend."""


_heads: dict[Path, tuple[int, int, Head]] = {}
"""By path, with the size and the time of the file: the app looks again every two seconds."""


def head(path: Path) -> Head:
    """What a file says of itself, read again when it has changed."""
    try:
        status = path.stat()
        seen = (status.st_size, status.st_mtime_ns)
        if path not in _heads or _heads[path][:2] != seen:
            said = read(path)
            id = _ID.search(said)
            extends = tuple(found.decode() for found in _EXTENDS.findall(said))
            _heads[path] = (*seen, Head(id[1].decode() if id else path.stem, extends))
    except OSError:
        return Head(path.stem, ())
    return _heads[path][2]


def read(path: Path) -> bytes:
    """The bytes of a file, up to a little more than a checklist may have.

    Raises:
        OSError: If it cannot be read.
    """
    with path.open("rb") as file:
        return file.read(MOST)


def own(folder: Path) -> Iterator[tuple[str, Path]]:
    """The id and the path of each checklist file in a folder, by name."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    for name in names:
        path = folder / name
        if path.suffix in (".yaml", ".yml") and not name.startswith(".") and path.is_file():
            yield head(path).id, path


def base_of(path: Path) -> Callable[[str], tuple[str, bytes]]:
    """How the loader finds what a file extends: the name and the bytes of the file of an id."""

    def base(id: str) -> tuple[str, bytes]:
        from checklists import library
        from checklists.loader import Unknown

        found = _beside(path, id)
        if found is None:
            beside = tuple(id for id, _ in own(path.parent))
            raise Unknown(id, tuple(dict.fromkeys((*library.shipped(), *beside))))
        return str(found), read(found)

    return base


def _beside(path: Path, id: str) -> Path | None:
    """The file of an id, for a file that extends it."""
    return dict(own(path.parent)).get(id) or _shipped(id)


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
    """Size in bytes and time in nanoseconds of a file; of one that stands on others, made of all of them.

    Raises:
        OSError: If the file itself cannot be looked at.
    """
    status = path.stat()
    size, time = status.st_size, status.st_mtime_ns
    for base in chain(path)[1:]:
        with suppress(OSError):
            status = base.stat()
            size, time = size + status.st_size, (time * 1_000_003 + status.st_mtime_ns) % _WHOLE
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
