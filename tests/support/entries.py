"""Entries and acts for tests of the journal, of its file and of what goes wrong with it."""

import hashlib
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

import tui
from tui.journal import Draft, Journal, JournalError, Json, Topic

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ROOT = Path(tui.__file__).parents[1]


def draft(
    key: str,
    value: Json,
    *,
    topic: Topic = Topic.ITEM,
    date: str | None = "2026-11-23",
    hour: int = 12,
    recovery: str | None = None,
) -> Draft:
    """An entry to be recorded, of this hour in UTC."""
    at = NOON.replace(hour=hour)
    return Draft(topic, key, value, at, date, f"2026-11-23T{hour}:00", "Etc/UTC", recovery)


def tick(
    journal: Journal, key: str = "k", value: Json = 1, *, recorded: datetime = NOON, hour: int = 12
) -> int:
    """Record one entry; the act's id."""
    return journal.record("face", "tick", f"tick {key}", [draft(key, value, hour=hour)], recorded=recorded)


def keys(journal: Journal) -> list[str]:
    """The keys of what holds now, in the order of recording."""
    return list(journal.current("face", Topic.ITEM))


def read_all(journal: Journal) -> None:
    """Ask for everything there is."""
    for topic in Topic:
        journal.current("face", topic)
        journal.timeline("face", topic)
    list(journal.everything("face"))
    journal.version("abc")
    journal.top()


def environment() -> Mapping[str, str]:
    """What a program that uses the journal needs around it."""
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def picture(path: Path) -> tuple[str, int, list[str]]:
    """All that would show that somebody touched the file."""
    names = sorted(file.name for file in path.parent.iterdir())
    return hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns, names


def refused(path: Path) -> JournalError:
    """Why the journal is not opened. It is held to be left as it was."""
    before = picture(path)
    with pytest.raises(JournalError) as caught:
        Journal.open(path)
    assert picture(path) == before
    return caught.value
