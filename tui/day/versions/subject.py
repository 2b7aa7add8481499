"""Which file has changed, of one and those that it extends."""

from collections.abc import Callable
from pathlib import Path

from tui.day.versions import bases
from tui.day.versions.files import Found
from tui.day.versions.memory import recall, unchanged
from tui.day.words import listed
from tui.journal import Journal


def has_changed(journal: Journal, file: Found, name: Callable[[Path], str]) -> str:
    """That a file holds another version than before, without a full stop: `mine.yaml has changed`.

    Where one of a person's own that it extends is another than when it was last read, that one is named.
    Where nothing tells which it was, both are spoken of.

    Args:
        name: How a path is spoken of.

    Raises:
        JournalError: If the journal cannot be read.
    """
    below = [each for each in bases.chain(file.path)[1:] if not bases.is_shipped(each)]
    changed = [name(each) for each in below if _is_another(journal, each)]
    if changed:
        has = "has" if len(changed) == 1 else "have"
        return f"{listed(changed)}, which {file.path.name} extends, {has} changed"
    return f"{name(file.path)}{', or what it extends,' if below else ''} has changed"


def _is_another(journal: Journal, path: Path) -> bool:
    """Whether a file was read before, and has other bytes now."""
    found = Found(bases.head(path).id, path, False)
    try:
        return recall(journal, found) is not None and unchanged(journal, found, keep=False) is None
    except OSError:
        return False
