"""What a person was shown of a changed checklist, so that it is shown by itself only once."""

from dataclasses import dataclass

from tui.day.recovery import Recovery
from tui.day.versions.banner import Standing, left_for_later
from tui.journal import Journal


@dataclass
class Offered:
    """The version of a file that was seen last in this run, and whether the person was shown it."""

    recovery: str = ""
    """The id of the recovery that follows the file."""
    hash: str = ""
    shown: bool = False
    held: bool = False
    """Whether the file is just being written from here, by what will show the difference itself."""

    def show(self, recovery: Recovery, hash: str) -> None:
        """Note that a version is being shown."""
        self.recovery, self.hash, self.shown = recovery.id, hash, True

    def is_due(self, journal: Journal, recovery: Recovery, files: Standing) -> bool:
        """Whether a version waits that is to be shown by itself. To be asked at every look at the files.

        Raises:
            JournalError: If the journal cannot be read.
        """
        if files.hash and (recovery.id, files.hash) != (self.recovery, self.hash):
            first_look, waits = recovery.id != self.recovery, files.waits
            self.recovery, self.hash, self.shown = recovery.id, files.hash, False
            if first_look and waits is not None:
                # The file may have changed, and been left for later, before the program was opened.
                self.shown = left_for_later(journal, recovery, waits.id) == files.hash
        return files.waits is not None and not self.shown and not self.held
