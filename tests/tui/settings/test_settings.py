"""What a person can set, and what holds otherwise."""

import tomllib
from pathlib import Path
from zoneinfo import available_timezones

import pytest
from msgspec.structs import replace
from textual.theme import BUILTIN_THEMES

from tui.settings import Loud, Plain, Quiet, Settings, check_settings, read_settings
from tui.settings.emergency import by_zone
from tui.settings.values import TEXTUAL_THEMES
from tui.sun import Location

WHOLE = """
day_start = "05:30"
loud = "bell"
theme = "nord"
plain = "yes"
emergency = 995
private = "no"
place = "1.35, 103.82"

[slots]
evening = "21:00"
lunch = "12:15"
bedtime = "02:00"

[quiet]
from = 23:00:00
to = "6:30"

[keys]
"item.tick" = "m,space"
item.skip = ["ctrl+s", "question_mark", ","]
"""


def _settings(text: str) -> Settings:
    return check_settings(text.encode(), name="settings.toml")


def test_an_empty_file_sets_nothing() -> None:
    assert _settings("") == Settings()


def test_what_holds_where_nothing_is_set() -> None:
    settings = Settings()
    assert settings.day_start == 4 * 60
    assert settings.care_times() == {"morning": 480, "midday": 780, "evening": 1200, "bedtime": 1320}
    assert settings.quiet == Quiet(start=22 * 60 + 30, end=7 * 60)
    assert (settings.loud, settings.theme, settings.plain) == (Loud.QUIET, "auto", Plain.AUTO)
    assert settings.keymap() == {}
    assert settings.private


def test_everything_can_be_set() -> None:
    settings = _settings(WHOLE)
    assert settings.day_start == 330
    assert settings.care_times() == {
        "morning": 480,
        "midday": 780,
        "evening": 1260,
        "bedtime": 120,
        "lunch": 735,
    }
    assert settings.quiet == Quiet(start=23 * 60, end=6 * 60 + 30)
    assert (settings.loud, settings.theme, settings.plain) == (Loud.BELL, "nord", Plain.YES)
    assert (settings.emergency, settings.private) == ("995", False)
    assert settings.place == Location(1.35, 103.82)
    assert settings.keymap() == {"item.tick": "m,space", "item.skip": "ctrl+s,question_mark,comma"}


def test_the_readme_shows_every_setting_with_what_holds_if_it_is_not_set() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text("utf-8")
    shown = readme.partition("```toml\n")[2].partition("```")[0]
    settings = _settings(shown)

    assert set(tomllib.loads(shown)) == set(Settings.__struct_fields__)
    assert settings.keymap() == {"item.tick": "m,space"}
    assert replace(settings, keys=()) == Settings()


def test_settings_are_frozen_all_through() -> None:
    assert len({_settings(WHOLE), _settings(WHOLE), Settings()}) == 2


def test_a_missing_file_is_no_fault(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "settings.toml") == (Settings(), ())


def test_only_what_is_faulty_falls_back(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(WHOLE.replace('"bell"', '"loudly"').replace('"21:00"', '"late"'), "utf-8")
    settings, faults = read_settings(file)

    assert [fault.key for fault in faults] == ["loud", "slots.evening"]
    assert settings.loud is Loud.QUIET
    assert settings.care_times()["evening"] == 20 * 60
    assert settings.care_times()["lunch"] == 735
    assert settings.theme == "nord"


def test_a_bedtime_after_midnight_comes_last() -> None:
    assert _settings('slots.bedtime = "03:59"').care_times()["bedtime"] == 239


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    assert check_settings(b'\xef\xbb\xbfloud = "bell"\r\n', name="").loud is Loud.BELL


@pytest.mark.parametrize(
    ("quiet", "hours"),
    [
        (Quiet(), "00:00-06:59 22:30-23:59"),
        (Quiet(60, 120), "01:00-01:59"),
        (Quiet(60, 60), ""),
        (Quiet(0, 0), ""),
        (Quiet(1439, 0), "23:59-23:59"),
    ],
)
def test_quiet_hours_take_their_start_and_leave_their_end(quiet: Quiet, hours: str) -> None:
    covered = {minute for minute in range(1440) if quiet.covers(minute)}
    expected: set[int] = set()
    for span in hours.split():
        first, last = (int(clock[:2]) * 60 + int(clock[3:]) for clock in span.split("-"))
        expected |= set(range(first, last + 1))
    assert covered == expected


def test_textuals_own_themes_are_the_ones_that_may_be_chosen() -> None:
    assert sorted(TEXTUAL_THEMES) == sorted(BUILTIN_THEMES)


@pytest.mark.parametrize(
    ("zone", "number"),
    [
        ("Asia/Singapore", "995"),
        ("Europe/Berlin", "112"),
        ("Europe/London", "999"),
        ("America/New_York", "911"),
        ("America/Kentucky/Louisville", "911"),
        ("Australia/Sydney", "000"),
        ("Etc/UTC", "your emergency number"),
        ("America/Bogota", "your emergency number"),
        ("Europe/Belgrade", "your emergency number"),
    ],
)
def test_the_emergency_number_goes_by_the_zone_where_it_is_sure(zone: str, number: str) -> None:
    assert Settings().emergency_number(zone) == number
    assert Settings(emergency="My own, 123").emergency_number(zone) == "My own, 123"


def test_every_zone_of_the_table_is_a_zone() -> None:
    assert {zone for zone in by_zone() if not zone.endswith("/")} <= available_timezones()


@pytest.mark.parametrize(
    ("machine", "plan", "remote", "number"),
    [
        ("Europe/Berlin", "Europe/Berlin", False, "112"),
        ("Europe/Paris", "Europe/Berlin", False, "112"),
        ("America/Los_Angeles", "Europe/Berlin", False, "911 (US) or 112 (Germany)"),
        ("America/Los_Angeles", "Europe/Berlin", True, "112 (Germany) or 911 (US)"),
        ("Europe/Berlin", "Asia/Tokyo", False, "112 (Germany) or 119 (Japan)"),
        ("UTC", "Asia/Tokyo", False, "119"),
        ("Etc/GMT", "Asia/Tokyo", False, "119"),
        ("Africa/Nairobi", "Europe/Berlin", False, "the local number (112 in Germany)"),
        ("Europe/Berlin", "Africa/Nairobi", False, "112"),
        ("Europe/Berlin", "Africa/Nairobi", True, "the local number (112 in Germany)"),
        ("UTC", "", False, "your emergency number"),
    ],
)
def test_where_machine_and_plan_are_in_two_countries_both_numbers_stand(
    machine: str, plan: str, remote: bool, number: str
) -> None:
    assert Settings().emergency_number(machine, plan, remote=remote) == number
    assert Settings(emergency="123").emergency_number(machine, plan, remote=remote) == "123"
