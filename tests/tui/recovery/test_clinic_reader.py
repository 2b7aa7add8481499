"""Clinic dates in the journal: from when they hold, and what they outlive."""

from datetime import UTC, datetime

from msgspec.structs import replace

from checklists.rules.checklist import Checklist
from checklists.rules.compiled import COMPILED, encode
from checklists.rules.rule import Rule
from tests.conftest import Contexts
from tests.support.apps import TREATED, at, chosen, clock_of, small_checklist
from tests.support.screens import written
from tui.journal import Draft, Json, Topic
from tui.recovery.acts import Acts
from tui.recovery.clinic_dates import ClinicDate, ClinicRule, date_value
from tui.recovery.context import AppContext
from tui.recovery.recovery import Clinic, Recovery
from tui.text.parse import parse_at, parse_days

TWENTY = ClinicDate(parse_days("0-20"))


def acts_of(context: AppContext) -> Acts:
    reader = context.reader()
    assert reader is not None
    return context.acts(reader)


def rule(context: AppContext, id: str) -> Rule:
    found = acts_of(context).plan.checklist.rule(id)
    assert found is not None
    return found


def until(context: AppContext, id: str, number: int | None = None) -> str:
    """When something left alone is back, as a day says it."""
    reader = context.reader()
    assert reader is not None
    state = reader.state(context.now(), number)
    return next(str(each.avoid.until) for each in state.avoids if each.avoid.rule.id == id)


def draft(topic: Topic, key: str, value: Json, when: datetime) -> Draft:
    return Draft(topic, key, value, when, None, f"{when:%Y-%m-%dT%H:%M}", "Europe/Berlin")


def accept(context: AppContext, checklist: Checklist) -> None:
    """Put a new version of the checklist in force."""
    new, now = chosen(checklist), context.now()
    context.journal.keep_version(
        new.hash, checklist.id, new.canonical, encode(checklist), COMPILED, now.astimezone(UTC)
    )
    drafts = [draft(Topic.VERSION, "version", new.hash, now)]
    context.journal.record("small", "accept", "accept", drafts, recorded=now)


def renamed() -> Checklist:
    """A later version, in which make-up has another name and other days."""
    old = small_checklist()
    rules = (
        replace(one, id="mineral", days=parse_days("0-9"), was=("make-up",)) if one.id == "make-up" else one
        for one in old.rules
    )
    return replace(old, revision=2, rules=tuple(rules))


def test_a_date_outlives_a_new_version_under_a_new_name(contexts: Contexts) -> None:
    context = contexts("2026-11-21T09:00")
    acts_of(context).set_clinic_date(rule(context, "make-up"), TWENTY)
    accept(context, renamed())
    found = rule(context, "mineral")
    assert isinstance(found, ClinicRule)
    assert (found.clinic_date, found.published.days) == (TWENTY, parse_days("0-9"))
    assert until(context, "mineral") == "2026-12-11"


def test_a_version_that_comes_with_a_rule_is_met_by_what_was_said_of_it(contexts: Contexts) -> None:
    context = contexts("2026-11-21T09:00")
    acts_of(context).set_clinic_date(replace(rule(context, "make-up"), id="mineral"), TWENTY)
    assert until(context, "make-up") == "2026-11-27"
    accept(context, renamed())
    assert until(context, "mineral") == "2026-12-11"


def test_clearing_clears_what_was_said_under_a_former_name_too(contexts: Contexts) -> None:
    context = contexts("2026-11-21T09:00")
    acts_of(context).set_clinic_date(rule(context, "make-up"), TWENTY)
    accept(context, renamed())
    acts_of(context).set_clinic_date(rule(context, "mineral"), ClinicDate(parse_days("0-12")))
    assert until(context, "mineral") == "2026-12-03"
    acts_of(context).clear_clinic_date(rule(context, "mineral"))
    assert until(context, "mineral") == "2026-11-30"
    cleared = [entry for act, entry in written(context, "small") if act.words.startswith("take back")]
    assert [(entry.key, entry.value) for entry in cleared] == [("mineral", None), ("make-up", None)]
    context.journal.undo(recorded=context.now())
    assert until(context, "mineral") == "2026-12-03"


def test_what_was_said_at_the_start_holds_from_the_treatment_on(contexts: Contexts) -> None:
    context = contexts("2026-11-24T09:00", begun=None)
    begun = small_checklist()
    first = chosen(begun)
    context.journal.keep_version(
        first.hash, "small", first.canonical, encode(begun), COMPILED, TREATED.astimezone(UTC)
    )
    told = at("2026-11-23T09:00")
    recovery = Recovery("small", "small", "A small plan", TREATED, "Europe/Berlin", told)
    drafts = [
        draft(Topic.RECOVERY, "recovery", recovery.to_value(), TREATED),
        draft(Topic.VERSION, "version", first.hash, TREATED),
        draft(Topic.CLINIC_DATE, "make-up", date_value(TWENTY, "Make-up"), TREATED),
    ]
    context.journal.record("small", "start", "start", drafts, recorded=told)
    assert [until(context, "make-up", number) for number in (0, 2, 4)] == ["2026-12-11"] * 3


def test_what_was_said_later_holds_from_then_on_and_undo_lets_go_from_then_on(contexts: Contexts) -> None:
    context = contexts("2026-11-22T09:00")
    acts_of(context).set_clinic_date(rule(context, "make-up"), TWENTY)
    clock_of(context).advance(at("2026-11-24T09:00") - context.now())
    context.journal.undo(recorded=context.now())
    clock_of(context).advance(at("2026-11-25T09:00") - context.now())
    assert [until(context, "make-up", number) for number in range(6)] == [
        *("2026-11-27", "2026-11-27", "2026-12-11", "2026-12-11", "2026-11-27", "2026-11-27"),
    ]


def test_what_was_ticked_stays_ticked_where_its_slot_has_gone(contexts: Contexts) -> None:
    context = contexts("2026-11-21T09:00")
    acts = acts_of(context)
    wash = next(item for item in acts.plan.day(1).items if item.key == "2026-11-21/wash/morning")
    acts.tick([wash])
    acts_of(context).set_clinic_date(rule(context, "wash"), ClinicDate((), parse_at("midday")))
    reader = context.reader()
    assert reader is not None
    found = {one.item.key: one.state.value for one in reader.state(context.now()).items}
    assert found["2026-11-21/wash/morning"] == "done"
    assert found["2026-11-21/wash/midday"] == "open"
    assert "2026-11-21/wash/evening" not in found


def test_a_recovery_keeps_every_number_of_its_clinic() -> None:
    clinic = Clinic("Dr Tan", "+65 6000 0000", "+65 6222 1111", "995")
    recovery = Recovery("small", "small", "A small plan", TREATED, "Europe/Berlin", TREATED, clinic=clinic)
    assert Recovery.from_value("small", recovery.to_value()).clinic == clinic
    older = {**recovery.to_value(), "clinic": {"name": "Dr Tan", "phone": "+65 6000 0000", "fax": "1"}}
    assert Recovery.from_value("small", older).clinic == Clinic("Dr Tan", "+65 6000 0000")
