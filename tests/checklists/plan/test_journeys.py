"""Days and items of people who travel anywhere, at any time."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from checklists.plan.circumstances import Circumstances, Times, VersionFrom, ZoneFrom
from checklists.plan.plan import Plan
from checklists.plan.timing import DAY, Dates
from tests.support.plans import SLOTS, at, checklist, do, local

A_MOMENT = timedelta(microseconds=1)
A_MINUTE = timedelta(minutes=1)
AN_HOUR = timedelta(hours=1)

day_starts = st.integers(3 * 60, 6 * 60)
ZONES = (
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "Pacific/Honolulu",
    "Pacific/Auckland",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Asia/Kathmandu",
)

journeys = st.lists(st.tuples(st.integers(0, 60 * 60), st.sampled_from(ZONES)), min_size=1, max_size=6)
"""Minutes since the stay before began, and where to."""
starts = st.sampled_from(["2026-11-20T16:00", "2026-10-23T23:00", "2026-03-27T05:00"])


def stays_of(start: str, journey: list[tuple[int, str]]) -> tuple[ZoneFrom, ...]:
    since = local(start)
    stays = [ZoneFrom(since, "Europe/Berlin")]
    for minutes, zone in journey:
        since += minutes * A_MINUTE
        stays.append(ZoneFrom(since, zone))
    return tuple(stays)


@settings(max_examples=150)
@given(starts, journeys, day_starts)
def test_the_day_never_decreases_for_a_person_on_any_journey(
    start: str, journey: list[tuple[int, str]], day_start: int
) -> None:
    stays = stays_of(start, journey)
    dates = Dates(stays[0].since, stays, day_start)
    instants = [stays[0].since + hours * AN_HOUR for hours in range(24 * 16)]
    instants = sorted(
        [*instants, *(stay.since for stay in stays), *(stay.since - A_MOMENT for stay in stays[1:])]
    )
    numbers = [dates.number_at(instant) for instant in instants]
    assert numbers == sorted(numbers)
    for number in range(1, 12):
        assert dates.begins(number) <= dates.begins(number + 1)
        assert dates.number_at(dates.begins(number)) >= number
        assert dates.number_at(dates.begins(number) - A_MOMENT) < number


@settings(max_examples=150)
@given(starts, journeys, st.integers(0, 14 * DAY))
def test_a_journey_drops_and_doubles_nothing(start: str, journey: list[tuple[int, str]], later: int) -> None:
    stays = stays_of(start, journey)
    treated = stays[0].since
    rule = do("wash", "0-20", at=at("morning", "midday", "evening", "after-50h"))
    circumstances = Circumstances(treated, (VersionFrom(treated, checklist(rule)),), stays)
    made = Plan(circumstances, Times(4 * 60, SLOTS), treated + later * A_MINUTE)
    days = [made.day(number) for number in range(15)]

    keys = [item.key for day in days for item in day.items]
    assert len(keys) == len(set(keys))
    assert [item.due for day in days for item in day.items if item.slot == "after-50h"] == [
        treated + 50 * AN_HOUR
    ]
    for day in days:
        assert all(item.due is not None and treated <= item.due < day.ends for item in day.items)
        # The first two days may have slots that in a new zone were before the treatment.
        if day.number > 1:
            assert {item.slot for item in day.items} - {"after-50h"} == {"morning", "midday", "evening"}
