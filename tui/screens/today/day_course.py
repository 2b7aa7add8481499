"""The course, from the day on the screen: booking the next session, and beginning it."""

from textual import work

from tui.journal import JournalError
from tui.recovery.recovery import Recovery
from tui.screens.today.day_said import DaySaid


class DayCourse(DaySaid):
    """A day's screen from which the next session is booked and begun."""

    def action_step(self, rows: int) -> None:
        """As of any day; the page of a plan that is over has no rows to go to, and is scrolled."""
        if self.page is not None and not self.page.stops:
            self.act.scroll_rows(rows)
        else:
            super().action_step(rows)

    @work
    async def action_book(self) -> None:
        """Book the next session, move it or take it back."""
        from tui.screens.course.book import book

        self._kept(await book(self))

    def action_begin_next(self, finished: int = 0) -> None:
        """Begin the next session of the course, with what this one had."""
        from tui.files.following import find_next_session
        from tui.screens.start.next import NextScreen

        context, state = self.host.context, self.state
        if state is None:
            return
        try:
            found = find_next_session(context.journal, context.settings, state.recovery, context.now())
        except JournalError as error:
            self.host.fail(error)
            return
        self.app.push_screen(NextScreen(found), lambda _: self._begun(state.recovery))

    def _begun(self, before: Recovery) -> None:
        """Show the day it is of the session that was begun, if one was."""
        context = self.host.context
        if context.recovery() != before:
            self.show_day(None)
