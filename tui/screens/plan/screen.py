"""Every day of a plan, a line each."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from checklists.rules.checklist import Phase
from tui.recovery.plan_days import PlanDay, from_then_on, plan_days, sun_care_words
from tui.recovery.state import DayOutcome
from tui.screens.act import journal_of
from tui.screens.dialogs import LeavingScreen
from tui.screens.host import ascii_only, host
from tui.text.humanize import capital, counted, days_words, full_stop, short_date
from tui.widgets.choices import ChoiceRow, Choices
from tui.widgets.hints import CALL, HELP, MOVE, Hints, hint
from tui.widgets.messages import Changed
from tui.widgets.placing import NARROW
from tui.widgets.wrapping import cut, ends, hanging
from tui.wording.plan_words import asked_first, by_condition, next_words, plan_condition
from tui.wording.status_line import ASK_FIRST, CHECK_IN_DECIDES, call_first, calm_words
from tui.zones import zone_words

_LEAST_NAME = 6
"""Cells of a name that still tell it from another."""

_FEWEST = 3
"""How many plain days ahead in a row become one row."""


class PlanList(Choices):
    """The days under the headings of their phases.

    The row of a day has its number as its id; one row for several plain days that of the first of them.
    """

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
    calm = ""
    """What most returns hang on: `if no crusts, blisters or open skin`. Empty is nothing."""
    asks: bool = False
    """Whether a published line stands: then what comes back is asked about first."""
    unfolded: frozenset[int] = frozenset()
    """Numbers of the plain days that have a row of their own."""

    def on_mount(self) -> None:
        # Once more: by then a scrollbar may have taken a cell of every row.
        self.call_after_refresh(self.draw_rows)

    @property
    def number(self) -> int | None:
        """The day under the cursor."""
        return int(self.row) if self.row else None

    def show_days(
        self,
        days: Sequence[PlanDay],
        today: int,
        after: str,
        number: int | None = None,
        *,
        asks: bool = False,
    ) -> None:
        """Show days from now on.

        Args:
            days: In their order.
            today: The number of the day it is.
            after: What goes on after the last of them. Empty is nothing.
            number: The day to go to, or else to the nearest there is. None stays.
            asks: Whether there is or may be a reason to call: then nothing is just back.
        """
        if (days, today, after, asks) == (self.days, self.today, self.after, self.asks):
            return
        self.days, self.today, self.after, self.asks = days, today, after, asks
        self.calm = plan_condition(days)
        cursor = None
        if number is not None and days:
            nearest = min((each.day.number for each in days), key=lambda day: abs(day - number))
            cursor = str(nearest)
            self.unfolded |= {nearest}
        self.show(list(self._rows()), cursor)

    def unfold(self) -> bool:
        """Give each day of the row under the cursor a row of its own; whether there were several in it."""
        run = next((run for run in self._runs() if len(run) > 1 and str(run[0].day.number) == self.row), None)
        if run is None:
            return False
        self.unfolded |= {each.day.number for each in run}
        self.show(list(self._rows()), self.row)
        return True

    def _runs(self) -> Iterator[list[PlanDay]]:
        """The days by rows: mostly one, but several plain ones ahead that nobody unfolded together."""
        run: list[PlanDay] = []
        for each in self.days:
            if run and (not self._folds(each) or each.day.phase != run[0].day.phase):
                yield from _rows_of(run)
                run = []
            if self._folds(each):
                run.append(each)
            else:
                yield [each]
        yield from _rows_of(run)

    def _folds(self, each: PlanDay) -> bool:
        number = each.day.number
        return each.is_plain and number > self.today and number not in self.unfolded

    def action_go_to_today(self) -> None:
        today = {str(each.day.number) for each in self.days if each.outcome is DayOutcome.NOW}
        for place, option in enumerate(self.options):
            if option.id in today:
                self.highlighted = place

    def _rows(self) -> Iterator[ChoiceRow]:
        phase = ""
        for each, *more in self._runs():
            if each.day.phase is not None and each.day.phase.title != phase:
                phase = each.day.phase.title
                yield ChoiceRow("", partial(self._phase, each.day.phase))
            draw = partial(self._several, each, more[-1]) if more else partial(self._row, each)
            yield ChoiceRow(str(each.day.number), draw)
        if self.after:
            head, body = Content.styled("From then on  ", "bold"), Content.styled(self.after, "$mute")
            yield ChoiceRow("", partial(hanging, head, body))

    def _phase(self, phase: Phase, width: int) -> Content:
        heading = Content.assemble((phase.title, "bold"), (f"  {days_words(*phase.span)}", "$mute"))
        return ends(heading, Content(), width, self.marks.cut)

    def _several(self, first: PlanDay, last: PlanDay, width: int) -> Content:
        """`57  Sat 16 Jan  to day 83, Thu 11 Feb: daily care only`."""
        narrow = width < NARROW
        date = "" if narrow else f", {short_date(last.day.date)}"
        words = f"to {'' if narrow else 'day '}{last.day.number}{date}: {_daily(first)}"
        each = Content() if narrow else Content.styled("  enter: each day", "$mute")
        return ends(self._left(first, narrow) + Content.styled(words, "$mute"), each, width, self.marks.cut)

    def _left(self, each: PlanDay, narrow: bool) -> Content:
        """The mark, the number and the date of a day."""
        now, date = each.outcome is DayOutcome.NOW, short_date(each.day.date)
        mark, style = self._mark(each)
        return Content.assemble(
            (f"{mark:<{self.marks.width}} ", style),
            (f"{each.day.number:>3}  ", "bold $accent" if now else ""),
            (f"{date.rpartition(' ')[0]:<6}  " if narrow else f"{date:<10}  ", "bold" if now else "$mute"),
        )

    def _row(self, each: PlanDay, width: int) -> Content:
        narrow = width < NARROW
        left = self._left(each, narrow)
        right = self._right(each, narrow)
        room = width - left.cell_length - (right.cell_length + 1 if right.plain else 0)
        changes = self._changes(each, each.starts if narrow else each.titles, narrow)
        if each.is_plain:
            changes = Content.styled(_daily(each), "$mute")
        is_past = each.day.number < self.today
        if changes.cell_length > room and (narrow or is_past):
            changes = self._fitting(each, room, narrow)
        if changes.cell_length <= room or narrow or is_past:
            return ends(left + changes, right, width, self.marks.cut)
        first, *more = changes.wrap(room)
        space = Content(" " * left.cell_length)
        below = [space + line.rstrip() for line in more]
        return Content("\n").join([ends(left + first.rstrip(), right, width), *below])

    def _changes(self, each: PlanDay, starts: Sequence[str], narrow: bool) -> Content:
        """What is back and what is new.

        Args:
            starts: Names of what is new.
        """
        style = "$foreground" if each.day.number else "$mute"
        new = (Content.styled(name, style) for name in starts)
        asks = self.asks and each.day.number >= self.today
        return Content(f" {self.marks.dot} ").join([*_returns(each, self.calm, narrow, asks=asks), *new])

    def _fitting(self, each: PlanDay, room: int, narrow: bool) -> Content:
        """As many names as fit, and how many more there are: half of a name could be another one."""
        names = each.starts if narrow else each.titles
        for count in range(len(names) - 1, -1, -1):
            left = len(names) - count
            beside = f", {left} more" if count else f" {self.marks.dot} {left} new"
            more = Content.styled(f" +{left}" if narrow else beside, "$mute")
            changes = self._changes(each, names[:count], narrow)
            if changes.plain and (changes + more).cell_length <= room:
                return changes + more
        if not narrow:
            return Content.styled(f"{counted(len(names), 'thing')} to do", "$mute")
        whole = self._changes(each, names, narrow)
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


def _returns(each: PlanDay, calm: str, narrow: bool, *, asks: bool) -> Iterator[Content]:
    """What comes back on a day: `Back: alcohol`, `Back if calm: make-up`; narrow `if calm: make-up`.

    Args:
        asks: Whether there is or may be a reason to call: then nothing is just back.
    """
    groups = [("", each.back), *by_condition(each, calm)]
    for condition, shorts in groups:
        if shorts:
            names = ", ".join(shorts)
            lead = condition or "back" if narrow else f"Back {condition}".rstrip()
            if asks:
                lead = "ask first" if narrow else f"{lead}, {ASK_FIRST}"
            yield Content.styled(f"{lead}: {names}", "$mute" if condition or asks else "$done")


def _rows_of(run: list[PlanDay]) -> Iterator[list[PlanDay]]:
    """Plain days in one row, or where they are few in one each."""
    if len(run) >= _FEWEST:
        yield run
    else:
        yield from ([each] for each in run)


def _daily(each: PlanDay) -> str:
    """What there is on a day on which nothing begins and nothing comes back."""
    return "daily care only" if each.day.items else "nothing to do"


class PlanScreen(LeavingScreen[int | None]):
    """Every day in a line. Gives the number of the day to look at, or None."""

    DEFAULT_CSS = """
    PlanScreen {
        #title, #next, #columns { height: 1; padding: 0 1; }
        #legend { height: auto; max-height: 2; padding: 0 1; }
        #columns, #legend { color: $mute; display: none; }
        &.-tall #columns.-wide, &.-tall #legend.-said { display: block; }
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
        self._next: tuple[Sequence[str], str] = ((), "")
        """What comes back next, from the fullest to the briefest, and to when the last phase is."""

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
        if not self.days.unfold():
            self.dismiss(self.days.number)

    def _read(self) -> None:
        with journal_of(self) as context:
            now, reader = context.now(), context.reader()
            if reader is None:
                self.dismiss(None)
                return
            plan = context.plans.at(reader, now)
            today, last = plan.today, plan.last_day
            days, after = plan_days(reader, plan, now), "; ".join(from_then_on(plan))
            first = today if self._number is None else self._number
            first_asked = call_first(context.plans.state(reader, now))
            self.days.show_days(days, today, after, None if self.days.days else first, asks=bool(first_asked))
            zone = zone_words(str(plan.zone), context.clock.zone, now)
            session = f"session {reader.recovery.session}" if reader.recovery.session > 1 else ""
            self._title, self._besides = reader.recovery.title, [each for each in (session, zone) if each]
            care = sun_care_words(plan)
            following = next_words(days, plan, self.days.calm)
            if first_asked and following:
                following = asked_first(following, first_asked)
            self._next = following, full_stop(capital(care)) if care else ""
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
        returns, care = self._next
        tries = [way for each in returns for way in (f"{each} {care}".rstrip(), each)] or [care]
        following = self.query_one("#next", Static)
        fitting = (each for each in tries if Content(each).cell_length <= width)
        following.update(next(fitting, cut(tries[-1], width, marks.cut)))
        following.display = bool(returns or care)
        columns = self.query_one("#columns", Static)
        columns.set_class(width >= NARROW, "-wide")
        # Where the rows have them, behind the mark of the cursor and that of the day.
        head = f"{'':<{marks.width + 3}}day  {'date':<10}  new or back on that day"
        columns.update(ends(Content(head), Content("done "), width))
        legend = self.query_one("#legend", Static)
        legend.update(self._legend())
        legend.set_class(bool(self._legend()), "-said")

    def _legend(self) -> str:
        """What the marks and the short words of the rows mean, as far as they stand in one."""
        partly = any(each.outcome is DayOutcome.PARTLY for each in self.days.days)
        parts = [f"{host(self).look.marks.partly} part done"] if partly else []
        if self.days.calm:
            parts.append(f"{calm_words(self.days.calm)}; {CHECK_IN_DECIDES}")
        return "   ".join(parts)
