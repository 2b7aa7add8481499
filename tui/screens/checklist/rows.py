"""The rules of a checklist as rows, under the headings of the phases in which they begin."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, assert_never

from rich.cells import cell_len

from checklists.plan.activation import covers
from checklists.rules.checklist import Phase
from checklists.rules.rule import Kind as RuleKind
from checklists.rules.rule import Rule
from tui.files.rule_origin import OriginKind, RuleOrigin
from tui.screens.checklist.words import (
    days_brief,
    days_part,
    days_span,
    is_off,
    origin_word,
    origin_words,
    when_words,
)
from tui.text.humanize import days_words
from tui.themes import Marks
from tui.widgets.placing import NARROW
from tui.widgets.rows import BLANK, Row, RowKind, Seg, clean, cut, fit_row

ASIDE = "not-for-you:"
"""The key of the row that opens what is not for the person. No id of a rule holds a colon."""
_FOLDED = 2
"""Rules from which they stand in a row that opens."""
_EDGE = "   "
_KIND = 7
"""Cells of the column of the kinds, with the gap after it."""
_BRIEF = 11
"""Cells that say when a rule is and where it stands, in a narrow list."""
_MOST = 0.38
"""The share of a row that they take in another one, at most."""
_NOT_FOR_YOU = "not for you"
ORIGINS = ("yours", "off", "added", _NOT_FOR_YOU, "clinic")
"""Words that by themselves are only looked for in where a rule stands."""


class ListShape(NamedTuple):
    """What the list is drawn for."""

    width: int
    """Cells, the one left free at the right edge included."""
    marks: Marks
    spaced: bool
    """Whether a blank line stands between phases."""

    @property
    def narrow(self) -> bool:
        """Whether there is room for little."""
        return self.width < NARROW


def stop_of(id: str) -> str:
    """The name of a rule's row for the cursor."""
    return f"{RowKind.ITEM}/{id}"


def rule_of(stop: str) -> str:
    """The id of the rule whose row has this name for the cursor."""
    return stop.partition("/")[2]


def filter_rules(origins: Iterable[RuleOrigin], search: str, yours: bool) -> tuple[RuleOrigin, ...]:
    """The rules that hold every word of a search: in title, short name, id, how, or where they stand.

    `yours`, `off`, `added` and the like by themselves are only looked for in where they stand.

    Args:
        yours: Only those that the person's file says something of.
    """
    words = search.casefold().split()
    mine = [each for each in origins if each.yours or not yours]
    if " ".join(words) in ORIGINS:
        return tuple(each for each in mine if " ".join(words) in _origin_text(each))
    return tuple(each for each in mine if all(word in _text(each) for word in words))


def best_match(origins: Sequence[RuleOrigin], search: str) -> str:
    """The id of the first rule that has the words of a search in its name, where one has; or nothing."""
    words = search.casefold().split()
    matches = (each.rule.id for each in origins if all(word in _name(each.rule) for word in words))
    return next(matches, "") if words else ""


def by_phase(
    origins: Iterable[RuleOrigin], phases: Sequence[Phase]
) -> list[tuple[Phase | None, list[RuleOrigin]]]:
    """The rules by the phase in which they begin, in each by kind and by their first day."""
    groups: dict[int, list[RuleOrigin]] = {}
    for each in origins:
        first = _first(each)
        place = next((place for place, phase in enumerate(phases) if covers(phase.span, first)), len(phases))
        groups.setdefault(place, []).append(each)
    return [
        (
            phases[place] if place < len(phases) else None,
            sorted(groups[place], key=lambda each: (_kind_place(each.rule.kind), _first(each))),
        )
        for place in sorted(groups)
    ]


def _kind_place(kind: RuleKind) -> int:
    """Where in a phase the rules of a kind stand, counted from 0."""
    match kind:
        case RuleKind.DO:
            return 0
        case RuleKind.CHECK:
            return 1
        case RuleKind.AVOID:
            return 2
        case RuleKind.EXPECT:
            return 3
        case _:
            assert_never(kind)


def rule_rows(
    origins: Iterable[RuleOrigin], phases: Sequence[Phase], shape: ListShape, *, opened: bool = True
) -> list[Row]:
    """The rows. What begins after the last phase stands last, under a heading of its own.

    Args:
        opened: Whether what is not for the person stands in its phase, as all else does. Else it is one row.
    """
    origins = tuple(origins)
    right = _BRIEF if shape.narrow else _right_width(origins, shape.width)
    aside = [each for each in origins if is_aside(each)]
    folds = len(aside) >= _FOLDED
    shown = origins if opened or not folds else tuple(each for each in origins if each not in aside)
    rows: list[Row] = []
    for phase, group in by_phase(shown, phases):
        if rows and shape.spaced:
            rows.append(BLANK)
        rows.append(_heading(phase, shape))
        rows += [_row(each, shape, right) for each in group]
    if folds:
        if rows and shape.spaced:
            rows.append(BLANK)
        rows.append(_aside_row(len(aside), opened, shape))
    return rows


def column_row(origins: Iterable[RuleOrigin], shape: ListShape) -> Row:
    """What the columns of the rows hold. Only for a list that is not narrow."""
    right = _right_width(origins, shape.width)
    room = shape.width - 2 - len(_EDGE) - _KIND - right
    return Row(
        RowKind.TEXT, left=(Seg(f"{_EDGE}{'':<{_KIND}}{_padded('what', room)} when, or why not", "mute"),)
    )


def is_aside(origin: RuleOrigin) -> bool:
    """Whether a rule is not for the person on any of its days, by what they answered."""
    return origin_word(origin) == _NOT_FOR_YOU


def _aside_row(count: int, opened: bool, shape: ListShape) -> Row:
    mark = shape.marks.unfolded if opened else shape.marks.folded
    edge = " " if shape.narrow else _EDGE
    left = (Seg(edge), Seg(f"{mark} {_NOT_FOR_YOU}: {count}", "text"), Seg("  by your answers", "mute"))
    return fit_row(
        Row(RowKind.ITEM, ASIDE, left, cursor=0 if shape.narrow else 1), shape.width, shape.marks.cut
    )


def _heading(phase: Phase | None, shape: ListShape) -> Row:
    title, days = (phase.title, days_words(*phase.span)) if phase is not None else ("After the phases", "")
    start = "" if shape.narrow else " "
    left = (Seg(start), Seg(title, "bold text"), Seg(f"  {days}", "mute"))
    return fit_row(Row(RowKind.TEXT, left=left), shape.width, shape.marks.cut)


def _right_width(origins: Iterable[RuleOrigin], width: int) -> int:
    """Cells in which every rule can say its days or where it stands, as far as there are so many."""
    widest = max(
        cell_len(clean(origin_words(each))) or cell_len(days_span(each.rule) or days_part(each.rule))
        for each in origins
    )
    return max(_BRIEF, min(widest, int(width * _MOST)))


def _row(origin: RuleOrigin, shape: ListShape, right: int) -> Row:
    edge = " " if shape.narrow else _EDGE
    room = shape.width - 2 - len(edge) - _KIND - right
    style = "faint" if is_off(origin) else "text"
    left = (
        Seg(edge),
        Seg(f"{origin.rule.kind:<{_KIND}}", "faint"),
        Seg(_padded(_title(origin, room, shape), room), style),
        *_right(origin, right, shape),
    )
    return Row(RowKind.ITEM, origin.rule.id, left, cursor=0 if shape.narrow else 1)


def _title(origin: RuleOrigin, room: int, shape: ListShape) -> str:
    """The title, or where little of it would fit the short name that was made for that."""
    title = clean(origin.rule.title)
    if shape.narrow and cell_len(title) > room:
        title = clean(origin.rule.short)
    return cut(title, room, shape.marks.cut)


def _right(origin: RuleOrigin, width: int, shape: ListShape) -> Iterator[Seg]:
    """When the rule is, and at the right where it stands; that comes first where both do not fit."""
    state = clean((origin_word if shape.narrow else origin_words)(origin))
    state = cut(state, width, shape.marks.cut)
    room = width - cell_len(state) - 2 * bool(state)
    rule = origin.rule
    long = days_span(rule)
    tries: tuple[str, ...] = (when_words(rule), days_part(rule))
    tries = (days_brief(rule), long.partition(",")[0]) if shape.narrow else (*tries, long, days_brief(rule))
    tries = tuple(filter(None, tries))
    when = next((words for words in tries if cell_len(words) <= room), "")
    if not when and not state:
        when = cut(tries[-1], room, shape.marks.cut)
    yield Seg(" ")
    if not state:
        yield Seg(_padded(when, width) if not shape.narrow else f"{when:>{width}}", "mute")
        return
    yield Seg(_padded(when, width - cell_len(state)), "faint" if is_off(origin) else "mute")
    yield Seg(state, _origin_style(origin))


def _origin_style(origin: RuleOrigin) -> str:
    if is_off(origin):
        return "mute"
    return "done" if origin.origin is OriginKind.ADDED else "accent" if origin.yours else "mute"


def _text(origin: RuleOrigin) -> str:
    return " ".join((_name(origin.rule), origin.rule.how.casefold(), _origin_text(origin)))


def _name(rule: Rule) -> str:
    return " ".join((rule.title, rule.short, rule.id)).casefold()


def _origin_text(origin: RuleOrigin) -> str:
    mine = "yours " if origin.yours else ""
    return f"{mine}{origin_words(origin)}".casefold()


def _first(origin: RuleOrigin) -> int:
    return origin.rule.days[0].first if origin.rule.days else 0


def _padded(text: str, width: int) -> str:
    return text + " " * max(width - cell_len(text), 0)
