"""What is recorded, and what the journal answers."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tui.journal import Act, Draft, Entry, Journal, Topic

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DONE = {"state": "done"}


def draft(key: str, value: Any, *, topic: Topic = Topic.ITEM, date: str | None = "2026-11-23") -> Draft:
    return Draft(topic, key, value, at=NOON, date=date, local="2026-11-23T13:00", zone="Europe/Berlin")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    with Journal.open(path) as journal:
        yield journal


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


def test_current_is_the_latest_by_key_and_leaves_out_what_was_cleared(journal: Journal) -> None:
    journal.record("face", "tick", "tick", [draft("a", 1), draft("b", 1), draft("c", 1)], recorded=NOON)
    journal.record("face", "tick", "tick", [draft("a", 2), draft("b", None)], recorded=NOON)
    journal.record("tattoo", "tick", "tick", [draft("a", 9)], recorded=NOON)
    journal.record("face", "slip", "slip", [draft("a", 8, topic=Topic.SLIP)], recorded=NOON)

    held = journal.current("face", Topic.ITEM)

    assert {key: entry.value for key, entry in held.items()} == {"a": 2, "c": 1}
    assert journal.latest("face", Topic.ITEM, "b") is None
    assert journal.latest("face", Topic.ITEM, "never") is None


def test_of_two_drafts_for_one_key_the_later_holds(journal: Journal) -> None:
    journal.record("face", "tick", "tick", [draft("a", 1), draft("a", 2)], recorded=NOON)
    assert journal.current("face", Topic.ITEM)["a"].value == 2


def test_between_takes_both_ends_and_only_the_topics_asked_for(journal: Journal) -> None:
    for day in range(20, 27):
        date = f"2026-11-{day}"
        drafts = [draft(f"{date}/wash", day, date=date), draft(date, day, topic=Topic.SIGN, date=date)]
        journal.record(
            "face", "tick", "tick", [*drafts, draft(date, 0, topic=Topic.NOTE, date=date)], recorded=NOON
        )
    journal.record("face", "tick", "tick", [draft("no-date", 1, date=None)], recorded=NOON)
    journal.record("face", "untick", "untick", [draft("2026-11-23/wash", None)], recorded=NOON)

    held = journal.between("face", [Topic.ITEM, Topic.SIGN], "2026-11-22", "2026-11-24")

    assert {place: entry.value for place, entry in held.items()} == {
        (Topic.ITEM, "2026-11-22/wash"): 22,
        (Topic.ITEM, "2026-11-24/wash"): 24,
        (Topic.SIGN, "2026-11-22"): 22,
        (Topic.SIGN, "2026-11-23"): 23,
        (Topic.SIGN, "2026-11-24"): 24,
    }
    assert journal.between("face", [], "2026-11-22", "2026-11-24") == {}


def test_a_key_that_moved_to_another_date_is_not_found_under_its_old_one(journal: Journal) -> None:
    journal.record("face", "note", "note", [draft("n", 1, date="2026-11-23")], recorded=NOON)
    journal.record("face", "note", "note", [draft("n", 2, date="2026-11-25")], recorded=NOON)
    assert journal.between("face", [Topic.ITEM], "2026-11-23", "2026-11-23") == {}


def test_a_timeline_holds_the_clearings_too_in_the_order_of_recording(journal: Journal) -> None:
    for minutes, value in ((0, "a"), (10, None), (5, "c"), (10, "d")):
        when = NOON + timedelta(minutes=minutes)
        journal.record("face", "sign", "sign", [draft("crusts", value, topic=Topic.SIGN)], recorded=when)

    line = journal.timeline("face", Topic.SIGN)

    assert [(entry.value, entry.id) for entry in line] == [("a", 1), ("c", 3), (None, 2), ("d", 4)]


def test_across_answers_for_every_recovery(journal: Journal) -> None:
    for recovery, value in (("face", 1), ("tattoo", 1), ("face", 2), ("old", 1), ("old", None)):
        start = draft("start", value, topic=Topic.RECOVERY, date=None)
        journal.record(recovery, "start", "start", [start], recorded=NOON)

    held = journal.across(Topic.RECOVERY)

    assert {place: entry.value for place, entry in held.items()} == {
        ("face", "start"): 2,
        ("tattoo", "start"): 1,
    }


def test_everything_is_all_of_one_recovery_in_the_order_of_writing(journal: Journal) -> None:
    journal.record("face", "tick", "first", [draft(f"k{n}", n) for n in range(1500)], recorded=NOON)
    journal.record("tattoo", "tick", "other", [draft("k", 1)], recorded=NOON)
    journal.record("face", "tick", "second", [draft("k1", None)], recorded=NOON)

    pairs = list(journal.everything("face"))

    assert [entry.value for _, entry in pairs] == [*range(1500), None]
    assert [act.words for act, _ in pairs] == ["first"] * 1500 + ["second"]


def test_others_may_write_while_an_export_is_being_read(journal: Journal, path: Path) -> None:
    journal.record("face", "tick", "tick", [draft(f"k{n}", n) for n in range(1500)], recorded=NOON)
    export = journal.everything("face")
    next(export)

    with Journal.open(path) as other:
        other.record("face", "tick", "tick", [draft("late", 1)], recorded=NOON)

    assert len(list(export)) == 1499


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


def test_two_programs_see_each_other_and_know_when_to_look(path: Path) -> None:
    with Journal.open(path) as app, Journal.open(path) as shell:
        seen = app.data_version()
        assert app.data_version() == seen

        shell.record("face", "tick", "tick", [draft("k", DONE)], recorded=NOON)

        assert app.data_version() != seen
        assert app.current("face", Topic.ITEM)["k"].value == DONE

        seen, of_shell = app.data_version(), shell.data_version()
        app.record("face", "untick", "untick", [draft("k", None)], recorded=NOON)
        assert app.data_version() != seen
        assert shell.data_version() != of_shell
        assert shell.current("face", Topic.ITEM) == {}
        assert (app.data_version(), shell.data_version()) == (app.data_version(), shell.data_version())


def test_reading_goes_on_while_another_program_is_about_to_write(journal: Journal, path: Path) -> None:
    journal.record("face", "tick", "tick", [draft("k", 1)], recorded=NOON)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        assert journal.current("face", Topic.ITEM)["k"].value == 1


def test_ten_years_of_entries_cost_a_screen_nothing(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "new.db") as new, Journal.open(tmp_path / "old.db") as old:
        for journal, days in ((new, 3), (old, 300)):
            for number in range(days):
                date = (NOON + timedelta(days=number)).date().isoformat()
                drafts = [draft(f"{date}/rule-{n}/morning", DONE, date=date) for n in range(20)]
                journal.record("face", "tick", "tick", drafts, recorded=NOON)
            journal.record("face", "zone", "zone", [draft("zone", 1, topic=Topic.ZONE)], recorded=NOON)
        assert _effort(old) < _effort(new) * 1.2


def _effort(journal: Journal) -> int:
    """How many steps SQLite takes for what opening Today and one key press ask of it."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    db = journal._connected()
    assert db is not None
    db.set_progress_handler(count, 1)
    assert len(journal.between("face", [Topic.ITEM, Topic.SIGN], "2026-11-23", "2026-11-25")) == 60
    journal.latest("face", Topic.ITEM, "2026-11-23/rule-3/morning")
    journal.current("face", Topic.SIGN)
    journal.timeline("face", Topic.ZONE)
    journal.across(Topic.FOCUS)
    journal.record("face", "tick", "tick", [draft("2026-11-23/rule-3/morning", None)], recorded=NOON)
    assert journal.undo(recorded=NOON) is not None
    assert journal.redo(recorded=NOON) is not None
    assert journal.top() is not None
    db.set_progress_handler(None, 0)
    return steps
