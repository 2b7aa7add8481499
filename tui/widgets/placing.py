"""A widget put at its place on the screen, for what is laid out by hand."""

from textual.geometry import Region
from textual.widget import Widget


def place(widget: Widget, region: Region) -> None:
    """Give a widget its place on the screen; one without any is not shown."""
    widget.display = region.area > 0
    if region.area:
        widget.styles.offset = region.offset
        widget.styles.width, widget.styles.height = region.width, region.height
