"""Whose a telling is: of all programs that tell of a moment, by whatever means, one does, and once."""

from datetime import datetime
from typing import NamedTuple

from tui.journal import ClaimState, Journal, JournalError
from tui.reminders.means import Means


class ClaimPlace(NamedTuple):
    """What is claimed: a reminder at one of its moments."""

    recovery: str
    key: str
    moment: datetime


class Claims:
    """The claims of a program. One that stays holds here what cannot be written now, and writes it later.

    Its telling sounds all the same: two programs that both cannot write may both sound, which is better than
    neither. A program that tells once and ends has no later, and stays silent where it cannot claim.
    """

    def __init__(self, *, stays: bool = True) -> None:
        """Claim nothing yet.

        Args:
            stays: Whether the program stays, and so may write later what it cannot write now.
        """
        self._stays = stays
        self._made: set[ClaimPlace] = set()
        self._unwritten: dict[ClaimPlace, tuple[str, datetime]] = {}

    def claim(self, journal: Journal, place: ClaimPlace, by: str, now: datetime) -> bool:
        """Whether it is for this program to tell of a moment that has come.

        Args:
            by: The means, such as `bell`.

        Raises:
            JournalError: If that cannot be written, of a program that does not stay.
        """
        if place in self._made:
            return False
        try:
            claimed = journal.claim(*place, by, now)
        except JournalError:
            if not self._stays:
                raise
            self._unwritten[place] = by, now
            claimed = True
        self._made.add(place)
        return claimed

    def confirm(self, journal: Journal, place: ClaimPlace, now: datetime) -> None:
        """Say that it was told."""
        if place not in self._unwritten:
            self._settle(journal, place, ClaimState.CONFIRMED, now)

    def hand_back(self, journal: Journal, place: ClaimPlace, now: datetime) -> None:
        """Say that it was not, so that it is anybody's to tell."""
        self._made.discard(place)
        if self._unwritten.pop(place, None) is None:
            self._settle(journal, place, ClaimState.RETURNED, now)

    def write(self, journal: Journal) -> None:
        """Write what could not be written before, if it can be now."""
        for place, (by, at) in tuple(self._unwritten.items()):
            try:
                journal.claim(*place, by, at)
            except JournalError:
                return
            del self._unwritten[place]
            self._settle(journal, place, ClaimState.CONFIRMED, at)

    def _settle(self, journal: Journal, place: ClaimPlace, state: ClaimState, at: datetime) -> None:
        try:
            journal.settle(*place, state, at)
        except JournalError:
            # It stays "not confirmed", which is true, until that can be written.
            if state is ClaimState.CONFIRMED:
                self._unwritten[place] = Means.BELL, at
