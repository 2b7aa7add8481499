"""What has been told in this run, and what of it still waits for an answer."""

from collections.abc import Iterable
from datetime import datetime

from tui.reminders.reminder import EARLY, Reminder


class FiredReminders:
    """Decides what is told at a moment. Remembers what it told by telling and instant, and nothing else."""

    def __init__(self) -> None:
        self._told: set[tuple[str, datetime]] = set()

    def turn(self, tellings: Iterable[Reminder], now: datetime) -> tuple[Reminder, ...]:
        """What is to be told now for the first time, earliest first."""
        fresh = []
        for telling in tellings:
            moment = telling.fresh(now)
            if moment is not None and (telling.id, moment) not in self._told:
                self._told.add((telling.id, moment))
                fresh.append(telling)
        return tuple(fresh)

    def standing(self, tellings: Iterable[Reminder], now: datetime) -> Reminder | None:
        """The latest telling of this run that still waits for an answer, or None."""
        told = [
            telling
            for telling in tellings
            if telling.due <= now + EARLY
            and any((telling.id, moment) in self._told for moment in telling.moments)
        ]
        return told[-1] if told else None
