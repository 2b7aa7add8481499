"""A person's own small checklist file, a plan that follows it, and changes to it."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from tests.conftest import Contexts
from tests.support.apps import CLINIC, TREATED, at
from tui.files.checklist_files import ChecklistPath, choose, fingerprint
from tui.files.status import FileStatus, file_status, remember
from tui.journal import Journal
from tui.paths import Paths
from tui.recovery.begin import begin
from tui.recovery.context import AppContext
from tui.recovery.recovery import Recovery

DAY_THREE = "2026-11-23T08:55"
TEXT = """format: 1
id: mine
title: Mine
for: Trying things out
revision: 1
reviewed: 2026-11-20
phases:
  - {id: all, title: All of it, days: 0-}
rules:
  - {id: wash, do: Wash gently, days: 0-9, at: [morning, evening], agreement: unsourced}
  - {id: drink, do: Drink enough, days: 0-9, agreement: unsourced}
  - {id: make-up, avoid: Make-up, days: 0-6, then: Mineral first., agreement: unsourced}
"""
EARLIER = TEXT.replace("Make-up, days: 0-6", "Make-up, days: 0-4, because: my clinic's sheet")
"""Make-up is back on day 5 instead of day 7."""
RENAMED = TEXT.replace("id: drink", "id: sips")
BROKEN = TEXT.replace("    ", "  ").replace("days: 0-9, agreement", "dys: 0-9, agreement")
"""The fault is in line 11."""
OVER = "format: 1\nextends: mine\nid: over\nchange: {make-up: {days: 0-4}}\n"
"""A file of another id that extends the one that is followed."""

Write = Callable[..., Path]


def writer(paths: Paths) -> Write:
    """Writes a file into the person's folder: its text, and its name where that is not `mine.yaml`."""
    paths.checklists.mkdir(parents=True, exist_ok=True)

    def write(text: str, name: str = "mine.yaml") -> Path:
        path = paths.checklists / name
        path.write_text(text, "utf-8")
        return path

    return write


def begun(journal: Journal, own: ChecklistPath) -> Recovery:
    """A recovery that follows a file, as `start` begins it."""
    seen, chosen = fingerprint(own), choose(own)
    recovery = begin(journal, chosen, TREATED, "Europe/Berlin", {}, CLINIC, at("2026-11-23T07:00"))
    if not own.shipped:
        remember(journal, seen, chosen.hash)
    return recovery


def following(contexts: Contexts, now: str = DAY_THREE) -> tuple[AppContext, Write]:
    """A session on day 3 of a recovery that follows `mine.yaml`, and what writes into its folder."""
    context = contexts(now, begun=None)
    write = writer(context.paths)
    begun(context.journal, ChecklistPath("mine", write(TEXT), False))
    return context, write


def stands(context: AppContext, now: datetime | None = None) -> FileStatus:
    """How the files stand to the plan of a session."""
    recovery = context.recovery()
    assert recovery is not None
    return file_status(context.journal, context.paths, recovery, now)


def put_back_time(path: Path, text: str) -> None:
    """Write as many bytes as there were, and give the file the time it had: `cp -p`, or a coarse clock."""
    before = path.stat()
    path.write_text(text, "utf-8")
    assert path.stat().st_size == before.st_size
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
