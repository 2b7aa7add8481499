"""What a changed checklist changes, as rows grouped by the day it begins on."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from tui.files.difference import SOONER, Change, Difference
from tui.screens.today.page import NARROW
from tui.text.humanize import capital, full_stop, short_date
from tui.themes import Marks
from tui.widgets.rows import BLANK, Row, RowKind, Seg, fitted, wrap

_MARKS = {Change.ADDED: "+", Change.GONE: "-", Change.RENAMED: "?"}
_CHANGED = "~"
_DETAILS = "Words and details"
_SAME = "The same rule?"
_NOTHING = "Nothing in your days changes."
_PAST = "Past days stay as they are, with every tick."
_PAST_SHORT = "Past days stay, with every tick."
_INDENT = 5


class DifferencePage(Struct, frozen=True):
    """A changed file, as far as it is drawn."""

    title: str
    """Which it is, by its name without folders, and what is the matter with it: `mine.yaml has changed`."""
    since: str
    """From when on it would count: `from now, day 3 (Mon 23 Nov), on`."""
    whose: str
    """What the recovery is called."""
    moves: bool
    """Whether it takes the place of another checklist."""
    kept: bool
    """Whether the person did not want it before."""
    usable: bool
    """Whether it can be accepted."""
    differences: tuple[Difference, ...]
    today: int
    date_of: Callable[[int], date]
    answered: frozenset[str] = frozenset()
    """Rules, by id, that are not the ones of the same text that go."""

    @property
    def asks(self) -> Difference | None:
        """The first rule that may be one that was renamed, and that nobody has answered for."""
        renamed = (each for each in self.differences if each.change is Change.RENAMED)
        return next((each for each in renamed if each.rule not in self.answered), None)


def top_rows(shown: DifferencePage, said: str, width: int, marks: Marks, low: bool) -> list[Row]:
    """Which file it is, from when on it counts, and what was last said.

    Args:
        low: Whether the terminal has few lines.
    """
    more = ""
    if shown.usable and shown.moves:
        more = f"Accepting it moves {shown.whose} to it, {shown.since}."
    elif shown.usable:
        more = f"{capital(shown.since)}:" if low else f"If you accept it, it counts {shown.since}."
    rows = list(_bold_then(f"{shown.title}.", more, width, 1))
    if said:
        rows += _lines(said, "accent", width, 1)
    elif shown.kept and shown.usable:
        rows += _lines("You kept the plan as it is. It is not too late to accept this.", "mute", width, 1)
    return [fitted(row, width, marks.cut) for row in rows]


def change_rows(shown: DifferencePage, width: int, marks: Marks) -> list[Row]:
    """Everything that changes: what is asked, day by day, and then what shows on no day."""
    groups = [_asked(shown, width), *_days(shown, width), _details(shown, width)]
    rows: list[Row] = []
    for group in groups:
        rows += [BLANK] * bool(rows and group) + group
    return [fitted(row, width, marks.cut) for row in rows or _lines(_NOTHING, "text", width, 1)]


def foot_rows(width: int) -> list[Row]:
    """That what has passed stays."""
    return _lines(_PAST_SHORT if width < NARROW else _PAST, "mute", width, 1)[:1]


def fault_rows(problems: Sequence[str], width: int) -> list[Row]:
    """What keeps the file from being used, where it was good a moment ago."""
    rows: list[Row] = []
    for problem in problems:
        rows += [BLANK] * bool(rows) + _lines(problem, "text", width, 1)
    return rows


def _asked(shown: DifferencePage, width: int) -> list[Row]:
    """The rules that may be the same as before under another id. The first is asked about."""
    rows: list[Row] = []
    for each in shown.differences:
        if each.change is Change.RENAMED and each.rule not in shown.answered:
            rows += _bold_then(f"{_MARKS[each.change]} {each.title}", "", width, 3)
            rows += _lines(f"It was {each.was}, and is {each.rule}.", "mute", width, _INDENT)
            if each is shown.asks:
                yes, no = Seg("y", "bold accent", "same"), Seg("n", "bold accent", "another")
                said = (Seg(" the same rule", action="same"), Seg("   "), no)
                rows.append(
                    Row(
                        RowKind.TEXT, left=(Seg(" " * _INDENT), yes, *said, Seg(" another", action="another"))
                    )
                )
    return [_heading(_SAME, ""), *rows] if rows else []


def _days(shown: DifferencePage, width: int) -> Iterator[list[Row]]:
    by_day: dict[int, list[Difference]] = {}
    for each in shown.differences:
        asked = each.change is Change.RENAMED and each.rule not in shown.answered
        if each.day is not None and each.change is not Change.REWORDED and not asked:
            by_day.setdefault(each.day, []).append(each)
    for number, differences in sorted(by_day.items()):
        day = short_date(shown.date_of(number))
        title = f"Day {number}, today" if number == shown.today else f"Day {number}, {day}"
        rows = [_heading(title, day if number == shown.today else "")]
        for each in differences:
            # The heading has said the date.
            rows += _change(each, _words(each).replace(f" ({day})", ""), width)
        yield rows


def _details(shown: DifferencePage, width: int) -> list[Row]:
    rows: list[Row] = []
    for each in shown.differences:
        if each.change is Change.REWORDED or each.day is None:
            rows += _change(each, _words(each), width)
    return [_heading(_DETAILS, ""), *rows] if rows else []


def _words(each: Difference) -> str:
    if each.change is Change.RENAMED:
        return each.as_new().words
    return each.words


def _change(each: Difference, words: str, width: int) -> Iterable[Row]:
    mark = _MARKS.get(each.change, _CHANGED) if each.change is not Change.RENAMED else _CHANGED
    yield from _bold_then(f"{mark} {each.title}:", full_stop(words.rstrip("!")), width, 3)
    if each.sooner:
        yield from _lines(SOONER, "bold text", width, _INDENT)
    if each.because:
        yield from _lines(full_stop(f"Because: {each.because}"), "mute", width, _INDENT)


def _heading(title: str, right: str) -> Row:
    return Row(RowKind.TEXT, left=(Seg(" "), Seg(title, "bold accent")), right=(Seg(right, "mute"),))


def _lines(text: str, style: str, width: int, indent: int) -> list[Row]:
    lead = Seg(" " * indent)
    return [Row(RowKind.TEXT, left=(lead, Seg(line, style))) for line in wrap(text, width - indent - 1)]


def _bold_then(first: str, more: str, width: int, indent: int) -> Iterator[Row]:
    """Two texts as one paragraph, of which the first stands out. Its mark hangs out to the left."""
    hanging = indent + 2 if indent > 1 else indent
    room = width - hanging - 1
    left = sum(not each.isspace() for each in first)
    for place, line in enumerate(wrap(f"{first} {more}", room, room + hanging - indent)):
        cut = 0
        while cut < len(line) and left:
            left -= not line[cut].isspace()
            cut += 1
        lead = Seg(" " * (indent if not place else hanging))
        yield Row(RowKind.TEXT, left=(lead, Seg(line[:cut], "bold text"), Seg(line[cut:])))
