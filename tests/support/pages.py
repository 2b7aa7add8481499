"""A laid out day as plain text, as it would stand in a terminal."""

from rich.cells import cell_len, set_cell_size

from tui.recovery.context import AppContext
from tui.recovery.state import DayState
from tui.screens.today.head_rows import fit_sentences, status_row
from tui.screens.today.layout import DayPage, Sections, initial_sections, lay_out
from tui.themes import GLYPHS, Marks
from tui.widgets.placing import Size
from tui.widgets.rows import Row
from tui.wording.status_line import status_line


def page_of(
    state: DayState, width: int, height: int, folds: Sections | None = None, marks: Marks = GLYPHS
) -> DayPage:
    """A day laid out as when it is first shown."""
    size = Size(width, height)
    return lay_out(state, size, initial_sections(state, size, marks) if folds is None else folds, marks)


def text_of(page: DayPage, state: DayState, marks: Marks = GLYPHS) -> str:
    """What stands in the terminal before anything is scrolled, without the last line, which is the keys'."""
    width, height = page.size
    lines = [""] * max(height - 1, 0)
    for y, row in enumerate(page.head):
        lines[y] = row.line(width)
    if page.status >= 0:
        lines[page.status] = status_row(
            state.now, fit_sentences(status_line(state), width), width, marks
        ).line(width)
    for y, line in _column(
        page.tasks, page.tasks_foot, page.frame["tasks"].height, page.frame["tasks"].width
    ):
        lines[page.top + y] = line
    if page.frame["info"].area:
        beside = width - page.size.left - 3
        for y, line in _column(page.info, page.info_foot, page.frame["info"].height, beside):
            left = lines[page.top + y]
            lines[page.top + y] = f"{left}{' ' * (page.size.left - cell_len(left))} {marks.bar} {line}"
    return "\n".join(line.rstrip() for line in lines)


def _column(rows: tuple[Row, ...], foot: tuple[Row, ...], height: int, width: int) -> list[tuple[int, str]]:
    shown = [*rows[: max(height - len(foot), 0)], *foot][:height]
    return [(y, set_cell_size(row.line(width), width)) for y, row in enumerate(shown)]


def shown(context: AppContext, number: int | None = None) -> DayState:
    """The day of a session, by its number, or the one it is."""
    reader = context.reader()
    assert reader is not None
    return reader.state(context.now(), number)


def drawn(context: AppContext, width: int, height: int, number: int | None = None) -> str:
    """The same as it would stand in a terminal."""
    state = shown(context, number)
    return text_of(page_of(state, width, height), state)
