"""What was told in this run, and what of it still waits for an answer."""

from collections.abc import Iterable
from datetime import datetime

from tui.reminders.reminder import EARLY, Reminder


class FiredReminders:
    """Decides what is told at a moment. Remembers what it told by reminder and instant, and nothing else."""

    def __init__(self) -> None:
        self._fired: set[tuple[str, datetime]] = set()

    def fire(self, reminders: Iterable[Reminder], now: datetime) -> tuple[Reminder, ...]:
        """What is to be told now for the first time, earliest first."""
        fresh = []
        for reminder in reminders:
            moment = reminder.fresh(now)
            if moment is not None and (reminder.id, moment) not in self._fired:
                self._fired.add((reminder.id, moment))
                fresh.append(reminder)
        return tuple(fresh)

    def active(self, reminders: Iterable[Reminder], now: datetime) -> Reminder | None:
        """The latest of this run that still waits for an answer, or None."""
        waiting = [
            reminder
            for reminder in reminders
            if reminder.due <= now + EARLY
            and any((reminder.id, moment) in self._fired for moment in reminder.moments)
        ]
        return waiting[-1] if waiting else None
