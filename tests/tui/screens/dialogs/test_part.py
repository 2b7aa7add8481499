"""Answering a part of what waits: from the reminders, from Today, of several recoveries, of a day gone by."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from tests.conftest import Contexts
from tests.support.apps import CLINIC, at, chosen, clock_of, make_app, small_checklist
from tests.support.days import shown, tick
from tests.support.screens import click, drawn, press, shows
from tui.journal import Topic
from tui.recovery.begin import begin
from tui.recovery.context import AppContext
from tui.recovery.state import State
from tui.screens.reminders import RemindersScreen
from tui.themes import GLYPHS

EVENING = "2026-11-23T20:05"


@pytest.fixture(autouse=True)
def _tells_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is noted when the app begins to tell would depend on how fast the machine is."""
    monkeypatch.setattr("tui.app.app.ARM_SECONDS", 3600.0)


def states(context: AppContext, number: int | None = None) -> dict[str, State]:
    """How the items of a day stand, by `rule/slot`."""
    return {each.item.key.partition("/")[2]: each.state for each in shown(context, number).items}


@pytest.mark.parametrize("keys", ["r", ""])
@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_what_is_marked_is_done_and_the_rest_waits_on(
    contexts: Contexts, keys: str, size: tuple[int, int]
) -> None:
    context = contexts(EVENING)
    app = make_app(context)
    async with app.run_test(size=size) as pilot:
        await press(pilot, *keys, "f")
        lines = [line.strip(" │") for line in drawn(pilot)]
        first = lines.index("08:00 Morning")
        assert lines[first + 1 : first + 5] == [
            f"{GLYPHS.cursor} [ ] Put on SPF 50",
            "20:00 Evening",
            "[ ] Wash gently",
            "[ ] Moisturise",
        ]
        await press(pilot, "down", "space", "up", "space", "enter")
        assert shows(pilot, "Ticked: 2 items")
    now = states(context)
    assert (now["sunscreen/morning"], now["wash/evening"]) == (State.DONE, State.DONE)
    assert (now["cream/evening"], now["check-in/evening"]) == (State.OPEN, State.OPEN)


async def test_all_of_it_is_skipped_with_one_reason_as_one_act(contexts: Contexts) -> None:
    context = contexts(EVENING)
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "f", "a", "s")
        assert shows(pilot, "Skip 4 items?")
        await press(pilot, *"asleep", "enter")
        assert shows(pilot, "Skipped: 4 items. u undoes.")
        skipped = [each for each in shown(context).items if each.state is State.SKIPPED]
        assert {each.reason for each in skipped if each.item.slot == "evening"} == {"asleep"}
        assert len(skipped) == 4
        await press(pilot, "u")
        assert State.SKIPPED not in states(context).values()


async def test_a_part_that_is_put_off_is_told_by_itself_and_the_rest_stays_due(contexts: Contexts) -> None:
    context = contexts(EVENING)
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "f", "down", "space", "l")
        assert shows(pilot, "Wash: when?")
        # Just that was marked, so nothing wider is offered.
        assert not shows(pilot, "All ")
        await press(pilot, "3")
    wash = shown(context).item("2026-11-23/wash/evening")
    rest = shown(context).item("2026-11-23/cream/evening")
    assert wash is not None
    assert rest is not None
    assert (wash.put_off, wash.is_alone) == (at("2026-11-23T21:05"), True)
    assert rest.is_now(context.now())


async def test_nothing_marked_is_nothing_done_and_a_check_in_is_no_tick(contexts: Contexts) -> None:
    context = contexts(EVENING)
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f", "enter")
        assert shows(pilot, "Mark what is meant first, by space.")
        await click(pilot, "Check in: how is")
        assert shows(pilot, "[x] Check in: how is")
        await press(pilot, "enter")
        assert shows(pilot, "A check-in is answered, not ticked.")
    assert State.DONE not in states(context).values()


async def test_several_recoveries_are_answered_together_as_one_act(contexts: Contexts) -> None:
    context = contexts(EVENING)
    other = chosen(replace(small_checklist(), id="tattoo", title="A small tattoo"))
    begin(context.journal, other, at("2026-11-22T15:00"), "Europe/Berlin", {}, CLINIC, context.now())
    small = next(one for one in context.running() if one.id == "small")
    reader = context.reader(small)
    assert reader is not None
    context.acts(reader).focus()
    app = make_app(context)
    async with app.run_test(size=(80, 40)) as pilot:
        await press(pilot, "f")
        assert shows(pilot, "20:00 Evening, A small plan")
        assert shows(pilot, "20:00 Evening, A small tattoo")
        await press(pilot, "a", "enter")
        assert shows(pilot, "u undoes.")
        for id in ("small", "tattoo"):
            done = context.journal.current(id, Topic.ITEM)
            assert f"{context.now():%Y-%m-%d}/wash/evening" in done
        await press(pilot, "u")
        assert not [one for one in context.journal.current("tattoo", Topic.ITEM).values() if one.value]


async def test_the_answer_lands_on_the_day_it_was_told_for_also_once_that_is_over(contexts: Contexts) -> None:
    context = contexts("2026-11-24T03:59")
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r")
        clock_of(context).advance(timedelta(minutes=2))
        screen = app.screen
        assert isinstance(screen, RemindersScreen)
        screen._say("")
        row = next(each for each in screen.past if each.key == "2026-11-23/evening")
        screen.rows.draw_rows(f"past/{row.recovery}/{row.key}")
        await press(pilot, "l")
        assert shows(pilot, "That day is over.")
        await press(pilot, "f", "space", "enter")
        screen.rows.draw_rows(f"past/{row.recovery}/{row.key}")
        await press(pilot, "s", *"slept", "enter")
    day_three, day_four = states(context, 3), states(context, 4)
    assert day_three["wash/evening"] is State.DONE
    assert day_three["cream/evening"] is State.SKIPPED
    assert set(day_four.values()) == {State.OPEN}


async def test_of_what_was_answered_before_nothing_is_left_to_mark(contexts: Contexts) -> None:
    context = contexts("2026-11-23T19:00")
    tick(context, "wash/morning", "cream/morning", "sunscreen/morning")
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r")
        screen = app.screen
        assert isinstance(screen, RemindersScreen)
        screen.rows.draw_rows("past/small/2026-11-23/morning")
        await press(pilot, "f")
        assert shows(pilot, "Nothing of it waits.")


@pytest.mark.parametrize("rows", [8, 10, 12, 16, 24])
async def test_the_keys_stand_below_a_list_that_is_longer_than_the_screen(
    contexts: Contexts, rows: int
) -> None:
    context = contexts(EVENING)
    more = chosen(replace(small_checklist(), id="tattoo", title="A small tattoo with a long name"))
    begin(context.journal, more, at("2026-11-22T15:00"), "Europe/Berlin", {}, CLINIC, context.now())
    async with make_app(context).run_test(size=(40, rows)) as pilot:
        await press(pilot, "f")
        assert shows(pilot, "space mark")
        await press(pilot, "a", "end")
        assert shows(pilot, "[x] Check in: how is your skin")
