"""Which tellings a day has: pure, from its state. One telling a slot, not one an item."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from checklists.presence import covers
from tui.day.state import AvoidState, DayState, ItemState, Section
from tui.day.voice import telling as telling_words

LATE = timedelta(minutes=5)
"""What is told later than this joins one calm group instead of a telling of its own."""

DROP = timedelta(hours=1)
"""How long an item that is let go when missed stays worth telling."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One slot of one day, told once."""

    recovery: str
    key: str
    """`2026-11-23/midday`: names and a date, so that moving a slot's time does not tell it twice."""
    due: datetime
    """In the person's zone: when it is to be told, or told again after it was put off."""
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

    def is_due(self, now: datetime) -> bool:
        """Whether its time has come."""
        return self.due <= now

    def is_fresh(self, now: datetime) -> bool:
        """Whether it is told by itself; later than that it joins what is late."""
        return self.is_due(now) and now - self.due <= LATE


def tellings(state: DayState) -> tuple[Telling, ...]:
    """Every telling of a day that still has something open, by the time it is to be told."""
    found = [telling for section in state.sections for telling in _of_section(section, state)]
    return tuple(sorted(found, key=lambda telling: telling.due))


def next_slot(state: DayState, after: datetime) -> datetime | None:
    """The next time of day, after a moment, at which something else is told: where "later" may put one."""
    return min((telling.due for telling in tellings(state) if telling.due > after), default=None)


def _of_section(section: Section, state: DayState) -> Iterator[Telling]:
    told = [item for item in section.items if _is_told(item, state)]
    times = [item.due for item in told if item.due is not None]
    opened = [item for item in told if item.open and not _dropped(item, state.now)]
    if not opened or not times:
        return
    if opened[0].item.rule.interval is not None:
        # What is counted comes again and again, and each time is a telling of its own.
        for item in opened:
            if item.due is not None:
                yield _made(section, [item], f"{item.item.rule.id}/{item.item.slot}", item.due, state)
        return
    yield _made(section, opened, section.slot, min(times), state)


def _made(section: Section, items: list[ItemState], name: str, due: datetime, state: DayState) -> Telling:
    key = f"{state.date.isoformat()}/{name}"
    put_off = state.put_off.get(key)
    words = telling_words(replace(section, items=tuple(items)))
    beside = _beside(section, state)
    return Telling(
        recovery=state.recovery.id,
        key=key,
        due=max(due, put_off) if put_off is not None else due,
        title=section.title,
        items=tuple(items),
        words=f"{words}; {beside}" if beside else words,
    )


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
