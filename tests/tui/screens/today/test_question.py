"""The question of a lifting day: what the screen says of its keys is what they do."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import force_setattr
from textual.pilot import Pilot
from textual.widgets import Input

from checklists import library
from checklists.rules.rule import Kind, Match, Rule, Span
from tests.conftest import Contexts
from tests.support.apps import chosen, make_app, shipped, small_checklist
from tests.support.screens import click, drawn, press, settled, shows
from tests.support.today import cursor, today
from tui.app.app import Afterglow
from tui.journal import Topic
from tui.recovery.context import AppContext
from tui.screens.check_in import AskSignScreen
from tui.screens.today.task_rows import TaskShape, point_to_question, question_rows
from tui.themes import GLYPHS

ASKED = "Any crusts or flakes?"
ITEM = "item/2026-11-27/cream/morning"


@pytest.fixture
def context(contexts: Contexts) -> AppContext:
    """Day 7, make-up back unless there are crusts, of which nobody has said anything."""
    return contexts("2026-11-27T08:10", begun="2026-11-27T07:00")


def crusts(context: AppContext) -> Any:
    report = context.journal.current("small", Topic.SIGN).get("crusts")
    return report.value["value"] if report else None


async def on(pilot: Pilot[int], stop: str) -> None:
    assert isinstance(pilot.app, Afterglow)
    today(pilot.app).move_cursor(stop)
    await settled(pilot)


@pytest.mark.parametrize("stop", ["heading/morning", "heading/evening", "avoid/no-rub", "ask/lifting"])
@pytest.mark.parametrize(("key", "value"), [("y", 1), ("n", 0)])
async def test_both_keys_answer_it_wherever_the_cursor_is_not_on_an_item(
    context: AppContext, stop: str, key: str, value: int
) -> None:
    async with make_app(context).run_test() as pilot:
        await on(pilot, stop)
        assert shows(pilot, f"{ASKED}  y / n")
        assert not shows(pilot, "n note")
        await press(pilot, key)
        assert not pilot.app.screen.query(Input)
        assert not shows(pilot, ASKED)
    assert crusts(context) == value


async def test_on_an_item_n_is_its_note_and_the_question_says_to_go_to_it(context: AppContext) -> None:
    async with make_app(context).run_test() as pilot:
        await on(pilot, ITEM)
        assert shows(pilot, f"{ASKED}  go here: y / n")
        assert shows(pilot, "n note")
        await press(pilot, "n")
        assert pilot.app.screen.query(Input)
    assert crusts(context) is None


async def test_yes_means_nothing_else_and_so_it_answers_from_an_item_too(context: AppContext) -> None:
    async with make_app(context).run_test() as pilot:
        await on(pilot, ITEM)
        await press(pilot, "y")
        assert shows(pilot, " 08:10  Noted. Make-up stays off while that lasts. u undoes.")
    assert crusts(context) == 1


async def test_an_answer_can_be_clicked_from_anywhere(context: AppContext) -> None:
    async with make_app(context).run_test() as pilot:
        await on(pilot, ITEM)
        row = next(line for line in drawn(pilot) if ASKED in line)
        place = drawn(pilot).index(row)
        await pilot.click(offset=(row.index(" n", row.index("y /")) + 1, place))
        await settled(pilot)
    assert crusts(context) == 0


async def test_once_it_is_answered_n_is_a_note_again(context: AppContext) -> None:
    async with make_app(context).run_test() as pilot:
        await on(pilot, "heading/morning")
        await press(pilot, "n")
        assert shows(pilot, "n note")
        await press(pilot, "n")
        assert pilot.app.screen.query(Input)
    assert crusts(context) == 0


async def test_what_is_folded_away_is_not_answered(context: AppContext) -> None:
    async with make_app(context).run_test(size=(40, 12)) as pilot:
        assert not shows(pilot, ASKED)
        await on(pilot, "heading/morning")
        await press(pilot, "y")
        assert crusts(context) is None
        await on(pilot, "heading/@leave")
        await press(pilot, "enter", "down", "down")
        assert cursor(pilot.app) == "lifting"  # type: ignore[arg-type]
        assert shows(pilot, "y / n")
        await press(pilot, "n")
    assert crusts(context) == 0


async def test_what_is_scrolled_out_of_sight_is_not_answered(context: AppContext) -> None:
    async with make_app(context).run_test(size=(40, 8)) as pilot:
        await on(pilot, "heading/@leave")
        await press(pilot, "enter")
        await press(pilot, "home", "y")
        assert not shows(pilot, ASKED)
    assert crusts(context) is None


async def test_n_never_starts_a_note_on_a_question_that_the_check_in_answers(contexts: Contexts) -> None:
    held = (Match("redness", low=2),)
    sauna = Rule("sauna", Kind.AVOID, "Sauna", "sauna", (Span(0, 6),), held_by=held, then="Short.")
    checklist = small_checklist(sauna)
    rules = tuple(rule for rule in checklist.rules if rule.id != "make-up")
    force_setattr(checklist, "rules", rules)
    context = contexts("2026-11-27T08:10", begun="2026-11-27T07:00", of=chosen(checklist))
    async with make_app(context).run_test() as pilot:
        await on(pilot, "ask/lifting")
        await press(pilot, "n")
        assert not pilot.app.screen.query(Input)
    assert context.journal.current("small", Topic.SIGN) == {}


@pytest.mark.parametrize("size", [(40, 30), (60, 24), (100, 24), (120, 40)], ids=str)
async def test_question_and_answers_are_whole_at_any_width(
    context: AppContext, size: tuple[int, int]
) -> None:
    async with make_app(context).run_test(size=size) as pilot:
        for stop, answers in ((ITEM, "go here: y / n"), ("heading/evening", "y / n")):
            await on(pilot, stop)
            line = next(line for line in drawn(pilot) if ASKED in line)
            assert answers in line
            assert ("go here" in line) is (stop == ITEM)


async def test_the_click_on_the_key_works_with_two_panes(context: AppContext) -> None:
    async with make_app(context).run_test(size=(120, 40)) as pilot:
        await on(pilot, ITEM)
        await click(pilot, "y / n")
    assert crusts(context) == 1


async def test_a_scale_is_answered_by_its_digits_and_no_other(contexts: Contexts) -> None:
    checklist = small_checklist()
    redness = checklist.sign("redness")
    assert redness is not None
    held = Rule(
        "gym", Kind.AVOID, "Sport", "sport", (Span(0, 6),), held_by=(Match("redness", low=2),), then="Go."
    )
    force_setattr(checklist, "rules", (held,))
    context = contexts("2026-11-27T08:10", begun="2026-11-27T07:00", of=chosen(checklist))
    async with make_app(context).run_test() as pilot:
        assert shows(pilot, f"{redness.ask}  0 1 2 3 4  0 none, 4 fiery")
        await press(pilot, "7")
        assert context.journal.current("small", Topic.SIGN) == {}
        await press(pilot, "3")
        assert shows(pilot, "Sport stays off while that lasts.")
        assert not shows(pilot, redness.ask)
    assert context.journal.current("small", Topic.SIGN)["redness"].value["value"] == 3


async def test_yes_to_several_signs_opens_just_them_and_records_nothing_by_itself(contexts: Contexts) -> None:
    context = contexts("2026-11-27T08:10", begun="2026-11-27T07:00", of=shipped())
    async with make_app(context).run_test(size=(100, 40)) as pilot:
        await on(pilot, "heading/@leave")
        assert shows(pilot, "Any crusts, blisters")
        await press(pilot, "y")
        assert isinstance(pilot.app.screen, AskSignScreen)
        assert context.journal.current("picosure-face", Topic.SIGN) == {}
        await press(pilot, "n", "y", "n", "enter")
    reported = context.journal.current("picosure-face", Topic.SIGN)
    assert {key: entry.value["value"] for key, entry in reported.items()} == {
        "crusts": 0,
        "blisters": 1,
        "open-skin": 0,
    }


@pytest.mark.parametrize("id", library.shipped())
def test_no_question_of_a_shipped_file_is_cut_at_any_width(contexts: Contexts, id: str) -> None:
    context = contexts("2026-11-21T09:00", of=shipped(id), answers={})
    reader, now, asked = context.reader(), context.now(), 0
    assert reader is not None
    for number in range(1, 43):
        state = reader.state(now + timedelta(days=number - 1))
        if state.asks is None:
            continue
        asked += 1
        for width in range(36, 121):
            shape = TaskShape(width, GLYPHS, narrow=width < 60)
            rows = question_rows(state.asks, shape, 10)
            for elsewhere in (False, True):
                shown = point_to_question(rows, width) if elsewhere else tuple(rows)
                text = " ".join(" ".join(row.line(width) for row in shown).split())
                assert text.startswith(state.asks.ask), (number, width, text)
                if state.asks.yes_no:
                    assert text.endswith(f"{'go here: ' * elsewhere}y / n"), (number, width, text)
    assert asked
