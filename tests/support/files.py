"""Small checklist files and what loading them gives, for tests."""

from pathlib import Path

import pytest

from checklists import library
from checklists.loader import ChecklistError, LoadedChecklist, load_checklist
from checklists.rules.checklist import Checklist

GOOD = sorted((Path(__file__).parents[1] / "good").glob("*.yaml"))
HEAD = """format: 1
id: demo
title: Demo
for: Trying things out
revision: 1
reviewed: 2026-11-20
phases:
  - {id: all, title: All of it, days: 0-}
"""
REST = "rules:\n  - {id: rest, do: Rest, days: 0-3, agreement: unsourced}\n"
TEXT = library.read("picosure-face").decode()
"""A shipped file."""
SIGNS = """signs:
  - {id: pain, ask: How sore?, scale: 0-10, days: [0-3, 7]}
  - {id: crusts, ask: Any crusts?, scale: yes-no, days: 2-5}
  - {id: outdoors, ask: Going out?, scale: yes-no, days: 0-89, until: 18:00}
"""


def own_text(id: str) -> str:
    """The shipped file as one's own, by an id of its own."""
    return TEXT.replace("\nid: picosure-face\n", f"\nid: {id}\n")


MINE = own_text("mine")


def load(text: str | bytes) -> LoadedChecklist:
    """What a good text gives."""
    return load_checklist(text, name="demo.yaml")


def good(name: str) -> Checklist:
    """What a file of `tests/good` means."""
    path = Path(__file__).parents[1] / "good" / f"{name}.yaml"
    return load_checklist(path.read_bytes(), name=path.name).checklist


def problems(text: str | bytes) -> list[str]:
    """The lines that a bad text gives."""
    with pytest.raises(ChecklistError) as caught:
        load(text)
    return [str(problem) for problem in caught.value.problems]
