"""What people type is read, or refused with a sentence."""

import re
from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.rules.rule import Span
from tests.support.apps import BERLIN
from tests.support.plans import days
from tui.recovery.clinic_dates import at_text, days_text
from tui.text.parse import (
    minutes_of_digits,
    parse_at,
    parse_clock,
    parse_date,
    parse_days,
    parse_instant,
    parse_time,
    phone_fault,
)


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


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("0-4", days("0-4")),
        (" 14- ", days("14-")),
        ("3", days("3")),
        ("3, 7,14-", days("3", "7", "14-")),
    ],
)
def test_days_are_written_as_in_a_checklist(text: str, spans: tuple[Span, ...]) -> None:
    assert parse_days(text) == spans
    assert parse_days(days_text(spans)) == spans


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Say the days, such as 0-4 or 3, 7, 14."),
        (" , ", "Say the days, such as 0-4 or 3, 7, 14."),
        ("4-0", '"4-0" runs backwards; write 0-4.'),
        ("0-9999", '"9999" is later than day 3650, ten years on.'),
        ("soon", '"soon" must be days such as 0, 1-13 or 14-.'),
        ("-3", '"-3" must be days such as 0, 1-13 or 14-.'),
        ("0-4,", '"" must be days such as 0, 1-13 or 14-.'),
        ("5, 3", "The days of a list must ascend; day 3 does not come after 5."),
        ("3-, 9", "Only the last of a list may be open; 3- has no end."),
    ],
)
def test_days_that_cannot_be_are_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        parse_days(text)


@pytest.mark.parametrize(
    "text", ["morning", "evening+1h", "bedtime-1h30m", "midday+5m", "lunch 12:05", "after-4h"]
)
def test_times_are_written_as_in_a_checklist(text: str) -> None:
    assert at_text(parse_at(text)) == text
    assert at_text(parse_at(f"tea 16:00 , {text}")) == f"tea 16:00, {text}"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Say the times, such as morning or lunch 12:15."),
        ("lunch", '"lunch" has no time of its own; write one behind it, such as "lunch 12:15".'),
        ("evning", '"evning" has no time of its own; did you mean evening?'),
        ("morning, morning", '"morning" is in this list already.'),
        ("lunch 25:00", '"25:00" must be a time such as 08:00 or 21:30.'),
    ],
)
def test_times_that_cannot_be_are_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        parse_at(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ""),
        ("+65 6000 0000", ""),
        ("(030) 12345-67 ext 8", ""),
        ("112", ""),
        ("12", "That is too short for a phone number."),
        ("999", ""),
        ("1" * 15, ""),
        ("1" * 16, "That is too long for a phone number."),
        ("+1" + "2" * 14, ""),
        ("0049" + "2" * 13, ""),
        ("+65 6000 0000 0000 0000", "That is too long for a phone number."),
        ("+65 6000 0000 ext 123456", ""),
        ("0000 0000", "A phone number is more than zeros."),
        ("65+6000", "A + can only stand in front of a phone number."),
        ("call me", "A phone number has digits, spaces and + - ( ) only."),
    ],
)
def test_a_phone_number_is_one_or_is_refused_with_the_reason(text: str, said: str) -> None:
    assert phone_fault(text) == said


@pytest.mark.parametrize(
    ("digits", "minutes"),
    [("", None), ("9", 540), ("16", 960), ("24", None), ("930", 570), ("0960", None), ("1600", 960)],
)
def test_digits_are_a_time_of_day_or_none(digits: str, minutes: int | None) -> None:
    assert minutes_of_digits(digits) == minutes


@pytest.mark.parametrize(
    ("text", "minutes"), [("8:05", 485), (" 21:30 ", 1290), ("21:3", None), ("soon", None)]
)
def test_a_time_of_day_is_told_from_other_text(text: str, minutes: int | None) -> None:
    assert parse_clock(text) == minutes


@pytest.mark.parametrize("text", ["24:00", "9:60"])
def test_a_time_that_no_day_has_is_refused(text: str) -> None:
    assert _sentence(parse_clock, text) == f"{text!r} is not a time of day. Write it like 21:30."
    assert _sentence(parse_time, text) == f"{text!r} is not a time of day. Write it like 14:30."


@pytest.mark.parametrize(
    ("text", "time"), [("", ""), (" ", ""), ("9:05", "09:05"), ("14.30", "14:30"), ("1430", "14:30")]
)
def test_the_time_of_a_session_is_read(text: str, time: str) -> None:
    assert parse_time(text) == time


def _parse_in_berlin(text: str) -> datetime:
    return parse_instant(text, BERLIN)


def _sentence(read: Callable[[str], object], text: str) -> str:
    """The sentence of the fault, or nothing where there is none."""
    try:
        read(text)
    except ValueError as fault:
        return str(fault)
    return ""
