"""The shipped files as 0.1 had them, to begin a recovery with."""

import json
from pathlib import Path

from checklists.loader import recompile
from checklists.rules.canonical import data_of, hash_of
from tui.recovery.begin import ChecklistVersion

KEPT = Path(__file__).parents[1] / "kept"


def canonical_by_0_1(id: str) -> str:
    """What a shipped file said, as the journal holds it."""
    return (KEPT / "shipped" / f"{id}.json").read_text("utf-8").rstrip("\n")


def file_by_0_1(id: str) -> tuple[str, bytes]:
    """The name of a shipped file and a text that says what it said."""
    return f"{id}.yaml", json.dumps(data_of(canonical_by_0_1(id))).encode()


def shipped_by_0_1(id: str = "picosure-face") -> ChecklistVersion:
    """A shipped checklist as a journal of 0.1 holds it."""
    canonical = canonical_by_0_1(id)
    return ChecklistVersion(recompile(canonical), canonical, hash_of(canonical))
