"""What a report leads to, said in the now-line with the undo of that act."""

import pytest
from textual.pilot import Pilot

from tests.conftest import Contexts
from tests.support.apps import chosen, make_app, shipped, small_checklist
from tests.support.screens import drawn, press, settled
from tui.recovery.context import AppContext
from tui.screens.today import TodayScreen
from tui.screens.today.head_rows import fit_answer
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
