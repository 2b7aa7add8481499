"""The whole plan."""

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from tui.journal import JournalError
from tui.recovery.plan_days import from_then_on, plan_days
from tui.screens.dialogs import LeavingScreen
from tui.screens.host import ascii_only, host
from tui.screens.plan.plan_list import PlanList
from tui.widgets.hints import CALL, HELP, MOVE, Hints, hint
from tui.widgets.messages import Changed
from tui.widgets.wrapping import ends


class PlanScreen(LeavingScreen[int | None]):
    """Every day in a line. Answers with the number of the day to look at, or None."""

    DEFAULT_CSS = """
    PlanScreen {
        #title { height: 1; padding: 0 1; }
        &.-tall #title { margin: 0 0 1 0; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,p", "leave_plan", "back", id="plan.back", tooltip="Back to the day you came from"),
    ]

    days = getters.query_one(PlanList)

    def __init__(self, number: int | None = None) -> None:
        """Show the plan.

        Args:
            number: The day to begin at. None is the day it is.
        """
        super().__init__()
        self._number = number
        self._title = ""
        self._where = ""

    def compose(self) -> ComposeResult:
        yield Static(id="title", markup=False)
        yield PlanList(marks=host(self).look.marks)
        yield Hints(
            hint("plan.open", "open the day", "open"),
            hint("plan.today", "today"),
            hint("plan.back", "back", stays=True),
            MOVE,
            CALL,
            HELP,
            ascii_only=ascii_only(self),
        )

    def on_mount(self) -> None:
        self._read()

    def on_resize(self) -> None:
        self._draw_title()

    def on_changed(self, message: Changed) -> None:
        self._read()

    def action_leave_plan(self) -> None:
        self.dismiss(None)

    @on(OptionList.OptionSelected)
    def _taken(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self.days.number)

    def _read(self) -> None:
        context = host(self).context
        now = context.now()
        try:
            reader = context.reader()
            if reader is None:
                self.dismiss(None)
                return
            plan = context.plans.at(reader, now)
            days, after = plan_days(reader, plan, now), ", ".join(from_then_on(plan))
        except JournalError as error:
            host(self).fail(error)
            return
        today, last = plan.today, plan.last_day
        first = today if self._number is None else self._number
        self.days.show_days(days, after, None if self.days.days else first)
        self._title = reader.recovery.title
        self._where = f"Day {today} of {last}" if 0 <= today <= last else ""
        self._draw_title()

    def _draw_title(self) -> None:
        width = self.size.width - 2
        if width < 1:
            return
        marks = host(self).look.marks
        title = Content.assemble(("Plan", "bold"), f" {marks.dot} ", (self._title, "$mute"))
        self.query_one("#title", Static).update(
            ends(title, Content.styled(self._where, "$mute"), width, marks.cut)
        )
