"""Dates, slots and counts as people say them. English, whatever the machine's locale."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def long_date(day: date) -> str:
    """`Saturday 21 November`."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def short_date(day: date) -> str:
    """`Sat 21 Nov`."""
    return f"{_WEEKDAYS[day.weekday()][:3]} {day.day} {_MONTHS[day.month - 1][:3]}"


def year_date(day: date) -> str:
    """`Sat 21 Nov 2026`, which leaves nothing to guess."""
    return f"{short_date(day)} {day.year}"


def day_month(day: date) -> str:
    """`21 Nov`."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]}"


def dated(day: date, today: date) -> str:
    """`21 Nov`, and `21 Nov 2027` where that is another year than this."""
    return day_month(day) if day.year == today.year else f"{day_month(day)} {day.year}"


def weekday(day: date) -> str:
    """`Sat`."""
    return _WEEKDAYS[day.weekday()][:3]


def past_day(day: date, today: date) -> str:
    """`Thu`; from a week ago on `26 Nov`, for there was another Thursday since."""
    return weekday(day) if (today - day).days < 7 else dated(day, today)


def near_date(day: date, today: date) -> str:
    """`today`, `tomorrow`, `Fri 27` within a week, `18 Dec` beyond it."""
    ahead = (day - today).days
    if ahead == 0:
        return "today"
    if ahead == 1:
        return "tomorrow"
    if 1 < ahead <= 7:
        return f"{_WEEKDAYS[day.weekday()][:3]} {day.day}"
    return day_month(day)


def clock(instant: datetime) -> str:
    """`08:00`, in the instant's own zone."""
    return f"{instant:%H:%M}"


def things(count: int) -> str:
    """`1 thing`, `3 things`."""
    return f"{count} thing" if count == 1 else f"{count} things"


def counted(count: int, one: str, many: str | None = None) -> str:
    """`1 photo`, `8 photos`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def and_more(count: int, one: str) -> str:
    """` (and 2 more problems)`, to stand behind the first of several; nothing where there are no more."""
    return f" (and {counted(count, f'more {one}')})" if count else ""


def reason_of(error: OSError) -> str:
    """Why a file could not be read or written: `permission denied`."""
    return (error.strerror or str(error)).lower()


def listed(words: Sequence[str]) -> str:
    """`make-up`, `make-up and acids`, `make-up, acids and shaving`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def full_stop(text: str) -> str:
    """A text with a full stop, unless it is a question or ends with one already."""
    return text if text.endswith((".", "?")) else f"{text}."


def capital(text: str) -> str:
    """The text with a capital first letter, and the rest as it was."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text with a small first letter, as after a colon; `UV` and the like stay as they are."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def slot_title(slot: str) -> str:
    """`Morning`; a slot of the file's own reads as it is named there."""
    if slot == "day":
        return "Any time"
    length = slot.removeprefix("after-")
    if length != slot and (words := duration_words(length)) != length:
        return f"{words} after"
    return capital(slot_words(slot))


def slot_words(slot: str) -> str:
    """The name of a slot in a sentence: `bedtime`; one that is named by its time is that time, `10:30`."""
    time = slot.removeprefix("at-")
    if time != slot and len(time) == 4 and time.isdigit():
        return f"{time[:2]}:{time[2:]}"
    return slot.replace("-", " ")


def duration_words(text: str) -> str:
    """`4h` as `4 hours`; what is not a plain length stays as it is."""
    names = {"m": "minute", "h": "hour", "d": "day", "w": "week"}
    if text[:-1].isdigit() and text[-1:] in names:
        return counted(int(text[:-1]), names[text[-1]])
    return text


def minutes_words(minutes: int) -> str:
    """`55 minutes`, `2 hours`, `1 hour 30 minutes`."""
    hours, rest = divmod(minutes, 60)
    parts = [counted(hours, "hour")] * bool(hours) + [counted(rest, "minute")] * bool(rest)
    return " ".join(parts) or "0 minutes"


def days_words(first: int, last: int | None) -> str:
    """`day 7`, `days 1 to 13`, `from day 14`."""
    if last is None:
        return f"from day {first}"
    return f"day {first}" if first == last else f"days {first} to {last}"


def spans_words(spans: Sequence[tuple[int, int | None]]) -> str:
    """Ranges of days, each inclusive: `days 0 to 6`, `days 3, 7 and 14 to the end`."""
    if len(spans) == 1:
        return days_words(*spans[0])
    named = (
        str(first) if first == last else f"{first} to {'the end' if last is None else last}"
        for first, last in spans
    )
    return f"days {listed(list(named))}"


def treated_word(treated: datetime, now: datetime) -> str:
    """What stands before the moment of a treatment: `treated`, or `treatment on` where it is to come.

    Args:
        treated, now: Aware.
    """
    return "treated" if treated <= now else "treatment on"


def ago(then: date, today: date) -> str:
    """`today`, `yesterday`, `3 days ago`."""
    days = (today - then) // timedelta(days=1)
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
