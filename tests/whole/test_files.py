"""A checklist file of one's own: its texts are only text, and its faults are named while the app runs."""

from pathlib import Path
from unicodedata import normalize

import pytest

from tests.conftest import Contexts
from tests.support.own_files import BROKEN, DAY_THREE, EARLIER, following
from tests.support.running import app, shell, states
from tests.support.terminal import Terminal
from tui.journal import Topic
from tui.recovery.context import AppContext
from tui.screens.difference import DEAF
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
        terminal.wait_until(lambda _: "c[red]" in terminal.line("Note"), "no note")
        terminal.press("n")
        terminal.wait_for("A note to")
        terminal.press(f"\x1b[200~{sly}\x1b[201~", "enter")
        terminal.wait_for("Noted. u undoes.")
        only_text(terminal)
        assert "\u202e".encode() not in terminal.raw
    for arguments in (("today",), ("today", "--json"), ("plan",), ("undo",)):
        assert not set("\x1b\x07\x9b\u202e") & set(shell(home, *arguments, now=NOW).out)


def test_a_file_changed_from_outside_is_shown_and_accepted_and_a_broken_one_named_until_it_is_mended(
    contexts: Contexts, home: Path
) -> None:
    context, write = following(contexts)
    ticked = _tick(context, range(4))
    context.journal.close()
    with app(home, DAY_THREE, (100, 24)) as terminal:
        write(EARLIER)
        terminal.wait_for("Make-up: back on day 5 (Wed 25 Nov)")
        assert "Your own file is not used yet" in terminal.text
        # What is typed at once was meant for the day.
        terminal.rest(2 * DEAF)
        terminal.press("a")
        terminal.wait_for("Accepted from now on.")
        assert _days(contexts(DAY_THREE), range(4)) == ticked
        write(BROKEN)
        terminal.wait_for("mine.yaml:11:")
        terminal.press("g", "space")
        terminal.wait_for(f"{GLYPHS.done} Wash gently")
        assert "mine.yaml:11:" in terminal.text
        write(EARLIER)
        terminal.wait_for("mine.yaml", gone=True)
        terminal.press("q")
        assert terminal.wait_end() == 0
    after = contexts(DAY_THREE)
    assert _days(after, range(3)) == ticked[:3]
    assert "2026-11-23/wash/morning" in after.journal.current("mine", Topic.ITEM)
    assert [act.kind for act, _ in after.journal.everything("mine")].count("accept") == 1


def _tick(context: AppContext, days: range) -> list[list[str]]:
    """Tick what there is any time on each of these days; those days as they are then."""
    reader = context.reader()
    assert reader is not None
    for number in days:
        items = [item.item for item in reader.state(context.now(), number).items]
        context.acts(reader).tick([item for item in items if item.slot == "day"])
    return _days(context, days)


def _days(context: AppContext, days: range) -> list[list[str]]:
    """What became of everything on each of these days, as it is judged."""
    reader = context.reader()
    assert reader is not None
    states = [reader.state(context.now(), number) for number in days]
    return [[f"{item.item.key} {item.state} {item.at}" for item in state.items] for state in states]
