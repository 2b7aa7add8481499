"""Clocks, and moments as people write them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.clock import FixedClock, RehearsalClock, SystemClock, parse_date, parse_instant

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


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-20T16:00", "2026-11-20T16:00:00+01:00"),
        ("2026-11-20 16:00", "2026-11-20T16:00:00+01:00"),
        (" 2026-11-20t16:00:09 ", "2026-11-20T16:00:09+01:00"),
        ("2026-11-20T16:00Z", "2026-11-20T17:00:00+01:00"),
        ("2026-11-20 16:00:00.25z", "2026-11-20T17:00:00.250000+01:00"),
        ("2026-11-20T16:00+08:00", "2026-11-20T09:00:00+01:00"),
        ("2026-11-20T16:00 -0330", "2026-11-20T20:30:00+01:00"),
        ("2026-07-20T16:00", "2026-07-20T16:00:00+02:00"),
        ("2026-03-29T02:30", "2026-03-29T03:30:00+02:00"),
        ("2026-10-25T02:30", "2026-10-25T02:30:00+02:00"),
        ("2026-10-25T02:30+01:00", "2026-10-25T02:30:00+01:00"),
        ("1970-01-01T00:00Z", "1970-01-01T01:00:00+01:00"),
        ("2199-12-31T23:59", "2199-12-31T23:59:00+01:00"),
    ],
)
def test_an_instant_is_read_in_the_zone(text: str, moment: str) -> None:
    found = parse_instant(text, BERLIN)
    assert found.isoformat() == moment
    assert found.tzinfo is BERLIN


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("yesterday", "is not a date and time"),
        ("2026-11-20", "is not a date and time"),
        ("2026-W47-5T16:00", "is not a date and time"),
        ("\N{FULLWIDTH DIGIT TWO}026-11-20T16:00", "is not a date and time"),
        ("", "is not a date and time"),
        ("2026-11-20T24:00", "has no such time of day"),
        ("2026-11-20T16:00+99:00", "has no such time of day"),
    ],
)
def test_what_is_no_instant_is_named_with_an_example(text: str, fault: str) -> None:
    assert _sentence(_parse_in_berlin, text) == f"'{text}' {fault}. Write it like 2026-11-20T16:00."


def test_an_instant_on_a_bad_date_names_the_date() -> None:
    assert _sentence(_parse_in_berlin, "2026-02-30T16:00") == _sentence(parse_date, "2026-02-30")
    assert _sentence(_parse_in_berlin, "0001-01-01T00:00+14:00") == _sentence(parse_date, "0001-01-01")


def test_a_control_character_is_named_and_not_sent() -> None:
    assert "\\x1b[2J" in _sentence(_parse_in_berlin, "2026-11-20T16:00\x1b[2J")


@given(st.text())
def test_any_text_is_a_moment_or_one_sentence(text: str) -> None:
    for read in (parse_date, _parse_in_berlin):
        sentence = _sentence(read, text)
        assert "2026-11-20" in sentence or not sentence
        assert sentence.isprintable()


def test_a_date_is_read() -> None:
    assert parse_date(" 2028-02-29 ") == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("20 November", "'20 November' is not a date. Write it like 2026-11-20."),
        ("20261120", "'20261120' is not a date. Write it like 2026-11-20."),
        ("2026-02-29", "'2026-02-29' is not in the calendar. Write a date like 2026-11-20."),
        ("2200-01-01", "'2200-01-01' is not a date between 1970 and 2199. Write it like 2026-11-20."),
    ],
)
def test_what_is_no_date_is_named_with_an_example(text: str, sentence: str) -> None:
    assert _sentence(parse_date, text) == sentence


def _parse_in_berlin(text: str) -> datetime:
    return parse_instant(text, BERLIN)


def _sentence(read: Callable[[str], object], text: str) -> str:
    """The sentence of the fault, or nothing where there is none."""
    try:
        read(text)
    except ValueError as fault:
        return str(fault)
    return ""
