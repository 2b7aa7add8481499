"""What is refused before SQLite sees it, and a journal that was damaged: it answers or says so."""

import os
import random
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.entries import NOON, picture, read_all, refused, tick
from tui.journal import Journal, JournalError, Reason


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What a journal with a few acts is made of."""
    path = tmp_path_factory.mktemp("whole") / "journal.db"
    with Journal.open(path) as journal:
        for number in range(40):
            tick(journal, f"key-{number}")
        journal.keep_version("abc", "picosure-face", "{}", "{}", 1, NOON)
    return path.read_bytes()


@pytest.fixture
def path(whole: bytes, tmp_path: Path) -> Path:
    """A journal with a few acts in it, closed."""
    path = tmp_path / "journal.db"
    path.write_bytes(whole)
    path.chmod(0o600)
    return path


def test_a_newer_journal_is_left_untouched_byte_for_byte(path: Path) -> None:
    _patch(path, 60, struct.pack(">i", 3))
    error = refused(path)
    assert error.reason is Reason.NEWER
    assert str(error) == (
        "The journal was written by a newer Afterglow (its version is 3, the newest known here is 2) "
        f"and was left untouched: upgrade Afterglow to go on with it. Its file is {path}."
    )


def test_a_journal_that_becomes_newer_while_it_is_open_is_not_written_to(path: Path) -> None:
    with Journal.open(path) as journal:
        with closing(sqlite3.connect(path)) as newer:
            newer.execute("PRAGMA user_version = 3")
        before = picture(path)
        with pytest.raises(JournalError) as caught:
            tick(journal)
        assert caught.value.reason is Reason.NEWER
        with closing(sqlite3.connect(path)) as newer:
            newer.execute("DROP TABLE claim")
        with pytest.raises(JournalError) as caught:
            journal.counts()
        assert caught.value.reason is Reason.NEWER
        assert picture(path)[2] == before[2]


def test_another_programs_database_is_left_untouched(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE moz_places (id)")
    error = refused(path)
    assert error.reason is Reason.FOREIGN
    assert str(error) == (
        "What stands in the journal's place is another program's database, and was left untouched: "
        f"move it away, or keep the journal elsewhere with --home. Its file is {path}."
    )


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "it is empty"),
        (b"rules:\n- wash\n", "it does not start like a journal"),
        (b"SQLite format 3\0", "it is cut short"),
        (bytes(4096), "it does not start like a journal"),
    ],
)
def test_what_is_no_database_is_left_untouched(tmp_path: Path, content: bytes, found: str) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(content)
    path.with_name("journal.db-journal").write_bytes(random.Random(1).randbytes(5000))
    error = refused(path)
    assert error.reason is Reason.DAMAGED
    assert str(error) == (
        f"The journal is damaged ({found}) and was left as it is: put a copy of it in its place, "
        f"or move it away to begin an empty one. Its file is {path}."
    )


def test_a_journal_cut_short_anywhere_is_recognised_and_left_as_it_is(path: Path) -> None:
    size = path.stat().st_size
    for length in sorted({*range(0, size, 41), *range(0, size, 4096), *range(200), size - 1}, reverse=True):
        os.truncate(path, length)
        with pytest.raises(JournalError) as caught:
            Journal.open(path)
        assert (caught.value.reason, path.stat().st_size) == (Reason.DAMAGED, length)
    assert [file.name for file in path.parent.iterdir()] == ["journal.db"]


@pytest.mark.parametrize("rows", [1, 2000])
def test_a_cut_last_page_is_recognised_though_a_write_was_cut_off_too(
    path: Path, tmp_path: Path, rows: int
) -> None:
    size = path.stat().st_size
    torn = tmp_path / "torn" / "journal.db"
    torn.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA cache_size = 1")  # so that many rows reach the disk before they are committed
        db.execute("BEGIN IMMEDIATE")
        db.executemany("INSERT INTO file VALUES (?, 1, 1, 'd', 'h', 0)", [(str(row),) for row in range(rows)])
        for end in ("", "-journal"):
            torn.with_name(torn.name + end).write_bytes(path.with_name(path.name + end).read_bytes())
    assert (torn.stat().st_size > size) == (rows > 1)
    os.truncate(torn, size - 10)
    with pytest.raises(JournalError, match="it is cut short"):
        Journal.open(torn)


@pytest.mark.parametrize("seed", range(150))
def test_a_journal_with_broken_bytes_answers_or_says_so(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(chance.choice((1, 1, 3, 10))):
        length = chance.choice((1, 1, 4, 64, 2000))
        _patch(path, chance.randrange(path.stat().st_size - length), chance.randbytes(length))
    reason = None
    try:
        with Journal.open(path) as journal:
            read_all(journal)
            tick(journal)
            journal.undo(recorded=NOON)
            journal.check()
    except JournalError as error:
        reason = error.reason
    assert reason in (None, Reason.DAMAGED, Reason.FOREIGN, Reason.NEWER)


def test_a_rollback_file_that_is_none_does_no_harm(path: Path) -> None:
    path.with_name("journal.db-journal").write_bytes(random.Random(1).randbytes(5000))
    with Journal.open(path) as journal:
        tick(journal)
        assert journal.check() == []
        assert journal.counts()["act"] == 41


def _patch(path: Path, at: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(content)
