"""A finished plan is silent, also where something in it has no last day."""

from datetime import timedelta

from msgspec.structs import replace

from checklists.rules.rule import At, Kind, Rule, Span
from tests.conftest import Contexts
from tests.support.apps import chosen, clock_of, small_checklist
from tests.support.days import shown
from tui.cli.output.today_json import today_json
from tui.cli.output.today_lines import today_lines
from tui.recovery.context import AppContext
from tui.reminders.reminder import reminders_of
from tui.settings import Quiet
from tui.wording.status_line import heading

MOLE = Rule("mole", Kind.CHECK, "A mole", "mole", (Span(0, None),), at=(At("morning"),))


def told(context: AppContext) -> list[str]:
    return [telling.words for telling in reminders_of(shown(context), Quiet(0, 0))]


def test_after_the_last_day_nothing_is_told_or_due_or_late(contexts: Contexts) -> None:
    context = contexts("2026-11-23T09:00", of=chosen(small_checklist(MOLE)))
    clock_of(context).jump(timedelta(days=shown(context).last_day - 3))
    state = shown(context)
    assert not state.finished
    assert any("ole" in words for words in told(context))
    assert "mole" in [item.item.rule.id for item in state.due]
    assert heading(state.sections[0], state) == "late, since 08:00"

    clock_of(context).jump(timedelta(days=1))

    state = shown(context)
    assert state.finished
    assert "mole" in [item.item.rule.id for item in state.items]
    assert told(context) == []
    assert list(state.due) == []
    assert heading(state.sections[0], state) == ""


def test_what_goes_on_is_told_without_a_box_to_tick_and_what_was_for_once_is_not_asked_for(
    contexts: Contexts,
) -> None:
    once = replace(MOLE, id="sheet", title="Your clinic's sheet", at=(), once=True)
    water = Rule("water", Kind.DO, "Drink", "drink", (Span(0, None),))
    context = contexts("2026-11-23T09:00", of=chosen(small_checklist(MOLE, once, water)))
    clock_of(context).jump(timedelta(days=shown(context).last_day - 2))
    state = shown(context)
    assert state.finished
    assert {"sheet", "mole", "water"} <= {item.item.rule.id for item in state.items}

    lines = list(today_lines(state))

    begins = lines.index("What goes on")
    assert lines[begins + 1 : begins + 4] == ["    mole/morning  A mole", "    water         Drink", ""]
    assert lines[0].endswith(" - Your plan is finished")
    assert not any("[ ]" in line or "From yesterday" in line or "sheet" in line for line in lines)
    assert [item["rule"] for item in today_json(state, ())["items"]] == ["mole", "water"]
