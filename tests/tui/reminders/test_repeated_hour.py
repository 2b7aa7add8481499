"""Clocks that go back or forward in the night: each slot is told once and at its time; an hour is an hour."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest

from checklists.plan.timing import DAY, day_begins, instant_of, later_by, wall_time
from checklists.rules.rule import At, Kind, Rule, Span
from tests.support.apps import CLINIC, TYPICAL, chosen, small_checklist
from tests.support.clock_changes import clock_changes
from tests.support.long import long
from tui.clock import FixedClock
from tui.journal import Journal
from tui.paths import Paths
from tui.recovery.begin import begin
from tui.recovery.context import AppContext
from tui.reminders.fired import FiredReminders
from tui.reminders.reminder import reminders_of
from tui.settings import Quiet, Settings

NEW_YORK = ZoneInfo("America/New_York")
SLOTS = (0, 60, 90, 120, 150, 180)
"""Minutes after midnight."""


def nights() -> Iterator[tuple[str, date]]:
    """Zones, with the date whose night has a change; every kind of change of every zone, when asked to."""
    yield "America/New_York", date(2026, 10, 31)
    yield "America/New_York", date(2026, 3, 7)
    yield "Europe/Berlin", date(2026, 10, 24)
    yield "Australia/Lord_Howe", date(2026, 4, 4)
    for change in clock_changes() if long() else ():
        local = (change.instant - timedelta(seconds=1)).astimezone(change.zone)
        yield change.zone.key, (local - timedelta(hours=4)).date()


def told_in(zone: ZoneInfo, night: date, home: Path) -> list[tuple[str, datetime, datetime]]:
    """What is told from 23:00 to 07:00: its key, when it is due, and when it was told."""
    rules = [
        Rule(
            f"at-{minutes}",
            Kind.DO,
            "x",
            "x",
            (Span(0, 20),),
            at=(At(f"night-{minutes}", clock=minutes),),
            quiet="ignore",
        )
        for minutes in SLOTS
    ]
    treated = instant_of(night, 10 * 60, zone)
    with Journal.open(Paths.at(home).journal) as journal:
        begin(journal, chosen(small_checklist(*rules)), treated, zone.key, TYPICAL, CLINIC, treated)
        context = AppContext(Paths.at(home), Settings(), FixedClock(treated.astimezone(zone)), journal)
        reader = context.reader()
        assert reader is not None
        fired, told = FiredReminders(), []
        moment, end = instant_of(night, 23 * 60, zone), instant_of(night, 31 * 60, zone)
        while moment < end:
            now = moment.astimezone(zone)
            occasions = fired.fire(reminders_of(context.plans.state(reader, now), Quiet(0, 0)), now)
            for reminder in (each for occasion in occasions for each in occasion.reminders):
                told += [
                    (item.item.rule.id, reminder.due, moment)
                    for item in reminder.items
                    # Where a whole date is left out, what is due on it comes at the same moments.
                    if item.item.date == night
                ]
            moment += timedelta(minutes=1)
    return told


@pytest.mark.parametrize(("name", "night"), nights())
def test_each_slot_of_the_night_is_told_once_and_at_its_time(name: str, night: date) -> None:
    zone = ZoneInfo(name)
    with TemporaryDirectory() as home:
        told = [each for each in told_in(zone, night, Path(home)) if each[0].startswith("at-")]
    assert Counter(id for id, _, _ in told) == {f"at-{minutes}": 1 for minutes in SLOTS}
    for id, due, moment in told:
        # What a gap of hours would move into the next day is the last of its own.
        end = day_begins(night + timedelta(days=1), zone, 4 * 60) - timedelta(minutes=1)
        wanted = min(instant_of(night, DAY + int(id.removeprefix("at-")), zone), end)
        assert due == wanted
        assert timedelta() <= moment - wanted < timedelta(minutes=1)


def test_in_an_hour_is_an_hour_where_an_hour_comes_twice() -> None:
    first = datetime(2026, 11, 1, 1, 30, tzinfo=NEW_YORK)
    after = later_by(first, timedelta(hours=1))
    assert after.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)
    assert (f"{after:%H:%M}", after.fold) == ("01:30", 1)
    assert f"{later_by(datetime(2026, 3, 8, 1, 30, tzinfo=NEW_YORK), timedelta(hours=1)):%H:%M}" == "03:30"


def test_wall_times_keep_the_order_and_the_distance_of_their_instants() -> None:
    start = datetime(2026, 10, 31, tzinfo=UTC)
    moments = [start + timedelta(minutes=10 * step) for step in range(300)]
    walls = [wall_time(moment, NEW_YORK) for moment in moments]
    assert walls == moments
    assert {after - before for before, after in pairwise(walls)} == {timedelta(minutes=10)}
    for wall, moment in zip(walls, moments, strict=True):
        assert f"{wall:%d %H:%M}" == f"{moment.astimezone(NEW_YORK):%d %H:%M}"
