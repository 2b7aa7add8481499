"""Damage is found: a row that is not what was written is left out by name, and the rest goes on."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.support.entries import NOON, draft, keys, tick
from tests.support.long import sample
from tui.journal import Journal, JournalError, Reason, Topic
from tui.journal.journal import _is_sound
from tui.journal.stamps import checksum

CANONICAL = '{"id":"picosure-face"}'
HASH = sha256(CANONICAL.encode()).hexdigest()
FLIPS, CUTS = sample(2000, 150), sample(500, 40)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What a journal is made of that somebody used for a while."""
    path = tmp_path_factory.mktemp("whole") / "journal.db"
    with Journal.open(path) as journal:
        journal.keep_version(HASH, "picosure-face", CANONICAL, '{"c":1}', 1, NOON)
        for number in range(60):
            tick(journal, f"key-{number % 40}", {"state": "done", "title": "Wash gently", "n": number})
            crusts = draft("crusts", {"value": number % 2}, topic=Topic.SIGN)
            journal.record("face", "sign", f"crusts {number % 2}", [crusts], recorded=NOON)
        journal.undo(recorded=NOON)
        journal.keep_file("/a.yaml", 10, 1, "d", HASH)
        journal.claim("face", "2026-11-23/midday", NOON, "bell", NOON)
    return path.read_bytes()


@pytest.fixture
def path(whole: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    path.write_bytes(whole)
    path.chmod(0o600)
    return path


def change(path: Path, sql: str) -> None:
    """Change a row past its trigger, as damage does."""
    with closing(sqlite3.connect(path)) as db, db:
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        db.execute(sql)


def reading(path: Path) -> Any:
    """Everything that is read of a journal, as it is read of it."""
    with Journal.open(path) as journal:
        return (
            list(journal.everything("face")),
            {topic: journal.current("face", topic) for topic in Topic},
            journal.top(),
            journal.top_redo(),
            journal.version(HASH),
            journal.file("/a.yaml"),
            journal.claims("face"),
            journal.stamps(),
            journal.set_aside,
        )


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        (
            """UPDATE entry SET value = '{"value":0}' WHERE id = 120""",
            "Entry 120 (sign crusts of 2026-11-23) is damaged, and left out.",
        ),
        (
            "UPDATE entry SET at = 'never' WHERE id = 120",
            "Entry 120 (sign crusts of 2026-11-23) is damaged, and left out.",
        ),
        (
            "UPDATE entry SET value = CAST(x'ff41' AS TEXT) WHERE id = 120",
            "Entry 120 (sign crusts of 2026-11-23) is damaged, and left out.",
        ),
        ("UPDATE act SET words = 'crusts 2' WHERE id = 120", "Act 120 (crusts 2) is damaged, and left out."),
        ("DELETE FROM entry WHERE id = 120", "Of act 120 (crusts 1) entries are missing."),
        (
            "UPDATE claim SET state = 'confirmed'",
            "What is remembered of 2026-11-23/midday is damaged, and left out.",
        ),
        ("UPDATE file SET digest = 'e'", "What is remembered of /a.yaml is damaged, and left out."),
        (
            "UPDATE version SET compiled = '{}'",
            f"Version {HASH[:12]} of picosure-face is damaged, and compiled anew.",
        ),
        (
            "UPDATE version SET said = '{}'",
            f"Version {HASH[:12]} of picosure-face is damaged: what its file set.",
        ),
    ],
)
def test_a_row_that_is_not_what_was_written_is_named(path: Path, sql: str, told: str) -> None:
    change(path, sql)
    with Journal.open(path) as journal:
        assert told in journal.check()


def test_the_rest_goes_on_without_it(path: Path) -> None:
    change(path, "UPDATE entry SET value = 'x' WHERE topic = 'item' AND key = 'key-7'")
    with Journal.open(path) as journal:
        assert "key-7" not in keys(journal)
        assert len(keys(journal)) == 39
        assert list(journal.set_aside) == ["entry 95 (item key-7, of act 95)"]
        act = tick(journal, "key-7", "again")
        assert journal.undo(recorded=NOON) is not None
        # What was there before is damaged too, and is not written anew as if it were whole.
        assert "key-7" not in keys(journal)
        assert journal.redo(recorded=NOON) is not None
        assert (act, journal.current("face", Topic.ITEM)["key-7"].value) == (122, "again")


def test_text_that_became_bytes_is_not_what_was_written() -> None:
    """One flipped bit of a row's head does that, and the sum is over the bytes alone."""
    assert checksum(("2026-11-23",)) == checksum((b"2026-11-23",))
    assert _is_sound(("2026-11-23", checksum(("2026-11-23",))))
    assert not _is_sound((b"2026-11-23", checksum((b"2026-11-23",))))


def test_an_act_that_is_damaged_is_passed_by(path: Path) -> None:
    change(path, "UPDATE act SET undoable = 3, redoable = 5, clock = 'z' WHERE id = 121")
    with Journal.open(path) as journal:
        top = journal.top()
        assert top is not None
        assert top.words == "crusts 1"
        assert tick(journal, "more") == 122
        stamps = journal.stamps()
        assert stamps[-1].clock.startswith("2026-11-23T12:00:00.000000+00:00 ")
        # It is a copy, and so another device.
        assert (stamps[-2].number, stamps[-1].number) == (121, 1)


def _flip(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    data[at] ^= 1 << chance.randrange(8)


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


@pytest.mark.parametrize(("damage", "count"), [(_flip, FLIPS), (_cut, CUTS)])
def test_no_damage_is_called_well_that_changes_what_is_read(
    whole: bytes, path: Path, damage: Callable[[bytearray, random.Random], None], count: int
) -> None:
    """Not a byte, and not a page: what `doctor` calls well reads as it was written."""
    before, chance = reading(path), random.Random(8)
    told = changed = 0
    reasons = set[Reason]()
    for _ in range(count):
        data = bytearray(whole)
        damage(data, chance)
        path.write_bytes(data)
        try:
            with Journal.open(path) as journal:
                well = journal.check() == []
            same = reading(path) == before
        except JournalError as error:
            reasons.add(error.reason)
            well = same = False
        assert same or not well
        told += not well
        changed += not same
    assert told >= changed > count / 10
    assert reasons <= {Reason.DAMAGED, Reason.FOREIGN, Reason.NEWER}
