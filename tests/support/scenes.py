"""The moments that the pictures show, brought about as a person would: by ticking, night after night."""

from collections.abc import Callable
from datetime import date, timedelta

from tests.conftest import Contexts
from tests.support.apps import at, clock_of, shipped
from tui.recovery.context import AppContext
from tui.recovery.state import ItemState

Scene = Callable[[Contexts], AppContext]

DAY_0 = date(2026, 11, 20)


def _go(context: AppContext, moment: str) -> None:
    clock_of(context).jump(at(moment) - context.now())


def tick(context: AppContext, moment: str, which: Callable[[ItemState], bool]) -> None:
    """Tick what is open at a moment and chosen by `which`."""
    _go(context, moment)
    reader = context.reader()
    assert reader is not None
    items = [state.item for state in reader.state(context.now()).items if state.open and which(state)]
    if items:
        context.acts(reader).tick(items)


def nights(context: AppContext, count: int) -> None:
    """Tick everything on the first days, each at half past ten in the evening."""
    for number in range(count):
        tick(context, f"{DAY_0 + timedelta(days=number)}T22:30", lambda state: not state.item.rule.as_needed)


def _before(hour: int) -> Callable[[ItemState], bool]:
    return lambda state: state.due is not None and state.due.hour < hour


def first_evening(contexts: Contexts) -> AppContext:
    """Day 0, ten past eight in the evening, the clinic told and the first hours looked at."""
    context = contexts("2026-11-20T16:30", of=shipped())
    done = ("tell-now", "first-hour", "first-hours")
    tick(context, "2026-11-20T19:20", lambda state: state.item.rule.id in done)
    _go(context, "2026-11-20T20:10")
    return context


def late_morning(contexts: Contexts) -> AppContext:
    """Day 1, five to nine, the morning late since eight."""
    context = contexts("2026-11-20T16:30", of=shipped())
    nights(context, 1)
    _go(context, "2026-11-21T08:55")
    return context


def after_a_night(contexts: Contexts) -> AppContext:
    """Day 2, the last evening's washing and cream left open."""
    context = contexts("2026-11-20T16:30", of=shipped())
    nights(context, 1)
    left = ("face-cleanse", "face-moisturise")
    tick(
        context,
        "2026-11-21T22:30",
        lambda state: (
            not state.item.rule.as_needed
            and not (state.item.slot == "evening" and state.item.rule.id in left)
        ),
    )
    _go(context, "2026-11-22T09:10")
    return context


def after_a_missed_day(contexts: Contexts) -> AppContext:
    """Day 2, nothing of day 1 ticked, though a note was written on it."""
    context = contexts("2026-11-20T16:30", of=shipped())
    nights(context, 1)
    _go(context, "2026-11-21T22:30")
    reader = context.reader()
    assert reader is not None
    context.acts(reader).note("Too tired", DAY_0 + timedelta(days=1))
    _go(context, "2026-11-22T09:10")
    return context


def midday(contexts: Contexts) -> AppContext:
    """Day 3, one o'clock, the morning done."""
    context = contexts("2026-11-20T16:30", of=shipped())
    nights(context, 3)
    tick(context, "2026-11-23T09:30", _before(10))
    _go(context, "2026-11-23T13:00")
    return context


def all_done(contexts: Contexts) -> AppContext:
    """Day 3, twenty to ten in the evening, all done but one skipped."""
    context = midday(contexts)
    reader = context.reader()
    assert reader is not None
    acts = context.acts(reader)
    acts.skip([state.item for state in reader.state(context.now()).items if state.item.slot == "midday"])
    tick(context, "2026-11-23T21:30", lambda state: state.due is not None)
    _go(context, "2026-11-23T21:40")
    return context


def lifting(contexts: Contexts) -> AppContext:
    """Day 7, make-up and acids back if no crusts are left, which nobody has said."""
    context = contexts("2026-11-20T16:30", of=shipped())
    nights(context, 7)
    tick(context, "2026-11-27T07:58", lambda state: state.item.key.endswith("face-cleanse/morning"))
    _go(context, "2026-11-27T08:10")
    return context


def sun_only(contexts: Contexts) -> AppContext:
    """Day 20, sunscreen and little else."""
    context = contexts("2026-11-20T16:30", of=shipped())
    nights(context, 20)
    _go(context, "2026-12-10T08:20")
    return context


def over(contexts: Contexts) -> AppContext:
    """The day after the last."""
    context = contexts("2026-11-20T16:30", of=shipped())
    nights(context, 3)
    tick(context, "2026-11-23T21:30", lambda state: state.item.slot == "morning")
    _go(context, "2027-02-19T09:10")
    return context
