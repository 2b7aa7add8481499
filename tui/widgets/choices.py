"""Rows to choose from."""

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.strip import Strip
from textual.widgets.option_list import Option

from tui.themes import GLYPHS, Marks
from tui.widgets.private import LineOptionList
from tui.widgets.selecting import Selectable, ends_drag


class ChoiceRow(NamedTuple):
    """One row, drawn anew for every width."""

    id: str
    """Empty for a text that the cursor passes by."""
    draw: Callable[[int], Content]
    """The row for a width in cells; it may take several lines."""
    spare: bool = False
    """Whether it is left out where not all rows fit."""


class Choices(LineOptionList, Selectable, inherit_bindings=False):
    """Rows with a mark beside the one the cursor is on, so that colour only repeats it."""

    DEFAULT_CSS = """
    Choices {
        &, &:focus { border: none; padding: 0; background: $background; background-tint: $background 0%; }
        scrollbar-size-vertical: 1;
        & > .option-list--option { padding: 0; }
        & > .option-list--option-highlighted {
            color: $foreground; background: $background; text-style: none;
        }
        &:focus > .option-list--option-highlighted {
            color: $foreground; background: $selection; text-style: bold;
        }
        & > .option-list--option-disabled { color: $foreground; }
        & > .choices--mark { color: $accent; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor_up", "up", id="list.up", tooltip="One row up"),
        Binding("down,j", "cursor_down", "down", id="list.down", tooltip="One row down"),
        Binding("enter", "select", "choose", id="list.choose", tooltip="Take the row the cursor is on"),
        Binding("home", "first", "first", id="list.first", tooltip="The first row"),
        Binding("end", "last", "last", id="list.last", tooltip="The last row"),
        Binding("pageup", "page_up", "page up", id="list.page-up", tooltip="A screenful up"),
        Binding("pagedown", "page_down", "page down", id="list.page-down", tooltip="A screenful down"),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choices--mark"}

    ALLOW_SELECT = True

    always_marked = False
    """Whether the cursor's mark stands there without the focus too, since something else is written in."""

    _choice_rows: tuple[ChoiceRow, ...] = ()
    _cursor_later: str | None = None

    def __init__(self, *options: Option, marks: Marks = GLYPHS) -> None:
        super().__init__(*options)
        self.auto_links = False
        self.marks = marks
        self.cursor_mark = marks.cursor
        """What stands beside the row of the cursor, one cell wide."""

    @property
    def row(self) -> str:
        """The id of the row under the cursor, or nothing."""
        option = self.highlighted_option
        return option.id or "" if option is not None else ""

    def all_is_seen(self) -> bool:
        """Whether nothing is beyond the edge."""
        return self.virtual_size.height <= self.scrollable_content_region.height

    def show(self, rows: Sequence[ChoiceRow], cursor: str | None = None) -> None:
        """Show rows from now on, as soon as there is room for them.

        Args:
            rows: All of them.
            cursor: The row to go to. None stays, where the row is still there.
        """
        self._choice_rows = tuple(rows)
        self.draw_rows(cursor)

    def draw_rows(self, cursor: str | None = None) -> None:
        """Draw the rows again, for the width there is now, and go to one of them if it is named."""
        cursor = self._cursor_later if cursor is None else cursor
        width, height = self.scrollable_content_region.width - 3, self.scrollable_content_region.height
        if width < 1 or not self._choice_rows:
            self._cursor_later = cursor
            return
        self._cursor_later = None
        id, top = self.row if cursor is None else cursor, self.scroll_offset.y
        rows = [(row, row.draw(width)) for row in self._choice_rows]
        if sum(len(content.wrap(width)) for _, content in rows) > height:
            rows = [(row, content) for row, content in rows if not row.spare]
        ids = [row.id for row, _ in rows]
        if ids == [option.id or "" for option in self.options]:
            for place, (_, content) in enumerate(rows):
                self.replace_option_prompt_at_index(place, content)
        else:
            self.set_options(Option(content, row.id or None, disabled=not row.id) for row, content in rows)
            if cursor is None:
                self.scroll_to(y=top, animate=False)
        places = {each: place for place, each in enumerate(ids) if each}
        if places:
            self.highlighted = places.get(id, min(places.values()))

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Bring the cursor's row into view, and with the first and last what fits of the texts beyond it."""
        super().scroll_to_highlight(top)
        place, height = self.highlighted, self.scrollable_content_region.height
        if place is None or not self.option_lines:
            return
        first = self.first_line(place)
        # At once, and not after a refresh, for by then the cursor may be on another row.
        if self.only_texts(-1):
            rows = sum(each == place for each, _ in self.option_lines)
            self.scroll_to(y=min(first, max(first + rows - height, 0)), animate=False, immediate=True)
        elif self.only_texts(1):
            self.scroll_to(y=first, animate=False, immediate=True)

    def action_cursor_up(self) -> None:
        if not self.read_beyond(-1):
            super().action_cursor_up()

    def action_cursor_down(self) -> None:
        if not self.read_beyond(1):
            super().action_cursor_down()

    def on_resize(self) -> None:
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        self.draw_rows()
        # Else a row that was in view is left beyond the edge of a terminal that has become smaller.
        self.scroll_to_highlight()

    def on_click(self, event: Click) -> None:
        # Textual's own would select all of the text at the second of two clicks.
        event.chain = 1
        if ends_drag(self):
            event.prevent_default()

    @property
    def text_selection(self) -> None:
        """None, since Textual would mark it in each row as if that were all of the text."""

    def text_lines(self) -> Iterator[str]:
        top = self.scroll_offset.y
        return (self.render_line(line - top).text for line in range(len(self.option_lines)))

    def render_line(self, y: int) -> Strip:
        line = self.scroll_offset.y + y
        return self.selectable(self._marked(super().render_line(y), line), line)

    def _marked(self, strip: Strip, line: int) -> Strip:
        """A line with the cursor's mark before it, or as many blanks."""
        index, offset = self.option_lines[line] if line < len(self.option_lines) else (None, 0)
        first = next(iter(strip), None)
        style = (first.style if first is not None else None) or self.rich_style
        if index is None or self.options[index].disabled:
            # A heading stands a cell further left than what it heads.
            return Strip([Segment(" ", style), *strip, Segment(" ", style)])
        chosen = (self.has_focus or self.always_marked) and index == self.highlighted
        here = chosen and offset == 0
        row = self.get_component_styles("option-list--option-highlighted")
        if chosen and row.text_style.reverse:
            # Where colour may not say it. Textual's own leaves this out of what options are drawn with.
            colour, ground = row.color.rich_color, row.background.rich_color
            over = RichStyle(color=colour, bgcolor=ground, reverse=True)
            mark = Segment(f"{self.cursor_mark if here else ' '} ", style + over)
            return Strip([mark, *(Segment(text, (own or style) + over) for text, own, _ in strip)])
        accent = RichStyle.parse(self.get_component_styles("choices--mark").color.hex) if here else None
        return Strip([Segment(f"{self.cursor_mark if here else ' '} ", style + accent), *strip])


def blank() -> ChoiceRow:
    """A blank line, where there is room for it."""
    return ChoiceRow("", lambda width: Content(" "), spare=True)


def heading(text: str, aside: str = "") -> ChoiceRow:
    """What the rows below are about, with a word beside it where that fits."""
    whole = Content.assemble((text, "bold"), (f"   {aside}" if aside else "", "$mute"))
    return ChoiceRow("", lambda width: whole if whole.cell_length <= width else Content.styled(text, "bold"))
