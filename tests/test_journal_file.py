"""The file: how it is made, who may read it, and what is refused before SQLite sees it."""

import hashlib
import os
import random
import sqlite3
import stat
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

import tui
from tui.journal import Draft, Journal, JournalError, Reason, Topic

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ROOT = Path(tui.__file__).parents[1]


def tick(journal: Journal, key: str = "k") -> int:
    draft = Draft(Topic.ITEM, key, {"state": "done"}, NOON, "2026-11-23", "2026-11-23T12:00", "Etc/UTC")
    return journal.record("face", "tick", f"tick {key}", [draft], recorded=NOON)


def read_all(journal: Journal) -> None:
    for topic in Topic:
        journal.current("face", topic)
        journal.timeline("face", topic)
    list(journal.everything("face"))
    journal.version("abc")
    journal.top()


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal with a few acts in it, closed."""
    path = tmp_path / "journal.db"
    with Journal.open(path) as journal:
        for number in range(40):
            tick(journal, f"key-{number}")
        journal.keep_version("abc", "picosure-face", "{}", "{}", 1, NOON)
    return path


def picture(path: Path) -> tuple[str, int, list[str]]:
    """All that would show that somebody touched the file."""
    names = sorted(file.name for file in path.parent.iterdir())
    return hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns, names


def refused(path: Path) -> JournalError:
    before = picture(path)
    with pytest.raises(JournalError) as caught:
        Journal.open(path)
    assert picture(path) == before
    return caught.value


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
        db = journal._connected()
        assert db is not None
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO claim VALUES ('a', 'b', 'c', 'd')")
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
        db.execute("ROLLBACK")
    assert modes == {"journal.db": 0o600, "journal.db-journal": 0o600}
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (path.parent, path.parent.parent)] == [
        0o700,
        0o700,
    ]


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir(mode=0o755)
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


def test_a_write_is_rolled_back_from_a_file_beside_it_and_waits_for_the_disk(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
    with Journal.open(path) as journal:
        assert journal._rows("PRAGMA journal_mode") == [("delete",)]
        assert journal._rows("PRAGMA synchronous") == [(3,)]  # EXTRA: FULL, and the folder
        assert journal._rows("PRAGMA foreign_keys") == [(1,)]
        assert journal._rows("PRAGMA busy_timeout") == [(5000,)]
        tick(journal)
    assert path.read_bytes()[18:20] == b"\x01\x01"  # the header's words for "no WAL"


def test_a_newer_journal_is_left_untouched_byte_for_byte(path: Path) -> None:
    _patch(path, 60, struct.pack(">i", 2))
    error = refused(path)
    assert error.reason is Reason.NEWER
    assert str(error) == (
        f"The journal {path} was written by a newer Afterglow (its version is 2, the newest known here is 1) "
        "and was left untouched: upgrade Afterglow to go on with it."
    )


def test_a_journal_that_becomes_newer_while_it_is_open_is_not_written_to(path: Path) -> None:
    with Journal.open(path) as journal:
        with closing(sqlite3.connect(path)) as newer:
            newer.execute("PRAGMA user_version = 2")
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
        f"{path} is another program's database, not an Afterglow journal, and was left untouched: "
        "move it away, or keep the journal elsewhere with --home."
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
        f"The journal {path} is damaged ({found}) and was left as it is: put a copy of it in its place, "
        "or move it away to begin an empty one."
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
        db.executemany("INSERT INTO file VALUES (?, 1, 1, 'd', 'h')", [(str(row),) for row in range(rows)])
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
    said = None
    try:
        with Journal.open(path) as journal:
            read_all(journal)
            tick(journal)
            journal.undo(recorded=NOON)
            journal.check()
    except JournalError as error:
        said = error.reason
    assert said in (None, Reason.DAMAGED, Reason.FOREIGN, Reason.NEWER)


def test_a_rollback_file_that_is_none_does_no_harm(path: Path) -> None:
    path.with_name("journal.db-journal").write_bytes(random.Random(1).randbytes(5000))
    with Journal.open(path) as journal:
        tick(journal)
        assert journal.check() == []
        assert journal.counts()["act"] == 41


def test_a_journal_of_an_odd_name_is_opened_by_that_name(tmp_path: Path) -> None:
    path = tmp_path / "100% ?mode=ro#&\n\udcff.db"
    with Journal.open(path) as journal:
        tick(journal)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    path.write_bytes(b"no")
    message = str(refused(path))
    assert message.isprintable()
    assert "\\udcff.db' is damaged" in message


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
        subprocess.Popen(
            [sys.executable, "-c", code, path, str(n)], stdin=subprocess.PIPE, env=_environment()
        )
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


def test_the_journal_needs_nothing_but_the_standard_library() -> None:
    code = (
        "import sys; known = set(sys.modules); import tui.journal\n"
        "new = {name.split('.')[0] for name in set(sys.modules) - known}\n"
        "print(*sorted(new - set(sys.stdlib_module_names)))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=_environment()
    )
    assert answer.stdout.split() == ["tui"]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def _patch(path: Path, at: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(content)
