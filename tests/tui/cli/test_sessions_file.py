"""The next session where the checklist's file has gone or is broken."""

from pathlib import Path

from tests.support.commands import Shell
from tests.support.files import TEXT, own_text

SECOND = "2026-12-18T16:00"
"""The moment of the next session."""


def test_a_vanished_or_broken_file_does_not_stop_the_next_session(home: Path) -> None:
    own = home / "checklists" / "mine.yaml"
    own.parent.mkdir(parents=True)
    text = own_text("my-face")
    own.write_text(text, "utf-8")
    shell = Shell(home, now=SECOND)
    shell("start", "my-face", "--on", "2026-11-20T16:00", now="2026-11-20T16:30")
    said = "Session 2 begins with the checklist as session 1 had it."

    own.write_text(text.replace("\nphases:\n", "\nphase:\n"), "utf-8")
    broken = shell("start", "--next")
    shell("undo", "--start")
    own.unlink()
    vanished = shell("start", "--next")

    assert broken.code == 0
    assert broken.err.startswith(f"{own}:")
    assert broken.err.splitlines()[-1] == said
    assert (vanished.code, vanished.err.splitlines()[-1]) == (0, said)
    assert vanished.line("Started") == "Started: PicoSure on the face, session 2 (my-face-3)."
    assert shell("today", now="2026-12-19T09:00").out.startswith("Day 1 ")


def test_a_file_of_one_s_own_that_vanished_does_not_become_the_shipped_one(home: Path) -> None:
    own = home / "checklists" / "face.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(TEXT.replace("title: PicoSure on the face", "title: My face"), "utf-8")
    shell = Shell(home, now=SECOND)
    shell("start", "picosure-face", "--on", "2026-11-20T16:00", now="2026-11-20T16:30")
    own.unlink()

    ended = shell("start", "--next")

    assert ended.line("Started") == "Started: My face, session 2 (picosure-face-2)."
