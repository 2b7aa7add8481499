"""A disk that is full or read-only, a journal that is held, gone or exchanged: said, and survived."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

import tui
from tui.journal import Draft, Journal, JournalError, Reason, Topic
from tui.journal.errors import named

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ROOT = Path(tui.__file__).parents[1]
NOBODY = 65534


def tick(journal: Journal, key: str = "k", value: str = "done") -> int:
    draft = Draft(Topic.ITEM, key, value, NOON, "2026-11-23", "2026-11-23T12:00", "Etc/UTC")
    return journal.record("face", "tick", f"tick {key}", [draft], recorded=NOON)


def keys(journal: Journal) -> list[str]:
    return list(journal.current("face", Topic.ITEM))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    with Journal.open(path) as journal:
        tick(journal, "first")
    return path


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
    "The journal {} is read-only, or its folder or disk is, so nothing was recorded. "
    "It is whole: make it writable and try again."
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
        f"The journal {path} cannot be used: permission denied. Nothing in it was changed: "
        "mend that and try again."
    )


def test_a_folder_in_the_place_of_the_journal_is_named(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="is a directory") as caught:
        Journal.open(tmp_path)
    assert caught.value.reason is Reason.UNREADABLE


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(JournalError, match="not a directory") as caught:
        Journal.open(tmp_path / "home" / "journal.db")
    assert caught.value.reason is Reason.UNREADABLE


FULL_DISK = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from tui.journal import Draft, Journal, JournalError, Topic

noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
path, room = Path(sys.argv[1]), int(sys.argv[2])

def tick(journal, n):
    draft = Draft(Topic.ITEM, f"k{n}", "x" * 900, noon, None, "", "")
    print(journal.record("face", "tick", f"tick {n}", [draft], recorded=noon), flush=True)

with Journal.open(path) as journal:
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    size = path.stat().st_size if path.exists() else 0
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, hard))
    for n in range(1000):
        try:
            tick(journal, n)
        except JournalError as error:
            print(error.reason.value, error.sentence, sep="|")
            break
    before = path.read_bytes() if path.exists() else None
    try:
        tick(journal, n)
    except JournalError as error:
        print(error.reason.value)
    assert before == (path.read_bytes() if path.exists() else None), "the file changed"
    print(len(journal.current("face", Topic.ITEM)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    tick(journal, n)
"""


@pytest.mark.parametrize("room", [-20_000, -1, 0, 1000, 4096, 20_000, 20_001])
def test_a_full_disk_is_said_loses_nothing_and_is_forgotten_once_there_is_room(path: Path, room: int) -> None:
    lines = _on_a_full_disk(path, room)
    told = [int(line) for line in lines[:-4]]
    assert lines[-4] == (
        "full|The disk takes no more (it is full, over a quota or a limit, or failing), "
        f"so nothing was recorded. The journal {path} is whole: make room and try again."
    )
    assert lines[-3] == "full"
    assert int(lines[-2]) == len(told) + 1
    with Journal.open(path) as journal:
        assert [act.id for act, _ in journal.everything("face")] == [1, *told, int(lines[-1])]
        assert journal.check() == []
    assert [file.name for file in path.parent.iterdir()] == ["journal.db"]


@pytest.mark.parametrize("room", [0, 100, 5000, 40_000])
def test_a_full_disk_leaves_no_half_made_journal(tmp_path: Path, room: int) -> None:
    path = tmp_path / "journal.db"
    lines = _on_a_full_disk(path, room)
    assert [line.split("|")[0] for line in lines] == ["full", "full", "0", "1"]
    with Journal.open(path) as journal:
        assert (keys(journal), journal.check()) == (["k0"], [])
    assert [file.name for file in tmp_path.iterdir()] == ["journal.db"]


def _on_a_full_disk(path: Path, room: int) -> list[str]:
    child = subprocess.run(
        # Nor may a module be compiled to a file that is cut off.
        [sys.executable, "-B", "-c", FULL_DISK, path, str(room)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert child.stderr == ""
    return child.stdout.splitlines()


def test_the_word_of_sqlite_for_a_full_disk_is_understood(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "small.db")) as db:
        db.execute("PRAGMA max_page_count = 1")
        with pytest.raises(sqlite3.OperationalError) as caught:
            db.execute("CREATE TABLE t (x)")
    error = named(caught.value, Path("journal.db"), writing=True)
    assert error is not None
    assert (error.reason, str(error)) == (
        Reason.FULL,
        "The disk is full, so nothing was recorded. "
        "The journal journal.db is whole: make room and try again.",
    )


def test_a_file_that_sqlite_cannot_open_is_said(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError) as caught:
        sqlite3.connect(tmp_path / "nowhere" / "journal.db")
    error = named(caught.value, Path("journal.db"), writing=True)
    assert error is not None
    assert (error.reason, str(error)) == (
        Reason.UNREADABLE,
        "The journal journal.db cannot be used: it, or the rollback file beside it, cannot be opened. "
        "Nothing in it was changed: mend that and try again.",
    )


def test_a_disk_that_fails_is_said() -> None:
    fault = sqlite3.OperationalError("disk I/O error")
    fault.sqlite_errorcode, fault.sqlite_errorname = sqlite3.SQLITE_IOERR_FSYNC, "SQLITE_IOERR_FSYNC"
    error = named(fault, Path("journal.db"), writing=True)
    assert error is not None
    assert error.reason is Reason.UNREADABLE
    assert "the disk failed (SQLITE_IOERR_FSYNC)" in str(error)


def test_a_fault_of_ours_is_not_blamed_on_the_journal() -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE t (x NOT NULL)")
        with pytest.raises(sqlite3.IntegrityError) as caught:
            db.execute("INSERT INTO t VALUES (NULL)")
    assert named(caught.value, Path("journal.db"), writing=True) is None


def test_a_journal_that_another_program_holds_is_said_and_works_again_after(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.journal.connection._PRAGMAS", ("PRAGMA busy_timeout = 1",))
    with Journal.open(path) as journal, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(JournalError) as caught:
            tick(journal, "second")
        assert caught.value.reason is Reason.BUSY
        assert str(caught.value) == (
            f"Another program held the journal {path} for 5 seconds, "
            "so nothing was recorded: try again in a moment."
        )
        with pytest.raises(JournalError, match="so it could not be read") as caught:
            keys(journal)
        assert caught.value.reason is Reason.BUSY
        other.execute("ROLLBACK")
        tick(journal, "second")
        assert keys(journal) == ["first", "second"]


def test_a_reader_keeps_a_write_from_ending_and_nothing_is_half_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.journal.connection._PRAGMAS", ("PRAGMA busy_timeout = 1",))
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
            f"The journal {path} has gone since it was opened, so nothing was recorded: "
            "put it back, or start Afterglow again to begin an empty one."
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
            other.execute("PRAGMA user_version = 1")  # so that the open journal looks again
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
