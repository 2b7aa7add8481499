"""The first lines of the screen: which day it is, how far it has got, the days around it, what is wrong."""

from datetime import datetime

from rich.cells import cell_len

from tui.recovery.state import DayMark, DayOutcome, DayState
from tui.reminders.occasion import Occasion
from tui.text.humanize import capital, clock, day_month, long_date, lower_first, short_date
from tui.themes import Marks
from tui.widgets.placing import Size
from tui.widgets.rows import BANNER, Row, RowKind, Seg, banner_lines, cut, fit_row

_STYLES = {DayOutcome.NOW: "accent", DayOutcome.DONE: "done"}


def head_rows(
    state: DayState, size: Size, marks: Marks, strip: bool, title: str = "", zone: str = ""
) -> list[Row]:
    """The header, the strip of days if there is room for one, and what is wrong with the checklist's file.

    Args:
        title: Which recovery it is, where several run; else empty.
        zone: Whose time it follows, where that is not the person's; else empty.
    """
    rows = [_header(state, size.width, marks, size.narrow, title, zone)]
    if strip:
        rows.append(strip_row(state, size.width, marks))
    return rows + banner_rows(state.banner, size, marks)


def banner_rows(banner: str, size: Size, marks: Marks) -> list[Row]:
    """What is wrong with the checklist's file, in two lines at most, in one where the terminal is low.

    Args:
        banner: Begins with the file and the line; empty is nothing.
    """
    most = 1 if size.short else 2
    start = f" {marks.slipped} "
    rows = []
    for place, line in enumerate(banner_lines(banner, size.width - 1 - len(start), most, size.narrow)):
        lead = Seg(start, "bold text") if not place else Seg(" " * len(start))
        row = Row(RowKind.TEXT, left=(lead, Seg(line, "bold text")), fill=BANNER)
        rows.append(fit_row(row, size.width, marks.cut))
    return rows


def strip_row(state: DayState, width: int, marks: Marks) -> Row:
    """The days around the one shown, each to be clicked, the phases to come and how long the last goes on."""
    whole = state.marks[:1] == (DayMark(0, state.marks[0].outcome),) if state.marks else False
    tail, room = _tail(state), width - 2 - cell_len(_STRIP)
    if whole:
        tries = [*([] if state.calls else [_whole(state, marks, tail, True)]), _whole(state, marks, tail)]
        tries.append(_whole(state, marks, ""))
    else:
        tries = [_near(state, marks, tail), _around(state)]
    segs = next((each for each in tries if _cells(each) <= room), _around(state, room // 4))
    return fit_row(Row(RowKind.TEXT, left=(Seg(" "), Seg(_STRIP, "mute"), *segs)), width, "")


_STRIP = "day "
"""Stands before the numbers of the strip."""


def _header(state: DayState, width: int, marks: Marks, narrow: bool, title: str, zone: str) -> Row:
    phase = "Your plan is finished" if state.finished else state.phase.title if state.phase else ""
    if not state.reassures and state.number and not state.finished:
        # Beside what is to call about or is more than usual the name of a phase would soothe: Rapid recovery.
        phase = ""
    if state.number == 0 and phase:
        word = "treated" if state.recovery.treated <= state.now else "treatment"
        phase += f", {word} at {clock(state.recovery.treated.astimezone(state.now.tzinfo))}"
    elif state.normal is not None and state.normal.short and state.reassures and not state.finished:
        phase = f"usually {state.normal.short}"
    counts = "" if state.finished else str(state.progress)
    out = f"out until {clock(state.out_until)}" if state.out_until and state.is_today and not narrow else ""
    right = f"   {marks.dot}   ".join(part for part in (out, counts) if part)
    number = Seg(f"Day {state.number}", "bold accent")
    session = f"session {state.recovery.session}" if state.recovery.session > 1 else ""
    date, gap = short_date(state.date), " " if narrow else "  "
    dot = Seg(gap) if narrow else Seg(f"  {marks.dot}  ", "faint")

    def line(*parts: str) -> list[Seg]:
        first, *rest = filter(None, parts)
        segs = [Seg(" "), number, Seg(gap), Seg(first, "mute" if narrow else "text")]
        for part in rest:
            segs += [dot, Seg(part, "mute")]
        return segs

    room = width - 2 - cell_len(right)
    # A name that must be cut is cut where it is told which session it is of.
    name = cut(title, max(room - _cells(line(*[date] * (not narrow), "-", session)) + 1, 1), marks.cut)
    if narrow:
        days = (title, name) if title else (date, date.rpartition(" ")[0])
        tries: list[tuple[str, ...]] = [(day, session, zone) for day in days]
        tries += [*((day, session) for day in days), (name or session or date,)]
    else:
        # Half of what is usual could say another thing, so it is whole or not there.
        abouts = ((title, session, zone, phase), (title, session, zone), (title, session), (name, session))
        tries = [(day, *about) for about in abouts for day in (long_date(state.date), date)]
    left = next((segs for each in tries if _cells(segs := line(*each)) <= room), line(*tries[-1]))
    return fit_row(Row(RowKind.TEXT, left=tuple(left), right=(Seg(right, "mute"),)), width, marks.cut)


def _tail(state: DayState) -> str:
    """`sun care to 17 Feb`: the phase that stays open."""
    last = state.phases[-1] if state.phases else None
    if last is None or last.span.last is not None or state.last_care_day <= last.span.first:
        return ""
    ends = state.date.toordinal() + state.last_care_day - state.number
    return f"{lower_first(last.title)} to {day_month(state.date.fromordinal(ends))}"


def _whole(state: DayState, marks: Marks, tail: str, named: bool = False) -> list[Seg]:
    """All days of the closed phases: ` 0 [1] 2  3 | crusts let go  7  8 | sun care to 17 Feb`.

    Args:
        named: Whether the phases to come have their names before their days.
    """
    starts = {phase.span.first: lower_first(phase.title) for phase in state.phases if phase.span.first > 1}
    segs: list[Seg] = []
    for mark in state.marks:
        if mark.number in starts:
            segs.append(Seg(marks.bar, "faint"))
            if named and mark.number > state.number:
                segs.append(Seg(f" {starts[mark.number]} ", "mute"))
        segs.append(_day(mark, state))
    return [*segs, Seg(marks.bar, "faint"), Seg(f" {tail}", "mute")] if tail else segs


def _near(state: DayState, marks: Marks, tail: str) -> list[Seg]:
    """Where the closed phases lie behind: `0 - 10 - 17 18 [20] 21 - 89  sun care to 17 Feb`."""
    closed = max((phase.span.last for phase in state.phases if phase.span.last is not None), default=0)
    first, last = state.marks[0].number, state.marks[-1].number
    line = marks.line
    before = f"0 {line} {closed} {line} " if 0 < closed < first else f"0 {line} "
    segs = [Seg(before, "faint"), *(_day(mark, state) for mark in state.marks)]
    if last < state.last_day:
        segs.append(Seg(f" {line} {state.last_day}", "faint"))
    return [*segs, Seg(f"  {tail}", "mute")] if tail else segs


def _around(state: DayState, most: int = 7) -> list[Seg]:
    """Only the days nearest to the one shown."""
    place = next((place for place, mark in enumerate(state.marks) if mark.number == state.number), 0)
    first = max(0, min(place - most // 2, len(state.marks) - most))
    return [_day(mark, state) for mark in state.marks[first : first + max(most, 1)]]


def _day(mark: DayMark, state: DayState) -> Seg:
    if mark.number == state.number:
        return Seg(f"[{mark.number}]", "bold accent", f"go({mark.number})")
    return Seg(f" {mark.number} ", _STYLES.get(mark.outcome, "mute"), f"go({mark.number})")


def _cells(segs: list[Seg]) -> int:
    return sum(cell_len(seg.text) for seg in segs)


def status_row(now: datetime, words: str, width: int, marks: Marks) -> Row:
    """The time and a sentence or two."""
    gap = 1 if width < 60 else 2
    left = (Seg(" "), Seg(clock(now), "bold accent"), Seg(" " * gap), Seg(words))
    return fit_row(Row(RowKind.TEXT, left=left), width, marks.cut)


def fit_sentences(words: str, width: int) -> str:
    """As many whole sentences as fit behind the time; of one that is too long alone, up to its comma."""
    room = _room(width)
    fitting = words.split(". ")
    while len(fitting) > 1 and cell_len(". ".join(fitting)) > room:
        fitting.pop()
    line = ". ".join(fitting)
    if cell_len(line) > room:
        line = line.partition(", ")[0].removesuffix(".")
    return line if line == words else f"{line}."


def fit_answer(words: str, width: int) -> str:
    """What was just done, as far as it fits behind the time: what came of it, and always the undo."""
    _, *rest = whole = words.split(". ")
    tries = [whole, rest, [whole[0], whole[-1]]] if len(whole) > 2 else [whole]
    if len(whole) == 2 and whole[-1].endswith(" undoes."):
        # Of several numbers none is left out alone.
        act, _, numbers = whole[0].partition(": ")
        tries += [[each, whole[-1]] for each in (capital(numbers), act) if each] + [[whole[-1]]]
    fitting = (". ".join(one) for one in tries)
    return next((line for line in fitting if cell_len(line) <= _room(width)), ". ".join(tries[-1]))


def _room(width: int) -> int:
    """Cells behind the time, with the one at the edge left free."""
    return width - (9 if width < 60 else 10)


_LEAST_WORDS = 20
"""Cells that a reminder keeps beside what an act just did."""


def fit_beside(words: str, width: int) -> str:
    """What was just done, as far as it fits beside a reminder; its last sentence, where the rest does not."""
    fitting = fit_answer(words, max(width - _LEAST_WORDS, _LEAST_WORDS))
    return fitting if cell_len(fitting) <= width - 2 else words.rpartition(". ")[2]


def reminder_row(
    occasion: Occasion, title: str, here: bool, width: int, marks: Marks, status: str = ""
) -> Row:
    """What was told and waits, with the keys that answer it, or beside it what an act just did.

    Args:
        title: The recovery it is of, where it is not the one shown; else empty.
        here: Whether the cursor is on one of its rows, so that space answers it.
        status: What was just done; empty is nothing.
    """
    dot = Seg(f" {marks.dot} ", "text")
    tick = Seg(f"{marks.key('item.tick')} done", "text", "tick")
    later = Seg(f"{marks.key('item.later')} later", "text", "later")
    right = [tick if here else Seg(f"{marks.key('item.due')} go there", "text", "go_due"), dot, later]
    if len(occasion.items) > 1:
        right[1:1] = [dot, Seg(f"{marks.key('item.part')} some of it", "text", "part")]
    elif here:
        right += [dot, Seg(f"{marks.key('item.skip')} skip", "text", "skip")]
    if width < 60:
        right = [later]
    if not occasion.items:
        # A notice is read, and there is nothing to answer.
        right = []
    if status:
        # Never in its place: the reminder still waits.
        right = [Seg(fit_beside(status, width), "text")]
    words = f"{title}: {occasion.words}" if title else occasion.words
    gap = "  " if width >= 60 else " "
    left = (Seg(" "), Seg(clock(occasion.due), "bold text"), Seg(gap), Seg(words, "bold text"))
    return fit_row(Row(RowKind.TEXT, left=left, right=tuple(right), fill="accent"), width, marks.cut)
