"""The next session of the course, as rows."""

from rich.cells import cell_len

from tui.day.booking import told
from tui.day.state import DayState
from tui.widgets.act_rows import Shape
from tui.widgets.rows import Kind, Row, Seg


def session_row(state: DayState, shape: Shape) -> list[Row]:
    """The next session, where one is booked; a click on it books another day."""
    if state.next is None:
        return []
    whole, short = told(state.next, state.date), told(state.next._replace(time=""), state.date)
    text = whole if shape.text + cell_len(whole) < shape.width else short
    return [shape.row(Kind.TEXT, "", [Seg(text, "mute", "book")])]
