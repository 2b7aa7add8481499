"""The plans last made and the days read with them, for as long as nothing has changed that they come from."""

from datetime import datetime
from typing import NamedTuple

from checklists.plan.plan import Plan
from tui.recovery.reader import RecoveryReader
from tui.recovery.state import DayState


class _PlanAt(NamedTuple):
    reader: RecoveryReader
    minute: str
    version: int
    plan: Plan
    states: dict[int, DayState]
    """The days that were read of it, by number."""


class Plans:
    """One plan for each recovery. To lay out its days takes longer than to read what was done on them.

    Kept for a minute at most: within one nothing changes unless the journal does.
    """

    def __init__(self) -> None:
        self._plans: dict[str, _PlanAt] = {}

    def at(self, reader: RecoveryReader, now: datetime) -> Plan:
        """The plan of a recovery as judged in this minute.

        Raises:
            JournalError: As for `RecoveryReader.plan`.
        """
        return self._at(reader, now).plan

    def state(self, reader: RecoveryReader, now: datetime, number: int | None = None) -> DayState:
        """One day as it stands in this minute; the very same object for as long as nothing has changed.

        Args:
            now: Aware.
            number: Which day; None is the day it is.

        Raises:
            JournalError: As for `RecoveryReader.plan`.
        """
        _, _, _, plan, states = self._at(reader, now)
        number = plan.today if number is None else number
        if number not in states:
            states[number] = reader.state_of(plan, now, number)
        return states[number]

    def outlive(self, reader: RecoveryReader, before: int) -> None:
        """After one act that no plan is made from, a tick, a skip, a slip, a note: keep the plan.

        Args:
            before: The journal's data version before it. If more has changed since, nothing is kept.
        """
        latest = self._plans.get(reader.recovery.id)
        if latest is not None and latest.version == before and reader.journal.data_version() == before + 1:
            self._plans[reader.recovery.id] = latest._replace(version=before + 1, states={})

    def _at(self, reader: RecoveryReader, now: datetime) -> _PlanAt:
        # First, so that what is written while the rest is read makes it another one.
        version, minute = reader.journal.data_version(), f"{now:%Y-%m-%dT%H:%M%z}"
        latest = self._plans.get(reader.recovery.id)
        if latest is None or latest[:3] != (reader, minute, version):
            latest = self._plans[reader.recovery.id] = _PlanAt(reader, minute, version, reader.plan(now), {})
        return latest
