"""Where the journals of these tests are."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.entries import tick
from tui.journal import Journal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a journal will be. Nothing is there yet."""
    return tmp_path / "journal.db"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    """A journal that is open, and of which there is no file yet."""
    with Journal.open(path) as journal:
        yield journal


@pytest.fixture
def one_act(tmp_path: Path) -> Path:
    """A journal with one act in it, `first`, closed."""
    path = tmp_path / "journal.db"
    with Journal.open(path) as journal:
        tick(journal, "first")
    return path
