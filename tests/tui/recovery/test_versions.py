"""What was said of an item stays visible where a newer version of the file has no place for it."""

import pytest
from msgspec.structs import replace

from checklists.rules.rule import AsNeeded, At, Kind, Match, Rule, Span
from tests.conftest import Contexts
from tests.support.apps import chosen, small_checklist
from tui.recovery.acts import Acts
from tui.recovery.context import AppContext
from tui.recovery.state import DayState

DAY3 = "2026-11-23T08:55"
CREAM = Rule("cream-2", Kind.DO, "Second cream", "cream", (Span(0, 9),), at=(At("morning"), At("evening")))


def acts_of(context: AppContext) -> Acts:
    reader = context.reader()
    assert reader is not None
    return context.acts(reader)


def shown(context: AppContext) -> DayState:
    return acts_of(context).reader.state(context.now())


def ticked(contexts: Contexts, rule: Rule, slot: str) -> AppContext:
    """A session in which a slot of a rule was ticked early, at 08:55 of day 3."""
    context = contexts(DAY3, of=chosen(small_checklist(rule)))
    acts_of(context).tick(
        [next(each.item for each in shown(context).items if each.item.key.endswith(f"{rule.id}/{slot}"))]
    )
    return context


def accept(context: AppContext, rule: Rule | None) -> None:
    acts_of(context).accept(chosen(small_checklist(*([] if rule is None else [rule]))))


@pytest.mark.parametrize(
    "after",
    [
        None,
        replace(CREAM, at=(At("morning"),)),
        replace(CREAM, at=()),
        replace(CREAM, days=(Span(0, 2), Span(4, 9))),
        replace(CREAM, days=(), lasts=60 * 60),
        replace(CREAM, weekdays=(5, 6)),
        replace(CREAM, id="cream-3", was=("cream-2",), at=(At("midday"),)),
    ],
    ids=["rule", "slot", "times", "day", "hours", "weekday", "renamed"],
)
def test_a_slot_ticked_early_stays_visible_when_it_goes(contexts: Contexts, after: Rule | None) -> None:
    context = ticked(contexts, CREAM, "evening")
    assert shown(context).gone == ()

    accept(context, after)

    assert shown(context).gone == ("Second cream",)
    assert not any(item.item.key.endswith("cream-2/evening") for item in shown(context).items)


@pytest.mark.parametrize(
    "after",
    [
        replace(CREAM, title="Another cream"),
        replace(CREAM, id="cream-3", was=("cream-2",)),
        replace(CREAM, days=(Span(0, 2),), held_by=(Match("crusts", low=1),)),
        replace(CREAM, days=(), lasts=61 * 60),
        replace(CREAM, when=((Match("habits", answers=("makeup",)),),)),
    ],
    ids=["reworded", "renamed", "held", "hours", "answered"],
)
def test_what_the_plan_still_has_a_place_for_has_not_gone(contexts: Contexts, after: Rule) -> None:
    context = ticked(contexts, CREAM, "evening")

    accept(context, after)

    assert shown(context).gone == ()


def test_what_was_due_already_keeps_its_place(contexts: Contexts) -> None:
    context = ticked(contexts, CREAM, "morning")

    accept(context, replace(CREAM, at=(At("evening"),)))

    assert shown(context).gone == ()
    assert any(item.item.key.endswith("cream-2/morning") and item.at for item in shown(context).items)


def test_what_is_done_when_it_is_needed_has_not_gone(contexts: Contexts) -> None:
    rule = replace(CREAM, at=(), as_needed=AsNeeded())
    context = ticked(contexts, rule, "n1")

    accept(context, replace(rule, title="Third cream"))

    assert shown(context).gone == ()
