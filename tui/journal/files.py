"""Files and folders for their owner only, whole when they appear, and on disk before going on."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def draft(path: Path) -> Iterator[Path]:
    """An empty private file beside `path` to be filled, and named with `name` when it is whole.

    It is gone at the end, named or not. A program that is killed may leave it; it is never read.
    """
    new = path.with_name(f"{path.name}.new-{os.urandom(4).hex()}")
    handle = os.open(new, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    try:
        if os.name == "posix":
            os.fchmod(handle, 0o600)
        os.close(handle)
        yield new
    finally:
        new.unlink(missing_ok=True)


def name(new: Path, path: Path) -> bool:
    """Put a whole draft on disk under its name, and say whether that name was still free."""
    sync(new)
    try:
        os.link(new, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        if path.exists():
            return False
        new.rename(path)
    sync(path.parent)
    return True


def private_folder(folder: Path) -> None:
    """Make the folders that are missing, for their owner only, whatever the umask."""
    if folder.is_dir():
        return
    private_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)
    sync(folder.parent)


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, on disk before going on."""
    if os.name != "posix" and path.is_dir():
        return  # only POSIX lets a folder be opened
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
