"""The only "now" in the source, and moments as people write them. All else is handed a moment as a value."""

import os
import re
import time
from abc import ABC, abstractmethod
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from tui.zones import local_zone


class Clock(ABC):
    """Says what moment it is, in one zone."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone

    @property
    def zone(self) -> str:
        """The IANA name of the zone that `now()` speaks in."""
        return self._zone.key

    @property
    def offset(self) -> timedelta:
        """How far this clock is ahead of the machine's: zero, except in a rehearsal."""
        return timedelta()

    @property
    def rehearsed(self) -> bool:
        """Whether this is the clock of `--now`."""
        return False

    @abstractmethod
    def now(self) -> datetime:
        """This moment, aware, in the clock's zone and never with a bare offset."""

    def monotonic(self) -> float:
        """Seconds since no moment in particular. Never goes back; may stand still while a machine sleeps."""
        return time.monotonic()


class SystemClock(Clock):
    """The machine's own clock."""

    def __init__(self, zone: ZoneInfo | None = None) -> None:
        """Speak in `zone`, or else in the local one as it is now.

        Raises:
            ValueError: If the local zone cannot be told, in one sentence.
        """
        super().__init__(zone or local_zone(os.environ))

    def now(self) -> datetime:
        return datetime.now(self._zone)


class RehearsalClock(Clock):
    """Begins at a moment of one's choice and runs on from there, at the pace of another clock."""

    def __init__(self, start: datetime, real: Clock) -> None:
        """Begin at `start`, which is aware, and speak in the zone of `real`."""
        now = real.now()
        super().__init__(_named_zone(now))
        self._real = real
        # By way of UTC: Python subtracts the clock faces of two moments in one zone, not the moments.
        self._offset = start.astimezone(UTC) - now.astimezone(UTC)

    @property
    def offset(self) -> timedelta:
        return self._offset

    @property
    def rehearsed(self) -> bool:
        return True

    def now(self) -> datetime:
        return (self._real.now().astimezone(UTC) + self._offset).astimezone(self._zone)

    def monotonic(self) -> float:
        return self._real.monotonic()


class FixedClock(Clock):
    """Stands still: at the one moment of a command, or until a test moves it."""

    def __init__(self, at: datetime, rehearsed: bool = False) -> None:
        """Stand at `at`, which is of a rehearsal or not.

        Raises:
            ValueError: If `at` is naive or has a bare offset.
        """
        super().__init__(_named_zone(at))
        self._instant = at.astimezone(UTC)
        self._elapsed = timedelta()
        self._rehearsed = rehearsed

    @property
    def rehearsed(self) -> bool:
        return self._rehearsed

    def now(self) -> datetime:
        return self._instant.astimezone(self._zone)

    def monotonic(self) -> float:
        return self._elapsed.total_seconds()

    def advance(self, by: timedelta) -> None:
        """Let `by` pass as elapsed time, whatever the clocks of the zone do meanwhile."""
        self._instant += by
        self._elapsed += by

    def jump(self, by: timedelta) -> None:
        """Move the wall clock alone, either way: the machine slept, or somebody set its clock."""
        self._instant += by


def _named_zone(at: datetime) -> ZoneInfo:
    if not isinstance(at.tzinfo, ZoneInfo):
        raise ValueError(f"{at.isoformat()} is not in a named time zone")
    return at.tzinfo


_DATE = r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
_TIME = r"(?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)"
_ZONE = r"(?P<offset>Z|[+-][0-9]{2}:?[0-9]{2})?"
_INSTANT = re.compile(rf"{_DATE}[T ]{_TIME} ?{_ZONE}", re.IGNORECASE)
_YEARS = range(1970, 2200)
"""The years taken for real. Arithmetic at either end of the calendar's own years overflows."""


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
