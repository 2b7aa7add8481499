"""Clocks, and moments as people write them."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from tui.clock import FixedClock, RehearsalClock, SystemClock

BERLIN = ZoneInfo("Europe/Berlin")
AN_HOUR = timedelta(hours=1)


def test_the_system_clock_speaks_in_a_named_zone_and_is_no_rehearsal() -> None:
    clock = SystemClock(BERLIN)
    before = datetime.now(UTC)
    now = clock.now()

    assert before <= now <= datetime.now(UTC)
    assert now.tzinfo is BERLIN
    assert (clock.zone, clock.offset, clock.rehearsed) == ("Europe/Berlin", timedelta(), False)


def test_without_a_zone_the_system_clock_takes_the_local_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Singapore")
    assert SystemClock().zone == "Asia/Singapore"


def test_an_unknown_tz_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Singapor")
    with pytest.raises(ValueError, match=r"^TZ is set to 'Asia/Singapor', which is not a time zone\."):
        SystemClock()


def test_a_rehearsal_begins_where_it_is_told_and_runs_on() -> None:
    real = FixedClock(datetime(2026, 7, 1, 12, 0, tzinfo=BERLIN))
    clock = RehearsalClock(datetime(2026, 11, 23, 8, 55, tzinfo=BERLIN), real)
    assert clock.now() == datetime(2026, 11, 23, 8, 55, tzinfo=BERLIN)
    assert (clock.zone, clock.rehearsed) == ("Europe/Berlin", True)

    real.advance(timedelta(minutes=7))
    assert clock.now().isoformat() == "2026-11-23T09:02:00+01:00"
    assert clock.now().tzinfo is BERLIN
    assert clock.monotonic() == 420.0


def test_the_offset_of_a_rehearsal_is_elapsed_time_even_across_a_clock_change() -> None:
    real = FixedClock(datetime(2026, 7, 1, 12, 0, tzinfo=BERLIN))
    clock = RehearsalClock(datetime(2026, 11, 1, 12, 0, tzinfo=BERLIN), real)

    assert clock.offset == timedelta(days=123, hours=1)
    assert clock.now().astimezone(UTC) - real.now().astimezone(UTC) == clock.offset
    assert clock.now().hour == 12


def test_a_rehearsal_feels_that_the_machine_slept() -> None:
    real = FixedClock(datetime(2026, 11, 20, 12, 0, tzinfo=BERLIN))
    clock = RehearsalClock(datetime(2026, 11, 23, 8, 0, tzinfo=BERLIN), real)
    real.jump(8 * AN_HOUR)

    assert clock.now() == datetime(2026, 11, 23, 16, 0, tzinfo=BERLIN)
    assert clock.monotonic() == 0.0


def test_a_rehearsal_shows_a_foreign_start_in_the_local_zone() -> None:
    real = FixedClock(datetime(2026, 1, 1, tzinfo=BERLIN))
    clock = RehearsalClock(datetime(2026, 11, 23, 0, 55, tzinfo=UTC), real)
    assert clock.now().isoformat() == "2026-11-23T01:55:00+01:00"


def test_a_fixed_clock_stands_still_until_it_is_moved() -> None:
    clock = FixedClock(datetime(2026, 3, 29, 1, 30, tzinfo=BERLIN))
    assert clock.now() == clock.now()

    clock.advance(AN_HOUR)
    assert clock.now().isoformat() == "2026-03-29T03:30:00+02:00"
    assert clock.monotonic() == 3600.0


def test_a_fixed_clock_passes_through_a_repeated_hour() -> None:
    clock = FixedClock(datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN))
    clock.advance(AN_HOUR)
    assert clock.now().isoformat() == "2026-10-25T02:30:00+01:00"


@pytest.mark.parametrize("zone", [None, timezone(AN_HOUR)], ids=["naive", "bare offset"])
def test_a_fixed_clock_needs_a_named_zone(zone: timezone | None) -> None:
    with pytest.raises(ValueError, match=r" is not in a named time zone$"):
        FixedClock(datetime(2026, 3, 29, tzinfo=zone))
