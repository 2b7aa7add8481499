"""What a person did and what was promised to them, kept for good in one SQLite file."""

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
)
from tui.journal.errors import JournalError, OvertakenError, Reason
from tui.journal.journal import Journal, is_canonical

__all__ = [
    "Act",
    "Claim",
    "ClaimState",
    "Draft",
    "Entry",
    "Journal",
    "JournalError",
    "Json",
    "KnownFile",
    "OvertakenError",
    "Reason",
    "Stamp",
    "StoredVersion",
    "Topic",
    "is_canonical",
]
