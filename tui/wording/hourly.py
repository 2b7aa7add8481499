"""What is done again and again on a day: how often it was, and when it is next."""

from collections.abc import Iterable

from tui.recovery.state import DayState, ItemState, Section, State
from tui.text.humanize import clock


def is_hourly(section: Section) -> bool:
    """Whether a section is that of one rule which comes again every few hours."""
    return all(
        item.item.rule.interval is not None and item.item.rule.id == section.slot for item in section.items
    )


def current(items: Iterable[ItemState], state: DayState) -> ItemState:
    """The time that its one row stands for: the latest that has come, or else the first.

    Once that is answered the row stays with it until the next has come: a second press reaches nothing.

    Args:
        items: Of one rule, by time; at least one.
    """
    every = list(items)
    come = [item for item in every if item.starts is not None and item.starts <= state.now]
    return come[-1] if come else every[0]


def hourly_words(section: Section, state: DayState, *, short: bool = False) -> str:
    """`2 of 15, next 12:00`; in short `2 of 15`."""
    every = [item for item in state.items if item.item.rule.id == section.slot]
    words = f"{sum(item.state is State.DONE for item in every)} of {len(every)}"
    coming = [item.starts for item in every if item.open and item.starts and item.starts > state.now]
    return f"{words}, next {clock(min(coming))}" if coming and state.is_today and not short else words


def as_needed_words(item: ItemState) -> tuple[str, ...]:
    """What was done of as-needed care today, the longest way to say it first; nothing where nothing was.

    `last at 14:05, again from 15:00; 3 of 10 today`, `again from 15:00; 3 of 10`, `3 of 10`. From the last
    one that a day should have on, no time to do it again is named.
    """
    limits = item.item.rule.as_needed
    if limits is None or not item.times or item.at is None:
        return ()
    most = limits.at_most
    is_enough = most is not None and item.times >= most
    count = f"{item.times} of {most}" if most is not None else f"{item.times}"
    last = f"last at {clock(item.at)}"
    again = f"again from {clock(item.again_from)}" if item.again_from and not is_enough else ""
    whole = f"{', '.join(filter(None, (last, again)))}; {count} today"
    return whole, f"{again or last}; {count}", f"{count} today" if most is None else count
