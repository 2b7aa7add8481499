"""The first line of Today: which day it is, and what is usual on it."""

from datetime import date

import pytest
from msgspec.structs import replace

from checklists.rules.checklist import Call, CallWarning
from checklists.rules.rule import Match, Span
from tests.conftest import Contexts
from tests.support.apps import chosen, shipped, small_checklist
from tests.support.content import Shipped, each
from tests.support.days import opened, shown
from tui.recovery.context import AppContext
from tui.screens.today.head_rows import head_rows
from tui.themes import GLYPHS
from tui.widgets.placing import Size

LINE = CallWarning("sore", "Very red", (Span(0, 9),), Call.CLINIC_TODAY, fits=(Match("redness", low=4),))


@pytest.fixture
def context(contexts: Contexts) -> AppContext:
    small = small_checklist()
    normal = tuple(replace(each, short="pink fades") for each in small.normal)
    return contexts("2026-11-23T08:55", of=chosen(replace(small, normal=normal, warnings=(LINE,))))


def first_line(context: AppContext, width: int = 80, number: int | None = None, title: str = "") -> str:
    (row,) = head_rows(shown(context, number), Size(width, 24), GLYPHS, strip=False, title=title)
    return "".join(seg.text for seg in row.left).rstrip()


def test_it_says_what_is_usual_until_something_is_to_be_called_about(context: AppContext) -> None:
    assert first_line(context) == " Day 3  Monday 23 November  \u00b7  usually pink fades"
    assert first_line(context, 40) == " Day 3 Mon 23 Nov"

    acts = opened(context)[1]
    signs = {sign.id: sign for sign in acts.plan.checklist.signs}
    acts.report({signs["redness"]: 4}, date(2026, 11, 23))

    assert first_line(context) == " Day 3  Monday 23 November", "no name of a phase soothes beside it"


@each
def test_what_a_shipped_checklist_calls_usual_is_never_cut(contexts: Contexts, checklist: Shipped) -> None:
    context = contexts("2026-11-20T17:00", of=shipped(checklist.id), answers={})
    for number in range(1, 31):
        normal = shown(context, number).normal
        assert normal is not None
        assert first_line(context, number=number).endswith(f"  \u00b7  usually {normal.short}")


def test_where_room_is_scarce_the_date_is_short_and_then_nothing_is_said_by_half(context: AppContext) -> None:
    assert first_line(context, title="The left forearm") == (
        " Day 3  Monday 23 November  \u00b7  The left forearm  \u00b7  usually pink fades"
    )
    assert first_line(context, title="A tattoo on the left arm") == (
        " Day 3  Mon 23 Nov  \u00b7  A tattoo on the left arm  \u00b7  usually pink fades"
    )
    assert first_line(context, title="A tattoo on the upper left arm") == (
        " Day 3  Monday 23 November  \u00b7  A tattoo on the upper left arm"
    )


def test_the_session_stands_there_and_the_zone_where_it_is_another(context: AppContext) -> None:
    day = shown(context)
    day = replace(day, recovery=replace(day.recovery, session=12))

    def left(width: int, title: str = "", zone: str = "") -> str:
        (row,) = head_rows(day, Size(width, 24), GLYPHS, strip=False, title=title, zone=zone)
        return "".join(seg.text for seg in row.left).rstrip()

    assert left(80) == " Day 3  Monday 23 November  \u00b7  session 12  \u00b7  usually pink fades"
    assert left(80, zone="Berlin time") == (
        " Day 3  Mon 23 Nov  \u00b7  session 12  \u00b7  Berlin time  \u00b7  usually pink fades"
    )
    assert left(40) == " Day 3 Mon 23 Nov session 12"
    assert left(60, "A tattoo on the left arm, and another") == (
        " Day 3  Mon 23 Nov  \u00b7  A tattoo on th\u2026  \u00b7  session 12"
    )
    assert left(40, "A tattoo on the left arm") == " Day 3 A tattoo on th\u2026 session 12"
