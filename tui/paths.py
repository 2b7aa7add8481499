"""Where things are kept. Nothing is looked for or made until it is asked for."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from errno import EEXIST
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
                raise
        else:
            folder.chmod(0o700)
    return folder


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` in the place of a file, or make it: as a whole or not at all, for its owner alone.

    It is on disk when this returns. A link keeps pointing where it did, and its target changes.
    What is there and no plain file, a device or a pipe, is written to and stays what it is.

    Raises:
        OSError: If it cannot be written. The file is as it was.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            device.write(content)
        return
    _write(Path(os.path.realpath(path)), content, os.replace)


def create_file(path: Path, content: bytes) -> None:
    """Make a file as `replace_file` does, where there is nothing of its name.

    Raises:
        FileExistsError: If there is anything, be it a link to nowhere. It is as it was.
        OSError: If it cannot be written.
    """
    if os.path.lexists(path):
        raise FileExistsError(EEXIST, os.strerror(EEXIST), str(path))
    _write(path, content, _link)


def _link(draft: str, path: Path) -> None:
    """Give a file its name, which another program may have taken meanwhile."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without links; then the look before must do.
        os.replace(draft, path)


def _write(target: Path, content: bytes, publish: Callable[[str, Path], None]) -> None:
    import tempfile

    folder = make_folder(target.parent)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            # A umask may have taken even the owner's bits away.
            Path(name).chmod(0o600)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        publish(name, target)
    finally:
        Path(name).unlink(missing_ok=True)
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    """Have a file's new name on disk too. Some file systems cannot, and then the file alone must do."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
