"""What a changed checklist changes, as rows grouped by the day it begins on."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len

from tui.files.difference import WEAKER, Change, Difference, weaker_first
from tui.text.humanize import capital, counted, full_stop, short_date
from tui.themes import Marks
from tui.widgets.placing import NARROW
from tui.widgets.rows import BLANK, Row, RowKind, Seg, fit_row, wrap

_MARKS = {Change.ADDED: "+", Change.GONE: "-"}
_DETAILS = "Words and details"
_SAME = "The same rule?"
_LEFT_OUT = "Left out before, and not changed since"
_REFUSED = "Left out: your plan stays without it."
_NO_CALL = " For safety: it is a reason to call."
_LESS_LEFT = " For safety: less is left alone without it."
_NOTHING = "Nothing in your days changes."
_PAST = "Past days stay as they are, with every tick."
_PAST_SHORT = "Past days stay, with every tick."
_INDENT = 5


class DifferencePage(Struct, frozen=True):
    """A changed file, as far as it is drawn."""

    title: str
    """What is the matter with it: `Your change is not used yet`, `over.yaml extends mine`."""
    name: str
    """The file's name without folders, where the title does not say it; else empty."""
    since: str
    """From when on it would count: `from now, day 3 (Mon 23 Nov), on`."""
    whose: str
    """What the recovery is called."""
    moves: bool
    """Whether it takes the place of another checklist."""
    unwanted: bool
    """Whether the person did not want it before."""
    usable: bool
    """Whether it can be accepted."""
    differences: tuple[Difference, ...]
    today: int
    date_of: Callable[[int], date]
    new_rules: frozenset[str] = frozenset()
    """Rules, by id, that are not the ones of the same text that go."""
    left_out: tuple[Difference, ...] = ()
    """What was refused before, and has not changed."""
    refused: frozenset[str] = frozenset()
    """The keys of the parts that are refused."""
    guards: frozenset[str] = frozenset()
    """Those of them without which the plan is weaker."""
    guards_call: frozenset[str] = frozenset()
    """Those of them without which there is less reason to call."""
    refused_before: str = ""
    """What stays refused, in a sentence without a full stop."""

    def key(self, difference: Difference) -> str:
        """Names a change for the cursor."""
        every = (*self.differences, *self.left_out)
        return str(next(place for place, each in enumerate(every) if each is difference))

    def at(self, stop: str) -> Difference | None:
        """The change that the cursor is on."""
        every = (*self.differences, *self.left_out)
        place = stop.rpartition("/")[2]
        return every[int(place)] if place.isdigit() and int(place) < len(every) else None

    def is_refused(self, difference: Difference) -> bool:
        """Whether a change is refused."""
        return not self.refused.isdisjoint(difference.parts)

    @property
    def question(self) -> Difference | None:
        """The first rule that may be one that was renamed, and that nobody has answered for."""
        return next((each for each in self.differences if self.asks(each)), None)

    def asks(self, difference: Difference) -> bool:
        """Whether it is a rule that may be one that was renamed, and that nobody has answered for."""
        return difference.change is Change.RENAMED and difference.rule not in self.new_rules


def top_rows(page: DifferencePage, status: str, width: int, marks: Marks, low: bool) -> list[Row]:
    """Which file it is, from when on it counts, how much changes, and what the last key did.

    Args:
        low: Whether the terminal has few lines.
    """
    more = ""
    if page.usable and page.moves:
        more = f"Accepting it moves {page.whose} to it, {page.since}."
    elif page.usable:
        more = f"{capital(page.since)}:" if low else f"If you use it, it counts {page.since}."
    rows = list(_bold_then(f"{page.title}.", more if page.moves else "", width, 1))
    if page.name and cell_len(page.title) + cell_len(page.name) + 5 <= width:
        rows[0] = replace(rows[0], right=(Seg(page.name, "faint"),))
    if more and not page.moves:
        rows += _lines(more, "text", width, 1)
    if page.usable and page.differences:
        weaker = any(each.weaker for each in page.differences)
        rows += _lines(_count(page), "bold call" if weaker else "bold text", width, 1)
    if status:
        rows += _lines(status, "accent", width, 1)
    elif page.unwanted and page.usable:
        rows += _lines("You kept the plan as it is. It is not too late to use this.", "mute", width, 1)
    elif page.refused_before and page.usable:
        rows += _lines(f"{page.refused_before}.", "mute", width, 1)
    return [fit_row(row, width, marks.cut) for row in rows]


def _count(page: DifferencePage) -> str:
    """`3 changes, 1 asks for less care.`"""
    weaker = sum(each.weaker for each in page.differences)
    count = counted(len(page.differences), "change")
    if not weaker:
        return f"{count}."
    if len(page.differences) == 1:
        return f"{count}, and it asks for less care."
    return f"{count}, {weaker} {'asks' if weaker == 1 else 'ask'} for less care."


def change_rows(page: DifferencePage, width: int, marks: Marks) -> list[Row]:
    """Everything that changes: the rules to be told apart, day by day, and then what shows on no day."""
    groups = [_weaker(page, width), _questions(page, width), *_days(page, width), _details(page, width)]
    if not any(groups) and page.left_out:
        groups = [_lines("Nothing else changes.", "text", width, 1)]
    groups.append(_left_out(page, width))
    rows: list[Row] = []
    for group in groups:
        rows += [BLANK] * bool(rows and group) + group
    return [fit_row(row, width, marks.cut) for row in rows or _lines(_NOTHING, "text", width, 1)]


def foot_rows(width: int, ways: Sequence[tuple[str, str, str]] = ()) -> list[Row]:
    """What can be done, a row each, and that what has passed stays.

    Args:
        ways: Of each the key, the action, and what it does.
    """
    pad = max((cell_len(key) for key, _, _ in ways), default=0)
    rows = [
        Row(
            RowKind.TEXT,
            left=(
                *(Seg(" "), Seg(f"{key:<{pad}}", "bold accent", action)),
                Seg(f"  {does}", "text", action),
            ),
        )
        for key, action, does in ways
    ]
    return [*rows, *_lines(_PAST_SHORT if width < NARROW else _PAST, "mute", width, 1)[:1]]


def problem_rows(problems: Sequence[str], width: int) -> list[Row]:
    """What keeps the file from being used, where it was good a moment ago."""
    rows: list[Row] = []
    for problem in problems:
        rows += [BLANK] * bool(rows) + _lines(problem, "text", width, 1)
    return rows


def _weaker(page: DifferencePage, width: int) -> list[Row]:
    """What is left alone for less long, and lines on when to call that go or are weaker. Before all else."""
    rows = [row for each in weaker_first(page.differences) for row in _change(page, each, width)]
    if not rows:
        return []
    lines = wrap(f"{WEAKER}.", width - 2)
    return [*(Row(RowKind.TEXT, left=(Seg(" "), Seg(line, "bold call"))) for line in lines), *rows]


def _questions(page: DifferencePage, width: int) -> list[Row]:
    """The rules that may be the same as before under another id. The first is asked about."""
    rows: list[Row] = []
    for each in page.differences:
        if page.asks(each):
            rows += _bold_then(f"? {each.title}", "", width, 3)
            rows += _lines(f"It was {each.was}, and is {each.rule}.", "mute", width, _INDENT)
            if each is page.question:
                same = (Seg("y", "bold accent", "same"), Seg(" the same rule", action="same"))
                another = (Seg("n", "bold accent", "another"), Seg(" another", action="another"))
                rows.append(Row(RowKind.TEXT, left=(Seg(" " * _INDENT), *same, Seg("   "), *another)))
    return [_heading(_SAME, ""), *rows] if rows else []


def _days(page: DifferencePage, width: int) -> Iterator[list[Row]]:
    by_day: dict[int, list[Difference]] = {}
    for each in page.differences:
        shown = each.weaker or each.change is Change.REWORDED or page.asks(each)
        if each.day is not None and not shown:
            by_day.setdefault(each.day, []).append(each)
    for number, differences in sorted(by_day.items()):
        day = short_date(page.date_of(number))
        title = f"Day {number}, today" if number == page.today else f"Day {number}, {day}"
        rows = [_heading(title, day if number == page.today else "")]
        for each in differences:
            # The date is in the heading.
            rows += _change(page, each, width, f" ({day})")
        yield rows


def _details(page: DifferencePage, width: int) -> list[Row]:
    rows: list[Row] = []
    for each in page.differences:
        if not each.weaker and (each.change is Change.REWORDED or each.day is None):
            rows += _change(page, each, width)
    return [_heading(_DETAILS, ""), *rows] if rows else []


def _left_out(page: DifferencePage, width: int) -> list[Row]:
    """What was refused before, and has not changed: safety first."""
    rows = [row for each in page.left_out for row in _change(page, each, width)]
    return [_heading(_LEFT_OUT, ""), *rows] if rows else []


def _words(each: Difference) -> str:
    return (each.as_new() if each.change is Change.RENAMED else each).words


def _change(page: DifferencePage, each: Difference, width: int, date: str = "") -> Iterator[Row]:
    """One change, the cursor's stop, and whether it is refused.

    Args:
        date: What of it stands above already.
    """
    key = page.key(each)
    for place, row in enumerate(_change_lines(page, each, width, date)):
        yield replace(row, key=key, cursor=-1 if place else 1)


def _change_lines(page: DifferencePage, each: Difference, width: int, date: str) -> Iterator[Row]:
    refused = page.is_refused(each)
    mark = "x" if refused else _MARKS.get(each.change, "~")
    words = _words(each).replace(date, "") if date else _words(each)
    yield from _bold_then(f"{mark} {each.title}:", full_stop(words.rstrip("!")), width, 3)
    if refused:
        parts = {*each.parts}
        guard = _NO_CALL if parts & page.guards_call else _LESS_LEFT if parts & page.guards else ""
        yield from _lines(f"{_REFUSED}{guard}", "bold call" if guard else "bold text", width, _INDENT)
    for text in each.texts:
        what = f"{text.what}, " if text.what else ""
        yield from _lines(f"{capital(f'{what}was')}: {' '.join(text.was.split())}", "mute", width, _INDENT)
        now = " ".join(text.now.split()) or "gone"
        yield from _lines(f"{capital(f'{what}now')}: {now}", "text", width, _INDENT)
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
