"""Whose a telling is: of all programs that tell of a moment, by whatever means, one does, and once."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from tui.journal import ClaimState, Journal, JournalError
from tui.reminders.means import Means
from tui.reminders.occasion import Lateness
from tui.reminders.reminder import LATE

SCREEN = "screen"
"""The means of what makes no sound, and so keeps nobody from making one."""

AHEAD = timedelta(hours=12)
"""How far a clock must go back for what it told to be told again: by so much it had run ahead."""


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
        self.stays = stays
        self.why: Lateness | None = Lateness.CLOSED
        """Why what is told late now is, for the ledger. None where that is not known."""
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
        means = self._means(place, by, now)
        try:
            claimed = journal.claim(*place, means, now)
        except JournalError:
            if not self.stays:
                raise
            self._unwritten[place] = means, now
            claimed = True
        self._made.add(place)
        return claimed

    def forget(self, places: Iterable[ClaimPlace]) -> None:
        """Let claims go that were not written after all."""
        for place in places:
            self._made.discard(place)
            self._unwritten.pop(place, None)

    def hold(self, place: ClaimPlace, by: str, now: datetime) -> bool:
        """Whether it is for this program, which stays, to tell of it though it cannot be written now."""
        if place in self._made:
            return False
        self._made.add(place)
        self._unwritten[place] = self._means(place, by, now), now
        return True

    def show(self, journal: Journal, places: Iterable[ClaimPlace], now: datetime) -> None:
        """Note for the ledger that something stands on the screen; what cannot be written is left."""
        for place in places:
            try:
                journal.show(*place, self._means(place, SCREEN, now), now)
            except JournalError:
                return

    def _means(self, place: ClaimPlace, by: str, now: datetime) -> str:
        return f"{by}, {self.why}" if self.why is not None and now - place.moment > LATE else by

    def confirm(self, journal: Journal, place: ClaimPlace, now: datetime) -> None:
        """Say that it was told."""
        if place not in self._unwritten:
            self._settle(journal, place, ClaimState.CONFIRMED, now)

    def hand_back(self, journal: Journal, place: ClaimPlace, now: datetime) -> None:
        """Say that it was not, so that it is anybody's to tell."""
        self._made.discard(place)
        if self._unwritten.pop(place, None) is None:
            self._settle(journal, place, ClaimState.RETURNED, now)

    def forget_ahead(self, journal: Journal, recoveries: Iterable[str], now: datetime) -> None:
        """Let what a clock that ran ahead told be told again when its time comes.

        Raises:
            JournalError: If the journal cannot be read or written.
        """
        self._made = {place for place in self._made if place.moment <= now}
        for recovery in recoveries:
            for claim in journal.claims(recovery):
                if claim.due > now and claim.at is not None and claim.at > now + AHEAD:
                    journal.settle(recovery, claim.key, claim.due, ClaimState.RETURNED, now)

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


def means_of(by: str) -> tuple[str, str]:
    """What a claim's `by` says: by what means, and why it was late; empty where it was not."""
    means, _, why = by.partition(", ")
    return means, why
