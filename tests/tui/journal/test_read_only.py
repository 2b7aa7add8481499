"""A journal, or its folder, that may not be read or written: reported, and left as it is."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.entries import keys, tick
from tui.journal import Journal, JournalError, Reason

NOBODY = 65534


@pytest.fixture
def ordinary() -> Iterator[Path]:
    """A folder of a person whom file permissions bind: where the tests run as root, they stop being it."""
    root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if root:
            os.chown(folder, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o700)


READ_ONLY = (
    "The journal is read-only, or its folder or disk is, so nothing was recorded. All in it is safe: "
    "make it writable, or keep the journal elsewhere with --home. Its file is {}."
)


@pytest.mark.parametrize(("file", "folder"), [(0o400, 0o700), (0o600, 0o500), (0o400, 0o500)])
def test_a_read_only_journal_is_read_and_says_why_it_was_not_written(
    ordinary: Path, file: int, folder: int
) -> None:
    path = ordinary / "journal.db"
    with Journal.open(path) as journal:
        tick(journal, "first")
    path.chmod(file)
    ordinary.chmod(folder)
    before = path.read_bytes()

    with Journal.open(path) as journal:
        assert keys(journal) == ["first"]
        for _ in range(2):
            with pytest.raises(JournalError) as caught:
                tick(journal, "second")
            assert (caught.value.reason, str(caught.value)) == (Reason.READ_ONLY, READ_ONLY.format(path))
        assert keys(journal) == ["first"]
        assert path.read_bytes() == before
        ordinary.chmod(0o700)
        path.chmod(0o600)
        tick(journal, "second")
        assert keys(journal) == ["first", "second"]


def test_a_folder_where_nothing_can_be_made_is_named_and_nothing_is_left_in_it(ordinary: Path) -> None:
    ordinary.chmod(0o500)
    for path in (ordinary / "journal.db", ordinary / "afterglow" / "journal.db"):
        with Journal.open(path) as journal, pytest.raises(JournalError) as caught:
            tick(journal)
        assert (caught.value.reason, str(caught.value)) == (Reason.READ_ONLY, READ_ONLY.format(path))
    assert list(ordinary.iterdir()) == []


def test_a_journal_of_somebody_else_cannot_be_read_and_says_so(ordinary: Path) -> None:
    path = ordinary / "journal.db"
    with Journal.open(path) as journal:
        tick(journal)
    path.chmod(0o000)
    with pytest.raises(JournalError) as caught:
        Journal.open(path)
    assert caught.value.reason is Reason.UNREADABLE
    assert str(caught.value) == (
        "The journal cannot be used: permission denied. Nothing in it was changed: make it readable, or "
        f"keep the journal elsewhere with --home. Its file is {path}."
    )


def test_a_folder_in_the_place_of_the_journal_is_named(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="it is a folder") as caught:
        Journal.open(tmp_path)
    assert caught.value.reason is Reason.UNREADABLE


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(JournalError, match="not a directory") as caught:
        Journal.open(tmp_path / "home" / "journal.db")
    assert caught.value.reason is Reason.UNREADABLE
