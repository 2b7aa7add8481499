"""A calendar file of lines that are known: RFC 5545, read by calendars of every kind."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from msgspec import Struct

if TYPE_CHECKING:
    from icalendar import Component, Timezone

NAME = "Aftercare"
"""What the calendar is called, in every list of calendars."""

LENGTH = timedelta(minutes=15)
"""How long an event lasts: calendars draw one without length as a line that nobody can touch."""

_ID = "-//Afterglow//Aftercare//EN"


class LineKind(StrEnum):
    """What a line is in the calendar."""

    EVENT = "event"
    """A telling: at a moment, with a bell."""
    TODO = "todo"
    """The same as a task, due at that moment."""
    DAY = "day"
    """What is so on a whole day. It does not ring."""


class CalendarLine(Struct, frozen=True):
    """One line of a calendar, as it is now."""

    uid: str
    recovery: str
    """The id of the recovery it is of, which the file does not say."""
    kind: LineKind
    when: date | datetime
    """A date for a whole day. A moment without a zone is local wherever the calendar is; one in a named zone
    keeps to that zone; one in UTC is an instant."""
    summary: str
    text: str = ""
    again: tuple[timedelta, ...] = ()
    """After how long it is told again."""
    sequence: int = 0
    """Greater than in any file that said something else of it."""
    cancelled: bool = False


def calendar_file(lines: Iterable[CalendarLine], now: datetime, about: str) -> bytes:
    """The file, with the zones that its lines name. Nothing in it rings that is cancelled.

    Args:
        now: Aware: as of when.
        about: A sentence on the whole.
    """
    from icalendar import Calendar, vText

    lines = tuple(lines)
    calendar: Calendar = Calendar()
    for name, value in (
        *(("VERSION", "2.0"), ("PRODID", _ID), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")),
        *(("NAME", NAME), ("X-WR-CALNAME", NAME), ("DESCRIPTION", about), ("X-WR-CALDESC", about)),
    ):
        calendar.add(name, vText(value))
    for zone, (first, last) in _zones(lines).items():
        calendar.add_component(vtimezone(zone, first, last))
    for line in lines:
        calendar.add_component(_component(line, now))
    return bytes(calendar.to_ical())


def _component(line: CalendarLine, now: datetime) -> "Component":
    from icalendar import Event, Todo

    todo = line.kind is LineKind.TODO
    component: Component = Todo() if todo else Event()
    values: list[tuple[str, Any]] = [
        ("UID", line.uid),
        ("DTSTAMP", now.astimezone(UTC).replace(microsecond=0)),
        ("SEQUENCE", line.sequence),
        ("SUMMARY", line.summary),
    ]
    if todo:
        values += [("DUE", line.when), ("STATUS", "CANCELLED" if line.cancelled else "NEEDS-ACTION")]
    else:
        length = timedelta(days=1) if line.kind is LineKind.DAY else LENGTH
        values += [("DTSTART", line.when), ("DTEND", line.when + length), ("TRANSP", "TRANSPARENT")]
        values += [("STATUS", "CANCELLED" if line.cancelled else "CONFIRMED")]
    values += [("CLASS", "PRIVATE"), *([("DESCRIPTION", line.text)] if line.text else [])]
    for name, value in values:
        component.add(name, value)
    if line.kind is not LineKind.DAY and not line.cancelled:
        for after in (timedelta(), *line.again):
            component.add_component(_alarm(line.summary, after, todo))
    return component


def _alarm(summary: str, after: timedelta, todo: bool) -> "Component":
    from icalendar import Alarm, vText

    alarm: Component = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", summary)
    # As text: the library writes no time at all as P0D, which not every calendar reads.
    trigger = vText(f"PT{after // timedelta(minutes=1)}M")
    # A task has an end and no start.
    alarm.add("TRIGGER", trigger, parameters={"RELATED": "END"} if todo else {})
    return alarm


def _zones(lines: Iterable[CalendarLine]) -> dict[str, tuple[datetime, datetime]]:
    """The zones that lines name, each with the first and the last instant that it is needed for."""
    spans: dict[str, tuple[datetime, datetime]] = {}
    for line in lines:
        if isinstance(line.when, datetime) and isinstance(line.when.tzinfo, ZoneInfo):
            at, name = line.when.astimezone(UTC), line.when.tzinfo.key
            first, last = spans.get(name, (at, at))
            spans[name] = (min(first, at), max(last, at))
    return spans


_DAY = timedelta(days=1)


def vtimezone(name: str, first: datetime, last: datetime) -> "Timezone":
    """A zone as the zone table has it: an observance for each change, none worked out by a rule.

    A rule that is guessed from two years is wrong where the table has a change of its own, as for Ramadan in
    Casablanca.

    Args:
        name: An IANA name.
        first, last: UTC. What it must be right for, with a day on either side.
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    zone = ZoneInfo(name)
    begin = (first - _DAY).replace(minute=0, second=0, microsecond=0)
    at_first = _observed(begin, zone)
    result: Timezone = Timezone()
    result.add("TZID", name)
    for at, before, after in ((begin, at_first, at_first), *_changes(zone, begin, last + _DAY)):
        observance: Component = TimezoneDaylight() if after.daylight else TimezoneStandard()
        observance.add("DTSTART", (at + before.offset).replace(tzinfo=None))
        observance.add("TZOFFSETFROM", before.offset)
        observance.add("TZOFFSETTO", after.offset)
        observance.add("TZNAME", after.name)
        result.add_component(observance)
    return result


class _Observed(NamedTuple):
    """What the clocks of a zone do at an instant."""

    offset: timedelta
    name: str
    daylight: bool


def _observed(instant: datetime, zone: tzinfo) -> _Observed:
    local = instant.astimezone(zone)
    return _Observed(local.utcoffset() or timedelta(), local.tzname() or "", bool(local.dst()))


def _changes(
    zone: tzinfo, first: datetime, last: datetime
) -> Iterator[tuple[datetime, _Observed, _Observed]]:
    """Each instant at which a zone's clocks change, with what they did before and do from then on."""
    at = first
    while at < last:
        following = at + _DAY
        before = _observed(at, zone)
        if before != _observed(following, zone):
            low, high = at, following
            while high - low > timedelta(seconds=1):
                middle = (low + (high - low) / 2).replace(microsecond=0)
                low, high = (middle, high) if _observed(middle, zone) == before else (low, middle)
            yield high, before, _observed(high, zone)
        at = following
