"""What people type, read everywhere the same: moments, dates, times of day, days and phone numbers.

A closed grammar: what it does not read whole it refuses, with a sentence that says how to write it. What has
two readings it refuses too, and names both. No clock is asked: whoever calls says when it is, by a `Present`.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from checklists.plan.timing import care_date, in_day, instant_of
from checklists.text import nearest, printable
from tui.text.humanize import capital, full_stop, year_date

if TYPE_CHECKING:
    from checklists.format.grammar import FieldError, FieldValueError
    from checklists.rules.rule import At, Span

Value = TypeVar("Value")


class Toward(Enum):
    """On which side of now what was typed is meant to lie. What is no riddle may still lie on the other."""

    PAST = "past"
    FUTURE = "future"
    ANY = "any"


class Present(NamedTuple):
    """When somebody types, and where."""

    now: datetime
    """In the person's named zone."""
    day_start: int
    """Minutes from midnight, until which it is still the day before."""

    @property
    def zone(self) -> ZoneInfo:
        assert isinstance(self.now.tzinfo, ZoneInfo)
        return self.now.tzinfo

    @property
    def today(self) -> date:
        """The care date."""
        return care_date(self.now, self.zone, self.day_start)

    def at(self, day: date, minutes: int) -> datetime:
        """A time of a care date: before the day's start it is in the night that follows."""
        return instant_of(day, in_day(minutes, self.day_start), self.zone).astimezone(self.zone)


_YEARS = range(1970, 2200)
"""The years taken for real. Arithmetic at either end of the calendar's own years overflows."""
_MOST_AGO = 3
"""Digits of a number of days; four are a year."""
_LONGEST = 120
"""Letters of what is read. What is longer is something else that was pasted."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_SHORT = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_UNITS = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), timedelta(minutes=1)),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), timedelta(hours=1)),
    **dict.fromkeys(("d", "day", "days"), timedelta(days=1)),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), timedelta(weeks=1)),
}
_MOST = timedelta(weeks=520)
"""The longest length: ten years."""
_WORDS = ("now", "today", "tomorrow", "yesterday", *_WEEKDAYS, *_MONTHS)
"""What may have been meant by a word that is near it."""

_MOMENT = "Write it like 2026-11-20T16:00, 20 Nov 16:00 or yesterday 4pm."
_DAY = "Write it like 2026-11-20, 20 Nov or yesterday."
_TIME = "Write it like 16:00 or 4pm."


@cache
def _pattern(pattern: str) -> "re.Pattern[str]":
    # When it is needed: every command loads this module, and few read more than a time of day.
    return re.compile(pattern)


_CLOCK = r"([0-9]{1,2}):([0-9]{2})"
_ISO = (
    r"([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})[t ]([0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)"
    r" ?(z|[+-][0-9]{2}:?[0-9]{2})?"
)


def parse_moment(text: str, present: Present, toward: Toward = Toward.ANY) -> datetime:
    """A moment such as `2026-11-20T16:00`, `20 Nov 4pm`, `yesterday 16:00`, `1h ago`, `16:00` or `now`.

    Args:
        text: Without an offset it is local time: a time that does not exist moves forward by the gap, and one
            that happens twice is the first. A time alone is of the present care date.
        present: The zone of it is that of the answer.

    Raises:
        ValueError: With a sentence: it cannot be read, or has two readings.
    """
    words = _plain(text)
    moment = _offset_moment(words, present) or _iso_moment(text, words, present.zone)
    if moment is None:
        seconds = timedelta()
        if parts := _pattern(r"(.*[0-9]:[0-9]{2}):([0-5][0-9])").fullmatch(words):
            words, seconds = parts[1], timedelta(seconds=int(parts[2]))
        readings = {each + seconds for each in _moments(text, words, present, toward)}
        if not readings:
            raise ValueError(_no_moment(text, words, present, toward))
        moment = _only(text, sorted(readings), moment_words, "the date and the time in full")
    _check_year(text, moment.date())
    return moment


def parse_date(text: str, present: Present, toward: Toward = Toward.ANY) -> date:
    """A date such as `2026-11-20`, `20 Nov`, `20.11.2026`, `fri`, `yesterday`, `+14d` or `3 days ago`.

    Args:
        toward: A day that is named without its year or its week is the nearest there. Today is on each side.

    Raises:
        ValueError: With a sentence: it cannot be read, or has two readings.
    """
    words = _plain(text)
    readings = set(_dates(text, words, present.today, toward))
    if not readings:
        raise ValueError(f"{_quoted(text)} is not a date. {_DAY}{_meant(words)}")
    day = _only(text, sorted(readings), year_date, "the date like 2026-11-20")
    _check_year(text, day)
    return day


def parse_day(text: str, present: Present) -> date:
    """A day that has come: as `parse_date` reads it, or how many days ago.

    Raises:
        ValueError: With a sentence that says how to write it, or that it has not come.
    """
    words = text.strip()
    if words.isdecimal() and len(words) <= _MOST_AGO:
        day = present.today - timedelta(days=int(words))
        _check_year(text, day)
        return day
    day = parse_date(text, present, Toward.PAST)
    if day > present.today:
        raise ValueError(f"{year_date(day)} has not come yet.")
    return day


def parse_clock(text: str) -> int:
    """Minutes from midnight of a time of day such as `16:00`, `4pm`, `20.05`, `1600` or `noon`.

    Raises:
        ValueError: With a sentence: it is none, or has two readings, as `9` has.
    """
    readings = set(_clocks(_plain(text)))
    if not readings:
        raise ValueError(f"{_quoted(text)} is not a time of day. {_TIME}")
    return _only(text, sorted(readings), clock_words, "it like 09:00, 9am or 9pm")


def is_clock(text: str) -> bool:
    """Whether a text is a time of day, with one reading or two."""
    return any(True for _ in _clocks(_plain(text)))


def length_of(text: str) -> timedelta | None:
    """A length such as `20m`, `1 hour`, `1h 30`; None where it is none, or nothing at all."""
    length = _length(_plain(text)) if len(text) <= _LONGEST else None
    return length if length is not None and timedelta() < length <= _MOST else None


def minutes_of(text: str) -> int | None:
    """Minutes from midnight of a time of day such as `8:10` or `14:30`; None where it is none."""
    parts = _pattern(_CLOCK).fullmatch(text)
    return _minutes(parts[1], parts[2]) if parts else None


def minutes_of_digits(digits: str) -> int | None:
    """Minutes from midnight of digits such as `9`, `16`, `930` or `1600`; None where they are no time."""
    hours, minutes = (digits, "0") if len(digits) < 3 else (digits[:-2], digits[-2:])
    return _minutes(hours, minutes) if hours else None


def parse_iso_date(text: str) -> date:
    """A date such as `2026-11-20`, and nothing else: part of a key.

    Raises:
        ValueError: With a sentence that names the text and an example.
    """
    if not _pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch(text.strip()):
        raise ValueError(f"{_quoted(text)} is not a date. Write it like 2026-11-20.")
    day = _calendar_date(text, *map(int, text.split("-")))
    _check_year(text, day)
    return day


def moment_words(moment: datetime) -> str:
    """`Fri 20 Nov 2026, 16:00`, which `parse_moment` reads; with seconds where there are any."""
    form = "%H:%M:%S" if moment.second else "%H:%M"
    return f"{year_date(moment)}, {moment:{form}}"


def clock_words(minutes: int) -> str:
    """`09:00`."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _plain(text: str) -> str:
    """Small letters, one space between words, and none of the words that change nothing."""
    if not text.isascii():
        from unicodedata import normalize

        # Full-width digits, spaces that do not break, and the dashes and apostrophes of a word processor.
        text = normalize("NFKC", text).translate({0x2013: "-", 0x2212: "-", 0x2010: "-", 0x2019: "'"})
    if len(text) > _LONGEST:
        return ""
    words = text.casefold().replace(",", " ").replace("o'clock", ":00").split()
    return " ".join(word for word in words if word not in ("at", "on", "the", "of")).replace(" :00", ":00")


def _quoted(text: str) -> str:
    """What was typed, between quotes and with nothing in it that a terminal obeys; no more than names it."""
    return repr(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}")


def _only(text: str, readings: list[Value], name: Callable[[Value], str], wanted: str) -> Value:
    if len(readings) > 1:
        *others, last = map(name, readings)
        raise ValueError(f"{_quoted(text)} may be {', '.join(others)} or {last}. Write {wanted}.")
    return readings[0]


def _check_year(text: str, day: date) -> None:
    if day.year not in _YEARS:
        raise ValueError(f"{_quoted(text)} is not between 1970 and 2199. {_DAY}")


def _meant(words: str) -> str:
    near = [name for word in words.split() if word not in _WORDS and (name := nearest(word, _WORDS))]
    return f" Did you mean {near[0]}?" if near else ""


def _no_moment(text: str, words: str, present: Present, toward: Toward) -> str:
    """Why a text is no moment: what it lacks, where it is half of one."""
    if any(True for _ in _dates(text, words, present.today, toward)):
        return f"{_quoted(text)} lacks the time of day. Write it like {words} 16:00."
    return f"{_quoted(text)} is not a date and time. {_MOMENT}{_meant(words)}"


def _iso_moment(text: str, words: str, zone: ZoneInfo) -> datetime | None:
    parts = _pattern(_ISO).fullmatch(words)
    if parts is None:
        return None
    day = _calendar_date(text, *map(int, parts[1].split("-")))
    try:
        moment = datetime.fromisoformat(f"{day}T{parts[2]:0>5}{(parts[3] or '').upper()}")
    except ValueError:
        raise ValueError(f"{_quoted(text)} has no such time of day. {_MOMENT}") from None
    _check_year(text, day)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC).astimezone(zone)


def _offset_moment(words: str, present: Present) -> datetime | None:
    """`now`, `1h ago`, `in 20m`, `+2h`: counted from now. Days and weeks keep the time of day."""
    if words == "now":
        return present.now
    offset = _offset(words)
    if offset is None:
        return None
    if offset % timedelta(days=1):
        return (present.now.astimezone(UTC) + offset).astimezone(present.zone)
    return (present.now + offset).astimezone(UTC).astimezone(present.zone)


def _moments(text: str, words: str, present: Present, toward: Toward) -> Iterator[datetime]:
    """Every reading as a date and a time of day, in either order, or as a time of today."""
    for minutes in _clocks(words):
        tonight = present.at(present.today, minutes)
        night = present.at(present.today - timedelta(days=1), minutes)
        if minutes >= present.day_start or toward is Toward.FUTURE or tonight <= present.now:
            yield tonight
        elif toward is Toward.PAST:
            yield night
        else:
            yield from (night, tonight)
    parts = words.split()
    for behind in range(1, len(parts)):
        first, last = " ".join(parts[:behind]), " ".join(parts[behind:])
        for day_words, time_words in ((first, last), (last, first)):
            if day_words == first and _is_year(first, last):
                continue
            for minutes in _clocks(time_words):
                for day in _dates(text, day_words, present.today, toward):
                    yield from _on(day, day_words, minutes, present)


def _on(day: date, day_words: str, minutes: int, present: Present) -> Iterator[datetime]:
    """A time of a date, and of the night behind it where a day that is named from today may mean that."""
    yield instant_of(day, minutes, present.zone).astimezone(present.zone)
    if minutes < present.day_start and not _pattern(r".*[0-9].*").fullmatch(day_words):
        yield present.at(day, minutes)


def _is_year(before: str, digits: str) -> bool:
    """Whether four digits behind a day and a month are its year, and no time."""
    return len(digits) == 4 and digits.isdecimal() and int(digits) in _YEARS and before[-1:].isalpha()


def _clocks(words: str) -> Iterator[int]:
    """The readings as a time of day, in minutes from midnight."""
    if words == "noon":
        yield 12 * 60
    elif parts := _pattern(r"([0-9]{1,2})(?:[:.h]([0-9]{2}))? ?([ap])\.?m\.?").fullmatch(words):
        hours, minutes = int(parts[1]), int(parts[2] or 0)
        if 1 <= hours <= 12 and minutes < 60:
            yield hours % 12 * 60 + minutes + (12 * 60 if parts[3] == "p" else 0)
    elif parts := _pattern(r"([0-9]{1,2})[:.h]([0-9]{2})|([0-9]{2})([0-9]{2})|([0-9]{1,2}) ?h").fullmatch(
        words
    ):
        read = _minutes(parts[1] or parts[3] or parts[5], parts[2] or parts[4] or "0")
        if read is not None:
            yield read
    elif parts := _pattern(r"[0-9]{1,2}").fullmatch(words):
        hours = int(words)
        if hours < 24:
            yield hours * 60
        if 1 <= hours <= 12:
            yield hours % 12 * 60 + 12 * 60


def _minutes(hours: str, minutes: str) -> int | None:
    return int(hours) * 60 + int(minutes) if int(hours) < 24 and int(minutes) < 60 else None


def _dates(text: str, words: str, today: date, toward: Toward) -> Iterator[date]:
    """The readings as a date."""
    weekday, _, rest = words.partition(" ")
    number = _weekday(weekday)
    if number is not None and rest:
        for day in _dates(text, rest, today, toward):
            if day.weekday() != number:
                raise ValueError(
                    f"{_quoted(text)} cannot be: {year_date(day)} is no {_WEEKDAYS[number].capitalize()}."
                )
            yield day
    elif number is not None:
        yield from _weekdays(number, today, toward)
    elif words in _FROM_TODAY:
        yield today + timedelta(days=_FROM_TODAY[words])
    elif (offset := _offset(words)) is not None:
        if offset % timedelta(days=1) == timedelta():
            yield today + offset
    else:
        yield from _named_weekday(words, today)
        yield from _calendar_dates(text, words, today, toward)


_FROM_TODAY = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}


def _weekday(word: str) -> int | None:
    if word in _SHORT:
        return _SHORT[word]
    return next(
        (number for number, name in enumerate(_WEEKDAYS) if word in (name, name[:3], f"{name[:3]}.")), None
    )


def _weekdays(number: int, today: date, toward: Toward) -> Iterator[date]:
    """A weekday without more: the nearest on the side it must be on, or else both."""
    ahead = (number - today.weekday()) % 7
    if ahead == 0:
        yield today
        return
    if toward is not Toward.PAST:
        yield today + timedelta(days=ahead)
    if toward is not Toward.FUTURE:
        yield today + timedelta(days=ahead - 7)


def _named_weekday(words: str, today: date) -> Iterator[date]:
    """`last fri`, the latest before today; `next fri`, which is the coming one or, to some, the one after."""
    name, _, rest = words.partition(" ")
    number = _weekday(rest)
    if number is None or name not in ("last", "next", "this"):
        return
    ahead = (number - today.weekday()) % 7
    if name == "last":
        yield today + timedelta(days=ahead - 7)
    elif name == "next":
        yield today + timedelta(days=ahead or 7)
        if ahead:
            yield today + timedelta(days=ahead + 7)
    else:
        yield today - timedelta(days=today.weekday()) + timedelta(days=number)


def _calendar_dates(text: str, words: str, today: date, toward: Toward) -> Iterator[date]:
    """`2026-1-2`, `20.11.2026`, `20.11.`, `11/20/2026`, `20 nov 2026`, `nov 20`."""
    if parts := _pattern(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})").fullmatch(words):
        yield _calendar_date(text, int(parts[1]), int(parts[3]), int(parts[4]))
    elif parts := _pattern(r"([0-9]{1,2})\. ?([0-9]{1,2})\.? ?([0-9]{4}|[0-9]{2})?").fullmatch(words):
        yield from _of_year(text, int(parts[1]), int(parts[2]), parts[3], today, toward)
    elif parts := _pattern(r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}|[0-9]{2}))?").fullmatch(words):
        first, second = int(parts[1]), int(parts[2])
        # Day and month in either order, where there is such a day.
        for day, month in {(first, second), (second, first)}:
            if 1 <= month <= 12 and 1 <= day <= 31:
                yield from _of_year(text, day, month, parts[3], today, toward)
    elif parts := _pattern(
        r"(?:([0-9]{1,2})(?:st|nd|rd|th|\.)? ?([a-z]{3,9})\.?"
        r"|([a-z]{3,9})\.? ?([0-9]{1,2})(?:st|nd|rd|th|\.)?)"
        r"(?: ([0-9]{4}))?"
    ).fullmatch(words):
        named = parts[2] or parts[3]
        month = next(
            (at for at, name in enumerate(_MONTHS, 1) if named in (name, name[:3])), 9 * (named == "sept")
        )
        if month:
            yield from _of_year(text, int(parts[1] or parts[4]), month, parts[5], today, toward)


def _of_year(
    text: str, day: int, month: int, year: str | None, today: date, toward: Toward
) -> Iterator[date]:
    """A day of a month, of the year that is given or else of the nearest year on the side it must be on."""
    if year:
        yield _calendar_date(text, int(year) + (2000 if len(year) == 2 else 0), month, day)
        return
    days = [each for at in range(-4, 5) if (each := _date(today.year + at, month, day)) is not None]
    if not days:
        raise ValueError(f"{_quoted(text)} is not in the calendar. {_DAY}")
    before = max((each for each in days if each <= today), default=None)
    behind = min((each for each in days if each >= today), default=None)
    near = min(days, key=lambda each: (abs(each - today), each < today))
    if toward is Toward.PAST and before is not None:
        yield before
    if toward is Toward.FUTURE and behind is not None:
        yield behind
    # Where the nearest is on the other side both are named, since one may be a slip of the hand.
    yield near


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _calendar_date(text: str, year: int, month: int, day: int) -> date:
    found = _date(year, month, day)
    if found is None:
        raise ValueError(f"{_quoted(text)} is not in the calendar. {_DAY}")
    return found


def _offset(words: str) -> timedelta | None:
    """`+14d`, `-3d`, `in 2 weeks`, `3 days ago`, as a length from now."""
    sign, length = 1, words
    if words[:1] in ("+", "-"):
        sign, length = (1 if words[0] == "+" else -1), words[1:].strip()
    elif words.startswith("in "):
        length = words.removeprefix("in ")
    elif words.endswith(" ago"):
        sign, length = -1, words.removesuffix(" ago")
    else:
        return None
    found = _length(length)
    return None if found is None or found > _MOST else sign * found


def parse_length(text: str) -> int | None:
    """Minutes of a length such as `4 hours`, `90 min` or `half an hour`; None where it is none."""
    length = _length(_plain(text))
    return None if not length or length > _MOST else int(length / timedelta(minutes=1))


def _length(words: str) -> timedelta | None:
    if words.startswith("half an hour"):
        words = "30m" + words.removeprefix("half an hour")
    words = _pattern(r"^(an?|one) ").sub("1 ", words)
    if parts := _pattern(r"([0-9]{1,3}) ?h ?([0-9]{1,2})").fullmatch(words):
        return timedelta(hours=int(parts[1]), minutes=int(parts[2])) if int(parts[2]) < 60 else None
    whole = _pattern(r"(?:([0-9]{1,4}) ?([a-z]+) ?(?:and )?)+")
    if not whole.fullmatch(words):
        return None
    total, before = timedelta(), None
    for number, unit in _pattern(r"([0-9]{1,4}) ?([a-z]+)").findall(words.replace(" and ", " ")):
        length = _UNITS.get(unit)
        if length is None or (before is not None and length >= before):
            return None
        total, before = total + int(number) * length, length
    return total


def parse_days(text: str, day_zero: date | None = None) -> "tuple[Span, ...]":
    """Days as a checklist writes them, with commas between, or as a clinic says them.

    Args:
        text: `0-4`, `0 to 4`, `14-`, `from day 14`, `3, 7, 14`; `10 days` and `4 weeks`, counted from day 0;
            `until 2 Feb`, before which they end, and `through 2 Feb`, with which they do.
        day_zero: The care date of day 0, that a date is counted from. None takes no dates.

    Raises:
        ValueError: With the reason, as a sentence.
    """
    # Here, since the grammar takes time to load.
    from checklists.format.days import days

    def read(value: object) -> "tuple[Span, ...]":
        parts = value if isinstance(value, list) else [value]
        plain = [_days_of_file(str(part), day_zero) for part in parts]
        return days(plain if isinstance(value, list) else plain[0])

    return _read(text, read, "days, such as 0-4 or 3, 7, 14")


DAY_WORDS = frozenset(("day", "days", "for", "from", "until", "till", "through", "a", "an", "one"))
"""What days begin with, where they begin with no digit."""


def _days_of_file(text: str, day_zero: date | None) -> str:
    """Days in the words of a clinic, as a checklist writes them; others as they are."""
    words = _plain(text).removeprefix("for ")
    if parts := _pattern(r"(?:days? )?([0-9]{1,4})(?: ?(?:-|to) ?([0-9]{1,4}))?").fullmatch(words):
        return f"{parts[1]}-{parts[2]}" if parts[2] else parts[1]
    if parts := _pattern(
        r"(?:from )?(?:day )?([0-9]{1,4})(?:\+| ?on(?:wards)?)|from (?:day )?([0-9]{1,4})"
    ).fullmatch(words):
        return f"{parts[1] or parts[2]}-"
    if (length := _length(words)) is not None and length % timedelta(days=1) == timedelta() and length:
        return f"0-{length.days - 1}"
    name, _, rest = words.partition(" ")
    if name not in ("until", "till", "through") or day_zero is None:
        return text
    readings = set(_calendar_dates(text, _without_weekday(rest), day_zero, Toward.FUTURE))
    if not readings:
        raise ValueError(f"{_quoted(text)} names no date. Write it like until 2 Feb.")
    last = (_only(text, sorted(readings), year_date, "the date like 2026-11-20") - day_zero).days
    last -= name != "through"
    if last < 0:
        raise ValueError(f"{_quoted(text)} ends before day 0, which is {year_date(day_zero)}.")
    return f"0-{last}"


def _without_weekday(words: str) -> str:
    weekday, _, rest = words.partition(" ")
    return rest if rest and _weekday(weekday) is not None else words


def parse_at(text: str) -> "tuple[At, ...]":
    """Slots as a checklist writes them, with commas between: `morning, evening+1h`, `lunch 12:15`.

    Raises:
        ValueError: With the reason, as a sentence.
    """
    from checklists.format.times import at

    return _read(text, at, "times, such as morning or lunch 12:15")


def _read(text: str, read: Callable[[object], Value], wanted: str) -> Value:
    from checklists.format.grammar import FieldValueError

    parts = [part.strip() for part in printable(text, "\N{REPLACEMENT CHARACTER}").split(",")]
    if not any(parts):
        raise ValueError(f"Say the {wanted}.")
    try:
        return read(parts[0] if len(parts) == 1 else parts)
    except FieldValueError as error:
        raise ValueError(fault_words(error)) from None


def fault_words(error: "FieldValueError") -> str:
    """What cannot be read, and why, as a sentence with the word that was probably meant."""
    reasons = dict.fromkeys(_reason(each) for each in error.errors)
    return full_stop(capital("; ".join(reasons)))


def _reason(error: "FieldError") -> str:
    near = nearest(*error.near) if error.near else None
    return f"{error.message}; did you mean {near}?" if near else f"{error.message}{error.otherwise}"
