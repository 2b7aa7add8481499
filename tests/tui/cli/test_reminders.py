"""`reminders`: what is to be told and what was, as lines and as data, and who tells."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.support.commands import Shell
from tui.paths import Paths
from tui.reminders.tellers import TellerName, begin

BERLIN = ZoneInfo("Europe/Berlin")


def test_today_and_tomorrow_and_who_tells(shell: Shell) -> None:
    begin(
        Paths.at(shell.home).tellers,
        TellerName.CALENDAR,
        datetime(2026, 11, 21, 9, tzinfo=BERLIN),
        until=datetime(2026, 12, 20, tzinfo=BERLIN),
    )
    out = shell("reminders", now="2026-11-23T14:00").out.splitlines()

    assert out[:2] == [
        "Today",
        "  20:00  Evening  Check-in, wash, moisturise",
    ]
    assert out[2] == "Tomorrow"
    assert out[-5:] == [
        "Who reminds you",
        "  This app  reminds you while it is open",
        "  Watch     not set up; in another terminal: afterglow watch",
        "  Timer     not set up; on this machine, also while the app is closed: afterglow reminders install",
        "  Calendar  written Sat 21 Nov 09:00, reaches to 20 Dec; it does not know what you tick",
    ]


def test_what_comes_as_data(shell: Shell) -> None:
    shell("later", "wash", "20m")
    value = shell("reminders", "coming", "--days", "1", "--json", now="2026-11-23T09:00").json

    first = value["reminders"][0]
    assert first == {
        "recovery": "picosure-face",
        "key": "2026-11-23/face-cleanse/morning",
        "kind": "slot",
        "title": "Morning",
        "words": "Wash",
        "titles": ["Wash gently with cool or lukewarm water"],
        "next": "2026-11-23T09:15:00+01:00",
        "moments": ["2026-11-23T09:15:00+01:00"],
        "items": ["2026-11-23/face-cleanse/morning"],
        "put_off": True,
        "outlasts_quiet": False,
    }
    assert [each["key"] for each in value["reminders"][1:]] == ["2026-11-23/midday", "2026-11-23/evening"]
    assert value["tellers"] == []


def test_the_past_says_what_was_told_and_what_came_of_it(shell: Shell) -> None:
    shell("tick", "wash", "moisturise")
    shell("later", "spf", "20m")

    assert shell("reminders", "past", "--days", "1", now="2026-11-23T14:00").out.splitlines() == [
        "Today",
        "  13:00  Midday   moisturise",
        "                  not told, nothing was running; open",
        "  08:00  Morning  wash, moisturise, sunscreen, take a photo",
        "                  sunscreen put off to 09:15; 2 of 4 done 08:55, 2 open",
    ]
    midday, morning = shell("reminders", "past", "--days", "1", "--json", now="2026-11-23T14:00").json
    assert (midday["untold"], midday["told"]) == (True, [])
    assert morning["put_off"] == [
        {"at": "2026-11-23T08:55:00+01:00", "until": "2026-11-23T09:15:00+01:00", "alone": "sunscreen"}
    ]
    assert (morning["done"], morning["unanswered"]) == (2, 2)


def test_before_any_recovery_and_before_anything_was_told(home: Path) -> None:
    assert Shell(home)("reminders").code == 1
    assert Shell(home)("reminders", "past").out == "Nothing was to be told yet.\n"


def test_doctor_says_who_tells(shell: Shell) -> None:
    begin(Paths.at(shell.home).tellers, TellerName.TIMER, datetime(2026, 11, 23, 8, 50, tzinfo=BERLIN))
    out = shell("doctor").out
    assert "Timer: on since 08:50" in out
