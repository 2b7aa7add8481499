"""How it looks to tell what the clinic said."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.conftest import Contexts
from tests.support.apps import make_app, shipped
from tests.support.screens import bare_app, press, settled
from tui.recovery.clinic_dates import ClinicDate
from tui.recovery.context import AppContext
from tui.screens.call import CallScreen
from tui.screens.today import TodayScreen
from tui.text.parse import parse_at, parse_days

Compare = Callable[..., bool]
SIZES = [(40, 12), (80, 24), (120, 40)]
LATER = "2026-11-23T20:10"
"""Day 3, in the evening."""
SAID = {"face-no-makeup": ("0-4", ""), "face-no-sauna": ("0-20", ""), "face-moisturise": ("", "evening")}


def told(contexts: Contexts) -> AppContext:
    """A session in which the clinic has said a few things on day 1."""
    context = contexts("2026-11-21T08:15", of=shipped())
    for rule, (days, at) in SAID.items():
        reader = context.reader()
        assert reader is not None
        acts = context.acts(reader)
        found = acts.plan.checklist.rule(rule)
        assert found is not None
        date = ClinicDate(parse_days(days) if days else (), parse_at(at) if at else ())
        acts.set_clinic_date(found, date)
    return contexts(LATER, of=shipped())


def on_row(pilot: Pilot[int], rule: str) -> None:
    """Put the cursor on the row of a rule, or on the one that leads to it."""
    screen = pilot.app.screen
    assert isinstance(screen, TodayScreen)
    assert screen.page is not None
    screen.move_cursor(next(stop for stop in screen.page.stops if rule in stop))


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("rule", ["face-moisturise", "face-no-makeup"])
def test_the_form_of_a_rule(
    snap_compare: Compare, contexts: Contexts, rule: str, size: tuple[int, int]
) -> None:
    async def run(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        if size[1] < 18 and rule != "face-moisturise":
            await press(pilot, "end", "up", "enter")
        on_row(pilot, rule)
        await press(pilot, "d")
        while not hasattr(pilot.app.screen, "values"):
            await press(pilot, "down", "enter")

    assert snap_compare(make_app(told(contexts)), terminal_size=size, run_before=run)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_what_cannot_be_kept(snap_compare: Compare, contexts: Contexts, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        on_row(pilot, "face-moisturise")
        await press(pilot, "d", *"9-4", "enter")

    assert snap_compare(make_app(told(contexts)), terminal_size=size, run_before=run)


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_form_of_the_clinic_s_numbers(
    snap_compare: Compare, contexts: Contexts, size: tuple[int, int], plain: bool
) -> None:
    async def run(pilot: Pilot[Any]) -> None:
        pilot.app.push_screen(CallScreen())
        await settled(pilot)
        await press(pilot, "e", "down", "down", *"+65 6")
        await settled(pilot)

    app = bare_app(contexts(LATER, of=shipped()), plain=plain)
    assert snap_compare(app, terminal_size=size, run_before=run)
