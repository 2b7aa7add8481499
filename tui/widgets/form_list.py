"""Rows of a form: texts to read and things to choose, in one list that scrolls."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual.content import Content
from textual.widgets.option_list import Option

from tui.themes import GLYPHS, Marks
from tui.widgets.choices import Choices


class FormRow(NamedTuple):
    """One row."""

    id: str
    """Empty for a text that the cursor passes by."""
    draw: Callable[[int], Content]
    """The row for a width in cells; it may take several lines."""


class FormList(Choices):
    """Rows as they are given. The cursor stays on the row of its id."""

    DEFAULT_CSS = """
    FormList { height: 1fr; }
    """

    def __init__(self, marks: Marks = GLYPHS) -> None:
        super().__init__()
        self.auto_links = False
        self.cursor_mark = marks.cursor

    @property
    def row(self) -> str:
        """The id of the row under the cursor, or nothing."""
        option = self.highlighted_option
        return option.id or "" if option is not None else ""

    @property
    def row_width(self) -> int:
        """Cells that a row has."""
        return self.scrollable_content_region.width - 3

    def show(self, rows: Sequence[FormRow], cursor: str | None = None) -> None:
        """Show rows.

        Args:
            rows: All of them.
            cursor: The row to go to. None stays, where the row is still there.
        """
        width = self.row_width
        if width < 1:
            return
        wanted, top = self.row if cursor is None else cursor, self.scroll_offset.y
        ids = [row.id for row in rows]
        drawn = [(row.id, row.draw(width)) for row in rows]
        if ids == [option.id or "" for option in self.options]:
            for place, (_, content) in enumerate(drawn):
                self.replace_option_prompt_at_index(place, content)
        else:
            self.set_options(Option(content, id or None, disabled=not id) for id, content in drawn)
            self.scroll_to(y=top if cursor is None else 0, animate=False)
        places = {id: place for place, id in enumerate(ids) if id}
        if places:
            self.highlighted = places.get(wanted, min(places.values()))

    def all_is_seen(self) -> bool:
        """Whether nothing is beyond the edge."""
        return self.virtual_size.height <= self.scrollable_content_region.height

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Bring the cursor's row into view, and with the first and last the texts beyond it."""
        super().scroll_to_highlight(top)
        chosen = [place for place, option in enumerate(self.options) if not option.disabled]
        if chosen and self.highlighted == chosen[0]:
            self.scroll_home(animate=False)
        elif chosen and self.highlighted == chosen[-1]:
            self.scroll_end(animate=False)


def rows_high(rows: Sequence[FormRow], width: int) -> int:
    """How many lines the rows take."""
    return sum(len(row.draw(width).wrap(max(width, 1))) for row in rows)
