"""A journal in a folder that a sync tool writes to: replaced, overwritten, cut and taken away while open."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.entries import NOON, draft, keys, read_all, tick
from tui.journal import Journal, JournalError, Reason
from tui.journal.file import siblings


@pytest.fixture
def path(one_act: Path) -> Path:
    return one_act


@pytest.fixture
def twin(path: Path, tmp_path: Path) -> Path:
    """Another machine's journal: of the same size, and as often written to as ours is with two acts."""
    twin = tmp_path / "elsewhere" / "journal.db"
    twin.parent.mkdir()
    shutil.copy(path, twin)
    with Journal.open(twin) as journal:
        tick(journal, "theirs")
    return twin


def with_rollback(path: Path, key: str) -> bytes:
    """The rollback file of a write that is just being made, complete and on disk."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA cache_size = 1")
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE file SET hash = ''")
        db.execute("INSERT INTO file VALUES (?, 1, 1, 'x', 'x', 1)", (key,))
        for row in range(300):
            db.execute("INSERT INTO file VALUES (?, 1, 1, ?, 'x', 1)", (f"{key} {row}", "x" * 500))
        data = path.with_name(f"{path.name}-journal").read_bytes()
        db.execute("ROLLBACK")
    assert data[:1] != b"\0"
    return data


def test_a_file_overwritten_in_place_with_the_same_size_and_counter_is_read_anew(
    path: Path, twin: Path
) -> None:
    with Journal(path, resident=True) as journal:
        tick(journal, "ours")
        assert keys(journal) == ["first", "ours"]
        seen, data = journal.data_version(), twin.read_bytes()
        assert (len(data), data[24:28]) == (path.stat().st_size, path.read_bytes()[24:28])
        with path.open("r+b") as file:
            file.write(data)
        assert journal.data_version() != seen
        assert keys(journal) == ["first", "theirs"]
        tick(journal, "next")
        assert keys(journal) == ["first", "theirs", "next"]
        assert journal.check() == []


def test_a_file_overwritten_just_before_a_write_is_not_mixed_with_what_was_remembered(
    path: Path, twin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal(path, resident=True) as journal:
        tick(journal, "ours")
        read_all(journal)
        handle = journal._connection.handle

        def overwritten(*, make: bool = False) -> sqlite3.Connection | None:
            db = handle(make=make)
            monkeypatch.undo()
            with path.open("r+b") as file:
                file.write(twin.read_bytes())
            return db

        monkeypatch.setattr(journal._connection, "handle", overwritten)
        tick(journal, "next")
        assert keys(journal) == ["first", "theirs", "next"]
        assert journal.check() == []


@pytest.mark.parametrize("how", ["replaced", "overwritten"])
def test_a_file_exchanged_in_the_midst_of_a_write_is_left_as_it_came(
    path: Path, twin: Path, how: str
) -> None:
    with Journal(path, resident=True) as journal:
        tick(journal, "ours")
        came = twin.read_bytes()

        def exchanged() -> None:
            with journal._connection.writing() as db:
                db.execute("INSERT INTO file VALUES ('a', 1, 1, 'c', 'd', 1)")
                if how == "replaced":
                    twin.replace(path)
                else:
                    path.write_bytes(came)

        with pytest.raises(JournalError) as caught:
            exchanged()
        assert caught.value.reason is Reason.REPLACED
        assert str(caught.value) == (
            "The journal was replaced by another program, a sync tool say, just as something was to "
            f"be recorded, so nothing was: try again. Its file is {path}."
        )
        assert path.read_bytes() == came
        tick(journal, "again")
        assert keys(journal) == ["first", "theirs", "again"]


def test_what_the_file_that_came_does_not_have_is_kept_and_can_be_rescued(path: Path, twin: Path) -> None:
    with Journal(path, resident=True) as journal:
        tick(journal, "ours")
        assert journal.loss() is None
        twin.replace(path)
        assert keys(journal) == ["first", "theirs"]
        assert journal.loss() is not None
        rescued = journal.rescue()
        assert rescued == path.with_name("journal.rescued.db")
        assert journal.loss() is None
        with Journal.open(rescued) as copy:
            assert (keys(copy), copy.check()) == (["first", "ours"], [])
        assert siblings(path) == (rescued,)


def test_a_file_that_came_with_all_of_ours_and_more_leaves_nothing_to_rescue(path: Path, twin: Path) -> None:
    with Journal(path, resident=True) as journal:
        assert keys(journal) == ["first"]
        twin.replace(path)
        assert keys(journal) == ["first", "theirs"]
        assert journal.loss() is None


def test_a_journal_deleted_while_open_is_put_back_when_asked(path: Path) -> None:
    with Journal(path, resident=True) as journal:
        tick(journal, "ours")
        path.unlink()
        assert journal.loss() is not None
        with pytest.raises(JournalError, match="has gone since it was opened, so nothing more is recorded"):
            tick(journal, "lost")
        assert journal.rescue() == path
        assert keys(journal) == ["first", "ours"]
        tick(journal, "next")
        assert journal.loss() is None
        assert (keys(journal), journal.check()) == (["first", "ours", "next"], [])


@pytest.mark.parametrize("size", [0, 50, 4096, -1])
def test_a_journal_cut_while_open_is_recognised_and_what_was_read_is_rescued_beside_it(
    path: Path, size: int
) -> None:
    with Journal(path, resident=True) as journal:
        tick(journal, "ours")
        os.truncate(path, size if size >= 0 else path.stat().st_size - 1)
        with pytest.raises(JournalError) as caught:
            keys(journal)
        assert caught.value.reason is Reason.DAMAGED
        cut = path.read_bytes()
        rescued = journal.rescue()
        with Journal.open(rescued) as copy:
            assert keys(copy) == ["first", "ours"]
        assert path.read_bytes() == cut


def test_a_rollback_file_that_comes_back_after_its_write_takes_nothing_away(path: Path) -> None:
    for opened in (True, False):
        stale = with_rollback(path, "theirs")
        with Journal(path, resident=True) as journal:
            if opened:
                read_all(journal)
            before = keys(journal)
            with Journal.open(path) as command:
                tick(command, f"confirmed {opened}")
            path.with_name("journal.db-journal").write_bytes(stale)
            assert keys(journal) == [*before, f"confirmed {opened}"]
            assert journal.check() == []
    assert sorted(os.listdir(path.parent)) == ["journal.db"]


def test_a_rollback_file_of_another_journal_is_set_aside(path: Path, twin: Path) -> None:
    for turn in range(3):
        with Journal.open(twin) as theirs:
            tick(theirs, f"theirs {turn}")
    foreign = with_rollback(twin, "theirs")
    with Journal(path, resident=True) as journal:
        read_all(journal)
        path.with_name("journal.db-journal").write_bytes(foreign)
        assert keys(journal) == ["first"]
        tick(journal, "second")
        assert journal.check() == []
    assert path.with_name("journal.db-journal.aside").read_bytes() == foreign
    assert not path.with_name("journal.db-journal").exists()


def test_a_damaged_journal_with_a_rollback_file_of_another_names_both(path: Path, twin: Path) -> None:
    foreign = with_rollback(twin, "theirs")[:600]
    data = bytearray(path.read_bytes())
    data[4096:8192] = os.urandom(4096)
    path.write_bytes(data)
    path.with_name("journal.db-journal").write_bytes(foreign)
    with pytest.raises(JournalError) as caught:
        Journal.open(path)
    assert str(caught.value) == (
        "The journal is damaged, and journal.db-journal beside it belongs to another journal: a sync "
        "tool may have brought one of the two. Both were left as they are. Move both away, and put a copy in "
        f"the place of journal.db. Its file is {path}."
    )
    assert (path.read_bytes(), path.with_name("journal.db-journal").read_bytes()) == (bytes(data), foreign)


def test_copies_that_sync_programs_make_of_a_conflict_are_found(path: Path, twin: Path) -> None:
    names = (
        "journal (Anna's conflicted copy 2026-11-23).db",
        "journal 2.db",
        "journal-LAPTOP.db",
        "journal.sync-conflict-20261123-120000-ABCDEFG.db",
    )
    for name in names:
        shutil.copy(twin, path.with_name(name))
    path.with_name("journal notes.db").write_text("mine")
    path.with_name("journal folder.db").mkdir()
    assert [each.name for each in siblings(path)] == list(names)


def test_an_act_written_by_another_program_is_no_exchange(path: Path) -> None:
    with Journal(path, resident=True) as journal, Journal.open(path) as command:
        for turn in range(5):
            tick(command, f"theirs {turn}")
            journal.record("face", "tick", "ours", [draft(f"ours {turn}", 1)], recorded=NOON)
            assert journal.loss() is None
        assert len(keys(command)) == 11
