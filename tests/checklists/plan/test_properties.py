"""Plans over every kind of clock change there is."""

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from checklists.plan.circumstances import Circumstances, Times, VersionFrom, ZoneFrom
from checklists.plan.day import Item
from checklists.plan.plan import Plan
from checklists.plan.timing import DAY, in_day, instant_of
from checklists.rules.rule import At, Interval, Rule
from tests.support.clock_changes import ClockChange, clock_changes, examples
from tests.support.plans import SLOTS, checklist, do

A_MOMENT = timedelta(microseconds=1)
A_MINUTE = timedelta(minutes=1)
AN_HOUR = timedelta(hours=1)
DAYS = range(7)

day_starts = st.integers(3 * 60, 6 * 60)
befores = st.integers(0, 3 * DAY)
"""How long before the clocks change somebody is treated, in minutes."""
clocks = st.integers(0, DAY - 1)


def plan_over(change: ClockChange, before: int, day_start: int, *rules: Rule) -> Plan:
    """The plan of somebody treated some minutes before a clock change, as judged before it."""
    treated = change.instant - before * A_MINUTE
    circumstances = Circumstances(
        treated, (VersionFrom(treated, checklist(*rules)),), (ZoneFrom(treated, change.zone.key),)
    )
    return Plan(circumstances, Times(day_start, SLOTS), treated)


def items_of(made: Plan) -> list[Item]:
    return [item for number in DAYS for item in made.day(number).items]


@examples(60)
@given(befores, day_starts, st.lists(clocks, min_size=1, max_size=4, unique=True))
def test_no_day_is_skipped_and_every_slot_is_due_once_within_its_day(
    before: int, day_start: int, chosen: list[int]
) -> None:
    slots = tuple(At(f"s{clock}", clock=clock) for clock in chosen)
    for change in clock_changes():
        made = plan_over(change, before, day_start, do("wash", "0-9", at=slots))
        days = [made.day(number) for number in DAYS]
        assert all(day.begins < day.ends for day in days), change
        assert all(one.ends == two.begins for one, two in pairwise(days)), change
        for day in days:
            found = {item.slot: item.due for item in day.items}
            assert len(found) == len(day.items), change
            for clock in chosen:
                wall = instant_of(day.date, in_day(clock, day_start), change.zone)
                # A time that a jump of the clocks carries out of its day is due as the day ends.
                due = min(wall, day.ends - A_MINUTE)
                exists = due >= change.instant - before * A_MINUTE
                assert found.get(f"s{clock}") == (due if exists else None), (change, day.date)
            assert all(due is not None and day.begins <= due < day.ends for due in found.values()), change


@examples(60)
@given(befores, day_starts, st.integers(20, 600), clocks, clocks)
def test_an_interval_steps_in_elapsed_time_from_its_windows_start_to_its_end(
    before: int, day_start: int, length: int, one: int, two: int
) -> None:
    first, last = sorted((one, two), key=lambda clock: in_day(clock, day_start))
    rule = do("cream", "1-9", interval=Interval(length, first, last))
    for change in clock_changes():
        made = plan_over(change, before, day_start, rule)
        for day in map(made.day, DAYS[1:]):
            dues = [item.due for item in day.items if item.due is not None]
            begins, ends = (
                min(instant_of(day.date, in_day(clock, day_start), change.zone), day.ends - A_MINUTE)
                for clock in (first, last)
            )
            steps = [begins + index * length * A_MINUTE for index in range(len(dues))]
            assert dues == steps, change
            if begins <= ends:
                assert dues[-1] <= ends < dues[-1] + length * A_MINUTE, change
            assert [item.slot for item in day.items] == [f"n{index + 1}" for index in range(len(dues))]


@examples(60)
@given(befores, day_starts, st.integers(0, 96))
def test_elapsed_time_is_elapsed_time_whatever_the_clocks_do(before: int, day_start: int, hours: int) -> None:
    hourly = Interval(60, day_start, day_start - 1)
    rules = [
        do("call", "0-9", at=(At(f"after-{hours}h", after=hours * 60),)),
        do("late", "0-9", interval=hourly, not_before=hours * 60),
        do("early", lasts=hours * 60, interval=hourly),
    ]
    for change in clock_changes():
        made = plan_over(change, before, day_start, *rules)
        turn = change.instant - before * A_MINUTE + hours * AN_HOUR
        dues: dict[str, list[datetime]] = {"call": [], "late": [], "early": []}
        for item in items_of(made):
            assert item.due is not None
            dues[item.rule.id].append(item.due)
        assert dues["call"] == [turn], change
        # Where clocks go back, the window ends at the first of its two ends.
        near = 2 * AN_HOUR + abs(change.shift)
        assert turn <= min(dues["late"]) < turn + near, change
        assert turn - near < max(dues["early"], default=turn - A_MOMENT) < turn, change
