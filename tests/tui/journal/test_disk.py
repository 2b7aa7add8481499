"""A disk that is full or failing: reported in a sentence, and nothing is lost."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.entries import environment, keys, tick
from tui.journal import Journal, JournalError, Reason
from tui.journal.errors import journal_error


@pytest.fixture
def path(one_act: Path) -> Path:
    return one_act


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


@pytest.mark.parametrize("room", [-5_000, -1, 0, 1000, 4096, 20_000, 20_001])
def test_a_full_disk_is_said_loses_nothing_and_is_forgotten_once_there_is_room(path: Path, room: int) -> None:
    lines = _on_a_full_disk(path, room)
    acts = [int(line) for line in lines[:-4]]
    assert lines[-4] == (
        "full|The disk takes no more (it is full, over a quota or a limit, or failing), "
        "so nothing was recorded. The journal is whole: make room and try again. "
        f"Its file is {path}."
    )
    assert lines[-3] == "full"
    assert int(lines[-2]) == len(acts) + 1
    with Journal.open(path) as journal:
        assert [act.id for act, _ in journal.everything("face")] == [1, *acts, int(lines[-1])]
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
        env=environment(),
        check=False,
    )
    assert child.stderr == ""
    return child.stdout.splitlines()


def test_the_word_of_sqlite_for_a_full_disk_is_understood(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "small.db")) as db:
        db.execute("PRAGMA max_page_count = 1")
        with pytest.raises(sqlite3.OperationalError) as caught:
            db.execute("CREATE TABLE t (x)")
    error = journal_error(caught.value, Path("journal.db"), writing=True)
    assert error is not None
    assert (error.reason, str(error)) == (
        Reason.FULL,
        "The disk is full, so nothing was recorded. "
        "The journal is whole: make room and try again. Its file is journal.db.",
    )


def test_a_path_longer_than_sqlite_takes_is_named_as_the_reason(tmp_path: Path) -> None:
    path = tmp_path.joinpath(*["x" * 200] * 12, "journal.db")
    with Journal.open(path) as journal, pytest.raises(JournalError) as caught:
        tick(journal)
    assert (caught.value.reason, str(caught.value)) == (
        Reason.UNREADABLE,
        "The journal cannot be used: its path is too long. Nothing in it was changed: shorten that, or keep "
        f"the journal elsewhere with --home. Its file is {path}.",
    )


def test_a_file_that_sqlite_cannot_open_is_said(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError) as caught:
        sqlite3.connect(tmp_path / "nowhere" / "journal.db")
    error = journal_error(caught.value, Path("journal.db"), writing=True)
    assert error is not None
    assert (error.reason, str(error)) == (
        Reason.UNREADABLE,
        "The journal cannot be used: it, or the rollback file beside it, cannot be opened. "
        "Nothing in it was changed: mend that and try again. Its file is journal.db.",
    )


def test_a_disk_that_fails_is_said() -> None:
    fault = sqlite3.OperationalError("disk I/O error")
    fault.sqlite_errorcode, fault.sqlite_errorname = sqlite3.SQLITE_IOERR_FSYNC, "SQLITE_IOERR_FSYNC"
    error = journal_error(fault, Path("journal.db"), writing=True)
    assert error is not None
    assert error.reason is Reason.UNREADABLE
    assert "the disk failed (SQLITE_IOERR_FSYNC)" in str(error)


def test_a_fault_of_ours_is_not_blamed_on_the_journal() -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE t (x NOT NULL)")
        with pytest.raises(sqlite3.IntegrityError) as caught:
            db.execute("INSERT INTO t VALUES (NULL)")
    assert journal_error(caught.value, Path("journal.db"), writing=True) is None
