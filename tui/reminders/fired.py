"""What was told in this run, and what of it still waits for an answer."""

from collections.abc import Iterable
from datetime import datetime

from tui.reminders.reminder import Reminder


class FiredReminders:
    """Decides what is told at a moment. Remembers what was told, by reminder and instant."""

    def __init__(self) -> None:
        self._fired: set[tuple[str, datetime]] = set()
        self._looked: datetime | None = None

    def fire(self, reminders: Iterable[Reminder], now: datetime) -> tuple[Reminder, ...]:
        """What is to be told now for the first time, earliest first.

        Of what came while nobody looked, as when a laptop slept, the latest speaks alone: the rest is in the
        list, and is not told one by one. What was late before the first look has a line on the screen.
        """
        fresh, late = list[Reminder](), list[Reminder]()
        for reminder in reminders:
            moment = reminder.fresh(now)
            if moment is not None and (reminder.id, moment) not in self._fired:
                self._fired.add((reminder.id, moment))
                fresh.append(reminder)
            elif moment is None and (slept := self._slept_through(reminder, now)) is not None:
                self._fired.add((reminder.id, slept))
                late.append(reminder)
        self._looked = now
        return tuple(fresh or late[-1:])

    def _slept_through(self, reminder: Reminder, now: datetime) -> datetime | None:
        """The latest moment of a reminder since the last look that has not been told, or None."""
        looked = self._looked
        if looked is None:
            return None
        missed = [each for each in reminder.moments if looked < each <= now]
        return next((each for each in reversed(missed) if (reminder.id, each) not in self._fired), None)

    def active(self, reminders: Iterable[Reminder], now: datetime) -> Reminder | None:
        """The latest of this run that still waits for an answer, or None."""
        waiting = [
            reminder
            for reminder in reminders
            if reminder.waits(now)
            and any((reminder.id, moment) in self._fired for moment in reminder.moments)
        ]
        return waiting[-1] if waiting else None
