"""An app that is left open: the day turns over under it, and a question that is open keeps its own day."""

from contextlib import ExitStack
from pathlib import Path

from tests.support.running import COMES, FOOT, app, shell, shortly_before, states
from tui.themes import GLYPHS

FOUR = "2026-11-24T04:00"
AFTER = "2026-11-24T04:01"


def test_at_four_the_day_turns_over_and_open_questions_keep_theirs(day_three: Path) -> None:
    with ExitStack() as stack:
        # All at once, so that they are there before it is four.
        before = shortly_before(FOUR, apps=4)
        opened = [stack.enter_context(app(day_three, before, shows="")) for _ in range(4)]
        here, note, skip, asked = opened
        for each in opened:
            each.wait_for(FOOT)
        for each, key, question in (
            (note, "n", "A note to"),
            (skip, "s", "why, if you like"),
            (asked, "i", "Check-in"),
        ):
            each.press(key)
            each.wait_for(question)
        assert "Day 3" in here.text
        assert "Still day 3 until 04:00." in here.text
        here.wait_for("Day 4", seconds=COMES)
        assert "From yesterday" in here.text
        note.press(*"late", "enter")
        skip.press(*"tired", "enter")
        assert "Day 3  Monday 23 November" in asked.text
        asked.press("2", "enter")
        for each in (note, skip, asked):
            each.wait_for("Day 4")
    (recovery,) = shell(day_three, "export", "json").json["recoveries"]
    now = recovery["now"]
    assert [one["date"] for one in now["notes"].values()] == ["2026-11-23"]
    assert now["signs"]["redness"]["date"] == "2026-11-23"
    assert list(states(day_three, AFTER, day=3).values()).count("skipped") == 1
    assert "skipped" not in states(day_three, AFTER).values()


def test_the_minute_of_the_now_line_goes_on(day_three: Path) -> None:
    with app(day_three, shortly_before("2026-11-23T08:30")) as terminal:
        terminal.wait_for("08:29  3 things now")
        terminal.wait_for("08:30  3 things now", seconds=COMES)
        terminal.press("down", "space")
        terminal.wait_for(f"{GLYPHS.done} ")
