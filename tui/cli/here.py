"""Where and when a command runs: the folder, the settings, the clock and the journal it works with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tui.cli.codes import No, Wrong, meant
from tui.cli.lines import warn
from tui.cli.near import nearest
from tui.clock import Clock, RehearsalClock, SystemClock, parse_instant
from tui.paths import Paths
from tui.settings import Settings, read_settings

if TYPE_CHECKING:
    from tui.day.acts import Acts
    from tui.day.care import Care
    from tui.day.recovery import Recovery
    from tui.day.session import Session

NONE_BEGUN = "No recovery has been started. Begin one with: afterglow start CHECKLIST"


@dataclass
class Here:
    """What the global options say, and what they lead to. Nothing is opened before it is asked for."""

    home: Path | None = None
    now_text: str | None = None
    picked: str | None = None
    """The id of a recovery."""

    @cached_property
    def paths(self) -> Paths:
        """The places of this person's files."""
        return Paths.at(self.home)

    @cached_property
    def settings(self) -> Settings:
        """The settings. Faults in them are told once, and stop nothing."""
        settings, faults = read_settings(self.paths.settings)
        warn(*map(str, faults))
        return settings

    @cached_property
    def clock(self) -> Clock:
        """The machine's clock, or that of `--now`.

        Raises:
            Wrong: If the local zone or the moment makes no sense.
        """
        real = meant(SystemClock)
        if self.now_text is None:
            return real
        return RehearsalClock(meant(parse_instant, self.now_text, ZoneInfo(real.zone)), real)

    @cached_property
    def now(self) -> datetime:
        """The one moment this command runs at, in the local zone."""
        return self.clock.now()

    @cached_property
    def session(self) -> "Session":
        """Everything, opened.

        Raises:
            JournalError: If there is a journal and it cannot be used.
        """
        from tui.day.session import Session
        from tui.journal import Journal

        # The options first: wrong usage is told before the journal is touched.
        clock, settings = self.clock, self.settings
        return Session(self.paths, settings, clock, Journal.open(self.paths.journal), self.picked)

    def close(self) -> None:
        """Let go of the journal, if it was opened."""
        if "session" in self.__dict__:
            self.session.journal.close()

    def recovery(self) -> "Recovery":
        """The recovery spoken of.

        Raises:
            No: If none has been started.
            Wrong: If `--recovery` names none.
        """
        from tui.day.recovery import recoveries

        found = self.session.recovery()
        if found is not None:
            return found
        ids = [each.id for each in recoveries(self.session.journal)]
        if self.picked is None or not ids:
            raise No(NONE_BEGUN)
        raise Wrong(f"There is no recovery {self.picked!r}.{nearest(self.picked, ids)}")

    def care(self) -> "Care":
        """The recovery spoken of, opened. What is wrong with its file is told on the standard error."""
        return self._open(self.recovery())

    def cares(self) -> "Iterator[Care]":
        """Every recovery that runs, opened; or the one that `--recovery` names."""
        recoveries = self.session.running() if self.picked is None else [self.recovery()]
        return map(self._open, recoveries)

    def acts(self, care: "Care") -> "Acts":
        """What can be done to a recovery now."""
        from tui.day.acts import Acts

        return Acts(care, care.plan(self.now), self.now)

    def _open(self, recovery: "Recovery") -> "Care":
        from tui.day.care import Care
        from tui.day.files import banner

        # A rehearsal writes nothing by itself.
        now = None if self.clock.rehearsed else self.now
        said = banner(self.session.journal, self.paths, recovery, now)
        if said:
            warn(said)
        return Care(self.session.journal, self.settings, recovery, said)
