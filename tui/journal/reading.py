"""Questions to the journal. Each reads through an index and takes no write lock."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime

from tui.journal.connection import Connection, Row
from tui.journal.entries import Act, Entry, Topic
from tui.journal.errors import damaged

ENTRY = (
    "entry.topic, entry.key, entry.value, entry.at, entry.date, entry.local, entry.zone, "
    "entry.id, entry.act, entry.recovery, entry.recorded"
)
ACT = "act.id, act.recovery, act.kind, act.words, act.recorded, act.of"

_WIDTH = ENTRY.count(",") + 1

_LATEST = """
    NOT EXISTS (SELECT 1 FROM entry AS newer WHERE newer.topic = entry.topic
                AND newer.recovery = entry.recovery AND newer.key = entry.key AND newer.id > entry.id)
"""

_PAGE = 1000
"""Rows read at a time for an export, which may be slow in taking them."""


class Reading(Connection):
    """What the journal says. On a journal without a file every answer is empty."""

    def current(self, recovery: str, topic: Topic) -> dict[str, Entry]:
        """What holds now, by key; what was cleared is left out."""
        rows = self._rows(
            f"""SELECT {ENTRY} FROM entry WHERE value IS NOT NULL AND id IN
                (SELECT max(id) FROM entry WHERE topic = ? AND recovery = ? GROUP BY key) ORDER BY id""",
            (topic, recovery),
        )
        return {entry.key: entry for entry in self._entries(rows)}

    def between(
        self, recovery: str, topics: Sequence[Topic], first_date: str, last_date: str
    ) -> dict[tuple[Topic, str], Entry]:
        """What holds now of these care dates, both inclusive; what was cleared is left out."""
        rows = self._rows(
            f"""SELECT {ENTRY} FROM entry WHERE topic IN ({", ".join("?" * len(topics))})
                AND recovery = ? AND date BETWEEN ? AND ? AND value IS NOT NULL AND {_LATEST} ORDER BY id""",
            (*topics, recovery, first_date, last_date),
        )
        return {(entry.topic, entry.key): entry for entry in self._entries(rows)}

    def latest(self, recovery: str, topic: Topic, key: str) -> Entry | None:
        """What holds now under one key, or None if it was never written or was cleared."""
        rows = self._rows(
            f"""SELECT {ENTRY} FROM entry WHERE topic = ? AND recovery = ? AND key = ?
                ORDER BY id DESC LIMIT 1""",
            (topic, recovery, key),
        )
        return next((entry for entry in self._entries(rows) if entry.value is not None), None)

    def below(self, recovery: str, topic: Topic, first: str) -> dict[str, Entry]:
        """What holds now under keys such as `once/face-makeup-back`, by key; `first` is their first part."""
        # A zero is what follows a slash, so that this is a range of the index.
        rows = self._rows(
            f"""SELECT {ENTRY} FROM entry WHERE value IS NOT NULL AND id IN
                (SELECT max(id) FROM entry WHERE topic = ? AND recovery = ? AND key > ? AND key < ?
                 GROUP BY key) ORDER BY id""",
            (topic, recovery, f"{first}/", f"{first}0"),
        )
        return {entry.key: entry for entry in self._entries(rows)}

    def timeline(self, recovery: str, topic: Topic) -> tuple[Entry, ...]:
        """Every entry, the clearing ones too (their value is None), by when it was recorded, then by id."""
        rows = self._rows(
            f"SELECT {ENTRY} FROM entry WHERE topic = ? AND recovery = ? ORDER BY recorded, id",
            (topic, recovery),
        )
        return tuple(self._entries(rows))

    def across(self, topic: Topic) -> dict[tuple[str, str], Entry]:
        """What holds now in every recovery, by recovery and key; what was cleared is left out."""
        rows = self._rows(
            f"""SELECT {ENTRY} FROM entry WHERE value IS NOT NULL AND id IN
                (SELECT max(id) FROM entry WHERE topic = ? GROUP BY recovery, key) ORDER BY id""",
            (topic,),
        )
        return {(entry.recovery, entry.key): entry for entry in self._entries(rows)}

    def everything(self, recovery: str) -> Iterator[tuple[Act, Entry]]:
        """All there is of a recovery at this moment, in the order of writing.

        Other programs can write while the answer is being used; what they add is not in it.
        """
        end = self._rows("SELECT ifnull(max(id), 0) FROM entry")
        last, done = (end[0][0] if end else 0), 0
        while rows := self._rows(
            f"""SELECT {ENTRY}, {ACT} FROM entry JOIN act ON act.id = entry.act
                WHERE entry.recovery = ? AND entry.id > ? AND entry.id <= ?
                ORDER BY entry.id LIMIT {_PAGE}""",
            (recovery, done, last),
        ):
            entries = self._entries([row[:_WIDTH] for row in rows])
            done = entries[-1].id
            for row, entry in zip(rows, entries, strict=True):
                yield self._act(row[_WIDTH:]), entry

    def top(self) -> Act | None:
        """What undo would take back now."""
        return self._pointed("undoable")

    def top_redo(self) -> Act | None:
        """What redo would bring back now."""
        return self._pointed("redoable")

    def _pointed(self, pointer: str) -> Act | None:
        rows = self._rows(
            f"SELECT {ACT} FROM act WHERE id = (SELECT {pointer} FROM act ORDER BY id DESC LIMIT 1)"
        )
        return self._act(rows[0]) if rows else None

    def _entries(self, rows: Sequence[Row]) -> list[Entry]:
        try:
            return [_entry(row) for row in rows]
        except (ValueError, TypeError) as error:
            raise damaged(self.path, "an entry cannot be read") from error

    def _act(self, row: Row) -> Act:
        id, recovery, kind, words, recorded, of = row
        try:
            return Act(id, recovery, kind, words, datetime.fromisoformat(recorded), of)
        except (ValueError, TypeError) as error:
            raise damaged(self.path, "an act cannot be read") from error


def _entry(row: Row) -> Entry:
    topic, key, value, at, date, local, zone, id, act, recovery, recorded = row
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
