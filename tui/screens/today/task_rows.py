"""What to do on a day, as rows: each slot's heading and its items."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from msgspec.structs import replace
from rich.cells import cell_len

from tui.recovery.clinic_dates import ClinicRule
from tui.recovery.join import HELPS
from tui.recovery.state import DayState, ItemState, LiftingQuestion, Section, State
from tui.text.humanize import capital, clock, short_date, slot_words, things
from tui.themes import Marks
from tui.widgets.rows import Row, RowKind, Seg, fit_row, shorts_line, wrap
from tui.wording.hourly import as_needed_words, current, hourly_words, is_hourly
from tui.wording.status_line import TIME_NOT_SAID, folded, heading, passed_words

_APART = timedelta(minutes=30)
"""How far from its heading's time an item's own must be to be shown."""

_TITLES = (10, 18)
"""The least and the most cells of the column that section titles stand in, with the gap after them."""
_NARROW_TITLES = (10, 12)


class TaskShape(NamedTuple):
    """What a list is drawn for."""

    width: int
    """Cells, the one left free at the right edge included."""
    marks: Marks
    narrow: bool
    """Whether rows begin at the very edge, as in a small terminal or the right pane."""

    @property
    def edge(self) -> int:
        """The column of a heading's mark."""
        return 0 if self.narrow else 1

    @property
    def text(self) -> int:
        """The column where titles of headings begin."""
        return self.edge + 2

    def row(self, kind: RowKind, key: str, left: list[Seg], right: list[Seg] | None = None) -> Row:
        """A row of a section, cut to fit."""
        close = self.narrow and kind is RowKind.ITEM
        start = Seg(" " * (self.text - close))
        row = Row(kind, key, (start, *left), tuple(right or ()), cursor=self.edge if key else -1)
        return fit_row(row, self.width, self.marks.cut)

    def heading(self, name: str, mark: Seg, left: list[Seg], right: list[Seg] | None = None) -> Row:
        """The heading of a section, cut to fit."""
        start = [Seg(" ")] * self.edge
        row = Row(
            RowKind.HEADING,
            name,
            (*start, mark, Seg(" "), *left),
            tuple(right or ()),
            cursor=1 if self.narrow else 0,
        )
        return fit_row(row, self.width, self.marks.cut)


def row_key(item: ItemState) -> str:
    """The key of an item's row: the item's own, but of what is done as needed that of all of the day's."""
    key = item.item.key
    return key.rpartition("/")[0] if item.item.rule.as_needed else key


def titles_width(state: DayState, shape: TaskShape) -> int:
    """Cells of the column that section titles stand in."""
    least, most = _NARROW_TITLES if shape.narrow else _TITLES
    widest = max((cell_len(section.title) for section in state.sections), default=0) + 2
    return min(max(widest, least), most)


def section_rows(section: Section, state: DayState, shape: TaskShape, unfolded: bool) -> list[Row]:
    """A section's heading, and if it is open its items."""
    if is_hourly(section):
        return [_hourly_row(section, state, shape)]
    if not unfolded:
        return [_folded_row(section, state, shape)]
    mark = Seg(shape.marks.unfolded, "faint")
    right = _heading_time(section, state)
    rows = [shape.heading(section.slot, mark, [Seg(section.title, "bold text")], right)]
    return rows + [_item_row(item, section, state, shape) for item in section.items]


def _hourly_row(section: Section, state: DayState, shape: TaskShape) -> Row:
    """All the times of what comes again every few hours, in one row that stands for the one that has come."""
    item = current(section.items, state)
    left = [item_mark(item, state, shape.marks), Seg(" "), Seg(item.item.rule.title, title_style(item))]
    if item.note:
        left.append(Seg(f"  {item.note}", "mute"))
    taken = shape.text + sum(cell_len(seg.text) for seg in left)
    words = hourly_words(section, state)
    if taken + cell_len(words) + 2 > shape.width:
        words = hourly_words(section, state, short=True)
    return shape.row(RowKind.ITEM, row_key(item), left, [Seg(words, "faint")])


def _folded_row(section: Section, state: DayState, shape: TaskShape) -> Row:
    answered = not section.open
    mark = _answered_mark(section, shape.marks) if answered else Seg(shape.marks.folded, "faint")
    column = titles_width(state, shape)
    title = Seg(section.title.ljust(max(column, len(section.title) + 2)), "mute" if answered else "text")
    right = _heading_time(section, state)
    inside = folded(section)
    if section.open:
        shorts = list(dict.fromkeys(item.item.rule.short for item in section.open))
        taken = shape.text + cell_len(title.text) + sum(cell_len(seg.text) for seg in right) + 2 * bool(right)
        inside = shorts_line(shorts, shape.width - 1 - taken, shape.marks.dot)
    return shape.heading(section.slot, mark, [title, Seg(inside, "mute")], right)


def _answered_mark(section: Section, marks: Marks) -> Seg:
    """The mark of a section in which nothing waits any more."""
    if not any(item.state is State.MISSED for item in section.items):
        return Seg(marks.done.strip("[]"), "done")
    return Seg(marks.partly.strip("[]") if section.done() else marks.folded, "mute")


def _heading_time(section: Section, state: DayState) -> list[Seg]:
    words = heading(section, state)
    style = "late" if words.startswith("late") else "accent" if words == "now" else "faint"
    return [Seg(words, style)] if words else []


def _item_row(item: ItemState, section: Section, state: DayState, shape: TaskShape) -> Row:
    left = [item_mark(item, state, shape.marks), Seg(" "), Seg(item.item.rule.title, title_style(item))]
    left += [Seg(f"  {words}", "mute") for words in (item.reason, item.note) if words]
    clinic = "clinic" if isinstance(item.item.rule, ClinicRule) else ""
    room = shape.width - shape.text - sum(cell_len(seg.text) for seg in left) - 2
    room -= len(clinic) + 2 if clinic else 0
    times = _times(item, section)
    time = next((each for each in times if cell_len(each) <= room), times[-1])
    words = "  ".join(part for part in (clinic, time) if part)
    return shape.row(RowKind.ITEM, row_key(item), left, [Seg(words, "faint")] if words else [])


def item_mark(item: ItemState, state: DayState | None, marks: Marks) -> Seg:
    """What stands before an item, to be clicked: how it is, and whether it is late on the day of `state`."""
    match item.state:
        case State.DONE:
            return Seg(marks.done, "done", "tick")
        case State.SKIPPED:
            return Seg(marks.skipped, "mute", "tick")
        case _:
            late = state is not None and state.is_today and item.is_late(state.now)
            return Seg(marks.open, "accent" if late else "mark", "tick")


def title_style(item: ItemState) -> str:
    """The colour of an item's title: mute once it is answered."""
    return "mute" if item.state in (State.DONE, State.SKIPPED) else "text"


def _times(item: ItemState, section: Section) -> tuple[str, ...]:
    """What stands at the right of an item, the longest first: its times, where they are not its heading's."""
    if item.item.rule.as_needed and item.open:
        return as_needed_words(item) or ("" if section.slot == HELPS else "as needed",)
    if item.state in (State.DONE, State.SKIPPED):
        return (clock(item.at) if item.at else TIME_NOT_SAID if item.unsaid else "",)
    if item.due is None or section.due is None or item.due - section.due <= _APART:
        return ("",)
    return (clock(item.due),)


ASKED = "lifting"
"""Names the row of the question that decides what comes back."""

_GO = Seg("go here: ", "mute")
_MOST_DIGITS = 9
"""A scale up to here is answered by one key."""


def question_rows(asks: LiftingQuestion, shape: TaskShape, label: int) -> list[Row]:
    """The question, with its answers behind it, or at the right where that would cut them; never cut.

    Args:
        label: Cells of the column before it.
    """
    question = [Seg(" " * label), Seg(asks.ask)]
    if asks.yes_no:
        answers = [
            Seg(shape.marks.key("sign.yes"), "bold accent", "answer(1)"),
            Seg(" / ", "mute"),
            Seg(shape.marks.key("sign.no"), "bold accent", "answer(0)"),
        ]
    else:
        sign = asks.signs[0]
        if sign.top <= _MOST_DIGITS:
            answers = [
                Seg(f"{digit}{' ' if digit < sign.top else ''}", "bold accent", f"answer_number({digit})")
                for digit in range(sign.top + 1)
            ]
            ends = f"  0 {sign.words[0]}, {sign.top} {sign.words[-1]}" if sign.words else ""
            if shape.text + label + cell_len(asks.ask) + 2 + 2 * sign.top + 1 + cell_len(ends) < shape.width:
                answers.append(Seg(ends, "mute"))
        else:
            answers = [Seg("0 to 10", "bold accent", "check_in")]
    beside = [*question, Seg("  "), *answers]
    if shape.text + sum(cell_len(seg.text) for seg in beside) < shape.width:
        return [shape.row(RowKind.ASK, ASKED, beside)]
    room = shape.width - 1 - shape.text
    # The cursor may be elsewhere: then it says where to go, before the answers.
    taken = 2 + sum(cell_len(seg.text) for seg in (*([_GO] if asks.yes_no else []), *answers))
    *above, last = wrap(asks.ask, room)
    if cell_len(last) + taken > room:
        *above, last = wrap(asks.ask, max(room - taken, 1))
    rows = [shape.row(RowKind.TEXT, "", [Seg(text)]) for text in above]
    return [*rows, shape.row(RowKind.ASK, ASKED, [Seg(last)], answers)]


def point_to_question(rows: Sequence[Row], width: int) -> tuple[Row, ...]:
    """The rows for a cursor that is on an item, where n is its note: the question says to go to it.

    Args:
        width: Cells the rows were made for.
    """
    return tuple(_pointing(row, width) if row.kind is RowKind.ASK else row for row in rows)


def _pointing(row: Row, width: int) -> Row:
    segs = (*row.left, *row.right)
    place = next((place for place, seg in enumerate(segs) if seg.action == "answer(1)"), None)
    if place is None:
        return row
    question, answers = segs[:place], (_GO, *segs[place:])
    if not row.right and sum(cell_len(seg.text) for seg in (*question, *answers)) < width:
        return replace(row, left=(*question, *answers))
    left = question if row.right else (question[0], *question[2:])
    return fit_row(replace(row, left=left, right=answers), width, "")


PASSED = "@passed"
"""Names the row of what passed today. No slot's name begins like this."""


def passed_rows(state: DayState, shape: TaskShape, unfolded: bool) -> list[Row]:
    """What lost its moment today: one quiet row, and if it is open a row for each, to be answered singly."""
    if not state.passed or state.finished:
        return []
    if unfolded:
        mark = Seg(shape.marks.unfolded, "faint")
        rows = [shape.heading(PASSED, mark, [Seg("passed today", "mute")])]
        return rows + [_passed_row(item, shape) for item in state.passed]
    title = "passed today" + " " * (1 if shape.narrow else 3)
    room = shape.width - 1 - shape.text - cell_len(title)
    inside = shorts_line(passed_words(state), room, shape.marks.dot)
    return [
        shape.heading(PASSED, Seg(shape.marks.folded, "faint"), [Seg(title, "mute"), Seg(inside, "mute")])
    ]


def _passed_row(item: ItemState, shape: TaskShape) -> Row:
    """With its time, because no heading names its slot."""
    left = [item_mark(item, None, shape.marks), Seg(" "), Seg(item.item.rule.title, title_style(item))]
    left += [Seg(f"  {words}", "mute") for words in (item.reason, item.note) if words]
    right = [Seg(clock(item.due), "faint")] if item.due else []
    return shape.row(RowKind.ITEM, row_key(item), left, right)


YESTERDAY = "@yesterday"
"""Names what folds beside the slots. No slot's name begins like this."""


def _both_answers(marks: Marks, *, short: bool) -> list[Seg]:
    """What may be done with all that yesterday left."""
    did, let_go = marks.key("yesterday.tick"), marks.key("item.slip")
    if short:
        return [Seg(f"{did} did all", "mute", "do_all"), Seg(f"  {let_go} let go", "mute", "let_all_go")]
    return [
        Seg(f"{did} did them all", "mute", "do_all"),
        Seg(f"   {let_go} let them go", "mute", "let_all_go"),
    ]


def yesterday_rows(state: DayState, shape: TaskShape, unfolded: bool) -> list[Row]:
    """The heading with its two answers, and if it is open the items; nothing if nothing waits."""
    if not state.yesterday:
        return []
    mark = Seg(shape.marks.unfolded if unfolded else shape.marks.folded, "faint")
    rows = [_yesterday_heading(state, shape, mark, unfolded)]
    return rows + [_yesterday_row(item, shape) for item in state.yesterday] if unfolded else rows


def _yesterday_heading(state: DayState, shape: TaskShape, mark: Seg, unfolded: bool) -> Row:
    """As much as fits of the day, how many things wait, and what may be done with all of them at once."""
    day = state.yesterday[0].item.date
    waiting = sum(item.open for item in state.yesterday)
    whole, brief = f"From yesterday, {short_date(day)[:3]} {day.day}", "From yesterday"
    count = [] if unfolded else [Seg(f"   {things(waiting)}", "mute")]
    few = [] if unfolded else [Seg(f" {waiting}", "mute")]
    style = "bold text" if unfolded else "text"
    long, short = _both_answers(shape.marks, short=False), _both_answers(shape.marks, short=True)
    tries = (
        ([Seg(whole, style), *count], long),
        ([Seg(whole, style), *count], long[:1]),
        ([Seg(brief, style), *few], short),
        ([Seg(brief, style), *few], short[:1]),
    )
    for title, right in tries:
        if shape.text + sum(cell_len(seg.text) for seg in (*title, *right)) + 2 <= shape.width:
            return shape.heading(YESTERDAY, mark, title, right)
    return shape.heading(YESTERDAY, mark, [Seg(brief, style), *few])


def _yesterday_row(item: ItemState, shape: TaskShape) -> Row:
    """With its slot, because no heading names it."""
    slot = slot_words(item.item.slot)
    right: list[Seg] = []
    if item.open and not shape.narrow:
        dot = Seg(f" {shape.marks.dot} ", "mute")
        right = [Seg("did it", "mute", "tick"), dot, Seg("let it go", "mute", "slip")]
    taken = shape.text + shape.marks.width + cell_len(slot) + sum(cell_len(seg.text) for seg in right) + 6
    rule = item.item.rule
    title = rule.title if cell_len(rule.title) + taken <= shape.width else capital(rule.short)
    if title.endswith("?"):
        right = [Seg(slot + "  " * bool(right), "faint"), *right]
    else:
        title = f"{title}, {slot}"
    left = [item_mark(item, None, shape.marks), Seg(" "), Seg(title, title_style(item))]
    return shape.row(RowKind.ITEM, row_key(item), left, right)
