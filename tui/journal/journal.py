"""The journal itself: acts, and taking them back."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from tui.journal.connection import Row
from tui.journal.entries import Act, Draft, Json, care_date_text, instant_text
from tui.journal.errors import OvertakenError
from tui.journal.health import Health
from tui.journal.reading import ACT, Reading
from tui.journal.versions import Versions

_OWN = ("undo", "redo")

_SET = "topic, key, value, at, date, local, zone"

_BEYOND = 2**63 - 1
"""Greater than the id of any act."""

_PLACE = "recovery = ? AND topic = ? AND key = ?"


class Journal(Reading, Versions, Health):
    """Acts and their entries, only ever added to, in one file that several programs may share.

    Every method may raise JournalError. One that did has changed nothing, and the next call starts
    from the file as it is then.
    """

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
        rows = [(draft.recovery or recovery, *_values(draft), when) for draft in drafts]
        with self._writing() as db:
            last, undoable, redoable = _last(db)
            act = last + 1
            if not automatic:
                undoable, redoable = act, None
            _add_act(db, (act, recovery, kind, _clean(words), when, automatic, None, undoable, redoable))
            _add_entries(db, act, rows)
        return act

    def undo(self, *, recorded: datetime, shown: int | None = None) -> Act | None:
        """Take back the act on top, by entries that restore what was there before it.

        Args:
            shown: The act the person was offered to undo, if they were shown one.

        Returns:
            The act that was undone, or None if there was none.

        Raises:
            OvertakenError: If `shown` is not on top any more. Nothing was written.
        """
        when = instant_text(recorded)
        if self._unmade(shown):
            return None
        with self._writing() as db:
            _, undoable, _ = _last(db)
            if (act := self._target(db, undoable, shown)) is not None:
                _, below, _ = _last(db, before=act.id)
                self._restore(db, "undo", act, act.id, when, below, act.id)
        return act

    def redo(self, *, recorded: datetime, shown: int | None = None) -> Act | None:
        """Bring back the act undone last, by entries that restore what was there before it was undone.

        Args, result and errors are as for `undo`.
        """
        when = instant_text(recorded)
        if self._unmade(shown):
            return None
        with self._writing() as db:
            _, _, redoable = _last(db)
            if (act := self._target(db, redoable, shown)) is not None:
                # What is there to be redone was named last by the act that undid it.
                (undoing,) = db.execute("SELECT max(id) FROM act WHERE of = ?", (act.id,)).fetchone()
                _, _, above = _last(db, before=undoing)
                self._restore(db, "redo", act, undoing, when, act.id, above)
        return act

    def _unmade(self, shown: int | None) -> bool:
        """Whether there is no file, and so nothing to take back and none to be made for it."""
        with self._naming(writing=False):
            if self._connected() is not None:
                return False
        if shown is not None:
            raise OvertakenError(None)
        return True

    def _target(self, db: sqlite3.Connection, id: int | None, shown: int | None) -> Act | None:
        rows = db.execute(f"SELECT {ACT} FROM act WHERE id = ?", (id,)).fetchall()
        act = self._act(rows[0]) if rows else None
        if shown is not None and shown != id:
            raise OvertakenError(act)
        return act

    def _restore(
        self,
        db: sqlite3.Connection,
        kind: str,
        act: Act,
        taken: int,
        when: str,
        undoable: int | None,
        redoable: int | None,
    ) -> None:
        """Add the act that sets every key which act `taken` wrote to what it was just before."""
        rows = [_before(db, entry, when) for entry in _newest_first(db, taken)]
        latest = max([when, *(row[-1] for row in rows)])
        new = _last(db)[0] + 1
        _add_act(db, (new, act.recovery, kind, act.words, latest, False, act.id, undoable, redoable))
        _add_entries(db, new, rows)


def _last(db: sqlite3.Connection, before: int = _BEYOND) -> tuple[int, int | None, int | None]:
    """The last act (before the one given): its id, and what undo and what redo would take after it."""
    rows: list[tuple[int, int | None, int | None]] = db.execute(
        "SELECT id, undoable, redoable FROM act WHERE id < ? ORDER BY id DESC LIMIT 1", (before,)
    ).fetchall()
    return rows[0] if rows else (0, None, None)


def _newest_first(db: sqlite3.Connection, act: int) -> list[Row]:
    return db.execute(
        f"SELECT id, recovery, {_SET} FROM entry WHERE act = ? ORDER BY id DESC", (act,)
    ).fetchall()


def _before(db: sqlite3.Connection, entry: Row, when: str) -> Row:
    """What to write to restore the key of an entry.

    It is recorded no earlier than what it replaces, because a rehearsal's clock may run behind.
    """
    id, recovery, topic, key, _, *where = entry
    place = (recovery, topic, key)
    found = db.execute(
        f"SELECT {_SET} FROM entry WHERE {_PLACE} AND id < ? ORDER BY id DESC LIMIT 1", (*place, id)
    ).fetchall()
    (replaced,) = db.execute(
        f"SELECT recorded FROM entry WHERE {_PLACE} ORDER BY id DESC LIMIT 1", place
    ).fetchone()
    restored = found[0] if found else (topic, key, None, *where)
    return (recovery, *restored, max(when, replaced))


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


def _values(draft: Draft) -> Row:
    date = None if draft.date is None else care_date_text(draft.date)
    value = None if draft.value is None else _json(draft.value)
    return (draft.topic.value, draft.key, value, instant_text(draft.at), date, draft.local, draft.zone)


def _json(value: Json) -> str:
    return _clean(json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")))


def _clean(text: str) -> str:
    """Bytes of a command line that are no text arrive as lone surrogates, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
