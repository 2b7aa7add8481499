"""`export ics`: what is to come, in a calendar that may be told again and again."""

import os
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.support.commands import Shell
from tui.export.calendar import read_known
from tui.paths import Paths

PLAIN = 'private = "no"\n'


def _events(shell: Shell, *arguments: str, now: str | None = None, **env: str) -> dict[str, Any]:
    """The lines of a fresh export, by uid."""
    ended = shell("export", "ics", *arguments, now=now, **env)
    assert (ended.code, ended.err) == (0, ""), ended.err
    return _lines(ended.out.encode())


def _lines(content: bytes) -> dict[str, Any]:
    calendar = icalendar.Calendar.from_ical(content)
    return {str(each["UID"]): each for each in calendar.walk() if each.name in ("VEVENT", "VTODO")}


def _at(line: Any) -> Any:
    return (line.get("DTSTART") or line["DUE"]).dt


def _words(lines: dict[str, Any], day: date) -> list[str]:
    """What is said on a day, by time."""
    of_day = [line for line in lines.values() if str(_at(line)).startswith(day.isoformat())]
    return [str(line["SUMMARY"]) for line in sorted(of_day, key=lambda line: str(_at(line)))]


def test_its_words_are_neutral_and_say_as_of_when(shell: Shell) -> None:
    lines = _events(shell)

    assert _words(lines, date(2026, 11, 23)) == ["Aftercare: 1 thing", "Aftercare: 3 things"]
    assert _words(lines, date(2026, 11, 24)) == [
        "Aftercare: something may come back",
        *("Aftercare: 3 things", "Aftercare: 1 thing", "Aftercare: 3 things"),
    ]
    texts = {str(line["DESCRIPTION"]) for line in lines.values()}
    assert texts == {
        "As of Mon 23 Nov 2026, 08:55. What hangs on a report may move: export again after a check-in."
    }
    assert {line["CLASS"] for line in lines.values()} == {"PRIVATE"}


def test_its_words_are_plain_for_who_wants_them(shell: Shell) -> None:
    (shell.home / "settings.toml").write_text(PLAIN, "utf-8")
    lines = _events(shell)

    assert _words(lines, date(2026, 11, 23)) == [
        "Midday: Moisturise",
        "Evening: Check-in, wash, moisturise",
    ]
    evening = next(line for line in lines.values() if str(line["SUMMARY"]).startswith("Evening"))
    first, *_, last = str(evening["DESCRIPTION"]).splitlines()
    assert first == "Check in: how is your skin today?"
    assert last.startswith("As of Mon 23 Nov 2026, 08:55.")
    assert any("if no crusts" in words for words in _words(lines, date(2026, 11, 27)))


def test_times_are_local_wherever_the_calendar_is(shell: Shell) -> None:
    times = [_at(line) for line in _events(shell).values()]
    assert times
    assert all(getattr(at, "tzinfo", None) is None for at in times)


def test_what_is_counted_from_the_treatment_is_an_instant(home: Path) -> None:
    shell = Shell(home, now="2026-11-20T16:30")
    (home / "checklists").mkdir(parents=True)
    (home / "checklists/own.yaml").write_text(
        "format: 1\nid: own\ntitle: Own\nfor: Me\nrevision: 1\nreviewed: 2026-11-01\n"
        "phases:\n  - {id: all, title: All, days: 0-3}\n"
        "rules:\n  - {id: cool, do: Cool it, days: 0, at: after-4h, agreement: unsourced}\n",
        "utf-8",
    )
    started = shell("start", "own", "--on", "2026-11-20T16:00", "--zone", "Europe/Berlin")
    assert started.code == 0, started.err
    (line,) = _events(shell).values()
    assert _at(line) == datetime(2026, 11, 20, 19, tzinfo=UTC)


def test_home_time_names_its_zone(shell: Shell) -> None:
    lines = _events(shell, "--home-time")
    zones = {str(_at(line).tzinfo) for line in lines.values() if isinstance(_at(line), datetime)}
    assert zones == {"Europe/Berlin"}


def test_a_second_export_says_the_same_and_a_moved_slot_moves(shell: Shell) -> None:
    first = _events(shell)
    again = _events(shell, now="2026-11-23T08:56")
    assert {uid: line["SEQUENCE"] for uid, line in again.items()} == {
        uid: line["SEQUENCE"] for uid, line in first.items()
    }
    (shell.home / "settings.toml").write_text('[slots]\nevening = "21:00"\n', "utf-8")
    moved = _events(shell, now="2026-11-23T08:57")

    assert moved.keys() == first.keys()
    changed = {uid for uid, line in moved.items() if line["SEQUENCE"] > first[uid]["SEQUENCE"]}
    assert {_at(first[uid]).hour for uid in changed} == {20}
    assert {_at(moved[uid]).hour for uid in changed} == {21}
    assert not {uid for uid, line in moved.items() if line["SEQUENCE"] < first[uid]["SEQUENCE"]}


def test_what_left_the_plan_is_cancelled_and_comes_back_with_undo(shell: Shell) -> None:
    first = _events(shell)
    assert shell("tick", "moisturise/midday").code == 0
    gone = [line for line in _events(shell).values() if line["STATUS"] == "CANCELLED"]

    (line,) = gone
    uid = str(line["UID"])
    assert (_at(line), line["SUMMARY"]) == (_at(first[uid]), "Done, or no longer planned")
    assert line["SEQUENCE"] > first[uid]["SEQUENCE"]
    assert not line.walk("VALARM")
    # Whoever missed one file reads it in the next one, with nothing new in it.
    assert _events(shell)[uid]["SEQUENCE"] == line["SEQUENCE"]
    assert shell("undo").code == 0
    back = _events(shell)[uid]
    assert (back["STATUS"], back["SUMMARY"]) == ("CONFIRMED", first[uid]["SUMMARY"])
    assert back["SEQUENCE"] > line["SEQUENCE"]


def test_what_has_passed_is_left_as_it_was(shell: Shell) -> None:
    first, later = _events(shell), _events(shell, now="2026-11-24T12:00")
    left = {uid: _at(line) for uid, line in first.items() if uid not in later}
    assert left
    assert all(str(at) <= "2026-11-24 12:00" for at in left.values())
    assert not [line for line in later.values() if line["STATUS"] == "CANCELLED"]


def test_a_recovery_that_was_put_away_is_cancelled_and_another_left_alone(shell: Shell) -> None:
    tattoo = ("start", "picosure-tattoo", "--on", "2026-11-22T10:00", "--zone", "Europe/Berlin")
    assert shell(*tattoo, now="2026-11-22T10:30").code == 0
    (id,) = (each for each in shell("recovery", "list").out.split() if each.startswith("picosure-tattoo"))
    both = _events(shell)
    one = _events(shell, "--recovery", id)
    assert not [line for line in one.values() if line["STATUS"] == "CANCELLED"]
    assert len(one) < len(both)
    assert shell("recovery", "end", "--recovery", id).code == 0
    left = _events(shell)
    assert {uid for uid, line in left.items() if line["STATUS"] == "CANCELLED"} == set(one)


def test_tasks_stand_beside_events_and_cancel_none_of_them(shell: Shell) -> None:
    events, tasks = _events(shell), _events(shell, "--todo")
    assert not [line for line in tasks.values() if "CANCELLED" in line["STATUS"]]
    assert {line.name for line in tasks.values()} == {"VTODO", "VEVENT"}
    days = {uid for uid, line in events.items() if not isinstance(_at(line), datetime)}
    assert days == tasks.keys() & events.keys()
    due = {str(_at(line)) for line in tasks.values() if line.name == "VTODO"}
    assert due == {str(_at(line)) for uid, line in events.items() if uid not in days}


def test_a_session_is_a_day_with_its_eve_and_two_hours_before(shell: Shell) -> None:
    assert shell("next", "2027-01-08", "--at", "14:30").code == 0
    lines = _events(shell)
    assert "Aftercare: appointment" in _words(lines, date(2027, 1, 7))
    assert _words(lines, date(2027, 1, 8)).count("Aftercare: appointment") == 2
    noon = [line for line in lines.values() if str(_at(line)) == "2027-01-08 12:30:00"]
    assert len(noon) == 1


def test_two_machines_with_one_calendar_agree(shell: Shell, tmp_path: Path) -> None:
    shutil.copytree(shell.home, tmp_path / "other")
    other = Shell(tmp_path / "other")
    here = _events(shell)
    (other.home / "settings.toml").write_text('[slots]\nevening = "21:00"\n', "utf-8")
    there = _events(other, now="2026-11-23T09:30")
    assert there.keys() == here.keys()
    # What the later one knows nothing of is newer all the same.
    assert all(there[uid]["SEQUENCE"] > here[uid]["SEQUENCE"] for uid in here)


def test_what_was_written_is_said_and_how_far_it_reaches(shell: Shell, tmp_path: Path) -> None:
    target = tmp_path / "care.ics"
    ended = shell("export", "ics", "--output", str(target))

    assert ended.code == 0
    assert ended.err == (
        f"Written: {target}: 107 reminders and 5 days, until Wed 17 Feb 2027. "
        "Import it into your calendar, and again after a change.\n"
    )
    assert target.stat().st_mode & 0o777 == 0o600
    assert len(_lines(target.read_bytes())) == 112
    known = read_known(Paths.at(shell.home).calendar)
    assert len(known) == 112
    assert "oistur" not in (shell.home / "calendar.json").read_text("utf-8")


def test_a_file_that_cannot_be_written_is_one_sentence(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "no"
    refusal = shell.refusal("export", "ics", "--output", str(folder / "care.ics"))
    assert refusal == f"{folder / 'care.ics'} cannot be written: there is no folder {folder}."


def test_a_damaged_record_is_named_and_the_calendar_is_written(shell: Shell) -> None:
    _events(shell)
    path = shell.home / "calendar.json"
    path.write_text('{"x": {"kind": "event"}}', "utf-8")
    ended = shell("export", "ics")
    assert ended.code == 0
    assert ended.err == (
        f"{path}: it is damaged. What left the plan since the last export is not cancelled.\n"
    )
    assert len(_lines(ended.out.encode())) == 112
    assert shell("export", "ics").err == ""


def test_a_record_that_cannot_be_kept_is_named(shell: Shell) -> None:
    (shell.home / "calendar.json").mkdir()
    ended = shell("export", "ics")
    assert ended.code == 0
    assert ended.err.splitlines()[-1].endswith("The next export can cancel nothing.")
    assert len(_lines(ended.out.encode())) == 112


_KHAL = """
[calendars]
[[care]]
path = {home}/calendar
[locale]
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
longdateformat = %Y-%m-%d
timeformat = %H:%M
dateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[default]
default_calendar = care
[sqlite]
path = {home}/cache
"""


@pytest.mark.skipif(shutil.which("khal") is None, reason="khal is not installed")
def test_khal_has_the_same_number_after_a_second_import_and_after_a_change(
    shell: Shell, tmp_path: Path
) -> None:
    (tmp_path / "calendar").mkdir()
    (tmp_path / "khal.conf").write_text(_KHAL.format(home=tmp_path), "utf-8")
    environ = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(tmp_path)}

    def khal(*arguments: str) -> str:
        command = ["khal", "-c", str(tmp_path / "khal.conf"), *arguments]
        return subprocess.run(command, env=environ, check=True, capture_output=True, text=True).stdout

    def take_in(now: str) -> list[str]:
        assert shell("export", "ics", "--output", str(tmp_path / "care.ics"), now=now).code == 0
        khal("import", "--batch", str(tmp_path / "care.ics"))
        lines = khal("list", "--format", "{start}  {title}{cancelled}", "2026-11-23", "100d").splitlines()
        return [line for line in lines if "  " in line]

    first = take_in("2026-11-23T08:55")
    assert len(first) == 112
    assert take_in("2026-11-23T08:56") == first
    (shell.home / "settings.toml").write_text('[slots]\nevening = "21:00"\n', "utf-8")
    leave_out = "extends: picosure-face\nremove: [face-moisturise, face-clinic-creams]\n"
    (shell.home / "checklists").mkdir()
    (shell.home / "checklists/picosure-face.yaml").write_text(f"format: 1\nid: picosure-face\n{leave_out}")
    assert shell("checklist", "accept", "picosure-face").code == 0
    changed = take_in("2026-11-23T09:00")
    assert len(changed) == 112
    assert sum("21:00" in line for line in changed) == sum("20:00" in line for line in first)
    assert not any(" 20:00" in line for line in changed)
    assert {line.partition("  ")[2] for line in changed if " 13:00" in line} == {
        "Done, or no longer plannedCANCELLED "
    }
