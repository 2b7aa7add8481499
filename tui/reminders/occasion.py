"""What comes at one moment: the reminders that are told together, how loudly, and why late if it is."""

from collections.abc import Iterator
from datetime import datetime
from enum import IntEnum, StrEnum

from msgspec import Struct

from tui.recovery.state import ItemState
from tui.reminders.reminder import Reminder
from tui.text.humanize import capital


class Lateness(StrEnum):
    """Why something was told late, in the ledger's words."""

    CLOSED = "closed"
    """Nothing that tells was open."""
    ASLEEP = "asleep"
    """The machine was."""
    CLOCK = "clock moved"
    """Somebody, or a server, set the machine's clock."""
    STOPPED = "stopped"
    """The program was held up, by ctrl+z say."""


class Presence(IntEnum):
    """How much a telling makes itself felt."""

    LINE = 0
    """A line on the screen."""
    BELL = 1
    DESKTOP = 2
    """All that the person has asked for."""


class Occasion(Struct, frozen=True):
    """Reminders that are told together, of one recovery or several."""

    reminders: tuple[Reminder, ...]
    """At least one; by their own first moments."""
    moment: datetime
    """When they are told, in the person's zone."""
    late: Lateness | None = None
    """Why some of them are told more than `LATE` after their time. None where none is."""

    @property
    def due(self) -> datetime:
        """Since when something of it is due."""
        return self.reminders[0].due

    @property
    def items(self) -> tuple[ItemState, ...]:
        """What of it is open."""
        return tuple(item for reminder in self.reminders for item in reminder.items)

    @property
    def words(self) -> str:
        """`Check-in, wash, moisturise`; of several that waited, `Still waiting: wash, moisturise`."""
        if len(self.reminders) == 1:
            return self.reminders[0].words
        shorts = ", ".join(dict.fromkeys(item.item.rule.short for item in self.items))
        if self.late is not None and shorts:
            return f"Still waiting: {shorts}"
        return capital("; ".join([*([shorts] if shorts else []), *self._beside()]))

    def _beside(self) -> Iterator[str]:
        return (reminder.beside for reminder in self.reminders if reminder.beside)

    @property
    def presence(self) -> Presence:
        """The most it makes itself felt: what is told again until answered begins as a line, and rises."""
        return max(self._presence(reminder) for reminder in self.reminders)

    def _presence(self, reminder: Reminder) -> Presence:
        if len(reminder.moments) == 1:
            return Presence.DESKTOP
        before = sum(moment < reminder.moment(self.moment) for moment in reminder.moments)
        return Presence(min(before, Presence.DESKTOP))
