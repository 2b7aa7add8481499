"""Which tellings a day has: pure, from its state. One telling a slot, not one an item."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from checklists.presence import covers
from checklists.timing import DAY
from tui.day.state import AvoidState, DayState, ItemState, Section
from tui.day.voice import telling as telling_words
from tui.settings import Quiet

LATE = timedelta(minutes=5)
"""What is told later than this joins one calm group instead of a telling of its own."""

EARLY = timedelta(milliseconds=500)
"""How much too soon a timer may wake without the moment being missed."""

DROP = timedelta(hours=1)
"""How long an item that is let go when missed stays worth telling."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One slot of one day, told once."""

    recovery: str
    key: str
    """`2026-11-23/midday`: names and a date, so that moving a slot's time does not tell it twice."""
    moments: tuple[datetime, ...]
    """In the person's zone: when it is told, and told again where its rules ask for that. At least one."""
    title: str
    """The slot's name."""
    items: tuple[ItemState, ...]
    """What of it is still open. At least one."""
    words: str
    """`Check-in, wash, moisturise`."""

    @property
    def id(self) -> str:
        """One name for one telling of one recovery."""
        return f"{self.recovery}/{self.key}"

    @property
    def due(self) -> datetime:
        """When it is told first."""
        return self.moments[0]

    def fresh(self, now: datetime) -> datetime | None:
        """The moment that has just come, or None. What is later than `LATE` joins what is late."""
        come = (moment for moment in reversed(self.moments) if -EARLY <= now - moment <= LATE)
        return next(come, None)


def tellings(state: DayState, quiet: Quiet) -> tuple[Telling, ...]:
    """Every telling of a day that still has something open, by the time it is to be told.

    Args:
        state: The day.
        quiet: The hours in which nothing is told, except what says to ignore them.
    """
    found = [telling for section in state.sections for telling in _of_section(section, state, quiet)]
    return tuple(sorted(found, key=lambda telling: telling.due))


def _of_section(section: Section, state: DayState, quiet: Quiet) -> Iterator[Telling]:
    told = [item for item in section.items if _is_told(item, state)]
    times = [item.due for item in told if item.due is not None]
    opened = [item for item in told if item.open and not _dropped(item, state.now)]
    if not opened or not times:
        return
    if opened[0].item.rule.interval is not None:
        # What is counted comes again and again, and each time is a telling of its own.
        for item in opened:
            if item.due is not None:
                yield _made(section, [item], f"{item.item.rule.id}/{item.item.slot}", item.due, state, quiet)
        return
    yield _made(section, opened, section.slot, min(times), state, quiet)


def _made(
    section: Section, items: list[ItemState], name: str, due: datetime, state: DayState, quiet: Quiet
) -> Telling:
    key = f"{state.date.isoformat()}/{name}"
    put_off = state.put_off.get(key)
    first = _outside(due, quiet, items[0].item.rule.quiet)
    if put_off is not None and put_off > first:
        first = put_off
    words = telling_words(replace(section, items=tuple(items)))
    beside = _beside(section, state)
    return Telling(
        recovery=state.recovery.id,
        key=key,
        moments=(first, *_again(first, items)),
        title=section.title,
        items=tuple(items),
        words=f"{words}; {beside}" if beside else words,
    )


def _again(first: datetime, items: list[ItemState]) -> Iterator[datetime]:
    """When it is told again, until answered, by the first rule that asks for that."""
    repeat = next((item.item.rule.repeat for item in items if item.item.rule.repeat), None)
    if repeat is not None:
        for count in range(1, repeat.times + 1):
            yield first + count * timedelta(minutes=repeat.minutes)


def _outside(due: datetime, quiet: Quiet, how: str) -> datetime:
    """A moment moved out of the quiet hours: to their end, or to the minute before they begin."""
    minutes = due.hour * 60 + due.minute
    if how == "ignore" or not quiet.covers(minutes):
        return due
    if how == "earlier":
        back = (minutes - quiet.start) % DAY + 1
        return due - timedelta(minutes=back)
    return due + timedelta(minutes=(quiet.end - minutes) % DAY)


def _beside(section: Section, state: DayState) -> str:
    """What is told beside a slot's own items: what lifts today, in the morning; and what asked to be said."""
    said = [f"no {avoid.avoid.rule.short}" for avoid in state.avoids if _asked_here(avoid, section, state)]
    if section.slot == "morning":
        said += [
            f"{avoid.avoid.rule.short} back"
            for avoid in state.avoids
            if avoid.returns and not avoid.avoid.on
        ]
    return ", ".join(said)


def _asked_here(avoid: AvoidState, section: Section, state: DayState) -> bool:
    remind = avoid.avoid.rule.remind
    if remind is None or remind.off or remind.at is None or not avoid.avoid.on:
        return False
    on_day = not remind.days or any(covers(span, state.number) for span in remind.days)
    return on_day and remind.at.name == section.slot


def _is_told(item: ItemState, state: DayState) -> bool:
    rule = item.item.rule
    if item.due is None or rule.as_needed or (rule.remind is not None and rule.remind.off):
        return False
    days = rule.remind.days if rule.remind is not None else ()
    return not days or any(covers(span, state.number) for span in days)


def _dropped(item: ItemState, now: datetime) -> bool:
    """Whether an item that is let go when missed has been."""
    return item.item.rule.if_missed == "drop" and item.due is not None and now - item.due > DROP
