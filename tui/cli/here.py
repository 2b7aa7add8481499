"""Where and when a command runs: the folder, the settings, the clock and the journal it works with."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tui.cli.codes import RefusedError, UsageError, meant
from tui.cli.near import nearest
from tui.cli.output.lines import warn
from tui.clock import Clock, RehearsalClock, SystemClock, parse_instant
from tui.paths import Paths
from tui.settings import Settings, read_settings
from tui.settings.bindings import BINDINGS

if TYPE_CHECKING:
    from tui.journal import Journal
    from tui.recovery.acts import Acts
    from tui.recovery.reader import RecoveryReader
    from tui.recovery.recovery import Recovery

NONE_BEGUN = "No recovery has been started. Begin one with: afterglow start CHECKLIST"
UNDONE = "\nOne was, and it was undone. afterglow redo brings it back."


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
        settings, faults = read_settings(self.paths.settings, bindings=BINDINGS)
        warn(*map(str, faults))
        return settings

    @cached_property
    def clock(self) -> Clock:
        """The machine's clock, or that of `--now`.

        Raises:
            UsageError: If the local zone or the moment makes no sense.
        """
        real = meant(SystemClock)
        start = self._start(real)
        return RehearsalClock(start, real) if start else real

    @cached_property
    def now(self) -> datetime:
        """The one moment this command runs at, in the local zone.

        In a rehearsal it is the very moment that was asked for, so that of two commands at one moment the
        second knows what the first was told.
        """
        return self._start(self.clock) or self.clock.now()

    def _start(self, clock: Clock) -> datetime | None:
        if self.now_text is None:
            return None
        return meant(parse_instant, self.now_text, ZoneInfo(clock.zone))

    @cached_property
    def journal(self) -> "Journal":
        """The journal, opened.

        Raises:
            JournalError: If there is one and it cannot be used.
        """
        from tui.journal import Journal

        return Journal.open(self.paths.journal)

    def close(self) -> None:
        """Let go of the journal, if it was opened."""
        if "journal" in self.__dict__:
            self.journal.close()

    def recovery(self) -> "Recovery":
        """The recovery spoken of: the one that `--recovery` names, or else the one in focus.

        Raises:
            RefusedError: If none has been started.
            UsageError: If `--recovery` names none.
        """
        from tui.recovery.recovery import in_focus, recoveries

        # The moment first: wrong usage is told before the journal is touched.
        _ = self.now
        if self.picked is None:
            found = in_focus(self.journal)
        else:
            known = recoveries(self.journal)
            found = next((each for each in known if each.id == self.picked), None)
            if found is None and known:
                ids = [each.id for each in known]
                raise UsageError(f"There is no recovery {self.picked!r}.{nearest(self.picked, ids)}")
        if found is None:
            undone = self.journal.top_redo()
            raise RefusedError(
                f"{NONE_BEGUN}{UNDONE if undone is not None and undone.kind == 'start' else ''}"
            )
        return found

    def running(self) -> "tuple[Recovery, ...]":
        """Every recovery that was not put away, or the one that `--recovery` names."""
        from tui.recovery.recovery import recoveries

        if self.picked is not None:
            return (self.recovery(),)
        return tuple(each for each in recoveries(self.journal) if each.ended is None)

    @property
    def several(self) -> bool:
        """Whether more than one recovery runs."""
        from tui.recovery.recovery import recoveries

        return sum(each.ended is None for each in recoveries(self.journal)) > 1

    def reader(self, recovery: "Recovery | None" = None) -> "RecoveryReader":
        """A recovery, or else the one spoken of, opened. What is wrong with its file is told, on the side."""
        from tui.files.status import banner
        from tui.recovery.reader import RecoveryReader

        spoken_of = recovery or self.recovery()
        # A rehearsal writes nothing by itself.
        said = banner(self.journal, self.paths, spoken_of, None if self.clock.rehearsed else self.now)
        if said:
            warn(said)
        if spoken_of.ended is not None:
            ended = spoken_of.ended.astimezone(self.now.tzinfo)
            warn(f"{spoken_of.title} was put away on {ended:%Y-%m-%d}. Nothing of it is told any more.")
        return RecoveryReader(self.journal, self.settings, spoken_of, said)

    def acts(self, reader: "RecoveryReader") -> "Acts":
        """What can be done to a recovery now."""
        from tui.recovery.acts import Acts

        return Acts(reader, reader.plan(self.now), self.now)
