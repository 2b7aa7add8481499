"""What `afterglow doctor` asks the journal."""

import os
import stat

from tui.journal.connection import Connection
from tui.journal.errors import shown

_COUNTED = ("act", "entry", "version", "file", "claim")


class Health(Connection):
    """Whether the journal is sound, and how much is in it."""

    def check(self) -> list[str]:
        """What is wrong, a sentence each; empty if all is well or there is no file. Reads all of it.

        Raises:
            JournalError: If it is too damaged to be read through.
        """
        found = [
            f"The journal fails its check: {said}."
            for (said,) in self._rows("PRAGMA integrity_check")
            if said != "ok"
        ]
        found += [
            f"The journal's table {table} points at a row of {parent} that is not there (row {row})."
            for table, row, parent, _ in self._rows("PRAGMA foreign_key_check")
        ]
        found += [
            f"Act {id} has no entries."
            for (id,) in self._rows("SELECT id FROM act WHERE id NOT IN (SELECT act FROM entry)")
        ]
        return found + self._open_to_others()

    def counts(self) -> dict[str, int]:
        """Rows by table (`act`, `entry`, `version`, `file`, `claim`); empty if there is no file."""
        return {
            table: count for table in _COUNTED for (count,) in self._rows(f"SELECT count(*) FROM {table}")
        }

    def _open_to_others(self) -> list[str]:
        if os.name != "posix" or not self.path.exists():
            return []
        return [
            f"{shown(path)} has permissions {mode:04o} and should have {wanted:04o}: others can read it."
            for path, wanted in ((self.path, 0o600), (self.path.parent, 0o700))
            if (mode := stat.S_IMODE(path.stat().st_mode)) & ~wanted
        ]
