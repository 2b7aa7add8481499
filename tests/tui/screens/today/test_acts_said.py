"""Trial B5: every act says what it did, beside any banner; and a slot that is still to come asks first."""

import pytest

from tests.conftest import Contexts
from tests.support.apps import make_app
from tests.support.screens import press, shows
from tests.support.today import BEGUN, cursor, move_on, text, today
from tui.journal import Topic
from tui.recovery.context import AppContext


@pytest.fixture
def context(contexts: Contexts) -> AppContext:
    """Day 1, a minute before the midday is told."""
    return contexts("2026-11-21T12:59", begun=BEGUN)


async def test_an_act_is_said_beside_a_reminder_and_not_instead_of_it(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        app.reminders.start()
        await move_on(pilot, context, minutes=1)
        assert "Moisturise" in text(app, "status")
        today(app).move_cursor("item/2026-11-21/wash/morning")
        await press(pilot, "space")
        assert "13:00" in text(app, "status")
        assert "Ticked. u undoes." in text(app, "status")
        await press(pilot, "u")
        assert "Undid: tick 'Wash" in text(app, "status")


async def test_the_cursor_stays_where_a_note_was_begun(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        app.reminders.start()
        before = cursor(app)
        await press(pilot, "n", "x")
        await move_on(pilot, context, minutes=2)
        await press(pilot, "enter")
        assert cursor(app) == before


async def test_a_whole_slot_that_is_still_to_come_asks_first(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        today(app).move_cursor("heading/evening")
        await press(pilot, "space")
        assert shows(pilot, "Evening is at 20:00. Done already?")
        await press(pilot, "enter")
        assert context.journal.current("small", Topic.ITEM) == {}
        await press(pilot, "space", "2")
        assert len(context.journal.current("small", Topic.ITEM)) == 2


async def test_once_its_time_has_come_it_does_not_ask(context: AppContext) -> None:
    app = make_app(context)
    async with app.run_test(size=(80, 24)) as pilot:
        await move_on(pilot, context, hours=8)
        today(app).move_cursor("heading/evening")
        await press(pilot, "space")
        assert len(context.journal.current("small", Topic.ITEM)) == 2
