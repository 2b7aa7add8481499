"""Whose a sound is: of all programs that tell of a moment, by whatever means, one sounds once."""

from datetime import datetime

from tui.journal import ClaimState, Journal, JournalError
from tui.reminders.reminder import Reminder

BELL = "bell"

_Place = tuple[str, str, datetime]


class Claims:
    """The claims of a program that stays. One that cannot be written now is held here, and written later.

    Its telling sounds all the same: two programs that both cannot write may both sound, which is better than
    neither. A program that tells once and ends has no later: it claims in the journal itself, and stays
    silent where that fails.
    """

    def __init__(self) -> None:
        self._made: set[_Place] = set()
        self._unwritten: dict[_Place, datetime] = {}

    def claim(self, journal: Journal, reminder: Reminder, now: datetime) -> bool:
        """Whether it is for this program to sound for the moment of a reminder that has come."""
        place = _place(reminder, now)
        if place in self._made:
            return False
        self._made.add(place)
        try:
            return journal.claim(*place, BELL, now)
        except JournalError:
            self._unwritten[place] = now
            return True

    def confirm(self, journal: Journal, reminder: Reminder, now: datetime) -> None:
        """Say that it has sounded."""
        place = _place(reminder, now)
        if place not in self._unwritten:
            self._settle(journal, place, now)

    def write(self, journal: Journal) -> None:
        """Write what could not be written before, if it can be now."""
        for place, at in tuple(self._unwritten.items()):
            try:
                journal.claim(*place, BELL, at)
            except JournalError:
                return
            del self._unwritten[place]
            self._settle(journal, place, at)

    def _settle(self, journal: Journal, place: _Place, at: datetime) -> None:
        try:
            journal.settle(*place, ClaimState.CONFIRMED, at)
        except JournalError:
            # It stays "not confirmed", which is true, until that can be written.
            self._unwritten[place] = at


def _place(reminder: Reminder, now: datetime) -> _Place:
    return reminder.recovery, reminder.key, reminder.moment(now)
