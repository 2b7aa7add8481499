"""The published lines by how soon they say to call, each to be ticked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from checklists.plan.activation import covers
from checklists.rules.checklist import Call, CallWarning, Checklist
from tui.recovery.call_lines import CallLine, emergencies_beside, line_id
from tui.text.humanize import clock, day_month
from tui.themes import GLYPHS, Marks
from tui.widgets.choices import Choices
from tui.widgets.wrapping import ends, hanging
from tui.wording.call_topics import by_topic
from tui.wording.calling import NOT_ON_THE_SHEET, note_words, report_words

NOW = (Call.EMERGENCY, Call.URGENT)
"""What is to be seen without scrolling, where that can be."""
_BARS = {
    Call.EMERGENCY: ("█", "#", "$call"),
    Call.URGENT: ("▌", "=", "$call"),
    Call.CLINIC_TODAY: ("│", "|", "$accent"),
    Call.CLINIC_SOON: ("┆", ":", "$mute"),
}
"""What stands at the left of each band, thinner the less soon: as it is, in ASCII, and its colour."""
_BAR_CELLS = 2


class Brevity(IntEnum):
    """Which lines are in few words."""

    WHOLE = 0
    """None."""
    FEW = 1
    """All but the one under the cursor."""
    FEWEST = 2
    """That one too, and enter says it whole."""


class CallRow(NamedTuple):
    """One published line."""

    id: str
    call: Call
    text: str
    ticked: bool = False
    called: str = ""
    """When the person noted that they called, in words."""
    can_tick: bool = False
    """Whether it can be ticked: before there is a recovery none can."""
    meanwhile: str = ""
    """What to do or to leave alone until then."""
    of: str = ""
    """Whom it is for where that is not everything that runs, and whether it is new; in words."""
    short: str = ""
    """The text in few words; empty where there are no fewer."""
    report: str = ""
    """The report that it fits, in words; empty where it fits none."""
    head: str = ""
    """What it is about, where its band is long; empty where that has no head."""


_WORRIED = CallRow("worried", Call.CLINIC_TODAY, "Anything that feels wrong or is not on your sheet")
"""Beside the emergencies, where no checklist can be read."""


def call_rows(
    lines: Iterable[CallLine], now: datetime, today: date, beside: Iterable[CallWarning] = ()
) -> tuple[CallRow, ...]:
    """The lines of what runs, most urgent first.

    Args:
        now: In the person's zone.
        today: The care date it is.
        beside: What is an emergency whatever was done, and none of the checklists says.
    """
    rows = [
        _row_of(each.warning)._replace(
            ticked=each.ticked,
            called=_called(each.called, now),
            of=note_words(each),
            can_tick=True,
            report=report_words(each, today),
        )
        for each in lines
    ]
    return _by_urgency(rows, beside)


def general_lines(checklist: Checklist | None) -> tuple[CallRow, ...]:
    """What holds for the first two days, before anything is known."""
    if checklist is None:
        return _by_urgency([_WORRIED], emergencies_beside(()), "")
    return _by_urgency(list(_of_first_days(checklist)), emergencies_beside(checklist.warnings))


def _row_of(warning: CallWarning) -> CallRow:
    return CallRow(
        line_id(warning), warning.call, warning.condition, meanwhile=warning.meanwhile, short=warning.short
    )


def _called(called: datetime | None, now: datetime) -> str:
    if called is None:
        return ""
    at = called.astimezone(now.tzinfo)
    return clock(at) if now.date() == at.date() else f"{day_month(at.date())}, {clock(at)}"


def _of_first_days(checklist: Checklist) -> Iterator[CallRow]:
    for warning in checklist.warnings:
        if any(covers(span, number) for span in warning.days for number in (0, 1)):
            yield _row_of(warning)


def _by_urgency(
    rows: Sequence[CallRow], beside: Iterable[CallWarning], of: str = NOT_ON_THE_SHEET
) -> tuple[CallRow, ...]:
    """These with the emergencies that a file leaves out: the screen never does.

    Args:
        of: Whose those are, where there is a sheet.
    """
    always = [_row_of(each)._replace(of=of) for each in beside]
    bands = ([row for row in (*rows, *always) if row.call is call] for call in Call)
    return tuple(
        row._replace(head=head)
        for band in bands
        for head, group in by_topic(band, lambda row: row.text, lambda row: bool(row.report))
        for row in group
    )


class CallList(Choices):
    """The lines, most urgent first. Shows what it is given, and says what the person asked for."""

    DEFAULT_CSS = """
    CallList { height: 1fr; scrollbar-size-vertical: 0; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "heed", "tick", id="warning.tick", tooltip="Tick the line if it fits, or untick it"),
        Binding("enter", "open", "open", id="warning.open", tooltip="What to do meanwhile, and who says so"),
        Binding("i", "note_call", "I called", id="warning.called", tooltip="Note that I called about it"),
    ]

    lines: var[tuple[CallRow, ...]] = var(())
    headings: var[dict[Call, tuple[str, str]]] = var(dict)
    """What stands above the lines of each urgency, and the same in few cells."""
    aside: var[str] = var("")
    """What stands at the right of the first heading, where the screen has no room for a title."""
    brevity: var[Brevity] = var(Brevity.WHOLE)
    roomy: var[bool] = var(False)
    """Whether there is room for a bar at the left of each band, and for small heads in a long one."""
    spaced: var[bool] = var(False)
    """Whether a blank line stands between the groups."""
    tail: var[str] = var("")
    """What stands below all lines. Empty is nothing."""
    more: var[int] = var(0)
    """How many lines are below what is seen."""

    @dataclass
    class HeedAsked(Message):
        """The person asked to tick a line, or to untick it if it is ticked."""

        line: CallRow

    @dataclass
    class LineAsked(Message):
        """The person asked to read all about a line."""

        line: CallRow

    @dataclass
    class CallAsked(Message):
        """The person asked to note that they called about a line."""

        line: CallRow

    def __init__(self, marks: Marks = GLYPHS) -> None:
        super().__init__()
        self.cursor_mark = marks.cursor
        self._marks = marks
        self._drawn: tuple[object, ...] = ()
        self._whole = ""
        self._placed = ""
        """The line on which the cursor was put: until it is moved it goes to what fits."""

    def rows_of(
        self, lines: Iterable[CallRow], width: int, *, brevity: Brevity = Brevity.WHOLE, roomy: bool = False
    ) -> int:
        """How many rows some lines take with their headings, none of them cut and no blank line between.

        Args:
            brevity: Which of them are in few words, whichever is under the cursor.
            roomy: With the bars and the small heads.
        """
        lines, brief = list(lines), brevity is not Brevity.WHOLE
        width -= _BAR_CELLS if roomy else 0
        whole = [self._rows(line, width, brief=False, bare=brief) for line in lines]
        few = [self._rows(line, width, brief=brief, bare=brief) for line in lines]
        most = max((rows - less for rows, less in zip(whole, few, strict=True)), default=0)
        most = 0 if brevity is Brevity.FEWEST else most
        heads = {(line.call, line.head) for line in lines if line.head} if roomy else ()
        return len({line.call for line in lines}) + len(heads) + sum(few) + most

    def draw(self) -> None:
        """Lay the lines out anew, for the width there is; the cursor stays on its line."""
        width = self.scrollable_content_region.width - 2
        look = (self.aside, self.spaced, self.brevity, self.roomy, self.tail)
        wanted = (width, self.lines, self.headings, look)
        if width < 1 or wanted == self._drawn:
            # How many are below may be otherwise all the same.
            self._count()
            return
        self._drawn = wanted
        current = self.current
        place = self.lines.index(current) if current in self.lines else 0
        if current is None or current.id == self._placed:
            # Where all in short stands above, the cursor can begin at what fits and hide no emergency.
            fits = (place for place, line in enumerate(self.lines) if line.ticked or line.report)
            place = next(fits, place) if self.roomy else place
            self._placed = self.lines[place].id if self.lines else ""
        self._whole = self.lines[place].id if self.lines else ""
        self.set_options(self._made(width))
        self._go_to(place)
        self.call_after_refresh(self._count)

    @property
    def current(self) -> CallRow | None:
        """The line under the cursor."""
        option = self.highlighted_option
        return next((line for line in self.lines if option is not None and line.id == option.id), None)

    def watch_scroll_y(self, old: float, new: float) -> None:
        super().watch_scroll_y(old, new)
        # Laying the lines out anew scrolls to the top while there are none.
        if self.option_count:
            self._count()

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Bring the cursor's row into view: of the first its beginning, below what says how soon to call."""
        super().scroll_to_highlight(top)
        place, height = self.highlighted, self.scrollable_content_region.height
        if place is not None and self.only_texts(-1) and self.first_line(place) < height:
            self.scroll_to(y=0, animate=False, immediate=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("heed", "note_call", "open"):
            return self.current is not None and self.current.can_tick
        return True

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        """Where lines are in few words, the one under the cursor is whole if there is room."""
        here, before = self.current, self._whole
        if here is not None and here.id != self._placed:
            self._placed = ""
        if self.brevity is not Brevity.FEW or here is None or here.id == before:
            return
        self._whole = here.id
        for line in self.lines:
            if line.id in (before, here.id):
                width = self.scrollable_content_region.width - 2
                row = self._row(line, width, self._is_brief(line), bool(self.brevity))
                self.replace_option_prompt(line.id, row)
        self.call_after_refresh(self.scroll_to_highlight)
        self.call_after_refresh(self._count)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self.check_action("heed", ()):
            self.action_heed()

    def action_heed(self) -> None:
        if self.current is not None:
            self.post_message(self.HeedAsked(self.current))

    def action_open(self) -> None:
        if self.current is not None:
            self.post_message(self.LineAsked(self.current))

    def action_note_call(self) -> None:
        if self.current is not None:
            self.post_message(self.CallAsked(self.current))

    def _made(self, width: int) -> list[Option]:
        options: list[Option] = []
        for call in Call:
            group = [line for line in self.lines if line.call is call]
            if not group:
                continue
            heading = self._heading(call, width - self._bar_cells, first=not options)
            blank = [Content()] if self.spaced and options else []
            rows = [*blank, self._barred(call, heading, above=True)]
            options.append(Option(Content("\n").join(rows), disabled=True))
            head = ""
            for line in group:
                if self.roomy and line.head != head:
                    about = Content.styled(f"  {line.head}", "$accent")
                    options.append(Option(self._barred(call, about, above=True), disabled=True))
                head = line.head
                row = self._row(line, width - self._bar_cells, self._is_brief(line), bool(self.brevity))
                options.append(Option(self._barred(call, row), line.id))
        if self.tail:
            gap = Content("\n") if self.spaced else Content()
            text = hanging(Content("  "), Content.styled(self.tail, "$mute"), width)
            options.append(Option(gap + text, disabled=True))
        return options

    def _heading(self, call: Call, width: int, first: bool) -> Content:
        style = "bold $call" if call in NOW else "bold"
        full, few = self.headings.get(call, ("", ""))
        heading = Content.styled(full, style)
        if heading.cell_length > width + 1:
            heading = Content.styled(few, style)
        if first and self.aside and heading.cell_length + len(self.aside) < width:
            heading = ends(heading, Content.styled(self.aside, "$mute"), width)
        return heading

    @property
    def _bar_cells(self) -> int:
        return _BAR_CELLS if self.roomy else 0

    def _barred(self, call: Call, rows: Content, *, above: bool = False) -> Content:
        """Rows with the bar of their band at the left of each, where there is room for one.

        Args:
            above: Whether they head others, and so begin a cell further left.
        """
        if not self.roomy:
            return rows
        bar, plain, style = _BARS[call]
        glyph = plain if self._marks.line.isascii() else bar
        mark = Content.assemble(" " if above else "", (glyph, style), " ")
        return Content("\n").join(mark + row for row in rows.split("\n", allow_blank=True))

    def _is_brief(self, line: CallRow) -> bool:
        return self.brevity is Brevity.FEWEST or (self.brevity is Brevity.FEW and line.id != self._whole)

    def _rows(self, line: CallRow, width: int, *, brief: bool, bare: bool) -> int:
        return self._row(line, width - 2, brief, bare).plain.count("\n") + 1

    def _row(self, line: CallRow, width: int, brief: bool, bare: bool) -> Content:
        """A line, in few words or in all of its own.

        Args:
            bare: Whether there is room for few words alone. Then enter says what to do until an emergency or
                urgent care is there: no line of them is to be pushed out of sight.
        """
        stands = line.ticked or bool(line.report)
        mark = self._marks.done if line.ticked else self._marks.slipped if stands else self._marks.dot
        head = Content.assemble((mark.strip("[]"), "bold $call" if stands else "$mute"), " ")
        # Where few words have to do, the line under the cursor says whose it is.
        of = f"  {line.of}" if line.of and not (brief and line.of == NOT_ON_THE_SHEET) else ""
        called = f"  called {line.called}" if line.called else ""
        text = line.short if brief and line.short else line.text
        report = f"  {line.report}" if line.report and not brief else ""
        body = Content.assemble(text, (report, "$call"), (f"{of}{called}", "$mute"))
        row = hanging(head, body, width)
        if line.meanwhile and not brief and not (bare and line.call in NOW):
            meanwhile = Content.styled(" ".join(line.meanwhile.split()), "$mute")
            if head.cell_length + body.cell_length + 2 + meanwhile.cell_length <= width:
                return head + body + "  " + meanwhile
            row += Content("\n") + hanging(Content(" " * head.cell_length), meanwhile, width)
        return row

    def _go_to(self, place: int) -> None:
        if self.lines:
            self.highlighted = self.get_option_index(self.lines[place].id)

    def _count(self) -> None:
        end = self._end
        # Of what is laid out: in no width at all the lines are not.
        places = [place for place, option in enumerate(self.options) if not option.disabled]
        self.more = sum(self.first_line(place) >= end for place in places)

    @property
    def _end(self) -> int:
        """The first row, counted from the first of all, that is left blank so that nothing is seen cut."""
        rows, top = self.option_lines, self.scroll_offset.y
        bottom = end = top + self.scrollable_content_region.height
        if end >= len(rows):
            return bottom
        while end > top and rows[end - 1][0] == rows[end][0]:
            end -= 1
        while end > top and self.options[rows[end - 1][0]].disabled:
            end -= 1
        return end if end > top else bottom

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        if self.scroll_offset.y + y < self._end:
            return strip
        return Strip.blank(strip.cell_length, self.rich_style)
