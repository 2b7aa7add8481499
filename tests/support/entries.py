"""Entries and acts for tests of the journal, of its file and of what goes wrong with it."""

import hashlib
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import tui
from tui.journal import Draft, Journal, JournalError, Topic

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ROOT = Path(tui.__file__).parents[1]


def draft(key: str, value: Any, *, topic: Topic = Topic.ITEM, date: str | None = "2026-11-23") -> Draft:
    """An entry to be recorded, of noon in Berlin."""
    return Draft(topic, key, value, at=NOON, date=date, local="2026-11-23T13:00", zone="Europe/Berlin")


def tick(journal: Journal, key: str = "k", value: str = "done") -> int:
    """Record one entry; the act's id."""
    draft = Draft(Topic.ITEM, key, value, NOON, "2026-11-23", "2026-11-23T12:00", "Etc/UTC")
    return journal.record("face", "tick", f"tick {key}", [draft], recorded=NOON)


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
