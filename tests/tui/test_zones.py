"""Zones by name, and the one a machine is in."""

import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tui.zones import local_zone, parse_zone, zone_words


def test_a_zone_has_its_name() -> None:
    assert parse_zone("Asia/Singapore").key == "Asia/Singapore"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Berlim", "'Berlim' is not a time zone. Nearest: Europe/Berlin."),
        ("Louisville", "'Louisville' is not a time zone. Nearest: America/Louisville."),
        ("Tokio", "'Tokio' is not a time zone. Nearest: Asia/Tokyo."),
        ("right/UTC", "'right/UTC' is not a time zone. Nearest: UTC."),
        ("../../etc/passwd", None),
        ("Europe", None),
        ("\x00", None),
        ("", None),
    ],
)
def test_an_unknown_zone_is_named_with_the_nearest(name: str, sentence: str | None) -> None:
    none_near = f"{name!r} is not a time zone. Zones are named like Europe/Berlin or Asia/Singapore."
    with pytest.raises(ValueError, match=f"^{re.escape(sentence or none_near)}$"):
        parse_zone(name)


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Asia/Singapore", "Asia/Singapore"),
        ("Berlin", "Europe/Berlin"),
        (" europe/berlin ", "Europe/Berlin"),
        ("NEW YORK", "America/New_York"),
    ],
)
def test_a_zone_is_known_in_any_case_and_by_its_city(name: str, zone: str) -> None:
    assert parse_zone(name).key == zone


@pytest.mark.parametrize(
    ("tz", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (":Europe/Berlin", "Europe/Berlin"),
        (" UTC ", "UTC"),
        ("", "Pacific/Auckland"),
        ("/etc/localtime", "Pacific/Auckland"),
        (":/etc/localtime", "Pacific/Auckland"),
        ("/usr/share/zoneinfo/America/Argentina/Salta", "America/Argentina/Salta"),
    ],
)
def test_tz_goes_before_what_the_machine_is_set_to(tmp_path: Path, tz: str, zone: str) -> None:
    _machine(tmp_path, link="/usr/share/zoneinfo/Pacific/Auckland")
    assert local_zone({"TZ": tz}, tmp_path) == ZoneInfo(zone)


@pytest.mark.parametrize("tz", ["CET-1CEST", "Mars/Phobos", "/etc/passwd", "/nowhere", "posixrules"])
def test_a_tz_that_names_no_zone_is_a_sentence(tmp_path: Path, tz: str) -> None:
    with pytest.raises(ValueError, match=rf"^TZ is set to '{tz}', which is not a time zone\. .+\.$"):
        local_zone({"TZ": tz}, tmp_path)


@pytest.mark.parametrize(
    "link",
    [
        "/usr/share/zoneinfo/Asia/Kolkata",
        "../usr/share/zoneinfo/Asia/Kolkata",
        "/var/db/timezone/zoneinfo/Asia/Kolkata",
        "/usr/share/zoneinfo.default/Asia/Kolkata",
    ],
)
def test_the_link_names_the_zone_wherever_it_points(tmp_path: Path, link: str) -> None:
    _machine(tmp_path, link=link, text="Europe/Rome\n")
    assert local_zone({}, tmp_path).key == "Asia/Kolkata"


def test_a_copied_zone_file_is_named_by_the_text_beside_it(tmp_path: Path) -> None:
    _machine(tmp_path, text="Europe/Rome\n")
    (tmp_path / "etc/localtime").write_bytes(b"TZif")
    assert local_zone({}, tmp_path).key == "Europe/Rome"


def test_then_the_library_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tzlocal.get_localzone_name", lambda: "Europe/Oslo")
    assert local_zone({}, tmp_path).key == "Europe/Oslo"


def test_a_machine_without_any_setting_is_in_utc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tzlocal.get_localzone_name", lambda: None)
    assert local_zone({}, tmp_path).key == "UTC"


def test_a_zone_without_a_name_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tzlocal.get_localzone_name", lambda: None)
    _machine(tmp_path)
    (tmp_path / "etc/localtime").write_bytes(b"TZif")
    with pytest.raises(ValueError, match=r"^This machine's time zone has no name\. Set TZ to one"):
        local_zone({}, tmp_path)


def _machine(root: Path, *, link: str = "", text: str = "") -> None:
    (root / "etc").mkdir()
    if link:
        (root / "etc/localtime").symlink_to(link)
    if text:
        (root / "etc/timezone").write_text(text, "ascii")


@pytest.mark.parametrize(
    ("zone", "here", "words"),
    [
        ("Europe/Berlin", "Europe/Berlin", ""),
        ("Europe/Berlin", "Europe/Paris", ""),
        ("Europe/Berlin", "Asia/Tokyo", "Berlin time"),
        ("America/Argentina/Buenos_Aires", "Asia/Tokyo", "Buenos Aires time"),
        ("UTC", "Asia/Tokyo", "UTC"),
    ],
)
def test_a_zone_is_named_where_its_clocks_show_another_time(zone: str, here: str, words: str) -> None:
    assert zone_words(zone, here, datetime(2026, 11, 21, 9, tzinfo=UTC)) == words
