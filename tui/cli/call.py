"""`call`: when to call, and whom, for today. What sheets say; nothing is concluded from it."""

from collections.abc import Iterator
from datetime import datetime
from textwrap import wrap

import click

from checklists.checklist import Call
from tui.cli.codes import OK
from tui.cli.group import Command
from tui.cli.here import Here
from tui.cli.lines import say
from tui.day.calling import Spoken, spoken
from tui.day.care import Care
from tui.day.emergency import emergencies
from tui.day.urgency import headings
from tui.day.words import clock, long_date, short_date

_WIDTH = 100
"""Cells of a line of text, at most."""


@click.command(cls=Command)
@click.pass_obj
def call(here: Here) -> int:
    """Say when to call, and whom, for today.

    Speaks for every recovery that runs and the sessions before it, the emergencies first.
    """
    cares = [here.care(each) for each in here.running()]
    if not cares:
        say(*always(here.settings.emergency_number(here.clock.zone)))
        return OK
    for place, care in enumerate(cares):
        if place:
            say("")
        say(*call_lines(care, here))
    return OK


def always(number: str) -> tuple[str, ...]:
    """What holds for everybody, before any plan and beside every one."""
    return tuple(wrap(emergencies(number), _WIDTH))


def call_lines(care: Care, here: Here) -> Iterator[str]:
    """The published lines of a recovery's day, and of the sessions before it, by how soon to call."""
    plan = care.plan(here.now)
    day, clinic = max(plan.today, 0), care.recovery.clinic
    lines = spoken([care], here.now)
    yield f"When to call    Day {day}, {long_date(plan.date_of(day))} - {care.recovery.title}"
    number = clinic.emergency or here.settings.emergency_number(str(plan.zone))
    if not any(each.warning.call is Call.EMERGENCY for each in lines):
        # A file may leave them out; this never does.
        yield from ("", *always(number))
    for how, (heading, _) in headings(number).items():
        found = [each for each in lines if each.warning.call is how]
        if found:
            yield ""
            yield heading
            yield from (line for each in found for line in _line(each, here.now.astimezone(plan.zone)))
    yield ""
    closed = f"After hours: {clinic.after_hours}" if clinic.after_hours else ""
    known = f"Your clinic: {clinic}" if str(clinic) else "" if closed else _UNTOLD
    yield "    ".join(part for part in (known, closed) if part)


_UNTOLD = "Your clinic: not told yet (afterglow clinic --phone NUMBER)"


def _line(each: Spoken, now: datetime) -> Iterator[str]:
    mark, of = "[x]" if each.ticked else "[ ]", f" ({each.of})" if each.of else ""
    called = ""
    if each.called is not None:
        day = "" if each.called.date() == now.date() else f"{short_date(each.called.date())} "
        called = f"    you called, {day}{clock(each.called)}"
    yield f"{mark} {each.warning.condition}{of}{called}"
    if each.warning.meanwhile:
        yield f"    Meanwhile: {' '.join(each.warning.meanwhile.split())}"
