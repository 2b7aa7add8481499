"""Where things are kept. Nothing is looked for or made until it is asked for."""

import os
import re
import stat
from collections.abc import Callable, Mapping
from contextlib import suppress
from errno import EACCES, EEXIST, EINVAL, EISDIR, ELOOP, ENOTDIR, EPERM
from pathlib import Path
from typing import Self

from msgspec import Struct


class Paths(Struct, frozen=True):
    """The places of one person's files. None of them need exist."""

    home: Path | None
    """The one folder that holds everything, where somebody chose one."""

    journal: Path
    settings: Path

    checklists: Path
    """A folder: the person's own checklists."""

    backups: Path
    """A folder: copies of the journal."""

    @property
    def photos(self) -> Path:
        """A folder beside the journal: the person's photos."""
        return self.journal.parent / "photos"

    @property
    def tellers(self) -> Path:
        """A folder beside the journal: who tells of reminders, and when it was last seen alive."""
        return self.journal.parent / "tellers"

    @property
    def calendar(self) -> Path:
        """Beside the journal: what calendars were told."""
        return self.journal.parent / "calendar.json"

    @property
    def palette(self) -> Path:
        """Beside the journal: what was chosen in the palette, the last first."""
        return self.journal.parent / "palette.json"

    @classmethod
    def at(cls, home: Path | None) -> Self:
        """Everything in `home`, or without one where this system keeps data and settings.

        Without `home` the environment is read (`HOME`, `XDG_DATA_HOME`, `XDG_CONFIG_HOME` and their like).

        Raises:
            ValueError: If nobody has a home folder here, with a sentence that says what to do.
        """
        if home is not None:
            data = config = home
        else:
            import platformdirs

            try:
                data = platformdirs.user_data_path("afterglow", appauthor=False)
                config = platformdirs.user_config_path("afterglow", appauthor=False)
            except RuntimeError:
                raise ValueError(
                    "There is no home folder to keep things in. Name a folder with --home DIR, or set HOME."
                ) from None
        return cls(
            home=home,
            journal=data / "journal.sqlite",
            settings=config / "settings.toml",
            checklists=data / "checklists",
            backups=data / "backups",
        )


def chosen_home(option: Path | None, environ: Mapping[str, str]) -> Path | None:
    """The folder somebody chose, absolute: by `--home`, or else by `AFTERGLOW_HOME`. Empty is not chosen."""
    chosen = option or environ.get("AFTERGLOW_HOME") or None
    if chosen is None:
        return None
    home = Path(chosen)
    # No shell spells out the ~ of --home=~/care.
    with suppress(RuntimeError):
        home = home.expanduser()
    return home.absolute()


def make_folder(folder: Path) -> Path:
    """Make a folder and those above it that are missing, each for its owner alone, whatever the umask.

    Folders that exist are left as they are.

    Raises:
        OSError: If it cannot be made, or something else has its name.
    """
    if not folder.is_dir():
        make_folder(folder.parent)
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            # Another program may just have made it. Anything but a folder is in the way.
            if not folder.is_dir():
                raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR), str(folder)) from None
        else:
            folder.chmod(0o700)
    return folder


class NotAFileError(OSError):
    """A pipe or a device: what is read from one may never come, and to open one may do something."""


def read_file(path: Path, most: int) -> bytes:
    """The first `most` bytes of a plain file; nothing else is waited for.

    Raises:
        IsADirectoryError: If it is a folder.
        NotAFileError: If it is a pipe or a device.
        OSError: If it cannot be read.
    """
    hold_to_be_a_file(path.stat())
    with open(path, "rb", opener=_without_waiting) as file:
        # Something else may have taken its place.
        hold_to_be_a_file(os.fstat(file.fileno()))
        return file.read(most)


def hold_to_be_a_file(status: os.stat_result) -> None:
    """Refuse what is no plain file, by its status.

    Raises:
        IsADirectoryError, NotAFileError: If it is a folder, a pipe or a device.
    """
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(EISDIR, "it is a folder")
    if not stat.S_ISREG(status.st_mode):
        raise NotAFileError(EINVAL, "it is a pipe or a device and no file")


def _without_waiting(name: str, flags: int) -> int:
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` in the place of a file, or make it: as a whole or not at all, for its owner alone.

    It is on disk when this returns. A link of one's own keeps pointing where it did, and its target changes.
    What is there and no plain file, a device or a pipe, is written to and stays what it is.

    Raises:
        PermissionError: If it is a link that another user made, or read-only.
        OSError: If it cannot be written. The file is as it was.
    """
    target = _own_target(path)
    if target.exists() and not target.is_file():
        with target.open("wb") as device:
            device.write(content)
        return
    if target.exists() and not os.access(target, os.W_OK):
        # To take its place is allowed to whoever has the folder; who made it read-only meant otherwise.
        raise PermissionError(EACCES, "It is read-only", str(target))
    _write(target, content, os.replace)


def create_file(path: Path, content: bytes) -> None:
    """Make a file as `replace_file` does, where there is nothing of its name.

    Raises:
        FileExistsError: If there is anything, be it a link to nowhere. It is as it was.
        OSError: If it cannot be written.
    """
    if os.path.lexists(path):
        raise FileExistsError(EEXIST, os.strerror(EEXIST), str(path))
    _write(path, content, give_name)


def give_name(draft: Path, path: Path) -> None:
    """Give a finished draft its name, and take the draft's from it. What has the name meanwhile stays.

    Raises:
        FileExistsError: If the name is taken.
        OSError: If it cannot be given.
    """
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without links: whoever makes the name first has it.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        os.replace(draft, path)
    else:
        draft.unlink()


LEFTOVER = re.compile(r".+\.new-[0-9a-f]{8}(-journal)?")
"""The name of a draft: that of its file, and a mark behind it."""

_ABANDONED_SECONDS = 3600.0
"""No draft takes so long to be filled."""


def sweep(folder: Path) -> None:
    """Take away the drafts that killed programs left in a folder."""
    with suppress(OSError), os.scandir(folder) as entries:
        # By a file just made, since only that shows the clock by which the others are dated.
        old = [entry for entry in entries if LEFTOVER.fullmatch(entry.name)]
        if not old:
            return
        now = _clock_of(folder)
        for entry in old:
            with suppress(OSError):
                status = entry.stat(follow_symlinks=False)
                if stat.S_ISREG(status.st_mode) and now - status.st_mtime > _ABANDONED_SECONDS:
                    os.unlink(entry.path)


def _clock_of(folder: Path) -> float:
    handle, name = _make_draft(folder / "clock")
    try:
        return os.fstat(handle).st_mtime
    finally:
        os.close(handle)
        name.unlink()


def _own_target(path: Path) -> Path:
    """The file that a path leads to by links that are one's own, or the system's.

    Raises:
        OSError: If a link is another user's, or they go round in a circle.
    """
    for _ in range(_MOST_LINKS):
        try:
            status = path.lstat()
        except FileNotFoundError:
            return path
        if not stat.S_ISLNK(status.st_mode):
            return path
        if os.name == "posix" and status.st_uid not in (0, os.geteuid()):
            raise PermissionError(EPERM, "It is a link that another user made", str(path))
        path = path.parent / os.readlink(path)
    raise OSError(ELOOP, os.strerror(ELOOP), str(path))


_MOST_LINKS = 40


def _make_draft(target: Path) -> tuple[int, Path]:
    """An empty file beside `target`, open for writing; it is its owner's alone, whatever the umask."""
    draft = target.with_name(f".{target.name}.new-{os.urandom(4).hex()}")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    if os.name == "posix":
        os.fchmod(handle, 0o600)
    return handle, draft


def _write(target: Path, content: bytes, publish: Callable[[Path, Path], None]) -> None:
    folder = make_folder(target.parent)
    sweep(folder)
    handle, draft = _make_draft(target)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        publish(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    with suppress(OSError):
        # Some file systems cannot, and then the file alone must do.
        sync(folder)


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, on disk before going on.

    Raises:
        OSError: If that cannot be.
    """
    if os.name != "posix" and path.is_dir():
        return  # only POSIX lets a folder be opened
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
