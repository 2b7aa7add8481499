"""`next`: the next session of the course, booked, shown and taken back."""

from collections.abc import Iterator
from typing import Any

import click

from checklists.plan.plan import Plan
from tui.cli.context import acts_of, reader_of
from tui.cli.ending import OK, RefusedError, UsageError, parse_argument
from tui.cli.group import AS_JSON, Command
from tui.cli.output.lines import say, say_json, warn
from tui.recovery.context import AppContext
from tui.recovery.course import Booking, PrepareRule, next_booking, refusal, remark, window
from tui.text.humanize import ago, counted, long_date
from tui.text.parse import Toward, clock_words, parse_clock, parse_date


@click.command("next", cls=Command)
@click.argument("date", required=False)
@click.option("--at", metavar="TIME", help="At what time, such as 14:30.")
@click.option("--clear", is_flag=True, help="Take the booking back.")
@AS_JSON
@click.pass_obj
def next_(context: AppContext, date: str | None, at: str | None, clear: bool, as_json: bool) -> int:
    """Book the next session, or show what is booked.

    DATE is such as 2026-12-18. What gets you ready for it is then in the plan, counted back from that day.
    """
    if as_json and (clear or date is not None):
        raise UsageError("--json shows what is booked, and goes with no date and no --clear.")
    if clear and (date is not None or at is not None):
        raise UsageError("Take a date or --clear, not both.")
    if date is None and at is not None:
        raise UsageError(f"Say the day too: afterglow next 2026-12-18 --at {at}")
    if clear:
        return _clear(context)
    if as_json:
        say_json(_value(context))
        return OK
    if date is None:
        return _show(context)
    return _book(
        context, Booking(parse_argument(parse_date, date, context.present(), Toward.FUTURE), _time(at))
    )


def _time(text: str | None) -> str:
    return clock_words(parse_argument(parse_clock, text)) if text else ""


def _book(context: AppContext, booking: Booking) -> int:
    acts = acts_of(context)
    plan, reader = acts.plan, acts.reader
    today = plan.date_of(plan.today)
    fault = refusal(booking.day, plan.treatment_date, today)
    if fault:
        raise UsageError(fault)
    before = next_booking(context.journal, reader.recovery.id, context.now())
    if before == booking:
        say(f"Already booked: {_format(booking)}.")
        return OK
    acts.book(booking)
    verb = f"Moved from {_format(before)} to" if before else "Booked:"
    say(f"{verb} {_format(booking)}. That is day {plan.number_of(booking.day)}.")
    note = remark(booking.day, plan.checklist, plan.treatment_date)
    if note:
        warn(note)
    say(*_getting_ready(reader.plan(context.now())))
    return OK


def _clear(context: AppContext) -> int:
    acts = acts_of(context)
    before = next_booking(context.journal, acts.reader.recovery.id, context.now())
    if before is None:
        raise RefusedError("No session is booked.")
    acts.unbook(before)
    say(f"Taken back: {_format(before)}. afterglow undo brings it back.")
    return OK


def _show(context: AppContext) -> int:
    reader = reader_of(context)
    plan = reader.plan(context.now())
    booking = next_booking(context.journal, reader.recovery.id, context.now())
    today = plan.date_of(plan.today)
    if booking is None:
        say("No session is booked. Book one with: afterglow next DATE")
    elif booking.day < today:
        say(f"It was booked for {_format(booking)}, {ago(booking.day, today)}.")
        say("Once you have had it: afterglow start --next")
    else:
        ahead = (booking.day - today).days
        near = {0: "today", 1: "tomorrow"}.get(ahead, f"in {counted(ahead, 'day')}")
        say(f"Next session: {_format(booking)}, {near}.", *_getting_ready(plan))
    usual = window(plan.checklist, plan.treatment_date)
    if usual is not None:
        say(f"The next session is {usual}. Your clinic's date comes first.")
    return OK


def _value(context: AppContext) -> dict[str, Any]:
    reader = reader_of(context)
    plan = reader.plan(context.now())
    booking = next_booking(context.journal, reader.recovery.id, context.now())
    usual = window(plan.checklist, plan.treatment_date)
    last = usual.last.isoformat() if usual is not None and usual.last is not None else None
    return {
        "recovery": reader.recovery.id,
        "next": booking.to_value() if booking else None,
        "usual": None if usual is None else {"first": usual.first.isoformat(), "last": last},
    }


def _format(booking: Booking) -> str:
    """`Friday 18 December 2026 at 14:30`."""
    return f"{long_date(booking.day)} {booking.day.year}{booking.at}"


def _getting_ready(plan: Plan) -> Iterator[str]:
    """What there is to do or to leave alone for the session, and from when on."""
    rules = [rule for rule in plan.checklist.rules if isinstance(rule, PrepareRule)]
    ahead = [rule for rule in rules if rule.kind.is_care and (rule.last_day or 0) >= plan.today]
    if ahead:
        first = min(rule.days[0].first for rule in ahead)
        begins = "from today on" if first <= plan.today else f"from {long_date(plan.date_of(first))} on"
        yield f"Getting ready for it is in your plan: {counted(len(ahead), 'thing')}, {begins}."
