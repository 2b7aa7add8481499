"""What a command did is there for every later command, for the app and for the export."""

from pathlib import Path

import pytest

from tests.support.running import app, shell, states, today
from tui.themes import GLYPHS

NOW = "2026-11-23T13:05"


def test_every_command_survives_and_shows_everywhere(day_three: Path) -> None:
    home = day_three
    shell(home, "tick", "face-cleanse/morning", now=NOW)
    assert states(home, NOW)["face-cleanse/morning"] == "done"
    assert "Undid: tick 'Wash gently" in shell(home, "undo", now=NOW).out
    assert states(home, NOW)["face-cleanse/morning"] == "open"
    assert "Did again: tick 'Wash gently" in shell(home, "redo", now=NOW).out
    assert states(home, NOW)["face-cleanse/morning"] == "done"
    shell(home, "skip", "face-moisturise/midday", "--because", "none left", now=NOW)
    shell(home, "slip", "face-no-rub", now=NOW)
    shell(home, "sign", "crusts", "yes", now=NOW)

    said = today(home, NOW)
    items = {item["key"].partition("/")[2]: item for item in said["items"]}
    assert (items["face-moisturise/midday"]["state"], items["face-moisturise/midday"]["note"]) == (
        "skipped",
        "none left",
    )
    assert next(avoid["state"] for avoid in said["avoid"] if avoid["rule"] == "face-no-rub") == "slipped"
    assert next(sign["value"] for sign in said["signs"] if sign["id"] == "crusts") == 1
    lines = shell(home, "today", now=NOW).out
    assert "none left" in lines

    with app(home, NOW, (120, 40)) as terminal:
        terminal.wait_for(f"{GLYPHS.slipped} rubbing")
        assert f"{GLYPHS.done} Wash gently" in terminal.text
        terminal.click_on("Midday")
        terminal.wait_for(f"{GLYPHS.skipped} Moisturise")

    (recovery,) = shell(home, "export", "json").json["recoveries"]
    assert [act["kind"] for act in recovery["acts"]] == [
        *("start", "tick", "undo", "redo", "skip", "slip", "sign"),
    ]


@pytest.mark.parametrize("crusts", ["yes", ""])
def test_crusts_of_day_6_hold_make_up_back_on_day_7(face: Path, crusts: str) -> None:
    if crusts:
        shell(face, "sign", "crusts", crusts, now="2026-11-26T20:15")
    seventh = today(face, "2026-11-27T09:00")
    state = next(avoid["state"] for avoid in seventh["avoid"] if avoid["rule"] == "face-no-makeup")
    assert state == ("kept" if crusts else "if")
    with app(face, "2026-11-27T09:00", (120, 40)) as terminal:
        assert ("make-up" in terminal.line("today     ")) is not bool(crusts)
