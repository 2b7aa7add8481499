"""A checklist file of one's own: its texts are only text, and its faults are named while the app runs."""

from pathlib import Path
from unicodedata import normalize

import pytest

from tests.running import app, shell, states
from tests.terminal import Terminal
from tui.themes import GLYPHS

NOW = "2026-11-23T08:30"
LINK, MARKUP, WIDE = "[@click=app.exit]x[/]", "[b]bold[/b] [red]not", "洗顔はやさしくね"
BOUND = "Cre\u0300me bru\u0302le\u0301e"
"""With accents that are characters of their own; the emulator puts them together."""
TITLES = (LINK, MARKUP, WIDE, normalize("NFC", BOUND))
HEAD = """format: 1
id: mine
title: "Mine [@click=app.exit]title[/]"
for: "[red]Trying[/red] things out"
revision: 1
reviewed: 2026-11-20
phases:
  - {id: all, title: "[i]Phase[/i]", days: 0-}
normal:
  - {days: 0-, usual: "[u]Warm[/u]. 赤い。", not_usual: "[@click=app.exit]Fever[/]."}
rules:
"""
RULE = """  - id: rule-{number}
    do: "{title}"
    short: "[@click=q]{number}[/]"
    how: "{title}"
    why: "[link=https://example.org]{title}[/link]"
    days: 0-9
    at: morning
    agreement: unsourced
"""
AVOID = """  - {id: rub, avoid: "[@click=app.exit]rub[/]", short: "[b]rub", days: 0-6, agreement: unsourced}
"""


def written(home: Path) -> Path:
    """A home that follows the file, begun on the morning of day 3; the file."""
    titles = enumerate((LINK, MARKUP, WIDE, BOUND))
    rules = "".join(RULE.format(number=number, title=title) for number, title in titles)
    file = home / "checklists" / "mine.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(HEAD + rules + AVOID, "utf-8")
    shell(home, "start", "mine", "--on", "2026-11-20T16:00", now="2026-11-23T07:00")
    return file


def only_text(terminal: Terminal) -> None:
    """Hold every escape sequence that was written to be one of Textual's own."""
    for sign in (b"\x1b]0;", b"\x1b]2;", b"\x1b]8;", b"\x1b]52;", b"\x07evil", b"\x1b[31m", b"\x9b"):
        assert sign not in terminal.raw, sign


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)], ids=str)
def test_texts_of_a_file_are_shown_as_they_are(home: Path, size: tuple[int, int]) -> None:
    written(home)
    with app(home, NOW, size, LINK) as terminal:
        for title in TITLES:
            assert f"{GLYPHS.open} {title}" in terminal.text
        for title in TITLES:
            column, row = terminal.place(f"{GLYPHS.open} {title}")
            terminal.click(column + 3, row)
            terminal.rest(0.05)
            terminal.click(column + 6, row)
            terminal.wait_for("Here because")
            terminal.click_on(title)
            terminal.rest(0.05)
            terminal.press("escape")
            terminal.wait_for(f"{GLYPHS.open} {title}")
        terminal.press("c")
        terminal.wait_for("emergency")
        terminal.press("escape", "p")
        terminal.wait_for("Plan")
        assert terminal.ended() is None
        only_text(terminal)
    assert set(states(home, NOW).values()) == {"open"}


def test_no_escape_sequence_of_anybody_reaches_the_terminal(home: Path) -> None:
    written(home)
    sly = "a\x1b]0;evil\x07b\x9b31m\u202ec[red]"
    shell(home, "note", sly, now=NOW)
    shell(home, "skip", "rule-1", "--because", sly, now=NOW)
    with app(home, NOW, (120, 40), LINK) as terminal:
        assert "c[red]" in terminal.line("Note")
        terminal.press("n")
        terminal.wait_for("A note to")
        terminal.press(f"\x1b[200~{sly}\x1b[201~", "enter")
        terminal.wait_for("Noted. u undoes.")
        only_text(terminal)
        assert "\u202e".encode() not in terminal.raw
    for arguments in (("today",), ("today", "--json"), ("plan",), ("undo",)):
        assert not set("\x1b\x07\x9b\u202e") & set(shell(home, *arguments, now=NOW).out)


def test_a_file_that_is_broken_while_the_app_runs_is_named_until_it_is_mended(home: Path) -> None:
    file = written(home)
    good = file.read_text("utf-8")
    with app(home, NOW, (120, 40), LINK) as terminal:
        file.write_text(good.replace("do: \"[b]", "doo: \"[b]"), "utf-8")
        terminal.wait_for("mine.yaml:21:5")
        assert 'did you mean "do"? Until that is mended' in " ".join(terminal.text.split())
        terminal.click_on(f"{GLYPHS.open} {LINK}")
        terminal.wait_for(f"{GLYPHS.done} {LINK}")
        assert "mine.yaml:21:5" in terminal.text
        assert shell(home, "today", now=NOW).err.startswith(f"{file}:21:5")
        file.write_text(good, "utf-8")
        terminal.wait_for("mine.yaml", gone=True)
        file.unlink()
        terminal.wait_for("is not there")
        terminal.press("q")
        assert terminal.wait_end() == 0
    assert states(home, NOW)["rule-0/morning"] == "done"
