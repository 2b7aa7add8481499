"""The next session, as it was booked with the clinic."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from tui.day.words import counted, day_month, near_date, short_date
from tui.journal import Journal, Topic

BOOKING_KEY = "session"
"""The key of a booking's entries."""

_TIME = re.compile(r"([0-9]{1,2})[:.]?([0-9]{2})")


class Booking(NamedTuple):
    """A day, and the time where the person gave one."""

    day: date
    """A care date."""
    time: str = ""
    """`14:30`, where the person is. Empty is not said."""

    def __str__(self) -> str:
        """`Fri 18 Dec`, `Fri 18 Dec at 14:30`."""
        return f"{short_date(self.day)}{self.at}"

    @property
    def at(self) -> str:
        """` at 14:30`, or nothing."""
        return f" at {self.time}" if self.time else ""

    def to_value(self) -> dict[str, Any]:
        """What the journal keeps."""
        return {"date": self.day.isoformat(), "time": self.time or None}

    @classmethod
    def from_value(cls, value: Any) -> "Booking | None":
        """What `to_value` gave; None where it was taken back."""
        return cls(date.fromisoformat(value["date"]), value.get("time") or "") if value else None


def parse_time(text: str) -> str:
    """A time of day as `14:30`; nothing stays nothing.

    Raises:
        ValueError: With a sentence, if it is none.
    """
    written = text.strip()
    if not written:
        return ""
    parts = _TIME.fullmatch(written)
    if parts is None or int(parts[1]) > 23 or int(parts[2]) > 59:
        raise ValueError(f"{text!r} is not a time of day. Write it like 14:30.")
    return f"{int(parts[1]):02}:{parts[2]}"


def bookings(journal: Journal, recovery: str) -> Iterator[tuple[datetime, Booking | None]]:
    """Every booking of a recovery and since when it holds, in the order of recording; None takes it back."""
    for entry in journal.timeline(recovery, Topic.NEXT):
        if entry.key == BOOKING_KEY:
            yield entry.recorded, Booking.from_value(entry.value)


def booked(journal: Journal, recovery: str, now: datetime) -> Booking | None:
    """What is booked at a moment; None is nothing."""
    found = None
    for since, booking in bookings(journal, recovery):
        found = booking if since <= now else found
    return found


def told(booking: Booking, today: date) -> str:
    """`Next session 18 Dec at 14:30, in 9 days`, `Next session tomorrow`."""
    ahead = (booking.day - today).days
    if ahead < 0:
        return f"The next session was booked for {day_month(booking.day)}"
    if ahead < 2:
        return f"Next session {near_date(booking.day, today)}{booking.at}"
    return f"Next session {day_month(booking.day)}{booking.at}, in {counted(ahead, 'day')}"
