"""A journal that another program holds is read all the same, and a write waits as long as it is told to."""

from datetime import UTC, datetime
from pathlib import Path
from threading import Timer
from time import monotonic

import pytest

from tests.support.entries import keys, tick
from tests.support.holding import Holding
from tui.journal import Journal, JournalError, Reason

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def path(one_act: Path) -> Path:
    return one_act


@pytest.mark.parametrize("opened", [True, False])
def test_what_was_recorded_is_read_past_a_lock_at_once(path: Path, opened: bool) -> None:
    with Journal(path, resident=True) as journal:
        if opened:
            assert keys(journal) == ["first"]
        with Holding(path):
            begun = monotonic()
            for _ in range(20):
                assert keys(journal) == ["first"]
            assert monotonic() - begun < 0.5


def test_the_newest_that_was_recorded_before_the_lock_is_read(path: Path) -> None:
    with Journal(path, resident=True) as journal, Journal.open(path) as command:
        assert keys(journal) == ["first"]
        tick(command, "second")
        with Holding(path):
            assert keys(journal) == ["first", "second"]
        tick(journal, "third")
        assert keys(command) == ["first", "second", "third"]


def test_what_another_program_is_only_about_to_write_is_not_read(path: Path) -> None:
    with Journal(path, resident=True) as journal:
        with Holding(path, "INSERT INTO file VALUES ('a', 1, 1, 'c', 'd', 1)", end="COMMIT"):
            assert journal.counts()["file"] == 0
        assert journal.counts()["file"] == 1


def test_a_write_that_is_half_in_the_file_is_waited_for(path: Path) -> None:
    with Journal(path, resident=True) as journal:
        rows = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 500)"
        fill = f"INSERT INTO file {rows} SELECT x, 1, 1, hex(randomblob(300)), 'd', 1 FROM n"
        with Holding(path, "PRAGMA cache_size = 5", fill):
            assert path.with_name("journal.db-journal").read_bytes()[:1] != b"\0"
            with pytest.raises(JournalError) as caught:
                keys(journal)
            assert caught.value.reason is Reason.BUSY
            assert str(caught.value) == (
                "Another program holds the journal, so it could not be read: try again in a moment. "
                f"Its file is {path}."
            )
        assert keys(journal) == ["first"]


def test_the_app_waits_near_nothing_to_write_and_a_command_five_seconds(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.journal.connection.PATIENCE", 1.0)
    with Holding(path):
        for resident, least, most in ((True, 0.0, 0.5), (False, 0.9, 2.0)):
            with Journal(path, resident=resident) as journal:
                begun = monotonic()
                with pytest.raises(JournalError) as caught:
                    tick(journal, "second")
                assert caught.value.reason is Reason.BUSY
                assert least <= monotonic() - begun < most


def test_nothing_that_looks_is_told_that_something_changed_while_the_journal_is_held(path: Path) -> None:
    with Journal(path, resident=True) as journal:
        seen = journal.data_version()
        with Holding(path):
            assert [journal.data_version() for _ in range(3)] == [seen] * 3
        assert journal.data_version() == seen


def test_a_claim_waits_a_moment_also_in_the_app_and_a_tick_does_not(path: Path) -> None:
    held = Holding(path)
    letting_go = Timer(0.7, held.release)
    with Journal(path, resident=True) as journal:
        letting_go.start()
        with pytest.raises(JournalError):
            tick(journal, "second")
        assert journal.claim("face", "2026-11-23/midday", NOON, "bell", NOON)
        letting_go.join()
        with Journal(path, resident=True) as other:
            assert not other.claim("face", "2026-11-23/midday", NOON, "desktop", NOON)
