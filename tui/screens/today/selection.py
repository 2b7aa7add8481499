"""What of a day is under the cursor."""

from msgspec import Struct

from checklists.rules.rule import Rule
from tui.recovery.course import PrepareRule, books
from tui.recovery.state import AvoidState, DayState, ItemState, Section
from tui.screens.today.task_rows import PASSED, YESTERDAY, row_key
from tui.widgets.rows import RowKind


class Selection(Struct, frozen=True):
    """A row's share of the day."""

    kind: RowKind
    items: tuple[ItemState, ...] = ()
    """An item's row has one, a heading all of its own."""
    avoids: tuple[AvoidState, ...] = ()
    expects: tuple[Rule, ...] = ()
    section: Section | None = None
    """The section of today that the row is in or is the heading of."""
    yesterday: bool = False
    """Whether it is one of what is left from yesterday, or their heading."""

    @property
    def item(self) -> ItemState | None:
        """The one item of the row, or None if it is not an item's."""
        return self.items[0] if self.kind is RowKind.ITEM and self.items else None

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that the row is about: one, or those that a row of what is left alone names together.

        What makes ready for a session goes by that session, and so by no days of its own.
        """
        item = (self.item.item.rule,) if self.item is not None else ()
        rules = (*item, *(avoid.avoid.rule for avoid in self.avoids), *self.expects)
        return tuple(rule for rule in rules if not isinstance(rule, PrepareRule))

    @property
    def books(self) -> bool:
        """Whether the row is the checklist's own reminder to book the next session."""
        return self.item is not None and books(self.item.item.rule)


def selected(stop: str, state: DayState) -> Selection:
    """What a row stands for, by its name for the cursor; nothing where the day no longer has it."""
    kind, _, key = stop.partition("/")
    match kind:
        case RowKind.ITEM:
            return _item(key, state)
        case RowKind.HEADING if key == YESTERDAY:
            return Selection(RowKind.HEADING, state.yesterday, yesterday=True)
        case RowKind.HEADING if key == PASSED:
            return Selection(RowKind.HEADING, state.passed)
        case RowKind.HEADING:
            section = next((section for section in state.sections if section.slot == key), None)
            return Selection(RowKind.HEADING, section.items if section else (), section=section)
        case RowKind.AVOID:
            ids = key.split(",")
            return Selection(
                RowKind.AVOID, avoids=tuple(avoid for avoid in state.avoids if avoid.avoid.rule.id in ids)
            )
        case RowKind.EXPECT:
            return Selection(RowKind.EXPECT, expects=tuple(rule for rule in state.expects if rule.id == key))
    return Selection(RowKind(kind) if kind else RowKind.BLANK)


def _item(key: str, state: DayState) -> Selection:
    for section in state.sections:
        for item in section.items:
            if row_key(item) == key:
                return Selection(RowKind.ITEM, (item,), section=section)
    passed = tuple(item for item in state.passed if row_key(item) == key)
    if passed:
        return Selection(RowKind.ITEM, passed)
    items = tuple(item for item in state.yesterday if row_key(item) == key)
    return Selection(RowKind.ITEM, items, yesterday=bool(items))


def first_stop(state: DayState, stops: tuple[str, ...]) -> str:
    """Where the cursor begins: on what helps on day 0, else on what is due, else on today's first row.

    Never on yesterday, so that the first space of a morning ticks nothing of the day before.
    """
    helps = [item for each in state.sections for item in each.items if item.item.rule.as_needed]
    helps = helps if state.number == 0 else []
    places = [f"{RowKind.ITEM}/{row_key(item)}" for item in (*helps, *state.due)]
    places += [f"{RowKind.HEADING}/{section.slot}" for section in state.sections if section.open]
    return next((place for place in places if place in stops), "")
