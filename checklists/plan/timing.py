"""From instants to care dates and from clock times to instants, whatever the clocks of a zone do.

Instants are aware datetimes. Clock times are minutes from midnight of the care date; those before the day's
start belong to the night that ends the care date, and so count from 1440 on.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from checklists.plan.circumstances import ZoneFrom
from checklists.rules.rule import Rule, Span

DAY = 24 * 60
"""Minutes in a day of the clock."""

_MINUTE = timedelta(minutes=1)
_MOMENT = timedelta(microseconds=1)
_MIDNIGHT = datetime.min.time()


def care_date(instant: datetime, zone: tzinfo, day_start: int) -> date:
    """The date a person still awake at `instant` would say it is.

    Args:
        instant: Any aware datetime.
        zone: Where the person is.
        day_start: Minutes after midnight until which it is still yesterday, exclusive.

    Never decreases as time passes in one zone: where clocks go back across the day's start, the date stays.
    """
    local = instant.astimezone(zone)
    started = _date_at(local, day_start)
    if local.fold:
        before = _last_before_change(instant, zone)
        return max(started, _date_at(before, day_start))
    return started


def instant_of(day: date, minutes: int, zone: tzinfo) -> datetime:
    """The UTC instant of a clock time of `day`.

    Args:
        day: The calendar date whose midnight `minutes` counts from.
        minutes: May pass 1440, into the next date.
        zone: Whose clock.

    A time that does not exist moves forward by the gap; one that happens twice is the first.
    """
    local = datetime.combine(day, _MIDNIGHT) + minutes * _MINUTE
    return local.replace(tzinfo=zone).astimezone(UTC)


def wall_time(instant: datetime, zone: tzinfo | None) -> datetime:
    """The clock time of an instant in a zone, with the offset of that moment alone.

    Python compares, subtracts and adds two times of one zone by their faces, and so goes wrong in the hour
    that comes twice. With an offset of its own each is an instant; what is added to it is elapsed time.
    """
    local = instant.astimezone(zone)
    return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()), fold=0)


def later_by(instant: datetime, by: timedelta) -> datetime:
    """The moment when so much time has passed, with the clock of the same zone."""
    return (instant.astimezone(UTC) + by).astimezone(instant.tzinfo)


def day_begins(day: date, zone: tzinfo, day_start: int) -> datetime:
    """The first UTC instant whose care date is `day`, or later where clocks jump over all of it."""
    begins = instant_of(day, day_start, zone)
    local = begins.astimezone(zone)
    if local.replace(tzinfo=None) != datetime.combine(day, _MIDNIGHT) + day_start * _MINUTE:
        # The day's start falls into a gap: the day begins when the clocks jump.
        return _change_between(begins - timedelta(days=2), begins, zone)
    return begins


def in_day(minutes: int, day_start: int) -> int:
    """A clock time in minutes from its care date's midnight: 02:00 is 1560 where days start at 04:00."""
    return minutes + DAY if minutes < day_start else minutes


def within_day(minutes: int, day_start: int) -> int:
    """`minutes`, but inside the care date: an offset never carries a slot out of its own day."""
    return min(max(minutes, day_start), day_start + DAY - 1)


def steps(first: datetime, last: datetime, minutes: int) -> list[datetime]:
    """Every `minutes` of elapsed time from `first` to `last`, both included."""
    count = (last - first) // (minutes * _MINUTE)
    return [first + index * minutes * _MINUTE for index in range(count + 1)]


def _date_at(local: datetime, day_start: int) -> date:
    return (local.replace(tzinfo=None) - day_start * _MINUTE).date()


def _last_before_change(instant: datetime, zone: tzinfo) -> datetime:
    """The local time a second before clocks last went back, for an instant in the repeated stretch."""
    local = instant.astimezone(zone)
    first_pass = local.replace(fold=0).astimezone(UTC)
    change = _change_between(first_pass, instant.astimezone(UTC), zone)
    return (change - timedelta(seconds=1)).astimezone(zone)


def _change_between(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """The first instant, to the second, in (before, after] at which the zone's offset is that of `after`."""
    wanted = after.astimezone(zone).utcoffset()
    low, high = before, after
    while high - low > timedelta(seconds=1):
        middle = (low + (high - low) / 2).replace(microsecond=0)
        middle = max(middle, low + timedelta(seconds=1))
        if middle.astimezone(zone).utcoffset() == wanted:
            high = middle
        else:
            low = middle
    return high


class Dates:
    """The days of one recovery, as far as it is known where the person was and is."""

    def __init__(self, treated: datetime, zones: Sequence[ZoneFrom], day_start: int) -> None:
        """Count from the care date of the treatment, in the zone the person was in then.

        Args:
            treated: When day 0 was.
            zones: In order of `since`; at least one.
            day_start: Minutes after midnight until which it is still yesterday, exclusive.
        """
        first = max(0, bisect_right(zones, treated, key=lambda entry: entry.since) - 1)
        self._treated = treated.astimezone(UTC)
        self._stays = [(entry.since.astimezone(UTC), ZoneInfo(entry.zone)) for entry in zones[first:]]
        self._day_start = day_start
        self._begins: dict[int, datetime] = {}
        self.treatment_date: date = care_date(treated, self._stays[0][1], day_start)
        """Day 0."""

    def date_of(self, number: int) -> date:
        """The care date of a day."""
        return self.treatment_date + timedelta(days=number)

    def number_of(self, day: date) -> int:
        """The day of a care date."""
        return (day - self.treatment_date).days

    def number_at(self, instant: datetime) -> int:
        """The day it is at `instant`: the greatest reached in any zone so far, so it never decreases."""
        reached = []
        for index, (since, zone) in enumerate(self._stays):
            if index and since > instant:
                break
            leaves = self._stays[index + 1][0] if index + 1 < len(self._stays) else instant
            reached.append(self.number_of(care_date(min(leaves, instant), zone, self._day_start)))
        return max(reached)

    def number_before(self, instant: datetime) -> int:
        """The day of the last moment before `instant`: what ends as a day begins does not touch it."""
        return self.number_at(instant - _MOMENT)

    def days_of(self, rule: Rule) -> tuple[Span, ...]:
        """The days that hold a moment of a rule, by its days or its hours alone: `lasts` and `from` too.

        Ascending, without overlap. Empty where `from` is later than all of its days.
        """
        days = rule.days
        if rule.lasts is not None:
            days = (Span(0, self.number_before(self._treated + rule.lasts * _MINUTE)),)
        if rule.not_before:
            first = self.number_at(self._treated + rule.not_before * _MINUTE)
            days = tuple(
                span._replace(first=max(span.first, first))
                for span in days
                if span.last is None or span.last >= first
            )
        return days

    def begins(self, number: int) -> datetime:
        """The first UTC instant at which it is this day, or a later one where it never is.

        Whoever moves into a later date begins it on arrival.
        """
        if number not in self._begins:
            day = self.date_of(number)
            begins = day_begins(day, self._stays[0][1], self._day_start)
            for since, zone in self._stays[1:]:
                if begins <= since:
                    break
                begins = max(day_begins(day, zone, self._day_start), since)
            self._begins[number] = begins
        return self._begins[number]
