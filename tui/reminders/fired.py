"""What was told in this run, and what of it still waits for an answer."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from tui.reminders.occasion import Lateness, Occasion
from tui.reminders.reminder import EARLY, Reminder


class _Firing(NamedTuple):
    """With what a reminder was told."""

    moment: datetime
    late: Lateness | None


class FiredReminders:
    """Decides what is told at a moment. Remembers what was told, by reminder and instant."""

    def __init__(self) -> None:
        self._fired: dict[tuple[str, datetime], _Firing] = {}
        self._looked: datetime | None = None

    def fire(
        self, reminders: Iterable[Reminder], now: datetime, why: Lateness = Lateness.ASLEEP
    ) -> tuple[Occasion, ...]:
        """What is to be told now for the first time, earliest first; what comes at one moment together.

        What came while nobody looked, as when a laptop slept, is told as one, with what comes now.

        Args:
            why: Why nobody looked since the last time, for what came meanwhile.
        """
        come: dict[datetime, list[tuple[Reminder, datetime]]] = {}
        late = list[tuple[Reminder, datetime]]()
        for reminder in reminders:
            moment = reminder.fresh(now)
            if moment is None:
                slept = self._slept_through(reminder, now)
                late += [(reminder, slept)] if slept is not None else []
            elif (reminder.id, moment) not in self._fired:
                come.setdefault(moment, []).append((reminder, moment))
        if late:
            come = {now: [*late, *(each for together in come.values() for each in together)]}
        self._looked = now
        occasions = []
        for moment, together in sorted(come.items()):
            occasion = Occasion(tuple(each for each, _ in together), moment, why if late else None)
            occasions.append(occasion)
            for reminder, due in together:
                self._fired[reminder.id, due] = _Firing(occasion.moment, occasion.late)
        return tuple(occasions)

    def late_at_first(self, reminders: Iterable[Reminder], now: datetime) -> Occasion | None:
        """What was late before the first look: the day's own sentence says it, and nothing tells of it."""
        if self._looked is not None:
            return None
        late = [each for each in reminders if each.waits(now) and each.fresh(now) is None]
        return Occasion(tuple(late), now, Lateness.CLOSED) if late else None

    def forget_after(self, now: datetime) -> None:
        """Let go of what was told by a clock that ran ahead: it is told again when its time has come."""
        self._fired = {place: firing for place, firing in self._fired.items() if place[1] <= now + EARLY}
        self._looked = now

    def _slept_through(self, reminder: Reminder, now: datetime) -> datetime | None:
        """The latest moment of a reminder since the last look that has not been told, or None."""
        looked = self._looked
        if looked is None:
            return None
        missed = [each for each in reminder.moments if looked < each <= now]
        return next((each for each in reversed(missed) if (reminder.id, each) not in self._fired), None)

    def active(self, reminders: Iterable[Reminder], now: datetime) -> Occasion | None:
        """What was told last in this run and still waits for an answer, or None."""
        waiting: dict[_Firing, list[Reminder]] = {}
        for reminder in reminders:
            firings = [self._fired.get((reminder.id, moment)) for moment in reminder.moments]
            latest = max(
                (each for each in firings if each is not None), key=lambda each: each.moment, default=None
            )
            if latest is not None and reminder.waits(now):
                waiting.setdefault(latest, []).append(reminder)
        if not waiting:
            return None
        latest = max(waiting, key=lambda each: each.moment)
        return Occasion(tuple(waiting[latest]), latest.moment, latest.late)
