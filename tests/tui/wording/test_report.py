"""What a report leads to, said in the now-line with the undo of that act."""

from datetime import datetime

import pytest
from textual.pilot import Pilot

from tests.conftest import Contexts
from tests.support.apps import chosen, make_app, shipped, small_checklist
from tests.support.screens import drawn, press, settled
from tui.recovery.call_lines import call_lines_of, heed
from tui.recovery.context import AppContext
from tui.screens.today import TodayScreen
from tui.screens.today.head_rows import fit_answer, fit_beside
from tui.wording.report import report_effect

LIFTING = "2026-11-27T08:10"
"""Day 7: make-up is back, unless there are crusts."""


def _now_line(pilot: Pilot[int]) -> str:
    return next(line for line in drawn(pilot) if line.startswith(" 08:10"))


async def _answered(context: AppContext, *keys: str, size: tuple[int, int] = (80, 24)) -> str:
    """The now-line after a slot was ticked and the check-in of today answered."""
    app = make_app(context)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, TodayScreen)
        screen.move_cursor("heading/morning")
        await press(pilot, "space", "i", *keys, "enter")
        said = _now_line(pilot)
        await press(pilot, "u")
        assert "Undid: check-in" in _now_line(pilot), "what u undoes is the act that was said"
    return said


async def test_after_a_check_in_the_now_line_says_what_it_holds_and_how_to_undo_it(
    contexts: Contexts,
) -> None:
    context = contexts(LIFTING, begun="2026-11-27T07:00")
    said = await _answered(context, "down", "y")
    assert said == " 08:10  Checked in: crusts yes. Make-up stays off while that lasts. u undoes."


async def test_after_a_check_in_the_now_line_says_what_it_frees(contexts: Contexts) -> None:
    context = contexts(LIFTING, begun="2026-11-27T07:00")
    said = await _answered(context, "down", "n")
    assert said == " 08:10  Checked in. Back today: make-up. u undoes."


async def test_a_check_in_that_nothing_hangs_on_says_no_more_than_that(contexts: Contexts) -> None:
    context = contexts(LIFTING, begun="2026-11-27T07:00")
    assert await _answered(context, "2") == " 08:10  Checked in: redness 2. u undoes."


async def test_a_narrow_now_line_keeps_the_undo(contexts: Contexts) -> None:
    context = contexts(LIFTING, begun="2026-11-27T07:00")
    said = await _answered(context, "down", "n", size=(40, 12))
    assert said == " 08:10 Back today: make-up. u undoes."


def test_where_not_all_numbers_fit_none_stands_and_the_undo_stays() -> None:
    words = "Checked in: redness 3 -> 2, swelling 2 -> 1, pain 1 -> 6. u undoes."
    assert fit_answer(words, 80) == words
    assert fit_answer(words, 40) == "Checked in. u undoes."
    assert fit_answer("Checked in: redness 3 -> 2. u undoes.", 40) == "Redness 3 -> 2. u undoes."
    # Beside a reminder there is less room yet.
    assert fit_beside(words, 40) == "u undoes."
    longer = (
        "Checked in: redness 3 -> 2, pain 2 -> 1. Make-up and exercise stay off while that lasts. u undoes."
    )
    assert fit_beside(longer, 40) == "u undoes."
    assert fit_beside(longer, 80) == "Checked in: redness 3 -> 2, pain 2 -> 1. u undoes."


DAYS = {"2026-11-23T20:05": 3, "2026-11-25T20:05": 3, "2026-11-26T20:05": 2}
"""What redness was in the evenings of day 3, 5 and 6."""


def _course(contexts: Contexts) -> AppContext:
    """On day 7, with redness reported before; of crusts it was said that there are none."""
    context = contexts(LIFTING, begun="2026-11-20T16:00")
    reader = context.reader()
    assert reader is not None
    redness, crusts = (reader.plan(context.now()).checklist.sign(id) for id in ("redness", "crusts"))
    assert redness is not None
    assert crusts is not None
    for moment, value in DAYS.items():
        at = datetime.fromisoformat(moment).replace(tzinfo=context.now().tzinfo)
        context.acts(reader, at).report({redness: value, crusts: 0}, at.date())
    return context


@pytest.mark.parametrize(
    ("size", "plain", "below"),
    [
        ((80, 24), False, "        redness ▆·▆▄▃   usual today 1-2 (an estimate)"),
        ((80, 24), True, "        redness 3 - 3 2 1   usual today 1-2 (an estimate)"),
        ((120, 40), False, "        redness ▆·▆▄▃   usual today 1-2 (an estimate)"),
        ((40, 24), False, "       redness ▆·▆▄▃"),
        ((40, 12), False, None),
    ],
)
async def test_below_what_came_of_a_check_in_is_a_small_chart_until_the_next_act(
    contexts: Contexts, size: tuple[int, int], plain: bool, below: str | None
) -> None:
    app = make_app(_course(contexts), plain=plain)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        before = drawn(pilot)
        await press(pilot, "i", "1", "enter")
        lines = drawn(pilot)
        place = next(place for place, line in enumerate(lines) if line.startswith(" 08:10"))
        assert "edness 2 -> 1" in lines[place].replace("\N{RIGHTWARDS ARROW}", "->")
        assert not any("usual today" in line for line in before)
        if below is None:
            assert not any("redness" in line for line in lines[place + 1 :])
        else:
            assert lines[place + 1].rstrip() == below
            # Nothing moves: it takes a blank line.
            assert not before[place + 1].strip()
        await press(pilot, "u")
        assert "redness" not in drawn(pilot)[place + 1]


@pytest.mark.parametrize("place", [0, -1])
async def test_no_chart_stands_where_a_line_on_when_to_call_does(contexts: Contexts, place: int) -> None:
    context = _course(contexts)
    reader = context.reader()
    assert reader is not None
    heed(context, call_lines_of([reader], context.now())[place], ticked=True)
    app = make_app(context)
    async with app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "i", "1", "enter")
        lines = drawn(pilot)
    assert any("Checked in: redness" in line for line in lines)
    assert not any("usual today" in line for line in lines)


async def test_a_check_in_that_is_left_keeps_what_was_said_before(contexts: Contexts) -> None:
    app = make_app(contexts(LIFTING, begun="2026-11-27T07:00"))
    async with app.run_test() as pilot:
        await press(pilot, "space", "i", "2", "escape")
        assert _now_line(pilot) == " 08:10  Ticked. u undoes."


def test_of_many_rules_only_the_first_are_named(contexts: Contexts) -> None:
    context = contexts("2026-12-07T09:00", of=shipped())
    reader = context.reader()
    assert reader is not None
    crusts = reader.plan(context.now()).checklist.sign("crusts")
    assert crusts is not None
    context.acts(reader).report({crusts: 1}, reader.state(context.now()).date)
    found = report_effect(reader.state(context.now()), [crusts])
    assert len(found.held) > 3
    (sentence,) = found.sentences()
    assert sentence.endswith(f" and {len(found.held) - 2} more stay off while that lasts.")


def test_a_report_says_nothing_of_what_hangs_on_another_sign(contexts: Contexts) -> None:
    context = contexts(LIFTING, of=chosen(small_checklist()))
    reader = context.reader()
    assert reader is not None
    redness = reader.plan(context.now()).checklist.sign("redness")
    assert redness is not None
    assert list(report_effect(reader.state(context.now()), [redness]).sentences()) == []


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (80, "Noted. It happens; leave it be from here. u undoes."),
        (56, "It happens; leave it be from here. u undoes."),
        (40, "Noted. u undoes."),
    ],
)
def test_what_was_done_gives_way_sentence_by_sentence(width: int, shown: str) -> None:
    assert fit_answer("Noted. It happens; leave it be from here. u undoes.", width) == shown
