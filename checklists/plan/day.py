"""One day of a plan: what may be ticked, what is left alone, and what is usual."""

from datetime import date, datetime
from typing import NamedTuple

from msgspec import Struct

from checklists.rules.checklist import CallWarning, Normal, Phase, Sign
from checklists.rules.rule import Match, Rule

ANY_TIME = "day"
"""The slot of an item that has no time."""


class Item(NamedTuple):
    """One rule, on one care date, in one slot."""

    rule: Rule
    date: date
    slot: str
    due: datetime | None
    """UTC. None is any time of the day, never late."""

    @property
    def key(self) -> str:
        """What the journal files an entry under: names and a date, never a time, a position or a text."""
        return self._key(self.rule.id)

    @property
    def former(self) -> tuple[str, ...]:
        """Its keys under the former ids of its rule."""
        return tuple(self._key(id) for id in self.rule.was)

    def _key(self, id: str) -> str:
        return f"once/{id}" if self.rule.once else f"{self.date.isoformat()}/{id}/{self.slot}"


class CountedRule(NamedTuple):
    """A rule whose items follow from the ticks themselves: `counting: last-done`, or as needed.

    Its slots are `n1`, `n2` and so on; the next is the highest one done or skipped, plus one.
    """

    rule: Rule
    date: date
    first: datetime | None
    """The start of its window, included. None is as needed, and never due."""
    last: datetime | None
    """The end of its window, included."""

    def item(self, number: int, due: datetime | None) -> Item:
        """The item of this number, counted from 1."""
        return Item(self.rule, self.date, f"n{number}", due)


class Avoid(NamedTuple):
    """Something to leave alone: on its days, when it comes back, and while its return hangs on a sign."""

    rule: Rule
    on: bool
    """False from the day on which it comes back."""
    until: date | None
    """The first free care date. None while a sign holds it, and where it is always left alone."""
    lifts: datetime | None
    """The instant it lifts, for a rule counted in hours."""
    held: tuple[Match, ...]
    """The reports that hold it past its published last day."""
    unsure: tuple[Match, ...] = ()
    """What its return hangs on: the signs of its `while` without a report on or after its last day, and
    before it comes back those whose latest report matches."""

    def returns_on(self, day: date) -> bool:
        """Whether this is the day on which it comes back, or would if the signs allowed it."""
        return not self.on and self.until is not None and self.until >= day


class Day(Struct, frozen=True):
    """One care date of a plan, as judged at the moment the plan was asked for."""

    number: int
    """Days since the treatment."""
    date: date
    begins: datetime
    """Inclusive."""
    ends: datetime
    """Exclusive: when the next day begins."""
    phase: Phase | None
    items: tuple[Item, ...]
    """In the order of the file."""
    counted: tuple[CountedRule, ...]
    avoids: tuple[Avoid, ...]
    expects: tuple[Rule, ...]
    normal: Normal | None
    signs: tuple[Sign, ...]
    """What a check-in asks."""
    warnings: tuple[CallWarning, ...]
    """Most urgent first."""
