"""Everything recorded, as JSON values: what holds now, and every act that led there.

Nothing of a recovery is left out but what the program keeps for itself (files it read, bells it rang).
Instants are ISO 8601 in UTC, care dates plain dates.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from json import loads
from typing import Any

from tui.journal import Act, Entry, Journal, Topic
from tui.recovery.recovery import recoveries

FORMAT = 1
"""Raised when a key is given another meaning. Keys may be added at any time."""

_NOW = {
    Topic.ITEM: "items",
    Topic.SLIP: "slips",
    Topic.NOTE: "notes",
    Topic.SIGN: "signs",
    Topic.ANSWER: "answers",
    Topic.WARNING: "warnings",
    Topic.VERSION: "versions",
    Topic.ZONE: "zones",
    Topic.NEXT: "next",
    Topic.CLINIC_DATE: "clinic_dates",
}


def export_value(journal: Journal, now: datetime) -> dict[str, Any]:
    """Everything of every recovery, as values that `json.dumps` takes.

    Args:
        now: When it is exported, aware.

    Raises:
        JournalError: If the journal cannot be read.
    """
    values = [_recovery(journal, each.id, each.to_value()) for each in recoveries(journal)]
    hashes = {version for each in values for version in each["checklists"]}
    return {
        "afterglow": FORMAT,
        "exported": now.isoformat(timespec="seconds"),
        "recoveries": values,
        "checklists": {hash: _version(journal, hash) for hash in sorted(hashes)},
        "journal": _journal(journal),
    }


def _journal(journal: Journal) -> dict[str, Any]:
    """All that `import json` needs: every act of every recovery, undone starts too, and every version."""
    acts, hashes = [], dict[str, None]()
    for act, entries in journal.history():
        hashes.update(
            (str(each.value), None) for each in entries if each.topic is Topic.VERSION and each.value
        )
        acts.append(act_value(act, entries))
    versions = {}
    for hash in hashes:
        version = journal.version(hash)
        if version is not None:
            versions[hash] = {"checklist": version.checklist, "canonical": version.canonical}
    return {"acts": acts, "versions": versions}


def act_value(act: Act, entries: Sequence[Entry]) -> dict[str, Any]:
    """One act and what it wrote, to the microsecond, as `import json` takes it."""
    return {
        "id": act.id,
        "recovery": act.recovery,
        "kind": act.kind,
        "words": act.words,
        "recorded": act.recorded.isoformat(),
        "automatic": act.automatic,
        "of": act.of,
        "entries": [
            {
                "recovery": entry.recovery,
                "topic": entry.topic.value,
                "key": entry.key,
                "value": entry.value,
                "at": entry.at.isoformat(),
                "date": entry.date,
                "local": entry.local,
                "zone": entry.zone,
            }
            for entry in entries
        ],
    }


def _recovery(journal: Journal, id: str, value: dict[str, Any]) -> dict[str, Any]:
    versions = [entry.value for entry in journal.timeline(id, Topic.VERSION) if entry.value]
    return {
        "id": id,
        **value,
        "now": {name: _current(journal, id, topic) for topic, name in _NOW.items()},
        "checklists": list(dict.fromkeys(versions)),
        "acts": list(_acts(journal, id)),
    }


def _current(journal: Journal, id: str, topic: Topic) -> dict[str, Any]:
    return {key: _entry(entry) for key, entry in journal.current(id, topic).items()}


def _acts(journal: Journal, id: str) -> Iterator[dict[str, Any]]:
    """Every act, oldest first, each with what it wrote; a value of null cleared its key."""
    for _, group in groupby(journal.everything(id), key=lambda pair: pair[0].id):
        pairs = list(group)
        act = pairs[0][0]
        yield {
            "id": act.id,
            "kind": act.kind,
            "words": act.words,
            "recorded": act.recorded.isoformat(timespec="seconds"),
            "of": act.of,
            "entries": [
                {"topic": entry.topic.value, "key": entry.key, **_entry(entry)} for _, entry in pairs
            ],
        }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "value": entry.value,
        "date": entry.date,
        "at": entry.at.isoformat(timespec="seconds"),
        "local": entry.local,
        "zone": entry.zone,
        "recorded": entry.recorded.isoformat(timespec="seconds"),
    }


def _version(journal: Journal, hash: str) -> dict[str, Any] | None:
    """What the file of a version set, as it was."""
    version = journal.version(hash)
    value: dict[str, Any] | None = None if version is None else loads(version.canonical)
    return value
