"""A day of the plan joined with the journal: states, counts, what is left open, what went."""

from datetime import timedelta
from typing import Any

import pytest

from checklists.rules import AsNeeded, At, Interval, Kind, Match, Rule, Span
from tests.apps import at, chosen, clock_of, small_checklist
from tests.conftest import Sessions
from tui.day.acts import Acts, NotYet
from tui.day.care import Care
from tui.day.items import State
from tui.day.session import Session
from tui.day.state import DayState, Went
from tui.journal import Topic

DAY3 = "2026-11-23T08:55"


def opened(session: Session) -> tuple[Care, Acts]:
    care = session.care()
    assert care is not None
    return care, session.acts(care)


def shown(session: Session, number: int | None = None) -> DayState:
    return opened(session)[0].state(session.now(), number)


def tick(session: Session, *keys: str) -> None:
    state = shown(session)
    found = [state.item(f"{state.date}/{key}") for key in keys]
    opened(session)[1].tick([each.item for each in found if each is not None])


def rules_of(state: DayState) -> dict[str, list[str]]:
    return {section.slot: [item.item.rule.id for item in section.items] for section in state.sections}


def test_a_day_is_shown_by_slot_in_order_of_time_with_any_time_last(sessions: Sessions) -> None:
    state = shown(sessions(DAY3))

    assert rules_of(state) == {
        "morning": ["wash", "cream", "sunscreen"],
        "midday": ["cream"],
        "evening": ["wash", "cream", "check-in"],
        "day": ["hat"],
    }
    assert [section.title for section in state.sections] == ["Morning", "Midday", "Evening", "Any time"]


def test_progress_counts_what_was_due_so_far_and_leaves_out_what_was_skipped(sessions: Sessions) -> None:
    session = sessions(DAY3)
    assert str(shown(session).progress) == "0 of 3 so far"

    tick(session, "wash/morning", "cream/morning")
    item = shown(session).item("2026-11-23/sunscreen/morning")
    assert item is not None
    opened(session)[1].skip([item.item], "none left")

    assert str(shown(session).progress) == "2 of 2, 1 skipped"
    skipped = shown(session).item("2026-11-23/sunscreen/morning")
    assert skipped is not None
    assert (skipped.state, skipped.note) == (State.SKIPPED, "none left")


def test_a_day_that_ended_counts_what_has_no_time_and_calls_open_items_missed(sessions: Sessions) -> None:
    session = sessions(DAY3)

    state = shown(session, 2)

    assert {item.state for item in state.items} == {State.MISSED}
    assert str(state.progress) == "0 of 8"


def test_what_was_due_yesterday_and_has_no_word_is_asked_after_once(sessions: Sessions) -> None:
    session = sessions("2026-11-21T21:00")
    tick(session, "wash/morning", "cream/morning", "sunscreen/morning", "cream/midday", "check-in/evening")
    clock_of(session).jump(timedelta(hours=12))

    waiting = shown(session).yesterday
    assert [item.item.key for item in waiting] == ["2026-11-21/wash/evening", "2026-11-21/cream/evening"]
    assert {item.state for item in waiting} == {State.OPEN}

    opened(session)[1].tick([waiting[0].item])
    assert [item.state for item in shown(session).yesterday] == [State.DONE, State.OPEN]
    opened(session)[1].skip([waiting[1].item], "let go")
    assert shown(session).yesterday == ()


def test_nothing_from_before_the_recovery_was_begun_is_asked_after(sessions: Sessions) -> None:
    session = sessions(DAY3, begun="2026-11-22T19:00")

    assert {item.item.slot for item in shown(session).yesterday} == {"evening"}


def test_a_late_answer_belongs_to_its_own_item_and_keeps_when_it_was_done(sessions: Sessions) -> None:
    session = sessions("2026-11-24T00:20")
    state = shown(session)
    assert (state.number, state.date.isoformat()) == (3, "2026-11-23")

    tick(session, "wash/evening")

    entry = session.journal.latest("small", Topic.ITEM, "2026-11-23/wash/evening")
    assert entry is not None
    assert (entry.date, entry.local, entry.zone) == ("2026-11-23", "2026-11-24T00:20", "Europe/Berlin")
    assert entry.at == at("2026-11-24T00:20")


def test_a_day_that_has_not_come_can_be_skipped_and_not_ticked(sessions: Sessions) -> None:
    session = sessions(DAY3)
    item = next(iter(shown(session, 4).items)).item

    with pytest.raises(NotYet, match=r"Day 4 has not come\. It can be skipped, not ticked\."):
        opened(session)[1].tick([item])
    opened(session)[1].skip([item])

    assert next(iter(shown(session, 4).items)).state is State.SKIPPED


def test_undo_and_redo_restore_what_was_there_and_speak_of_the_act(sessions: Sessions) -> None:
    session = sessions(DAY3)
    tick(session, "wash/morning")

    act = session.journal.undo(recorded=session.now())
    assert act is not None
    assert act.words == "tick 'Wash gently', morning, day 3"
    assert str(shown(session).progress) == "0 of 3 so far"

    session.journal.redo(recorded=session.now())
    assert str(shown(session).progress) == "1 of 3 so far"


def once(**more: Any) -> Rule:
    return Rule("ask", Kind.CHECK, "Ask about it", "ask", (Span(0, 2),), once=True, **more)


def test_a_once_item_is_open_until_done_and_then_shown_on_the_day_it_was_done(sessions: Sessions) -> None:
    session = sessions("2026-11-20T20:10", of=chosen(small_checklist(once(at=(At("evening"),)))))
    assert rules_of(shown(session))["evening"] == ["check-in", "ask"]
    clock_of(session).jump(timedelta(days=1))
    assert rules_of(shown(session))["day"] == ["hat", "ask"]

    item = shown(session).item("once/ask")
    assert item is not None
    opened(session)[1].tick([item.item])

    assert rules_of(shown(session))["day"] == ["hat", "ask"]
    assert "ask" not in rules_of(shown(session, 0))["evening"]
    clock_of(session).jump(timedelta(days=1))
    assert rules_of(shown(session))["day"] == ["hat"]


def test_what_is_counted_from_ticks_comes_that_long_after_the_last_one(sessions: Sessions) -> None:
    again = Rule(
        "again",
        Kind.DO,
        "Sunscreen again",
        "sunscreen again",
        (Span(1, 20),),
        interval=Interval(120, 10 * 60, 18 * 60, last_done=True, since="sunscreen"),
    )
    session = sessions("2026-11-23T09:30", of=chosen(small_checklist(again)))

    def times() -> list[str]:
        section = [section for section in shown(session).sections if section.slot == "again"]
        return [f"{item.item.slot} {item.due:%H:%M} {item.state}" for part in section for item in part.items]

    assert times() == ["n1 10:00 open"]
    tick(session, "sunscreen/morning")
    assert times() == ["n1 11:30 open"]
    clock_of(session).jump(timedelta(hours=2, minutes=15))
    tick(session, "again/n1")
    assert times() == ["n1 11:45 done", "n2 13:45 open"]
    clock_of(session).jump(timedelta(hours=5))
    tick(session, "again/n2")
    assert times() == ["n1 11:45 done", "n2 16:45 done"]


def test_as_needed_care_counts_its_times_and_is_never_due(sessions: Sessions) -> None:
    pack = Rule("pack", Kind.DO, "Cold pack", "cold pack", (Span(0, 3),), as_needed=AsNeeded(gap=55))
    session = sessions(DAY3, of=chosen(small_checklist(pack)))
    tick(session, "pack/n1")
    tick(session, "pack/n2")

    item = shown(session).item("2026-11-23/pack/n3")

    assert item is not None
    assert (item.state, item.due, item.times, item.at) == (State.OPEN, None, 2, at(DAY3))
    assert str(shown(session).progress) == "0 of 3 so far"


def test_a_slip_is_noted_on_its_day_and_can_be_taken_back(sessions: Sessions) -> None:
    session = sessions(DAY3)
    rule = small_checklist().rule("no-rub")
    assert rule is not None
    opened(session)[1].slip(rule, shown(session).date, "scratched")

    slipped = {avoid.avoid.rule.id: avoid.note for avoid in shown(session).avoids if avoid.slipped}
    assert slipped == {"no-rub": "scratched"}
    opened(session)[1].unslip(rule, shown(session).date)
    assert not any(avoid.slipped for avoid in shown(session).avoids)


def test_a_report_holds_what_would_come_back_and_the_last_one_lets_it_go(sessions: Sessions) -> None:
    session = sessions("2026-11-26T20:05")
    crusts = small_checklist().sign("crusts")
    assert crusts is not None
    state = shown(session)
    opened(session)[1].report({crusts: 1}, state.date)
    clock_of(session).jump(timedelta(hours=12))

    held = {avoid.avoid.rule.id: avoid.avoid for avoid in shown(session).avoids}["make-up"]
    assert (held.on, held.until, held.held) == (True, None, (Match("crusts", low=1),))
    asked = shown(session).asks
    assert asked is not None
    assert asked.id == "crusts"

    opened(session)[1].report({crusts: 0}, shown(session).date)
    back = {avoid.avoid.rule.id: avoid.avoid for avoid in shown(session).avoids}["make-up"]
    assert (back.on, str(back.until)) == (False, "2026-11-27")
    assert shown(session).asks is None


def test_without_any_report_it_comes_back_and_asks_once(sessions: Sessions) -> None:
    state = shown(sessions("2026-11-27T08:10"))

    assert [avoid.avoid.rule.id for avoid in state.avoids if not avoid.avoid.on] == ["make-up"]
    assert state.asks is not None
    assert state.asks.ask == "Any crusts or flakes?"


def test_the_check_in_is_one_act_that_ticks_its_own_item(sessions: Sessions) -> None:
    session = sessions("2026-11-23T20:05")
    state = shown(session)
    item = state.item("2026-11-23/check-in/evening")
    redness = small_checklist().sign("redness")
    assert item is not None
    assert redness is not None
    act = opened(session)[1].report({redness: 2}, state.date, item.item)

    top = session.journal.top()
    assert top is not None
    assert (top.id, top.words) == (act, "check-in: redness 2 definite, day 3")
    signs = {sign.sign.id: (sign.value, sign.usual) for sign in shown(session).signs}
    assert signs == {"redness": (2, (1, 2)), "crusts": (None, None)}
    done = shown(session).item("2026-11-23/check-in/evening")
    assert done is not None
    assert done.state is State.DONE


def test_going_out_holds_until_its_clock_time_and_no_longer(sessions: Sessions) -> None:
    session = sessions(DAY3)
    outdoors = small_checklist().sign("outdoors")
    assert outdoors is not None
    opened(session)[1].report({outdoors: 1}, shown(session).date)

    assert shown(session).out_until == at("2026-11-23T18:00")
    clock_of(session).jump(timedelta(hours=9, minutes=6))
    assert shown(session).out_until is None


def test_a_ticked_warning_takes_the_place_of_reassurance(sessions: Sessions) -> None:
    session = sessions(DAY3)
    warning = small_checklist().warnings[1]
    assert shown(session).reassures
    opened(session)[1].heed(warning, True)
    assert not shown(session).reassures
    opened(session)[1].heed(warning, False)
    assert shown(session).reassures


def test_the_strip_tells_how_each_day_went(sessions: Sessions) -> None:
    session = sessions("2026-11-21T22:00")
    state = shown(session)
    opened(session)[1].tick([item.item for item in state.items])
    clock_of(session).jump(timedelta(days=1))
    tick(session, "wash/morning")
    clock_of(session).jump(timedelta(days=1))

    went = {mark.number: mark.went for mark in shown(session).marks}

    assert [went[number] for number in range(5)] == [
        Went.NOTHING,
        Went.DONE,
        Went.PARTLY,
        Went.NOW,
        Went.AHEAD,
    ]


def test_an_entry_whose_rule_has_gone_stays_visible(sessions: Sessions) -> None:
    session = sessions(DAY3)
    care, acts = opened(session)
    ghost = Rule("ghost", Kind.DO, "An older rule", "ghost", (Span(0, 9),))
    item = next(iter(shown(session).items)).item._replace(rule=ghost)
    acts.tick([item])

    assert shown(session).gone == ("An older rule",)
    assert care.recovery.id == "small"


def test_notes_stand_with_their_day_and_with_their_item(sessions: Sessions) -> None:
    session = sessions(DAY3)
    state = shown(session)
    _, acts = opened(session)
    acts.note("slept well", state.date)
    acts.note("stings a little", state.date, next(iter(state.items)).item)

    assert shown(session).notes == ("slept well",)
    assert next(iter(shown(session).items)).note == "stings a little"


def test_what_was_said_at_the_start_holds_from_a_corrected_treatment_too(sessions: Sessions) -> None:
    more = Rule(
        "mineral",
        Kind.DO,
        "Mineral make-up only",
        "mineral",
        (Span(0, 3),),
        at=(At("morning"),),
        when=((Match("habits", answers=("makeup",)),),),
    )
    session = sessions("2026-11-20T20:10", of=chosen(small_checklist(more)), answers={"habits": ()})
    opened(session)[1].correct(at("2026-11-20T05:00"))

    assert all(item.item.rule.id != "mineral" for item in shown(session).items)


def test_what_was_said_before_the_treatment_holds_at_once(sessions: Sessions) -> None:
    more = Rule(
        "mineral",
        Kind.DO,
        "Mineral make-up only",
        "mineral",
        (Span(0, 3),),
        when=((Match("habits", answers=("makeup",)),),),
    )
    session = sessions(
        "2026-11-20T10:00",
        of=chosen(small_checklist(more)),
        answers={"habits": ()},
        begun="2026-11-18T10:00",
    )

    assert all(item.item.rule.id != "mineral" for item in shown(session).items)


def test_nothing_due_is_not_zero(sessions: Sessions) -> None:
    session = sessions("2026-11-23T07:00")
    item = shown(session).item("2026-11-23/cream/midday")
    assert item is not None
    assert str(shown(session).progress) == "nothing due yet"

    opened(session)[1].skip([item.item])

    assert str(shown(session).progress) == "nothing due yet, 1 skipped"
