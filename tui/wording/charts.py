"""How a recovery is going, drawn in cells: from an overview to lines, for screens and commands.

No line joins two reports and nothing stands where nothing was reported: nothing is invented.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from checklists.rules.checklist import Sign
from checklists.text import cells
from tui.recovery.overview import CareOutcome, DayEvent, Overview, SignCourse
from tui.wording.signs import yes_no_words

SMALL = 7
"""Days of a small chart."""

_LEVELS = 6
"""Lines that a chart has at most; a longer scale has several values to a line."""


class ChartMarks(NamedTuple):
    """The glyphs of charts, of one cell each."""

    every: str
    """All of a day's care was done."""
    part: str
    nothing: str
    """None of it was."""
    skipped: str
    report: str
    band: str
    """What is usual."""
    gap: str
    """There is no report."""
    slip: str
    above: str
    """More was reported than is usual."""
    dash: str
    heights: str
    """Of a small chart, the lowest first; empty draws the numbers."""


GLYPH_MARKS = ChartMarks("■", "◐", "□", "\N{EN DASH}", "●", "░", "·", "!", "▲", "\N{EN DASH}", "▁▂▃▄▅▆▇")
ASCII_MARKS = ChartMarks("#", "/", "o", "-", "#", ".", "-", "!", "^", "-", "")


class Cell(NamedTuple):
    """A piece of a line: its text, and the name of a colour, after `bold` or not."""

    text: str
    style: str = "text"


class ChartLine(Struct, frozen=True):
    """One line of a chart."""

    cells: tuple[Cell, ...]
    key: str = ""
    """The id of the sign that it is of, where it may be opened."""

    @property
    def text(self) -> str:
        """The line as plain text, without blanks at its end."""
        return "".join(cell.text for cell in self.cells).rstrip()


class Columns(NamedTuple):
    """Where days stand in a line."""

    label: int
    """Cells of what stands before them."""
    day: int
    """Cells of a day."""
    room: int
    """How many days there is room for."""
    right: int
    """Cells of what may stand behind them."""


_USUAL, _USUAL_NARROW = " usual yes or no", " usual 0-2"
_NARROW = 60


def sign_labels(signs: Iterable[Sign], width: int) -> list[str]:
    """What stands before the days of each sign: `redness 0-4`, or in a narrow table its name alone."""
    return [sign.noun if width < _NARROW else sign_label(sign) for sign in signs]


def sign_label(sign: Sign) -> str:
    """`redness 0-4`: a sign with the ends of its scale; a yes-no sign has none."""
    return f"{sign.noun} 0-{sign.top}" if sign.top > 1 else sign.noun


def columns_of(width: int, last: int, labels: Iterable[str]) -> Columns:
    """The columns of a table of days.

    Args:
        width: Cells of a line.
        last: The last day that stands in it, or the day it is where that is later.
        labels: What stands before the days.
    """
    narrow = width < _NARROW
    longest = max(map(cells, labels), default=0)
    label = min(longest, 8 if narrow else 14) + 1
    right = len(_USUAL_NARROW if narrow else _USUAL)
    day = 2 if last < 10 and narrow else 3 if last < 100 else 4
    room = max((width - label - right) // day, 1)
    # Two cells a day are for days of one digit.
    return Columns(label, day, min(room, 10) if day == 2 else room, right)


def window(overview_today: int, end: int, count: int, last: int | None = None) -> tuple[int, int]:
    """The first and the last day to draw, both inclusive, where there is room for `count`.

    Args:
        overview_today: The day it is.
        end: The last day there is anything of.
        count: At least 1.
        last: The day to end with. None ends with the day it is, or shows the days ahead where all find room.
    """
    today = max(0, min(overview_today, end))
    if last is None:
        last = max(today, min(count - 1, 14, end))
    last = max(min(last, end), min(count - 1, max(today, 14), end), 0)
    return max(0, last - count + 1), last


def day_line(
    overview: Overview, columns: Columns, marked: int | None = None, usual: int | None = None
) -> ChartLine:
    """The numbers of the days.

    Args:
        marked: A day that stands in brackets.
        usual: The day of which the rows below say what is usual, where one does.
    """
    pieces, closes = [Cell(_fit("day", columns.label)[:-1], "mute")], False
    for number in overview.days:
        # A bracket takes the blank beside its number, so that the numbers stay where they are.
        pieces.append(Cell("[" if number == marked else "]" if closes else " ", "bold accent"))
        digits = f"{number}"
        closes = number == marked and len(digits) == columns.day - 1
        if number == marked and not closes:
            digits += "]"
        style = "bold accent" if number in (overview.today, marked) else "mute"
        pieces.append(Cell(f"{digits:<{columns.day - 1}}", style))
    pieces.append(Cell("]" if closes else " ", "bold accent"))
    if usual is not None:
        pieces.append(Cell(f" {'on ' if usual < 100 else ''}day {usual}", "mute"))
    return ChartLine(tuple(pieces))


def care_line(overview: Overview, columns: Columns, marks: ChartMarks) -> ChartLine:
    """A square a day: all of what was due was done, part of it, none, or left out on purpose."""
    glyphs = {
        CareOutcome.ALL: Cell(marks.every, "done"),
        CareOutcome.PART: Cell(marks.part, "done"),
        CareOutcome.NONE: Cell(marks.nothing, "mute"),
        CareOutcome.SKIPPED: Cell(marks.skipped, "mute"),
    }
    pieces = [Cell(_fit("care", columns.label), "mute")]
    for day in overview.care:
        cell = glyphs.get(day.outcome, Cell(" "))
        pieces.append(Cell(f"{cell.text:<{columns.day}}", cell.style))
    return ChartLine(tuple(pieces))


_EVENTS = (
    (DayEvent.CALLED, "c", "call"),
    (DayEvent.TICKED, "w", "call"),
    (DayEvent.SLIP, "!", "slip"),
    (DayEvent.SESSION, "s", "accent"),
)
"""What stands of a day in the one cell there is, the first first."""


def event_line(overview: Overview, columns: Columns) -> ChartLine | None:
    """Calls, ticked lines, slips and the session by day; None where there was only the session."""
    pieces, worth = [Cell(_fit("noted", columns.label), "mute")], False
    for number in overview.days:
        events = overview.events.get(number, frozenset())
        letters = [(letter, style) for event, letter, style in _EVENTS if event in events]
        worth = worth or any(letter != "s" for letter, _ in letters)
        room = columns.day - 1
        text = "".join(letter for letter, _ in letters)[:room]
        pieces.append(Cell(f"{text:<{columns.day}}", letters[0][1] if letters else "mute"))
    return ChartLine(tuple(pieces)) if worth else None


def sign_line(
    course: SignCourse,
    overview: Overview,
    columns: Columns,
    marks: ChartMarks,
    label: str = "",
    marked: int | None = None,
) -> ChartLine:
    """A number a day, a mark where there is no report, and what is usual on the marked day.

    Args:
        label: What stands before the days; empty is the sign's name, with its scale where that fits.
        marked: None is the day it is.
    """
    name = label or sign_label(course.sign)
    if not label and cells(name) >= columns.label:
        name = course.sign.noun
    pieces = [Cell(_fit(name, columns.label), "mute" if label else "text")]
    for number in overview.days:
        value = course.reports.get(number)
        if value is not None:
            text, style = value_letter(course.sign, value), "mute" if label else "accent"
            if course.is_above(number):
                text, style = (text + marks.above if len(text) < columns.day else text), "bold call"
        else:
            text, style = (marks.gap if number <= overview.today else " "), "faint"
        pieces.append(Cell(f"{text:<{columns.day}}", style))
    day = overview.today if marked is None else marked
    usual = course.usual.get(day)
    if usual is not None and not label:
        above = course.is_above(day)
        words = _usual_words(course.sign, usual, columns.right, above=above)
        pieces.append(Cell(words, "bold call" if above else "mute"))
    return ChartLine(tuple(pieces), "" if label else course.sign.id)


def table(
    overview: Overview,
    columns: Columns,
    marks: ChartMarks,
    earlier: Sequence[Overview] = (),
    beside: str | None = None,
    marked: int | None = None,
) -> list[ChartLine]:
    """Care and signs by day, and the sessions before below each sign.

    Args:
        overview: The days that are drawn.
        earlier: The same days of sessions before.
        beside: The sign below which those stand; None is every one.
        marked: A day that stands in brackets.
    """
    day = overview.today if marked is None else marked
    usual = any(each.reports and day in each.usual for each in overview.signs)
    lines = [day_line(overview, columns, marked, day if usual else None), care_line(overview, columns, marks)]
    if (events := event_line(overview, columns)) is not None:
        lines.append(events)
    for course in overview.signs:
        if not course.reports:
            continue
        lines.append(sign_line(course, overview, columns, marks, marked=marked))
        for before in earlier if beside in (None, course.sign.id) else ():
            other = before.sign(course.sign.id)
            if other is not None and other.reports:
                label = f" session {before.recovery.session}"
                lines.append(sign_line(_within(other, overview), overview, columns, marks, label))
    return lines


def level_lines(course: SignCourse, overview: Overview, width: int, marks: ChartMarks) -> list[ChartLine]:
    """One sign as a chart: a line a level, the highest first, a column a day, and the days below."""
    groups = levels(course.sign)
    labels = [_level_label(course.sign, low, high) for low, high in groups]
    label = max(map(cells, labels)) + 2
    day = 3 if overview.days and overview.days[-1] < 100 else 4
    room = max((width - label) // day, 1)
    numbers = overview.days[-room:]
    lines = []
    for (low, high), text in zip(groups, labels, strict=True):
        pieces = [Cell(text + " " * (label - cells(text)), "mute")]
        for number in numbers:
            value, usual = course.reports.get(number), course.usual.get(number)
            in_band = usual is not None and usual[0] <= high and low <= usual[1]
            back = marks.band if in_band else " "
            if value is not None and low <= value <= high:
                pieces += [Cell(back, "faint"), Cell(marks.report, "accent"), Cell(back * (day - 2), "faint")]
            else:
                pieces.append(Cell(back * day, "faint"))
        lines.append(ChartLine(tuple(pieces)))
    foot = [Cell(" " * label, "mute")]
    for number in numbers:
        text = f"{number:>2}" if day == 3 else f"{number:>3}"
        foot.append(Cell(f"{text:<{day}}", "bold accent" if number == overview.today else "mute"))
    return [*lines, ChartLine(tuple(foot))]


def small_chart(course: SignCourse, today: int, marks: ChartMarks) -> str:
    """The last days of a sign in a word, up to today: `▇▇·▃`, in numbers where there are no heights.

    Returns:
        Empty where fewer than two of them have a report.
    """
    first = min((number for number in course.reports if today - SMALL < number <= today), default=today)
    values = [course.reports.get(number) for number in range(first, today + 1)]
    if sum(value is not None for value in values) < 2:
        return ""
    if not marks.heights:
        return " ".join(marks.gap if value is None else str(value) for value in values)
    steps, top = len(marks.heights) - 1, course.sign.top
    # Rounded up: the least there is does not look like none.
    return "".join(
        marks.gap if value is None else marks.heights[-(-value * steps // top)] for value in values
    )


def small_chart_line(courses: Iterable[SignCourse], today: int, marks: ChartMarks, width: int) -> str:
    """A sign on a scale as a small chart, and what is usual: `redness ▇▇▅▃   usual today 1-3 (an estimate)`.

    It is the sign that rose most since its report before; where none rose, the first.

    Args:
        courses: The signs to choose from, each with the days up to today.
        width: Cells there are; what is usual is left out before it would be cut.

    Returns:
        Empty where there is nothing to draw.
    """
    drawn = [
        (each, chart) for each in courses if each.sign.top > 1 and (chart := small_chart(each, today, marks))
    ]
    if not drawn:
        return ""
    course, chart = max(drawn, key=lambda one: max(_rise(one[0], today), 0))
    line = f"{course.sign.noun} {chart}"
    usual = course.usual.get(today)
    whole = f"{line}   usual today {range_text(usual)} (an estimate)" if usual is not None else line
    return next((each for each in (whole, line) if cells(each) <= width), "")


def _rise(course: SignCourse, today: int) -> int:
    """By how much the last report up to today is above the one before it; of a sign with two at least."""
    *_, before, last = (course.reports[number] for number in sorted(course.reports) if number <= today)
    return last - before


def level_legend(course: SignCourse, marks: ChartMarks) -> str:
    """What the marks of a chart mean."""
    band = f"{marks.band} usual, an estimate   " if course.usual else ""
    return f"{marks.report} what you said   {band}empty: nothing said"


def legend(overview: Overview, marks: ChartMarks, *, estimate: bool = True) -> str:
    """What the marks of a table mean, as far as they stand in it.

    Args:
        estimate: Whether it says that what is usual is an estimate.
    """
    outcomes = {day.outcome for day in overview.care}
    events = set().union(*overview.events.values()) if overview.events else set()
    today = min(overview.today, overview.days[-1]) if overview.days else -1
    gap = any(n not in each.reports for each in overview.signs for n in overview.days if n <= today)
    above = any(each.is_above(number) for each in overview.signs for number in overview.days)
    parts = (
        (above, f"{marks.above} above usual"),
        (CareOutcome.ALL in outcomes, f"{marks.every} all"),
        (CareOutcome.PART in outcomes, f"{marks.part} part"),
        (CareOutcome.NONE in outcomes, f"{marks.nothing} none"),
        (CareOutcome.SKIPPED in outcomes, f"{marks.skipped} left out"),
        (gap, f"{marks.gap} nothing said"),
        (DayEvent.SLIP in events, f"{marks.slip} slip"),
        (DayEvent.TICKED in events, "w ticked"),
        (DayEvent.CALLED in events, "c called"),
        (estimate and any(each.usual for each in overview.signs), "usual: an estimate"),
    )
    return "  ".join(text for holds, text in parts if holds)


def levels(sign: Sign) -> list[tuple[int, int]]:
    """The values of each line of a sign's chart, both inclusive, the highest first."""
    step = -(-(sign.top + 1) // _LEVELS)
    lows = range(0, sign.top + 1, step)
    return [(low, min(low + step - 1, sign.top)) for low in reversed(lows)]


def value_letter(sign: Sign, value: int) -> str:
    """A value in one or two cells: `y`, `n`, `3`, `10`."""
    return ("y" if value else "n") if sign.top == 1 else str(value)


def range_text(usual: tuple[int, int]) -> str:
    """`0`, `1-3`."""
    return f"{usual[0]}" if usual[0] == usual[1] else f"{usual[0]}-{usual[1]}"


def _usual_words(sign: Sign, usual: tuple[int, int], room: int, *, above: bool) -> str:
    """` usual 1-3`, ` above 1-3`; of a yes-no sign ` usual yes or no`, ` above usual: no`.

    Args:
        room: Cells there are.
    """
    lead = " above" if above else " usual"
    if sign.top > 1:
        return f"{lead} {range_text(usual)}"
    words = yes_no_words(usual)
    ways = (f" above usual: {words}" if above else f" usual {words}", f"{lead} {words}", f"{lead} y/n")
    return next((each for each in ways if cells(each) <= room), ways[-1])


def _level_label(sign: Sign, low: int, high: int) -> str:
    if sign.top == 1:
        return "yes" if low else "no"
    number = range_text((low, high))
    return f"{number} {sign.words[low]}" if sign.words and low == high else number


def _within(course: SignCourse, overview: Overview) -> SignCourse:
    days = overview.days
    reports = {number: value for number, value in course.reports.items() if number in days}
    return SignCourse(course.sign, reports, {})


def _fit(text: str, width: int) -> str:
    """A label in a column: cut where it is too long, with a blank behind it."""
    while cells(text) > width - 1:
        text = text[:-1]
    return text + " " * (width - cells(text))


def plain(lines: Iterable[ChartLine]) -> Iterator[str]:
    """The lines as text."""
    return (line.text for line in lines)
