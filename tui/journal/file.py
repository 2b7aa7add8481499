"""The journal as a file: looked at without SQLite, made whole, and copied before its tables change."""

import itertools
import os
import sqlite3
import struct
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from tui.journal.device import device_of
from tui.journal.errors import damaged_error, foreign_error, newer_error
from tui.journal.schema import APPLICATION_ID, Step, migrate
from tui.paths import give_name, make_folder, read_file, sweep, sync

_SIZE = 100
_MAGIC = b"SQLite format 3\0"


def inspect(path: Path, newest: int) -> None:
    """Look at a journal that exists, without changing it: a file that is not for us is not touched.

    Args:
        newest: The newest version this program can work with.

    Raises:
        JournalError: If it is damaged as far as its first bytes and its length tell, another
            program's, or newer than `newest`.
        OSError: If it cannot be read.
    """
    before: tuple[bytes, int] | None = None
    while True:
        header, size = _header(path)
        if not header:
            raise damaged_error(path, "it is empty")
        if not header.startswith(_MAGIC):
            raise damaged_error(path, "it does not start like a journal")
        if len(header) < _SIZE:
            raise damaged_error(path, "it is cut short")
        (version,) = struct.unpack_from(">i", header, 60)
        (application,) = struct.unpack_from(">I", header, 68)
        if application != APPLICATION_ID:
            raise foreign_error(path)
        if version > newest:
            raise newer_error(path, version, newest)
        if ends_with_a_page(header, size) or rollback_waits(path):
            return
        if before == (header, size):
            raise damaged_error(path, "it is cut short")
        before = (header, size)  # another program may just have been writing: believe it the second time


def _header(path: Path) -> tuple[bytes, int]:
    """The first bytes of a file, and how many it has in all."""
    header = read_file(path, _SIZE)
    return header, path.stat().st_size


def ends_with_a_page(header: bytes, size: int) -> bool:
    """SQLite misses whole pages itself, but reads a cut one as zeros, which may pass for data."""
    (page,) = struct.unpack_from(">H", header, 16)
    return size % (65536 if page == 1 else max(page, 512)) == 0


def rollback_waits(path: Path) -> bool:
    """Whether a write is under way or was cut off: until SQLite has mended it, the length says nothing.

    A rollback file that starts with a zero is none yet: the journal itself was not touched.
    """
    real = Path(os.path.realpath(path))
    for end in ("-journal", "-wal"):
        try:
            if read_file(real.with_name(real.name + end), 1) not in (b"", b"\0"):
                return True
        except FileNotFoundError:
            continue
    return False


def create(path: Path, steps: Sequence[Step]) -> None:
    """Make an empty journal elsewhere and give it its name when it is whole, so none is ever half made.

    Raises:
        sqlite3.Error, OSError: If it could not be made.
    """
    missing = [folder for folder in path.parents if not folder.is_dir()]
    make_folder(path.parent)
    for folder in missing:
        sync(folder.parent)
    with _draft(path) as draft:
        with closing(sqlite3.connect(draft, isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode = OFF")
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            migrate(db, steps, lambda step: None, device_of(path, draft.stat().st_ino))
        _publish(draft, path)  # if another program was quicker, its journal is the journal


def back_up(path: Path, target: Path) -> Path:
    """Copy the journal, readable by its owner only, and on disk; under another name where `target` is taken.

    There is never half a copy under that name.

    Raises:
        JournalError: If the copy shows that the journal is damaged.
        sqlite3.Error, OSError: If it could not be made.
    """
    make_folder(target.parent)
    with _draft(target) as draft:
        with closing(_read_only(path)) as source, closing(sqlite3.connect(draft)) as copied:
            copied.execute("PRAGMA journal_mode = OFF")
            source.backup(copied)
        with closing(_read_only(draft)) as copy:
            (problem,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        if problem != "ok":
            raise damaged_error(path, problem)
        return next(name for name in free_names(target) if _publish(draft, name))


def committed(path: Path, newest: int) -> bytes | None:
    """The bytes of a journal at rest, read past any lock; None if a write may be half in them.

    Args:
        newest: The version this program works with; None of any other.

    Raises:
        OSError: If it cannot be read.
    """
    before = path.stat()
    if rollback_waits(path):
        return None
    data = path.read_bytes()
    after = path.stat()
    # A write begins with its rollback file, and ends with another time of the journal's own.
    if rollback_waits(path) or (before.st_ino, before.st_mtime_ns) != (after.st_ino, after.st_mtime_ns):
        return None
    if len(data) < _SIZE or not data.startswith(_MAGIC) or data[18:20] != b"\x01\x01":
        return None
    version, application = struct.unpack_from(">i", data, 60)[0], struct.unpack_from(">I", data, 68)[0]
    return data if (version, application) == (newest, APPLICATION_ID) else None


def in_memory(data: bytes) -> sqlite3.Connection:
    """The bytes of a journal as a database that nothing is written to.

    Raises:
        sqlite3.Error: If they are none.
    """
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.deserialize(data)
    db.execute("PRAGMA query_only = ON")
    return db


def free_names(path: Path) -> Iterator[Path]:
    """A name and, where it is taken, `journal.rescued-2.sqlite`, `journal.rescued-3.sqlite` and so on."""
    yield path
    for count in itertools.count(2):
        yield path.with_stem(f"{path.stem}-{count}")


def publish_copy(data: bytes, path: Path) -> bool:
    """Write the bytes of a journal under a name, whole or not at all; False if the name is taken.

    Raises:
        OSError: If it could not be written.
    """
    make_folder(path.parent)
    with _draft(path) as draft:
        draft.write_bytes(data)
        return _publish(draft, path)


def siblings(path: Path) -> tuple[Path, ...]:
    """Other journals in a journal's folder that are named after it, as sync programs name a conflict copy.

    Such as `journal (conflicted copy).sqlite`, `journal.sync-conflict-20261123-1.sqlite`, `journal 2.sqlite`.
    """
    found = []
    with suppress(OSError):
        for name in sorted(os.listdir(path.parent)):
            other = path.with_name(name)
            named = name.startswith(path.stem) and name.endswith(path.suffix) and name != path.name
            if named and other.is_file() and _is_ours(other):
                found.append(other)
    return tuple(found)


def asides(path: Path) -> tuple[Path, ...]:
    """Rollback files of other journals that were set aside in a journal's folder."""
    with suppress(OSError):
        names = sorted(os.listdir(path.parent))
        return tuple(
            path.with_name(name) for name in names if name.startswith(path.name) and name.endswith(".aside")
        )
    return ()


def _is_ours(path: Path) -> bool:
    try:
        header, _ = _header(path)
    except OSError:
        return False
    mark = APPLICATION_ID.to_bytes(4)
    return header.startswith(_MAGIC) and header[68:72] == mark


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


@contextmanager
def _draft(path: Path) -> Iterator[Path]:
    """An empty private file beside `path` to be filled, and published when it is whole.

    It is gone at the end, published or not. A program that is killed may leave it; it is never read.
    """
    sweep(path.parent)
    draft = path.with_name(f"{path.name}.new-{os.urandom(4).hex()}")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    try:
        if os.name == "posix":
            os.fchmod(handle, 0o600)
        os.close(handle)
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _publish(draft: Path, path: Path) -> bool:
    """Put a whole draft on disk under its name, and say whether that name was still free."""
    sync(draft)
    try:
        give_name(draft, path)
    except FileExistsError:
        return False
    sync(path.parent)
    return True
