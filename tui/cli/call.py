"""`call`: when to call, and whom, for today. What sheets say; nothing is concluded from it."""

from collections.abc import Iterator

import click

from checklists.checklist import Call
from tui.cli.codes import OK
from tui.cli.group import Command
from tui.cli.here import Here
from tui.cli.lines import say
from tui.cli.urgency import headings
from tui.day.care import Care
from tui.day.state import DayState, WarningState
from tui.day.words import clock, long_date, short_date


@click.command(cls=Command)
@click.pass_obj
def call(here: Here) -> int:
    """Say when to call, and whom, for today.

    Speaks for every recovery that runs, the emergencies first.
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
    return (
        "For trouble breathing, swelling of the lips or throat, fits, confusion, or a high fever with fast",
        f"breathing, call {number} now. For eye pain or loss of vision get urgent eye care now.",
    )


def call_lines(care: Care, here: Here) -> Iterator[str]:
    """The published lines of a recovery's day, by how soon to call."""
    plan = care.plan(here.now)
    state = care.state_of(plan, here.now, max(plan.today, 0))
    yield f"When to call    Day {state.number}, {long_date(state.date)} - {care.recovery.title}"
    clinic = care.recovery.clinic
    number = clinic.emergency or here.settings.emergency_number(str(plan.zone))
    if not any(each.warning.call is Call.EMERGENCY for each in state.warnings):
        # A file may leave them out; this never does.
        yield from ("", *always(number))
    for how, heading in headings(number).items():
        lines = [_line(each, state) for each in state.warnings if each.warning.call is how]
        if lines:
            yield ""
            yield heading
            yield from (line for each in lines for line in each)
    yield ""
    closed = f"After hours: {clinic.after_hours}" if clinic.after_hours else ""
    known = f"Your clinic: {clinic}" if str(clinic) else "" if closed else _UNTOLD
    yield "    ".join(part for part in (known, closed) if part)


_UNTOLD = "Your clinic: not told yet (afterglow clinic --phone NUMBER)"


def _line(each: WarningState, state: DayState) -> Iterator[str]:
    mark = "[x]" if each.ticked else "[ ]"
    called = ""
    if each.called is not None:
        day = "" if each.called.date() == state.now.date() else f"{short_date(each.called.date())} "
        called = f"    you called, {day}{clock(each.called)}"
    yield f"{mark} {each.warning.condition}{called}"
    if each.warning.meanwhile:
        yield f"    Meanwhile: {' '.join(each.warning.meanwhile.split())}"
