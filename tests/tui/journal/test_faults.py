"""A journal that is held, gone or exchanged by another program: reported, and survived."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.entries import NOON, keys, tick
from tui.journal import Draft, Journal, JournalError, Reason, Topic


@pytest.fixture
def path(one_act: Path) -> Path:
    return one_act


def test_a_journal_that_another_program_holds_is_said_and_works_again_after(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.journal.connection.PATIENCE", 0.01)
    with Journal.open(path) as journal, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(JournalError) as caught:
            tick(journal, "second")
        assert caught.value.reason is Reason.BUSY
        assert str(caught.value) == (
            "Another program holds the journal, so nothing was recorded: try again in a moment. "
            f"Its file is {path}."
        )
        assert keys(journal) == ["first"]
        other.execute("ROLLBACK")
        tick(journal, "second")
        assert keys(journal) == ["first", "second"]


def test_a_reader_keeps_a_write_from_ending_and_nothing_is_half_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.journal.connection.PATIENCE", 0.01)
    with Journal.open(path) as journal, closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM act").fetchall()
        with pytest.raises(JournalError) as caught:
            tick(journal, "second")
        assert caught.value.reason is Reason.BUSY
        reader.execute("COMMIT")
        assert keys(journal) == ["first"]
        assert tick(journal, "second") == 2


def test_a_journal_taken_away_while_open_is_not_written_into_thin_air(path: Path) -> None:
    with Journal.open(path) as journal:
        kept = path.rename(path.with_name("elsewhere.db"))
        with pytest.raises(JournalError) as caught:
            tick(journal, "second")
        assert caught.value.reason is Reason.UNREADABLE
        assert str(caught.value) == (
            "The journal has gone since it was opened, so nothing more is recorded: "
            f"put it back, or start Afterglow again to begin an empty one. Its file is {path}."
        )
        assert not path.exists()
        kept.rename(path)
        tick(journal, "second")
        assert keys(journal) == ["first", "second"]


def test_a_journal_that_was_exchanged_for_another_is_the_one_that_is_read_and_written(
    path: Path, tmp_path: Path
) -> None:
    with Journal.open(path) as journal:
        seen = journal.data_version()
        with Journal.open(tmp_path / "synced.db") as synced:
            tick(synced, "from elsewhere")
        (tmp_path / "synced.db").replace(path)

        assert journal.data_version() != seen
        assert keys(journal) == ["from elsewhere"]
        tick(journal, "second")
    with Journal.open(path) as journal:
        assert keys(journal) == ["from elsewhere", "second"]


def test_an_exchange_for_something_that_is_no_journal_is_said(path: Path, tmp_path: Path) -> None:
    with Journal.open(path) as journal:
        (tmp_path / "notes.txt").write_text("groceries")
        (tmp_path / "notes.txt").replace(path)
        with pytest.raises(JournalError, match="does not start like a journal"):
            tick(journal, "second")
        with pytest.raises(JournalError, match="does not start like a journal"):
            journal.data_version()
    assert path.read_text() == "groceries"


def test_a_copy_put_over_a_damaged_journal_is_gone_on_with_at_once(path: Path) -> None:
    whole = path.read_bytes()
    with Journal.open(path) as journal:
        path.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
        with closing(sqlite3.connect(path)) as other:
            other.execute("PRAGMA user_version = 2")  # so that the open journal looks again
        with pytest.raises(JournalError) as caught:
            keys(journal)
        assert caught.value.reason is Reason.DAMAGED
        path.write_bytes(whole)
        assert keys(journal) == ["first"]
        assert tick(journal, "second") == 2
        assert journal.check() == []


def test_an_act_that_fails_half_way_leaves_nothing(path: Path) -> None:
    good = Draft(Topic.ITEM, "good", 1, NOON, None, "", "")
    bad = Draft(Topic.ITEM, "bad \udcff", 1, NOON, None, "", "")
    with Journal.open(path) as journal:
        with pytest.raises(UnicodeEncodeError):
            journal.record("face", "tick", "tick", [good, bad], recorded=NOON)
        assert keys(journal) == ["first"]
        assert tick(journal, "second") == 2
        assert journal.check() == []


def test_a_journal_that_others_may_read_is_reported(path: Path) -> None:
    path.chmod(0o644)
    with Journal.open(path) as journal:
        assert journal.check() == [f"{path} has permissions 0644 and should have 0600: others can read it."]


def test_a_journal_can_be_closed_twice_and_used_again(path: Path) -> None:
    journal = Journal.open(path)
    journal.close()
    journal.close()
    assert keys(journal) == ["first"]
    journal.close()
