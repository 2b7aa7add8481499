"""The next session of the course, as rows."""

from tui.day.booking import told
from tui.day.state import DayState
from tui.widgets.act_rows import Shape
from tui.widgets.rows import Kind, Row, Seg


def session_row(state: DayState, shape: Shape) -> list[Row]:
    """The next session, where one is booked; a click on it books another day."""
    if state.next is None:
        return []
    return [shape.row(Kind.TEXT, "", [Seg(told(state.next, state.date), "mute", "book")])]
