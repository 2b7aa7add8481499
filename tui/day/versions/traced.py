"""What a plan has of each rule, day by day, as far as it can be compared with another plan. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from checklists.plan import Plan
from checklists.rules import Kind, Rule
from tui.day.words import clock, listed, minutes_words


class Slot(NamedTuple):
    """A slot of a rule's day."""

    name: str
    """Empty for what is not ticked but on all day."""
    due: datetime | None = None
    """In the person's zone."""


class Run(NamedTuple):
    """Days without a gap, both included."""

    first: int
    last: int | None
    """None is as far as was looked."""


@dataclass(slots=True)
class Traced:
    """One rule in one plan, from a day on."""

    days: dict[int, frozenset[Slot]] = field(default_factory=dict)
    """By the number of each day it is on; the slots that it has there."""
    lifts: datetime | None = None
    """When it lifts, for what is left alone for some hours."""
    held: bool = False
    """Whether a report keeps it on, past its last day."""

    def add(self, number: int, slot: Slot) -> None:
        """Add a slot of a day."""
        self.days[number] = self.days.get(number, frozenset()) | {slot}

    def runs(self, end: int) -> tuple[Run, ...]:
        """Its days as runs; one that reaches day `end` is open."""
        found: list[Run] = []
        for number in sorted(self.days):
            if found and found[-1].last == number - 1:
                found[-1] = Run(found[-1].first, number)
            else:
                found.append(Run(number, number))
        return tuple(run._replace(last=None) if run.last == end else run for run in found)


def traced(plan: Plan, numbers: Iterable[int]) -> Mapping[str, Traced]:
    """What a plan has on these days, by the rule's id. A rule that has nothing is left out."""
    found: dict[str, Traced] = {}

    def of(rule: Rule) -> Traced:
        return found.setdefault(rule.id, Traced())

    def local(instant: datetime | None) -> datetime | None:
        return instant.astimezone(plan.zone) if instant else None

    for number in numbers:
        day = plan.day(number)
        for item in day.items:
            of(item.rule).add(number, Slot(item.slot, local(item.due)))
        for counted in day.counted:
            of(counted.rule).add(number, Slot("n", local(counted.first)))
        for avoid in day.avoids:
            if avoid.on:
                trace = of(avoid.rule)
                trace.add(number, Slot(""))
                trace.lifts, trace.held = local(avoid.lifts), bool(avoid.held)
        for rule in day.expects:
            of(rule).add(number, Slot(""))
    return found


def times_words(rule: Rule, slots: frozenset[Slot], clocks: bool) -> str:
    """The times of a day: `morning and evening`, `every 2 hours from 08:00 to 22:00`, `any time`.

    Args:
        clocks: Whether slots are said by the clock, where their names do not tell two days apart.
    """
    if rule.as_needed is not None:
        return "as needed"
    timed = sorted((slot.due.timestamp(), slot.name, slot.due) for slot in slots if slot.due)
    dues = [due for _, _, due in timed]
    if rule.interval is not None:
        every = f"every {minutes_words(rule.interval.minutes)}"
        return f"{every} from {clock(dues[0])} to {clock(dues[-1])}" if len(dues) > 1 else every
    if clocks:
        return listed([clock(due) for due in dues]) or "any time"
    untimed = sorted(slot.name for slot in slots if not slot.due)
    return listed([name_words(name) for name in (*(name for _, name, _ in timed), *untimed)])


def name_words(name: str) -> str:
    """A slot's name in a sentence."""
    return "any time" if name == "day" else name.replace("-", " ")


def is_alone(rule: Rule) -> bool:
    """Whether a rule is about leaving something alone."""
    return rule.kind is Kind.AVOID
