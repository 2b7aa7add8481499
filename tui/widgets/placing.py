"""The size of the terminal, and a widget put at its place in it, for what is laid out by hand."""

from typing import NamedTuple

from textual.geometry import Region
from textual.widget import Widget

NARROW, PANES, SHORT, TALL = 60, 100, 18, 30
"""Columns below which a terminal is narrow and from which it has two panes; lines below which it is short and
from which everything may be unfolded."""


class Size(NamedTuple):
    """Of the terminal, in cells."""

    width: int
    height: int

    @property
    def narrow(self) -> bool:
        return self.width < NARROW

    @property
    def short(self) -> bool:
        """Whether there is no room for the strip, nor for the now-line but where the rows leave it some."""
        return self.height < SHORT

    @property
    def panes(self) -> bool:
        return self.width >= PANES and not self.short

    @property
    def left(self) -> int:
        """Columns of the left pane, or of the only one."""
        return round(0.4 * self.width) + 14 if self.panes else self.width


def place(widget: Widget, region: Region) -> None:
    """Give a widget its place on the screen; one without any is not shown."""
    widget.display = region.area > 0
    if region.area:
        widget.styles.offset = region.offset
        widget.styles.width, widget.styles.height = region.width, region.height
