"""What was told, late, put off, answered or let go: as the journal and the plan have it afterwards."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.conftest import Contexts
from tests.support.apps import at, clock_of
from tests.support.days import opened, shown, tick
from tui.clock import FixedClock
from tui.journal import ClaimState
from tui.recovery.context import AppContext
from tui.reminders.ledger import PastReminder, ledger
from tui.reminders.occasion import Occasion
from tui.reminders.reminders import Reminders
from tui.reminders.words import answer_words, told_words


def past(context: AppContext, days: int = 1) -> dict[str, PastReminder]:
    reader, _ = opened(context)
    return {one.key: one for one in ledger(reader, context.plans, context.now(), days)}


def lines(context: AppContext, days: int = 1) -> list[str]:
    reader, _ = opened(context)
    found = ledger(reader, context.plans, context.now(), days)
    now = shown(context).now
    return [f"{one.due:%d %H:%M} {one.title}: {told_words(one)}; {answer_words(one, now)}" for one in found]


class Told:
    """An app's reminders, and what they delivered."""

    def __init__(self, context: AppContext) -> None:
        self.occasions: list[Occasion] = []
        self.context = context
        self.reminders = Reminders(context, self.occasions.append, lambda: None)
        self.reminders.start()

    def words(self) -> list[str]:
        """What was delivered since the last time."""
        words = [f"{one.moment:%d %H:%M} {one.words}" for one in self.occasions]
        self.occasions.clear()
        return words

    def look(self) -> list[str]:
        self.reminders.look()
        return self.words()


async def test_told_in_time_answered_and_put_off(contexts: Contexts) -> None:
    context = contexts("2026-11-23T07:59")
    told = Told(context)
    clock_of(context).advance(timedelta(minutes=1))
    assert told.look() == ["23 08:00 Wash, moisturise, sunscreen"]
    clock_of(context).advance(timedelta(minutes=10))
    tick(context, "wash/morning", "cream/morning")
    sunscreen = shown(context).item("2026-11-23/sunscreen/morning")
    assert sunscreen is not None
    opened(context)[1].skip([sunscreen.item], "none left")
    clock_of(context).advance(timedelta(hours=4, minutes=50))
    assert told.look() == ["23 13:00 Moisturise"]
    midday = shown(context).item("2026-11-23/cream/midday")
    assert midday is not None
    opened(context)[1].put_off([midday], at("2026-11-23T13:30"))
    assert told.look() == []
    clock_of(context).advance(timedelta(minutes=30))
    assert told.look() == ["23 13:30 Moisturise"]
    told.reminders.stop()

    assert lines(context) == [
        "23 13:00 Midday: put off to 13:30, told 13:00 on the screen, told 13:30 on the screen; open",
        "23 08:00 Morning: told 08:00 on the screen; 2 of 3 done 08:10, 1 skipped: none left",
    ]


async def test_what_a_machine_slept_through_is_one_line_with_how_late_and_why(contexts: Contexts) -> None:
    """Three hours asleep over two slots, one of which goes on being due."""
    context = contexts("2026-11-23T12:59")
    told = Told(context)
    assert told.words() == []
    clock = clock_of(context)
    clock.sleep(timedelta(hours=3))

    assert told.look() == ["23 15:59 Moisturise"]
    assert told.look() == []
    clock.advance(timedelta(seconds=30))
    assert told.look() == []
    told.reminders.stop()
    assert told_words(past(context)["2026-11-23/midday"]) == (
        "told 15:59 on the screen, 2 hours 59 minutes late, the machine slept"
    )


async def test_of_two_slots_slept_through_both_are_in_the_one_line(contexts: Contexts) -> None:
    context = contexts("2026-11-23T07:30")
    told = Told(context)
    clock_of(context).sleep(timedelta(hours=6))

    # The morning's washing goes on being due until the evening's.
    assert told.look() == ["23 13:30 Still waiting: wash, sunscreen, moisturise"]
    active = told.reminders.active
    assert active is not None
    assert [reminder.key for reminder in active.reminders] == ["2026-11-23/morning", "2026-11-23/midday"]
    tick(context, "wash/morning", "sunscreen/morning")
    told.look()
    active = told.reminders.active
    assert active is not None
    assert active.words == "Moisturise"
    told.reminders.stop()


@pytest.mark.parametrize(
    ("hold_up", "why"),
    [
        (lambda clock: clock.sleep(timedelta(hours=1)), "the machine slept"),
        (lambda clock: clock.jump(timedelta(hours=1)), "its clock was moved"),
        (lambda clock: clock.advance(timedelta(hours=1)), "it was stopped"),
    ],
)
async def test_why_it_was_late_is_told_from_three_clocks(
    contexts: Contexts, hold_up: Callable[[FixedClock], None], why: str
) -> None:
    context = contexts("2026-11-23T12:30")
    told = Told(context)
    hold_up(clock_of(context))
    told.look()
    told.reminders.stop()

    assert (
        told_words(past(context)["2026-11-23/midday"]) == f"told 13:30 on the screen, 30 minutes late, {why}"
    )


async def test_what_came_while_nothing_ran_is_noted_when_the_app_is_opened(contexts: Contexts) -> None:
    context = contexts("2026-11-23T13:40")
    assert told_words(past(context)["2026-11-23/midday"]) == "not told, nothing was running"
    told = Told(context)
    # The day's own sentence says it.
    assert told.words() == []
    told.reminders.stop()

    assert told_words(past(context)["2026-11-23/midday"]) == (
        "told 13:40 on the screen, 40 minutes late, nothing was running"
    )


@pytest.mark.parametrize(
    "jump", [timedelta(seconds=1), timedelta(hours=1), timedelta(days=1), timedelta(days=40)]
)
async def test_a_clock_that_runs_ahead_and_is_set_back_tells_nothing_twice_and_leaves_nothing_out(
    contexts: Contexts, jump: timedelta
) -> None:
    context = contexts("2026-11-20T17:00")
    clock = clock_of(context)
    clock.jump(at("2026-11-23T12:50") - context.now())
    told, seen = Told(context), list[str]()
    clock.jump(jump)
    seen += told.look()
    clock.advance(timedelta(minutes=5))
    seen += told.look()
    clock.jump(-jump)
    # From then on as if nothing had been.
    while context.now() < at("2026-11-24T08:30"):
        seen += told.look()
        clock.advance(timedelta(minutes=1))
    told.reminders.stop()

    # What was told an hour ahead of its time is not told a second time.
    midday = "23 13:50 Moisturise" if jump == timedelta(hours=1) else _TIMELY[0]
    assert [line for line in seen if line in (midday, *_TIMELY)] == [midday, *_TIMELY[1:]]


_TIMELY = [
    "23 13:00 Moisturise",
    "23 20:00 Wash, moisturise, check-in",
    "24 08:00 Wash, moisturise, sunscreen",
]


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(days=1), timedelta(days=40)])
async def test_a_clock_that_is_set_back_first_and_then_right_tells_each_once(
    contexts: Contexts, jump: timedelta
) -> None:
    context = contexts("2026-11-20T17:00")
    clock = clock_of(context)
    clock.jump(at("2026-11-23T12:50") - context.now())
    tick(context, "wash/morning", "cream/morning", "sunscreen/morning")
    told, seen = Told(context), list[str]()
    clock.jump(-jump)
    for _ in range(5):
        seen += told.look()
        clock.advance(timedelta(minutes=1))
    clock.jump(jump)
    seen.clear()
    while context.now() < at("2026-11-24T08:30"):
        seen += told.look()
        clock.advance(timedelta(minutes=1))
    told.reminders.stop()

    assert seen == _TIMELY


def test_the_past_goes_back_no_further_than_the_recovery_was_begun_and_names_what_was_let_go(
    contexts: Contexts,
) -> None:
    context = contexts("2026-11-21T20:30", begun="2026-11-21T12:00")
    clock = clock_of(context)
    assert list(past(context, 9)) == ["2026-11-21/evening", "2026-11-21/midday"]
    clock.advance(timedelta(hours=10))
    yesterday = [one.item for one in shown(context).yesterday if one.item.slot == "midday"]
    opened(context)[1].let_go(yesterday)

    assert answer_words(past(context, 2)["2026-11-21/midday"], shown(context).now) == "let go"


def test_what_was_answered_before_its_time_was_not_to_be_told(contexts: Contexts) -> None:
    context = contexts("2026-11-23T12:00")
    assert isinstance(context.clock, FixedClock)
    tick(context, "cream/midday")
    context.clock.advance(timedelta(hours=2))

    midday = past(context)["2026-11-23/midday"]
    assert (told_words(midday), answer_words(midday, shown(context).now)) == (
        "answered before its time",
        "done 12:00",
    )
    assert not midday.is_untold


def test_what_was_told_though_it_was_due_before_it_was_begun_is_there(contexts: Contexts) -> None:
    context = contexts("2026-11-23T14:00", begun="2026-11-23T13:50")
    claim = ("small", "2026-11-23/midday", at("2026-11-23T13:00"))
    context.journal.claim(*claim, "desktop", context.now())
    context.journal.settle(*claim, ClaimState.CONFIRMED, context.now())
    assert list(past(context)) == ["2026-11-23/midday"]
