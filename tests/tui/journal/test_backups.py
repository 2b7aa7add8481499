"""Copies: one a day and not too many, by hand, and one put back in the journal's place."""

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.entries import keys, tick
from tui.journal import Journal, JournalError, Reason, backups
from tui.journal.copies import copies, folder_of, of_day
from tui.journal.restore import contents, restore


@pytest.fixture
def path(one_act: Path) -> Path:
    return one_act


def days(path: Path) -> list[str]:
    return sorted(copy.name for copy in copies(path))


def test_one_copy_a_day_is_kept_for_its_owner_alone(path: Path) -> None:
    with Journal.open(path) as journal:
        assert journal.back_up_daily("2026-11-23")
        tick(journal, "second")
        assert not journal.back_up_daily("2026-11-23")
        assert journal.back_up_daily("2026-11-24")

    assert days(path) == ["journal.2026-11-23.db", "journal.2026-11-24.db"]
    assert stat.S_IMODE(folder_of(path).stat().st_mode) == 0o700
    assert {stat.S_IMODE(copy.stat().st_mode) for copy in copies(path)} == {0o600}
    with Journal.open(of_day(path, "2026-11-23")) as copy:
        assert (keys(copy), copy.check()) == (["first"], [])


def test_fourteen_are_kept_or_as_many_as_there_is_room_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal.open(path) as journal:
        for day in range(1, 20):
            journal.back_up_daily(f"2026-11-{day:02}")
        assert days(path) == [f"journal.2026-11-{day:02}.db" for day in range(6, 20)]
        monkeypatch.setattr(backups, "MOST_BYTES", 3 * path.stat().st_size)
        journal.back_up_daily("2026-11-20")
        assert days(path) == [f"journal.2026-11-{day:02}.db" for day in (18, 19, 20)]
        monkeypatch.setattr(backups, "MOST_BYTES", 1)
        journal.back_up_daily("2026-11-21")
        assert days(path) == ["journal.2026-11-21.db"]


def test_what_was_made_by_hand_or_before_a_step_stays(path: Path) -> None:
    folder_of(path).mkdir()
    for name in ("journal.before-step-2.db", "journal.2026-11-01-120000.db", "other.2026-11-01.db"):
        (folder_of(path) / name).write_bytes(b"x" * 300)
    with Journal.open(path) as journal:
        for day in range(1, 20):
            journal.back_up_daily(f"2026-12-{day:02}")
    assert len(list(folder_of(path).iterdir())) == 14 + 3


def test_a_damaged_journal_is_not_copied_over_whole_copies_and_the_newest_is_named(path: Path) -> None:
    with Journal.open(path) as journal:
        for day in range(1, 15):
            journal.back_up_daily(f"2026-11-{day:02}")
    whole = days(path)
    damaged = path.read_bytes()[:4096] + bytes(path.stat().st_size - 4096)
    path.write_bytes(damaged)

    with pytest.raises(JournalError) as caught, Journal.open(path) as journal:
        journal.back_up_daily("2026-11-15")

    assert caught.value.reason is Reason.DAMAGED
    assert days(path) == whole
    newest = of_day(path, "2026-11-14")
    assert f"put a copy of it in its place with: afterglow restore {newest} or move it away" in str(
        caught.value
    )
    assert newest.exists()


def test_a_copy_is_made_while_another_program_is_about_to_write(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other, Journal.open(path) as journal:
        other.execute("BEGIN EXCLUSIVE")
        assert journal.back_up_daily("2026-11-23")
        other.execute("ROLLBACK")
    with Journal.open(of_day(path, "2026-11-23")) as copy:
        assert keys(copy) == ["first"]


def test_a_copy_takes_the_journals_place_and_the_present_one_is_kept(path: Path) -> None:
    with Journal.open(path) as journal:
        journal.back_up_daily("2026-11-23")
        tick(journal, "second")
        kept = restore(of_day(path, "2026-11-23"), path, "2026-11-24-080000")
        assert keys(journal) == ["first"]
        third = tick(journal, "third")
        assert (keys(journal), third) == (["first", "third"], 2)
        numbers = {(stamp.device, stamp.number) for stamp in journal.stamps()}

    assert kept == folder_of(path) / "journal.before-restore-2026-11-24-080000.db"
    assert contents(kept).words == "tick second"
    with Journal.open(kept) as before:
        assert keys(before) == ["first", "second"]
        # No number of a device is given twice, though both went on from one copy.
        lost = [stamp for stamp in before.stamps() if stamp.act == 2]
        assert not {(stamp.device, stamp.number) for stamp in lost} & numbers


@pytest.mark.parametrize("beside", [False, True])
def test_a_damaged_journal_is_kept_as_it_is_when_a_copy_takes_its_place(path: Path, beside: bool) -> None:
    with Journal.open(path) as journal:
        journal.back_up_daily("2026-11-23")
    path.write_bytes(b"SQLite format 3\0" + os.urandom(5000))
    if beside:
        path.with_name("journal.db-journal").write_bytes(os.urandom(3000))
    damaged = path.read_bytes()

    kept = restore(of_day(path, "2026-11-23"), path, "now")

    assert kept is not None
    assert kept.read_bytes() == damaged
    assert not path.with_name("journal.db-journal").exists()
    with Journal.open(path) as journal:
        assert (keys(journal), journal.check()) == (["first"], [])


def test_what_is_no_whole_journal_is_not_put_in_its_place(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    cut = tmp_path / "cut.db"
    cut.write_bytes(before[:-100])
    for copy in (cut, Path(__file__)):
        with pytest.raises(JournalError):
            restore(copy, path, "now")
    assert path.read_bytes() == before
    assert copies(path) == ()


def test_an_older_copy_is_brought_up_to_date_when_it_is_opened(path: Path) -> None:
    older = Path(__file__).parents[2] / "journals" / "version-1.db"
    shutil.copyfile(older, path.with_name("older.db"))
    restore(path.with_name("older.db"), path, "now")
    with Journal.open(path) as journal:
        assert journal.counts()["act"] == 5
        assert journal.check() == []
    assert days(path) == ["journal.before-restore-now.db", "journal.before-step-2.db"]
