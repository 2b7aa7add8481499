"""Every day of a plan, a line each."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import var
from textual.widgets.option_list import Option

from tui.recovery.plan_days import PlanDay
from tui.recovery.state import DayOutcome
from tui.text.humanize import counted, days_words, short_date
from tui.themes import GLYPHS, Marks
from tui.widgets.choices import Choices
from tui.widgets.wrapping import ends, hanging

_NARROW = 60
"""Columns below which a day's line is kept to the least."""


class PlanList(Choices):
    """The days under the headings of their phases. The option taken has the day's number as its id."""

    DEFAULT_CSS = """
    PlanList { height: 1fr; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "open the day", id="plan.open", tooltip="Look at this day"),
        Binding("t", "go_to_today", "today", id="plan.today", tooltip="The cursor to the day it is now"),
    ]

    days: var[tuple[PlanDay, ...]] = var(())
    after: var[str] = var("")
    """What goes on after the last day."""

    def __init__(self, marks: Marks = GLYPHS) -> None:
        super().__init__()
        self.cursor_mark = marks.cursor
        self._marks = marks
        self._drawn: tuple[object, ...] = ()

    def draw(self) -> None:
        """Lay the days out anew for the width there is; the cursor stays on its day."""
        width = self.scrollable_content_region.width - 3
        wanted = (width, self.days, self.after)
        if width < 1 or wanted == self._drawn:
            return
        self._drawn = wanted
        kept, top = self.number, self.scroll_offset.y
        self.set_options(self._made(width))
        if kept is not None:
            self.go_to(kept)
            self.scroll_to(y=top, animate=False)

    @property
    def number(self) -> int | None:
        """The day under the cursor."""
        option = self.highlighted_option
        return int(option.id) if option is not None and option.id else None

    def go_to(self, number: int) -> None:
        """Put the cursor on a day, or on the nearest there is."""
        drawn = {int(option.id): place for place, option in enumerate(self.options) if option.id}
        if drawn:
            self.highlighted = drawn[min(drawn, key=lambda day: abs(day - number))]

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Bring the cursor's day into view, and with the first and the last what stands beyond it."""
        super().scroll_to_highlight(top)
        if self.days and self.number == self.days[0].day.number:
            self.scroll_home(animate=False)
        elif self.days and self.number == self.days[-1].day.number:
            self.scroll_end(animate=False)

    def action_go_to_today(self) -> None:
        for each in self.days:
            if each.went is DayOutcome.NOW:
                self.go_to(each.day.number)

    def _made(self, width: int) -> list[Option]:
        options: list[Option] = []
        phase = ""
        for each in self.days:
            named = each.day.phase
            if named is not None and named.title != phase:
                phase = named.title
                heading = Content.assemble((phase, "bold"), (f"  {days_words(*named.span)}", "$mute"))
                options.append(Option(ends(heading, Content(), width, self._marks.cut), disabled=True))
            options.append(Option(self._row(each, width), str(each.day.number)))
        if self.after:
            head = Content.styled("From then on  ", "bold")
            options.append(Option(hanging(head, Content.styled(self.after, "$mute"), width), disabled=True))
        return options

    def _row(self, each: PlanDay, width: int) -> Content:
        now, narrow = each.went is DayOutcome.NOW, width < _NARROW
        mark, style = self._mark(each)
        date = short_date(each.day.date)
        left = Content.assemble(
            (f"{mark:<{self._marks.width}} ", style),
            (f"{each.day.number:>3}  ", "bold $accent" if now else ""),
            (f"{date.rpartition(' ')[0]:<6}  " if narrow else f"{date:<10}  ", "bold" if now else "$mute"),
        )
        told = Content(f" {self._marks.dot} ").join(self._told(each))
        return ends(left + told, self._right(each, narrow), width, self._marks.cut)

    def _told(self, each: PlanDay) -> Iterator[Content]:
        for short in each.back:
            yield Content.styled(f"{short} back", "$done")
        for short in each.if_calm:
            yield Content.styled(f"{short} back if calm", "$mute")
        for short in each.starts:
            yield Content.styled(short, "$foreground" if each.day.number else "$mute")

    def _right(self, each: PlanDay, narrow: bool) -> Content:
        now, progress = each.went is DayOutcome.NOW, str(each.progress)
        slips = f"{self._marks.slipped.strip('[]')} {counted(each.slips, 'slip')}" if each.slips else ""
        counts = f"today  {progress}".rstrip() if now else progress if each.asked else ""
        if narrow:
            slips, counts = "", "today" if now else counts.partition(",")[0]
        gap = "  " if slips and counts else ""
        return Content.assemble((slips, "$slip"), gap, (counts, "$accent" if now else "$mute"))

    def _mark(self, each: PlanDay) -> tuple[str, str]:
        marks = self._marks
        if not each.asked:
            return "", ""
        if each.went is DayOutcome.DONE:
            return marks.done, "$done"
        if each.went is DayOutcome.PARTLY:
            return marks.partly, "$mute"
        return (marks.open, "$mute") if each.went is DayOutcome.NOTHING else ("", "")
