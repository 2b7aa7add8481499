"""Fits a day into a terminal: panes follow width, sections follow height."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace
from textual.geometry import Region

from tui.recovery.join import HELPS, REPORTED
from tui.recovery.plan_days import ComingDay
from tui.recovery.state import DayState, Section, State
from tui.screens.today.head_rows import head_rows
from tui.screens.today.info_rows import (
    LEAVE,
    NORMAL,
    AvoidGroup,
    avoid_groups,
    coming_rows,
    context_rows,
    expect_rows,
    leave_rows,
    normal_block,
    normal_rows,
    with_later,
)
from tui.screens.today.task_rows import (
    PASSED,
    YESTERDAY,
    TaskShape,
    passed_rows,
    row_key,
    section_rows,
    titles_width,
    yesterday_rows,
)
from tui.themes import Marks
from tui.widgets.placing import TALL, Size
from tui.widgets.rows import BLANK, Row, RowKind, Seg, wrap
from tui.wording.signs import value_report

_DETAIL = 9
"""Lines the detail is left, with the line above it, before the list gives up its blank lines."""
_LEAST_DETAIL = 6

_GAPS = ("status", "normal", "leave", "sections", "under")
"""Blank lines, in the order in which they go when a terminal is too low."""
_FIRST_GAPS = 2
"""How many of them go before dates become `later`; the others part what belongs apart, and go after."""
_DATES = 2
"""How many dates are kept apart before the rest become `later`; fewer only where it would have to scroll."""


class DayPage(Struct, frozen=True, dict=True):
    """A day laid out. Lines count from 0 at the top of the terminal; the keys take the last one."""

    size: Size
    head: tuple[Row, ...]
    status: int
    """The line of the status row, or -1 where that takes the header's place when it has something to say."""
    top: int
    """The first line of the list."""
    tasks: tuple[Row, ...]
    tasks_foot: tuple[Row, ...] = ()
    """What stays in sight below the list when that has to scroll."""
    info: tuple[Row, ...] = ()
    """The right pane."""
    info_foot: tuple[Row, ...] = ()
    """What stays in sight of it."""
    rule: int = -1
    """The line above the detail, or -1 without one."""

    @cached_property
    def frame(self) -> dict[str, Region]:
        """Where each part stands. One without a place has no area."""
        width, height = self.size.width, max(self.size.height - 1, 0)
        panes = bool(self.info or self.info_foot)
        left, below = self.size.left if panes else width, self.rule if self.rule >= 0 else height
        return {
            "head": Region(0, 0, width, min(len(self.head), height)),
            "status": Region(0, self.status, width, 1) if self.status >= 0 else Region(),
            "tasks": Region(0, self.top, left, max(below - self.top, 0)),
            "detail": Region(0, below, left, height - below) if self.rule >= 0 else Region(),
            "info": Region(left + 1, self.top, width - left - 1, height - self.top) if panes else Region(),
        }

    @cached_property
    def all_rows(self) -> tuple[Row, ...]:
        """Every row, in the order in which the cursor gets there."""
        return (*self.tasks, *self.tasks_foot, *self.info, *self.info_foot)

    @cached_property
    def stops(self) -> tuple[str, ...]:
        """Where the cursor can stand, in the order in which it gets there."""
        return tuple(dict.fromkeys(row.stop for row in self.all_rows if row.stop))

    def row(self, stop: str) -> Row | None:
        """The first row of a stop, or None."""
        return next((row for row in self.all_rows if row.stop == stop), None) if stop else None


class Sections(Struct, frozen=True):
    """What stands open in the day shown, by the name of a slot, YESTERDAY, LEAVE or NORMAL."""

    due: frozenset[str] = frozenset()
    """Slots whose time had come when the day was opened, or came since."""

    choices: Mapping[str, bool] = field(default_factory=dict)
    """What the person opened (True) or folded (False)."""

    def is_open(self, name: str, usually: bool = False) -> bool:
        """Whether a section is open, where it is `usually` or not."""
        return self.choices.get(name, usually or name in self.due)

    def choose(self, name: str, unfolded: bool) -> "Sections":
        """With one section opened or folded by the person."""
        return replace(self, choices={**self.choices, name: unfolded})

    def keep_open(self, *slots: str) -> "Sections":
        """With sections that are to stay as open as they are, whatever happens to their items."""
        return replace(self, due=self.due.union(slots))

    def open_due(self, then: datetime, state: DayState) -> "Sections":
        """With the sections of today open whose time came after `then`, also those folded by hand before."""
        if not state.is_today:
            return self
        due = {
            section.slot
            for section in state.sections
            if any(item.is_now(state.now) and item.starts and item.starts > then for item in section.items)
        }
        if not due:
            return self
        choices = {name: choice for name, choice in self.choices.items() if name not in due}
        return replace(self, due=self.due | due, choices=choices)


def lay_out(
    state: DayState,
    size: Size,
    sections: Sections,
    marks: Marks,
    coming: Sequence[ComingDay] = (),
    title: str = "",
    ahead: str = "",
    zone: str = "",
) -> DayPage:
    """Lay a day out.

    Args:
        coming: What the next days bring, for a terminal with room to say so.
        title: Which recovery it is, where several run; else empty.
        ahead: What comes once nothing more does today, below the status row.
        zone: Whose time it follows, where that is not the person's; else empty.
    """
    head = tuple(head_rows(state, size, marks, strip=not size.short, title=title, zone=zone))
    if size.panes:
        return _panes(state, size, sections, marks, head, coming, ahead)
    return _column(state, size, sections, marks, head, ahead)


def day_rows(state: DayState, size: Size, marks: Marks, rule: str) -> tuple[list[Row], str]:
    """A day from its header on, as it is first shown but open at a rule; and the stop of that, or nothing.

    Args:
        rule: Its id.
    """
    sections = initial_sections(state, size, marks)
    for section in state.sections:
        if any(item.item.rule.id == rule for item in section.items):
            sections = sections.choose(section.slot, True)
    if any(avoid.avoid.rule.id == rule for avoid in state.avoids):
        sections = sections.choose(LEAVE, True)
    page = lay_out(state, size, sections, marks)
    own = {f"{RowKind.ITEM}/{row_key(each)}" for each in state.items if each.item.rule.id == rule}
    stops = (row.stop for row in page.all_rows if row.stop)
    stop = next((each for each in stops if each in own or rule in each.partition("/")[2].split(",")), "")
    return [*page.head, *page.all_rows], stop


def initial_sections(state: DayState, size: Size, marks: Marks) -> Sections:
    """What is open when a day is first shown: what is due, or all that waits where there is room for it."""
    sections = Sections(frozenset(section.slot for section in state.sections if _opens(section, state)))
    if size.height < TALL:
        return sections
    everything = sections.keep_open(*(section.slot for section in state.sections if section.open))
    shape = TaskShape(size.left, marks, size.narrow)
    head = len(head_rows(state, size, marks, strip=True))
    parts = _parts(state, size, everything, shape, [] if size.panes else avoid_groups(state))
    if size.panes:
        fits = len(parts.rows(_GAPS)) + 1 + _DETAIL <= size.height - 4 - head
    else:
        fits = len(parts.whole(_GAPS)) <= size.height - 3 - head
    return everything if fits else sections


def _opens(section: Section, state: DayState) -> bool:
    """Whether something of it is due, or on a day gone by was left open."""
    if state.is_today:
        return section.slot == HELPS or any(item.is_now(state.now) for item in section.items)
    return state.number < state.today and any(
        item.state in (State.OPEN, State.MISSED) for item in section.items
    )


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


def _column(
    state: DayState, size: Size, sections: Sections, marks: Marks, head: tuple[Row, ...], ahead: str
) -> DayPage:
    """One column: to do above, to know below."""
    shape = TaskShape(size.width, marks, size.narrow)
    for parts, gaps in _tries(state, size, sections, shape):
        above = 0 if size.short else 1 + ("status" in gaps) + ("under" in gaps)
        room = size.height - 1 - len(head) - above
        if not size.short:
            parts = parts._replace(notices=[*_ahead_rows(ahead, shape), *parts.notices])
        rows = parts.whole(gaps)
        if len(rows) <= room:
            break
    if size.short and len(rows) < room:
        # Where it takes no row's place the status row stands there too.
        above = 1
    status = len(head) + ("status" in gaps) if above else -1
    top = len(head) + above
    if len(rows) > room and size.short and _comes_first(state):
        rows = [*parts.normal, *parts.rows(gaps), *parts.always]
    if len(rows) <= room or size.short:
        return DayPage(size, head, status, top, tuple(rows))
    return DayPage(size, head, status, top, tuple(parts.rows(gaps)), (*parts.always, *parts.normal))


def _comes_first(state: DayState) -> bool:
    """Whether what takes the place of the day's normal is told by no row at the top: it must be in sight."""
    return state.warns or (bool(state.standing) and not state.standing[0].takes_top_row)


def _tries(
    state: DayState, size: Size, sections: Sections, shape: TaskShape
) -> Iterator[tuple[_Parts, tuple[str, ...]]]:
    """Ways to lay out one column, from the roomiest to the tightest."""
    groups = avoid_groups(state)
    parts = _parts(state, size, sections, shape, groups)
    if size.short:
        yield parts, ()
        return
    for gone in range(_FIRST_GAPS + 1):
        yield parts, _GAPS[gone:]
    unfolded = sections.is_open(LEAVE, True)
    for dates in range(len(groups) - 1, _DATES - 1, -1):
        leave, always = leave_rows(state, shape, unfolded, with_later(groups, dates))
        parts = parts._replace(leave=leave, always=always)
        yield parts, _GAPS[_FIRST_GAPS:]
    for gone in range(_FIRST_GAPS + 1, len(_GAPS) + 1):
        yield parts, _GAPS[gone:]
    for dates in range(_DATES - 1, _least_dates(groups) - 1, -1):
        leave, always = leave_rows(state, shape, unfolded, with_later(groups, dates))
        yield parts._replace(leave=leave, always=always), ()


def _least_dates(groups: Sequence[AvoidGroup]) -> int:
    """How many dates stay apart at the least: none, before why something is off would scroll away."""
    return 0 if any(group.stays and group.condition for group in groups) else 1


def _parts(
    state: DayState, size: Size, sections: Sections, shape: TaskShape, groups: list[AvoidGroup]
) -> _Parts:
    """The groups of one column; in two panes those of the left one."""
    if size.panes:
        return _Parts(*_tasks(state, sections, shape, panes=True), [], [], [])
    leave, always = leave_rows(state, shape, sections.is_open(LEAVE, not size.short), groups)
    if size.narrow or size.short:
        normal = normal_block(state, shape, sections.is_open(NORMAL, not size.short))
    else:
        normal = normal_rows(state, shape)
    return _Parts(*_tasks(state, sections, shape, panes=False), leave, always, normal)


def _tasks(
    state: DayState, sections: Sections, shape: TaskShape, panes: bool
) -> tuple[list[Row], list[list[Row]], list[Row]]:
    """Notices, sections and notes."""
    rows = []
    for section in state.sections:
        unfolded = sections.is_open(section.slot, section.slot == REPORTED)
        rows.append(section_rows(section, state, shape, unfolded))
    passed = passed_rows(state, shape, sections.is_open(PASSED))
    yesterday = yesterday_rows(state, shape, sections.is_open(YESTERDAY))
    rows += [each for each in (passed, yesterday) if each]
    notes = list(_notes(state, shape))
    if not panes:
        notes += context_rows(state, shape)
    return list(_notices(state, shape)), rows, notes


def _ahead_rows(ahead: str, shape: TaskShape) -> list[Row]:
    """What tomorrow brings, under the sentence that nothing more comes today."""
    texts = wrap(ahead, shape.width - 1 - shape.text) if ahead else []
    return [shape.row(RowKind.TEXT, "", [Seg(text, "mute")]) for text in texts]


def _notices(state: DayState, shape: TaskShape) -> Iterator[Row]:
    if state.recovery.ended is not None:
        yield shape.row(
            RowKind.TEXT, "", [Seg("This recovery was put away. Nothing is told any more.", "mute")]
        )
    if not state.sections and not state.yesterday:
        yield shape.row(RowKind.TEXT, "", [Seg("Nothing to do on this day.", "mute")])


def _notes(state: DayState, shape: TaskShape) -> Iterator[Row]:
    column = titles_width(state, shape)
    dot = f" {shape.marks.dot} "
    reports = [value_report(each.sign, each.value) for each in state.signs if each.value is not None]
    # Of the day it is, the check-in itself and what fits it say more.
    skin = (dot.join(reports),) if reports and state.number < state.today else ()
    for label, texts in (("You said", skin), ("Note", state.notes), ("Gone", state.gone)):
        for text in texts:
            words = f"{text} (no longer in the plan)" if label == "Gone" else text
            yield shape.row(RowKind.TEXT, "", [Seg(label.ljust(column), "mute"), Seg(words, "mute")])


def _panes(
    state: DayState,
    size: Size,
    sections: Sections,
    marks: Marks,
    head: tuple[Row, ...],
    coming: Sequence[ComingDay],
    ahead: str,
) -> DayPage:
    """Two panes: to do with its detail on the left, to know on the right."""
    top = len(head) + 3
    room = size.height - 1 - top
    shape = TaskShape(size.left, marks, narrow=False)
    parts = _parts(state, size, sections, shape, [])
    parts = parts._replace(notices=[*_ahead_rows(ahead, shape), *parts.notices])
    rows = parts.rows(_GAPS)
    if len(rows) + 1 + _DETAIL > room:
        rows = parts.rows(())
    shown = min(len(rows), room - 1 - _LEAST_DETAIL)
    apart = room - shown - 2 >= _DETAIL
    info, foot = _info(
        state, TaskShape(size.width - size.left - 3, marks, narrow=True), sections, room, coming
    )
    return DayPage(
        size,
        head,
        status=top - 2,
        top=top,
        tasks=tuple(rows),
        info=tuple(info),
        info_foot=tuple(foot),
        rule=top + shown + apart,
    )


def _info(
    state: DayState, shape: TaskShape, sections: Sections, room: int, coming: Sequence[ComingDay]
) -> tuple[list[Row], list[Row]]:
    """The right pane and what of it stays in sight: what to expect gives way first, then dates."""
    groups, unfolded = avoid_groups(state), sections.is_open(LEAVE, True)
    normal, context = normal_block(state, shape, sections.is_open(NORMAL, True)), context_rows(state, shape)
    below = len(normal) + len(context)
    leave, always = leave_rows(state, shape, unfolded, groups)
    for dates in range(len(groups) - 1, _least_dates(groups) - 1, -1):
        if len(leave) + len(always) + below < room:
            break
        leave, always = leave_rows(state, shape, unfolded, with_later(groups, dates))
    taken = len(leave) + len(always) + below
    if taken > room:
        return [*leave, *context], [*always, *normal]
    gap = [BLANK] if leave and taken < room else []
    rows = [*leave, *always, *gap, *normal]
    rows += [*[BLANK] * (len(rows) + 1 < room), *context] if context else []
    expected = expect_rows(state, shape, room - len(rows) - 1)
    rows += [BLANK, *expected] if expected else []
    brought = coming_rows(coming, state, shape, room - len(rows) - 1)
    return [*rows, *([BLANK, *brought] if brought else [])], []
