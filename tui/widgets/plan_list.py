"""Every day of a plan, a line each."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import var
from textual.widgets.option_list import Option

from tui.day.state import Went
from tui.day.words import counted, short_date
from tui.themes import GLYPHS, Marks
from tui.widgets.choices import Choices
from tui.widgets.wrapping import ends, hanging

_NARROW = 60
"""Columns below which a day's line is kept to the least."""


class PlanDay(NamedTuple):
    """What is to be said of one day."""

    number: int
    date: date
    phase: str
    span: str
    """The days of the phase, in words."""
    went: Went | None
    """None for a day gone by on which nothing was asked."""
    starts: tuple[str, ...]
    """Short names of what begins."""
    back: tuple[str, ...]
    """What comes back, each with the word."""
    counts: str
    slips: int


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
        if self.days and self.number == self.days[0].number:
            self.scroll_home(animate=False)
        elif self.days and self.number == self.days[-1].number:
            self.scroll_end(animate=False)

    def action_go_to_today(self) -> None:
        for day in self.days:
            if day.went is Went.NOW:
                self.go_to(day.number)

    def _made(self, width: int) -> list[Option]:
        options: list[Option] = []
        phase = None
        for day in self.days:
            if day.phase != phase:
                phase = day.phase
                heading = Content.assemble((phase, "bold"), (f"  {day.span}", "$mute"))
                options.append(Option(ends(heading, Content(), width, self._marks.cut), disabled=True))
            options.append(Option(self._row(day, width), str(day.number)))
        if self.after:
            head = Content.styled("From then on  ", "bold")
            options.append(Option(hanging(head, Content.styled(self.after, "$mute"), width), disabled=True))
        return options

    def _row(self, day: PlanDay, width: int) -> Content:
        now, narrow = day.went is Went.NOW, width < _NARROW
        mark, style = self._mark(day.went)
        date = short_date(day.date)
        left = Content.assemble(
            (f"{mark:<{self._marks.width}} ", style),
            (f"{day.number:>3}  ", "bold $accent" if now else ""),
            (f"{date.rpartition(' ')[0]:<6}  " if narrow else f"{date:<10}  ", "bold" if now else "$mute"),
        )
        told = Content(f" {self._marks.dot} ").join(self._told(day))
        return ends(left + told, self._right(day, narrow), width, self._marks.cut)

    def _told(self, day: PlanDay) -> Iterator[Content]:
        for words in day.back:
            yield Content.styled(words, "$done")
        for short in day.starts:
            yield Content.styled(short, "$foreground" if day.number else "$mute")

    def _right(self, day: PlanDay, narrow: bool) -> Content:
        now = day.went is Went.NOW
        slips = f"{self._marks.slipped.strip('[]')} {counted(day.slips, 'slip')}" if day.slips else ""
        counts = f"today  {day.counts}".rstrip() if now else day.counts
        if narrow:
            slips, counts = "", "today" if now else day.counts.partition(",")[0]
        gap = "  " if slips and counts else ""
        return Content.assemble((slips, "$slip"), gap, (counts, "$accent" if now else "$mute"))

    def _mark(self, went: Went | None) -> tuple[str, str]:
        marks = self._marks
        if went is Went.DONE:
            return marks.done, "$done"
        if went is Went.PARTLY:
            return marks.partly, "$mute"
        return (marks.open, "$mute") if went is Went.NOTHING else ("", "")
