"""What was said of an item stays visible where a newer version of the file has no place for it."""

from dataclasses import replace

import pytest

from checklists.rules.rule import AsNeeded, At, Kind, Match, Rule, Span
from tests.conftest import Sessions
from tests.support.apps import chosen, small_checklist
from tui.recovery.acts import Acts
from tui.recovery.context import Session
from tui.recovery.state import DayState

DAY3 = "2026-11-23T08:55"
CREAM = Rule("cream-2", Kind.DO, "Second cream", "cream", (Span(0, 9),), at=(At("morning"), At("evening")))


def acts_of(session: Session) -> Acts:
    care = session.care()
    assert care is not None
    return session.acts(care)


def shown(session: Session) -> DayState:
    return acts_of(session).care.state(session.now())


def ticked(sessions: Sessions, rule: Rule, slot: str) -> Session:
    """A session in which a slot of a rule was ticked early, at 08:55 of day 3."""
    session = sessions(DAY3, of=chosen(small_checklist(rule)))
    acts_of(session).tick(
        [next(each.item for each in shown(session).items if each.item.key.endswith(f"{rule.id}/{slot}"))]
    )
    return session


def accept(session: Session, rule: Rule | None) -> None:
    acts_of(session).accept(chosen(small_checklist(*([] if rule is None else [rule]))))


@pytest.mark.parametrize(
    "after",
    [
        None,
        replace(CREAM, at=(At("morning"),)),
        replace(CREAM, at=()),
        replace(CREAM, days=(Span(0, 2), Span(4, 9))),
        replace(CREAM, weekdays=(5, 6)),
        replace(CREAM, id="cream-3", was=("cream-2",), at=(At("midday"),)),
    ],
    ids=["rule", "slot", "times", "day", "weekday", "renamed"],
)
def test_a_slot_ticked_early_stays_visible_when_it_goes(sessions: Sessions, after: Rule | None) -> None:
    session = ticked(sessions, CREAM, "evening")
    assert shown(session).gone == ()

    accept(session, after)

    assert shown(session).gone == ("Second cream",)
    assert not any(item.item.key.endswith("cream-2/evening") for item in shown(session).items)


@pytest.mark.parametrize(
    "after",
    [
        replace(CREAM, title="Another cream"),
        replace(CREAM, id="cream-3", was=("cream-2",)),
        replace(CREAM, days=(Span(0, 2),), held_by=(Match("crusts", low=1),)),
        replace(CREAM, when=((Match("habits", answers=("makeup",)),),)),
    ],
    ids=["reworded", "renamed", "held", "answered"],
)
def test_what_the_plan_still_has_a_place_for_has_not_gone(sessions: Sessions, after: Rule) -> None:
    session = ticked(sessions, CREAM, "evening")

    accept(session, after)

    assert shown(session).gone == ()


def test_what_was_due_already_keeps_its_place(sessions: Sessions) -> None:
    session = ticked(sessions, CREAM, "morning")

    accept(session, replace(CREAM, at=(At("evening"),)))

    assert shown(session).gone == ()
    assert any(item.item.key.endswith("cream-2/morning") and item.at for item in shown(session).items)


def test_what_is_done_when_it_is_needed_has_not_gone(sessions: Sessions) -> None:
    rule = replace(CREAM, at=(), as_needed=AsNeeded())
    session = ticked(sessions, rule, "n1")

    accept(session, replace(rule, title="Third cream"))

    assert shown(session).gone == ()
