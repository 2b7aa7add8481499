"""What the journal answers: now, between dates, in order, for all; and what that costs after years."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from tests.support.entries import NOON, draft
from tui.journal import Journal, Topic

DONE = {"state": "done"}


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


def test_a_timeline_holds_the_clearings_too_in_the_order_of_writing(journal: Journal) -> None:
    for minutes, value in ((0, "a"), (10, None), (5, "c"), (10, "d")):
        when = NOON + timedelta(minutes=minutes)
        journal.record("face", "sign", "sign", [draft("crusts", value, topic=Topic.SIGN)], recorded=when)

    line = journal.timeline("face", Topic.SIGN)

    assert [(entry.value, entry.id) for entry in line] == [("a", 1), (None, 2), ("c", 3), ("d", 4)]


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


def test_an_act_of_ones_own_is_one_change_and_what_another_wrote_before_it_one_more(path: Path) -> None:
    with Journal.open(path) as app, Journal.open(path) as shell:
        app.record("face", "tick", "tick", [draft("k", 1)], recorded=NOON)
        before = app.data_version()
        app.record("face", "tick", "tick", [draft("k", 2)], recorded=NOON)
        assert app.data_version() == before + 1
        shell.record("face", "tick", "tick", [draft("k", 3)], recorded=NOON)
        app.record("face", "tick", "tick", [draft("k", 4)], recorded=NOON)
        assert app.data_version() == before + 3


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

    db = journal._connection.handle()
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
