"""What people type is read whole, or refused with a sentence that says how to write it."""

import re
from collections.abc import Callable
from datetime import UTC, date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.rules.rule import Span
from tests.long.texts import fault_of
from tests.support.apps import at
from tests.support.long import sample
from tests.support.plans import days
from tui.recovery.clinic_dates import at_text, days_text
from tui.text.humanize import year_date
from tui.text.parse import (
    Present,
    Toward,
    clock_words,
    minutes_of_digits,
    moment_words,
    parse_at,
    parse_clock,
    parse_date,
    parse_day,
    parse_days,
    parse_iso_date,
    parse_moment,
)

NOW = Present(at("2026-11-27T10:00"), 4 * 60)
"""A Friday in Berlin."""
NIGHT = Present(at("2026-11-28T01:30"), 4 * 60)
"""Still that Friday."""


def refusal(read: Callable[..., object], *args: object) -> str:
    """The sentence by which a text is refused; empty where it is read."""
    try:
        read(*args)
    except ValueError as error:
        return str(error)
    return ""


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
        ("\N{FULLWIDTH DIGIT TWO}026-11-20T16:00", "2026-11-20T16:00:00+01:00"),
        ("2026-10-17 14:30", "2026-10-17T14:30:00+02:00"),
        ("now", "2026-11-27T10:00:00+01:00"),
        ("NOW", "2026-11-27T10:00:00+01:00"),
        ("8:10", "2026-11-27T08:10:00+01:00"),
        ("4pm", "2026-11-27T16:00:00+01:00"),
        ("20.05", "2026-11-27T20:05:00+01:00"),
        ("1630", "2026-11-27T16:30:00+01:00"),
        ("16h30", "2026-11-27T16:30:00+01:00"),
        ("noon", "2026-11-27T12:00:00+01:00"),
        ("1h ago", "2026-11-27T09:00:00+01:00"),
        ("half an hour ago", "2026-11-27T09:30:00+01:00"),
        ("in 1 h 30 min", "2026-11-27T11:30:00+01:00"),
        ("+1h30", "2026-11-27T11:30:00+01:00"),
        ("yesterday 16:00", "2026-11-26T16:00:00+01:00"),
        ("4pm Yesterday", "2026-11-26T16:00:00+01:00"),
        ("20 Nov 4pm", "2026-11-20T16:00:00+01:00"),
        ("20.11. 16:00", "2026-11-20T16:00:00+01:00"),
        ("Nov 20th, 2026 at 4:30 p.m.", "2026-11-20T16:30:00+01:00"),
        ("Friday, 20 November 2026, 16:00", "2026-11-20T16:00:00+01:00"),
        ("Fri 20 Nov 2026, 16:00:09", "2026-11-20T16:00:09+01:00"),
        ("20 Nov 1630", "2026-11-20T16:30:00+01:00"),
        ("on the 20th of November at 16.30", "2026-11-20T16:30:00+01:00"),
        ("+14d", "2026-12-11T10:00:00+01:00"),
        ("in 20 weeks", "2027-04-16T10:00:00+02:00"),
    ],
)
def test_a_moment_is_read(text: str, moment: str) -> None:
    read = parse_moment(text, NOW)
    assert read.isoformat() == moment
    assert read.tzinfo is NOW.zone


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "'' is not a date and time. Write it like 2026-11-20T16:00, 20 Nov 16:00 or yesterday 4pm."),
        (
            "tomorrow 9",
            "'tomorrow 9' may be Sat 28 Nov 2026, 09:00 or Sat 28 Nov 2026, 21:00. "
            "Write the date and the time in full.",
        ),
        ("20 nov", "'20 nov' lacks the time of day. Write it like 20 nov 16:00."),
        ("20 Nov 2026", "'20 Nov 2026' lacks the time of day. Write it like 20 nov 2026 16:00."),
        (
            "yesterday 00:30",
            "'yesterday 00:30' may be Thu 26 Nov 2026, 00:30 or Fri 27 Nov 2026, 00:30. "
            "Write the date and the time in full.",
        ),
        ("mon 20 nov 16:00", "'mon 20 nov 16:00' cannot be: Fri 20 Nov 2026 is no Monday."),
        (
            "11/12/2026 16:00",
            "'11/12/2026 16:00' may be Thu 12 Nov 2026, 16:00 or Fri 11 Dec 2026, 16:00. "
            "Write the date and the time in full.",
        ),
        (
            "2026-11-20T24:00",
            "'2026-11-20T24:00' has no such time of day. "
            "Write it like 2026-11-20T16:00, 20 Nov 16:00 or yesterday 4pm.",
        ),
        (
            "2026-02-30T16:00",
            "'2026-02-30T16:00' is not in the calendar. Write it like 2026-11-20, 20 Nov or yesterday.",
        ),
        (
            "tommorow 9am",
            "'tommorow 9am' is not a date and time. "
            "Write it like 2026-11-20T16:00, 20 Nov 16:00 or yesterday 4pm. Did you mean tomorrow?",
        ),
    ],
)
def test_what_is_no_moment_is_refused_with_what_would_be(text: str, sentence: str) -> None:
    assert refusal(parse_moment, text, NOW) == sentence


def test_what_lies_ahead_is_refused_where_it_cannot_be() -> None:
    assert refusal(parse_day, "tomorrow", NOW) == "Sat 28 Nov 2026 has not come yet."


def test_after_midnight_it_is_still_the_day_before() -> None:
    assert parse_date("today", NIGHT) == date(2026, 11, 27)
    assert moment_words(parse_moment("23:00", NIGHT)) == "Fri 27 Nov 2026, 23:00"
    assert moment_words(parse_moment("1:00", NIGHT, Toward.PAST)) == "Sat 28 Nov 2026, 01:00"
    assert moment_words(parse_moment("0:30", NOW, Toward.PAST)) == "Fri 27 Nov 2026, 00:30"
    assert moment_words(parse_moment("0:30", NOW, Toward.FUTURE)) == "Sat 28 Nov 2026, 00:30"


@pytest.mark.parametrize(
    ("text", "toward", "day"),
    [
        (" 2028-02-29 ", Toward.ANY, date(2028, 2, 29)),
        ("2026-1-2", Toward.ANY, date(2026, 1, 2)),
        ("20.11.2026", Toward.ANY, date(2026, 11, 20)),
        ("20.11.26", Toward.ANY, date(2026, 11, 20)),
        ("20.11.", Toward.PAST, date(2026, 11, 20)),
        ("11/20/2026", Toward.ANY, date(2026, 11, 20)),
        ("20/11/2026", Toward.ANY, date(2026, 11, 20)),
        ("11/11/2026", Toward.ANY, date(2026, 11, 11)),
        ("30 Oct", Toward.PAST, date(2026, 10, 30)),
        ("2 Feb", Toward.FUTURE, date(2027, 2, 2)),
        ("2 Feb", Toward.ANY, date(2027, 2, 2)),
        ("sept 3rd", Toward.PAST, date(2026, 9, 3)),
        ("fri", Toward.ANY, date(2026, 11, 27)),
        ("Mon", Toward.FUTURE, date(2026, 11, 30)),
        ("mon", Toward.PAST, date(2026, 11, 23)),
        ("last friday", Toward.PAST, date(2026, 11, 20)),
        ("this wed", Toward.ANY, date(2026, 11, 25)),
        ("+14d", Toward.ANY, date(2026, 12, 11)),
        ("in 2 weeks", Toward.FUTURE, date(2026, 12, 11)),
        ("3 days ago", Toward.PAST, date(2026, 11, 24)),
        ("a week ago", Toward.PAST, date(2026, 11, 20)),
    ],
)
def test_a_date_is_read(text: str, toward: Toward, day: date) -> None:
    assert parse_date(text, NOW, toward) == day


@pytest.mark.parametrize(
    ("text", "toward", "sentence"),
    [
        ("soon", Toward.ANY, "'soon' is not a date. Write it like 2026-11-20, 20 Nov or yesterday."),
        (
            "fryday",
            Toward.ANY,
            "'fryday' is not a date. Write it like 2026-11-20, 20 Nov or yesterday. Did you mean friday?",
        ),
        (
            "2026-02-29",
            Toward.ANY,
            "'2026-02-29' is not in the calendar. Write it like 2026-11-20, 20 Nov or yesterday.",
        ),
        (
            "2200-01-01",
            Toward.ANY,
            "'2200-01-01' is not between 1970 and 2199. Write it like 2026-11-20, 20 Nov or yesterday.",
        ),
        (
            "tomorrow 9",
            Toward.ANY,
            "'tomorrow 9' is not a date. Write it like 2026-11-20, 20 Nov or yesterday.",
        ),
        (
            "11/12/2026",
            Toward.ANY,
            "'11/12/2026' may be Thu 12 Nov 2026 or Fri 11 Dec 2026. Write the date like 2026-11-20.",
        ),
        (
            "mon",
            Toward.ANY,
            "'mon' may be Mon 23 Nov 2026 or Mon 30 Nov 2026. Write the date like 2026-11-20.",
        ),
        (
            "next mon",
            Toward.FUTURE,
            "'next mon' may be Mon 30 Nov 2026 or Mon 7 Dec 2026. Write the date like 2026-11-20.",
        ),
        (
            "20 Dec",
            Toward.PAST,
            "'20 Dec' may be Sat 20 Dec 2025 or Sun 20 Dec 2026. Write the date like 2026-11-20.",
        ),
    ],
)
def test_what_is_no_date_is_refused_with_what_would_be(text: str, toward: Toward, sentence: str) -> None:
    assert refusal(parse_date, text, NOW, toward) == sentence


def test_a_day_may_be_counted_back() -> None:
    assert parse_day("11", NOW) == date(2026, 11, 16)
    assert parse_day("Mon", NOW) == date(2026, 11, 23)


def test_part_of_a_key_is_an_iso_date_and_nothing_else() -> None:
    assert parse_iso_date("2026-11-20") == date(2026, 11, 20)
    assert refusal(parse_iso_date, "20 Nov") == "'20 Nov' is not a date. Write it like 2026-11-20."


def test_a_control_character_is_named_and_not_sent() -> None:
    assert "\\x1b[2J" in refusal(parse_moment, "2026-11-20T16:00\x1b[2J", NOW)


def test_what_was_pasted_is_not_said_back_whole() -> None:
    assert len(refusal(parse_moment, "20 Nov " * 5_000, NOW)) < 300


def test_a_sample_of_texts_is_read_whole_or_refused_in_a_sentence() -> None:
    assert [fault for seed in range(sample(100_000, 500)) if (fault := fault_of(seed)[0])] == []


PIECES = st.sampled_from(
    [
        *"0123456789:./-+, ",
        *("20", "nov", "Nov", "2026", "16:00", "4pm", "noon", "today", "fri", "next", "last", "ago", "in"),
        *("h", "m", "d", "weeks", "until", "at", "th", "T", "Z", "\N{NO-BREAK SPACE}", "\N{EN DASH}"),
    ]
)
TYPED = st.one_of(
    st.text(),
    st.lists(PIECES, max_size=8).map("".join),
    st.lists(PIECES, max_size=6).map(" ".join),
)


@given(TYPED, st.sampled_from(Toward))
def test_a_text_is_a_moment_or_one_sentence_and_what_is_read_is_read_back(text: str, toward: Toward) -> None:
    sentence = refusal(parse_moment, text, NOW, toward)
    assert sentence.isprintable()
    if not sentence:
        moment = parse_moment(text, NOW, toward).replace(microsecond=0)
        assert moment.astimezone(UTC) in (
            parse_moment(moment.isoformat(), NOW).astimezone(UTC),
            parse_moment(moment_words(moment), NOW).astimezone(UTC),
        )


@given(TYPED, st.sampled_from(Toward))
def test_a_text_is_a_date_or_one_sentence_and_what_is_read_is_read_back(text: str, toward: Toward) -> None:
    sentence = refusal(parse_date, text, NOW, toward)
    assert sentence.isprintable()
    if not sentence:
        day = parse_date(text, NOW, toward)
        assert parse_date(year_date(day), NOW) == day


@given(TYPED)
def test_any_text_is_a_time_or_days_or_one_sentence(text: str) -> None:
    for read in (parse_clock, lambda typed: parse_days(typed, date(2026, 11, 20))):
        assert refusal(read, text).isprintable()


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
    "text", ["morning", "evening+1h", "bedtime-1h30m", "midday+5m", "lunch 12:05", "08:10", "after-4h"]
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
    ("digits", "minutes"),
    [("", None), ("9", 540), ("16", 960), ("24", None), ("930", 570), ("0960", None), ("1600", 960)],
)
def test_digits_are_a_time_of_day_or_none(digits: str, minutes: int | None) -> None:
    assert minutes_of_digits(digits) == minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *(("8:05", 485), (" 21:30 ", 1290), ("21.30", 1290), ("9 PM", 1260), ("12am", 0), ("12pm", 720)),
        *(("0", 0), ("16", 960), ("16h", 960), ("0930", 570)),
    ],
)
def test_a_time_of_day_is_read(text: str, minutes: int) -> None:
    assert parse_clock(text) == minutes
    assert parse_clock(clock_words(minutes)) == minutes


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("9", "'9' may be 09:00 or 21:00. Write it like 09:00, 9am or 9pm."),
        *(
            (text, f"{text!r} is not a time of day. Write it like 16:00 or 4pm.")
            for text in ("24:00", "9:60")
        ),
        *(
            (text, f"{text!r} is not a time of day. Write it like 16:00 or 4pm.")
            for text in ("13pm", "soon", "")
        ),
    ],
)
def test_what_is_no_time_of_day_is_refused(text: str, sentence: str) -> None:
    assert refusal(parse_clock, text) == sentence


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("0 to 4", days("0-4")),
        ("0\N{EN DASH}4", days("0-4")),
        ("days 3 to 7", days("3-7")),
        ("day 3", days("3")),
        ("10 days", days("0-9")),
        ("for 4 weeks", days("0-27")),
        ("from day 14", days("14-")),
        ("14+", days("14-")),
        ("until 27 Nov", days("0-6")),
        ("through Fri 27 Nov", days("0-7")),
        ("until 2 Feb", days("0-73")),
    ],
)
def test_days_are_read_as_a_clinic_says_them(text: str, spans: tuple[Span, ...]) -> None:
    assert parse_days(text, date(2026, 11, 20)) == spans


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("until", "'until' names no date. Write it like until 2 Feb."),
        ("until 2026-11-20", "'until 2026-11-20' ends before day 0, which is Fri 20 Nov 2026."),
        (
            "until 4/5/2027",
            "'until 4/5/2027' may be Mon 5 Apr 2027 or Tue 4 May 2027. Write the date like 2026-11-20.",
        ),
    ],
)
def test_an_end_that_cannot_be_is_refused(text: str, sentence: str) -> None:
    assert refusal(parse_days, text, date(2026, 11, 20)) == sentence
