"""Today as tests drive it: on day 1 of the small checklist, with the morning due."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, NamedTuple

from msgspec.structs import replace
from textual.pilot import Pilot

from tests.support.apps import clock_of, make_app
from tests.support.screens import drawn, settled
from tui.app.app import Afterglow
from tui.journal import Entry, Topic
from tui.recovery.context import AppContext
from tui.recovery.state import DayState
from tui.screens.today import TodayScreen
from tui.screens.today.layout import DayPage, Sections, initial_sections, lay_out
from tui.settings import Loud
from tui.themes import GLYPHS, Marks
from tui.widgets.placing import Size
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


def page_of(
    state: DayState, width: int, height: int, sections: Sections | None = None, marks: Marks = GLYPHS
) -> DayPage:
    """A day laid out as when it is first shown, or with these sections open."""
    size = Size(width, height)
    return lay_out(state, size, initial_sections(state, size, marks) if sections is None else sections, marks)


class DrawnDay(NamedTuple):
    """Today in a terminal."""

    pilot: Pilot[int]
    screen: TodayScreen

    def leave_rows(self) -> None:
        """Take the cursor off every row."""
        self.screen.cursor = ""
        self.screen.redraw()

    async def text(self) -> str:
        """What is drawn, without the last line, which is the keys'."""
        await settled(self.pilot)
        return "\n".join(drawn(self.pilot)[:-1])


@asynccontextmanager
async def day_at(
    context: AppContext, width: int, height: int, number: int | None = None
) -> AsyncIterator[DrawnDay]:
    """Today as it is first drawn in a terminal of some size, but with the cursor on no row; nothing is told.

    Args:
        number: Which day; None is the day it is.
    """
    context.settings = replace(context.settings, loud=Loud.SILENT)
    app = make_app(context)
    async with app.run_test(size=(width, height)) as pilot:
        day = DrawnDay(pilot, today(app))
        if number is not None:
            day.screen.show_day(number)
        day.leave_rows()
        yield day


async def text_at(context: AppContext, width: int, height: int, number: int | None = None) -> str:
    """What is drawn of a day in a terminal of some size; see `day_at`."""
    async with day_at(context, width, height, number) as day:
        return await day.text()


async def text_of(context: AppContext, state: DayState, width: int, height: int) -> str:
    """What is drawn of a day that is otherwise than the journal says."""
    async with day_at(context, width, height) as day:
        day.screen.show(state)
        day.leave_rows()
        return await day.text()
