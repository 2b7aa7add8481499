"""A day of the plan joined with the journal: states, counts, what is left open, what went."""

from datetime import timedelta

from checklists.rules.rule import At, Kind, Match, Rule, Span
from tests.conftest import Contexts
from tests.support.apps import at, chosen, clock_of, small_checklist
from tests.support.days import DAY3, opened, rules_of, shown, tick
from tui.journal import Topic
from tui.recovery.outcomes import Refused
from tui.recovery.state import DayOutcome, State
from tui.wording.acts import refusal


def test_a_day_is_shown_by_slot_in_order_of_time_with_any_time_last(contexts: Contexts) -> None:
    state = shown(contexts(DAY3))

    assert rules_of(state) == {
        "morning": ["wash", "cream", "sunscreen"],
        "midday": ["cream"],
        "evening": ["wash", "cream", "check-in"],
        "day": ["hat"],
    }
    assert [section.title for section in state.sections] == ["Morning", "Midday", "Evening", "Any time"]


def test_progress_counts_what_was_due_so_far_and_leaves_out_what_was_skipped(contexts: Contexts) -> None:
    context = contexts(DAY3)
    assert str(shown(context).progress) == "3 due"

    tick(context, "wash/morning", "cream/morning")
    item = shown(context).item("2026-11-23/sunscreen/morning")
    assert item is not None
    opened(context)[1].skip([item.item], "none left")

    assert str(shown(context).progress) == "2 done, 1 skipped"
    skipped = shown(context).item("2026-11-23/sunscreen/morning")
    assert skipped is not None
    assert (skipped.state, skipped.reason) == (State.SKIPPED, "none left")


def test_a_day_that_ended_counts_what_has_no_time_and_calls_open_items_missed(contexts: Contexts) -> None:
    context = contexts(DAY3)

    state = shown(context, 2)

    assert {item.state for item in state.items} == {State.MISSED}
    assert str(state.progress) == "0 of 8"


def test_what_was_due_yesterday_and_has_no_word_is_asked_after_once(contexts: Contexts) -> None:
    context = contexts("2026-11-21T21:00")
    tick(context, "wash/morning", "cream/morning", "sunscreen/morning", "cream/midday", "check-in/evening")
    clock_of(context).jump(timedelta(hours=12))

    waiting = shown(context).yesterday
    assert [item.item.key for item in waiting] == ["2026-11-21/wash/evening", "2026-11-21/cream/evening"]
    assert {item.state for item in waiting} == {State.OPEN}

    opened(context)[1].tick([waiting[0].item])
    assert [item.state for item in shown(context).yesterday] == [State.DONE, State.OPEN]
    opened(context)[1].skip([waiting[1].item], "let go")
    assert shown(context).yesterday == ()


def test_nothing_from_before_the_recovery_was_begun_is_asked_after(contexts: Contexts) -> None:
    context = contexts(DAY3, begun="2026-11-22T19:00")

    assert {item.item.slot for item in shown(context).yesterday} == {"evening"}


def test_a_late_answer_belongs_to_its_own_item_and_keeps_when_it_was_done(contexts: Contexts) -> None:
    context = contexts("2026-11-24T00:20")
    state = shown(context)
    assert (state.number, state.date.isoformat()) == (3, "2026-11-23")

    tick(context, "wash/evening")

    entry = context.journal.latest("small", Topic.ITEM, "2026-11-23/wash/evening")
    assert entry is not None
    assert (entry.date, entry.local, entry.zone) == ("2026-11-23", "2026-11-24T00:20", "Europe/Berlin")
    assert entry.at == at("2026-11-24T00:20")


def test_a_day_that_has_not_come_can_be_skipped_and_not_ticked(contexts: Contexts) -> None:
    context = contexts(DAY3)
    item = next(iter(shown(context, 4).items)).item

    refused = opened(context)[1].tick([item])
    assert isinstance(refused, Refused)
    assert refusal(refused.why) == "Day 4 has not come. It can be skipped, not ticked."
    opened(context)[1].skip([item])

    assert next(iter(shown(context, 4).items)).state is State.SKIPPED


def test_undo_and_redo_restore_what_was_there_and_speak_of_the_act(contexts: Contexts) -> None:
    context = contexts(DAY3)
    tick(context, "wash/morning")

    act = context.journal.undo(recorded=context.now())
    assert act is not None
    assert act.words == "tick 'Wash gently', morning, day 3"
    assert str(shown(context).progress) == "3 due"

    context.journal.redo(recorded=context.now())
    assert str(shown(context).progress) == "2 due, 1 done"


def test_a_ticked_warning_takes_the_place_of_reassurance(contexts: Contexts) -> None:
    context = contexts(DAY3)
    warning = small_checklist().warnings[1]
    assert shown(context).reassures
    opened(context)[1].heed(warning, True)
    assert not shown(context).reassures
    opened(context)[1].heed(warning, False)
    assert shown(context).reassures


def test_the_strip_tells_how_each_day_went(contexts: Contexts) -> None:
    context = contexts("2026-11-21T22:00")
    state = shown(context)
    opened(context)[1].tick([item.item for item in state.items])
    clock_of(context).jump(timedelta(days=1))
    tick(context, "wash/morning")
    clock_of(context).jump(timedelta(days=1))

    went = {mark.number: mark.outcome for mark in shown(context).marks}

    assert [went[number] for number in range(5)] == [
        DayOutcome.NOTHING,
        DayOutcome.DONE,
        DayOutcome.PARTLY,
        DayOutcome.NOW,
        DayOutcome.AHEAD,
    ]


def test_an_entry_whose_rule_has_gone_stays_visible(contexts: Contexts) -> None:
    context = contexts(DAY3)
    reader, acts = opened(context)
    ghost = Rule("ghost", Kind.DO, "An older rule", "ghost", (Span(0, 9),))
    item = next(iter(shown(context).items)).item._replace(rule=ghost)
    acts.tick([item])

    assert shown(context).gone == ("An older rule",)
    assert reader.recovery.id == "small"


def test_what_was_said_at_the_start_holds_from_a_corrected_treatment_too(contexts: Contexts) -> None:
    more = Rule(
        "mineral",
        Kind.DO,
        "Mineral make-up only",
        "mineral",
        (Span(0, 3),),
        at=(At("morning"),),
        when=((Match("habits", answers=("makeup",)),),),
    )
    context = contexts("2026-11-20T20:10", of=chosen(small_checklist(more)), answers={"habits": ()})
    opened(context)[1].correct(at("2026-11-20T05:00"))

    assert all(item.item.rule.id != "mineral" for item in shown(context).items)


def test_what_was_said_before_the_treatment_holds_at_once(contexts: Contexts) -> None:
    more = Rule(
        "mineral",
        Kind.DO,
        "Mineral make-up only",
        "mineral",
        (Span(0, 3),),
        when=((Match("habits", answers=("makeup",)),),),
    )
    context = contexts(
        "2026-11-20T10:00",
        of=chosen(small_checklist(more)),
        answers={"habits": ()},
        begun="2026-11-18T10:00",
    )

    assert all(item.item.rule.id != "mineral" for item in shown(context).items)


def test_nothing_due_is_not_zero(contexts: Contexts) -> None:
    context = contexts("2026-11-23T07:00")
    item = shown(context).item("2026-11-23/cream/midday")
    assert item is not None
    assert str(shown(context).progress) == "nothing due yet"

    opened(context)[1].skip([item.item])

    assert str(shown(context).progress) == "nothing due yet, 1 skipped"
