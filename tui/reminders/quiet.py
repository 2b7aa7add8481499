"""What quiet hours do to reminders: they move one to their end, and so may keep it from being told at all."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec import Struct

from checklists.plan.plan import Plan
from tui.recovery.plans import Plans
from tui.recovery.reader import RecoveryReader
from tui.recovery.state import DayState, ItemState
from tui.reminders.coming import day_reminders
from tui.reminders.reminder import Reminder
from tui.settings import NO_QUIET, Quiet
from tui.text.humanize import clock, listed


class QuietEffect(Struct, frozen=True):
    """What quiet hours do to one reminder of a day."""

    title: str
    due: datetime
    """When it would be told without them, in the person's zone."""
    moved: datetime | None
    """When it is told instead. None is never: by then it has passed, or its day is over."""
    untold: tuple[ItemState, ...]
    """Its items that are not told at all. Empty for a notice."""


def quiet_effects(plan: Plan, state: DayState, quiet: Quiet) -> tuple[QuietEffect, ...]:
    """What quiet hours do to the reminders of a day that would be told in them.

    Args:
        plan: The one that the day was read from.
        state: The day.
    """
    moved = {each.key: each for each in day_reminders(plan, state, quiet)}
    # What comes again every few hours is told all the same, when it comes next.
    counted = {item.item.rule.id for each in moved.values() for item in each.items if item.item.rule.interval}
    own = day_reminders(plan, state, NO_QUIET)
    effects = (
        _effect(each, moved.get(each.key))
        for each in own
        if not each.items or not all(item.item.rule.id in counted for item in each.items)
    )
    return tuple(each for each in effects if each is not None)


def effects_ahead(
    reader: RecoveryReader, plans: Plans, now: datetime, days: int = 2
) -> tuple[QuietEffect, ...]:
    """What quiet hours do from now on: of what comes day by day at one time once.

    Args:
        plans: Those of the program, so that a day is read once.
        now: Aware.
        days: How many are looked at, with the one it is.

    Raises:
        JournalError: If the journal cannot be read.
    """
    plan = plans.at(reader, now)
    first = max(plan.today, 0)
    found: dict[tuple[object, ...], QuietEffect] = {}
    for number in range(first, first + days):
        for each in quiet_effects(plan, plans.state(reader, now, number), reader.settings.quiet):
            rules = tuple(item.item.rule.id for item in each.untold)
            found.setdefault((each.title, clock(each.due), each.moved is None, rules), each)
    return tuple(found.values())


def quiet_lines(effects: Iterable[QuietEffect]) -> Iterator[str]:
    """The same in sentences, what is not told at all first, and then what to do about that.

    `Bedtime, 23:00, is not told at all: mask.`, `Bedtime, 23:00, is told at 03:00.`
    """
    lost, moved = list[str](), list[str]()
    for each in effects:
        head = f"{each.title}, {clock(each.due)}, is"
        names = listed(list(dict.fromkeys(item.item.rule.short for item in each.untold)))
        if each.moved is None:
            lost.append(f"{head} not told at all{f': {names}' if names else ''}.")
        elif names:
            lost.append(f"{head} told at {clock(each.moved)}, without {names}.")
        else:
            moved.append(f"{head} told at {clock(each.moved)}.")
    yield from dict.fromkeys(lost)
    if lost:
        yield SWALLOWED
    yield from dict.fromkeys(moved)


SWALLOWED = "Let the quiet hours begin later, or set it to another time of day."
"""What to do about what quiet hours keep from being told at all."""


def _effect(own: Reminder, moved: Reminder | None) -> QuietEffect | None:
    """What becomes of one; None where nothing does.

    Args:
        moved: What of it is told with the quiet hours. None is nothing.
    """
    if moved is None:
        return QuietEffect(own.title, own.due, None, own.items)
    if moved.due == own.due:
        return None
    keys = {item.item.key for item in moved.items}
    return QuietEffect(
        own.title, own.due, moved.due, tuple(each for each in own.items if each.item.key not in keys)
    )
