"""Which day it is for one person, wherever they travel."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from checklists.circumstances import ZoneFrom
from checklists.timing import care_date, day_begins


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
