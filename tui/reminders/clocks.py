"""What the clocks of a machine say at two looks, and from that why nothing looked in between."""

from datetime import UTC, datetime
from typing import NamedTuple, Self

from tui.clock import Clock
from tui.reminders.occasion import Lateness

JUMP = 60.0
"""Seconds by which two clocks may part before something must have moved one of them."""


class Clocks(NamedTuple):
    """What the clocks said at one look."""

    now: datetime
    """Aware."""
    steady: float
    """Seconds, without those asleep."""
    since_boot: float | None
    """Seconds, with those asleep. None where this system has no such clock."""

    @classmethod
    def read(cls, clock: Clock) -> Self:
        """What they say now."""
        return cls(clock.now(), clock.monotonic(), clock.since_boot())

    def reason(self, before: "Clocks") -> Lateness:
        """Why more may have passed on the wall since another look than should have."""
        wall = (self.now.astimezone(UTC) - before.now.astimezone(UTC)).total_seconds()
        if self.since_boot is not None and before.since_boot is not None:
            machine = self.since_boot - before.since_boot
            if abs(wall - machine) > JUMP:
                return Lateness.CLOCK
        return Lateness.ASLEEP if wall - (self.steady - before.steady) > JUMP else Lateness.STOPPED

    def is_of_another_boot(self, before: "Clocks") -> bool:
        """Whether the machine was started anew since another look."""
        return self.steady < before.steady or (self.since_boot or 0.0) < (before.since_boot or 0.0)
