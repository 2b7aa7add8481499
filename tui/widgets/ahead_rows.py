"""What lies ahead of a day, as rows: what the next days bring, and the next session of the course."""

from collections.abc import Sequence

from rich.cells import cell_len

from tui.day.course.booking import told
from tui.day.course.coming import Coming
from tui.day.state import DayState
from tui.day.words import near_date
from tui.widgets.act_rows import Shape
from tui.widgets.know_rows import LABEL
from tui.widgets.rows import Kind, Row, Seg


def session_row(state: DayState, shape: Shape) -> list[Row]:
    """The next session, where one is booked; a click on it books another day."""
    if state.next is None:
        return []
    whole, short = told(state.next, state.date), told(state.next._replace(time=""), state.date)
    text = whole if shape.text + cell_len(whole) < shape.width else short
    return [shape.row(Kind.TEXT, "", [Seg(text, "mute", "book")])]


def coming_rows(bring: Sequence[Coming], state: DayState, shape: Shape, room: int) -> list[Row]:
    """What the next days bring, in at most `room` lines with its heading."""
    if not bring or room < 2:
        return []
    rows = [shape.row(Kind.TEXT, "", [Seg("Coming up", "bold text")])]
    for one in bring[: room - 1]:
        label = near_date(one.date, state.date).ljust(LABEL)
        rows.append(shape.row(Kind.TEXT, "", [Seg(label, "mute"), Seg(one.text, "mute")]))
    return rows
