"""The reminders of a day: pure, from its state. One a slot, not one an item."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo

from msgspec import Struct

from checklists.plan.activation import covers
from checklists.plan.timing import DAY, wall_time
from checklists.rules.rule import Rule
from tui.recovery.state import DayState, ItemState, Timing, reminder_key, reminder_slot
from tui.settings import Quiet
from tui.text.humanize import capital, slot_title
from tui.wording.status_line import asked_by_session, condition_words

LATE = timedelta(minutes=5)
"""What is told later than this joins one calm group instead of a reminder of its own."""

EARLY = timedelta(milliseconds=500)
"""How much too soon a timer may wake without the moment being missed."""


class Reminder(Struct, frozen=True):
    """One slot of one day, told once."""

    recovery: str
    key: str
    """`2026-11-23/midday`: names and a date, so that a slot whose time moves is not told twice."""
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
        """One name among the reminders of all recoveries."""
        return f"{self.recovery}/{self.key}"

    @property
    def due(self) -> datetime:
        """When it is told first."""
        return self.moments[0]

    def moment(self, now: datetime) -> datetime:
        """The latest moment that has come; the first where none has."""
        return max((moment for moment in self.moments if moment <= now + EARLY), default=self.due)

    def fresh(self, now: datetime) -> datetime | None:
        """The moment that has just come, or None. What is later than `LATE` joins what is late."""
        come = (moment for moment in reversed(self.moments) if -EARLY <= now - moment <= LATE)
        return next(come, None)


def reminders_of(state: DayState, quiet: Quiet) -> tuple[Reminder, ...]:
    """Every reminder of a day that still has something open, by the time it is to be told.

    Once the plan is finished there is none, also of what goes on from then on.

    Args:
        state: The day.
        quiet: The hours in which nothing is told, except what says to ignore them.
    """
    slots: dict[str, list[ItemState]] = {}
    for item in () if state.finished else state.items:
        if _reminds(item, state):
            slots.setdefault(reminder_slot(item.item), []).append(item)
    reminders = [_reminder(slot, items, state, quiet) for slot, items in slots.items()]
    return tuple(sorted((each for each in reminders if each.items), key=lambda each: each.due))


def _own_moment(item: ItemState) -> datetime | None:
    """When an item is told by itself; None if it only rides with another slot."""
    remind = item.item.rule.remind
    if remind is None or remind.at is None or item.due is None:
        return item.due
    own = next((at for at in item.item.rule.at if at.name == item.item.slot), None)
    if own is None or remind.at.name != own.name:
        return None
    return item.due + timedelta(minutes=remind.at.offset - own.offset)


def _reminder(slot: str, items: list[ItemState], state: DayState, quiet: Quiet) -> Reminder:
    key = reminder_key(items[0].item)
    # An item that asks to ride with a slot does not move that slot's reminder.
    own = [moment for item in items if (moment := _own_moment(item)) is not None]
    due = min(own or [item.due for item in items if item.due])
    first = _outside(due, quiet, items[0].item.rule.quiet, state.now.tzinfo)
    opened = [item for item in items if item.when(state.now) in (Timing.NOW, Timing.LATER)]
    first = max([first, *(item.put_off for item in opened if item.put_off is not None)])
    shorts = dict.fromkeys(item.item.rule.short for item in opened)
    words, beside = capital(", ".join(shorts)), _beside(slot, state)
    interval = items[0].item.rule.interval
    return Reminder(
        recovery=state.recovery.id,
        key=key,
        moments=(first, *_again(first, opened)),
        title=slot_title(slot) if interval is None else capital(items[0].item.rule.short),
        items=tuple(opened),
        words=f"{words}; {beside}" if beside else words,
    )


def _again(first: datetime, items: list[ItemState]) -> Iterator[datetime]:
    """When it is told again, until answered, by the first rule that asks for that."""
    repeat = next((item.item.rule.repeat for item in items if item.item.rule.repeat), None)
    if repeat is not None:
        for count in range(1, repeat.times + 1):
            yield first + count * timedelta(minutes=repeat.minutes)


def _outside(due: datetime, quiet: Quiet, how: str, zone: tzinfo | None) -> datetime:
    """A moment moved out of the quiet hours: to their end, or to the minute before they begin."""
    minutes = due.hour * 60 + due.minute
    if how == "ignore" or not quiet.covers(minutes):
        return due
    if how == "earlier":
        back = (minutes - quiet.start) % DAY + 1
        return due - timedelta(minutes=back)
    # The clock at which they end, which may have been moved in the night.
    ends = due.astimezone(zone).replace(fold=0) + timedelta(minutes=(quiet.end - minutes) % DAY)
    return wall_time(ends.astimezone(UTC), zone)


def _beside(slot: str, state: DayState) -> str:
    """What is told beside a slot's own items: what asked to be, and in the morning what comes back today."""
    on = [avoid.avoid.rule for avoid in state.avoids if avoid.avoid.on]
    shorts = [f"no {rule.short}" for rule in on if _asks_here(rule, slot, state)]
    shorts += [f"{rule.short} may come" for rule in state.expected if _asks_here(rule, slot, state)]
    if slot == "morning":
        back = [avoid for avoid in state.avoids if avoid.returns and avoid.avoid.returns_on(state.date)]
        free = [avoid for avoid in back if not asked_by_session(avoid, state, state.date)]
        shorts += [f"{avoid.avoid.rule.short} back {condition_words(avoid)}".rstrip() for avoid in free]
    return ", ".join(shorts)


def _asks_here(rule: Rule, slot: str, state: DayState) -> bool:
    remind = rule.remind
    if remind is None or remind.off or remind.at is None or remind.at.name != slot:
        return False
    return not remind.days or any(covers(span, state.number) for span in remind.days)


def _reminds(item: ItemState, state: DayState) -> bool:
    rule = item.item.rule
    if item.due is None or rule.as_needed or (rule.remind is not None and rule.remind.off):
        return False
    days = rule.remind.days if rule.remind is not None else ()
    return not days or any(covers(span, state.number) for span in days)
