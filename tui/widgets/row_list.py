"""The one widget that draws rows, a line at a time, and only the lines that have changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color, ColorParseError
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from tui.themes import Marks
from tui.widgets.rows import BANNER, BLANK, Row, RowKind, Seg
from tui.widgets.selecting import Selectable, ends_drag

_WHEEL = 3
"""Lines that the wheel moves the list by."""
_APART = 6
"""Lines of a list from which a count of what is beyond its edge may have one of its own."""


class RowList(Selectable):
    """Shows rows, and says where it was clicked. It never moves the cursor by itself."""

    DEFAULT_CSS = """
    RowList { position: absolute; background: $background; color: $foreground; }
    """

    @dataclass
    class Pointed(Message):
        """A row was clicked."""

        row: str
        """The row's name for the cursor, or empty."""
        action: str
        """What the piece under the mouse asks for; empty is nothing but the cursor."""

    def __init__(self, marks: Marks, id: str | None = None, *, counts_apart: bool = False) -> None:
        """Show nothing yet.

        Args:
            counts_apart: Whether a count of the rows beyond an edge has a line of its own, if there is room.
        """
        super().__init__(id=id)
        self.auto_links = False
        self._counts_apart = counts_apart
        self._marks = marks
        self._rows: tuple[Row, ...] = ()
        self._foot: tuple[Row, ...] = ()
        self._cursor = ""
        self._first = 0
        self._height = 0
        self._lines: list[tuple[Row, bool]] = []
        self._styles: dict[tuple[str, bool, str], Style] = {}

    def show(self, rows: Sequence[Row], height: int, cursor: str = "", foot: Sequence[Row] = ()) -> None:
        """Show these rows.

        Args:
            rows: All of them; what does not fit is scrolled to.
            height: Lines there are to show them on.
            cursor: The stop the cursor is on, or empty.
            foot: Rows that stay below the others when those scroll.
        """
        moved = cursor != self._cursor or height != self._height
        before = self._line_of(self._cursor) - self._first
        self._rows, self._foot, self._height = tuple(rows), tuple(foot), height
        self._cursor = cursor
        if not moved and cursor and 0 <= before < height:
            # The row under the cursor stays where it is, whatever opens above it.
            self._first = self._line_of(cursor) - before
        if moved or (self._counts_apart and cursor and 0 <= before < height):
            self._reveal()
        self._redraw()

    @property
    def room(self) -> int:
        """Lines there are for the rows that scroll."""
        return max(self._height - len(self._foot), 0)

    def sees(self, stop: str) -> bool:
        """Whether a row of this name for the cursor is drawn, and not scrolled out of sight."""
        return any(row.stop == stop for row, _ in self._lines)

    def sees_edge(self, stop: str, last: bool) -> bool:
        """Whether the first or the last row of this name is drawn whole, and not scrolled out of sight."""
        rows = [row for row in self._rows if row.stop == stop]
        return not rows or any(row is rows[-1 if last else 0] for row, _ in self._lines)

    def notify_style_update(self) -> None:
        self._styles.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        row, here = self._lines[y] if y < len(self._lines) else (BLANK, False)
        width = self.content_size.width
        segs = self._segs(row, here, width)
        segments = [Segment(seg.text, self._style(seg, row, here)) for seg in segs if seg.text]
        strip = Strip(segments).adjust_cell_length(width, self._style(Seg(""), row, here))
        return self.selectable(strip, y)

    def text_lines(self) -> Iterator[str]:
        return (self.render_line(y).text for y in range(len(self._lines)))

    def on_click(self, event: events.Click) -> None:
        # Textual's own would select all of the text at the second of two clicks.
        event.prevent_default()
        offset = event.get_content_offset(self)
        if offset is None or offset.y >= len(self._lines) or ends_drag(self):
            return
        row, here = self._lines[offset.y]
        column = 0
        action = "fold" if row.kind is RowKind.HEADING else ""
        for seg in self._segs(row, here, self.content_size.width):
            column += cell_len(seg.text)
            if offset.x < column:
                action = seg.action or action
                break
        if row.stop or action:
            self.post_message(self.Pointed(row.stop, action))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_rows(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_rows(-_WHEEL)

    def scroll_rows(self, lines: int) -> None:
        """Scroll down by as many lines, or up by less than none. The cursor stays where it is."""
        self._first += lines
        self._redraw()

    def _line_of(self, stop: str) -> int:
        return next((line for line, row in enumerate(self._rows) if stop and row.stop == stop), -1)

    def _reveal(self) -> None:
        """Scroll so that the cursor's row can be seen, and where there is room one on either side of it."""
        places = [place for place, row in enumerate(self._rows) if self._cursor and row.stop == self._cursor]
        if not places:
            return
        self._first = max(min(self._first, places[0] - 1), min(places[-1] + 2 - self.room, places[0]))

    def _redraw(self) -> None:
        """Refresh the lines that are otherwise than they were."""
        self._first = max(0, min(self._first, len(self._rows) - self.room))
        shown = self._rows[self._first : self._first + self.room]
        lines = [(row, bool(row.stop) and row.stop == self._cursor) for row in (*shown, *self._foot)]
        above, below = self._first, len(self._rows) - self._first - len(shown)
        apart = self._counts_apart and len(shown) >= _APART
        if above and lines:
            words = f"{above + apart} more above"
            lines[0] = (_counter(words), False) if apart else (self._more(lines[0][0], words), lines[0][1])
        if below and shown:
            place, words = len(shown) - 1, f"{self._marks.below} {below + apart} more"
            row, here = lines[place]
            lines[place] = (_counter(words), False) if apart else (self._more(row, words), here)
        before, self._lines = self._lines, lines
        width = self.size.width
        changed = [
            Region(0, y, width, 1)
            for y in range(max(len(before), len(lines)))
            if (before[y] if y < len(before) else None) != (lines[y] if y < len(lines) else None)
        ]
        if changed:
            self.refresh(*changed)

    @staticmethod
    def _more(row: Row, words: str) -> Row:
        return Row(row.kind, row.key, row.left, (Seg(words, "mute"),), row.cursor, row.fill)

    def _segs(self, row: Row, here: bool, width: int) -> list[Seg]:
        """The pieces of a row with the gap between its sides, and the cursor's mark if it is here."""
        left, right = list(row.left), list(row.right)
        taken = sum(cell_len(seg.text) for seg in right)
        room = width - 1 - taken - bool(right)
        column = 0
        for place, seg in enumerate(left):
            cells = cell_len(seg.text)
            if column + cells > room and right:
                text = Strip([Segment(seg.text)]).crop(0, max(room - column, 0)).text
                if " " in text and seg.text[len(text) :][:1].strip():
                    # Half of a word could be another one.
                    text = text.rpartition(" ")[0] + " " * (len(text) - text.rindex(" "))
                left = [*left[:place], seg._replace(text=text)]
                column = room
                break
            column += cells
        gap = Seg(" " * max(width - 1 - column - taken, 0))
        segs = [*left, gap, *right] if right else left
        return _marked(segs, row.cursor, self._marks.cursor) if here and row.cursor >= 0 else segs

    def _style(self, seg: Seg, row: Row, here: bool) -> Style:
        name = _HERE.get(seg.style, seg.style) if here else seg.style
        key = (name, here, row.fill)
        if key not in self._styles:
            self._styles[key] = self._made(name, here, row.fill)
        return self._styles[key]

    def _made(self, name: str, here: bool, fill: str) -> Style:
        bold, color = name.startswith("bold "), name.removeprefix("bold ")
        if self._reverses and (fill or here):
            # Where colours say nothing: what is filled, and the cursor's row, stand out all the same.
            text, back = self._color("foreground"), self._color("background")
            return Style(color=text, bgcolor=back, bold=bold, reverse=True)
        if fill and fill != BANNER:
            return Style(color=self._color("background"), bgcolor=self._color(fill), bold=bold)
        back = self._color("selection" if here else "background")
        return Style(color=self._color(_VARIABLES.get(color, color)), bgcolor=back, bold=bold)

    @property
    def _reverses(self) -> bool:
        """Whether rows stand out by being reversed: in ASCII, without colours, in the terminal's own ones."""
        return self._marks.line.isascii() or self.app.no_color or self.app.current_theme.ansi

    def _color(self, name: str) -> RichColor | None:
        """A colour of the theme. None, where it cannot be told, leaves what the widget has."""
        try:
            return Color.parse(self.app.theme_variables[name]).rich_color
        except (KeyError, ColorParseError):
            return None


def _counter(words: str) -> Row:
    """A line that says how many rows are beyond an edge."""
    return Row(RowKind.TEXT, right=(Seg(words, "mute"),))


_HERE = {"faint": "mute", "text": "bold text", "mark": "accent"}
"""How styles change in the cursor's row."""

_VARIABLES = {"text": "foreground", "mark": "mute"}
"""What some colours are called in a theme."""


def _marked(segs: list[Seg], column: int, mark: str) -> list[Seg]:
    """The pieces with the cursor's mark in place of the blank in a column, and before what leads the row."""
    if column == 1 and cell_len(segs[0].text) == 1 and segs[1].text[:1] == " ":
        return [Seg(mark, "accent"), segs[0], segs[1]._replace(text=segs[1].text[1:]), *segs[2:]]
    place = 0
    for index, seg in enumerate(segs):
        if column < place + len(seg.text):
            cut = column - place
            before, after = seg._replace(text=seg.text[:cut]), seg._replace(text=seg.text[cut + 1 :])
            return [*segs[:index], before, Seg(mark, "accent"), after, *segs[index + 1 :]]
        place += len(seg.text)
    return segs


def nearest(stop: str, before: tuple[str, ...], after: tuple[str, ...]) -> str:
    """The same row if it is still there, else the one that took its place."""
    if stop in after or not stop:
        return stop
    place = before.index(stop) if stop in before else 0
    below = [one for one in before[place:] if one in after]
    above = [one for one in before[:place] if one in after]
    return (below or above[-1:] or [""])[0]
