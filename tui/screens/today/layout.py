"""Fits a day into a terminal: panes follow width, folds follow height."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.recovery.state import DayState
from tui.screens.today.head_rows import head_rows
from tui.screens.today.info_rows import (
    AvoidGroup,
    coming_rows,
    expect_rows,
    groups,
    leave_rows,
    normal_block,
    normal_rows,
    session_row,
    shortened,
)
from tui.screens.today.page import LEAVE, NORMAL, YESTERDAY, DayPage, Sections
from tui.screens.today.task_rows import FEW, TaskShape, section_rows, titles_width, yesterday_rows
from tui.themes import Marks
from tui.widgets.placing import TALL, Size
from tui.widgets.rows import BLANK, Row, RowKind, Seg
from tui.wording.coming import Coming

_DETAIL = 9
"""Lines the detail is left, with the line above it, before the list gives up its blank lines."""
_LEAST_DETAIL = 6

_GAPS = ("now", "normal", "leave", "sections", "under")
"""Blank lines, in the order in which they go when a terminal is too low."""
_FIRST_GAPS = 2
"""How many of them go before dates become `later`; the others part what belongs apart, and go after."""
_DATES = 2
"""How many dates are kept apart, at the least, before the rest become `later`."""


def lay_out(
    state: DayState,
    size: Size,
    folds: Sections,
    marks: Marks,
    bring: Sequence[Coming] = (),
    title: str = "",
) -> DayPage:
    """Lay a day out.

    Args:
        bring: What the next days bring, for a terminal with room to say so.
        title: Which recovery it is, where several run; else empty.
    """
    head = tuple(head_rows(state, size, marks, strip=not size.short, title=title))
    if size.panes:
        return _panes(state, size, folds, marks, head, bring)
    return _column(state, size, folds, marks, head)


def opened(state: DayState, size: Size, marks: Marks) -> Sections:
    """What is open when a day is first shown: what is due, or all that waits where there is room for it."""
    folds = Sections.on_opening(state)
    if not size.short and sum(item.open for item in state.yesterday) <= FEW:
        folds = folds.kept(YESTERDAY)
    if size.height < TALL:
        return folds
    everything = folds.kept(*(section.slot for section in state.sections if section.open))
    shape = TaskShape(size.left, marks, size.narrow)
    head = len(head_rows(state, size, marks, strip=True))
    parts = _parts(state, size, everything, shape, [] if size.panes else groups(state))
    if size.panes:
        fits = len(parts.rows(_GAPS)) + 1 + _DETAIL <= size.height - 4 - head
    else:
        fits = len(parts.whole(_GAPS)) <= size.height - 3 - head
    return everything if fits else folds


class _Parts(NamedTuple):
    """The groups of rows of one column, from the top."""

    notices: list[Row]
    sections: list[list[Row]]
    """Each of more than one row is unfolded."""
    notes: list[Row]
    leave: list[Row]
    always: list[Row]
    """What is left alone always. It stays in sight, as `normal` does."""
    normal: list[Row]

    def rows(self, gaps: tuple[str, ...]) -> list[Row]:
        """What may scroll, with the blank lines among `gaps`."""
        rows = list(self.notices)
        for place, section in enumerate(self.sections):
            apart = place > 0 and len(section) > 1 and len(self.sections[place - 1]) > 1
            rows += [BLANK] * (apart and "sections" in gaps) + section
        rows += self.notes
        if self.leave:
            rows += [BLANK] * ("leave" in gaps and len(self.leave) > 1) + self.leave
        return rows

    def whole(self, gaps: tuple[str, ...]) -> list[Row]:
        """All of them."""
        return [*self.rows(gaps), *self.always, *[BLANK] * ("normal" in gaps), *self.normal]


def _column(state: DayState, size: Size, folds: Sections, marks: Marks, head: tuple[Row, ...]) -> DayPage:
    """One column: to do above, to know below."""
    shape = TaskShape(size.width, marks, size.narrow)
    for parts, gaps in _tries(state, size, folds, shape):
        above = 0 if size.short else 1 + ("now" in gaps) + ("under" in gaps)
        room = size.height - 1 - len(head) - above
        rows = parts.whole(gaps)
        if len(rows) <= room:
            break
    if size.short and len(rows) < room:
        # Where it takes no row's place the voice is heard there too.
        above = 1
    voice = len(head) + ("now" in gaps) if above else -1
    top = len(head) + above
    if len(rows) <= room or size.short:
        return DayPage(size, head, voice, top, tuple(rows))
    return DayPage(size, head, voice, top, tuple(parts.rows(gaps)), (*parts.always, *parts.normal))


def _tries(
    state: DayState, size: Size, folds: Sections, shape: TaskShape
) -> Iterator[tuple[_Parts, tuple[str, ...]]]:
    """Ways to lay out one column, from the roomiest to the tightest."""
    found = groups(state)
    parts = _parts(state, size, folds, shape, found)
    if size.short:
        yield parts, ()
        return
    for gone in range(_FIRST_GAPS + 1):
        yield parts, _GAPS[gone:]
    unfolded = folds.is_open(LEAVE, True)
    for dates in range(len(found) - 1, _DATES - 1, -1):
        leave, always = leave_rows(state, shape, unfolded, shortened(found, dates))
        parts = parts._replace(leave=leave, always=always)
        yield parts, _GAPS[_FIRST_GAPS:]
    for gone in range(_FIRST_GAPS + 1, len(_GAPS) + 1):
        yield parts, _GAPS[gone:]


def _parts(state: DayState, size: Size, folds: Sections, shape: TaskShape, found: list[AvoidGroup]) -> _Parts:
    """The groups of one column; in two panes those of the left one."""
    if size.panes:
        return _Parts(*_act(state, folds, shape, panes=True), [], [], [])
    leave, always = leave_rows(state, shape, folds.is_open(LEAVE, not size.short), found)
    if size.narrow or size.short:
        normal = normal_block(state, shape, folds.is_open(NORMAL, not size.short))
    else:
        normal = normal_rows(state, shape)
    return _Parts(*_act(state, folds, shape, panes=False), leave, always, normal)


def _act(
    state: DayState, folds: Sections, shape: TaskShape, panes: bool
) -> tuple[list[Row], list[list[Row]], list[Row]]:
    """Notices, sections and notes."""
    sections = []
    yesterday = yesterday_rows(state, shape, folds.is_open(YESTERDAY))
    if yesterday:
        sections.append(yesterday)
    for section in state.sections:
        sections.append(section_rows(section, state, shape, folds.is_open(section.slot)))
    notes = list(_notes(state, shape))
    if not panes:
        notes += session_row(state, shape)
    return list(_notices(state, shape)), sections, notes


def _notices(state: DayState, shape: TaskShape) -> Iterator[Row]:
    if state.recovery.ended is not None:
        yield shape.row(
            RowKind.TEXT, "", [Seg("This recovery was put away. Nothing is told any more.", "mute")]
        )
    if not state.sections and not state.yesterday:
        yield shape.row(RowKind.TEXT, "", [Seg("Nothing to do on this day.", "mute")])


def _notes(state: DayState, shape: TaskShape) -> Iterator[Row]:
    column = titles_width(state, shape)
    for label, texts in (("Note", state.notes), ("Gone", state.gone)):
        for text in texts:
            words = f"{text} (no longer in the plan)" if label == "Gone" else text
            yield shape.row(RowKind.TEXT, "", [Seg(label.ljust(column), "mute"), Seg(words, "mute")])


def _panes(
    state: DayState,
    size: Size,
    folds: Sections,
    marks: Marks,
    head: tuple[Row, ...],
    bring: Sequence[Coming],
) -> DayPage:
    """Two panes: to do with its detail on the left, to know on the right."""
    top = len(head) + 3
    room = size.height - 1 - top
    shape = TaskShape(size.left, marks, narrow=False)
    parts = _parts(state, size, folds, shape, [])
    rows = parts.rows(_GAPS)
    if len(rows) + 1 + _DETAIL > room:
        rows = parts.rows(())
    shown = min(len(rows), room - 1 - _LEAST_DETAIL)
    apart = room - shown - 2 >= _DETAIL
    know, foot = _know(state, TaskShape(size.width - size.left - 3, marks, narrow=True), folds, room, bring)
    return DayPage(
        size,
        head,
        voice=top - 2,
        top=top,
        rows=tuple(rows),
        know=tuple(know),
        know_foot=tuple(foot),
        rule=top + shown + apart,
    )


def _know(
    state: DayState, shape: TaskShape, folds: Sections, room: int, bring: Sequence[Coming]
) -> tuple[list[Row], list[Row]]:
    """The right pane and what of it stays in sight: what to expect gives way first, then dates."""
    found, unfolded = groups(state), folds.is_open(LEAVE, True)
    normal, context = normal_block(state, shape, folds.is_open(NORMAL, True)), session_row(state, shape)
    below = len(normal) + len(context)
    leave, always = leave_rows(state, shape, unfolded, found)
    for dates in range(len(found) - 1, _DATES - 1, -1):
        if len(leave) + len(always) + below < room:
            break
        leave, always = leave_rows(state, shape, unfolded, shortened(found, dates))
    taken = len(leave) + len(always) + below
    if taken > room:
        return [*leave, *context], [*always, *normal]
    gap = [BLANK] if leave and taken < room else []
    rows = [*leave, *always, *gap, *normal]
    rows += [*[BLANK] * (len(rows) + 1 < room), *context] if context else []
    expected = expect_rows(state, shape, room - len(rows) - 1)
    rows += [BLANK, *expected] if expected else []
    brought = coming_rows(bring, state, shape, room - len(rows) - 1)
    return [*rows, *([BLANK, *brought] if brought else [])], []
