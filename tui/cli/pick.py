"""From what a person typed to the rule, item, day and moment they mean, and from an item to what to type."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple, assert_never
from zoneinfo import ZoneInfo

from msgspec import Struct

from checklists.plan.day import ANY_TIME, Item
from checklists.plan.plan import Plan
from checklists.rules.rule import Kind, Rule
from checklists.text import nearest_or_all, nearest_sentence
from tui.cli.ending import UsageError, parse_argument
from tui.cli.names import ambiguous
from tui.journal import Entry, Topic
from tui.recovery.context import AppContext
from tui.recovery.naming import rule_names
from tui.recovery.reader import RecoveryReader
from tui.recovery.state import DayState, ItemState, State
from tui.text.humanize import slot_title
from tui.text.names import EXACT, best_fits, squeezed
from tui.text.parse import (
    Present,
    is_clock,
    moment_words,
    parse_clock,
    parse_date,
    parse_iso_date,
    parse_moment,
)

Order = tuple[float, str]
"""What items are sorted by; the least is first."""


class ItemName(Struct, frozen=True):
    """What a name such as `face-cleanse/morning` or an item's whole key says."""

    rule: str
    slot: str | None = None
    day: date | None = None

    @classmethod
    def of(cls, text: str) -> "ItemName":
        """A rule, a rule and a slot, or a key: `2026-11-23/face-cleanse/morning`, `once/face-makeup-back`.

        Raises:
            UsageError: If it is none of these.
        """
        parts = text.strip().split("/")
        if len(parts) == 2 and parts[0] == "once":
            return cls(parts[1])
        if len(parts) == 3:
            return cls(parts[1], parts[2], parse_argument(parse_iso_date, parts[0]))
        if len(parts) > 3 or not all(parts):
            raise UsageError(f"{text!r} is not a rule. Write it like face-cleanse or face-cleanse/morning.")
        return cls(parts[0], parts[1] if len(parts) > 1 else None)


def item_name(item: Item) -> str:
    """What to type to mean an item of the day it is, as `ItemName.of` reads it."""
    return f"{item.rule.id}/{item.slot}" if _has_slot(item) else item.rule.id


def describe_item(item: Item, plan: Plan) -> str:
    """An item in words: `'Moisturise', morning, day 3`."""
    slot = f"{item.slot}, " if _has_slot(item) else ""
    return f"'{item.rule.title}', {slot}day {plan.number_of(item.date)}"


def _has_slot(item: Item) -> bool:
    return item.slot != ANY_TIME and not item.rule.once and item.rule.as_needed is None


def numbered_items(
    readers: Iterable[RecoveryReader], context: AppContext
) -> list[tuple[DayState, ItemState]]:
    """Every item of the day it is, of all that run: the first is number 1.

    What is ticked keeps its number, so that the others keep theirs.
    """
    states = [context.plans.state(reader, context.now()) for reader in readers]
    return [(state, item) for state in states if state.number >= 0 for item in state.items]


def check_begun(plan: Plan, number: int) -> None:
    """Refuse a day on which nothing of a plan has begun.

    Raises:
        UsageError: If the number is below 0.
    """
    if number < 0:
        raise UsageError(f"The plan has not begun: day 0 is {plan.treatment_date}.")


class NoSuchRuleError(UsageError):
    """That a recovery has no rule of a name; another may have."""


class Found(NamedTuple):
    """What a name means on a day."""

    rule: Rule
    number: int
    """The day's."""
    states: list[ItemState]
    """Every item of the rule on that day. At least one."""
    exact: ItemState | None = None
    """The one whose slot was named."""


class Picker(Struct, frozen=True):
    """Finds what is meant in one recovery's plan."""

    reader: RecoveryReader
    plan: Plan
    now: datetime

    def rule(self, name: str, *kinds: Kind, number: int | None = None) -> Rule:
        """The rule of this name: its id or a part of it, its short name or its title, in any case.

        Args:
            number: The day that is spoken of: of several that fit, the one in the plan of that day is meant.

        Raises:
            NoSuchRuleError: If there is none.
            UsageError: If several fit, or it is of another kind than these.
        """
        rules = self.plan.checklist.rules
        grade, fitting = best_fits(name, (each for each in rules if each.kind in kinds), rule_names)
        others_grade, others = best_fits(name, (each for each in rules if each.kind not in kinds), rule_names)
        if others and (not fitting or (others_grade <= EXACT and others_grade < grade)):
            fitting = others
        if not fitting:
            near = _nearest(name, [each for each in rules if each.kind in kinds])
            raise NoSuchRuleError(f"There is no rule {name!r} in {self.plan.checklist.id}.{near}")
        if len(fitting) > 1 and number is not None:
            present = self._ids_on(number)
            fitting = [each for each in fitting if each.id in present] or fitting
        if len(fitting) > 1:
            raise ambiguous(name, [each.id for each in fitting])
        rule = fitting[0]
        if rule.kind not in kinds:
            raise UsageError(f"'{rule.title}' is {_instead(rule)}")
        return rule

    def _ids_on(self, number: int) -> set[str]:
        """The ids of the rules that a day has something of."""
        if number < 0:
            return set()
        state = self.reader.state_of(self.plan, self.now, number)
        return {each.item.rule.id for each in state.items} | {
            each.avoid.rule.id for each in state.avoids if each.avoid.on
        }

    def slot(self, name: str, number: int) -> list[ItemState] | None:
        """What a day has in the slot of this name, answered or not; None where the name is no slot's.

        What is only done as needed is in no slot. Empty where there is such a slot, and nothing in it.
        """
        if number < 0:
            return None
        wanted = squeezed(name)
        for section in self.reader.state_of(self.plan, self.now, number).slots:
            # What comes again every few hours stands in a section of its own, under the rule's name.
            if wanted in (squeezed(section.slot), squeezed(section.title)) and all(
                each.item.rule.id != section.slot for each in section.items
            ):
                return [each for each in section.items if each.item.rule.as_needed is None]
        slots = (*self.reader.settings.care_times(), ANY_TIME, slot_title(ANY_TIME))
        return [] if wanted and wanted in map(squeezed, slots) else None

    def is_slot(self, name: str, number: int, *kinds: Kind) -> bool:
        """Whether a name means a whole slot of a day, and no rule.

        Raises:
            UsageError: If it fits both.
        """
        if self.slot(name, number) is None:
            return False
        grade, rules = best_fits(
            name, (each for each in self.plan.checklist.rules if each.kind in kinds), rule_names
        )
        if rules and grade == EXACT:
            raise ambiguous(name, [f"the slot {name.strip().casefold()}", *(each.id for each in rules)])
        return not rules or grade > EXACT

    def day(self, text: str | None) -> int:
        """The number of a day: `2026-11-23`, `20 Nov` or `yesterday`; None is the day it is.

        Raises:
            UsageError: If it is no date, or before the treatment.
        """
        return (
            self.plan.today if text is None else self.number(parse_argument(parse_date, text, self.present))
        )

    @property
    def present(self) -> Present:
        """When somebody types, where the person is."""
        return Present(self.now.astimezone(ZoneInfo(str(self.plan.zone))), self.reader.settings.day_start)

    def number(self, day: date) -> int:
        """The number of a care date, not before the treatment."""
        number = self.plan.number_of(day)
        if number < 0:
            raise UsageError(f"{day} is before the treatment: day 0 is {self.plan.treatment_date}.")
        return number

    def moment(self, text: str, day: str | None) -> tuple[datetime, int]:
        """When something was done, and the day it belongs to.

        Args:
            text: A time such as `21:30` on the day, or a moment such as `2026-11-22T21:30` or `1h ago`.
            day: As for `day`. None is the moment's own, and for a time the day it is.

        Raises:
            UsageError: If it is neither, or has not come.
        """
        if day is not None and is_clock(text):
            number = self.day(day)
            at = self.present.at(self.plan.date_of(number), parse_argument(parse_clock, text))
        else:
            at = parse_argument(parse_moment, text, self.present)
            number = self.plan.number_at(at.astimezone(UTC)) if day is None else self.day(day)
        if at > self.now:
            local = at.astimezone(self.plan.zone)
            raise UsageError(f"{moment_words(local)} has not come yet. Was it another day? Add --date.")
        return at, number

    def items(self, rule: Rule, number: int) -> list[ItemState]:
        """Every item of a rule on a day, answered ones too, wherever they are shown."""
        state = self.reader.state_of(self.plan, self.now, number)
        states = [each for each in state.items if each.item.rule.id == rule.id]
        keys = {each.item.key for each in states}
        return states + [each for each in self._hidden(rule, number) if each.item.key not in keys]

    def find(self, name: str, number: int | None, *kinds: Kind) -> "Found":
        """What a name means, with all of it on its day.

        Args:
            name: As for `ItemName.of`, and what `rule` takes in the place of an id.
            number: The day, where the name does not say. None is the day it is.

        Raises:
            NoSuchRuleError: If there is no such rule.
            UsageError: If several fit, or there is no such slot, or nothing of it on that day.
        """
        parts = ItemName.of(name)
        number = self.plan.today if number is None else number
        if parts.day is not None:
            number = self.plan.number_of(parts.day)
        rule = self.rule(parts.rule, *kinds, number=number)
        if parts.day is not None:
            self.number(parts.day)
        check_begun(self.plan, number)
        states = self.items(rule, number)
        if not states:
            raise UsageError(
                f"'{rule.title}' is not in the plan on day {number}.{self._elsewhere(rule, number)}"
            )
        if parts.slot is None:
            return Found(rule, number, states)
        wanted = squeezed(parts.slot)
        for each in states:
            if wanted in (squeezed(each.item.slot), squeezed(slot_title(each.item.slot))):
                return Found(rule, number, states, each)
        slots = [each.item.slot for each in states]
        raise UsageError(
            f"{rule.id} has no slot {parts.slot!r} on day {number}.{nearest_or_all(parts.slot, slots)}"
        )

    def choose(
        self,
        found: "Found",
        matches: Callable[[ItemState], bool],
        order: Callable[[ItemState], Order] | None = None,
    ) -> ItemState:
        """The item meant: of its slot, or without one the first that is wanted.

        Args:
            matches: Which states a name without a slot looks for. If no item has one, it is the last item.
            order: Of these which is first. None is what is due, the earliest before the rest.
        """
        if found.exact is not None:
            return found.exact
        return min(filter(matches, found.states), key=order or self._due_first, default=found.states[-1])

    def _due_first(self, state: ItemState) -> Order:
        if state.due is None:
            return 2, ""
        return int(state.due > self.now), state.due.astimezone(UTC).isoformat()

    def _hidden(self, rule: Rule, number: int) -> Iterator[ItemState]:
        """What Today has no row for: once items done on another day, and the as-needed ones done before."""
        journal, id, day = self.reader.journal, self.reader.recovery.id, self.plan.date_of(number)
        if rule.once and any(item.rule.id == rule.id for item in self.plan.day(number).items):
            entry = journal.latest(id, Topic.ITEM, f"once/{rule.id}")
            if entry is not None:
                yield self._answered(Item(rule, day, ANY_TIME, None), entry)
        if rule.as_needed:
            prefix = f"{day}/{rule.id}/"
            for (_, key), entry in journal.between(id, (Topic.ITEM,), str(day), str(day)).items():
                if key.startswith(prefix):
                    yield self._answered(Item(rule, day, key.removeprefix(prefix), None), entry)

    def _answered(self, item: Item, entry: Entry) -> ItemState:
        return ItemState(item, State(entry.value["state"]), None, entry.at.astimezone(self.plan.zone))

    def _elsewhere(self, rule: Rule, number: int) -> str:
        """When a rule is next in the plan, as a sentence behind a space."""
        for later in range(number + 1, self.plan.last_day + 1):
            if any(item.rule.id == rule.id for item in self.plan.day(later).items):
                return f" It is on day {later}, {self.plan.date_of(later)}."
        return ""


def _nearest(name: str, rules: Iterable[Rule]) -> str:
    """What a name may have meant, as a sentence behind a space: an id, or else another word for a rule."""
    names = [rule_names(rule) for rule in rules]
    words = {word.casefold(): None for each in names for word in each.words}
    by_id = nearest_or_all(name, [each.ids[0] for each in names])
    return by_id if by_id.startswith(" Nearest") else nearest_sentence(name, words, _LIKE) or by_id


_LIKE = 0.75
"""How like a word must be to be named: 1 is the same."""


def _instead(rule: Rule) -> str:
    """What a rule is, and the command that is meant for it."""
    match rule.kind:
        case Kind.DO:
            return f"something to do: afterglow skip {rule.id} leaves it out."
        case Kind.CHECK:
            return f"something to look at: afterglow skip {rule.id} leaves it out."
        case Kind.AVOID:
            return f"something to leave alone: afterglow slip {rule.id} notes that it was not."
        case Kind.EXPECT:
            return "something to expect, and needs no answer."
        case _:
            assert_never(rule.kind)
