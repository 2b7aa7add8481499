"""Which day it is, at home and on the way."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from checklists.plan.circumstances import ZoneFrom
from checklists.plan.timing import Dates
from tests.support.plans import BERLIN, local, shown

FOUR = 4 * 60
A_MOMENT = timedelta(microseconds=1)
AN_HOUR = timedelta(hours=1)


def dates(treated: str, *zones: tuple[str, str]) -> Dates:
    """Days from a clock time in the first zone, with later moves at clock times in the zone moved to."""
    first = zones[0][1]
    stays = [ZoneFrom(local(since, zone), zone) for since, zone in zones]
    return Dates(local(treated, first), stays, FOUR)


@pytest.mark.parametrize(
    ("treated", "day0", "turns"),
    [
        ("2026-11-20T00:30", "2026-11-19", ["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"]),
        ("2026-11-20T03:59", "2026-11-19", ["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"]),
        ("2026-11-20T04:00", "2026-11-20", ["2026-11-21", "2026-11-22", "2026-11-23"]),
        ("2026-11-20T16:00", "2026-11-20", ["2026-11-21", "2026-11-22", "2026-11-23"]),
        ("2026-11-20T23:30", "2026-11-20", ["2026-11-21", "2026-11-22", "2026-11-23"]),
    ],
)
def test_the_day_turns_at_four_and_at_no_other_hour(treated: str, day0: str, turns: list[str]) -> None:
    days = dates(treated, (treated, BERLIN))
    assert days.treatment_date == date.fromisoformat(day0)

    starts = [local(f"{turn}T04:00") for turn in turns]
    hour = local(treated)
    for _ in range(3 * 24):
        for instant in (hour, hour.replace(minute=0), hour.replace(minute=59, second=59, microsecond=999999)):
            if instant >= local(treated):
                assert days.number_at(instant) == sum(start <= instant for start in starts), shown(instant)
        hour += AN_HOUR
    assert days.number_at(starts[-1] - A_MOMENT) == len(turns) - 1


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("2026-11-20T16:00", 0),
        ("2026-11-20T23:59", 0),
        ("2026-11-21T00:30", 0),
        ("2026-11-21T03:59", 0),
        ("2026-11-21T04:00", 1),
        ("2026-11-21T15:59", 1),
        ("2026-11-21T16:01", 1),
        ("2026-11-20T03:59", -1),
    ],
)
def test_a_treatment_in_the_afternoon_is_day_0_until_four_that_night(asked: str, expected: int) -> None:
    assert dates("2026-11-20T16:00", ("2026-11-20T16:00", BERLIN)).number_at(local(asked)) == expected


def test_a_day_has_a_date_and_a_date_a_day() -> None:
    days = dates("2026-11-20T16:00", ("2026-11-20T16:00", BERLIN))
    assert days.date_of(7) == date(2026, 11, 27)
    assert days.number_of(date(2026, 11, 27)) == 7
    assert days.number_of(date(2026, 11, 19)) == -1
    assert shown(days.begins(7)) == "2026-11-27T04:00+01:00"


@pytest.mark.parametrize(
    ("moves", "asked", "zone", "expected"),
    [
        # Auckland is a day ahead of Honolulu: 22 November there is still 21 November here.
        ([("2026-11-21T11:00", "Pacific/Honolulu")], "2026-11-21T11:00", "Pacific/Honolulu", 2),
        ([("2026-11-21T11:00", "Pacific/Honolulu")], "2026-11-23T03:59", "Pacific/Honolulu", 2),
        ([("2026-11-21T11:00", "Pacific/Honolulu")], "2026-11-23T04:00", "Pacific/Honolulu", 3),
        # There and back again: the days at home go on as if nothing had been.
        (
            [("2026-11-21T11:00", "Pacific/Honolulu"), ("2026-11-23T12:00", "Pacific/Auckland")],
            "2026-11-23T12:00",
            "Pacific/Auckland",
            3,
        ),
    ],
)
def test_a_day_once_reached_is_never_left_for_an_earlier_one(
    moves: list[tuple[str, str]], asked: str, zone: str, expected: int
) -> None:
    days = dates("2026-11-20T16:00", ("2026-11-20T16:00", "Pacific/Auckland"), *moves)
    assert days.number_at(local(asked, zone)) == expected


def test_whoever_flies_into_a_later_date_begins_it_on_arrival() -> None:
    arrival = "2026-11-22T09:00"
    days = dates("2026-11-20T16:00", ("2026-11-20T16:00", "Pacific/Honolulu"), (arrival, "Pacific/Auckland"))
    landed = local(arrival, "Pacific/Auckland")

    assert days.number_at(landed - A_MOMENT) == 1
    assert days.number_at(landed) == 2
    assert days.begins(2) == landed
    assert shown(days.begins(1), "Pacific/Honolulu") == "2026-11-21T04:00-10:00"
    assert shown(days.begins(3), "Pacific/Auckland") == "2026-11-23T04:00+13:00"


def test_a_day_that_a_flight_leaves_out_has_no_time_in_it() -> None:
    # 03:30 on the night of the 20th in Pago Pago is 04:30 on the 22nd in Kiritimati.
    arrival = "2026-11-22T04:30"
    days = dates(
        "2026-11-20T16:00", ("2026-11-20T16:00", "Pacific/Pago_Pago"), (arrival, "Pacific/Kiritimati")
    )
    assert days.begins(1) == days.begins(2) == local(arrival, "Pacific/Kiritimati")
    assert days.number_at(days.begins(1) - A_MOMENT) == 0
    assert days.number_at(days.begins(1)) == 2


def test_a_treatment_set_right_after_a_journey_is_dated_where_the_person_then_was() -> None:
    treated = local("2026-11-25T16:00", "Pacific/Honolulu")
    stays = [
        ZoneFrom(local("2026-11-20T10:00", "Pacific/Auckland"), "Pacific/Auckland"),
        ZoneFrom(local("2026-11-25T09:00", "Pacific/Honolulu"), "Pacific/Honolulu"),
    ]
    days = Dates(treated, stays, FOUR)
    assert days.treatment_date == date(2026, 11, 25)
    assert days.number_at(treated) == 0
    assert days.number_at(treated + 12 * AN_HOUR) == 1


def test_the_first_zone_also_holds_before_it_was_noted() -> None:
    noted = ZoneFrom(local("2026-11-22T09:00"), BERLIN)
    days = Dates(local("2026-11-20T16:00"), [noted], FOUR)
    assert days.treatment_date == date(2026, 11, 20)
    assert days.number_at(datetime(2026, 11, 21, 4, tzinfo=ZoneInfo(BERLIN))) == 1
