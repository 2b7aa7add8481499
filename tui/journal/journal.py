"""The journal itself: acts and taking them back, what holds now, what is kept beside acts, and its health."""

import json
import os
import sqlite3
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import sleep
from typing import NamedTuple, Self

from tui.journal.backups import keep_daily
from tui.journal.connection import Connection, Row
from tui.journal.copies import of_day
from tui.journal.device import tag_of
from tui.journal.entries import (
    Act,
    Claim,
    ClaimState,
    Draft,
    Entry,
    Json,
    KnownFile,
    Stamp,
    StoredVersion,
    Topic,
    care_date_text,
    instant_text,
)
from tui.journal.errors import JournalError, OvertakenError, busy_error, shown
from tui.journal.schema import ACT, CLAIM, ENTRY, FILE, STEPS, VERSION, Step
from tui.journal.stamps import checksum, next_clock

_OWN = ("undo", "redo")

_SET = "topic, key, value, at, date, local, zone"

_ENTRY = ", ".join(f"entry.{column}" for column in (*ENTRY, "sum"))
_WIDTH = len(ENTRY) + 1
_ID = ENTRY.index("id")
_ACT = ", ".join(f"act.{column}" for column in (*ACT, "sum"))
_VERSION = ", ".join((*VERSION, "said", "sum"))
_FILE = ", ".join((*FILE, "sum"))
_CLAIM = ", ".join((*CLAIM, "sum"))

_TABLES = ("act", "entry", "version", "file", "claim")

_BEYOND = 2**63 - 1
"""Greater than the id of any act."""

_HASH = 64
"""Digits of the hash that a version is kept by."""

_MOST = 20
"""Faults of one kind that are told one by one."""

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH

_TRIES, _PAUSE = 100, 0.05
"""How often, and after how many seconds each, a journal is asked for that is always being written to."""

_CLAIM_SECONDS = 2.0
"""So long a claim waits, also of an app: those who tell of a moment all claim it just then, and one is to."""

_PAGE = 1000
"""Rows read at a time for an export, which may be slow in taking them."""


class _Last(NamedTuple):
    """What an act left: its id, and what undo and what redo take after it."""

    id: int = 0
    undoable: int | None = None
    redoable: int | None = None
    clock: str = ""


class Journal:
    """Acts and their entries, only ever added to, in one file that several programs may share.

    Every method may raise JournalError. One that did has changed nothing, and the next call starts
    from the file as it is then. On a journal without a file every answer is empty; each question reads
    through an index and takes no write lock. Versions, files and claims are no acts: undo passes them by.
    """

    def __init__(self, path: Path, steps: Sequence[Step] = STEPS, *, resident: bool = False) -> None:
        """A journal that is opened by the first question.

        Args:
            resident: Of an app that stays open: see `Connection`.
        """
        self.path = path
        self.set_aside: dict[str, None] = {}
        """What was met that cannot be read, a name each. All else is read as if that were not there."""
        self.acted = False
        """Whether something was recorded since this was set to False."""
        self._connection = Connection(path, steps, resident=resident)

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

    def loss(self) -> JournalError | None:
        """What happened to the file, where this program read or wrote acts that are not in it any more."""
        return self._connection.loss()

    def rescue(self) -> Path:
        """Write what only this program still holds: to the journal's place if that is free, or beside it.

        Raises:
            JournalError: If it could not be written, or nothing is held.
        """
        return self._connection.rescue()

    def data_version(self) -> int:
        """A number that is another one whenever anything was written since, here or by another program."""
        return self._connection.data_version()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is read and written within is one: nobody else writes between. It is whole or not at all.

        Each act is a transaction of its own. This is for what is written upon what was read.
        """
        with self._connection.writing():
            yield

    @contextmanager
    def claiming(self) -> Iterator[None]:
        """All that is claimed within is claimed at once: of two programs one has the whole of it."""
        with self._connection.writing(_CLAIM_SECONDS):
            yield

    def device_tag(self) -> str:
        """What tells ids chosen on this device from those of others; empty where the journal was made on it.

        Within a transaction.
        """
        device = self._connection.device()
        ((birth,),) = self._connection.rows("SELECT birth FROM identity")
        return "" if birth == device else tag_of(device)

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
            last = self._last_act()
            act = last.id + 1
            pointers = (last.undoable, last.redoable) if automatic else (act, None)
            what = (recovery, kind, _clean(words), when, automatic, None, *pointers)
            self._add_act(db, last, what, rows)
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
            if (act := self._target(self._last_act().undoable, expected)) is not None:
                below = self._last_act(before=act.id).undoable
                self._restore(db, "undo", act, act.id, when, below, act.id)
        return act

    def redo(self, *, recorded: datetime, expected: int | None = None) -> Act | None:
        """Bring back the act undone last, by entries that restore what was there before it was undone.

        Args, result and errors are as for `undo`.
        """
        when = instant_text(recorded)
        if self._is_unmade(expected):
            return None
        with self._connection.writing() as db:
            if (act := self._target(self._last_act().redoable, expected)) is not None:
                # What is there to be redone was named last by the act that undid it.
                (undoing,) = db.execute("SELECT max(id) FROM act WHERE of = ?", (act.id,)).fetchone()
                above = self._last_act(before=undoing).redoable
                self._restore(db, "redo", act, undoing, when, act.id, above)
        return act

    def top(self) -> Act | None:
        """What undo would take back now."""
        return self._act_of(self._last_act().undoable)

    def top_redo(self) -> Act | None:
        """What redo would bring back now."""
        return self._act_of(self._last_act().redoable)

    def last_act(self) -> int | None:
        """The number of the act that was written last; None if there is none."""
        return self._last_act().id or None

    def last_recorded(self) -> datetime | None:
        """When the act that was written last was recorded, by the clock of the program that wrote it."""
        act = self._act_of(self._last_act().id)
        return None if act is None else act.recorded

    def stamps(self) -> tuple[Stamp, ...]:
        """Where each act stands, in the order of writing."""
        rows = self._connection.rows("SELECT id, device, number, clock FROM act ORDER BY id")
        return tuple(Stamp(*row) for row in rows)

    def id(self) -> str:
        """The journal's own id, which a copy of it has too; empty if there is no file."""
        rows = self._connection.rows("SELECT id FROM identity")
        return str(rows[0][0]) if rows else ""

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
        """Every entry, the clearing ones too (their value is None), in the order of writing."""
        return tuple(self._entries(*_timeline(recovery, topic)))

    def damaged(self, recovery: str, topic: Topic) -> tuple[Entry, ...]:
        """The entries that cannot be read, as entries without a value, in the order of writing.

        Each is recorded when its act was, or where that is damaged too when the one before it was. Their keys
        are as they are found, and may be damaged.
        """
        found: list[Entry] = []
        recorded = datetime.fromtimestamp(0, UTC)
        for row in self._connection.rows(*_timeline(recovery, topic)):
            if (entry := self._entry(row)) is not None:
                recorded = entry.recorded
                continue
            _, key, *_, id, act, _, _, _ = row
            of = self._act_of(act)
            recorded = recorded if of is None else of.recorded
            found.append(Entry(topic, str(key), None, recorded, None, "", "", id, act, recovery, recorded))
        return tuple(found)

    def in_effect(
        self,
        recovery: str,
        topics: Sequence[Topic],
        first_date: str | None = None,
        last_date: str | None = None,
    ) -> tuple[tuple[Act, Entry], ...]:
        """What was written by acts that undo has not taken back, in the order of writing; what clears too.

        Args:
            first_date: A care date, inclusive. None takes entries of every date, and those of none.
            last_date: Inclusive; given where the first is.
        """
        dates = () if first_date is None else (first_date, last_date)
        rows = self._connection.rows(
            f"""SELECT {_ENTRY}, {_ACT} FROM entry JOIN act ON act.id = entry.act
                WHERE entry.topic IN ({_marks(len(topics))}) AND entry.recovery = ?
                {"AND entry.date BETWEEN ? AND ?" if dates else ""} AND act.of IS NULL
                AND ifnull((SELECT turn.kind FROM act AS turn WHERE turn.of = act.id
                            ORDER BY turn.id DESC LIMIT 1), 'redo') = 'redo'
                ORDER BY entry.id""",
            (*topics, recovery, *dates),
        )
        pairs = ((self._act(row[_WIDTH:]), self._entry(row[:_WIDTH])) for row in rows)
        return tuple((act, entry) for act, entry in pairs if act is not None and entry is not None)

    def history(self) -> Iterator[tuple[Act, tuple[Entry, ...]]]:
        """Every act there is at this moment, of every recovery, with what it wrote, in the order of writing.

        What cannot be read is left out. Other programs can write while the answer is being used.
        """
        end = self._connection.rows("SELECT ifnull(max(id), 0) FROM act")
        last, done = (end[0][0] if end else 0), 0
        while rows := self._connection.rows(
            f"SELECT {_ACT} FROM act WHERE id > ? AND id <= ? ORDER BY id LIMIT {_PAGE}", (done, last)
        ):
            first, done = rows[0][0], rows[-1][0]
            written: dict[int, list[Entry]] = {}
            for entry in self._entries(
                f"SELECT {_ENTRY} FROM entry WHERE act BETWEEN ? AND ? ORDER BY id", (first, done)
            ):
                written.setdefault(entry.act, []).append(entry)
            for row in rows:
                act = self._act(row)
                if act is not None:
                    yield act, tuple(written.get(act.id, ()))

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
            done = rows[-1][_ID]
            for row in rows:
                entry, act = self._entry(row[:_WIDTH]), self._act(row[_WIDTH:])
                if entry is not None and act is not None:
                    yield act, entry

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
            row = (content_hash, checklist_id, compiled, shape, instant_text(recorded))
            # One that was damaged is written anew.
            stored = self.version(content_hash, shape)
            if stored is None or not stored.compiled:
                db.execute(
                    f"INSERT OR REPLACE INTO version ({_VERSION}) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (*row, canonical, checksum(row)),
                )

    def version(self, content_hash: str, shape: int | None = None) -> StoredVersion | None:
        """A version in this shape, or in the newest there is if none is asked for."""
        rows = self._connection.rows(
            f"""SELECT {_VERSION} FROM version
                WHERE hash = ?1 AND (?2 IS NULL OR shape = ?2) ORDER BY shape DESC LIMIT 1""",
            (content_hash, shape),
        )
        return self._version(rows[0]) if rows else None

    def keep_file(self, path: str, size: int, mtime_ns: int, digest: str, content_hash: str) -> None:
        """Remember what a file held when it was last read. What was remembered of it is replaced."""
        with self._connection.writing() as db:
            row = (path, size, mtime_ns, digest, content_hash)
            db.execute(
                f"INSERT OR REPLACE INTO file ({_FILE}) VALUES (?, ?, ?, ?, ?, ?)", (*row, checksum(row))
            )

    def file(self, path: str) -> KnownFile | None:
        """What is remembered of a file."""
        rows = self._connection.rows(f"SELECT {_FILE} FROM file WHERE path = ?", (path,))
        return next((KnownFile(*row[:-1]) for row in rows if _is_sound(row)), None)

    def files(self) -> tuple[KnownFile, ...]:
        """What is remembered of every file, by path."""
        # What is remembered of a file only saves time, so that a damaged row is no loss.
        rows = self._connection.rows(f"SELECT {_FILE} FROM file ORDER BY path")
        return tuple(KnownFile(*row[:-1]) for row in rows if _is_sound(row))

    def claim(self, recovery: str, key: str, due: datetime, by: str, at: datetime | None = None) -> bool:
        """Whether it is for this call, of all programs, to tell of this moment, and then to `settle` it.

        Args:
            due: The moment of the telling: one that is repeated is another.
            by: The means, such as `bell`. One that was claimed by other means is claimed.
            at: Now, aware.
        """
        with self._connection.writing(_CLAIM_SECONDS) as db:
            place = (recovery, key, instant_text(due))
            ((count,),) = db.execute(
                """SELECT count(*) FROM claim
                   WHERE recovery = ? AND key = ? AND due = ? AND state NOT IN (?, ?)""",
                (*place, ClaimState.RETURNED.value, ClaimState.SHOWN.value),
            ).fetchall()
            if not count:
                # What was handed back by other means is told by these.
                db.execute("DELETE FROM claim WHERE recovery = ? AND key = ? AND due = ?", place)
                _put_claim(db, place, by, ClaimState.CLAIMED, at)
            return not count

    def show(self, recovery: str, key: str, due: datetime, by: str, at: datetime) -> None:
        """Note that a moment was told without a sound, unless it is claimed; it may be claimed all the same.

        Args:
            by, at: As for `claim`.
        """
        with self._connection.writing() as db:
            place = (recovery, key, instant_text(due))
            ((count,),) = db.execute(
                "SELECT count(*) FROM claim WHERE recovery = ? AND key = ? AND due = ? AND state <> ?",
                (*place, ClaimState.RETURNED.value),
            ).fetchall()
            if not count:
                _put_claim(db, place, by, ClaimState.SHOWN, at)

    def settle(
        self, recovery: str, key: str, due: datetime, state: ClaimState, at: datetime | None = None
    ) -> None:
        """Say what came of a telling that was claimed; one that nobody claimed stays so.

        Args:
            state: RETURNED lets anybody claim it again.
            at: Now, aware.
        """
        with self._connection.writing(_CLAIM_SECONDS) as db:
            place = (recovery, key, instant_text(due))
            for (by,) in db.execute(
                "SELECT by FROM claim WHERE recovery = ? AND key = ? AND due = ?", place
            ).fetchall():
                _put_claim(db, place, by, state, at)

    def claims(self, recovery: str) -> tuple[Claim, ...]:
        """Every telling of a recovery that was claimed, by its moment."""
        rows = self._connection.rows(
            f"SELECT {_CLAIM} FROM claim WHERE recovery = ? ORDER BY due, key", (recovery,)
        )
        return tuple(claim for row in rows if (claim := self._claim(row)) is not None)

    def check(self) -> list[str]:
        """What is wrong, a sentence each; empty if all is well or there is no file. Reads all of it.

        Raises:
            JournalError: If it is too damaged to be read through.
        """
        problems = [
            f"The journal fails its check: {problem}."
            for (problem,) in self._connection.rows(f"PRAGMA integrity_check({_MOST})")
            if problem != "ok"
        ]
        damaged = [*self._damaged_rows()]
        problems += damaged[:_MOST]
        if len(damaged) > _MOST:
            problems.append(f"And {len(damaged) - _MOST} more like these.")
        problems += [
            f"The journal's table {table} points at a row of {parent} that is not there (row {row})."
            for table, row, parent, _ in self._connection.rows("PRAGMA foreign_key_check")
        ]
        problems += [
            f"Act {id} has no entries."
            for (id,) in self._connection.rows("SELECT id FROM act WHERE id NOT IN (SELECT act FROM entry)")
        ]
        return problems + self._wide_permissions()

    def damaged_versions(self) -> tuple[StoredVersion, ...]:
        """Versions whose compiled form is damaged; what their files set may be whole."""
        rows = self._connection.rows(f"SELECT {_VERSION} FROM version")
        versions = (self._version(row) for row in rows)
        return tuple(version for version in versions if not version.compiled)

    def snapshot(self) -> bytes:
        """The file as it is, between two writes; in any thread. Empty if there is no file."""
        for _ in range(_TRIES):
            if (data := self._connection.committed()) is not None:
                return data
            if not self.path.exists():
                return b""
            sleep(_PAUSE)
        raise busy_error(self.path, writing=False)

    def back_up_daily(self, day: str) -> bool:
        """Keep the copy of a day, unless there is one; whether one was made. In any thread.

        Args:
            day: Such as `2026-11-23`.

        Raises:
            JournalError: If the journal is damaged, or always being written to.
            OSError: If the copy could not be written.
        """
        if of_day(self.path, day).exists() or not (data := self.snapshot()):
            return False
        keep_daily(data, self.path, day)
        return True

    def _damaged_rows(self) -> Iterator[str]:
        """A sentence for each row that is not what was written. Its sum tells."""
        last = 0
        counts: dict[int, int] = dict(self._connection.rows("SELECT act, count(*) FROM entry GROUP BY act"))
        for row in self._connection.rows(f"SELECT {_ACT} FROM act ORDER BY id"):
            act = dict(zip(ACT, row, strict=False))
            if self._act(row) is None:
                yield f"Act {act['id']} ({act['words']}) is damaged, and left out."
            elif act["entries"] != counts.get(act["id"], 0):
                yield f"Of act {act['id']} ({act['words']}) entries are missing."
            if act["id"] != last + 1:
                yield f"Between act {last} and act {act['id']} something is missing."
            last = act["id"]
        for row in self._connection.rows(f"SELECT {_ENTRY} FROM entry ORDER BY id"):
            if self._entry(row) is None:
                topic, key, _, _, date, *_ = row
                on = f" of {date}" if date else ""
                yield f"Entry {row[_ID]} ({topic} {key}{on}) is damaged, and left out."
        for table, columns, name in (("file", _FILE, "path"), ("claim", _CLAIM, "key")):
            for row in self._connection.rows(f"SELECT {columns}, {name} FROM {table}"):
                if not _is_sound(row[:-1]):
                    yield f"What is remembered of {row[-1]} is damaged, and left out."
        for row in self._connection.rows(f"SELECT {_VERSION} FROM version"):
            version = self._version(row)
            if len(version.hash) == _HASH and not is_canonical(version.canonical, version.hash):
                yield f"Version {version.hash[:12]} of {version.checklist} is damaged: what its file set."
            elif not version.compiled:
                yield f"Version {version.hash[:12]} of {version.checklist} is damaged, and compiled anew."

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

    def _target(self, id: int | None, expected: int | None) -> Act | None:
        act = self._act_of(id)
        if expected is not None and expected != id:
            raise OvertakenError(act)
        return act

    def _act_of(self, id: int | None) -> Act | None:
        rows = self._connection.rows(f"SELECT {_ACT} FROM act WHERE id = ?", (id,))
        return self._act(rows[0]) if rows else None

    def _last_act(self, before: int = _BEYOND) -> _Last:
        """The last act, or the last before the one given. What it left is told by one that can be read."""
        sql = f"SELECT {_ACT} FROM act WHERE id < ? ORDER BY id DESC"
        rows = self._connection.rows(f"{sql} LIMIT 1", (before,))
        if not rows:
            return _Last()
        if not _is_sound(rows[0]):
            sound = (row for row in self._connection.rows(sql, (before,)) if _is_sound(row))
            rows = [(rows[0][0], *row[1:]) for row in sound][:1] or [(rows[0][0], *(None,) * len(ACT))]
        act = dict(zip(ACT, rows[0], strict=False))
        return _Last(act["id"], act["undoable"], act["redoable"], act["clock"] or "")

    def _newest(self, where: str, values: Sequence[object]) -> list[Entry]:
        """The newest entry of each group, but those that clear."""
        return self._entries(
            f"""SELECT {_ENTRY} FROM entry WHERE value IS NOT NULL AND id IN
                (SELECT max(id) FROM entry WHERE {where}) ORDER BY id""",
            values,
        )

    def _entries(self, sql: str, values: Sequence[object]) -> list[Entry]:
        rows = self._connection.rows(sql, values)
        return [entry for row in rows if (entry := self._entry(row)) is not None]

    def _entry(self, row: Row) -> Entry | None:
        """An entry; None, with its name put down, where it cannot be read."""
        topic, key, value, at, date, local, zone, id, act, recovery, recorded, _ = row
        try:
            if _is_sound(row):
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
        except (ValueError, TypeError):
            pass
        self.set_aside[f"entry {id} ({topic} {key}, of act {act})"] = None
        return None

    def _act(self, row: Row) -> Act | None:
        act = dict(zip(ACT, row, strict=False))
        try:
            if _is_sound(row):
                return Act(
                    act["id"],
                    act["recovery"],
                    act["kind"],
                    act["words"],
                    datetime.fromisoformat(act["recorded"]),
                    act["of"],
                    bool(act["automatic"]),
                )
        except (ValueError, TypeError):
            pass
        self.set_aside[f"act {act['id']} ({act['words']})"] = None
        return None

    def _version(self, row: Row) -> StoredVersion:
        content_hash, checklist, compiled, shape, recorded, canonical, _ = row
        if not _is_sound(row[: len(VERSION)] + row[-1:]):
            # It can be compiled anew from what the file set.
            compiled = ""
        try:
            when = datetime.fromisoformat(recorded)
        except (ValueError, TypeError):
            when = datetime.fromtimestamp(0, UTC)
        return StoredVersion(content_hash, checklist, canonical, compiled, shape, when)

    def _claim(self, row: Row) -> Claim | None:
        recovery, key, due, by, state, at, _ = row
        try:
            if _is_sound(row):
                moment = None if at is None else datetime.fromisoformat(at)
                return Claim(recovery, key, datetime.fromisoformat(due), by, ClaimState(state), moment)
        except (ValueError, TypeError):
            pass
        return None

    def _restore(
        self,
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
        what = (act.recovery, kind, act.words, when, False, act.id, undoable, redoable)
        self._add_act(db, self._last_act(), what, rows)

    def _add_act(self, db: sqlite3.Connection, last: _Last, what: Row, entries: Sequence[Row]) -> None:
        """Add an act, by its columns from `recovery` to `redoable`, and its entries, from `recovery` on."""
        device = self._connection.device()
        ((number,),) = db.execute(
            "SELECT ifnull(max(number), 0) FROM act WHERE device = ?", (device,)
        ).fetchall()
        clock = next_clock(what[3], last.clock)
        act = (last.id + 1, *what, device, number + 1, clock, len(entries))
        db.execute(f"INSERT INTO act VALUES ({_marks(len(act) + 1)})", (*act, checksum(act)))
        self.acted = True
        ((id,),) = db.execute("SELECT ifnull(max(id), 0) FROM entry").fetchall()
        columns = f"{', '.join(ENTRY)}, sum"
        for recovery, *values, recorded in entries:
            id += 1
            entry = (*values, id, act[0], recovery, recorded)
            db.execute(
                f"INSERT INTO entry ({columns}) VALUES ({_marks(len(entry) + 1)})", (*entry, checksum(entry))
            )

    def _wide_permissions(self) -> list[str]:
        if os.name != "posix" or not self.path.exists():
            return []
        return [
            f"{shown(path)} has permissions {mode:04o} and should have {wanted:04o}: others can {what} it."
            for path, wanted in ((self.path, 0o600), (self.path.parent, 0o700))
            if (mode := stat.S_IMODE(path.stat().st_mode)) & ~wanted
            for what in ["read and change" if mode & _OTHERS_WRITE else "read"]
        ]


def _timeline(recovery: str, topic: Topic) -> tuple[str, tuple[str, ...]]:
    """The question for every entry of a topic, in the order of writing.

    Reports of signs are sought in the table too, from the recovery's first act on: what is left alone hangs
    on them, and an index that is damaged would hide the latest without a word.
    """
    where = "topic = ?1 AND recovery = ?2"
    if topic is Topic.SIGN:
        where = f"""id IN (SELECT id FROM entry WHERE {where}
                    UNION SELECT id FROM entry NOT INDEXED WHERE {where} AND id >= ifnull((
                        SELECT id FROM entry WHERE act >= (SELECT min(id) FROM act WHERE recovery = ?2)
                        ORDER BY act, id LIMIT 1
                    ), 0))"""
    return f"SELECT {_ENTRY} FROM entry WHERE {where} ORDER BY id", (topic, recovery)


def _row_before(db: sqlite3.Connection, entry: Row, when: str) -> Row:
    """What to write to restore the key of an entry."""
    id, recovery, topic, key, _, *where = entry
    before = db.execute(
        f"""SELECT {_ENTRY} FROM entry WHERE recovery = ? AND topic = ? AND key = ? AND id < ?
            ORDER BY id DESC""",
        (recovery, topic, key, id),
    )
    values = next((row[:7] for row in before if _is_sound(row)), (topic, key, None, *where))
    return (recovery, *values, when)


def _put_claim(
    db: sqlite3.Connection, place: tuple[str, str, str], by: str, state: ClaimState, at: datetime | None
) -> None:
    row = (*place, by, state.value, None if at is None else instant_text(at))
    db.execute(f"INSERT OR REPLACE INTO claim ({_CLAIM}) VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, checksum(row)))


def is_canonical(canonical: str, hash: str) -> bool:
    """Whether what a file set is what its content hash was made of."""
    from hashlib import sha256

    return sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest() == hash


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _is_sound(row: Row) -> bool:
    """Whether a row is what was written: text that became bytes has the same sum, which stands last."""
    return bool(checksum(row[:-1]) == row[-1]) and not any(isinstance(each, bytes) for each in row)


def _columns(draft: Draft) -> Row:
    date = None if draft.date is None else care_date_text(draft.date)
    value = None if draft.value is None else _json(draft.value)
    return (draft.topic.value, draft.key, value, instant_text(draft.at), date, draft.local, draft.zone)


def _json(value: Json) -> str:
    return _clean(json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")))


def _clean(text: str) -> str:
    """Bytes of a command line that are no text arrive as lone surrogates, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
