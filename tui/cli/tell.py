"""`due --tell`: what has come is told once, by whatever program looks first, and the process ends."""

import os
import sys
from datetime import timedelta

from checklists.plan.timing import later_by
from tui.cli.ending import NO, OK, RefusedError
from tui.cli.output.lines import say
from tui.cli.output.safety import safety_line, safety_of
from tui.cli.terminal import is_terminal
from tui.recovery.call_lines import CallLine
from tui.recovery.context import AppContext
from tui.reminders.claims import Claims
from tui.reminders.clocks import Clocks
from tui.reminders.coming import coming_of_all, untold
from tui.reminders.delivery import Come, Delivery, attempt, may_sound
from tui.reminders.means import Notice
from tui.reminders.outlet import Outlet, notice_text
from tui.reminders.reminder import EARLY, Reminder
from tui.reminders.tellers import TellerName, clocks_of, put_clocks, put_fault, touch, why_late
from tui.settings import Loud
from tui.text.humanize import clock

BACK = timedelta(hours=36)
"""How far back is looked: all of the day it is."""


def tell_due(context: AppContext) -> int:
    """Tell of what has come and nobody told, as one, by the first means that can.

    Raises:
        RefusedError: If there is something to tell, and no means tells it. It is anybody's again.
        JournalError: If it cannot be claimed. Then nothing is told.
    """
    in_terminal = is_terminal(sys.stdout)
    is_timer = not in_terminal and not context.clock.rehearsed and bool(context.running())
    claims = Claims(stays=False)
    # Somebody who runs it by hand may do so whenever they like.
    claims.why = None
    if is_timer:
        clocks, folder = Clocks.read(context.clock), context.paths.tellers
        claims.why = why_late(clocks, clocks_of(folder, TellerName.TIMER))
        put_clocks(folder, TellerName.TIMER, clocks)
        touch(folder, TellerName.TIMER, clocks.now)
    come, failures = untold_of_all(context)
    loud = context.settings.loud
    if come and (loud is Loud.SILENT or (loud is Loud.QUIET and in_terminal)):
        raise RefusedError(f'Nothing is told here: loud is "{loud}". afterglow due says what is due.')
    outlet = Outlet(os.environ, write_to_terminal if in_terminal else None)
    delivery = Delivery(context, claims, come, outlet.order(loud) if come else ())
    while (means := delivery.next()) is not None:
        calls = lines_to_call(context)
        text = notice_text(delivery.reminders, private=context.settings.private, calls=bool(calls))
        delivery.settle(attempt(outlet, means, Notice(text)))
        if delivery.done:
            lines = (reminder_line(each) for each in delivery.reminders)
            say(*((*(safety_line(each, context) for each in calls), *lines) if in_terminal else (text,)))
    if is_timer and (delivery.fault or delivery.done):
        put_fault(context.paths.tellers, TellerName.TIMER, context.now(), delivery.fault)
    for failure in failures:
        raise failure
    if delivery.fault:
        raise RefusedError(delivery.fault)
    return OK if delivery.done else NO


def untold_of_all(context: AppContext) -> tuple[tuple[Come, ...], tuple[Exception, ...]]:
    """What has come, waits and was told by nobody; and what is wrong with the recoveries that cannot be read.

    Raises:
        JournalError: If the journal cannot be read at all.
    """
    now = context.now()
    reminders, failures = coming_of_all(context, later_by(now, -BACK), now + EARLY)
    ids = dict.fromkeys(reminder.recovery for reminder in reminders)
    claims = [claim for id in ids for claim in context.journal.claims(id)]
    return may_sound(context, untold(reminders, claims, now)), failures


def lines_to_call(context: AppContext) -> tuple[CallLine, ...]:
    """The lines to call about that stand now, and that no call was noted for."""
    return tuple(line for line in safety_of(context) if line.called is None)


def reminder_line(reminder: Reminder) -> str:
    """`13:00  Moisturise`."""
    return f"{clock(reminder.due)}  {reminder.words}"


def write_to_terminal(text: str) -> None:
    """Write to the terminal as it is.

    Raises:
        OSError: If it has gone.
    """
    sys.stdout.write(text)
    sys.stdout.flush()
