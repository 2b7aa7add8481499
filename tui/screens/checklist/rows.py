"""The rules of a checklist as rows, under the headings of the phases in which they begin, and what folds."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, assert_never

from rich.cells import cell_len

from checklists.plan.activation import covers
from checklists.plan.plan import Plan
from checklists.rules.checklist import Phase
from checklists.rules.rule import Kind as RuleKind
from checklists.rules.rule import Rule
from tui.files.rule_origin import OriginKind, RuleOrigin
from tui.screens.checklist.words import dates_words, is_off, origin_word, origin_words
from tui.text.humanize import days_words, short_date
from tui.themes import Marks
from tui.widgets.placing import NARROW
from tui.widgets.rows import BLANK, Row, RowKind, Seg, clean, cut, fit_row

OVER, ASIDE, EXPECT = "over:", "not-for-you:", "expect:"
"""The keys of the rows that open what is over, not for the person, and normal. No rule's id has a colon."""
_EDGE = "   "
_KIND = 7
"""Cells of the column of the kinds, with the gap after it."""
_BRIEF = 12
"""Cells that say when a rule is and where it stands, in a narrow list."""
_MOST = 0.38
"""The share of a row that they take in another one, where its title has need of the rest."""
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
    plan: Plan
    """By whose dates it is told when a rule is."""

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


def rule_rows(origins: Iterable[RuleOrigin], phases: Sequence[Phase], shape: ListShape) -> list[Row]:
    """The rows. What begins after the last phase stands last, under a heading of its own."""
    origins = tuple(origins)
    right = right_width(origins, shape)
    rows: list[Row] = []
    for phase, group in by_phase(origins, phases):
        if rows and shape.spaced:
            rows.append(BLANK)
        rows.append(_heading(phase, shape))
        rows += [_row(each, shape, right) for each in group]
    return rows


def folded_rows(
    key: str, title: str, note: str, rows: Sequence[Row], opened: bool, shape: ListShape
) -> list[Row]:
    """A row that opens others, and those where it is open.

    Args:
        key: Its name.
        rows: Those that it opens.
    """
    mark = shape.marks.unfolded if opened else shape.marks.folded
    edge = " " if shape.narrow else _EDGE
    left = (Seg(edge), Seg(f"{mark} {title}", "text"), Seg(f"  {note}" if note else "", "mute"))
    row = Row(RowKind.ITEM, key, left, cursor=0 if shape.narrow else 1)
    return [fit_row(row, shape.width, shape.marks.cut), *(rows if opened else ())]


def group_rows(origins: Iterable[RuleOrigin], shape: ListShape, right: int) -> list[Row]:
    """The rows of rules that stand in no phase, by their first day.

    Args:
        right: As `right_width` has it, of the rules that do.
    """
    group = sorted(origins, key=lambda each: (_first(each), _kind_place(each.rule.kind)))
    return [_row(each, shape, right, heading=f"{_NOT_FOR_YOU}: ") for each in group]


def column_row(right: int, shape: ListShape) -> Row:
    """What the columns of the rows hold. Only for a list that is not narrow.

    Args:
        right: As `right_width` has it.
    """
    room = _title_room(shape, right)
    words = f"{_EDGE}{'kind':<{_KIND}}{_padded('what', room)} when, or why not"
    return Row(RowKind.TEXT, left=(Seg(words, "mute"),))


def is_aside(origin: RuleOrigin) -> bool:
    """Whether a rule is not for the person on any of its days, by what they answered."""
    return origin_word(origin) == _NOT_FOR_YOU


class RuleCounts(NamedTuple):
    """How many rules there are of each sort; each rule is of one."""

    to_do: int
    """On the day it is."""
    left_alone: int
    """On the day it is."""
    later: int
    back: int
    """Those that a report may hold past their days, which are over."""
    over: int
    reported: int
    """Those that only a report brings on, and none does now."""
    aside: int
    """Not for the person, by their answers."""
    left_out: int
    """Taken out by their file."""


def rule_sorts(origins: Iterable[RuleOrigin], plan: Plan) -> dict[str, str]:
    """Of which sort each rule is on the day it is, as `RuleCounts` names them, by its id."""
    day = plan.day(max(plan.today, 0))
    ticked = {each.rule.id for each in day.items} | {each.rule.id for each in day.counted}
    alone = {each.rule.id for each in day.avoids if each.on}
    return {each.rule.id: _sort(each, plan, ticked, alone) for each in origins}


def rule_counts(origins: Iterable[RuleOrigin], plan: Plan) -> RuleCounts:
    """What the rules come to on the day it is."""
    sorts = list(rule_sorts(origins, plan).values())
    return RuleCounts(*(sorts.count(field) for field in RuleCounts._fields))


def _sort(origin: RuleOrigin, plan: Plan, ticked: set[str], alone: set[str]) -> str:
    rule = origin.rule
    if origin.origin is OriginKind.REMOVED:
        return "left_out"
    if is_aside(origin):
        return "aside"
    if is_off(origin):
        return "reported"
    if rule.id in ticked:
        return "to_do"
    if rule.id in alone:
        return "left_alone"
    if any(each.last is None or each.last > plan.today for each in plan.days_of(rule)):
        return "later"
    return "back" if rule.held_by else "over"


def _heading(phase: Phase | None, shape: ListShape) -> Row:
    title, days = (phase.title, days_words(*phase.span)) if phase is not None else ("After the phases", "")
    start = "" if shape.narrow else " "
    if phase is not None and not shape.narrow:
        dates = [short_date(shape.plan.date_of(each)) for each in phase.span if each is not None]
        words = " to ".join(dict.fromkeys(dates)) if phase.span[1] is not None else f"from {dates[0]} on"
        days = f"{words}, {days}"
    left = (Seg(start), Seg(title, "bold text"), Seg(f"  {days}", "mute"))
    return fit_row(Row(RowKind.TEXT, left=left), shape.width, shape.marks.cut)


def right_width(origins: Iterable[RuleOrigin], shape: ListShape) -> int:
    """Cells in which every rule can say when it is or where it stands, as far as there are so many."""
    if shape.narrow:
        return _BRIEF
    widest = max(
        cell_len(clean(origin_words(each))) or cell_len(dates_words(each.rule, shape.plan)[0])
        for each in origins
    )
    return max(_BRIEF, min(widest, int(shape.width * _MOST)))


def _title_room(shape: ListShape, right: int) -> int:
    edge = 1 if shape.narrow else len(_EDGE)
    return shape.width - 2 - edge - _KIND - right


def _row(origin: RuleOrigin, shape: ListShape, right: int, heading: str = "") -> Row:
    """One rule.

    Args:
        heading: What of where it stands is said above it already.
    """
    edge = " " if shape.narrow else _EDGE
    title, room = clean(origin.rule.title), _title_room(shape, right)
    state = clean((origin_word if shape.narrow and not heading else origin_words)(origin))
    state = state.removeprefix(heading)
    if not shape.narrow and state:
        # What there is to say of it is said whole, as far as the short name leaves it the room.
        when = 0 if is_off(origin) else cell_len(dates_words(origin.rule, shape.plan)[-1]) + 2
        right = max(right, min(cell_len(state) + when, right + room - cell_len(clean(origin.rule.short)) - 1))
        room = _title_room(shape, right)
    if cell_len(title) > room:
        title = clean(origin.rule.short)
    left = (
        Seg(edge),
        Seg(f"{origin.rule.kind:<{_KIND}}", "faint"),
        Seg(_padded(cut(title, room, shape.marks.cut), room), "faint" if is_off(origin) else "text"),
        *_right(origin, state, right, shape),
    )
    return Row(RowKind.ITEM, origin.rule.id, left, cursor=0 if shape.narrow else 1)


def _right(origin: RuleOrigin, state: str, width: int, shape: ListShape) -> Iterator[Seg]:
    """When the rule is, and at the right where it stands; that comes first where both do not fit."""
    state = cut(state, width, shape.marks.cut)
    room = width - cell_len(state) - 2 * bool(state)
    tries = dates_words(origin.rule, shape.plan)
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
