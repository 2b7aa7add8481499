"""A recovery that follows a checklist file of the person's own, small enough to be read at a glance."""

from pathlib import Path
from typing import Any

from checklists.loader import load_checklist
from tests.conftest import Contexts
from tui.files.checklist_files import base_of
from tui.recovery.begin import ChecklistVersion
from tui.recovery.context import AppContext

BASE = """\
format: 1
id: base
title: Small and shipped
for: Tests
revision: 1
reviewed: 2026-11-20
sources:
  nsc: {title: After a laser, by: National Skin Centre}
questions:
  - {id: habits, ask: What is usual?, many: yes, answers: {makeup: Make-up, sport: Sport}}
phases:
  - {id: treatment-day, title: Treatment day, days: 0}
  - {id: recovery, title: Recovery, days: 1-6}
  - {id: sun-care, title: Sun care, days: 7-}
rules:
  - id: wash
    do: Wash gently
    short: wash
    how: Fingertips only.
    why: Rubbing leaves marks.
    days: 1-9
    at: [morning, evening+1h]
    sources: [nsc]
  - {id: spf-again, do: Sunscreen again, days: 1-9, every: 2h, between: 10:00-18:00, sources: [nsc]}
  - {id: make-up, avoid: Make-up, days: 0-6, then: Begin gently., when: {habits: makeup}, sources: [nsc]}
  - {id: sauna, avoid: Sauna and steam, days: 0-9, then: Begin gently., sources: [nsc]}
  - {id: sport, avoid: Sport, days: 0-3, when: {habits: sport}, sources: [nsc]}
  - {id: hot-drinks, avoid: Hot drinks, lasts: 4h, sources: [nsc]}
  - {id: look, check: Look at it in the light, days: 7-, once: yes, sources: [nsc]}
  - {id: red, expect: Redness, days: 0-7, sources: [nsc]}
"""

MINE = """\
# What my clinic said, in its own words.
format: 1
extends: base
id: mine

# Sooner than the sheet.
change:
  make-up:
    days: 0-4         # she was sure
    because: my clinic's sheet

  wash: {at: [morning]}  # evenings sting

add:
  # The one from the pharmacy.
  - id: cream
    do: Put on the cream
    days: 1-7
    at: [morning, evening]
    because: my clinic's sheet
    agreement: unsourced

remove:
  - {id: sauna, because: I never go}
"""


def following(contexts: Contexts, said: str = MINE, now: str = "2026-11-22T12:30", **more: Any) -> AppContext:
    """A session on day 2 whose recovery follows `said`, over BASE. Both stand in the person's folder."""
    made = contexts(now, begun=None)
    made.paths.checklists.mkdir(parents=True, exist_ok=True)
    path = mine(made)
    (path.parent / "base.yaml").write_text(BASE, "utf-8")
    path.write_text(said, "utf-8")
    loaded = load_checklist(said, name=str(path), base=base_of(path))
    chosen = ChecklistVersion(loaded.checklist, loaded.canonical, loaded.hash)
    # Begun just now, so that nothing is late and told of in the middle of something else.
    kept = {"answers": {"habits": ("makeup",)}, "begun": f"{now[:10]}T12:10"} | more
    return contexts(now, of=chosen, **kept)


def mine(context: AppContext) -> Path:
    """The file that is followed."""
    return context.paths.checklists / "mine.yaml"
