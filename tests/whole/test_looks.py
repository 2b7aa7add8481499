"""Terminals, locales and folders as people have them."""

import re
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.support.running import ENV, FOOT, app, shell, states
from tests.support.terminal import Terminal, afterglow
from tui.clock import SystemClock
from tui.themes import ASCII, GLYPHS, Marks

NOW = "2026-11-23T08:05"
COLOUR = re.compile(rb"\x1b\[(?:[0-9]+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9]+)*m")


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
def test_where_no_colour_is_wanted_none_is_written(day_three: Path, size: tuple[int, int]) -> None:
    shell(day_three, "tick", "face-cleanse/morning", now=NOW)
    with app(day_three, NOW, size, "keys", NO_COLOR="1") as terminal:
        terminal.wait_for(f"{ASCII.done} Wash gently")
        terminal.press("down", "space", "u")
        terminal.wait_for("Undid: tick")
        terminal.press("i")
        terminal.wait_for(f"{ASCII.cursor} How")
        terminal.press("2")
        terminal.wait_for("[2")
        terminal.press("escape", "c")
        terminal.wait_for("emergency number")
        assert not COLOUR.search(terminal.raw)
        assert b"\x1b[1;" in terminal.raw
        assert terminal.text.isascii()


@pytest.mark.parametrize(("name", "marks"), [("linux", ASCII), ("vt100", GLYPHS)])
def test_any_terminal_shows_today_and_is_left_clean(day_three: Path, name: str, marks: Marks) -> None:
    with app(day_three, NOW, TERM=name, COLORTERM="") as terminal:
        terminal.wait_for(f"{marks.open} Wash gently")
        terminal.press("space")
        terminal.wait_for(f"{marks.done} Wash gently")
        terminal.press("q")
        assert terminal.wait_end() == 0
        assert terminal.left_on == []


def test_a_dumb_terminal_is_told_what_works_there(day_three: Path) -> None:
    with app(day_three, NOW, shows="", TERM="dumb") as terminal:
        terminal.wait_for("Try: afterglow today")
        assert terminal.wait_end() == 2
        assert b"\x1b" not in terminal.raw


@pytest.mark.parametrize(
    ("locale", "marks"),
    [("ja_JP.UTF-8", ASCII), ("zh_CN.UTF-8", ASCII), ("C", GLYPHS), ("de_DE.ISO-8859-1", ASCII)],
)
def test_the_marks_suit_the_locale(day_three: Path, locale: str, marks: Marks) -> None:
    with app(day_three, NOW, LANG=locale) as terminal:
        assert f"{marks.open} Wash gently" in terminal.wait_for("Wash gently")


@pytest.mark.parametrize("name", ["with spaces", "zu Hause, schön", "日記", "a'b\"c;d", "[red]x"])
def test_a_home_may_have_any_name(tmp_path: Path, name: str) -> None:
    home = tmp_path / name / "deeper"
    with app(home, "2026-11-20T16:40", shows="PICOPLUS") as terminal:
        terminal.press("enter")
        terminal.wait_for("[ ] Make-up")
        terminal.press("enter")
        terminal.wait_for("Quiet")
        terminal.press("end")
        terminal.wait_for("enter show today")
        terminal.press("enter")
        terminal.wait_for("Day 0")
    assert states(home, "2026-11-20T16:45")
    assert (home / "journal.sqlite").exists()


def test_a_home_that_cannot_be_made_is_told_of_at_the_end_of_start(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here is no folder", "utf-8")
    home = tmp_path / "file" / "home"
    with app(home, "2026-11-20T16:40", shows="") as terminal:
        terminal.wait_for("The journal cannot be used now")
        assert "not a directory" in " ".join(terminal.text.split())
        terminal.press("q")
        assert terminal.wait_end() == 0
    assert "not a directory" in shell(home, "today", now=NOW, code=4).err


def test_a_zone_that_is_none_is_told_of_in_a_line(day_three: Path) -> None:
    with app(day_three, NOW, TZ="Europe/Berlinn") as terminal:
        terminal.wait_for("TZ is set to 'Europe/Berlinn', which is not a time zone.")
        assert "Nearest:" in terminal.text
        assert "Europe/Berlin, Europe/Dublin, Europe/Tallinn. Etc/UTC is used." in terminal.text
        terminal.press("c")
        terminal.wait_for("Breath or swallowing is hard")
        terminal.press("escape")
        terminal.press("q")
        assert terminal.wait_end() == 0


def test_a_zone_far_from_home_is_asked_about_once(home: Path) -> None:
    # By the machine's own clock, since a rehearsal is nowhere.
    treated = SystemClock(ZoneInfo("Europe/Berlin")).now() - timedelta(hours=3)
    shell(home, "start", "picosure-face", "--on", f"{treated:%Y-%m-%dT%H:%M}")
    far = {**ENV, "TZ": "Pacific/Auckland"}
    with Terminal(afterglow(home), env=far) as terminal:
        terminal.wait_for("You seem to be far from home.")
        terminal.press("2")
        terminal.wait_for("far from home", gone=True)
        terminal.wait_for(FOOT)
    with Terminal(afterglow(home), env=far) as terminal:
        terminal.wait_for(FOOT)
        terminal.rest(2.5)
        assert "far from home" not in terminal.text
    (recovery,) = shell(home, "export", "json").json["recoveries"]
    assert [act["kind"] for act in recovery["acts"]][:1] == ["start"]
    assert len(recovery["acts"]) == 2
