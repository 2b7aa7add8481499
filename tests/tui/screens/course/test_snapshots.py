"""How the course looks: a session beside the day, the small form, the end of a plan, what comes next."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.conftest import Sessions
from tests.support import scenes
from tests.support.apps import make_app
from tests.support.screens import files_read, press
from tui.recovery.context import Session
from tui.recovery.course import Booking

Compare = Callable[..., bool]
SIZES = [(40, 12), (80, 24), (120, 40)]


def booked(sessions: Sessions) -> Session:
    """Day 20, the next session booked for day 31."""
    session = scenes.sun_only(sessions)
    care = session.care()
    assert care is not None
    session.acts(care).book(Booking(date(2026, 12, 21), "14:30"), "499 USD")
    return session


def keys(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    async def pressed(pilot: Pilot[Any]) -> None:
        await press(pilot, *keys)

    return pressed


async def begin_next(pilot: Pilot[Any]) -> None:
    await press(pilot, "n")
    await files_read(pilot)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_booked_session_beside_the_day(
    snap_compare: Compare, sessions: Sessions, size: tuple[int, int]
) -> None:
    assert snap_compare(make_app(booked(sessions)), terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_form(snap_compare: Compare, sessions: Sessions, size: tuple[int, int]) -> None:
    assert snap_compare(make_app(booked(sessions)), terminal_size=size, run_before=keys("b"))


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_end_of_a_plan(snap_compare: Compare, sessions: Sessions, size: tuple[int, int]) -> None:
    assert snap_compare(make_app(scenes.over(sessions)), terminal_size=size)


def test_the_end_of_a_plan_scrolls_where_it_is_longer_than_the_terminal(
    snap_compare: Compare, sessions: Sessions
) -> None:
    app = make_app(scenes.over(sessions))
    assert snap_compare(app, terminal_size=(40, 12), run_before=keys("end"))


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_next_session(snap_compare: Compare, sessions: Sessions, size: tuple[int, int]) -> None:
    assert snap_compare(make_app(scenes.over(sessions)), terminal_size=size, run_before=begin_next)


def test_the_form_in_the_plain_look(snap_compare: Compare, sessions: Sessions) -> None:
    app = make_app(booked(sessions), plain=True)
    assert snap_compare(app, terminal_size=(80, 24), run_before=keys("b"))
