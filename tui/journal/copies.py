"""Where the copies of a journal are: in the folder `backups` beside it, named after it."""

from contextlib import suppress
from pathlib import Path


def folder_of(journal: Path) -> Path:
    """Where the copies of a journal are. It need not exist."""
    return journal.parent / "backups"


def before_step(journal: Path, step: int) -> Path:
    """The name of the copy from before a step; another one if it is taken."""
    return folder_of(journal) / f"{journal.stem}.before-step-{step}{journal.suffix}"


def copies(journal: Path) -> tuple[Path, ...]:
    """Every copy there is of a journal, the newest last."""
    found: list[tuple[int, Path]] = []
    with suppress(OSError):
        for path in folder_of(journal).iterdir():
            if path.name.startswith(f"{journal.stem}.") and path.suffix == journal.suffix and path.is_file():
                found.append((path.stat().st_mtime_ns, path))
    return tuple(path for _, path in sorted(found))


def of_day(journal: Path, day: str) -> Path:
    """Where the copy of a day is.

    Args:
        day: Such as `2026-11-23`.
    """
    return folder_of(journal) / f"{journal.stem}.{day}{journal.suffix}"
