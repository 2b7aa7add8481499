"""A place in the settings: care that goes by the sun there, and fixed times without one."""

from pathlib import Path

import pytest

from tests.support.commands import Shell
from tui.journal import Journal, Topic

OWN = """format: 1
id: own
title: Own
for: Me
revision: 1
reviewed: 2026-11-01
phases:
  - {id: all, title: All, days: 0-60}
signs:
  - {id: outdoors, ask: Going out?, scale: yes-no, days: 0-60, until: sunset 18:00}
rules:
  - {id: shade, do: Stay in the shade, days: 0-60, at: morning, if_missed: sunset 18:00, agreement: unsourced}
  - id: screen
    do: Sunscreen
    days: 0-60
    every: 3h
    between: sunrise 07:00-sunset 18:00
    agreement: unsourced
"""


@pytest.fixture
def own(home: Path) -> Shell:
    (home / "checklists").mkdir(parents=True)
    (home / "checklists/own.yaml").write_text(OWN, "utf-8")
    shell = Shell(home, now="2026-12-01T12:00")
    begun = shell(
        "start", "own", "--on", "2026-11-20T16:00", "--zone", "Europe/Berlin", now="2026-11-20T17:00"
    )
    assert begun.code == 0, begun.err
    return shell


def _place(shell: Shell, place: str) -> None:
    (shell.home / "settings.toml").write_text(f'place = "{place}"\n', "utf-8")


def _due(shell: Shell, rule: str) -> list[str]:
    items = shell("today", "--json").json["items"]
    return [item["due"][11:16] for item in items if item["rule"] == rule]


def test_without_a_place_the_fixed_times_hold(own: Shell) -> None:
    assert _due(own, "screen") == ["07:00", "10:00", "13:00", "16:00"]
    assert "not set" in own("settings").line("place")


def test_with_a_place_it_goes_from_sunrise_to_sunset(own: Shell) -> None:
    _place(own, "Berlin")
    assert _due(own, "screen") == ["07:54", "10:54", "13:54"]
    assert own("settings").line("place").split(maxsplit=1)[1] == "Berlin (52.50, 13.37)"


def test_what_is_worth_doing_until_sunset_passes_then(own: Shell) -> None:
    titles = "Stay in the shade"
    assert titles in own("due", now="2026-12-01T17:00").out
    _place(own, "Berlin")
    assert titles in own("due", now="2026-12-01T15:50").out
    assert titles not in own("due", now="2026-12-01T15:56").out


def test_being_out_ends_with_the_sun(own: Shell) -> None:
    _place(own, "Berlin")
    assert own("sign", "outdoors", "yes", now="2026-12-01T12:00").code == 0
    with Journal.open(own.home / "journal.sqlite") as journal:
        report = journal.latest("own", Topic.SIGN, "outdoors")
    assert report is not None
    assert report.value["until"].startswith("2026-12-01T14:5")


def test_strong_sun_is_told_and_that_it_is_not_strong_never(home: Path) -> None:
    shell = Shell(home, zone="Asia/Singapore")
    begun = shell("start", "picosure-face", "--on", "2026-11-20T16:00", now="2026-11-20T17:00")
    assert begun.code == 0, begun.err
    assert "Strong sun" not in shell("today").out
    _place(shell, "Singapore")
    assert "Strong sun 10:09 to 15:31: your shadow is shorter than you." in shell("today").out
    strong = shell("today", "--json").json["strong_sun"]
    assert strong["from"] == "2026-11-23T10:09:00+08:00"
    _place(shell, "Helsinki")
    assert "Strong sun" not in shell("today").out
    assert shell("today", "--json").json["strong_sun"] is None


def test_a_place_that_is_not_there_is_one_sentence_and_the_fixed_times_hold(own: Shell) -> None:
    _place(own, "Atlantis")
    ended = own("today", "--json")
    assert ended.err == (
        f"{own.home / 'settings.toml'}: place: 'Atlantis' is no city of the zone table. "
        'Write one such as "Singapore", or latitude and longitude: "1.35, 103.82".\n'
    )
    assert _due(own, "screen")[0] == "07:00"


def test_a_place_without_astral_says_what_to_install(own: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.cli.settings.is_installed", lambda: False)
    _place(own, "Berlin")
    assert (
        own("settings")
        .line("place")
        .endswith("Berlin (52.50, 13.37); to go by the sun it needs astral: pip install 'afterglow[sun]'")
    )


TROMSO = "69.65, 18.96"
JUNE = "2027-06-21"


@pytest.fixture
def north(home: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Day 3 under a sun that does not set."""
    monkeypatch.setenv("TZ", "Europe/Oslo")
    (home / "checklists").mkdir(parents=True)
    (home / "checklists/own.yaml").write_text(OWN, "utf-8")
    shell = Shell(home, now=f"{JUNE}T12:30")
    begun = shell("start", "own", "--on", "2027-06-18T16:00", now="2027-06-18T17:00")
    assert begun.code == 0, begun.err
    _place(shell, TROMSO)
    return shell


def test_where_the_sun_does_not_set_the_day_ends_at_bedtime(north: Shell) -> None:
    assert _due(north, "screen") == ["04:00", "07:00", "10:00", "13:00", "16:00", "19:00"]
    assert "Sunscreen" in north("due", now=f"{JUNE}T21:59").out
    assert "Sunscreen" not in north("due", now=f"{JUNE}T22:00").out
    assert "Stay in the shade" in north("due", now=f"{JUNE}T21:59").out
    assert "Stay in the shade" not in north("due", now=f"{JUNE}T22:00").out


def test_what_comes_again_by_day_is_told_once_at_a_time_and_by_night_by_nobody(north: Shell) -> None:
    out = north("reminders", "coming").out
    times = [line.split()[0] for line in out.splitlines() if line.endswith("Sunscreen  Sunscreen")]
    # At four it is quiet, and at seven it comes again: nothing of it is lost.
    assert times == ["13:00", "16:00", "19:00", "07:00", "10:00", "13:00", "16:00", "19:00"]
    assert "Quiet hours" not in out


def test_where_it_does_not_rise_nothing_goes_by_it(north: Shell) -> None:
    now = "2026-12-21T12:00"
    assert north("start", "own", "--on", "2026-12-18T16:00", now="2026-12-18T17:00").code == 0
    items = north("today", "--json", now=now).json["items"]
    assert [item["rule"] for item in items] == ["shade"]
