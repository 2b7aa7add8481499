"""How the course looks: a session beside the day, the small form, the end of a plan, what comes next."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.conftest import Contexts
from tests.support import scenes
from tests.support.apps import make_app
from tests.support.screens import files_read, press
from tui.recovery.context import AppContext
from tui.recovery.course import Booking

Compare = Callable[..., bool]
SIZES = [(40, 12), (80, 24), (120, 40)]


def booked(contexts: Contexts) -> AppContext:
    """Day 20, the next session booked for day 31."""
    context = scenes.sun_only(contexts)
    reader = context.reader()
    assert reader is not None
    context.acts(reader).book(Booking(date(2026, 12, 21), "14:30"), "499 USD")
    return context


def keys(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    async def pressed(pilot: Pilot[Any]) -> None:
        await press(pilot, *keys)

    return pressed


async def begin_next(pilot: Pilot[Any]) -> None:
    await press(pilot, "n")
    await files_read(pilot)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_booked_session_beside_the_day(
    snap_compare: Compare, contexts: Contexts, size: tuple[int, int]
) -> None:
    assert snap_compare(make_app(booked(contexts)), terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_form(snap_compare: Compare, contexts: Contexts, size: tuple[int, int]) -> None:
    assert snap_compare(make_app(booked(contexts)), terminal_size=size, run_before=keys("b"))


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_end_of_a_plan(snap_compare: Compare, contexts: Contexts, size: tuple[int, int]) -> None:
    assert snap_compare(make_app(scenes.over(contexts)), terminal_size=size)


def test_the_end_of_a_plan_scrolls_where_it_is_longer_than_the_terminal(
    snap_compare: Compare, contexts: Contexts
) -> None:
    app = make_app(scenes.over(contexts))
    assert snap_compare(app, terminal_size=(40, 12), run_before=keys("end"))


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_next_session(snap_compare: Compare, contexts: Contexts, size: tuple[int, int]) -> None:
    assert snap_compare(make_app(scenes.over(contexts)), terminal_size=size, run_before=begin_next)


def test_the_form_in_the_plain_look(snap_compare: Compare, contexts: Contexts) -> None:
    app = make_app(booked(contexts), plain=True)
    assert snap_compare(app, terminal_size=(80, 24), run_before=keys("b"))
