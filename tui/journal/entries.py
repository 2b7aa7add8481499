"""What the journal is asked to write and what it gives back, as frozen values."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct

Json = Any
"""What `json.dumps` takes: None, bool, int, float, str, and lists and dicts of them."""


class Topic(StrEnum):
    """What an entry is about; with a recovery and a key it says which value the entry sets."""

    ITEM = "item"
    SLIP = "slip"
    NOTE = "note"
    SIGN = "sign"
    ANSWER = "answer"
    RECOVERY = "recovery"
    VERSION = "version"
    ZONE = "zone"
    LATER = "later"
    WARNING = "warning"
    CLINIC_DATE = "clinic-date"
    FOCUS = "focus"
    NEXT = "next"
    EVENT = "event"
    PHOTO = "photo"


class Value(Struct, frozen=True):
    """What one key is set to, when and where."""

    topic: Topic
    key: str
    """Names the value within its recovery and topic, such as `2026-11-23/face-cleanse/morning`."""

    value: Json
    """The new value. None clears: the key then counts as never written."""

    at: datetime
    """When it happened, aware. Read back in UTC."""

    date: str | None
    """The care date it belongs to, `2026-11-23`; None where no one day is meant."""

    local: str
    """The wall time where it happened, `2026-11-23T08:55`."""

    zone: str
    """The zone of `local`, such as `Europe/Berlin`."""


class Draft(Value, frozen=True):
    """One value an act wants to write."""

    recovery: str | None = None
    """The recovery it is written to, where that is another than the act's own."""


class Entry(Value, frozen=True):
    """One line of the journal. Never changed and never removed."""

    id: int
    """Ascending in the order of writing, across all recoveries."""

    act: int
    recovery: str
    """The recovery it is about."""

    recorded: datetime
    """When it was written down, in UTC, by the clock of the program that wrote it."""


class Act(Struct, frozen=True):
    """One key press's worth of entries; the unit of undo."""

    id: int
    recovery: str

    kind: str
    """What the person did, such as `tick`; `undo` and `redo` are the journal's own."""

    words: str
    """The act in plain words. An undo or redo carries those of the act it names."""

    recorded: datetime

    of: int | None
    """The act that was undone or redone, else None."""

    automatic: bool = False
    """Whether the program did it by itself, so that undo passes it by."""


class Stamp(Struct, frozen=True):
    """Where an act stands among those of every device: no two acts of one journal have the same."""

    act: int
    device: str
    number: int
    """From 1, in the order in which the device wrote."""

    clock: str
    """Of fixed width. In the order of these texts nothing stands before what it was written after."""


class ClaimState(StrEnum):
    """How far the telling that was claimed has come."""

    CLAIMED = "not confirmed"
    """Somebody is telling, or was cut off while telling."""

    CONFIRMED = "confirmed"
    RETURNED = "returned"
    """Telling failed, so that anybody may claim it again."""

    SHOWN = "shown"
    """It stands on a screen and made no sound, so that anybody may claim it to make one."""


class Claim(Struct, frozen=True):
    """Who tells of a reminder at its moment, by whatever means."""

    recovery: str
    key: str
    due: datetime
    by: str
    """By what means it was claimed last, such as `bell`; where it was late, with why: `bell, asleep`."""

    state: ClaimState
    at: datetime | None
    """When the state became what it is, in UTC, where that was given."""


class StoredVersion(Struct, frozen=True):
    """One version of a checklist, so that care goes on when its file breaks or vanishes."""

    hash: str
    """Of `canonical`, in hex."""

    checklist: str
    canonical: str
    """What the file set, as canonical JSON text."""

    compiled: str
    """What it means, as JSON text in the shape numbered `shape`. Empty where that is damaged."""

    shape: int
    recorded: datetime


class KnownFile(Struct, frozen=True):
    """A checklist file as it was when last read, so that an unchanged one need not be read again."""

    path: str
    size: int
    mtime_ns: int
    digest: str
    """Of the file's bytes, in hex."""

    hash: str
    """The version those bytes are."""


def instant_text(instant: datetime) -> str:
    """An aware instant as UTC text of fixed width, so that the order of texts is the order of time.

    Raises:
        ValueError: If the instant is naive.
    """
    if instant.tzinfo is None:
        raise ValueError(f"{instant!r} has no zone, so it is no instant")
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def care_date_text(text: str) -> str:
    """The text itself, if it is a date as the journal compares them.

    Raises:
        ValueError: If it is anything but `2026-11-23`.
    """
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError(f"{text!r} is not written like 2026-11-23")
    return text
