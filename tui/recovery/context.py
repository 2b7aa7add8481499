"""What a run of the program works with: files, settings, clock and journal."""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from tui.clock import Clock
from tui.journal import Journal, JournalError
from tui.paths import Paths
from tui.recovery.plans import Plans
from tui.recovery.reader import RecoveryReader
from tui.recovery.recovery import Recovery, in_focus, recoveries
from tui.recovery.state import DayState
from tui.settings import Settings
from tui.text.parse import Present

if TYPE_CHECKING:
    from tui.recovery.acts import Acts

Value = TypeVar("Value")


class AppContext:
    """One run of the app or of a command. Its settings may be replaced while it runs, and another be picked.

    What is given as a function is opened when it is first asked for, and raises then what that raises.
    """

    def __init__(
        self,
        paths: Paths | Callable[[], Paths],
        settings: Settings | Callable[[], Settings],
        clock: Clock | Callable[[], Clock],
        journal: Journal | Callable[[], Journal],
        picked: str | None = None,
    ) -> None:
        self._paths, self._settings, self._clock, self._journal = paths, settings, clock, journal
        self.picked = picked
        """The recovery asked for by id, in place of the one in focus."""
        self.banner = ""
        """What is wrong with the checklist's file, if something is."""
        self.notices: list[str] = []
        """What was wrong when things were opened, and care goes on without: a sentence each."""
        self.plans = Plans()
        """The plans last made."""

    @cached_property
    def paths(self) -> Paths:
        """The places of this person's files."""
        return _opened(self._paths)

    @cached_property
    def settings(self) -> Settings:
        """What the person has set."""
        return _opened(self._settings)

    @cached_property
    def clock(self) -> Clock:
        """The machine's clock, that of `--now`, or that of one command, which stands still."""
        return _opened(self._clock)

    @cached_property
    def journal(self) -> Journal:
        """The journal."""
        return _opened(self._journal)

    def close(self) -> None:
        """Let go of the journal, if it was asked for."""
        if "journal" in self.__dict__:
            if self.wants_backup():
                self.back_up()
            self.journal.close()

    def wants_backup(self) -> bool:
        """Whether something was recorded since the last time. Never in a rehearsal."""
        return "journal" in self.__dict__ and self.journal.acted and not self.clock.rehearsed

    def back_up(self) -> None:
        """Keep a copy of the journal, one a day; in any thread. One that fails is told of by `doctor`."""
        self.journal.acted = False
        with suppress(JournalError, OSError):
            self.journal.back_up_daily(f"{self.now():%Y-%m-%d}")

    @property
    def set_aside(self) -> str:
        """What was met in the journal that cannot be read, in a line; empty is nothing."""
        names = [*self.journal.set_aside] if "journal" in self.__dict__ else []
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        return f"Left out, for it is damaged: {names[0]}{more}. See: afterglow doctor" if names else ""

    @property
    def notice(self) -> str:
        """What was wrong with what was opened so far, in a line; empty is nothing."""
        more = f" {len(self.notices) - 1} more: afterglow doctor." if len(self.notices) > 1 else ""
        return f"{self.notices[0]}{more}" if self.notices else ""

    def now(self) -> datetime:
        """This moment, in the local zone."""
        return self.clock.now()

    def present(self, zone: ZoneInfo | None = None) -> Present:
        """When somebody types, in a zone or else in the local one."""
        now = self.now()
        return Present(now.astimezone(zone) if zone else now, self.settings.day_start)

    def emergency_number(self, plan: str = "") -> str:
        """What to call in an emergency, where nothing is told of the clinic's: by the settings, or by place.

        Args:
            plan: The IANA name of the zone that the plan follows. Empty is none.
        """
        remote = any(os.environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY"))
        return self.settings.emergency_number(self.clock.zone, plan, remote=remote)

    def recovery(self) -> Recovery | None:
        """The recovery that is spoken of, or None before the first."""
        if self.picked is not None:
            for recovery in recoveries(self.journal):
                if recovery.id == self.picked:
                    return recovery
        # Also where one was picked, since its start may have been undone meanwhile.
        return in_focus(self.journal)

    def running(self) -> tuple[Recovery, ...]:
        """Every recovery that was not put away."""
        return tuple(each for each in recoveries(self.journal) if each.ended is None)

    def running_one(self, id: str) -> Recovery | None:
        """The recovery of this id, if it was not put away."""
        return next((each for each in self.running() if each.id == id), None)

    def reader(self, recovery: Recovery | None = None) -> RecoveryReader | None:
        """The recovery opened for reading, or None before the first."""
        recovery = recovery or self.recovery()
        return RecoveryReader(self.journal, self.settings, recovery, self.banner) if recovery else None

    def beside(self, recovery: Recovery) -> tuple[DayState, ...]:
        """The day it is of every other recovery that runs.

        Raises:
            JournalError: If the journal cannot be read.
        """
        now = self.now()
        readers = (self.reader(each) for each in self.running() if each.id != recovery.id)
        return tuple(self.plans.state(reader, now) for reader in readers if reader is not None)

    def acts(self, reader: RecoveryReader, at: datetime | None = None) -> "Acts":
        """What can be done to a recovery at this moment, or at that of a key that was pressed before."""
        # Here, since whoever only reads has no need of it.
        from tui.recovery.acts import Acts

        now = at or self.now()
        return Acts(reader, self.plans.at(reader, now), now, self.plans)


def _opened(source: Value | Callable[[], Value]) -> Value:
    return source() if callable(source) else source
