"""Acts on the day that is shown, and its questions: the one that is asked, the check-in, being out."""

from collections.abc import Callable
from datetime import date
from functools import partial

from checklists.rules.checklist import Sign
from tui.journal import JournalError
from tui.recovery.acts import NotYetError
from tui.screens.act import Doing
from tui.screens.host import key_of
from tui.screens.today.day_course import DayCourse


class DayActs(DayCourse):
    """A day's screen that writes to the journal, and says what came of it."""

    def action_say(self, value: int) -> None:
        """Answer the question that is on the screen."""
        sign = self.state.asks if self.state else None
        if sign is not None:
            self._do(lambda doing: doing.say(sign, value))

    def action_go_out(self) -> None:
        """Say that the person is going out, or is back."""
        sign = self._outing
        if sign is not None:
            self._do(lambda doing: doing.go_out(sign))

    def action_check_in(self) -> None:
        """Ask how the skin is, for the day shown."""
        if self.state is not None:
            self._check_in(self.state.date)

    @property
    def _doing(self) -> Doing:
        assert self.state is not None
        return Doing(self.host.context, self.state, partial(key_of, self.app))

    def _do(self, act: Callable[[Doing], str]) -> None:
        """Do something to the journal, say so, and read back what came of it."""
        if self.state is None:
            return
        try:
            said = act(self._doing)
        except NotYetError as error:
            said = str(error)
        except JournalError as error:
            self.host.fail(error)
            return
        self.read(said)
        # After the row is drawn: other screens and reminders can wait that long.
        self.call_after_refresh(self.host.changed)

    def _check_in(self, day: date) -> None:
        from tui.screens.check_in.screen import CheckInScreen

        state = self.state
        if state is None:
            return
        number = state.number + (day - state.date).days
        if number > state.today:
            self.say(f"Day {number} has not come.")
            return
        self.app.push_screen(CheckInScreen(number), self._checked_in)

    def _checked_in(self, said: str | None) -> None:
        """Say what came of a check-in, in place of what was done before it."""
        if said is not None:
            self.read(said)

    @property
    def _outing(self) -> Sign | None:
        """The sign that says the person is out, if the checklist has one and today is shown."""
        if self.background is None or self.state is None or not self.state.is_today:
            return None
        return next((sign for sign in self.background.checklist.signs if sign.until is not None), None)
