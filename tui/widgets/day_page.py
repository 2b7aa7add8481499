"""Where everything of a day stands in a terminal of some size: panes follow width, folds follow height."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tui.day.state import DayState
from tui.themes import Marks
from tui.widgets.act_rows import Shape, section_rows, titles_width, yesterday_rows
from tui.widgets.folds import LEAVE, NORMAL, YESTERDAY, Folds
from tui.widgets.head_rows import head_rows
from tui.widgets.know_rows import (
    Group,
    coming_rows,
    expect_rows,
    groups,
    leave_rows,
    normal_block,
    normal_rows,
    shortened,
)
from tui.widgets.rows import BLANK, Kind, Row, Seg

NARROW, PANES, SHORT, TALL = 60, 100, 18, 30
"""Columns below which a terminal is narrow and from which it has two panes; lines below which it is short and
from which everything may be unfolded."""

_DETAIL = 9
"""Lines the detail is left, with the line above it, before the list gives up its blank lines."""
_LEAST_DETAIL = 6

_GAPS = ("now", "normal", "leave", "sections", "under")
"""Blank lines, in the order in which they go when a terminal is too low."""
_FIRST_GAPS = 2
"""How many of them go before dates become `later`; the others, without which nothing is easy to find, go after."""
_DATES = 2
"""How many dates are kept apart, at the least, before the rest become `later`."""


class Size(NamedTuple):
    """Of the terminal, in cells."""

    width: int
    height: int

    @property
    def narrow(self) -> bool:
        return self.width < NARROW

    @property
    def short(self) -> bool:
        """Whether there is no room for the strip and the now-line."""
        return self.height < SHORT

    @property
    def panes(self) -> bool:
        return self.width >= PANES and not self.short

    @property
    def left(self) -> int:
        """Columns of the left pane, or of the only one."""
        return round(0.4 * self.width) + 14 if self.panes else self.width


@dataclass(frozen=True, slots=True)
class DayPage:
    """A day laid out. Lines count from 0 at the top of the terminal; the keys take the last one."""

    size: Size
    head: tuple[Row, ...]
    voice: int
    """The line of the now-line, or -1 where it takes the header's place when it has something to say."""
    top: int
    """The first line of the list."""
    rows: tuple[Row, ...]
    foot: tuple[Row, ...] = ()
    """What stays in sight below the list when that has to scroll."""
    know: tuple[Row, ...] = ()
    """The right pane."""
    rule: int = -1
    """The line above the detail, or -1 without one."""

    @property
    def stops(self) -> tuple[str, ...]:
        """Where the cursor can stand, in the order in which it gets there."""
        return tuple(dict.fromkeys(row.stop for row in (*self.rows, *self.foot, *self.know) if row.stop))

    def row(self, stop: str) -> Row | None:
        """The first row of a stop, or None."""
        rows = (*self.rows, *self.foot, *self.know)
        return next((row for row in rows if row.stop == stop), None) if stop else None


def lay_out(state: DayState, size: Size, folds: Folds, marks: Marks) -> DayPage:
    """Lay a day out."""
    head = tuple(head_rows(state, size.width, marks, size.narrow, strip=not size.short))
    return _panes(state, size, folds, marks, head) if size.panes else _column(state, size, folds, marks, head)


class _Parts(NamedTuple):
    """The groups of rows of one column, from the top."""

    notices: list[Row]
    sections: list[list[Row]]
    """Each of more than one row is unfolded."""
    notes: list[Row]
    leave: list[Row]
    normal: list[Row]

    def rows(self, gaps: tuple[str, ...]) -> list[Row]:
        """All of them but `normal`, with the blank lines among `gaps`."""
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
        return [*self.rows(gaps), *[BLANK] * ("normal" in gaps), *self.normal]


def _column(state: DayState, size: Size, folds: Folds, marks: Marks, head: tuple[Row, ...]) -> DayPage:
    """One column: to do above, to know below."""
    shape = Shape(size.width, marks, size.narrow)
    for parts, gaps in _tries(state, size, folds, shape):
        above = 0 if size.short else 1 + ("now" in gaps) + ("under" in gaps)
        room = size.height - 1 - len(head) - above
        rows = parts.whole(gaps)
        if len(rows) <= room:
            break
    voice = -1 if size.short else len(head) + ("now" in gaps)
    top = len(head) + above
    if len(rows) <= room or size.short:
        return DayPage(size, head, voice, top, tuple(rows))
    return DayPage(size, head, voice, top, tuple(parts.rows(gaps)), tuple(parts.normal))


def _tries(
    state: DayState, size: Size, folds: Folds, shape: Shape
) -> Iterator[tuple[_Parts, tuple[str, ...]]]:
    """Ways to lay out one column, from the roomiest to the tightest."""
    found = groups(state)
    if size.height >= TALL:
        everything = _parts(state, size, folds, shape, found, everything=True)
        yield everything, _GAPS
        yield everything, _GAPS[1:]
    parts = _parts(state, size, folds, shape, found)
    if size.short:
        yield parts, ()
        return
    for gone in range(_FIRST_GAPS + 1):
        yield parts, _GAPS[gone:]
    for dates in range(len(found) - 1, _DATES - 1, -1):
        parts = _parts(state, size, folds, shape, shortened(found, dates))
        yield parts, _GAPS[_FIRST_GAPS:]
    for gone in range(_FIRST_GAPS + 1, len(_GAPS) + 1):
        yield parts, _GAPS[gone:]


def _parts(
    state: DayState,
    size: Size,
    folds: Folds,
    shape: Shape,
    found: list[Group],
    everything: bool = False,
) -> _Parts:
    leave = leave_rows(state, shape, folds.is_open(LEAVE, not size.short), found)
    if size.narrow or size.short:
        normal = normal_block(state, shape, folds.is_open(NORMAL, not size.short))
    else:
        normal = normal_rows(state, shape)
    return _Parts(*_act(state, folds, shape, everything), leave, normal)


def _act(
    state: DayState, folds: Folds, shape: Shape, everything: bool
) -> tuple[list[Row], list[list[Row]], list[Row]]:
    """Notices, sections and notes; with `everything` each section that still waits is unfolded."""
    sections = []
    yesterday = yesterday_rows(state, shape, folds.is_open(YESTERDAY, True))
    if yesterday:
        sections.append(yesterday)
    for section in state.sections:
        usually = everything and bool(section.open)
        sections.append(section_rows(section, state, shape, folds.is_open(section.slot, usually)))
    return list(_notices(state, shape)), sections, list(_notes(state, shape))


def _notices(state: DayState, shape: Shape) -> Iterator[Row]:
    if state.banner:
        yield shape.row(Kind.TEXT, "", [Seg(f"{shape.marks.slipped} {state.banner}", "bold text")])
    if state.recovery.ended is not None:
        yield shape.row(Kind.TEXT, "", [Seg("This recovery was put away. Nothing is told any more.", "mute")])
    if not state.sections and not state.yesterday:
        yield shape.row(Kind.TEXT, "", [Seg("Nothing to do on this day.", "mute")])


def _notes(state: DayState, shape: Shape) -> Iterator[Row]:
    column = titles_width(state, shape)
    for label, texts in (("Note", state.notes), ("Gone", state.gone)):
        for text in texts:
            words = f"{text} (no longer in the plan)" if label == "Gone" else text
            yield shape.row(Kind.TEXT, "", [Seg(label.ljust(column), "mute"), Seg(words, "mute")])


def _panes(state: DayState, size: Size, folds: Folds, marks: Marks, head: tuple[Row, ...]) -> DayPage:
    """Two panes: to do with its detail on the left, to know on the right."""
    top = len(head) + 3
    room = size.height - 1 - top
    shape = Shape(size.left, marks, narrow=False)
    for everything in (True, False) if size.height >= TALL else (False,):
        notices, sections, notes = _act(state, folds, shape, everything)
        parts = _Parts(notices, sections, notes, [], [])
        for gaps in (_GAPS, ()):
            rows = parts.rows(gaps)
            if len(rows) <= room - 1 - _DETAIL:
                break
        else:
            continue
        break
    shown = min(len(rows), room - 1 - _LEAST_DETAIL)
    apart = room - shown - 2 >= _DETAIL
    know = _know(state, Shape(size.width - size.left - 3, marks, narrow=True), folds, room)
    return DayPage(size, head, top - 2, top, tuple(rows), know=tuple(know), rule=top + shown + apart)


def _know(state: DayState, shape: Shape, folds: Folds, room: int) -> list[Row]:
    """The right pane: when to call and what is not usual are never cut, what to expect gives way first."""
    found, unfolded = groups(state), folds.is_open(LEAVE, True)
    normal = normal_block(state, shape, folds.is_open(NORMAL, True))
    leave = leave_rows(state, shape, unfolded, found)
    for dates in range(len(found) - 1, _DATES - 1, -1):
        if len(leave) + len(normal) < room:
            break
        leave = leave_rows(state, shape, unfolded, shortened(found, dates))
    gap = [BLANK] if leave and len(leave) + len(normal) < room else []
    rows = [*leave, *gap, *normal]
    for more in (expect_rows, coming_rows):
        further = more(state, shape, room - len(rows) - 1)
        rows += [BLANK, *further] if further else []
    return rows
