"""Calendar files, read back by parsers that did not write them."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import icalendar
import pytest
import vobject
from dateutil.tz import tzical

from tests.support.long import long
from tui.export.ics import CalendarLine, LineKind, calendar_file, vtimezone

NOW = datetime(2026, 11, 23, 8, 55, tzinfo=ZoneInfo("Europe/Berlin"))
# Each with a change of its own kind: Ramadan, half an hour, winter called daylight, the south, two hours.
_ZONES = (
    *("Africa/Casablanca", "Australia/Lord_Howe", "Europe/Dublin", "America/Santiago", "Antarctica/Troll"),
    *("Europe/Berlin", "Asia/Singapore", "Pacific/Apia", "Asia/Kathmandu", "America/Nuuk"),
)


def _zones() -> list[str]:
    # In links of the `Etc` kind there is nothing to get wrong.
    return sorted(name for name in available_timezones() if "/" in name) if long() else [*_ZONES]


@pytest.mark.parametrize("name", _zones())
def test_a_zone_is_as_the_table_has_it(name: str) -> None:
    first, last = datetime(2026, 9, 1, tzinfo=UTC), datetime(2028, 6, 1, tzinfo=UTC)
    zone = ZoneInfo(name)
    text = vtimezone(name, first, last).to_ical().decode().replace("\r\n", "\n")
    read = tzical(StringIO(text)).get(name)
    assert read is not None
    wrong = []
    for hour in range(0, (last - first) // timedelta(hours=1)):
        local = first.replace(tzinfo=None) + timedelta(hours=hour, minutes=30)
        aware = local.replace(tzinfo=zone)
        exists = aware.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == local
        twice = aware.utcoffset() != aware.replace(fold=1).utcoffset()
        if exists and not twice and aware.utcoffset() != local.replace(tzinfo=read).utcoffset():
            wrong.append(local)
    assert not wrong


def _local(text: str) -> datetime:
    """A clock time without a zone."""
    return datetime.fromisoformat(text)


_LINES = (
    CalendarLine(
        *("a", "face", LineKind.EVENT, _local("2026-11-23T20:00")),
        *("Evening: wash, dry; rest", "Über\nzwei"),
    ),
    CalendarLine(
        *("b", "face", LineKind.EVENT, datetime(2026, 11, 23, 20, tzinfo=ZoneInfo("Europe/Berlin")), "Home"),
        again=(timedelta(minutes=10), timedelta(minutes=20)),
    ),
    CalendarLine("c", "face", LineKind.EVENT, datetime(2026, 11, 23, 20, tzinfo=UTC), "Elapsed", sequence=7),
    CalendarLine("d", "face", LineKind.DAY, date(2026, 11, 27), "Back: make-up"),
    CalendarLine("e", "face", LineKind.TODO, _local("2026-11-24T08:00"), "Task"),
    CalendarLine("f", "face", LineKind.EVENT, _local("2026-11-25T08:00"), "Gone", cancelled=True),
)


def _read_by_icalendar(content: bytes) -> dict[str, tuple[Any, ...]]:
    calendar: Any = icalendar.Calendar.from_ical(content)
    return {
        str(each["UID"]): (
            (each.get("DTSTART") or each.get("DUE")).dt,
            str(each["SUMMARY"]),
            str(each.get("DESCRIPTION", "")),
            int(each["SEQUENCE"]),
            str(each["STATUS"]),
            [alarm["TRIGGER"].dt for alarm in each.walk("VALARM")],
        )
        for each in calendar.walk()
        if each.name in ("VEVENT", "VTODO")
    }


def _read_by_vobject(content: bytes) -> dict[str, tuple[Any, ...]]:
    calendar = vobject.readOne(content.decode())
    lines = (*calendar.contents.get("vevent", ()), *calendar.contents.get("vtodo", ()))
    return {
        each.uid.value: (
            (each.dtstart if "dtstart" in each.contents else each.due).value,
            each.summary.value,
            each.description.value if "description" in each.contents else "",
            int(each.sequence.value),
            each.status.value,
            [alarm.trigger.value for alarm in each.contents.get("valarm", ())],
        )
        for each in lines
    }


@pytest.mark.parametrize("read", [_read_by_icalendar, _read_by_vobject])
def test_two_parsers_read_what_was_written(read: Any) -> None:
    lines = read(calendar_file(_LINES, NOW, "As of now."))

    assert lines["a"] == (
        *(_local("2026-11-23T20:00"), "Evening: wash, dry; rest", "Über\nzwei", 0, "CONFIRMED"),
        [timedelta()],
    )
    minutes = [timedelta(minutes=each) for each in (0, 10, 20)]
    assert lines["b"][0].utcoffset() == timedelta(hours=1)
    assert lines["b"][0].replace(tzinfo=None) == _local("2026-11-23T20:00")
    assert lines["b"][5] == minutes
    assert lines["c"][0] == datetime(2026, 11, 23, 20, tzinfo=UTC)
    assert lines["c"][3] == 7
    assert lines["d"][0] == date(2026, 11, 27)
    assert lines["d"][5] == []
    assert lines["e"][0] == _local("2026-11-24T08:00")
    assert (lines["e"][4], lines["e"][5]) == ("NEEDS-ACTION", [timedelta()])
    assert (lines["f"][4], lines["f"][5]) == ("CANCELLED", [])


def test_the_file_itself() -> None:
    text = calendar_file(_LINES, NOW, "As of now, a sentence; no more.").decode()

    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "X-WR-CALDESC:As of now\\, a sentence\\; no more.\r\n" in text
    assert "TRIGGER;RELATED=END:PT0M\r\n" in text
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert "DTSTART:20261123T200000\r\n" in text
    assert "DTSTART;TZID=Europe/Berlin:20261123T200000\r\n" in text
    assert "DTSTART:20261123T200000Z\r\n" in text
    assert "DTSTART;VALUE=DATE:20261127\r\nDTEND;VALUE=DATE:20261128\r\n" in text
