"""Acts that write to more than one recovery, and the keys that begin alike."""

from datetime import datetime, timedelta

from tests.support.entries import NOON, draft
from tui.journal import Draft, Journal, Json, Topic


def becomes(value: Json, recovery: str | None = None) -> Draft:
    return draft("recovery", value, topic=Topic.RECOVERY, date=None, recovery=recovery)


def later(hours: int) -> datetime:
    return NOON + timedelta(hours=hours)


def values(journal: Journal, recovery: str) -> dict[str, Json]:
    return {key: entry.value for key, entry in journal.current(recovery, Topic.RECOVERY).items()}


def test_one_act_may_change_two_recoveries_and_is_undone_and_redone_in_both(journal: Journal) -> None:
    journal.record("one", "start", "start one", [becomes(1)], recorded=NOON)
    drafts = [becomes(2), becomes("ended", "one")]
    journal.record("two", "start", "start two", drafts, recorded=later(1))
    assert (values(journal, "one"), values(journal, "two")) == ({"recovery": "ended"}, {"recovery": 2})

    journal.undo(recorded=later(2))
    assert (values(journal, "one"), values(journal, "two")) == ({"recovery": 1}, {})

    journal.redo(recorded=later(3))
    assert (values(journal, "one"), values(journal, "two")) == ({"recovery": "ended"}, {"recovery": 2})


def test_each_recovery_has_its_own_entries_of_the_act(journal: Journal) -> None:
    journal.record("one", "start", "start one", [becomes(1)], recorded=NOON)
    drafts = [becomes(2), becomes("ended", "one")]
    act = journal.record("two", "start", "start two", drafts, recorded=later(1))

    values_by_act = {
        id: [(of.id, entry.value) for of, entry in journal.everything(id)] for id in ("one", "two")
    }

    assert values_by_act == {"one": [(1, 1), (act, "ended")], "two": [(act, 2)]}
    assert [entry.recovery for entry in journal.timeline("one", Topic.RECOVERY)] == ["one", "one"]


def test_what_holds_below_a_first_part_is_found_by_it_alone(journal: Journal) -> None:
    keys = ("once/one", "once/two", "once", "once0", "oncemore/one", "2026-11-20/one/morning")
    drafts = [draft(key, "done") for key in keys]
    journal.record("one", "tick", "tick", drafts, recorded=NOON)
    journal.record("one", "untick", "untick", [draft("once/two", None)], recorded=NOON)

    assert list(journal.below("one", Topic.ITEM, "once")) == ["once/one"]
    assert journal.below("two", Topic.ITEM, "once") == {}
