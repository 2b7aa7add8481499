"""The journal itself: acts and taking them back, what holds now, what is kept beside acts, and its health."""

import json
import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Self

from tui.journal.connection import Connection, Row
from tui.journal.entries import (
    Act,
    Draft,
    Entry,
    Json,
    KnownFile,
    StoredVersion,
    Topic,
    care_date_text,
    instant_text,
)
from tui.journal.errors import OvertakenError, damaged_error, shown
from tui.journal.schema import STEPS, Step

_OWN = ("undo", "redo")

_SET = "topic, key, value, at, date, local, zone"

_ENTRY = (
    "entry.topic, entry.key, entry.value, entry.at, entry.date, entry.local, entry.zone, "
    "entry.id, entry.act, entry.recovery, entry.recorded"
)
_WIDTH = _ENTRY.count(",") + 1

_ACT = "act.id, act.recovery, act.kind, act.words, act.recorded, act.of"

_TABLES = ("act", "entry", "version", "file", "claim")

_BEYOND = 2**63 - 1
"""Greater than the id of any act."""

_PAGE = 1000
"""Rows read at a time for an export, which may be slow in taking them."""


class Journal:
    """Acts and their entries, only ever added to, in one file that several programs may share.

    Every method may raise JournalError. One that did has changed nothing, and the next call starts
    from the file as it is then. On a journal without a file every answer is empty; each question reads
    through an index and takes no write lock. Versions, files and claims are no acts: undo passes them by.
    """

    def __init__(self, path: Path, steps: Sequence[Step] = STEPS) -> None:
        self.path = path
        self._connection = Connection(path, steps)

    @classmethod
    def open(cls, path: Path, *, steps: Sequence[Step] = STEPS) -> Self:
        """Open a journal, bringing an older one up to date after a backup. Makes nothing where there is none.

        Raises:
            JournalError: If there is a file and it cannot be used. It was not changed.
        """
        journal = cls(path, steps)
        journal._connection.open()
        return journal

    def close(self) -> None:
        """Let go of the file. Closing twice is not an error, and a later call opens it again."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def data_version(self) -> int:
        """A number that is another one whenever anything was written since, here or by another program."""
        return self._connection.data_version()

    def record(
        self,
        recovery: str,
        kind: str,
        words: str,
        drafts: Sequence[Draft],
        *,
        recorded: datetime,
        automatic: bool = False,
    ) -> int:
        """Write one act. It is on disk when this returns, and redo forgets what was undone before it.

        Args:
            kind: What was done, such as `tick`; not `undo` or `redo`.
            words: The act in plain words, such as `tick 'Wash gently', evening, day 3`.
            drafts: In order; of two for one key the later holds. At least one.
            automatic: Done by the program itself: undo passes it by, and redo stays as it was.

        Returns:
            The act's id.

        Raises:
            ValueError: If there is no draft, an instant is naive, a care date is not a date, or a
                value is not JSON. Nothing was written.
        """
        if kind in _OWN or not drafts:
            raise ValueError(f"{kind} with {len(drafts)} drafts is no act to record")
        when = instant_text(recorded)
        rows = [(draft.recovery or recovery, *_columns(draft), when) for draft in drafts]
        with self._connection.writing() as db:
            last, undoable, redoable = _last_act(db)
            act = last + 1
            if not automatic:
                undoable, redoable = act, None
            _add_act(db, (act, recovery, kind, _clean(words), when, automatic, None, undoable, redoable))
            _add_entries(db, act, rows)
        return act

    def undo(self, *, recorded: datetime, expected: int | None = None) -> Act | None:
        """Take back the act on top, by entries that restore what was there before it.

        Args:
            expected: The act the person was offered to undo, if they were shown one.

        Returns:
            The act that was undone, or None if there was none.

        Raises:
            OvertakenError: If `expected` is not on top any more. Nothing was written.
        """
        when = instant_text(recorded)
        if self._is_unmade(expected):
            return None
        with self._connection.writing() as db:
            _, undoable, _ = _last_act(db)
            if (act := self._target(db, undoable, expected)) is not None:
                _, below, _ = _last_act(db, before=act.id)
                _restore(db, "undo", act, act.id, when, below, act.id)
        return act

    def redo(self, *, recorded: datetime, expected: int | None = None) -> Act | None:
        """Bring back the act undone last, by entries that restore what was there before it was undone.

        Args, result and errors are as for `undo`.
        """
        when = instant_text(recorded)
        if self._is_unmade(expected):
            return None
        with self._connection.writing() as db:
            _, _, redoable = _last_act(db)
            if (act := self._target(db, redoable, expected)) is not None:
                # What is there to be redone was named last by the act that undid it.
                (undoing,) = db.execute("SELECT max(id) FROM act WHERE of = ?", (act.id,)).fetchone()
                _, _, above = _last_act(db, before=undoing)
                _restore(db, "redo", act, undoing, when, act.id, above)
        return act

    def top(self) -> Act | None:
        """What undo would take back now."""
        return self._top("undoable")

    def top_redo(self) -> Act | None:
        """What redo would bring back now."""
        return self._top("redoable")

    def current(self, recovery: str, topic: Topic) -> dict[str, Entry]:
        """What holds now, by key; what was cleared is left out."""
        entries = self._newest("topic = ? AND recovery = ? GROUP BY key", (topic, recovery))
        return {entry.key: entry for entry in entries}

    def between(
        self, recovery: str, topics: Sequence[Topic], first_date: str, last_date: str
    ) -> dict[tuple[Topic, str], Entry]:
        """What holds now of these care dates, both inclusive; what was cleared is left out."""
        entries = self._entries(
            f"""SELECT {_ENTRY} FROM entry WHERE topic IN ({", ".join("?" * len(topics))})
                AND recovery = ? AND date BETWEEN ? AND ? AND value IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM entry AS newer WHERE newer.topic = entry.topic
                                AND newer.recovery = entry.recovery AND newer.key = entry.key
                                AND newer.id > entry.id)
                ORDER BY id""",
            (*topics, recovery, first_date, last_date),
        )
        return {(entry.topic, entry.key): entry for entry in entries}

    def latest(self, recovery: str, topic: Topic, key: str) -> Entry | None:
        """What holds now under one key, or None if it was never written or was cleared."""
        entries = self._entries(
            f"""SELECT {_ENTRY} FROM entry WHERE topic = ? AND recovery = ? AND key = ?
                ORDER BY id DESC LIMIT 1""",
            (topic, recovery, key),
        )
        return next((entry for entry in entries if entry.value is not None), None)

    def below(self, recovery: str, topic: Topic, first: str) -> dict[str, Entry]:
        """What holds now under keys such as `once/face-makeup-back`, by key; `first` is their first part."""
        # A zero is what follows a slash, so that this is a range of the index.
        entries = self._newest(
            "topic = ? AND recovery = ? AND key > ? AND key < ? GROUP BY key",
            (topic, recovery, f"{first}/", f"{first}0"),
        )
        return {entry.key: entry for entry in entries}

    def across(self, topic: Topic) -> dict[tuple[str, str], Entry]:
        """What holds now in every recovery, by recovery and key; what was cleared is left out."""
        entries = self._newest("topic = ? GROUP BY recovery, key", (topic,))
        return {(entry.recovery, entry.key): entry for entry in entries}

    def timeline(self, recovery: str, topic: Topic) -> tuple[Entry, ...]:
        """Every entry, the clearing ones too (their value is None), by when it was recorded, then by id."""
        return tuple(
            self._entries(
                f"SELECT {_ENTRY} FROM entry WHERE topic = ? AND recovery = ? ORDER BY recorded, id",
                (topic, recovery),
            )
        )

    def everything(self, recovery: str) -> Iterator[tuple[Act, Entry]]:
        """All there is of a recovery at this moment, in the order of writing.

        Other programs can write while the answer is being used; what they add is not in it.
        """
        end = self._connection.rows("SELECT ifnull(max(id), 0) FROM entry")
        last, done = (end[0][0] if end else 0), 0
        while rows := self._connection.rows(
            f"""SELECT {_ENTRY}, {_ACT} FROM entry JOIN act ON act.id = entry.act
                WHERE entry.recovery = ? AND entry.id > ? AND entry.id <= ?
                ORDER BY entry.id LIMIT {_PAGE}""",
            (recovery, done, last),
        ):
            entries = [self._entry(row[:_WIDTH]) for row in rows]
            done = entries[-1].id
            for row, entry in zip(rows, entries, strict=True):
                yield self._act(row[_WIDTH:]), entry

    def keep_version(
        self,
        content_hash: str,
        checklist_id: str,
        canonical: str,
        compiled: str,
        shape: int,
        recorded: datetime,
    ) -> None:
        """Keep a version for good; one already kept in this shape stays as it is.

        Args:
            canonical: What the file set, as canonical JSON text.
            compiled: What it means, as JSON text in the shape numbered `shape`.
        """
        with self._connection.writing() as db:
            db.execute(
                """INSERT INTO version (hash, shape, checklist, said, compiled, recorded)
                   VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
                (content_hash, shape, checklist_id, canonical, compiled, instant_text(recorded)),
            )

    def version(self, content_hash: str, shape: int | None = None) -> StoredVersion | None:
        """A version in this shape, or in the newest there is if none is asked for."""
        rows = self._connection.rows(
            """SELECT hash, checklist, said, compiled, shape, recorded FROM version
               WHERE hash = ? AND (?2 IS NULL OR shape = ?2) ORDER BY shape DESC LIMIT 1""",
            (content_hash, shape),
        )
        return self._version(rows[0]) if rows else None

    def keep_file(self, path: str, size: int, mtime_ns: int, digest: str, content_hash: str) -> None:
        """Remember what a file held when it was last read. What was remembered of it is replaced."""
        with self._connection.writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO file (path, size, mtime_ns, digest, hash) VALUES (?, ?, ?, ?, ?)",
                (path, size, mtime_ns, digest, content_hash),
            )

    def file(self, path: str) -> KnownFile | None:
        """What is remembered of a file."""
        rows = self._connection.rows(
            "SELECT path, size, mtime_ns, digest, hash FROM file WHERE path = ?", (path,)
        )
        return KnownFile(*rows[0]) if rows else None

    def files(self) -> tuple[KnownFile, ...]:
        """What is remembered of every file, by path."""
        rows = self._connection.rows("SELECT path, size, mtime_ns, digest, hash FROM file ORDER BY path")
        return tuple(KnownFile(*row) for row in rows)

    def claim(self, recovery: str, key: str, due: datetime, how: str) -> bool:
        """Whether this call is the first, of any program, to tell of this in this way (`bell`, `desktop`)."""
        with self._connection.writing() as db:
            cursor = db.execute(
                "INSERT INTO claim (recovery, key, due, how) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (recovery, key, instant_text(due), how),
            )
            return cursor.rowcount == 1

    def check(self) -> list[str]:
        """What is wrong, a sentence each; empty if all is well or there is no file. Reads all of it.

        Raises:
            JournalError: If it is too damaged to be read through.
        """
        problems = [
            f"The journal fails its check: {problem}."
            for (problem,) in self._connection.rows("PRAGMA integrity_check")
            if problem != "ok"
        ]
        problems += [
            f"The journal's table {table} points at a row of {parent} that is not there (row {row})."
            for table, row, parent, _ in self._connection.rows("PRAGMA foreign_key_check")
        ]
        problems += [
            f"Act {id} has no entries."
            for (id,) in self._connection.rows("SELECT id FROM act WHERE id NOT IN (SELECT act FROM entry)")
        ]
        return problems + self._wide_permissions()

    def counts(self) -> dict[str, int]:
        """Rows by table (`act`, `entry`, `version`, `file`, `claim`); empty if there is no file."""
        return {
            table: count
            for table in _TABLES
            for (count,) in self._connection.rows(f"SELECT count(*) FROM {table}")
        }

    def _is_unmade(self, expected: int | None) -> bool:
        """Whether there is no file, and so nothing to take back and none to be made for it."""
        if self._connection.open():
            return False
        if expected is not None:
            raise OvertakenError(None)
        return True

    def _target(self, db: sqlite3.Connection, id: int | None, expected: int | None) -> Act | None:
        rows = db.execute(f"SELECT {_ACT} FROM act WHERE id = ?", (id,)).fetchall()
        act = self._act(rows[0]) if rows else None
        if expected is not None and expected != id:
            raise OvertakenError(act)
        return act

    def _top(self, pointer: str) -> Act | None:
        rows = self._connection.rows(
            f"SELECT {_ACT} FROM act WHERE id = (SELECT {pointer} FROM act ORDER BY id DESC LIMIT 1)"
        )
        return self._act(rows[0]) if rows else None

    def _newest(self, where: str, values: Sequence[object]) -> list[Entry]:
        """The newest entry of each group, but those that clear."""
        return self._entries(
            f"""SELECT {_ENTRY} FROM entry WHERE value IS NOT NULL AND id IN
                (SELECT max(id) FROM entry WHERE {where}) ORDER BY id""",
            values,
        )

    def _entries(self, sql: str, values: Sequence[object]) -> list[Entry]:
        return [self._entry(row) for row in self._connection.rows(sql, values)]

    def _entry(self, row: Row) -> Entry:
        topic, key, value, at, date, local, zone, id, act, recovery, recorded = row
        try:
            return Entry(
                topic=Topic(topic),
                key=key,
                value=None if value is None else json.loads(value),
                at=datetime.fromisoformat(at),
                date=date,
                local=local,
                zone=zone,
                id=id,
                act=act,
                recovery=recovery,
                recorded=datetime.fromisoformat(recorded),
            )
        except (ValueError, TypeError) as error:
            raise damaged_error(self.path, "an entry cannot be read") from error

    def _act(self, row: Row) -> Act:
        id, recovery, kind, words, recorded, of = row
        try:
            return Act(id, recovery, kind, words, datetime.fromisoformat(recorded), of)
        except (ValueError, TypeError) as error:
            raise damaged_error(self.path, "an act cannot be read") from error

    def _version(self, row: Row) -> StoredVersion:
        content_hash, checklist, canonical, compiled, shape, recorded = row
        try:
            return StoredVersion(
                content_hash, checklist, canonical, compiled, shape, datetime.fromisoformat(recorded)
            )
        except (ValueError, TypeError) as error:
            raise damaged_error(self.path, "a checklist version cannot be read") from error

    def _wide_permissions(self) -> list[str]:
        if os.name != "posix" or not self.path.exists():
            return []
        return [
            f"{shown(path)} has permissions {mode:04o} and should have {wanted:04o}: others can read it."
            for path, wanted in ((self.path, 0o600), (self.path.parent, 0o700))
            if (mode := stat.S_IMODE(path.stat().st_mode)) & ~wanted
        ]


def _restore(
    db: sqlite3.Connection,
    kind: str,
    act: Act,
    reverted: int,
    when: str,
    undoable: int | None,
    redoable: int | None,
) -> None:
    """Add the act that sets every key which act `reverted` wrote to what it was just before."""
    # Newest first, so that of two entries of one key what was before the older holds.
    written = db.execute(
        f"SELECT id, recovery, {_SET} FROM entry WHERE act = ? ORDER BY id DESC", (reverted,)
    ).fetchall()
    rows = [_row_before(db, entry, when) for entry in written]
    latest = max([when, *(row[-1] for row in rows)])
    new = _last_act(db)[0] + 1
    _add_act(db, (new, act.recovery, kind, act.words, latest, False, act.id, undoable, redoable))
    _add_entries(db, new, rows)


def _last_act(db: sqlite3.Connection, before: int = _BEYOND) -> tuple[int, int | None, int | None]:
    """The last act (before the one given): its id, and what undo and what redo would take after it."""
    rows: list[tuple[int, int | None, int | None]] = db.execute(
        "SELECT id, undoable, redoable FROM act WHERE id < ? ORDER BY id DESC LIMIT 1", (before,)
    ).fetchall()
    return rows[0] if rows else (0, None, None)


def _row_before(db: sqlite3.Connection, entry: Row, when: str) -> Row:
    """What to write to restore the key of an entry.

    It is recorded no earlier than what it replaces, because a rehearsal's clock may run behind.
    """
    id, recovery, topic, key, _, *where = entry
    place = (recovery, topic, key)
    at_place = "FROM entry WHERE recovery = ? AND topic = ? AND key = ?"
    before = db.execute(
        f"SELECT {_SET} {at_place} AND id < ? ORDER BY id DESC LIMIT 1", (*place, id)
    ).fetchall()
    (newest,) = db.execute(f"SELECT recorded {at_place} ORDER BY id DESC LIMIT 1", place).fetchone()
    values = before[0] if before else (topic, key, None, *where)
    return (recovery, *values, max(when, newest))


def _add_act(db: sqlite3.Connection, row: Row) -> None:
    db.execute(
        """INSERT INTO act (id, recovery, kind, words, recorded, automatic, of, undoable, redoable)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        row,
    )


def _add_entries(db: sqlite3.Connection, act: int, rows: Iterable[Row]) -> None:
    db.executemany(
        f"INSERT INTO entry (act, recovery, {_SET}, recorded) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((act, *row) for row in rows),
    )


def _columns(draft: Draft) -> Row:
    date = None if draft.date is None else care_date_text(draft.date)
    value = None if draft.value is None else _json(draft.value)
    return (draft.topic.value, draft.key, value, instant_text(draft.at), date, draft.local, draft.zone)


def _json(value: Json) -> str:
    return _clean(json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")))


def _clean(text: str) -> str:
    """Bytes of a command line that are no text arrive as lone surrogates, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
