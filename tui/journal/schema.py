"""How the journal's tables came to be: numbered steps, each run once, in one transaction with its number."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

APPLICATION_ID = 0x41476C77
"""Marks a SQLite file as one of ours (`AGlw`)."""

Step = tuple[str, ...]
"""The statements of one step, in order."""

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
        *(
            f"""
            CREATE TRIGGER {table}_no_{event} BEFORE {event} ON {table}
            BEGIN SELECT RAISE(ABORT, 'acts and entries are only ever added'); END
            """
            for table in ("act", "entry")
            for event in ("update", "delete")
        ),
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


def migrate(db: sqlite3.Connection, steps: Sequence[Step], before: Callable[[int], object]) -> None:
    """Run the steps the file has not seen.

    Args:
        before: Called once, with the number of the first step (from 1), before anything changes and
            while no other program can write. Not called if there is nothing to run.
    """
    called = False
    while (done := version_of(db)) < len(steps):
        with transaction(db):
            if version_of(db) != done:
                continue  # another program ran it while this one waited for the lock
            if not called:
                before(done + 1)
                called = True
            for statement in steps[done]:
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {done + 1}")
