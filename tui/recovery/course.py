"""The course of sessions: when the next one usually is, and getting ready for it. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from msgspec.structs import replace

from checklists.rules.checklist import Checklist, Prepare
from checklists.rules.rule import Rule, Span
from tui.journal import Journal, Topic
from tui.recovery.order import in_order
from tui.text.humanize import counted, dated, day_month, long_date, near_date, short_date

BOOKING_KEY = "session"
"""The key of a booking's entries."""


class Booking(NamedTuple):
    """A day, and the time where the person gave one."""

    day: date
    """A care date."""
    time: str = ""
    """`14:30`, where the person is. Empty is not known."""

    def __str__(self) -> str:
        """`Fri 18 Dec`, `Fri 18 Dec at 14:30`."""
        return f"{short_date(self.day)}{self.at}"

    @property
    def at(self) -> str:
        """` at 14:30`, or nothing."""
        return f" at {self.time}" if self.time else ""

    def to_value(self) -> dict[str, Any]:
        """What the journal keeps."""
        return {"date": self.day.isoformat(), "time": self.time or None}

    @classmethod
    def from_value(cls, value: Any) -> "Booking | None":
        """What `to_value` gave; None where it was taken back."""
        return cls(date.fromisoformat(value["date"]), value.get("time") or "") if value else None


def bookings(journal: Journal, recovery: str) -> Iterator[tuple[datetime, Booking | None]]:
    """Every booking of a recovery and since when it holds, in the order of writing; None takes it back."""
    for since, entry in in_order((each.recorded, each) for each in journal.timeline(recovery, Topic.NEXT)):
        if entry.key == BOOKING_KEY:
            yield since, Booking.from_value(entry.value)


def next_booking(journal: Journal, recovery: str, now: datetime) -> Booking | None:
    """What is booked at a moment; None is nothing."""
    latest = None
    for since, booking in bookings(journal, recovery):
        latest = booking if since <= now else latest
    return latest


def booking_sentence(booking: Booking, today: date, now: str = "") -> str:
    """`Next session 18 Dec at 14:30, in 9 days`, `Next session tomorrow`, `The session was today at 14:30`.

    Args:
        today: The care date it is.
        now: The time it is, such as `16:15`.
    """
    ahead = (booking.day - today).days
    if ahead < 0:
        return f"The next session was booked for {dated(booking.day, today)}"
    if not ahead and booking.time and booking.time <= now:
        return f"The session was today{booking.at}"
    if ahead < 2:
        return f"Next session {near_date(booking.day, today)}{booking.at}"
    return f"Next session {dated(booking.day, today)}{booking.at}, in {counted(ahead, 'day')}"


MOST_DAYS = 2 * 366
"""How long after a treatment the next session may be booked. What is later is a slip of the finger."""

_PREPARE = "prepare-"
"""What the ids of rules begin with that make ready for the next session."""


class PrepareRule(Rule, frozen=True, kw_only=True):
    """A rule that makes ready for the next session. An `avoid` ends with it, and does not count as back."""

    session: date
    """The day of the session."""


class Window(NamedTuple):
    """When the next session usually is."""

    first: date
    last: date | None
    """Inclusive. None is open."""

    def __str__(self) -> str:
        """`usually between 18 Dec and 15 Jan`, `usually from 15 Jan on`, `usually about 18 Dec`."""
        if self.last is None:
            return f"usually from {day_month(self.first)} on"
        if self.last == self.first:
            return f"usually about {day_month(self.first)}"
        return f"usually between {day_month(self.first)} and {day_month(self.last)}"


def window(checklist: Checklist, treated: date) -> Window | None:
    """When the next session usually is, by the gap that the checklist gives; None where it gives none.

    Args:
        treated: The care date of the treatment, day 0.
    """
    gap = checklist.course.gap if checklist.course else None
    if gap is None:
        return None
    last = None if gap.high is None else _after(treated, gap.high, gap.unit)
    return Window(_after(treated, gap.low, gap.unit), last)


def refusal(booked: date, treated: date, today: date) -> str:
    """Why the next session cannot be on a day, in a sentence; nothing if it can.

    Args:
        treated: The care date of the treatment.
        today: The care date it is.
    """
    if booked <= treated:
        return f"{booked} is not after the treatment, which was on {treated}."
    if booked < today:
        return f"{booked} has passed: it is {today}."
    if (booked - treated).days > MOST_DAYS:
        return f"{booked} is more than two years after the treatment. Was another year meant?"
    return ""


def remark(booked: date, checklist: Checklist, treated: date) -> str:
    """One calm note on a day outside the window; nothing on one inside, or where none is published."""
    usual = window(checklist, treated)
    gap = checklist.course.gap if checklist.course else None
    if usual is None or gap is None:
        return ""
    if booked < usual.first:
        return f"Earlier than the {_length(gap.low, gap.unit)} published; your clinic's word counts."
    if usual.last is not None and gap.high is not None and booked > usual.last:
        return f"Later than the {_length(gap.high, gap.unit)} published; your clinic's word counts."
    return ""


def with_preparation(checklist: Checklist, treated: date, booked: date | None) -> Checklist:
    """The checklist with what makes ready for a booked session, counted back from its day.

    What would be before day 0 is cut, and what would be there altogether is left out.

    Args:
        treated: The care date of the treatment, day 0.
        booked: The day of the next session. None is none, and gives the checklist itself.
    """
    prepare = checklist.course.prepare if checklist.course else ()
    if booked is None or not prepare:
        return checklist
    return replace(checklist, rules=(*checklist.rules, *_preparing(checklist, prepare, treated, booked)))


def without_preparation(checklist: Checklist) -> Checklist:
    """The checklist as its file says it."""
    rules = tuple(rule for rule in checklist.rules if not isinstance(rule, PrepareRule))
    return replace(checklist, rules=rules)


def books(rule: Rule) -> bool:
    """Whether a rule is a checklist's own reminder to book the next session."""
    return rule.ticked and (rule.id == "next-session" or rule.id.endswith("-next-session"))


def _preparing(
    checklist: Checklist, prepare: tuple[Prepare, ...], treated: date, booked: date
) -> Iterator[PrepareRule]:
    session = (booked - treated).days
    ids = {id for rule in checklist.rules for id in (rule.id, *rule.was)}
    for each in prepare:
        first, last = max(session - each.first, 0), session - each.last
        id = f"{_PREPARE}{each.id}"
        if last >= 0 and id not in ids:
            yield PrepareRule(
                id,
                each.kind,
                each.title,
                each.short,
                (Span(first, last),),
                when=each.when,
                once=each.kind.ticked,
                if_missed="now",
                how=each.how,
                because=f"getting ready for the session on {long_date(booked)}"
                + (f"; {each.because}" if each.because else ""),
                was=tuple(f"{_PREPARE}{former}" for former in each.was),
                sources=each.sources,
                agreement=each.agreement,
                session=booked,
            )


def _after(day: date, count: int, unit: str) -> date:
    """So many days, weeks or months later; the last day of a month that is too short."""
    if unit != "months":
        return day + timedelta(days=count * (7 if unit == "weeks" else 1))
    first, following = _month(day, count), _month(day, count + 1)
    return first.replace(day=min(day.day, (following - first).days))


def _month(day: date, later: int) -> date:
    """The first day of the month so many months later."""
    months = day.month - 1 + later
    return date(day.year + months // 12, months % 12 + 1, 1)


def _length(count: int, unit: str) -> str:
    return counted(count, unit.removesuffix("s"))
