"""Taking acts back and bringing them again."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support.entries import NOON, draft, tick
from tui.journal import Journal, OvertakenError, Topic

LATER = NOON + timedelta(hours=1)


def held(journal: Journal) -> dict[str, Any]:
    return {key: entry.value for key, entry in journal.current("face", Topic.ITEM).items()}


def test_undo_says_which_act_it_took_back_and_redo_which_it_brought_again(journal: Journal) -> None:
    act = journal.record("face", "tick", "tick 'Wash gently', evening, day 3", [draft("a", 1)], recorded=NOON)

    undone = journal.undo(recorded=LATER)
    assert undone is not None
    assert (undone.id, undone.kind, undone.words) == (act, "tick", "tick 'Wash gently', evening, day 3")
    assert held(journal) == {}
    assert journal.top() is None

    redone = journal.redo(recorded=LATER)
    assert redone == undone
    assert held(journal) == {"a": 1}
    assert journal.top() == undone
    assert journal.top_redo() is None


def test_nothing_to_take_back_is_no_error_and_makes_no_file(journal: Journal, path: Path) -> None:
    assert journal.undo(recorded=NOON) is None
    assert journal.redo(recorded=NOON) is None
    with pytest.raises(OvertakenError) as overtaken:
        journal.undo(recorded=NOON, expected=1)
    assert overtaken.value.act is None
    assert not path.exists()


def test_undo_adds_entries_and_takes_none_away(journal: Journal) -> None:
    first = tick(journal, "a")
    journal.undo(recorded=LATER)
    journal.redo(recorded=LATER)
    assert [(act.kind, act.of, act.words, entry.value) for act, entry in journal.everything("face")] == [
        ("tick", None, "tick a", 1),
        ("undo", first, "tick a", None),
        ("redo", first, "tick a", 1),
    ]


def test_undo_restores_when_and_where_it_was_done_and_not_only_that(journal: Journal) -> None:
    tick(journal, "a", {"state": "done", "note": "left cheek"}, hour=10)
    before = journal.latest("face", Topic.ITEM, "a")
    assert before is not None
    tick(journal, "a", {"state": "skipped"}, hour=15)

    journal.undo(recorded=LATER)

    after = journal.latest("face", Topic.ITEM, "a")
    assert after is not None
    assert (after.value, after.at, after.local) == (before.value, before.at, "2026-11-23T10:00")
    assert after.recorded == LATER


def test_undo_restores_every_key_of_an_act_even_one_written_twice(journal: Journal) -> None:
    tick(journal, "a", 0)
    journal.record("face", "tick", "both", [draft("a", 1), draft("b", 1), draft("a", 2)], recorded=NOON)
    assert held(journal) == {"a": 2, "b": 1}
    journal.undo(recorded=NOON)
    assert held(journal) == {"a": 0}
    journal.redo(recorded=NOON)
    assert held(journal) == {"a": 2, "b": 1}
    journal.undo(recorded=NOON)
    assert held(journal) == {"a": 0}


def test_undo_goes_back_to_the_first_act_across_restarts_and_redo_all_the_way_forward(path: Path) -> None:
    states: list[dict[str, Any]] = [{}]
    for number in range(12):
        with Journal.open(path) as journal:
            tick(journal, f"k{number % 5}", None if number % 4 == 3 else number)
            states.append(held(journal))
    for state in reversed(states[:-1]):
        with Journal.open(path) as journal:
            assert journal.undo(recorded=NOON) is not None
            assert held(journal) == state
    with Journal.open(path) as journal:
        assert journal.undo(recorded=NOON) is None
    for state in states[1:]:
        with Journal.open(path) as journal:
            assert journal.redo(recorded=NOON) is not None
            assert held(journal) == state
    with Journal.open(path) as journal:
        assert journal.redo(recorded=NOON) is None


def test_a_new_act_forgets_what_was_undone(journal: Journal) -> None:
    tick(journal, "a")
    tick(journal, "b")
    journal.undo(recorded=NOON)
    tick(journal, "c")

    assert journal.redo(recorded=NOON) is None
    assert journal.undo(recorded=NOON) is not None
    undone = journal.undo(recorded=NOON)
    assert undone is not None
    assert undone.words == "tick a"
    assert [act.words for act in (journal.redo(recorded=NOON), journal.redo(recorded=NOON)) if act] == [
        "tick a",
        "tick c",
    ]
    assert journal.redo(recorded=NOON) is None


def test_what_the_program_noted_by_itself_is_passed_by_and_leaves_redo_as_it_was(journal: Journal) -> None:
    tick(journal, "a")
    tick(journal, "b")
    journal.undo(recorded=NOON)
    zone = draft("zone", "Asia/Tokyo", topic=Topic.ZONE)
    journal.record("face", "zone", "zone Asia/Tokyo", [zone], recorded=NOON, automatic=True)

    redone = journal.redo(recorded=NOON)
    assert redone is not None
    assert redone.words == "tick b"
    journal.record("face", "zone", "zone Asia/Tokyo", [zone], recorded=NOON, automatic=True)
    assert [act.words for act in (journal.undo(recorded=NOON), journal.undo(recorded=NOON)) if act] == [
        "tick b",
        "tick a",
    ]
    assert journal.undo(recorded=NOON) is None
    assert journal.current("face", Topic.ZONE)["zone"].value == "Asia/Tokyo"


def test_undo_and_redo_end_where_they_began_though_the_program_wrote_to_the_same_key(
    journal: Journal,
) -> None:
    tick(journal, "zone", "Paris")
    tokyo = draft("zone", "Tokyo")
    journal.record("face", "zone", "zone Tokyo", [tokyo], recorded=NOON, automatic=True)
    journal.undo(recorded=NOON)
    journal.redo(recorded=NOON)
    assert held(journal) == {"zone": "Tokyo"}


def test_undo_is_of_the_whole_journal_and_files_what_it_adds_under_the_right_recovery(
    journal: Journal,
) -> None:
    journal.record("tattoo", "tick", "tick t", [draft("a", 1)], recorded=NOON)
    tick(journal, "a")
    journal.undo(recorded=NOON)
    undone = journal.undo(recorded=NOON)
    assert undone is not None
    assert undone.recovery == "tattoo"
    assert [(act.kind, act.recovery) for act, _ in journal.everything("tattoo")] == [
        ("tick", "tattoo"),
        ("undo", "tattoo"),
    ]


def test_an_act_of_another_program_is_told_and_not_undone(path: Path) -> None:
    with Journal.open(path) as app, Journal.open(path) as shell:
        shown = tick(app, "a")
        theirs = tick(shell, "b")
        before = path.read_bytes()

        with pytest.raises(OvertakenError, match="tick b") as overtaken:
            app.undo(recorded=NOON, expected=shown)

        assert overtaken.value.act is not None
        assert overtaken.value.act.id == theirs
        assert path.read_bytes() == before
        assert app.undo(recorded=NOON, expected=theirs) is not None
        with pytest.raises(OvertakenError, match="tick b"):
            app.redo(recorded=NOON, expected=shown)
        assert app.redo(recorded=NOON, expected=theirs) is not None


def test_a_screen_that_is_behind_is_told_when_nothing_is_left(path: Path) -> None:
    with Journal.open(path) as app, Journal.open(path) as shell:
        shown = tick(app, "a")
        shell.undo(recorded=NOON)
        with pytest.raises(OvertakenError, match="nothing is left") as overtaken:
            app.undo(recorded=NOON, expected=shown)
        assert overtaken.value.act is None


def test_an_undo_keeps_its_clock_and_stands_behind_what_it_undoes(
    journal: Journal,
) -> None:
    tick(journal, "a", recorded=LATER)
    tick(journal, "b", recorded=NOON)
    before = NOON - timedelta(days=9)
    journal.undo(recorded=before)
    journal.undo(recorded=before)

    line = journal.timeline("face", Topic.ITEM)

    assert [(entry.key, entry.value, entry.recorded) for entry in line] == [
        ("a", 1, LATER),
        ("b", 1, NOON),
        ("b", None, before),
        ("a", None, before),
    ]
    assert [act.recorded for act, _ in journal.everything("face")] == [LATER, NOON, before, before]
