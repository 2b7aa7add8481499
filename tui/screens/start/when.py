"""When the laser finished, as a person says it."""

from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from checklists.plan.timing import care_date, in_day, instant_of
from tui.clock import parse_date
from tui.text.humanize import capital, long_date, short_date

QUARTER = 15
"""Minutes: nobody looked at the clock more closely than that."""

_DAY = 24 * 60
_MOST_AGO = 4
"""Digits of a number of days."""


class When(NamedTuple):
    """A care date, and the digits of a time of day."""

    day: date
    digits: str
    """As typed: `9`, `16`, `930` or `1600`."""

    @property
    def minutes(self) -> int | None:
        """From midnight, or None where the digits are no time."""
        hours, minutes = (self.digits, "0") if len(self.digits) < 3 else (self.digits[:-2], self.digits[-2:])
        if not hours or int(hours) > 23 or int(minutes) > 59:
            return None
        return int(hours) * 60 + int(minutes)

    @property
    def clock(self) -> str:
        """`16:00`, or the digits as they stand."""
        return self.digits if self.minutes is None else f"{self.minutes // 60:02}:{self.minutes % 60:02}"

    def stepped(self, by: int) -> "When":
        """So many minutes later, around the clock."""
        minutes = ((self.minutes or 0) + by) % _DAY
        return self._replace(digits=f"{minutes // 60:02}{minutes % 60:02}")


class Calendar(NamedTuple):
    """Where and when a person says it."""

    now: datetime
    """Aware."""
    zone: ZoneInfo
    day_start: int
    """Minutes from midnight."""
    after: datetime | None = None
    """When the session before was, which this one cannot have come before. None without one."""

    @property
    def today(self) -> date:
        """The care date."""
        return care_date(self.now, self.zone, self.day_start)

    def usual(self) -> When:
        """About an hour ago."""
        before = (self.now - timedelta(hours=1)).astimezone(self.zone)
        minutes = (before.hour * 60 + before.minute) // QUARTER * QUARTER
        day = care_date(before, self.zone, self.day_start)
        return When(day, f"{minutes // 60:02}{minutes % 60:02}")

    def instant(self, when: When) -> datetime | None:
        """The instant in UTC, or None where the digits are no time."""
        if when.minutes is None:
            return None
        return instant_of(when.day, in_day(when.minutes, self.day_start), self.zone)

    def refusal(self, when: When) -> str:
        """Why it cannot have been then, in a sentence; nothing if it can."""
        instant = self.instant(when)
        if instant is None:
            return f"{when.digits or 'Nothing'} is not a time of day. Write it like 1600."
        if self.after is not None and instant <= self.after:
            before = self.after.astimezone(self.zone)
            return f"The session before was on {long_date(before.date())} at {before:%H:%M}."
        if instant <= self.now:
            return ""
        if when.minutes is not None and when.minutes < self.day_start:
            return f"{when.clock} is the night after {long_date(when.day)}, and has not come yet."
        if when.day == self.today:
            return f"{when.clock} has not come yet today. t is for yesterday."
        return f"{capital(long_date(when.day))} has not come yet."

    def remark(self, when: When) -> str:
        """What is worth knowing of a time before the day's start, or nothing."""
        if when.minutes is None or when.minutes >= self.day_start:
            return ""
        start = f"{self.day_start // 60:02}:{self.day_start % 60:02}"
        return f"Before {start} is still the night of {long_date(when.day)}, so that is day 0."

    def days_ago(self, days: int) -> date:
        """The care date so many days before today's."""
        return self.today - timedelta(days=days)

    def said(self, day: date) -> str:
        """`today`, `yesterday` or `Mon 16 Nov`."""
        ago = (self.today - day).days
        return {0: "today", 1: "yesterday"}.get(ago, short_date(day))

    def day_of(self, text: str) -> date:
        """A day as typed: `2026-11-16`, or how many days ago.

        Raises:
            ValueError: With a sentence that says how to write it.
        """
        written = text.strip()
        if written.isdecimal() and len(written) <= _MOST_AGO:
            return self.days_ago(int(written))
        day = parse_date(written)
        if day > self.today:
            raise ValueError(f"{capital(long_date(day))} has not come yet.")
        return day
