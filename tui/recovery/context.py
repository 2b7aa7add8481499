"""What a run of the program works with: files, settings, clock and journal."""

from dataclasses import dataclass, field
from datetime import datetime

from tui.clock import Clock
from tui.journal import Journal
from tui.paths import Paths
from tui.recovery.acts import Acts
from tui.recovery.plans import Plans
from tui.recovery.reader import RecoveryReader
from tui.recovery.recovery import Recovery, in_focus, recoveries
from tui.settings import Settings


@dataclass
class AppContext:
    """Opened once, by the command line. Its settings may be replaced while it runs, and another be picked."""

    paths: Paths
    settings: Settings
    clock: Clock
    journal: Journal
    picked: str | None = None
    """The recovery asked for by id, in place of the one in focus."""
    banner: str = ""
    """What is wrong with the checklist's file, if something is."""
    plans: Plans = field(default_factory=Plans, init=False, repr=False, compare=False)
    """The plans last made."""

    def now(self) -> datetime:
        """This moment, in the local zone."""
        return self.clock.now()

    def recovery(self) -> Recovery | None:
        """The recovery that is spoken of, or None before the first."""
        found = (each for each in recoveries(self.journal) if each.id == self.picked)
        # Its start may have been undone meanwhile.
        return (next(found, None) if self.picked is not None else None) or in_focus(self.journal)

    def running(self) -> tuple[Recovery, ...]:
        """Every recovery that was not put away."""
        return tuple(each for each in recoveries(self.journal) if each.ended is None)

    def reader(self, recovery: Recovery | None = None) -> RecoveryReader | None:
        """The recovery opened for reading, or None before the first."""
        spoken_of = recovery or self.recovery()
        return RecoveryReader(self.journal, self.settings, spoken_of, self.banner) if spoken_of else None

    def acts(self, reader: RecoveryReader) -> Acts:
        """What can be done to a recovery at this moment."""
        now = self.now()
        return Acts(reader, self.plans.at(reader, now), now)
