"""Parts of a changed file that are refused: out of the plan, and not spoken of again until they change."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from tests.conftest import Contexts
from tests.support.apps import at, reader_of
from tests.support.kept import shipped_by_0_1
from tests.support.own_files import DAY_THREE, TEXT, Write, stands
from tui.files.checklist_files import find
from tui.files.comparison import ChecklistUpdate, InseparableError, checklist_update, own_file
from tui.recovery.acts import undo
from tui.recovery.context import AppContext

NOW = at(DAY_THREE)
LATER = at("2026-11-25T09:00")
WARNINGS = "warnings:\n  - {id: pus, if: Pus, days: 0-9, call: clinic-soon, agreement: unsourced}\n"
FEVER = "  - {id: fever, if: Fever, days: 0-9, call: urgent, agreement: unsourced}\n"
BALM = "  - {id: balm, do: Lip balm, days: 4-9, agreement: unsourced}\n"
MIDDAY = TEXT.replace("[morning, evening]", "[midday]")
CHANGED = MIDDAY.replace("days: 0-6", "days: 0-4") + BALM
"""The times of `wash`, the days of `make-up`, and one rule more."""


def update(context: AppContext) -> ChecklistUpdate:
    reader = reader_of(context)
    file = own_file(reader, context.paths) or find(context.paths, reader.recovery.checklist)
    assert file is not None
    return checklist_update(reader, context.paths, file, NOW)


def told(context: AppContext) -> list[str]:
    """What the file changes of the plan, as far as it is to be decided on."""
    return [each.title for each in update(context).differences]


def rules(context: AppContext) -> dict[str, str]:
    checklist = reader_of(context).plan(LATER).checklist
    return {rule.id: f"{rule.days[0].last} {len(rule.at)}" for rule in checklist.rules}


def test_what_is_refused_stays_out_and_the_rest_counts(context: AppContext, mine: Write) -> None:
    mine(CHANGED)

    update(context).refuse(["rules/make-up"]).accept()

    assert rules(context) == {"wash": "9 1", "drink": "9 0", "make-up": "6 0", "balm": "9 0"}
    assert stands(context, NOW).sentence() == ""
    found = update(context)
    assert (found.waits, found.decided, found.unwanted, list(found.refused)) == (
        *(True, True, False),
        ["rules/make-up"],
    )
    assert [str(each) for each in found.left_out] == [
        "Make-up: back on day 5 (Wed 25 Nov) instead of day 7 (Fri 27 Nov)",
    ]
    assert found.refused_before == "1 part that you refused on Mon 23 Nov stays refused until it changes"


def test_the_next_change_of_the_file_tells_of_itself_alone(context: AppContext, mine: Write) -> None:
    mine(CHANGED)
    update(context).refuse(["rules/make-up"]).accept()

    mine(CHANGED.replace("Lip balm", "Balm"))

    assert "has changed" in stands(context, NOW).sentence()
    assert told(context) == ["Balm"]
    update(context).accept()
    assert rules(context)["make-up"] == "6 0"
    assert stands(context, NOW).sentence() == ""
    assert update(context).refused_before.startswith("1 part that you refused on Mon 23 Nov")


def test_a_refused_part_comes_back_when_it_changes(context: AppContext, mine: Write) -> None:
    mine(CHANGED)
    update(context).refuse(["rules/make-up"]).accept()

    mine(CHANGED.replace("days: 0-4", "days: 0-3"))

    assert told(context) == ["Make-up"]
    assert update(context).refused == {}


def test_what_was_kept_out_as_a_whole_stays_out_of_the_next_change_too(
    context: AppContext, mine: Write
) -> None:
    mine(CHANGED)
    update(context).keep()
    assert update(context).unwanted

    mine(CHANGED.replace("Drink enough", "Sip"))

    assert told(context) == ["Sip"]
    found = update(context)
    assert sorted(found.refused) == ["rules/balm", "rules/make-up", "rules/wash"]
    found.accept()
    assert rules(context) == {"wash": "9 2", "drink": "9 0", "make-up": "6 0"}


def test_a_file_that_only_goes_back_to_what_the_plan_has_says_nothing(
    context: AppContext, mine: Write
) -> None:
    mine(CHANGED)
    update(context).keep()

    mine(MIDDAY)

    assert stands(context, NOW).sentence() == ""
    assert update(context).decided
    mine(TEXT)
    assert not update(context).waits


def test_a_refusal_is_taken_back_part_by_part(context: AppContext, mine: Write) -> None:
    mine(CHANGED)
    update(context).refuse(["rules/make-up", "rules/balm"]).accept()

    update(context).want(["rules/balm"]).accept()

    assert rules(context) == {"wash": "9 1", "drink": "9 0", "make-up": "6 0", "balm": "9 0"}
    assert list(update(context).refused) == ["rules/make-up"]


def test_undo_puts_the_version_and_the_refusals_before_back(context: AppContext, mine: Write) -> None:
    mine(CHANGED)
    update(context).refuse(["rules/make-up"]).accept()
    update(context).want(["rules/make-up"]).accept()
    assert not update(context).waits

    undo(context.journal, context.journal.top(), NOW)
    assert list(update(context).refused) == ["rules/make-up"]
    undo(context.journal, context.journal.top(), NOW)

    assert update(context).refused == {}
    assert len(told(context)) == 3


def test_what_was_accepted_whole_is_not_refused_when_it_is_taken_out_again(
    context: AppContext, mine: Write
) -> None:
    mine(CHANGED)
    update(context).keep()
    mine(CHANGED.replace("Drink enough", "Sip"))
    shown = update(context)
    shown.want(list(shown.refused)).accept()

    mine(CHANGED)

    assert "Drink enough" in told(context)
    assert update(context).refused == {}


def test_a_line_on_when_to_call_that_is_refused_is_for_safety(context: AppContext, mine: Write) -> None:
    mine(CHANGED + WARNINGS + FEVER)
    update(context).refuse(["warnings/fever", "rules/make-up"]).accept()
    stronger = CHANGED + WARNINGS.replace("clinic-soon", "emergency") + FEVER

    mine(stronger)
    update(context).refuse([*update(context).refused, "warnings/pus"]).accept()

    assert [(each.title, each.guards_call, each.guards) for each in update(context).left_out] == [
        ("When to call, 'Pus'", True, True),
        ("When to call, 'Fever'", True, True),
        ("Make-up", False, False),
    ]


def test_what_leaves_more_alone_is_for_safety_and_what_leaves_less_is_not(
    context: AppContext, mine: Write
) -> None:
    mine(TEXT.replace("days: 0-6", "days: 0-9") + BALM)

    (longer,) = update(context).refuse(["rules/make-up"]).left_out

    assert (longer.guards, longer.guards_call) == (True, False)


def test_what_does_not_stand_without_what_is_refused_says_so(context: AppContext, mine: Write) -> None:
    mine(TEXT.replace("phases:", "questions:\n  - {id: q, ask: Q?, answers: {a: A}}\nphases:"))
    update(context).accept()
    text = TEXT.replace("phases:", "questions:\n  - {id: q, ask: Q?, answers: {a: A, b: B}}\nphases:")
    mine(text.replace("do: Drink enough", "do: Drink enough, when: {q: b}"))

    with pytest.raises(InseparableError) as caught:
        update(context).refuse(["questions/q"]).accept()

    assert str(caught.value).startswith("'Drink enough' does not go without what you refuse: ")


def test_a_journal_that_lost_the_refused_version_offers_it_again(context: AppContext, mine: Write) -> None:
    mine(CHANGED)
    update(context).keep()
    lost = replace(update(context).chosen, canonical="{}", hash="0" * 64)
    lost.store(context.journal, NOW)
    reader = reader_of(context)
    context.acts(reader).keep(lost)

    assert update(context).refused == {}
    assert "has changed" in stands(context, NOW).sentence()


def test_a_newer_shipped_file_is_accepted_but_for_a_part_and_no_reason_to_call_goes(
    contexts: Contexts,
) -> None:
    context = contexts("2026-11-26T20:10", of=shipped_by_0_1())
    stands(context, context.now())
    ahead = {each.id for each in reader_of(context).plan(context.now()).checklist.warnings}
    assert ahead - {each.id for each in shipped_by_0_1().checklist.warnings}
    shown = update(context)
    calls = [part.key for part in shown.parts if part.section == "warnings"]
    assert calls

    shown.refuse(calls).accept()

    plan = reader_of(context).plan(context.now() + timedelta(minutes=1))
    assert ahead <= {id for each in plan.checklist.warnings for id in (each.id, *each.was)}
    assert stands(context, context.now()).sentence() == ""
    assert update(context).decided
