"""Every day of a plan, a line each."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from checklists.plan.plan import Plan
from checklists.rules.checklist import Phase
from tui.recovery.plan_days import PlanDay, from_then_on, plan_days, sun_care_words
from tui.recovery.state import DayOutcome
from tui.screens.act import journal_of
from tui.screens.dialogs import LeavingScreen
from tui.screens.host import ascii_only, host
from tui.text.humanize import capital, counted, days_words, full_stop, near_date, short_date
from tui.widgets.choices import ChoiceRow, Choices
from tui.widgets.hints import CALL, HELP, MOVE, Hints, hint
from tui.widgets.messages import Changed
from tui.widgets.placing import NARROW
from tui.widgets.wrapping import cut, ends, hanging
from tui.zones import zone_words

_LEAST_NAME = 6
"""Cells of a name that still tell it from another."""


class PlanList(Choices):
    """The days under the headings of their phases. The row of a day has its number as its id."""

    DEFAULT_CSS = """
    PlanList { height: 1fr; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "open the day", id="plan.open", tooltip="Look at this day"),
        Binding("t", "go_to_today", "today", id="plan.today", tooltip="The cursor to the day it is now"),
    ]

    days: Sequence[PlanDay] = ()
    today = 0
    after = ""
    """What goes on after the last of them. Empty is nothing."""

    def on_mount(self) -> None:
        # Once more: by then a scrollbar may have taken a cell of every row.
        self.call_after_refresh(self.draw_rows)

    @property
    def number(self) -> int | None:
        """The day under the cursor."""
        return int(self.row) if self.row else None

    def show_days(self, days: Sequence[PlanDay], today: int, after: str, number: int | None = None) -> None:
        """Show days from now on.

        Args:
            days: In their order.
            today: The number of the day it is.
            after: What goes on after the last of them. Empty is nothing.
            number: The day to go to, or else to the nearest there is. None stays.
        """
        if (days, today, after) == (self.days, self.today, self.after):
            return
        self.days, self.today, self.after = days, today, after
        cursor = None
        if number is not None and days:
            cursor = str(min((each.day.number for each in days), key=lambda day: abs(day - number)))
        self.show(list(self._rows()), cursor)

    def action_go_to_today(self) -> None:
        today = {str(each.day.number) for each in self.days if each.outcome is DayOutcome.NOW}
        for place, option in enumerate(self.options):
            if option.id in today:
                self.highlighted = place

    def _rows(self) -> Iterator[ChoiceRow]:
        phase = ""
        for each in self.days:
            if each.day.phase is not None and each.day.phase.title != phase:
                phase = each.day.phase.title
                yield ChoiceRow("", partial(self._phase, each.day.phase))
            yield ChoiceRow(str(each.day.number), partial(self._row, each))
        if self.after:
            head, body = Content.styled("From then on  ", "bold"), Content.styled(self.after, "$mute")
            yield ChoiceRow("", partial(hanging, head, body))

    def _phase(self, phase: Phase, width: int) -> Content:
        heading = Content.assemble((phase.title, "bold"), (f"  {days_words(*phase.span)}", "$mute"))
        return ends(heading, Content(), width, self.marks.cut)

    def _row(self, each: PlanDay, width: int) -> Content:
        now, narrow = each.outcome is DayOutcome.NOW, width < NARROW
        mark, style = self._mark(each)
        date = short_date(each.day.date)
        left = Content.assemble(
            (f"{mark:<{self.marks.width}} ", style),
            (f"{each.day.number:>3}  ", "bold $accent" if now else ""),
            (f"{date.rpartition(' ')[0]:<6}  " if narrow else f"{date:<10}  ", "bold" if now else "$mute"),
        )
        right = self._right(each, narrow)
        room = width - left.cell_length - (right.cell_length + 1 if right.plain else 0)
        changes = self._changes(each, each.titles)
        if changes.cell_length > room:
            changes = self._changes(each, each.starts)
        is_past = each.day.number < self.today
        if changes.cell_length > room and (narrow or is_past):
            changes = self._fitting(each, room, narrow)
        if changes.cell_length <= room or narrow or is_past:
            return ends(left + changes, right, width, self.marks.cut)
        first, *more = changes.wrap(room)
        space = Content(" " * left.cell_length)
        below = [space + line.rstrip() for line in more]
        return Content("\n").join([ends(left + first.rstrip(), right, width), *below])

    def _changes(self, each: PlanDay, starts: Sequence[str]) -> Content:
        """What is back and what is new.

        Args:
            starts: Names of what is new.
        """
        style = "$foreground" if each.day.number else "$mute"
        new = (Content.styled(name, style) for name in starts)
        return Content(f" {self.marks.dot} ").join([*_returns(each), *new])

    def _fitting(self, each: PlanDay, room: int, narrow: bool) -> Content:
        """As many names as fit, and how many more there are: half of a name could be another one."""
        names = each.starts
        for count in range(len(names) - 1, -1, -1):
            left = len(names) - count
            more = Content.styled(f" +{left}" if narrow else f", {left} more", "$mute")
            changes = self._changes(each, names[:count])
            if changes.plain and (changes + more).cell_length <= room:
                return changes + more
        whole = self._changes(each, names)
        words = whole.plain[: max(room - self.marks.width, 0)].rpartition(" ")[0]
        return whole[: len(words)] + self.marks.cut if words else whole

    def _right(self, each: PlanDay, narrow: bool) -> Content:
        now, progress = each.outcome is DayOutcome.NOW, str(each.progress)
        slips = f"{self.marks.slipped.strip('[]')} {counted(each.slips, 'slip')}" if each.slips else ""
        counts = f"today  {progress}".rstrip() if now else progress if each.is_tracked else ""
        if narrow:
            slips, counts = "", "today" if now else counts.partition(",")[0]
        gap = "  " if slips and counts else ""
        return Content.assemble((slips, "$slip"), gap, (counts, "$accent" if now else "$mute"))

    def _mark(self, each: PlanDay) -> tuple[str, str]:
        marks = self.marks
        if not each.is_tracked:
            return "", ""
        if each.outcome is DayOutcome.DONE:
            return marks.done, "$done"
        if each.outcome is DayOutcome.PARTLY:
            return marks.partly, "$mute"
        return (marks.open, "$mute") if each.outcome is DayOutcome.NOTHING else ("", "")


def _returns(each: PlanDay) -> Iterator[Content]:
    """What comes back on a day: `alcohol back`, `may be back: make-up, perfume`, `back when gone: sauna`."""
    for shorts, words, style in (
        (each.back, "back", "$done"),
        (each.maybe, "may be back", "$mute"),
        (each.if_calm, "back when gone", "$mute"),
    ):
        if len(shorts) == 1 and shorts != each.if_calm:
            yield Content.styled(f"{shorts[0]} {words}", style)
        elif shorts:
            yield Content.styled(f"{words}: {', '.join(shorts)}", style)


class PlanScreen(LeavingScreen[int | None]):
    """Every day in a line. Gives the number of the day to look at, or None."""

    DEFAULT_CSS = """
    PlanScreen {
        #title, #next, #columns, #legend { height: 1; padding: 0 1; }
        #columns, #legend { color: $mute; display: none; }
        &.-tall #columns.-wide, &.-tall #legend { display: block; }
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
        self._title, self._besides = "", list[str]()
        self._where = ""
        self._next: tuple[str, str] = ("", "")
        """What comes back next, and to when the last phase is, in a sentence each; empty is nothing."""

    def compose(self) -> ComposeResult:
        for id in ("title", "next", "columns"):
            yield Static(id=id, markup=False)
        yield PlanList(marks=host(self).look.marks)
        yield Static(id="legend", markup=False)
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
        with journal_of(self) as context:
            now, reader = context.now(), context.reader()
            if reader is None:
                self.dismiss(None)
                return
            plan = context.plans.at(reader, now)
            today, last = plan.today, plan.last_day
            days, after = plan_days(reader, plan, now), ", ".join(from_then_on(plan))
            first = today if self._number is None else self._number
            self.days.show_days(days, today, after, None if self.days.days else first)
            zone = zone_words(str(plan.zone), context.clock.zone, now)
            session = f"session {reader.recovery.session}" if reader.recovery.session > 1 else ""
            self._title, self._besides = reader.recovery.title, [each for each in (session, zone) if each]
            care = sun_care_words(plan)
            self._next = _next_words(days, plan), full_stop(capital(care)) if care else ""
            self._where = f"Day {today} of {last}" if 0 <= today <= last else ""
            self._draw_title()

    def _draw_title(self) -> None:
        width = self.size.width - 2
        if width < 1:
            return
        marks, where = host(self).look.marks, self._where
        dot = f" {marks.dot} "
        besides = "".join(f"{dot}{each}" for each in self._besides)
        room = width - len(f"Plan{dot}{besides}  {where}")
        if besides and room < _LEAST_NAME:
            # What tells which session it is goes before the name, and before how many days there are.
            about = besides.removeprefix(dot)
            where = where if room >= -len(dot) else where.partition(" of ")[0]
        else:
            about = f"{cut(self._title, max(room, 1), marks.cut)}{besides}"
        title = Content.assemble(("Plan", "bold"), dot, (about, "$mute"))
        self.query_one("#title", Static).update(ends(title, Content.styled(where, "$mute"), width, marks.cut))
        back, care = self._next
        both = " ".join(filter(None, self._next))
        following = self.query_one("#next", Static)
        following.update(cut(both if Content(both).cell_length <= width else back or care, width, marks.cut))
        following.display = bool(both)
        columns = self.query_one("#columns", Static)
        columns.set_class(width >= NARROW, "-wide")
        # Where the rows have them, behind the mark of the cursor and that of the day.
        head = f"{'':<{marks.width + 3}}day  {'date':<10}  new or back on that day"
        columns.update(ends(Content(head), Content("done "), width))
        self.query_one("#legend", Static).update(cut(self._legend(), width, marks.cut))

    def _legend(self) -> str:
        """What the marks and the short words of the rows mean, as far as they stand in one."""
        days = self.days.days
        parts = (
            (
                any(each.outcome is DayOutcome.PARTLY for each in days),
                f"{host(self).look.marks.partly} part done",
            ),
            (any(each.if_calm for each in days), "when gone: no more of what you reported"),
            (any(each.maybe for each in days), "may: the check-in decides"),
            (True, "empty: daily care only"),
        )
        return "  ".join(words for holds, words in parts if holds)


def _next_words(days: Sequence[PlanDay], plan: Plan) -> str:
    """`Next: tomorrow alcohol back.`: what comes back on the first day ahead on which something does."""
    for each in days:
        if each.day.number > plan.today and (returns := list(_returns(each))):
            when = near_date(each.day.date, plan.date_of(plan.today))
            return f"Next: {when} {'; '.join(content.plain for content in returns)}."
    return ""
