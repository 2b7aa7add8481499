"""What was written under a clock that ran ahead: found, and written anew at another moment."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from checklists.plan.timing import care_date
from tui.journal import Draft, Entry, Journal, Topic
from tui.recovery.order import SLACK
from tui.recovery.recovery import in_focus
from tui.text.humanize import counted

_OF_A_DAY = (Topic.ITEM, Topic.SLIP, Topic.NOTE, Topic.LATER)
"""Whose keys begin with a care date, where they are of one day."""

_DONE = (*_OF_A_DAY, Topic.SIGN, Topic.WARNING)
"""What tells of something that was done by then."""


def dated_after(journal: Journal, now: datetime) -> tuple[Entry, ...]:
    """What holds and is dated after now, in the order of writing.

    Raises:
        JournalError: If the journal cannot be read.
    """
    entries = (entry for topic in Topic for entry in journal.across(topic).values())
    return tuple(sorted((each for each in entries if dated(each) - now > SLACK), key=lambda each: each.id))


def dated(entry: Entry) -> datetime:
    """When an entry was recorded or, if that is later, when what it tells of was done."""
    # A treatment may come after it was told of.
    return max(entry.recorded, entry.at) if entry.topic in _DONE else entry.recorded


def write_anew(journal: Journal, now: datetime, day_start: int) -> int:
    """Write what is dated after now anew, as of now; one act, which undo takes back. The old rows stay.

    What was done on a day that has not come was done on the day it is. A reminder that was put off until
    then, and a report that runs out then, are over.

    Args:
        now: Aware.
        day_start: Minutes from midnight until which it is still the day before.

    Returns:
        How many entries that were. Of none nothing is written.

    Raises:
        JournalError: If it could not be written; then nothing was.
    """
    with journal.transaction():
        entries, recovery = dated_after(journal, now), in_focus(journal)
        used: set[tuple[str, Topic, str]] = set()
        drafts = [draft for entry in entries for draft in _anew(journal, entry, now, day_start, used)]
        if drafts:
            about = entries[0].recovery if recovery is None else recovery.id
            words = f"write {counted(len(entries), 'entry', 'entries')} dated after now anew"
            journal.record(about, "clock", words, drafts, recorded=now)
    return len(entries)


def _anew(
    journal: Journal, entry: Entry, now: datetime, day_start: int, used: set[tuple[str, Topic, str]]
) -> Iterator[Draft]:
    local = now.astimezone(ZoneInfo(entry.zone))
    today = care_date(now, ZoneInfo(entry.zone), day_start).isoformat()
    day, _, rest = entry.key.partition("/")
    key, value = entry.key, _until_now(entry.value, now)
    if entry.topic in _OF_A_DAY and _is_date(day) and day > today:
        yield _draft(entry, entry.key, None, entry.at, entry.date, entry.local)
        if entry.topic is Topic.LATER:
            return
        key = _free(journal, entry, today, rest, used)
    used.add((entry.recovery, entry.topic, key))
    date = today if entry.date is not None and entry.date > today else entry.date
    if entry.at > now:
        yield _draft(entry, key, value, now, date, f"{local:%Y-%m-%dT%H:%M}")
    else:
        yield _draft(entry, key, value, entry.at, date, entry.local)


def _draft(entry: Entry, key: str, value: Any, at: datetime, date: str | None, local: str) -> Draft:
    return Draft(entry.topic, key, value, at, date, local, entry.zone, entry.recovery)


def _free(journal: Journal, entry: Entry, today: str, rest: str, used: set[tuple[str, Topic, str]]) -> str:
    """The key for today: of what is counted, and of notes to a day, one that nothing stands under."""
    stem = rest.rstrip("0123456789")
    key, number = f"{today}/{rest}", int(rest[len(stem) :] or 0)
    if not (stem == "note/" or stem.endswith("/n")):
        return key
    while (entry.recovery, entry.topic, key) in used or journal.latest(entry.recovery, entry.topic, key):
        number += 1
        key = f"{today}/{stem}{number}"
    return key


def _until_now(value: Any, now: datetime) -> Any:
    """A value in which no instant comes after now: when it began, ended, was called about or runs out."""
    if not isinstance(value, dict):
        return value
    moment = now.astimezone(UTC).isoformat()
    return {name: moment if _is_after(name, text, now) else text for name, text in value.items()}


def _is_after(name: str, text: Any, now: datetime) -> bool:
    return name in ("begun", "ended", "called", "until") and text and datetime.fromisoformat(text) > now


def _is_date(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdigit()
