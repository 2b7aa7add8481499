"""Text of a widget that draws itself line by line, selected by dragging over it to be copied."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

_STILL = 2
"""Characters of one line that a click may pass over and is no drag: hands are not that still."""


class Selectable(Widget):
    """A widget whose lines can be selected. Places in its text are given as character and line, from 0."""

    _drawing = False

    def text_lines(self) -> Iterator[str]:
        """The text that can be selected, line by line."""
        raise NotImplementedError

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """The selected text without blanks at the ends of lines, and what parts it from that of others."""
        spans = ((text, selection.get_span(line)) for line, text in enumerate(self.text_lines()))
        lines = (text[span[0] : _end(text, span[1])] for text, span in spans if span is not None)
        return "\n".join(line.rstrip() for line in lines), "\n"

    def render_lines(self, crop: Region) -> list[Strip]:
        self._drawing = True
        try:
            return super().render_lines(crop)
        finally:
            self._drawing = False

    def selectable(self, strip: Strip, line: int) -> Strip:
        """A line as it is drawn, with what is selected reversed; or as Textual asks for it under the mouse.

        Args:
            line: Which line of the text it is.
        """
        if not self._drawing:
            # What is drawn is without this, which would part what is drawn alike.
            return strip.apply_offsets(0, line)
        selection = self.screen.selections.get(self)
        span = selection.get_span(line) if selection is not None else None
        if span is None:
            return strip
        start, end = (cell_len(strip.text[:place]) for place in (span[0], _end(strip.text, span[1])))
        within = Segment.apply_style(strip.crop(start, max(start, end)), post_style=self.selection_style)
        return Strip.join([strip.crop(0, start), Strip(within), strip.crop(max(start, end))])


def ends_drag(widget: Widget) -> bool:
    """Whether a click on a widget is only the end of a drag by which text of it was selected."""
    selection = widget.screen.selections.get(widget)
    if selection is None:
        return False
    start, end = selection
    if start is not None and end is not None and start.y == end.y and end.x - start.x <= _STILL:
        widget.screen.clear_selection()
        return False
    return True


def _end(text: str, end: int) -> int:
    """Where a span of a line ends, exclusive: Textual says -1 for all of it."""
    return len(text.rstrip()) if end < 0 else end
