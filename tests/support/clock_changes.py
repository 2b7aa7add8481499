"""Every kind of clock change that the world's zones make from 2000 to 2037."""

from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import settings

from tests.support.long import long

ALL_ZONES = long()
"""Whether to try every zone there is."""

_NEAR = timedelta(days=30)
"""No test looks further from a change than this."""
_STRIDE = timedelta(days=9)
"""Shorter than the time between any two changes of one zone."""
_FIRST, _LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2037, 12, 31, tzinfo=UTC)


class ClockChange(NamedTuple):
    """One change of one zone's clocks."""

    zone: ZoneInfo
    instant: datetime
    """UTC: the first instant of the new offset."""
    shift: timedelta
    """Forward if positive."""
    wall: time
    """What clocks would have shown at `instant`, had they not changed."""


@cache
def clock_changes() -> tuple[ClockChange, ...]:
    """One change of each kind, by shift and time of day.

    With AFTERGLOW_LONG in the environment, one of each kind of each zone, and once for zones that change
    their clocks at the same moment, from and to the same time, with nothing else near.
    """
    found: dict[tuple[object, ...], ClockChange] = {}
    for key in sorted(available_timezones()):
        changes = _changes_of(ZoneInfo(key))
        for change in {(change.shift, change.wall): change for change in reversed(changes)}.values():
            near = tuple(other[1:] for other in changes if abs(other.instant - change.instant) < _NEAR)
            found.setdefault(near if ALL_ZONES else (change.shift, change.wall), change)
    return tuple(found.values())


def examples(count: int) -> settings:
    """How often to try all changes: where there are those of every zone, a third as often."""
    return settings(max_examples=count // 3 if ALL_ZONES else count)


def _changes_of(zone: ZoneInfo) -> list[ClockChange]:
    found, at, offset = [], _FIRST, _FIRST.astimezone(zone).utcoffset()
    while at < _LAST:
        before, at = at, at + _STRIDE
        new = at.astimezone(zone).utcoffset()
        if new != offset and new is not None and offset is not None:
            instant = _first_of(new, before, at, zone)
            wall = (instant.replace(tzinfo=None) + offset).time()
            found.append(ClockChange(zone, instant, new - offset, wall))
            offset = new
    return found


def _first_of(offset: timedelta, before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    low, high = int(before.timestamp()), int(after.timestamp())
    while high - low > 1:
        middle = (low + high) // 2
        if datetime.fromtimestamp(middle, zone).utcoffset() == offset:
            high = middle
        else:
            low = middle
    return datetime.fromtimestamp(high, UTC)
