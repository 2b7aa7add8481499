"""What a checklist's file says, beside what a recovery runs by: seen before it counts, and wanted or not."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from checklists.plan import Plan
from tui.day.acts import Acts
from tui.day.banner import followed, in_force, unwanted
from tui.day.bases import ids
from tui.day.begin import Chosen
from tui.day.care import Care
from tui.day.difference import Difference, differences
from tui.day.files import Found, Look, own_files, read_whole
from tui.day.memory import remember
from tui.day.recovery import Recovery
from tui.day.words import short_date
from tui.paths import Paths


class Unrelated(Exception):
    """A checklist that has nothing to do with the one a recovery follows."""


@dataclass(frozen=True)
class Newer:
    """What a file says, beside what a recovery runs by, at one moment."""

    care: Care
    """The recovery, opened without a word on its file."""
    file: Found
    chosen: Chosen
    """What the file says."""
    seen: Look
    """How the file stood just before it was read."""
    now: datetime
    """Aware. What is accepted counts from then on."""

    @property
    def recovery(self) -> Recovery:
        """Whose plan it is."""
        return self.care.recovery

    @property
    def waits(self) -> bool:
        """Whether it is another version than the one in force."""
        return self.chosen.hash != in_force(self.care.journal, self.recovery)

    @property
    def unwanted(self) -> bool:
        """Whether the person has said that they do not want it."""
        return self.chosen.hash == unwanted(self.care.journal, self.recovery, self.file.id)

    @property
    def moves(self) -> bool:
        """Whether accepting it moves the recovery to another checklist."""
        return self.file.id != self.recovery.checklist

    @property
    def whose(self) -> str:
        """`PicoSure on the face (picosure-face)`."""
        return f"{self.recovery.named} ({self.recovery.id})"

    @cached_property
    def before(self) -> Plan:
        """As the recovery runs."""
        return self.care.plan(self.now)

    @cached_property
    def after(self) -> Plan:
        """As it would run."""
        return self.care.plan(self.now, self.chosen.checklist)

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What changes from now on, in the order of the days."""
        return differences(self.before, self.after)

    @property
    def opening(self) -> str:
        """Which file it is, and from when on it would count, with a colon at its end."""
        first = max(self.before.today, 0)
        day = f"day {first} ({short_date(self.before.date_of(first))})"
        since = f"from {day} on" if self.before.today < 0 else f"from now, {day}, on"
        if not self.moves:
            return f"{self.file.id} has changed. For {self.whose}, {since}:"
        verb = "extends" if self.recovery.checklist in ids(self.file.path) else "is what stands under"
        moved = f"{self.file.id} {verb} {self.recovery.checklist}: accepting it moves {self.whose} to it."
        return f"{moved}\nWhat changes {since}:"

    def accept(self) -> int:
        """Let it count from now on; the act's id.

        Raises:
            JournalError: If it could not be written; then nothing was.
        """
        act = self._acts.accept(self.chosen)
        self.mind()
        return act

    def keep(self) -> int:
        """Note that it is not wanted; the act's id.

        Raises:
            JournalError: If it could not be written; then nothing was.
        """
        act = self._acts.keep(self.chosen)
        self.mind()
        return act

    def mind(self) -> None:
        """Keep in mind what the file held: no more is said then of another file of its id that has gone."""
        remember(self.care.journal, self.seen, self.chosen.hash)

    @property
    def _acts(self) -> Acts:
        return Acts(self.care, self.before, self.now)


def newer(care: Care, paths: Paths, file: Found, now: datetime) -> Newer:
    """A checklist's file, read for a recovery. Nothing is written.

    Args:
        now: Aware.

    Raises:
        Unrelated: If the recovery does not follow it.
        ChecklistError: If the file cannot be used, with every Problem.
        OSError: If it cannot be read.
        JournalError: If the journal cannot be read.
    """
    if not _stands_on(file, care.recovery.checklist):
        own = own_file(care, paths)
        if own is None or file.id not in ids(own.path):
            raise Unrelated(file.id)
    seen, outcome = read_whole(file)
    if isinstance(outcome, Exception):
        raise outcome
    return Newer(care, file, outcome, seen, now)


def own_file(care: Care, paths: Paths) -> Found | None:
    """The person's own file that a recovery follows, also one outside their folder; None if none is there.

    Raises:
        JournalError: If the journal cannot be read.
    """
    own = followed(care.journal, paths, care.recovery)
    return own if own is not None and os.path.lexists(own.path) else None


def candidates(care: Care, paths: Paths) -> Iterator[Found]:
    """The person's own files that may change a recovery's plan, the one it follows first.

    Raises:
        JournalError: If the journal cannot be read.
    """
    own = own_file(care, paths)
    if own is not None:
        yield own
    for each in own_files(paths):
        if each.id != care.recovery.checklist and _stands_on(each, care.recovery.checklist):
            yield each


def _stands_on(file: Found, id: str) -> bool:
    return file.id == id or id in ids(file.path)
