"""`today --json`: the same day as data, with keys that are never taken away."""

from typing import Any

import pytest

from checklists.rules.rule import Match
from tests.support.commands import Shell
from tui.wording.signs import match_text

KEYS = {
    *("recovery", "checklist", "title", "day", "date", "phase", "progress", "items", "avoid", "normal"),
    *("expect", "signs", "warnings", "next", "safety", "strong_sun", "ask_first"),
}


def of(rule: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return next(row for row in rows if row["rule"] == rule)


def test_the_day_has_its_keys_and_no_others(shell: Shell) -> None:
    day = shell("today", "--json").json

    assert set(day) == KEYS
    assert {key: day[key] for key in ("recovery", "checklist", "title", "day", "date", "phase")} == {
        "recovery": "picosure-face",
        "checklist": "picosure-face",
        "title": "PicoSure on the face",
        "day": 3,
        "date": "2026-11-23",
        "phase": "rapid-recovery",
    }
    assert day["progress"] == {"done": 0, "due_so_far": 3, "planned": 7}
    assert day["normal"] == {
        "usual": "Heat easing, tight and dry. First sandpaper feel.",
        "not_usual": "A blister, eye pain, heat or redness that spreads or grows.",
    }
    assert {"rule": "face-expect-red", "title": "Redness like a sunburn"} in day["expect"]
    assert all(set(each) - {"meanwhile"} == {"id", "if", "call"} for each in day["warnings"])
    assert day["warnings"][0]["call"] == "emergency"


def test_an_item_has_its_key_its_instant_and_how_it_stands(shell: Shell) -> None:
    shell("tick", "face-cleanse/morning", now="2026-11-23T08:05")
    shell("skip", "face-moisturise/midday", "--because", "none left")

    items = {item["key"]: item for item in shell("today", "--json").json["items"]}

    assert items["2026-11-23/face-cleanse/morning"] == {
        "key": "2026-11-23/face-cleanse/morning",
        "rule": "face-cleanse",
        "kind": "do",
        "slot": "morning",
        "title": "Wash gently with cool or lukewarm water",
        "short": "wash",
        "due": "2026-11-23T08:00:00+01:00",
        "state": "done",
        "when": "over",
        "at": "2026-11-23T08:05:00+01:00",
        "note": None,
        "reason": None,
    }
    skipped = items["2026-11-23/face-moisturise/midday"]
    assert (skipped["state"], skipped["note"]) == ("skipped", "none left")
    assert items["2026-11-23/face-shade-hat/day"]["due"] is None


def test_an_avoid_says_the_first_free_date_and_what_may_hold_it(shell: Shell) -> None:
    avoid = shell("today", "--json").json["avoid"]

    assert of("face-no-makeup", avoid) == {
        "rule": "face-no-makeup",
        "title": "Make-up",
        "short": "make-up",
        "until": "2026-11-27",
        "lifts": None,
        "while": ["crusts", "blisters", "open-skin", "redness 2+"],
        "state": "kept",
    }
    assert of("face-no-rub", avoid)["until"] == "2026-12-04"


def test_an_avoid_is_kept_slipped_or_back_and_has_no_date_while_a_sign_holds_it(shell: Shell) -> None:
    shell("slip", "face-no-rub")
    shell("sign", "crusts", "yes", now="2026-11-26T21:00")

    assert of("face-no-rub", shell("today", "--json").json["avoid"])["state"] == "slipped"
    held = of("face-no-makeup", shell("today", "--json", now="2026-11-27T09:00").json["avoid"])
    assert (held["state"], held["until"]) == ("kept", None)
    shell("sign", "crusts", "no", now="2026-11-27T09:00")
    back = of("face-no-makeup", shell("today", "--json", now="2026-11-27T09:01").json["avoid"])
    assert (back["state"], back["until"]) == ("if", "2026-11-27")
    for sign, value in (("blisters", "no"), ("open-skin", "no"), ("redness", "1")):
        shell("sign", sign, value, now="2026-11-27T09:02")
    back = of("face-no-makeup", shell("today", "--json", now="2026-11-27T09:03").json["avoid"])
    assert (back["state"], back["until"]) == ("back", "2026-11-27")


def test_what_lasts_hours_says_the_instant_it_lifts(shell: Shell) -> None:
    numb = of("face-numb-care", shell("today", "--json", now="2026-11-20T17:00").json["avoid"])

    assert numb["lifts"] == "2026-11-20T20:00:00+01:00"


def test_a_sign_has_todays_report_and_the_usual_range(shell: Shell) -> None:
    shell("sign", "redness", "strong")

    signs = {sign["id"]: sign for sign in shell("today", "--json").json["signs"]}

    assert (signs["redness"]["value"], signs["redness"]["said"]) == (3, "3 strong")
    assert signs["redness"]["usual"] == [1, 3]
    assert (signs["crusts"]["value"], signs["crusts"]["said"]) == (None, None)


@pytest.mark.parametrize(
    ("test", "top", "words"),
    [
        (Match("crusts", low=1), 1, "crusts"),
        (Match("crusts", low=1, high=1), 1, "crusts"),
        (Match("crusts", low=0, high=0), 1, "crusts no"),
        (Match("redness", low=1), 4, "redness"),
        (Match("redness", low=2), 4, "redness 2+"),
        (Match("redness", low=2, high=3), 4, "redness 2-3"),
        (Match("redness", low=2, high=2), 4, "redness 2"),
    ],
)
def test_a_condition_reads_as_a_checklist_writes_it(test: Match, top: int, words: str) -> None:
    assert match_text(test, top) == words
