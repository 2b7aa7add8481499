"""Items and what the journal says of them, by slot and in counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from checklists.day import Item

LATE = timedelta(minutes=30)
"""How long after its time an item is called late. No blame, no counter."""


class State(StrEnum):
    """How an item stands. Missed is derived, never stored."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class ItemState:
    """An item and what the journal says of it."""

    item: Item
    state: State
    due: datetime | None
    """In the person's zone. None is any time."""
    at: datetime | None = None
    """When it was done or skipped, in the person's zone."""
    note: str = ""
    """A note to it, or the reason of a skip."""
    times: int = 0
    """For what is counted: how often it was done today."""

    @property
    def open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.state is State.OPEN

    def is_due(self, now: datetime) -> bool:
        """Whether its time has come and it is open."""
        return self.open and self.due is not None and self.due <= now

    def is_late(self, now: datetime) -> bool:
        """Whether its time came more than `LATE` ago and it is open."""
        return self.open and self.due is not None and now - self.due > LATE


@dataclass(frozen=True, slots=True)
class Section:
    """The items of one slot."""

    slot: str
    title: str
    due: datetime | None
    """The earliest time in it, in the person's zone. None is any time."""
    items: tuple[ItemState, ...]

    @property
    def open(self) -> tuple[ItemState, ...]:
        """The items that still wait."""
        return tuple(state for state in self.items if state.open)

    def late_since(self, now: datetime) -> datetime | None:
        """When its earliest late item was due, or None if nothing in it is late."""
        return min((state.due for state in self.items if state.due and state.is_late(now)), default=None)

    def done(self) -> int:
        """How many are done."""
        return sum(state.state is State.DONE for state in self.items)

    def skipped(self) -> int:
        """How many are skipped."""
        return sum(state.state is State.SKIPPED for state in self.items)


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts, never a percentage. Nothing due is not zero."""

    done: int
    due: int
    """Due so far and not skipped."""
    planned: int
    """In the whole day, and not skipped."""
    skipped: int

    def __str__(self) -> str:
        counted = f"{self.done} of {self.due}" if self.due else "nothing due yet" if self.planned else ""
        if self.skipped:
            return f"{counted}, {self.skipped} skipped" if counted else f"{self.skipped} skipped"
        return f"{counted} so far" if self.due and self.due != self.planned else counted


def progress(states: Iterable[ItemState], now: datetime, ended: bool) -> Progress:
    """Counts of a day's items. What has no time counts when the day has ended.

    Args:
        now: In the person's zone.
        ended: Whether the day has ended by then.
    """
    done = due = planned = skipped = 0
    for state in states:
        if not _counts(state, ended):
            continue
        if state.state is State.SKIPPED:
            skipped += 1
            continue
        planned += 1
        done += state.state is State.DONE
        due += state.state is not State.OPEN or (state.due is not None and state.due <= now)
    return Progress(done, due, planned, skipped)


def _counts(state: ItemState, ended: bool) -> bool:
    rule = state.item.rule
    if not rule.counts or rule.as_needed:
        return False
    if state.due is None and rule.once:
        return state.state is State.DONE
    return state.due is not None or ended
