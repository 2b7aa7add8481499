"""Going about in a day and from day to day, by key and by mouse."""

from typing import TYPE_CHECKING

from textual import on, work

from tui.screens.host import key_of
from tui.screens.today.day_screen import DayScreen
from tui.widgets.row_list import RowList
from tui.widgets.rows import RowKind

if TYPE_CHECKING:
    from tui.widgets.find_line import FindLine


class DayMoves(DayScreen):
    """A day's screen with a cursor that moves, sections that fold, and other days beside it."""

    @on(RowList.Pointed)
    async def _pointed(self, message: RowList.Pointed) -> None:
        message.stop()
        again = message.row and message.row == self.cursor
        self.stand(message.row)
        action = message.action or ("open" if again else "")
        if action:
            await self.app.run_action(action, self)

    def on_find_line_sought(self, message: "FindLine.Sought") -> None:
        message.stop()
        if self.page is not None and message.text:
            self.stand(self.page.sought(message.text, self.cursor))

    def show_day(self, number: int | None) -> None:
        """Show a day by its number. None is the day it is, and stays so when that becomes another."""
        if number != self._number:
            self._number = number
            self.said = ""
            self.read()

    def action_step(self, rows: int) -> None:
        """Move the cursor by as many rows, and not past either end."""
        stops = self.page.stops if self.page else ()
        if not stops:
            return
        start = stops.index(self.cursor) if self.cursor in stops else -1 if rows > 0 else len(stops)
        self.stand(stops[max(0, min(start + rows, len(stops) - 1))])

    def action_move(self, days: int) -> None:
        """Look at another day."""
        if self.state is not None:
            last = max(self.state.last_day, self.state.today)
            self.action_go(max(min(0, self.state.today), min(self.state.number + days, last)))

    def action_go(self, number: int) -> None:
        """Look at a day by its number."""
        if self.state is not None:
            self.show_day(None if number == self.state.today else number)

    def action_today(self) -> None:
        """Back to the day it is."""
        self.show_day(None)

    def look_at(self, recovery: str) -> None:
        """Show another recovery that runs, as it is today, for as long as the app is open.

        Args:
            recovery: Its id.
        """
        self.host.context.picked = recovery
        self._number = None
        self.said = ""
        self.read()
        self.call_after_refresh(self.host.changed)

    def action_go_due(self) -> None:
        """Go to what is told, be it of another recovery, or to the first thing due."""
        told = self.telling
        if told is not None and any(one.id == told.recovery for one in self.beside):
            self.look_at(told.recovery)
        else:
            self.show_day(None)
        state, telling = self.state, self.telling
        if state is None:
            return
        keys = {item.item.key for item in telling.items} if telling else set()
        due = [item for item in state.items if item.open and item.item.key in keys] or state.due
        if not due:
            self.say("Nothing is due.")
            return
        self.reveal(due[0], state, come=True)

    def action_open(self) -> None:
        """Fold or unfold a heading; of any other row, show all there is to say."""
        kind, _, key = self.cursor.partition("/")
        if kind == RowKind.HEADING:
            self.action_fold()
        elif key and self.state is not None and self.background is not None:
            from tui.screens.today.detail import DetailScreen

            self.app.push_screen(DetailScreen(self.cursor, self.state, self.background), self._kept)

    @work
    async def action_clinic_date(self) -> None:
        """Say which days or times the clinic said, for the rule under the cursor."""
        from tui.screens.dialogs.clinic_date import tell_clinic_date
        from tui.wording.clinic import no_date

        here, rules = self.here, self.here.rules
        if rules:
            self._kept(await tell_clinic_date(self, rules))
            return
        found = [*(item.item.rule for item in here.items), *(avoid.avoid.rule for avoid in here.avoids)]
        reasons = (reason for rule in found if (reason := no_date(rule)))
        first = f"Go to a rule first, then {key_of(self.app, 'rule.clinic', 'd')}."
        self.say(next(reasons, first))

    def _kept(self, said: str | None) -> None:
        """Read back what was written elsewhere, and say it."""
        if said:
            self.read()
            self.say(said)
            self.call_after_refresh(self.host.changed)

    def action_fold(self) -> None:
        """Fold or unfold the section whose heading the cursor is on."""
        if self.page is not None and self.cursor.startswith(RowKind.HEADING):
            name = self.cursor.partition("/")[2]
            self.folds = self.folds.turned(name, not self.is_unfolded(name))
            self.lay()

    def action_find(self) -> None:
        """Jump to the next row that holds what is typed."""
        from tui.widgets.find_line import FindLine

        if not self.query(FindLine):
            self.mount(FindLine())
