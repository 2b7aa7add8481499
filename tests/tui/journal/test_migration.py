"""Bringing an older journal up to date, after a backup."""

import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import astuple

from tests.support.entries import NOON, environment, tick
from tui.journal import Journal, JournalError, Reason, Topic
from tui.journal.file import create
from tui.journal.schema import APPLICATION_ID, STEPS, Step

RELEASED = sorted((Path(__file__).parents[2] / "journals").glob("version-*.db"))

MOOD: Step = ("CREATE TABLE mood (day TEXT)", "INSERT INTO mood SELECT date FROM entry")
COLOUR: Step = ("ALTER TABLE mood ADD COLUMN colour TEXT",)
FAULTY: Step = ("CREATE TABLE half (x)", "CREATE TABLE act (x)")


def state(path: Path) -> tuple[int, int, list[str]]:
    with closing(sqlite3.connect(path)) as db:
        (application,) = db.execute("PRAGMA application_id").fetchone()
        (version,) = db.execute("PRAGMA user_version").fetchone()
        return application, version, [name for (name,) in db.execute("SELECT name FROM sqlite_master")]


def beside(path: Path) -> list[str]:
    """What is in the journal's folder, and among its copies."""
    return sorted(file.name for file in path.parent.rglob("*") if file != path and file.is_file())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    with Journal.open(path) as journal:
        tick(journal)
    return path


def test_a_new_journal_is_marked_ours_has_seen_every_step_and_needs_no_backup(path: Path) -> None:
    assert state(path)[:2] == (APPLICATION_ID, len(STEPS))
    assert beside(path) == []


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_a_journal_of_every_release_is_read_and_gone_on_with(released: Path, tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    shutil.copyfile(released, path)
    path.chmod(0o600)
    with Journal.open(path) as journal:
        words = [act.words for act, _ in journal.everything("face")]
        assert words == [
            "start PicoSure on the face",
            "start PicoSure on the face",
            "zone Europe/Berlin",
            "tick 'Wash gently', morning, day 3",
            "crusts yes",
            "crusts yes",
        ]
        assert journal.current("face", Topic.ITEM)["2026-11-23/face-cleanse/morning"].value == {
            "state": "done"
        }
        kept = journal.version("abc", 1)
        assert kept is not None
        assert kept.canonical == '{"title":"PicoSure on the face"}'
        assert journal.file("picosure-face.yaml") is not None
        assert not journal.claim(
            "face", "2026-11-23/face-cleanse/morning", datetime(2026, 11, 23, 7, 55, tzinfo=UTC), "bell"
        )
        redone = journal.redo(recorded=NOON)
        assert redone is not None
        assert redone.words == "crusts yes"
        assert journal.current("face", Topic.SIGN)["crusts"].value == "yes"
        assert journal.check() == []


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_a_released_step_has_never_been_edited(released: Path, tmp_path: Path) -> None:
    number = int(released.stem.removeprefix("version-"))
    create(tmp_path / "journal.db", STEPS[:number])
    made, kept = (_schema(path) for path in (tmp_path / "journal.db", released))
    assert made == kept


def test_a_journal_of_every_version_is_stored() -> None:
    assert [file.stem for file in RELEASED] == [f"version-{number}" for number in range(1, len(STEPS) + 1)]


def test_an_older_journal_gets_the_steps_it_has_not_seen_each_after_a_backup(path: Path) -> None:
    before = path.read_bytes()

    with Journal.open(path, steps=(*STEPS, MOOD, COLOUR)) as journal:
        assert journal._connection.rows("SELECT day, colour FROM mood") == [("2026-11-23", None)]
        assert tick(journal) == 2

    assert state(path)[:2] == (APPLICATION_ID, 4)
    assert beside(path) == ["journal.before-step-3.db", "journal.before-step-4.db"]
    backup = path.parent / "backups" / "journal.before-step-3.db"
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert _content(backup.read_bytes()) == _content(before)
    with Journal.open(backup) as journal:
        assert (list(journal.current("face", Topic.ITEM)), journal.check()) == (["k"], [])


def test_an_up_to_date_journal_is_not_backed_up_again(path: Path) -> None:
    for _ in range(3):
        Journal.open(path, steps=(*STEPS, MOOD)).close()
    assert beside(path) == ["journal.before-step-3.db"]


def test_a_backup_never_replaces_another(path: Path) -> None:
    (path.parent / "backups").mkdir()
    (path.parent / "backups" / "journal.before-step-3.db").write_text("an earlier one")
    Journal.open(path, steps=(*STEPS, MOOD)).close()
    assert beside(path) == ["journal.before-step-3-2.db", "journal.before-step-3.db"]
    assert (path.parent / "backups" / "journal.before-step-3.db").read_text() == "an earlier one"


def test_a_step_that_fails_leaves_the_journal_at_the_step_before(path: Path) -> None:
    with pytest.raises(JournalError) as caught:
        Journal.open(path, steps=(*STEPS, MOOD, FAULTY))
    assert caught.value.reason is Reason.DAMAGED
    assert "half" not in state(path)[2]
    assert state(path)[1] == 3
    with Journal.open(path, steps=(*STEPS, MOOD)) as journal:
        assert list(journal.current("face", Topic.ITEM)) == ["k"]


def test_a_backup_that_cannot_be_made_keeps_the_journal_as_it_is(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tui.journal.file.sync", full)
    before = path.read_bytes()
    with pytest.raises(JournalError, match="The disk is full"):
        Journal.open(path, steps=(*STEPS, MOOD))
    assert path.read_bytes() == before
    assert beside(path) == []


def test_a_damaged_journal_is_not_brought_up_to_date(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'entry_by_key'").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096 + 100)
        file.write(b"\xff" * 3996)
    before = path.read_bytes()
    with pytest.raises(JournalError) as caught:
        Journal.open(path, steps=(*STEPS, MOOD))
    assert caught.value.reason is Reason.DAMAGED
    assert path.read_bytes() == before
    assert beside(path) == []


def test_programs_that_migrate_at_once_run_each_step_once(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tui.journal import Journal\n"
        "from tui.journal.schema import STEPS\n"
        "steps = (*STEPS, ('CREATE TABLE mood (x)',), ('INSERT INTO mood VALUES (1)',)); sys.stdin.read()\n"
        "Journal.open(Path(sys.argv[1]), steps=steps).close()\n"
    )
    children = [
        subprocess.Popen(
            [sys.executable, "-c", code, path],
            stdin=subprocess.PIPE,
            env=environment(),
        )
        for _ in range(4)
    ]
    for child in children:
        assert child.stdin is not None
        child.stdin.close()
    assert [child.wait() for child in children] == [0, 0, 0, 0]
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT x FROM mood").fetchall() == [(1,)]
    copy = path.parent / "backups" / "journal.before-step-3.db"
    assert state(copy)[1] == 2


def _schema(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


def _content(file: bytes) -> bytes:
    """All but the counters in the header, which a copy through SQLite counts for itself."""
    return file[:24] + file[28:40] + file[44:92] + file[100:]


def test_two_copies_brought_up_to_date_apart_give_what_they_share_the_same(tmp_path: Path) -> None:
    stamps, ids = [], []
    for name in ("one", "two"):
        path = tmp_path / name / "journal.db"
        path.parent.mkdir(mode=0o700)
        shutil.copyfile(RELEASED[0], path)
        path.chmod(0o600)
        with Journal.open(path) as journal:
            tick(journal, recorded=datetime(1990, 1, 1, tzinfo=UTC))
            stamps.append(journal.stamps())
            ids.append(journal.id())
            with journal.transaction():
                assert journal.device_tag() == stamps[-1][-1].device[:4]
            assert journal.check() == []
    assert ids[0] == ids[1]
    assert stamps[0][:-1] == stamps[1][:-1]
    assert [stamp[1:] for stamp in map(astuple, stamps[0][:2])] == [
        (ids[0], 1, "2026-11-23T07:55:00.000000+00:00 000000001"),
        (ids[0], 2, "2026-11-23T07:55:00.000000+00:00 000000002"),
    ]
    one, two = (each[-1] for each in stamps)
    assert one.clock == "2026-11-23T07:57:00.000000+00:00 000000006"
    assert (one.number, two.number) == (1, 1)
    assert one.device != two.device


def test_a_copy_is_another_device_and_only_that_of_birth_chooses_plain_ids(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.db") as journal:
        tick(journal)
        with journal.transaction():
            assert journal.device_tag() == ""
        born = journal.stamps()[0].device
    shutil.copyfile(tmp_path / "journal.db", tmp_path / "copy.db")
    with Journal.open(tmp_path / "copy.db") as copy:
        tick(copy)
        assert [(stamp.device == born, stamp.number) for stamp in copy.stamps()] == [(True, 1), (False, 1)]
        with copy.transaction():
            assert copy.device_tag() == copy.stamps()[1].device[:4]
