"""Care dates and clock times, in tables."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from checklists.plan.timing import DAY, care_date, day_begins, in_day, instant_of, steps, within_day
from tests.support.plans import local, minutes, shown

BERLIN = ZoneInfo("Europe/Berlin")
FOUR = 4 * 60
A_MOMENT = timedelta(microseconds=1)
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
"""When clocks in Berlin jump from 02:00 to 03:00, and go back from 03:00 to 02:00."""


@pytest.mark.parametrize(
    ("clock", "day_start", "expected"),
    [
        ("2026-11-20T00:00", "04:00", date(2026, 11, 19)),
        ("2026-11-20T03:59:59.999999", "04:00", date(2026, 11, 19)),
        ("2026-11-20T04:00", "04:00", date(2026, 11, 20)),
        ("2026-11-20T23:59:59", "04:00", date(2026, 11, 20)),
        ("2026-11-20T02:59", "03:00", date(2026, 11, 19)),
        ("2026-11-20T03:00", "03:00", date(2026, 11, 20)),
        ("2026-11-20T05:59", "06:00", date(2026, 11, 19)),
        ("2027-01-01T03:59", "04:00", date(2026, 12, 31)),
        ("2028-03-01T00:30", "04:00", date(2028, 2, 29)),
    ],
)
def test_a_care_date_lasts_until_the_next_days_start(clock: str, day_start: str, expected: date) -> None:
    assert care_date(local(clock), BERLIN, minutes(day_start)) == expected


def test_a_care_date_is_of_the_zone_asked_about_and_not_of_the_instants_own() -> None:
    instant = datetime(2026, 11, 20, 20, 30, tzinfo=UTC)
    assert care_date(instant, BERLIN, FOUR) == date(2026, 11, 20)
    assert care_date(instant, ZoneInfo("Asia/Singapore"), FOUR) == date(2026, 11, 21)
    assert care_date(instant.astimezone(ZoneInfo("Asia/Tokyo")), BERLIN, FOUR) == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        (SPRING, "01:59", "2026-03-29T01:59+01:00"),
        (SPRING, "02:00", "2026-03-29T03:00+02:00"),
        (SPRING, "02:30", "2026-03-29T03:30+02:00"),
        (SPRING, "03:00", "2026-03-29T03:00+02:00"),
        (SPRING, "08:00", "2026-03-29T08:00+02:00"),
        (AUTUMN, "01:30", "2026-10-25T01:30+02:00"),
        (AUTUMN, "02:30", "2026-10-25T02:30+02:00"),
        (AUTUMN, "03:00", "2026-10-25T03:00+01:00"),
        (AUTUMN, "08:00", "2026-10-25T08:00+01:00"),
        (SPRING - timedelta(days=1), "26:30", "2026-03-29T03:30+02:00"),
        (AUTUMN - timedelta(days=1), "26:30", "2026-10-25T02:30+02:00"),
        (date(2026, 11, 20), "24:30", "2026-11-21T00:30+01:00"),
    ],
)
def test_a_time_that_is_not_moves_forward_and_one_that_is_twice_is_the_first(
    day: date, clock: str, expected: str
) -> None:
    assert shown(instant_of(day, minutes(clock), BERLIN)) == expected


@pytest.mark.parametrize("around", [SPRING, AUTUMN])
def test_eight_in_the_morning_stays_eight_in_the_morning(around: date) -> None:
    clocks = [
        instant_of(around + timedelta(days=ahead), 8 * 60, BERLIN).astimezone(BERLIN).time()
        for ahead in range(-3, 4)
    ]
    assert {f"{clock:%H:%M}" for clock in clocks} == {"08:00"}


@pytest.mark.parametrize(
    ("zone", "day", "day_start", "expected"),
    [
        ("Europe/Berlin", SPRING, "04:00", "2026-03-29T04:00+02:00"),
        ("Europe/Berlin", AUTUMN, "03:00", "2026-10-25T03:00+01:00"),
        # Clocks jump from 02:00 to 05:00, over the day's start.
        ("Antarctica/Casey", date(2009, 10, 18), "04:00", "2009-10-18T05:00+11:00"),
        # Clocks go back from 05:00 to 04:00: the day has begun and goes on.
        ("Asia/Baku", date(2000, 10, 29), "04:30", "2000-10-29T04:30+05:00"),
        # The whole of 30 December is left out, but for the four hours that end its night.
        ("Pacific/Apia", date(2011, 12, 29), "04:00", "2011-12-29T04:00-10:00"),
        ("Pacific/Apia", date(2011, 12, 30), "04:00", "2011-12-31T00:00+14:00"),
        ("Pacific/Apia", date(2011, 12, 31), "04:00", "2011-12-31T04:00+14:00"),
    ],
)
def test_a_day_begins_at_its_start_or_when_clocks_jump_over_it(
    zone: str, day: date, day_start: str, expected: str
) -> None:
    begins = day_begins(day, ZoneInfo(zone), minutes(day_start))
    assert shown(begins, zone) == expected
    assert care_date(begins, ZoneInfo(zone), minutes(day_start)) == day
    assert care_date(begins - A_MOMENT, ZoneInfo(zone), minutes(day_start)) == day - timedelta(days=1)


def test_a_day_that_has_begun_is_not_left_when_clocks_go_back_across_its_start() -> None:
    baku = ZoneInfo("Asia/Baku")
    first, second = (datetime(2000, 10, 29, 4, 10, tzinfo=baku, fold=fold).astimezone(UTC) for fold in (0, 1))
    assert second - first == timedelta(hours=1)
    assert care_date(first, baku, minutes("04:30")) == date(2000, 10, 28)
    assert care_date(second, baku, minutes("04:30")) == date(2000, 10, 29)


@pytest.mark.parametrize(
    ("clock", "day_start", "expected"),
    [
        ("04:00", "04:00", 240),
        ("03:59", "04:00", DAY + 239),
        ("00:00", "04:00", DAY),
        ("23:59", "04:00", 1439),
        ("03:30", "03:00", 210),
        ("05:30", "06:00", DAY + 330),
    ],
)
def test_a_clock_time_before_the_days_start_belongs_to_the_night_after(
    clock: str, day_start: str, expected: int
) -> None:
    assert in_day(minutes(clock), minutes(day_start)) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [(500, 500), (FOUR, FOUR), (FOUR - 1, FOUR), (-30, FOUR), (DAY + 239, DAY + 239), (DAY + 240, DAY + 239)],
)
def test_an_offset_does_not_carry_a_slot_out_of_its_day(asked: int, expected: int) -> None:
    assert within_day(asked, FOUR) == expected


@pytest.mark.parametrize(
    ("first", "last", "length", "expected"),
    [
        ("2026-11-20T10:00", "2026-11-20T18:00", 120, ["10:00", "12:00", "14:00", "16:00", "18:00"]),
        ("2026-11-20T10:00", "2026-11-20T17:59", 120, ["10:00", "12:00", "14:00", "16:00"]),
        ("2026-11-20T10:00", "2026-11-20T10:00", 90, ["10:00"]),
        ("2026-11-20T10:00", "2026-11-20T09:59", 90, []),
        ("2026-03-29T00:00", "2026-03-29T06:00", 120, ["00:00", "03:00", "05:00"]),
        ("2026-10-25T00:00", "2026-10-25T06:00", 120, ["00:00", "02:00", "03:00", "05:00"]),
    ],
)
def test_steps_are_of_elapsed_time_and_hold_both_ends(
    first: str, last: str, length: int, expected: list[str]
) -> None:
    found = steps(local(first), local(last), length)
    assert [f"{each.astimezone(BERLIN):%H:%M}" for each in found] == expected
