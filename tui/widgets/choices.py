"""Rows to choose from."""

from collections.abc import Iterator
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual import _widget_navigation
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.strip import Strip
from textual.widgets import OptionList

from tui.widgets.selecting import Selectable, ends_drag


class Choices(OptionList, Selectable, inherit_bindings=False):
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

    cursor_mark = ">"
    """What stands beside the row of the cursor, one cell wide."""
    always_marked = False
    """Whether that stands there without the focus too, since something else is written in."""

    def _get_left_gutter_width(self) -> int:
        return 2

    def on_resize(self) -> None:
        # Else a row that was in view is left beyond the edge of a terminal that has become smaller.
        self.call_after_refresh(self.scroll_to_highlight)

    def _move_page(self, direction: _widget_navigation.Direction) -> None:
        # A key may come before the rows are laid out, where Textual's own would fail.
        if self._lines:
            super()._move_page(direction)

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
        return (self.render_line(line - top).text for line in range(len(self._lines)))

    def render_line(self, y: int) -> Strip:
        line = self.scroll_offset.y + y
        return self.selectable(self._marked(super().render_line(y), line), line)

    def _marked(self, strip: Strip, line: int) -> Strip:
        """A line with the cursor's mark before it, or as many blanks."""
        index, offset = self._lines[line] if line < len(self._lines) else (None, 0)
        first = next(iter(strip), None)
        style = (first.style if first is not None else None) or self.rich_style
        if index is None or self.options[index].disabled:
            # A heading stands a cell further left than what it heads.
            return Strip([Segment(" ", style), *strip, Segment(" ", style)])
        here = (self.has_focus or self.always_marked) and index == self.highlighted and offset == 0
        accent = RichStyle.parse(self.get_component_styles("choices--mark").color.hex) if here else None
        return Strip([Segment(f"{self.cursor_mark if here else ' '} ", style + accent), *strip])
