"""The plans last made, kept for as long as nothing that they are made from has changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from checklists.plan.plan import Plan
from tui.recovery.reader import RecoveryReader


class _Kept(NamedTuple):
    reader: RecoveryReader
    minute: str
    version: int
    plan: Plan


class Plans:
    """One plan for each recovery. To lay out its days takes longer than to read what was done on them.

    Kept for a minute at most: no plan changes within one unless the journal does.
    """

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}

    def at(self, reader: RecoveryReader, now: datetime) -> Plan:
        """The plan of a recovery as judged in this minute.

        Raises:
            JournalError: As for `Care.plan`.
        """
        version, minute = reader.journal.data_version(), f"{now:%Y-%m-%dT%H:%M%z}"
        kept = self._kept.get(reader.recovery.id)
        if kept is not None and (kept.reader, kept.minute, kept.version) == (reader, minute, version):
            return kept.plan
        plan = reader.plan(now)
        self._kept[reader.recovery.id] = _Kept(reader, minute, version, plan)
        return plan

    @contextmanager
    def outliving(self, reader: RecoveryReader) -> Iterator[None]:
        """Around one act that no plan is made from: a tick, a skip, a slip, a note.

        If the journal changed by that one act alone, the plan is kept.
        """
        before = reader.journal.data_version()
        yield
        kept = self._kept.get(reader.recovery.id)
        if kept is not None and kept.version == before and reader.journal.data_version() == before + 1:
            self._kept[reader.recovery.id] = kept._replace(version=before + 1)
