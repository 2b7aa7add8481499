"""What people type, read everywhere the same: moments, dates, times of day, days, slots, telephone numbers.

Commands, forms and the settings ask here. What a reader cannot read it refuses
with a sentence that says how to write it.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from checklists.text import nearest
from tui.text.humanize import capital, full_stop

if TYPE_CHECKING:
    from checklists.format.grammar import FieldError, FieldValueError
    from checklists.rules.rule import At, Span

Value = TypeVar("Value")

_DATE = r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
_TIME = r"(?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)"
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_BOOKED = re.compile(r"([0-9]{1,2})[:.]?([0-9]{2})")
_ZONE = r"(?P<offset>Z|[+-][0-9]{2}:?[0-9]{2})?"
_INSTANT = re.compile(rf"{_DATE}[T ]{_TIME} ?{_ZONE}", re.IGNORECASE)
_YEARS = range(1970, 2200)
"""The years taken for real. Arithmetic at either end of the calendar's own years overflows."""
_MOST_AGO = 4
"""Digits of a number of days."""


def parse_instant(text: str, zone: ZoneInfo) -> datetime:
    """A moment such as `2026-11-20T16:00`, in `zone`.

    Args:
        text: A date and a time of day, with or without seconds, joined by `T` or a space; then nothing, `Z`
            or an offset such as `+08:00`. Without an offset it is local time: a time that does not exist
            moves forward by the gap, and one that happens twice is the first.
        zone: The zone of the answer, and of a `text` without an offset.

    Raises:
        ValueError: With a sentence that names the text and an example.
    """
    parts = _INSTANT.fullmatch(text.strip())
    if parts is None:
        raise ValueError(f"{text!r} is not a date and time. Write it like 2026-11-20T16:00.")
    parse_date(parts["date"])
    try:
        moment = datetime.fromisoformat(f"{parts['date']}T{parts['time']}{(parts['offset'] or '').upper()}")
    except ValueError:
        raise ValueError(f"{text!r} has no such time of day. Write it like 2026-11-20T16:00.") from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return moment.astimezone(UTC).astimezone(zone)


def parse_date(text: str) -> date:
    """A date such as `2026-11-20`.

    Raises:
        ValueError: With a sentence that names the text and an example.
    """
    if not re.fullmatch(_DATE, text.strip()):
        raise ValueError(f"{text!r} is not a date. Write it like 2026-11-20.")
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"{text!r} is not in the calendar. Write a date like 2026-11-20.") from None
    if day.year not in _YEARS:
        raise ValueError(f"{text!r} is not a date between 1970 and 2199. Write it like 2026-11-20.")
    return day


def minutes_of(text: str) -> int | None:
    """Minutes from midnight of a time of day such as `8:10` or `14:30`; None where it is none."""
    parts = _CLOCK.fullmatch(text)
    return _minutes(parts[1], parts[2]) if parts else None


def minutes_of_digits(digits: str) -> int | None:
    """Minutes from midnight of digits such as `9`, `16`, `930` or `1600`; None where they are no time."""
    hours, minutes = (digits, "0") if len(digits) < 3 else (digits[:-2], digits[-2:])
    return _minutes(hours, minutes) if hours else None


def parse_clock(text: str) -> int | None:
    """Minutes from midnight of a time of day such as `21:30`; None where a text is not written as one.

    Raises:
        ValueError: With a sentence, if it is written as one and no day has it.
    """
    if not _CLOCK.fullmatch(text.strip()):
        return None
    if (minutes := minutes_of(text.strip())) is None:
        raise ValueError(f"{text!r} is not a time of day. Write it like 21:30.")
    return minutes


def _minutes(hours: str, minutes: str) -> int | None:
    return int(hours) * 60 + int(minutes) if int(hours) < 24 and int(minutes) < 60 else None


def parse_time(text: str) -> str:
    """A time of day as `14:30`; nothing stays nothing. The colon may be a point, or left out.

    Raises:
        ValueError: With a sentence, if it is none.
    """
    if not text.strip():
        return ""
    parts = _BOOKED.fullmatch(text.strip())
    minutes = _minutes(parts[1], parts[2]) if parts else None
    if minutes is None:
        raise ValueError(f"{text!r} is not a time of day. Write it like 14:30.")
    return f"{minutes // 60:02}:{minutes % 60:02}"


def parse_day(text: str, today: date) -> date:
    """A day such as `2026-11-16`, or how many days before `today`.

    Raises:
        ValueError: With a sentence that says how to write it.
    """
    written = text.strip()
    if written.isdecimal() and len(written) <= _MOST_AGO:
        return today - timedelta(days=int(written))
    return parse_date(written)


def parse_days(text: str) -> "tuple[Span, ...]":
    """Days as a checklist writes them, with commas between: `0-4`, `14-`, `3, 7, 14`.

    Raises:
        ValueError: With the reason, as a sentence.
    """
    # Here, since the grammar takes time to load.
    from checklists.format.days import days

    return _read(text, days, "days, such as 0-4 or 3, 7, 14")


def parse_at(text: str) -> "tuple[At, ...]":
    """Slots as a checklist writes them, with commas between: `morning, evening+1h`, `lunch 12:15`.

    Raises:
        ValueError: With the reason, as a sentence.
    """
    from checklists.format.times import at

    return _read(text, at, "times, such as morning or lunch 12:15")


def _read(text: str, read: Callable[[object], Value], wanted: str) -> Value:
    from checklists.format.grammar import FieldValueError

    parts = [part.strip() for part in text.split(",")]
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


_EXTENSION = r"(?:ext|x)\.? ?[0-9]+"
_KEYS = re.compile(rf"[0-9 ()/.+*#-]*(?:{_EXTENSION})?", re.IGNORECASE)
_ABROAD = re.compile(r"\+|00|011")
"""What stands before the number of a country."""
_FEWEST, _MOST = 3, 15
"""Digits of a number, that of its country included, as numbers are given out the world over."""


def phone_fault(text: str) -> str:
    """Why a text cannot be a telephone number, in a sentence; nothing if it can be. Empty can be."""
    number = text.strip()
    if not number:
        return ""
    if not _KEYS.fullmatch(number) or not number.isascii():
        return "A phone number has digits, spaces and + - ( ) only."
    if "+" in number[1:]:
        return "A + can only stand in front of a phone number."
    own = re.sub(_EXTENSION, "", number, flags=re.IGNORECASE)
    digits = re.sub(r"[^0-9+]", "", own)
    if len(digits.lstrip("+")) < _FEWEST:
        return "That is too short for a phone number."
    if not digits.strip("+0"):
        return "A phone number is more than zeros."
    if len(_ABROAD.sub("", digits, count=1) if _ABROAD.match(digits) else digits) > _MOST:
        return "That is too long for a phone number."
    return ""
