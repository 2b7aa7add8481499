"""What is recorded: kept as it was written, or refused."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.support.entries import NOON, draft
from tui.journal import Act, Draft, Entry, Journal, Topic


def test_an_entry_comes_back_as_it_was_written_with_its_instants_in_utc(journal: Journal) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    at = datetime(2026, 11, 23, 8, 55, 1, 2, tzinfo=berlin)
    recorded = datetime(2026, 11, 23, 8, 56, tzinfo=berlin)
    value = {"state": "skipped", "because": "nichts übrig ☹", "n": [1, 2.5, None, True]}
    written = Draft(Topic.ITEM, "k", value, at, "2026-11-23", "2026-11-23T08:55", "Europe/Berlin")

    act = journal.record("face", "skip", "skip 'Moisturise', midday, day 3", [written], recorded=recorded)

    entry = Entry(
        Topic.ITEM,
        "k",
        value,
        datetime(2026, 11, 23, 7, 55, 1, 2, tzinfo=UTC),
        "2026-11-23",
        "2026-11-23T08:55",
        "Europe/Berlin",
        id=1,
        act=act,
        recovery="face",
        recorded=datetime(2026, 11, 23, 7, 56, tzinfo=UTC),
    )
    assert journal.latest("face", Topic.ITEM, "k") == entry
    assert list(journal.everything("face")) == [
        (Act(act, "face", "skip", "skip 'Moisturise', midday, day 3", entry.recorded, None), entry)
    ]


def test_instants_are_stored_so_that_the_order_of_texts_is_the_order_of_time(
    journal: Journal, path: Path
) -> None:
    instants = [
        datetime(2026, 11, 23, 12, 0, 0, 5, tzinfo=UTC),
        datetime(2026, 11, 23, 12, 0, tzinfo=UTC),
        datetime(2026, 11, 23, 12, 30, tzinfo=ZoneInfo("Asia/Kolkata")),
        datetime(2026, 11, 23, 23, 59, tzinfo=ZoneInfo("Pacific/Auckland")),
    ]
    for instant in instants:
        journal.record("face", "note", "note", [draft("n", 1, topic=Topic.NOTE)], recorded=instant)

    with closing(sqlite3.connect(path)) as db:
        texts = [text for (text,) in db.execute("SELECT recorded FROM entry ORDER BY recorded")]
    assert [datetime.fromisoformat(text) for text in texts] == sorted(instants)
    assert texts[-1] == "2026-11-23T12:00:00.000005+00:00"
    assert len({len(text) for text in texts}) == 1


@pytest.mark.parametrize(
    "bad",
    [
        draft("k", 1, date="20261123"),
        draft("k", 1, date="tomorrow"),
        draft("k", float("nan")),
        Draft(Topic.ITEM, "k", 1, NOON.replace(tzinfo=None), None, "", ""),
    ],
)
def test_what_could_not_be_read_back_is_not_written(journal: Journal, path: Path, bad: Draft) -> None:
    with pytest.raises(ValueError, match=r".+"):
        journal.record("face", "tick", "tick", [draft("good", 1), bad], recorded=NOON)
    assert not path.exists()


@pytest.mark.parametrize(
    ("kind", "drafts"), [("undo", [draft("k", 1)]), ("redo", [draft("k", 1)]), ("tick", [])]
)
def test_undo_is_never_recorded_as_an_act_and_an_act_is_never_empty(
    journal: Journal, kind: str, drafts: list[Draft]
) -> None:
    with pytest.raises(ValueError, match="is no act to record"):
        journal.record("face", kind, "words", drafts, recorded=NOON)


def test_text_that_no_file_can_hold_is_mended_and_odd_text_is_kept(journal: Journal) -> None:
    odd = "\x00\x1b[31m'; DROP TABLE act; --\n[red]"
    journal.record("face", "note", f"note {odd}", [draft("n", odd), draft("m", "caf\udce9")], recorded=NOON)
    assert {key: entry.value for key, entry in journal.current("face", Topic.ITEM).items()} == {
        "n": odd,
        "m": "caf?",
    }
    assert next(journal.everything("face"))[0].words == f"note {odd}"


@pytest.mark.parametrize("table", ["act", "entry"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET recovery = 'x'", "DELETE FROM {}"])
def test_the_file_itself_refuses_to_change_or_lose_a_row(
    journal: Journal, path: Path, table: str, sql: str
) -> None:
    journal.record("face", "tick", "tick", [draft("k", 1)], recorded=NOON)
    with closing(sqlite3.connect(path)) as db, pytest.raises(sqlite3.IntegrityError, match="only ever added"):
        db.execute(sql.format(table))
