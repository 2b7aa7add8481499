"""How the journal's tables came to be: numbered steps, each run once, in one transaction with its number.

What the second step gave every act, those from before it have by this rule: their device is the journal's id,
their number is their id, and their clock is the latest instant recorded until then, counted by their id. Two
copies of one journal that came to the step apart have one id, and give what they share the same.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from tui.journal.device import fingerprint
from tui.journal.stamps import checksum_in_sql

APPLICATION_ID = 0x41476C77
"""Marks a SQLite file as one of ours (`AGlw`)."""

Step = tuple[str, ...]
"""The statements of one step, in order."""

ENTRY = ("topic", "key", "value", "at", "date", "local", "zone", "id", "act", "recovery", "recorded")
"""What the sum of an entry is over."""

ACT = (
    *("id", "recovery", "kind", "words", "recorded", "automatic", "of", "undoable", "redoable"),
    *("device", "number", "clock", "entries"),
)
VERSION = ("hash", "checklist", "compiled", "shape", "recorded")
"""What the sum of a version is over. `said` has one of its own, the hash."""

FILE = ("path", "size", "mtime_ns", "digest", "hash")
CLAIM = ("recovery", "key", "due", "by", "state", "at")

SEALED = {"act": ACT, "entry": ENTRY, "version": VERSION, "file": FILE, "claim": CLAIM}
"""What the sum of a row is over, by its table, from the second step on."""


def _sum(*columns: str) -> str:
    return f"row_sum({', '.join(f'CAST({column} AS BLOB)' for column in columns)})"


def _only_added(*tables: str) -> Iterator[str]:
    for table in tables:
        for event in ("update", "delete"):
            yield f"""
            CREATE TRIGGER {table}_no_{event} BEFORE {event} ON {table}
            BEGIN SELECT RAISE(ABORT, 'acts and entries are only ever added'); END
            """


STEPS: tuple[Step, ...] = (
    (
        """
        CREATE TABLE act (
            id        INTEGER PRIMARY KEY,
            recovery  TEXT NOT NULL,
            kind      TEXT NOT NULL,
            words     TEXT NOT NULL,
            recorded  TEXT NOT NULL,
            automatic INTEGER NOT NULL,
            of        INTEGER REFERENCES act (id),
            undoable  INTEGER REFERENCES act (id),
            redoable  INTEGER REFERENCES act (id)
        ) STRICT
        """,
        """
        CREATE TABLE entry (
            id       INTEGER PRIMARY KEY,
            act      INTEGER NOT NULL REFERENCES act (id),
            recovery TEXT NOT NULL,
            topic    TEXT NOT NULL,
            key      TEXT NOT NULL,
            value    TEXT,
            at       TEXT NOT NULL,
            date     TEXT,
            local    TEXT NOT NULL,
            zone     TEXT NOT NULL,
            recorded TEXT NOT NULL
        ) STRICT
        """,
        "CREATE INDEX entry_by_key ON entry (topic, recovery, key)",
        "CREATE INDEX entry_by_date ON entry (topic, recovery, date) WHERE date IS NOT NULL",
        "CREATE INDEX entry_by_act ON entry (act)",
        "CREATE INDEX act_by_of ON act (of) WHERE of IS NOT NULL",
        """
        CREATE TABLE version (
            hash      TEXT NOT NULL,
            shape     INTEGER NOT NULL,
            checklist TEXT NOT NULL,
            said      TEXT NOT NULL,
            compiled  TEXT NOT NULL,
            recorded  TEXT NOT NULL,
            PRIMARY KEY (hash, shape)
        ) STRICT
        """,
        """
        CREATE TABLE file (
            path     TEXT PRIMARY KEY,
            size     INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            digest   TEXT NOT NULL,
            hash     TEXT NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE claim (
            recovery TEXT NOT NULL,
            key      TEXT NOT NULL,
            due      TEXT NOT NULL,
            how      TEXT NOT NULL,
            PRIMARY KEY (recovery, key, due, how)
        ) STRICT, WITHOUT ROWID
        """,
        *_only_added("act", "entry"),
    ),
    (
        "CREATE TABLE identity (id TEXT NOT NULL, birth TEXT) STRICT",
        # A journal from before has no device of birth: each of two copies would be one.
        """
        INSERT INTO identity SELECT
            ifnull((SELECT fingerprint(id || recovery || words || recorded) FROM act ORDER BY id LIMIT 1),
                   lower(hex(randomblob(8)))),
            (SELECT born_on() WHERE NOT EXISTS (SELECT 1 FROM act))
        """,
        "ALTER TABLE act RENAME TO act_1",
        "ALTER TABLE entry RENAME TO entry_1",
        """
        CREATE TABLE act (
            id        INTEGER PRIMARY KEY,
            recovery  TEXT NOT NULL,
            kind      TEXT NOT NULL,
            words     TEXT NOT NULL,
            recorded  TEXT NOT NULL,
            automatic INTEGER NOT NULL,
            of        INTEGER REFERENCES act (id),
            undoable  INTEGER REFERENCES act (id),
            redoable  INTEGER REFERENCES act (id),
            device    TEXT NOT NULL,
            number    INTEGER NOT NULL,
            clock     TEXT NOT NULL,
            entries   INTEGER NOT NULL,
            sum       INTEGER NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE entry (
            id       INTEGER PRIMARY KEY,
            act      INTEGER NOT NULL REFERENCES act (id),
            recovery TEXT NOT NULL,
            topic    TEXT NOT NULL,
            key      TEXT NOT NULL,
            value    TEXT,
            at       TEXT NOT NULL,
            date     TEXT,
            local    TEXT NOT NULL,
            zone     TEXT NOT NULL,
            recorded TEXT NOT NULL,
            sum      INTEGER NOT NULL
        ) STRICT
        """,
        f"""
        INSERT INTO act SELECT *, {_sum(*ACT)} FROM (
            SELECT act_1.*, (SELECT id FROM identity) AS device, id AS number,
                printf('%s %09d', max(recorded) OVER (ORDER BY id), id) AS clock,
                (SELECT count(*) FROM entry_1 WHERE act = act_1.id) AS entries
            FROM act_1
        ) ORDER BY id
        """,
        f"INSERT INTO entry SELECT *, {_sum(*ENTRY)} FROM entry_1 ORDER BY id",
        "DROP TABLE entry_1",
        "DROP TABLE act_1",
        "CREATE INDEX entry_by_key ON entry (topic, recovery, key)",
        "CREATE INDEX entry_by_date ON entry (topic, recovery, date) WHERE date IS NOT NULL",
        "CREATE INDEX entry_by_act ON entry (act)",
        "CREATE INDEX act_by_of ON act (of) WHERE of IS NOT NULL",
        "CREATE UNIQUE INDEX act_by_number ON act (device, number)",
        *_only_added("act", "entry", "identity"),
        "ALTER TABLE version ADD COLUMN sum INTEGER",
        f"UPDATE version SET sum = {_sum(*VERSION)}",
        "ALTER TABLE file ADD COLUMN sum INTEGER",
        f"UPDATE file SET sum = {_sum(*FILE)}",
        "ALTER TABLE claim RENAME TO claim_1",
        """
        CREATE TABLE claim (
            recovery TEXT NOT NULL,
            key      TEXT NOT NULL,
            due      TEXT NOT NULL,
            by       TEXT NOT NULL,
            state    TEXT NOT NULL,
            at       TEXT,
            sum      INTEGER NOT NULL,
            PRIMARY KEY (recovery, key, due)
        ) STRICT, WITHOUT ROWID
        """,
        f"""
        INSERT INTO claim SELECT *, {_sum(*CLAIM)} FROM (
            SELECT recovery, key, due, min(how) AS by, 'confirmed' AS state, NULL AS at
            FROM claim_1 GROUP BY recovery, key, due
        )
        """,
        "DROP TABLE claim_1",
    ),
)
"""Steps, oldest first. Append only: a released step is never edited."""


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing. Takes the write lock at once, so that what is read inside stays true."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def version_of(db: sqlite3.Connection) -> int:
    """How many steps the file has seen; 0 for an empty one."""
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    return version


def migrate(
    db: sqlite3.Connection, steps: Sequence[Step], before: Callable[[int], object], birth: str | None = None
) -> None:
    """Run the steps the file has not seen.

    Args:
        before: Called before each of them with its number, from 1, while no other program can write.
        birth: The device, where the journal is made on it.
    """
    db.create_function("row_sum", -1, checksum_in_sql)
    db.create_function("fingerprint", 1, fingerprint)
    db.create_function("born_on", 0, lambda: birth)
    # A table that others refer to is made anew with these off; they cannot be turned off in a transaction.
    (checks,) = db.execute("PRAGMA foreign_keys").fetchone()
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("PRAGMA legacy_alter_table = ON")
    while (done := version_of(db)) < len(steps):
        with transaction(db):
            if version_of(db) != done:
                continue  # another program ran it while this one waited for the lock
            before(done + 1)
            for statement in steps[done]:
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {done + 1}")
    db.execute("PRAGMA legacy_alter_table = OFF")
    db.execute(f"PRAGMA foreign_keys = {checks}")
