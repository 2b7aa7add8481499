"""Today as tests drive it: on day 1 of the small checklist, with the morning due."""

from datetime import timedelta
from typing import Any

from textual.pilot import Pilot

from tests.support.apps import clock_of
from tui.app.app import Afterglow
from tui.journal import Entry, Topic
from tui.recovery.context import AppContext
from tui.screens.today.screen import TodayScreen
from tui.widgets.row_list import RowList

BEGUN = "2026-11-21T07:30"
"""The recovery is begun on day 1, so that nothing is left from the day before."""
WASH, CREAM = "2026-11-21/wash/morning", "2026-11-21/cream/morning"


def item(context: AppContext, key: str) -> Entry | None:
    return context.journal.latest("small", Topic.ITEM, key)


def value(context: AppContext, key: str) -> Any:
    entry = item(context, key)
    return None if entry is None else entry.value


def text(app: Afterglow, id: str) -> str:
    """What one of the lists shows, line by line."""
    rows = app.screen.query_one(f"#{id}", RowList)
    return "\n".join(rows.render_line(y).text.rstrip() for y in range(rows.size.height))


def today(app: Afterglow) -> TodayScreen:
    screen = app.screen_stack[0]
    assert isinstance(screen, TodayScreen)
    return screen


def cursor(app: Afterglow) -> str:
    """The key of the row the cursor is on."""
    return today(app).cursor.partition("/")[2]


async def move_on(pilot: Pilot[int], context: AppContext, **by: int) -> None:
    """Let time pass, and the app notice it."""
    clock_of(context).advance(timedelta(**by))
    app = pilot.app
    assert isinstance(app, Afterglow)
    app.changed()
    await pilot.pause()
