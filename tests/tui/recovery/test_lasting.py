"""What was reported of a day before and is more than usual: it lasts until it is reported otherwise."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from checklists.rules.checklist import Sign
from checklists.rules.rule import Span
from tests.conftest import Contexts
from tests.support.apps import chosen, clock_of, reader_of, report, shipped, small_checklist
from tui.recovery.acts import undo
from tui.recovery.context import AppContext
from tui.recovery.state import DayState, is_above_usual

DAYS = (0, 2, 8, 10, 12, 14, 42, 57)
"""Each with the morning after it."""


def today(context: AppContext) -> DayState:
    return reader_of(context).state(context.now())


def to_day(context: AppContext, number: int) -> None:
    clock_of(context).advance(timedelta(days=number - today(context).number))


def cases() -> Iterator[tuple[str, str, int]]:
    for file in ("picosure-face", "picosure-tattoo", "picoplus", "picosecond", "ipl-face"):
        for sign in shipped(file).checklist.signs:
            if not (sign.until or sign.event):
                yield from ((file, sign.id, value) for value in {sign.top, max(sign.top - 1, 1)})


@pytest.mark.parametrize(("file", "name", "value"), cases())
def test_what_is_more_than_usual_is_not_forgotten_the_morning_after(
    contexts: Contexts, file: str, name: str, value: int
) -> None:
    """Every sign at its worst and, where it has more, one below; whether the day asks it or not."""
    context = contexts("2026-11-20T20:00", of=shipped(file), answers={})
    sign = shipped(file).checklist.sign(name)
    assert sign is not None
    checked = 0
    for number in DAYS:
        to_day(context, number)
        report(context, None, **{name: value})
        warned = bool(today(context).above_usual or today(context).standing)
        to_day(context, number + 1)
        state, plan = today(context), reader_of(context).plan(context.now())
        if warned and is_above_usual(sign, value, plan.usual(sign, number + 1)):
            assert not state.reassures, number
            assert sign in [each.sign for each in state.signs], number
            checked += 1
        report(context, None, **{name: 0})
        assert today(context).reassures, number
    # Without an estimate only the top of a scale is more than usual.
    assert checked or value < sign.top or (sign.top == 1 and not sign.usual)


def test_what_holds_something_is_not_called_normal_once_it_is_more_than_usual(contexts: Contexts) -> None:
    context = contexts("2026-11-20T20:00", of=shipped(), answers={"habits": ["makeup", "exercise"]})
    to_day(context, 4)
    report(context, redness=2)
    assert today(context).reassures
    assert "redness" not in {each.sign.id for each in today(context).above_usual}
    # The morning on which what is usual falls below it is no reason yet.
    to_day(context, 7)
    assert today(context).reassures
    to_day(context, 8)
    state = today(context)
    assert "face-no-sweat" in [each.avoid.rule.id for each in state.avoids if each.held]
    assert [(each.sign.id, each.before.value) for each in state.above_usual if each.before] == [
        ("redness", 2)
    ]
    assert not state.reassures


def test_what_was_usual_on_its_own_day_and_holds_nothing_is_not_held_against_the_next(
    contexts: Contexts,
) -> None:
    context = contexts("2026-11-20T20:00", of=shipped(), answers={})
    report(context, pain=5)
    assert today(context).reassures
    to_day(context, 6)
    assert today(context).reassures


@pytest.mark.parametrize("value", [0, 2], ids=["calmer", "less"])
def test_a_report_of_an_earlier_day_that_is_written_later_says_nothing_of_today(
    contexts: Contexts, value: int
) -> None:
    context = contexts("2026-11-20T20:00", of=shipped(), answers={})
    to_day(context, 8)
    report(context, pain=5)
    before = today(context)
    assert before.warns
    report(context, before.date - timedelta(days=1), pain=value)
    state = today(context)
    assert (state.warns, state.reassures) == (True, False)
    assert [(each.sign.id, each.value) for each in state.above_usual] == [("pain", 5)]
    to_day(context, 9)
    state = today(context)
    assert (state.warns, state.reassures) == (True, False)
    assert [each.before and (each.before.value, each.before.date) for each in state.above_usual] == [
        (5, before.date)
    ]


def test_a_worse_one_of_an_earlier_day_does_not_outlast_a_calm_one_of_today(contexts: Contexts) -> None:
    context = contexts("2026-11-20T20:00", of=shipped(), answers={})
    to_day(context, 8)
    report(context, pain=0)
    report(context, today(context).date - timedelta(days=1), pain=8)
    assert today(context).reassures
    to_day(context, 9)
    assert today(context).reassures
    # Of one day the last to be written holds.
    report(context, today(context).date - timedelta(days=1), pain=8)
    assert not today(context).reassures


def test_a_report_of_an_earlier_day_that_is_written_later_is_the_one_before_today_s(
    contexts: Contexts,
) -> None:
    context = contexts("2026-11-20T20:00", of=shipped(), answers={})
    to_day(context, 8)
    report(context, pain=5)
    yesterday = today(context).date - timedelta(days=1)
    report(context, yesterday, pain=2)

    def before() -> list[tuple[int, date]]:
        found = [each.before for each in today(context).signs if each.sign.id == "pain" and each.before]
        return [(each.value, each.date) for each in found]

    assert before() == [(2, yesterday)]
    report(context, yesterday, pain=3)
    assert before() == [(3, yesterday)]
    undo(context.journal, context.journal.top(), context.now())
    assert before() == [(2, yesterday)]
    undo(context.journal, context.journal.top(), context.now())
    assert before() == []


def test_beside_a_line_that_says_soon_what_is_more_than_usual_is_told_too(contexts: Contexts) -> None:
    context = contexts("2026-11-20T20:00", of=shipped(), answers={})
    to_day(context, 15)
    report(context, crusts=1, pain=6)
    for _ in range(2):
        state = today(context)
        assert [each.warning.id for each in state.standing] == ["crust-long"]
        assert [each.sign.id for each in state.above_usual] == ["pain"]
        to_day(context, 16)
    # What makes a line stand is told by it alone.
    report(context, pain=8)
    assert (today(context).above_usual, today(context).warns) == ((), False)


def test_what_lasts_is_asked_on_where_a_file_has_no_line_for_it(contexts: Contexts) -> None:
    soreness = Sign("soreness", "How sore?", 3, (Span(0, 2),))
    context = contexts(
        "2026-11-20T20:00", of=chosen(replace(small_checklist(), signs=(soreness,), warnings=()))
    )
    to_day(context, 2)
    report(context, soreness=3)
    to_day(context, 9)
    assert [(each.sign.id, each.lasts) for each in today(context).signs] == [("soreness", True)]
    assert not today(context).reassures


def test_what_lasts_and_holds_nothing_is_asked_one_sign_at_a_time(contexts: Contexts) -> None:
    context = contexts("2026-11-20T20:00", of=shipped(), answers={})
    to_day(context, 14)
    report(context, None, **{"redness": 1, "pain": 6, "crusts": 0, "blisters": 0, "open-skin": 0})
    to_day(context, 18)
    for sign in ("redness", "pain"):
        asks = today(context).asks
        assert asks is not None
        assert ([each.id for each in asks.signs], asks.rules) == ([sign], ())
        report(context, None, **{sign: 0})
    assert (today(context).asks, today(context).reassures) == (None, True)


@pytest.mark.parametrize(
    ("days", "values", "asked"),
    [
        # The first morning is the worst, and the line is for after day 2.
        ((0, 1), (2, 5), []),
        ((2, 3), (1, 4), ["pain-grows"]),
        # The day after nobody asks whether it is worse than the day before.
        ((2, 3, 4), (1, 4, None), []),
    ],
)
def test_whether_it_grows_is_asked_on_the_day_it_did(
    contexts: Contexts, days: tuple[int, ...], values: tuple[int | None, ...], asked: list[str]
) -> None:
    context = contexts("2026-11-20T20:00", of=shipped("picoplus"), answers={"kind": ["lens"]})
    for number, value in zip(days, values, strict=True):
        to_day(context, number)
        if value is not None:
            report(context, pain=value)
    assert [each.warning.id for each in today(context).looks] == asked
