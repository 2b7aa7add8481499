"""What comes in its own way: once, after a tick, as needed, while a sign holds; slips and notes beside."""

from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from checklists.rules.rule import AsNeeded, At, Interval, Kind, Match, Rule, Span
from tests.conftest import Contexts
from tests.support.apps import at, chosen, clock_of, small_checklist
from tests.support.days import DAY3, opened, rules_of, shown, tick
from tui.recovery.state import State


def once(**more: Any) -> Rule:
    return Rule("ask", Kind.CHECK, "Ask about it", "ask", (Span(0, 2),), once=True, **more)


def test_a_once_item_is_open_until_done_and_then_shown_on_the_day_it_was_done(contexts: Contexts) -> None:
    context = contexts("2026-11-20T20:10", of=chosen(small_checklist(once(at=(At("evening"),)))))
    assert rules_of(shown(context))["evening"] == ["check-in", "ask"]
    clock_of(context).jump(timedelta(days=1))
    assert rules_of(shown(context))["day"] == ["hat", "ask"]

    item = shown(context).item("once/ask")
    assert item is not None
    opened(context)[1].tick([item.item])

    assert rules_of(shown(context))["day"] == ["hat", "ask"]
    assert "ask" not in rules_of(shown(context, 0))["evening"]
    clock_of(context).jump(timedelta(days=1))
    assert rules_of(shown(context))["day"] == ["hat"]


def test_a_once_item_of_hours_is_open_no_longer_than_they_last(contexts: Contexts) -> None:
    rule = replace(once(at=(At("evening"),)), days=(), lasts=24 * 60)
    context = contexts("2026-11-22T09:00", of=chosen(small_checklist(rule)))
    states = [shown(context, number).item("once/ask") for number in range(3)]
    assert [state and state.state for state in states] == [State.OPEN, State.MISSED, None]


def test_what_is_counted_from_ticks_comes_that_long_after_the_last_one(contexts: Contexts) -> None:
    again = Rule(
        "again",
        Kind.DO,
        "Sunscreen again",
        "sunscreen again",
        (Span(1, 20),),
        interval=Interval(120, 10 * 60, 18 * 60, last_done=True, since="sunscreen"),
    )
    context = contexts("2026-11-23T09:30", of=chosen(small_checklist(again)))

    def times() -> list[str]:
        section = [section for section in shown(context).sections if section.slot == "again"]
        return [f"{item.item.slot} {item.due:%H:%M} {item.state}" for part in section for item in part.items]

    assert times() == ["n1 10:00 open"]
    tick(context, "sunscreen/morning")
    assert times() == ["n1 11:30 open"]
    clock_of(context).jump(timedelta(hours=2, minutes=15))
    tick(context, "again/n1")
    assert times() == ["n1 11:45 done", "n2 13:45 open"]
    clock_of(context).jump(timedelta(hours=5))
    tick(context, "again/n2")
    assert times() == ["n1 11:45 done", "n2 16:45 done"]


def test_as_needed_care_counts_its_times_and_is_never_due(contexts: Contexts) -> None:
    pack = Rule("pack", Kind.DO, "Cold pack", "cold pack", (Span(0, 3),), as_needed=AsNeeded(gap=55))
    context = contexts(DAY3, of=chosen(small_checklist(pack)))
    tick(context, "pack/n1")
    tick(context, "pack/n2")

    item = shown(context).item("2026-11-23/pack/n3")

    assert item is not None
    assert (item.state, item.due, item.times, item.at) == (State.OPEN, None, 2, at(DAY3))
    assert str(shown(context).progress) == "3 due"


def test_a_slip_is_noted_on_its_day_and_can_be_taken_back(contexts: Contexts) -> None:
    context = contexts(DAY3)
    rule = small_checklist().rule("no-rub")
    assert rule is not None
    opened(context)[1].slip(rule, shown(context).date, "scratched")

    slipped = {avoid.avoid.rule.id: avoid.note for avoid in shown(context).avoids if avoid.slipped}
    assert slipped == {"no-rub": "scratched"}
    opened(context)[1].unslip(rule, shown(context).date)
    assert not any(avoid.slipped for avoid in shown(context).avoids)


def test_a_report_holds_what_would_come_back_and_the_last_one_lets_it_go(contexts: Contexts) -> None:
    context = contexts("2026-11-26T20:05")
    crusts = small_checklist().sign("crusts")
    assert crusts is not None
    state = shown(context)
    opened(context)[1].report({crusts: 1}, state.date)
    clock_of(context).jump(timedelta(hours=12))

    held = {avoid.avoid.rule.id: avoid.avoid for avoid in shown(context).avoids}["make-up"]
    assert (held.on, held.until, held.held) == (True, None, (Match("crusts", low=1),))
    asked = shown(context).asks
    assert asked is not None
    assert [sign.id for sign in asked.signs] == ["crusts"]

    opened(context)[1].report({crusts: 0}, shown(context).date)
    back = {avoid.avoid.rule.id: avoid.avoid for avoid in shown(context).avoids}["make-up"]
    assert (back.on, str(back.until)) == (False, "2026-11-27")
    assert shown(context).asks is None


def test_without_any_report_it_comes_back_and_asks_once(contexts: Contexts) -> None:
    state = shown(contexts("2026-11-27T08:10"))

    assert [avoid.avoid.rule.id for avoid in state.avoids if not avoid.avoid.on] == ["make-up"]
    assert state.asks is not None
    assert state.asks.ask == "Any crusts or flakes?"


def test_the_check_in_is_one_act_that_ticks_its_own_item(contexts: Contexts) -> None:
    context = contexts("2026-11-23T20:05")
    state = shown(context)
    item = state.item("2026-11-23/check-in/evening")
    redness = small_checklist().sign("redness")
    assert item is not None
    assert redness is not None
    reported = opened(context)[1].report({redness: 2}, state.date, item.item)

    top = context.journal.top()
    assert top is not None
    assert (top.id, top.words) == (reported.act, "check-in: redness 2 obvious, day 3")
    signs = {sign.sign.id: (sign.value, sign.usual) for sign in shown(context).signs}
    assert signs == {"redness": (2, (1, 2)), "crusts": (None, None)}
    done = shown(context).item("2026-11-23/check-in/evening")
    assert done is not None
    assert done.state is State.DONE


def test_going_out_holds_until_its_clock_time_and_no_longer(contexts: Contexts) -> None:
    context = contexts(DAY3)
    outdoors = small_checklist().sign("outdoors")
    assert outdoors is not None
    opened(context)[1].report({outdoors: 1}, shown(context).date)

    assert shown(context).out_until == at("2026-11-23T18:00")
    clock_of(context).jump(timedelta(hours=9, minutes=6))
    assert shown(context).out_until is None


def test_notes_stand_with_their_day_and_with_their_item(contexts: Contexts) -> None:
    context = contexts(DAY3)
    state = shown(context)
    _, acts = opened(context)
    acts.note("slept well", state.date)
    acts.note("stings a little", state.date, next(iter(state.items)).item)

    assert shown(context).notes == ("slept well",)
    assert next(iter(shown(context).items)).note == "stings a little"
