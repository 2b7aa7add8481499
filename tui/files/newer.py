"""What a checklist's file says, beside what a recovery runs by: seen before it counts, and wanted or not."""

import os
from contextlib import suppress
from datetime import datetime
from functools import cached_property

from msgspec import Struct

from checklists.plan.plan import Plan
from tui.files.checklist_files import ChecklistPath, FileLook, own_files, read_whole
from tui.files.difference import Difference, differences
from tui.files.heads import head, ids
from tui.files.memory import BrokenFileError, remember, version_of
from tui.files.status import followed_path as file_followed
from tui.files.status import has_changed, in_force, may_follow, unwanted
from tui.paths import Paths
from tui.recovery.acts import Acts
from tui.recovery.begin import ChecklistVersion
from tui.recovery.reader import RecoveryReader
from tui.recovery.recovery import Recovery
from tui.text.humanize import short_date


class UnrelatedFileError(Exception):
    """A checklist that has nothing to do with the one a recovery follows."""


class Newer(Struct, frozen=True, dict=True):
    """What a file says, beside what a recovery runs by, at one moment."""

    reader: RecoveryReader
    """The recovery, opened without a word on its file."""
    file: ChecklistPath
    chosen: ChecklistVersion
    """What the file says."""
    seen: FileLook
    """How the file stood just before it was read."""
    now: datetime
    """Aware. What is accepted counts from then on."""
    followed: bool
    """Whether it is the file that the recovery follows."""
    verb: str = "extends"
    """How a file of another id stands to the checklist that is followed."""

    @property
    def recovery(self) -> Recovery:
        """Whose plan it is."""
        return self.reader.recovery

    @property
    def id(self) -> str:
        """The id that the file gives itself now."""
        return self.chosen.checklist.id

    @property
    def waits(self) -> bool:
        """Whether it is another version than the one in force."""
        return self.chosen.hash != in_force(self.reader.journal, self.recovery)

    @property
    def unwanted(self) -> bool:
        """Whether the person has said that they do not want it."""
        return self.chosen.hash == unwanted(self.reader.journal, self.recovery, self.id)

    @property
    def moves(self) -> bool:
        """Whether accepting it moves the recovery to another checklist."""
        return self.id != self.recovery.checklist

    @property
    def whose(self) -> str:
        """`PicoSure on the face (picosure-face)`."""
        return f"{self.recovery.named} ({self.recovery.id})"

    @cached_property
    def before(self) -> Plan:
        """As the recovery runs."""
        return self.reader.plan(self.now)

    @cached_property
    def after(self) -> Plan:
        """As it would run."""
        return self.reader.plan(self.now, self.chosen.checklist)

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What changes from now on, in the order of the days."""
        return differences(self.before, self.after)

    @property
    def since(self) -> str:
        """From when on it would count: `from now, day 3 (Mon 23 Nov), on`."""
        first = max(self.before.today, 0)
        day = f"day {first} ({short_date(self.before.date_of(first))})"
        return f"from {day} on" if self.before.today < 0 else f"from now, {day}, on"

    @property
    def stands(self) -> str:
        """How a file of another id stands to the checklist that is followed: `extends picosure-face`."""
        return f"{self.verb} {self.recovery.checklist}"

    @cached_property
    def changed(self) -> str:
        """Which file has changed, by its name: `mine.yaml has changed`."""
        return has_changed(self.reader.journal, self.file, lambda path: path.name)

    @property
    def opening(self) -> str:
        """Which file it is, and from when on it would count, with a colon at its end."""
        if not self.moves:
            changed = has_changed(self.reader.journal, self.file, lambda path: head(path).id)
            return f"{changed}. For {self.whose}, {self.since}:"
        moved = f"{self.id} {self.stands}: accepting it moves {self.whose} to it."
        return f"{moved}\nWhat changes {self.since}:"

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

    def leave_for_later(self) -> int:
        """Note that it was seen and not decided on, so that it is not shown again by itself; the act's id.

        Raises:
            JournalError: If it could not be written; then nothing was.
        """
        return self._acts.leave_for_later(self.chosen)

    def mind(self) -> None:
        """Keep in mind what the file held: no more is said then of another file of its id that has gone."""
        remember(self.reader.journal, self.seen, self.chosen.hash)

    @property
    def _acts(self) -> Acts:
        return Acts(self.reader, self.before, self.now)


def newer(reader: RecoveryReader, paths: Paths, file: ChecklistPath, now: datetime) -> Newer:
    """A checklist's file, read for a recovery. Nothing is written.

    Args:
        now: Aware.

    Raises:
        UnrelatedFileError: If the recovery does not follow it.
        ChecklistError: If the file cannot be used, with every Problem.
        OSError: If it cannot be read.
        JournalError: If the journal cannot be read.
    """
    own = own_file(reader, paths)
    followed, verb = own is not None and own.path == file.path, "extends"
    if not _stands_on(file, reader.recovery.checklist):
        if own is None or file.id not in ids(own.path):
            raise UnrelatedFileError(file.id)
        verb = "is now what was" if followed else "is extended by"
    seen, outcome = read_whole(file)
    if isinstance(outcome, Exception):
        raise outcome.with_traceback(None)
    return Newer(reader, file, outcome, seen, now, followed, verb)


def own_file(reader: RecoveryReader, paths: Paths) -> ChecklistPath | None:
    """The person's own file that a recovery follows, also one outside their folder; None if none is there.

    Raises:
        JournalError: If the journal cannot be read.
    """
    own = file_followed(reader.journal, paths, reader.recovery)
    return own if own is not None and os.path.lexists(own.path) else None


def others(reader: RecoveryReader, paths: Paths, now: datetime | None) -> tuple[ChecklistPath, ...]:
    """The person's good files that a plan may be moved to, since they extend the checklist it follows.

    Those that the person did not want are left out.

    Args:
        now: When what is read is kept in mind, aware. None keeps nothing.

    Raises:
        JournalError: If the journal cannot be read.
    """
    return tuple(each for each in own_files(paths) if _may_follow(reader, each, now))


def _may_follow(reader: RecoveryReader, file: ChecklistPath, now: datetime | None) -> bool:
    if not _stands_on(file, reader.recovery.checklist):
        return False
    with suppress(OSError, BrokenFileError):
        return may_follow(reader.journal, reader.recovery, file, version_of(reader.journal, file, now))
    return False


def _stands_on(file: ChecklistPath, id: str) -> bool:
    return file.id == id or id in ids(file.path)
