"""What the journal remembers beside acts: checklist versions, files already read, tellings already made."""

from datetime import datetime

from tui.journal.connection import Connection, Row
from tui.journal.entries import KnownFile, StoredVersion, instant_text
from tui.journal.errors import damaged


class Versions(Connection):
    """Things a program keeps for itself. None of them is an act, so undo passes them by."""

    def keep_version(
        self, content_hash: str, checklist_id: str, said: str, compiled: str, shape: int, recorded: datetime
    ) -> None:
        """Keep a version for good; one already kept in this shape stays as it is.

        Args:
            said: What the file set, as canonical JSON text.
            compiled: What it means, as JSON text in the shape numbered `shape`.
        """
        with self._writing() as db:
            db.execute(
                """INSERT INTO version (hash, shape, checklist, said, compiled, recorded)
                   VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
                (content_hash, shape, checklist_id, said, compiled, instant_text(recorded)),
            )

    def version(self, content_hash: str, shape: int | None = None) -> StoredVersion | None:
        """A version in this shape, or in the newest there is if none is asked for."""
        rows = self._rows(
            """SELECT hash, checklist, said, compiled, shape, recorded FROM version
               WHERE hash = ? AND (?2 IS NULL OR shape = ?2) ORDER BY shape DESC LIMIT 1""",
            (content_hash, shape),
        )
        return self._kept(rows[0]) if rows else None

    def keep_file(self, path: str, size: int, mtime_ns: int, digest: str, content_hash: str) -> None:
        """Remember what a file held when it was last read. What was remembered of it is replaced."""
        with self._writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO file (path, size, mtime_ns, digest, hash) VALUES (?, ?, ?, ?, ?)",
                (path, size, mtime_ns, digest, content_hash),
            )

    def file(self, path: str) -> KnownFile | None:
        """What is remembered of a file."""
        rows = self._rows("SELECT path, size, mtime_ns, digest, hash FROM file WHERE path = ?", (path,))
        return KnownFile(*rows[0]) if rows else None

    def files(self) -> tuple[KnownFile, ...]:
        """What is remembered of every file, by path."""
        rows = self._rows("SELECT path, size, mtime_ns, digest, hash FROM file ORDER BY path")
        return tuple(KnownFile(*row) for row in rows)

    def claim(self, recovery: str, key: str, due: datetime, how: str) -> bool:
        """Whether this call is the first, of any program, to tell of this in this way (`bell`, `desktop`)."""
        with self._writing() as db:
            cursor = db.execute(
                "INSERT INTO claim (recovery, key, due, how) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (recovery, key, instant_text(due), how),
            )
            return cursor.rowcount == 1

    def _kept(self, row: Row) -> StoredVersion:
        content_hash, checklist, said, compiled, shape, recorded = row
        try:
            return StoredVersion(
                content_hash, checklist, said, compiled, shape, datetime.fromisoformat(recorded)
            )
        except (ValueError, TypeError) as error:
            raise damaged(self.path, "a checklist version cannot be read") from error
