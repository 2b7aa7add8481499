"""What a changed file changes as it is told: by names that a person knows, and without what only follows."""

from datetime import datetime

import pytest

from tests.conftest import Contexts
from tests.support.own_files import TEXT, begun, writer
from tests.support.plans import local
from tui.files.author import Author
from tui.files.checklist_files import ChecklistPath
from tui.files.comparison import checklist_update, own_file, with_reasons
from tui.files.edits import ChangeRule, Edit, PutBack, SwitchOff
from tui.recovery.context import AppContext
from tui.recovery.reader import RecoveryReader

NOW: datetime = local("2026-11-23T08:55")
AGAIN = """  - {id: again, do: Drink, every: 2h, since: drink, counting: last-done, days: 1-9,
     agreement: unsourced}
"""
RULES = """  - {id: creams, do: Only the clinic's cream, days: 8-9, silences: [drink], agreement: unsourced}
  - {id: back, do: Make-up again, days: 7-9, once: yes, once_lifted: make-up, agreement: unsourced}
"""
OVER = "format: 1\nextends: mine\nid: over\n"
"""It is followed by a file of its own, for its base is another file."""


@pytest.fixture
def context(contexts: Contexts) -> AppContext:
    """One whose plan follows `over.yaml`, which so far changes nothing of `mine.yaml`."""
    context = contexts("2026-11-23T08:55", begun=None)
    write = writer(context.paths)
    write(TEXT + RULES + AGAIN)
    begun(context.journal, ChecklistPath("over", write(OVER, "over.yaml"), False))
    return context


def changed(context: AppContext, *edits: Edit, id: str = "over") -> list[tuple[str, str]]:
    """What it changes to make these edits, each with its reason; and it is accepted."""
    for edit in edits:
        Author(context.paths).write(id, edit)
    recovery = context.recovery()
    assert recovery is not None
    reader = RecoveryReader(context.journal, context.settings, recovery)
    file = own_file(reader, context.paths)
    assert file is not None
    found = checklist_update(reader, context.paths, file, NOW)
    told = [(str(each), each.because) for each in with_reasons(found)]
    found.accept()
    return told


def test_what_only_follows_from_a_switch_off_is_left_out_and_so_it_is_when_it_is_put_back(
    context: AppContext,
) -> None:
    assert changed(context, SwitchOff("drink", "too much")) == [
        ("Drink enough: gone from day 3 (Mon 23 Nov) on", "too much")
    ]
    assert "because: drink is switched off" in (context.paths.checklists / "over.yaml").read_text("utf-8")
    assert changed(context, PutBack("drink")) == [("Drink enough: new, days 3 to 7", "")]


def test_the_days_that_follow_from_it_are_told_by_the_name_of_what_went(context: AppContext) -> None:
    told = dict(changed(context, SwitchOff("make-up"), ChangeRule("back", {"days": "4-9"})))

    assert (
        told["Make-up again: from day 4 (Tue 24 Nov) instead of day 7 (Fri 27 Nov)"]
        == "'Make-up' is switched off"
    )


def test_in_a_whole_file_what_follows_is_left_out_as_well(contexts: Contexts) -> None:
    context = contexts("2026-11-23T08:55", begun=None)
    begun(context.journal, ChecklistPath("mine", writer(context.paths)(TEXT + RULES), False))

    assert changed(context, SwitchOff("drink", "too much"), id="mine") == [
        ("Drink enough: gone from day 3 (Mon 23 Nov) on", "too much")
    ]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"silences": None}, "changed in what it takes the place of"),
        ({"silences": ["wash"]}, "changed in what it takes the place of"),
        ({"silences": None, "how": "Thinly."}, "changed in how and what it takes the place of"),
    ],
)
def test_what_is_changed_on_purpose_is_told(
    context: AppContext, keys: dict[str, str | None], words: str
) -> None:
    told = changed(context, ChangeRule("creams", keys))

    assert (f"Only the clinic's cream: {words}", "") in told


def test_a_reason_of_ones_own_stays_as_it_is_written(context: AppContext) -> None:
    told = changed(context, SwitchOff("drink"), ChangeRule("creams", {"how": "Thinly."}, "my doctor"))

    assert told[1:] == [
        (
            "Only the clinic's cream: changed in how, what it takes the place of and the reason",
            "my doctor",
        )
    ]
