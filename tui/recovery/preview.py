"""Days of a checklist as they would look to somebody who was treated at some moment. Nothing of it stays."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from checklists.plan.plan import Plan
from tui.journal import Journal
from tui.recovery.begin import ChecklistVersion, begin
from tui.recovery.reader import RecoveryReader
from tui.recovery.recovery import Clinic
from tui.recovery.state import DayState
from tui.settings import Settings

TREATED = time(14)
"""When the laser would have finished, so that a day 0 has an afternoon and an evening."""

FIRST_LOOKS = (0, 1, 3, 7, 14)
"""The days that an author looks at first."""


class Preview:
    """A recovery that is only looked at."""

    def __init__(self, reader: RecoveryReader, treated: datetime) -> None:
        self._reader, self._treated = reader, treated

    def plan(self, now: datetime) -> Plan:
        """Its plan at a moment."""
        return self._reader.plan(now)

    def days(self, numbers: Iterable[int], minutes: int) -> Iterator[DayState]:
        """Each of these days, at a time of day; day 0 at the treatment where that is later.

        Args:
            minutes: Minutes from midnight, of the day itself.
        """
        for number in numbers:
            local = self._treated + timedelta(days=number)
            at = local.replace(hour=minutes // 60, minute=minutes % 60)
            now = max(at, self._treated)
            state = self._reader.state_of(self.plan(now), now, number)
            # Nobody lived the day before, so nothing of it is open.
            yield replace(state, yesterday=())


@contextmanager
def preview(
    version: ChecklistVersion,
    settings: Settings,
    zone: str,
    answers: Mapping[str, Collection[str]],
    treated: datetime,
) -> Iterator[Preview]:
    """A recovery with this checklist in a journal of its own, which is gone afterwards.

    Args:
        zone: The IANA name of the zone the person is in.
        answers: By question id; empty is "none of these". What is missing is "not sure".
        treated: When the laser finished, aware.

    Raises:
        OSError, JournalError: If there is no room for a journal that goes again.
    """
    with TemporaryDirectory(prefix="afterglow-", ignore_cleanup_errors=True) as folder:
        journal = Journal(Path(folder) / "journal.db")
        try:
            recovery = begin(journal, version, treated, zone, answers, Clinic(), treated)
            yield Preview(RecoveryReader(journal, settings, recovery), treated)
        finally:
            journal.close()
