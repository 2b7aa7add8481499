"""The sun at a place: held against the sentences of an almanac, and where it does not set or rise."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from astral import Observer
from astral.sun import sunrise, sunset

from tui import sun
from tui.cities import city
from tui.sun import Location


def _clocks(instants: object, zone: str) -> list[str]:
    assert isinstance(instants, tuple)
    return [each.astimezone(ZoneInfo(zone)).strftime("%d %H:%M") for each in instants if each is not None]


@pytest.mark.parametrize(
    ("place", "zone", "day", "clocks"),
    [
        ("Berlin", "Europe/Berlin", date(2026, 6, 21), ["21 04:43", "21 21:33"]),
        ("Berlin", "Europe/Berlin", date(2026, 12, 21), ["21 08:15", "21 15:54"]),
        ("Singapore", "Asia/Singapore", date(2026, 12, 21), ["21 07:01", "21 19:04"]),
        # Where the day of the zone is another than that of UTC.
        ("Auckland", "Pacific/Auckland", date(2026, 12, 21), ["21 05:58", "21 20:39"]),
        ("Honolulu", "Pacific/Honolulu", date(2026, 12, 21), ["21 07:04", "21 17:54"]),
        ("Kiritimati", "Pacific/Kiritimati", date(2026, 12, 21), ["21 06:27", "21 18:27"]),
    ],
)
def test_it_rises_and_sets_as_an_almanac_has_it(place: str, zone: str, day: date, clocks: list[str]) -> None:
    daylight = Location(*city(place)).daylight(day, ZoneInfo(zone))
    assert daylight is not None
    for one, other in zip(_clocks(daylight, zone), clocks, strict=True):
        apart = (datetime.fromisoformat(f"{day:%Y-%m}-{each.replace(' ', 'T')}") for each in (one, other))
        assert abs(next(apart) - next(apart)) <= timedelta(minutes=2), (one, other)


def test_it_is_within_a_minute_or_two_of_what_the_library_says_itself() -> None:
    berlin, zone = Location(52.5, 13.37), ZoneInfo("Europe/Berlin")
    observer = Observer(berlin.latitude, berlin.longitude)
    for number in range(0, 365, 7):
        day = date(2026, 1, 1) + timedelta(days=number)
        daylight = berlin.daylight(day, zone)
        assert daylight is not None
        for mine, theirs in zip(daylight, (sunrise(observer, day), sunset(observer, day)), strict=True):
            assert mine is not None
            assert abs(mine - theirs) <= timedelta(minutes=2)


def test_where_it_does_not_set_it_is_up_all_day() -> None:
    daylight = Location(69.65, 18.96).daylight(date(2026, 6, 21), ZoneInfo("Europe/Oslo"))
    assert _clocks(daylight, "Europe/Oslo") == ["21 00:45", "22 00:45"]


def test_it_may_set_after_midnight() -> None:
    daylight = Location(69.65, 18.96).daylight(date(2026, 5, 17), ZoneInfo("Europe/Oslo"))
    rises, sets = _clocks(daylight, "Europe/Oslo")
    assert (rises[:5], sets[:5]) == ("17 01", "18 00")


def test_where_it_does_not_rise_it_has_no_times() -> None:
    place = Location(69.65, 18.96)
    assert place.daylight(date(2026, 12, 21), ZoneInfo("Europe/Oslo")) == (None, None)
    assert place.strong_sun(date(2026, 12, 21), ZoneInfo("Europe/Oslo")) is None


@pytest.mark.parametrize("latitude", [90.0, -90.0])
def test_at_the_poles_there_is_an_answer_for_every_day(latitude: float) -> None:
    for number in range(0, 365, 13):
        day = date(2026, 1, 1) + timedelta(days=number)
        assert Location(latitude, 0).daylight(day, UTC) is not None


def test_a_place_far_from_the_zone_is_not_where_the_person_is() -> None:
    singapore = Location(*city("Singapore"))
    assert singapore.daylight(date(2026, 12, 21), ZoneInfo("Europe/Berlin")) is None
    assert Location(43.8, 87.6).daylight(date(2026, 12, 21), ZoneInfo("Asia/Shanghai")) is not None


def test_it_is_strong_while_shadows_are_short() -> None:
    zone = ZoneInfo("Asia/Singapore")
    strong = Location(*city("Singapore")).strong_sun(date(2026, 12, 21), zone)
    assert _clocks(strong, "Asia/Singapore") == ["21 10:28", "21 15:37"]
    assert Location(52.5, 13.37).strong_sun(date(2026, 12, 21), ZoneInfo("Europe/Berlin")) is None


def test_without_the_library_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sun, "is_installed", lambda: False)
    # Of no other test, for what is known is kept.
    assert Location(11.1, 22.2).daylight(date(2026, 3, 3), ZoneInfo("Africa/Tripoli")) is None


def test_nothing_of_it_is_loaded_where_no_place_is_set() -> None:
    script = "import sys, tui.recovery.context, tui.settings.reading, tui.sun; print('astral' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ended.stdout == "False\n"


@pytest.mark.parametrize(
    ("name", "point"),
    [
        ("Singapore", (1.28, 103.85)),
        ("europe/berlin", (52.5, 13.37)),
        ("new york", (40.71, -74.01)),
        (" São_Paulo ".replace("ã", "a"), (-23.53, -46.62)),
    ],
)
def test_a_city_of_the_zone_table(name: str, point: tuple[float, float]) -> None:
    assert city(name) == pytest.approx(point, abs=0.01)


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("Berln", " Nearest: Berlin."), ("New Yrok", " Nearest: New York."), ("x" * 300, "")],
)
def test_no_city_is_one_sentence(name: str, nearest: str) -> None:
    with pytest.raises(ValueError, match="is no city of the zone table") as error:
        city(name)
    assert str(error.value) == (
        f"{name[:40]!r} is no city of the zone table.{nearest} "
        'Write one such as "Singapore", or latitude and longitude: "1.35, 103.82".'
    )
