"""The grammar of time, as it is told: each kind of rule at its moments, and once where clocks change."""

from collections import Counter
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from checklists.plan.timing import instant_of
from checklists.rules.rule import At, Interval, Kind, Match, Rule, Span
from tests.conftest import Contexts
from tests.support.apps import CLINIC, TYPICAL, at, chosen, clock_of, small_checklist
from tests.support.days import opened, shown, tick
from tui.clock import FixedClock
from tui.journal import Journal
from tui.paths import Paths
from tui.recovery.begin import begin
from tui.recovery.context import AppContext
from tui.reminders.coming import coming
from tui.reminders.fired import FiredReminders
from tui.reminders.reminder import reminders_of
from tui.settings import Quiet, Settings

MORNING, EVENING = (At("morning"),), (At("evening"),)


def care(**more: Any) -> Rule:
    return Rule("care", Kind.DO, "Care", "care", more.pop("days", (Span(0, 20),)), **more)


def moments(context: AppContext, until: str) -> list[str]:
    """When `care` is told from now on."""
    found = coming(opened(context)[0], context.plans, context.now(), context.now(), at(until))
    mine = (each for each in found if any(item.item.rule.id == "care" for item in each.items))
    return [f"{moment:%a %d %H:%M}" for each in mine for moment in each.moments]


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (care(at=EVENING, weekdays=(0,)), ["Mon 23 20:00", "Mon 30 20:00"]),
        (care(at=MORNING, days=(Span(2, 2), Span(5, 5))), ["Sun 22 08:00", "Wed 25 08:00"]),
        (care(at=(At("evening", 30),), days=(Span(1, 2),)), ["Sat 21 20:00", "Sun 22 20:00"]),
        (
            care(interval=Interval(120, 600, 900), days=(Span(1, 1),)),
            ["Sat 21 10:00", "Sat 21 12:00", "Sat 21 14:00"],
        ),
        (care(interval=Interval(120, 600, 900, last_done=True), days=(Span(1, 1),)), ["Sat 21 10:00"]),
    ],
    ids=["weekly", "listed days", "after a slot", "by plan", "since the last"],
)
def test_each_kind_of_time_is_told_at_its_moments(contexts: Contexts, rule: Rule, told: list[str]) -> None:
    context = contexts("2026-11-20T17:00", of=chosen(small_checklist(rule)))
    assert moments(context, "2026-12-05T04:00") == told


def test_what_is_done_once_is_told_until_it_was(contexts: Contexts) -> None:
    context = contexts(
        "2026-11-21T07:00", of=chosen(small_checklist(care(at=MORNING, once=True, days=(Span(1, 3),))))
    )
    assert moments(context, "2026-11-22T04:00") == ["Sat 21 08:00"]
    clock_of(context).advance(timedelta(hours=1))
    opened(context)[1].tick([item.item for item in shown(context).items if item.item.rule.id == "care"])
    assert moments(context, "2026-11-25T04:00") == []


def test_what_counts_from_the_last_is_told_that_long_after_it(contexts: Contexts) -> None:
    rule = care(interval=Interval(120, 600, 1080, last_done=True, since="sunscreen"))
    context = contexts("2026-11-23T09:30", of=chosen(small_checklist(rule)))
    tick(context, "sunscreen/morning")
    assert moments(context, "2026-11-24T04:00") == ["Mon 23 11:30"]
    clock_of(context).jump(timedelta(hours=2, minutes=15))
    tick(context, "care/n1")
    assert moments(context, "2026-11-24T04:00") == ["Mon 23 13:45"]


def test_sunscreen_counts_from_going_out_until_back_or_sunset(contexts: Contexts) -> None:
    rule = care(
        interval=Interval(120, 600, 1080, last_done=True, since="sunscreen"),
        when=((Match("outdoors", low=1),),),
        unreported=False,
    )
    context = contexts("2026-11-23T11:00", of=chosen(small_checklist(rule)))
    outdoors = small_checklist().sign("outdoors")
    assert outdoors is not None
    assert moments(context, "2026-11-24T04:00") == []
    opened(context)[1].go_out(outdoors, True, shown(context).date)
    tick(context, "sunscreen/morning")
    assert moments(context, "2026-11-24T04:00") == ["Mon 23 13:00"]
    opened(context)[1].go_out(outdoors, False, shown(context).date)
    assert moments(context, "2026-11-24T04:00") == []
    opened(context)[1].go_out(outdoors, True, shown(context).date)
    clock_of(context).jump(timedelta(hours=7, minutes=30))
    assert moments(context, "2026-11-24T04:00") == []


SLOTS = {"morning": "08:00", "midday": "13:00", "evening": "20:00"}


def told_once(home: Path, day: date, zones: list[tuple[int, str]], days: int = 1) -> Counter[str]:
    """What is told from four in the night of `day` on, for some days, looked at every half hour.

    Args:
        zones: From which minute of the day on the person follows the time of which zone; the first is where
            they were treated.
    """
    here = ZoneInfo(zones[0][1])
    treated = instant_of(day - timedelta(days=1), 16 * 60, here)
    told = Counter[str]()
    with Journal.open(Paths.at(home).journal) as journal:
        begin(journal, chosen(small_checklist()), treated, here.key, TYPICAL, CLINIC, treated)
        clock = FixedClock(instant_of(day, 4 * 60, here).astimezone(here))
        context, fired = AppContext(Paths.at(home), Settings(), clock, journal), FiredReminders()
        ends = instant_of(day + timedelta(days=days), 4 * 60, ZoneInfo(zones[-1][1]))
        moves = [(instant_of(day, minutes, here), ZoneInfo(name)) for minutes, name in zones[1:]]
        while (now := context.now()).astimezone(UTC) < ends:
            if moves and now.astimezone(UTC) >= moves[0][0]:
                zone = moves.pop(0)[1]
                context.clock = FixedClock(now.astimezone(zone))
                opened(context)[1].arrive(zone.key)
            state = shown(context)
            for occasion in fired.fire(reminders_of(state, Quiet(0, 0)), context.now()):
                told.update(f"{each.key} at {context.now():%d %H:%M}" for each in occasion.reminders)
            clock_of(context).advance(timedelta(minutes=30))
    return told


@pytest.mark.parametrize("sunday", [date(2026, 3, 29), date(2026, 10, 25)])
def test_both_sundays_of_berlin_tell_each_slot_once(tmp_path: Path, sunday: date) -> None:
    told = told_once(tmp_path, sunday, [(0, "Europe/Berlin")])
    assert told == {f"{sunday}/{slot} at {sunday:%d} {time}": 1 for slot, time in SLOTS.items()}


def test_from_auckland_to_honolulu_each_slot_is_told_once(tmp_path: Path) -> None:
    told = told_once(
        tmp_path, date(2026, 11, 22), [(0, "Pacific/Auckland"), (10 * 60, "Pacific/Honolulu")], days=2
    )
    wanted = {f"2026-11-{day}/{slot} at {day} {time}": 1 for day in (22, 23) for slot, time in SLOTS.items()}
    assert told == wanted
