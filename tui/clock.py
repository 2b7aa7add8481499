"""The only "now" in the source. All else is handed a moment as a value."""

import os
import sys
import time
from abc import ABC, abstractmethod
from datetime import UTC, datetime, timedelta
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

    def since_boot(self) -> float | None:
        """The same, but going on while the machine sleeps; None where this system has no such clock."""
        clock = getattr(time, "CLOCK_BOOTTIME", None)
        if clock is None and sys.platform == "darwin":
            clock = time.CLOCK_MONOTONIC
        return None if clock is None else time.clock_gettime(clock)


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

    def since_boot(self) -> float | None:
        return self._real.since_boot()


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
        self._slept = timedelta()
        self._rehearsed = rehearsed

    @property
    def rehearsed(self) -> bool:
        return self._rehearsed

    def now(self) -> datetime:
        return self._instant.astimezone(self._zone)

    def monotonic(self) -> float:
        return self._elapsed.total_seconds()

    def since_boot(self) -> float:
        return (self._elapsed + self._slept).total_seconds()

    def sleep(self, by: timedelta) -> None:
        """Let `by` pass while the machine sleeps: on the wall, and not on the steady clock."""
        self._instant += by
        self._slept += by

    def advance(self, by: timedelta) -> None:
        """Let `by` pass as elapsed time, whatever the clocks of the zone do meanwhile."""
        self._instant += by
        self._elapsed += by

    def jump(self, by: timedelta) -> None:
        """Move the wall clock alone, either way: somebody set it."""
        self._instant += by


def _named_zone(at: datetime) -> ZoneInfo:
    if not isinstance(at.tzinfo, ZoneInfo):
        raise ValueError(f"{at.isoformat()} is not in a named time zone")
    return at.tzinfo
