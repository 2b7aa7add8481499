"""`course`: the sessions of a course, one under another."""

from collections.abc import Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

import click
from msgspec.structs import replace

from checklists.plan.plan import Plan
from tui.cli.context import reader_of
from tui.cli.ending import OK
from tui.cli.group import Command
from tui.cli.output.lines import say, say_json
from tui.recovery.context import AppContext
from tui.recovery.course import Booking, next_booking
from tui.recovery.overview import days_until_calm
from tui.recovery.reader import RecoveryReader
from tui.recovery.recovery import course_of
from tui.text.cells import columns
from tui.text.humanize import counted, short_date

Session = tuple[RecoveryReader, Plan]


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def course(context: AppContext, as_json: bool) -> int:
    """List the sessions of the course.

    Their dates, gaps and prices, and from which day nothing was reported.
    """
    reader, now = reader_of(context), context.now()
    readers = [replace(reader, recovery=each) for each in course_of(context.journal, reader.recovery)]
    sessions = [(each, each.plan(now)) for each in readers]
    booking = next_booking(context.journal, readers[-1].recovery.id, now)
    if as_json:
        say_json({"sessions": list(_values(sessions)), "next": booking.to_value() if booking else None})
        return OK
    say(*columns(_rows(sessions, booking)))
    return OK


def _rows(sessions: Sequence[Session], booking: Booking | None) -> Iterator[tuple[str, ...]]:
    before: Plan | None = None
    for reader, plan in sessions:
        recovery = reader.recovery
        treated = recovery.treated.astimezone(ZoneInfo(recovery.zone))
        gap = "" if before is None else _gap((plan.treatment_date - before.treatment_date).days)
        calm = days_until_calm(reader, plan)
        silent = "" if calm is None else f"nothing reported from day {calm} on"
        date = f"{short_date(treated.date())} {treated.year}"
        yield f"{recovery.session}", date, gap, recovery.title, recovery.price, silent
        before = plan
    if booking is not None and before is not None:
        gap = _gap((booking.day - before.treatment_date).days)
        number = f"{sessions[-1][0].recovery.session + 1}"
        yield number, f"{short_date(booking.day)} {booking.day.year}{booking.at}", gap, "booked"


def _gap(days: int) -> str:
    weeks, rest = divmod(days, 7)
    return f"{counted(weeks, 'week')} later" if weeks and not rest else f"{counted(days, 'day')} later"


def _values(sessions: Sequence[Session]) -> Iterator[dict[str, Any]]:
    before: Plan | None = None
    for reader, plan in sessions:
        recovery = reader.recovery
        yield {
            "recovery": recovery.id,
            "session": recovery.session,
            "title": recovery.title,
            "checklist": recovery.checklist,
            "treated": recovery.treated.astimezone(ZoneInfo(recovery.zone)).isoformat(timespec="seconds"),
            "days_since_last": None if before is None else (plan.treatment_date - before.treatment_date).days,
            "price": recovery.price or None,
            "nothing_reported_from_day": days_until_calm(reader, plan),
        }
        before = plan
