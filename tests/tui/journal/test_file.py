"""The file: how it is made, who may read it, and by what name."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.support.entries import environment, read_all, refused, tick
from tui.journal import Journal, Topic


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@pytest.fixture
def path(one_act: Path) -> Path:
    return one_act


def test_opening_and_reading_make_no_file_and_no_folder(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "a" / "journal.db") as journal:
        read_all(journal)
        assert journal.latest("face", Topic.ITEM, "k") is None
        assert journal.between("face", list(Topic), "2026-11-20", "2026-11-30") == {}
        assert journal.across(Topic.RECOVERY) == {}
        assert journal.top_redo() is None
        assert journal.file("/a.yaml") is None
        assert journal.data_version() == journal.data_version()
        assert (journal.check(), journal.counts()) == ([], {})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077, 0o777])
def test_folders_are_0700_and_files_0600_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    path = tmp_path / "share" / "afterglow" / "journal.db"
    with umask(mask), Journal.open(path) as journal:
        tick(journal)
        tick(journal)
        db = journal._connection.handle()
        assert db is not None
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO claim VALUES ('a', 'b', 'c', 'd', 'e', NULL, 0)")
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
        db.execute("ROLLBACK")
    assert modes == {"journal.db": 0o600, "journal.db-journal": 0o600}
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (path.parent, path.parent.parent)] == [
        0o700,
        0o700,
    ]


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs").chmod(0o755)
    with Journal.open(tmp_path / "theirs" / "journal.db") as journal:
        tick(journal)
        assert stat.S_IMODE((tmp_path / "theirs").stat().st_mode) == 0o755
        assert [line.split(" has ")[1] for line in journal.check()] == [
            "permissions 0755 and should have 0700: others can read it."
        ]


def test_a_finished_write_leaves_one_file_that_is_whole_when_copied(path: Path, tmp_path: Path) -> None:
    with Journal.open(path) as journal:
        act = tick(journal, "last")
        assert [file.name for file in path.parent.iterdir()] == ["journal.db"]
        copy = tmp_path / "copy.db"
        copy.write_bytes(path.read_bytes())
        copy.chmod(0o600)
    with Journal.open(copy) as journal:
        entry = journal.latest("face", Topic.ITEM, "last")
        assert entry is not None
        assert entry.act == act
        assert journal.check() == []


@pytest.mark.usefixtures("wait_for_the_disk")
def test_a_write_is_rolled_back_from_a_file_beside_it_and_waits_for_the_disk(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
    with Journal.open(path) as journal:
        assert journal._connection.rows("PRAGMA journal_mode") == [("delete",)]
        assert journal._connection.rows("PRAGMA synchronous") == [(3,)]  # EXTRA: FULL, and the folder
        assert journal._connection.rows("PRAGMA foreign_keys") == [(1,)]
        tick(journal)
    assert path.read_bytes()[18:20] == b"\x01\x01"  # the header's words for "no WAL"


def test_a_journal_of_an_odd_name_is_opened_by_that_name(tmp_path: Path) -> None:
    path = tmp_path / "100% ?mode=ro#&\n\udcff.db"
    with Journal.open(path) as journal:
        tick(journal)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    path.write_bytes(b"no")
    message = str(refused(path))
    assert message.isprintable()
    assert "is damaged" in message
    assert message.endswith("\\udcff.db'.")


def test_a_journal_behind_a_link_is_made_where_the_link_points(tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "synced" / "journal.db")
    with Journal.open(tmp_path / "link.db") as journal:
        tick(journal)
    with Journal.open(tmp_path / "synced" / "journal.db") as journal:
        assert journal.latest("face", Topic.ITEM, "k") is not None
    assert (tmp_path / "link.db").is_symlink()


def test_programs_that_make_the_journal_at_once_make_one(tmp_path: Path) -> None:
    path = tmp_path / "afterglow" / "journal.db"
    code = (
        "import sys; from datetime import datetime, UTC; from pathlib import Path\n"
        "from tui.journal import Draft, Journal, Topic\n"
        "noon = datetime(2026, 11, 23, 12, tzinfo=UTC); sys.stdin.read()\n"
        "with Journal.open(Path(sys.argv[1])) as journal:\n"
        "    for n in range(5):\n"
        "        draft = Draft(Topic.ITEM, f'{sys.argv[2]}/{n}', n, noon, None, '', '')\n"
        "        journal.record('face', 'tick', 'tick', [draft], recorded=noon)\n"
    )
    children = [
        subprocess.Popen([sys.executable, "-c", code, path, str(n)], stdin=subprocess.PIPE, env=environment())
        for n in range(4)
    ]
    for child in children:
        assert child.stdin is not None
        child.stdin.close()
    assert [child.wait() for child in children] == [0, 0, 0, 0]
    with Journal.open(path) as journal:
        assert set(journal.current("face", Topic.ITEM)) == {
            f"{child}/{n}" for child in range(4) for n in range(5)
        }
        assert journal.check() == []
    assert [file.name for file in path.parent.iterdir()] == ["journal.db"]


def test_the_journal_needs_msgspec_alone_beside_the_standard_library() -> None:
    code = (
        "import sys; known = set(sys.modules); import tui.journal\n"
        "new = {name.split('.')[0] for name in set(sys.modules) - known}\n"
        "print(*sorted(new - set(sys.stdlib_module_names)))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment()
    )
    assert answer.stdout.split() == ["msgspec", "tui", "typing_extensions"]
