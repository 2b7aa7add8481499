"""The one list of reminders: every recovery that runs, from one instant to another, days ahead too.

The app, `due`, `watch` and the calendar are all drawn from it. Pure but for reading the journal.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime

from msgspec import Struct

from checklists.plan.plan import Plan
from tui.journal import Claim, ClaimState, JournalError
from tui.recovery.context import AppContext
from tui.recovery.plans import Plans
from tui.recovery.reader import RecoveryReader
from tui.recovery.state import DayState
from tui.reminders.reminder import (
    EARLY,
    Reminder,
    notices_of,
    reminders_of,
    returning,
    session_words,
)
from tui.settings import Quiet
from tui.text.humanize import capital
from tui.wording.status_line import ASK_FIRST


class DayLine(Struct, frozen=True):
    """What is so on a whole day, and is told by no sound of its own: an all-day line of a calendar."""

    recovery: str
    key: str
    """`2026-11-27/back`, `2026-12-18/session`: stable, as that of a reminder."""
    date: date
    words: str
    """`Back: alcohol`, `Back, ask about this first: make-up if no crusts`, `Session 3 at 14:30`."""
    asks_first: bool = False
    """Whether there is, or may be, a reason to call before what is back."""


def coming(
    reader: RecoveryReader, plans: Plans, now: datetime, first: datetime, until: datetime
) -> tuple[Reminder, ...]:
    """Every reminder of one recovery that has a moment from `first` on and before `until`, by its first one.

    Of today what is answered is left out, and what is put off comes at its new time; of a day ahead all of
    it is there, by what is known now. A reminder keeps all its moments, also those outside.

    Args:
        plans: Those of the program, so that a day is read once.
        now: Aware. By this moment everything is judged.
        first, until: Aware. From the day it is on: of a day gone by there is nothing to come.

    Raises:
        JournalError: If the journal cannot be read.
    """
    found = [
        reminder
        for state in _states(reader, plans, now, first, until)
        for reminder in day_reminders(plans.at(reader, now), state, reader.settings.quiet)
        if any(first <= moment < until for moment in reminder.moments)
    ]
    return tuple(sorted(found, key=lambda reminder: reminder.due))


def coming_of_all(
    context: AppContext, first: datetime, until: datetime
) -> tuple[tuple[Reminder, ...], tuple[JournalError, ...]]:
    """The reminders of every recovery that runs, by time, and why others cannot be read."""
    found, failures, now = list[Reminder](), list[JournalError](), context.now()
    for recovery in context.running():
        reader = context.reader(recovery)
        try:
            if reader is not None:
                found += coming(reader, context.plans, now, first, until)
        except JournalError as error:
            failures.append(error)
    return tuple(sorted(found, key=lambda reminder: reminder.due)), tuple(failures)


def day_lines(
    reader: RecoveryReader, plans: Plans, now: datetime, first: datetime, until: datetime
) -> tuple[DayLine, ...]:
    """What comes back on each day, what begins to be made ready for the next session, and that session.

    Arguments and errors are as for `coming`.
    """
    return tuple(line for state in _states(reader, plans, now, first, until) for line in _lines(state))


def _lines(state: DayState) -> Iterator[DayLine]:
    id, day = state.recovery.id, state.date
    back = [f"{named} {condition}".rstrip() for named, condition in returning(state)]
    if back and not state.finished:
        lead = f"Back, {ASK_FIRST}" if state.may_call else "Back"
        yield DayLine(id, f"{day.isoformat()}/back", day, f"{lead}: {'; '.join(back)}", state.may_call)
    if words := session_words(state):
        name = "session" if state.next is not None and state.next.day == day else "prepare"
        yield DayLine(id, f"{day.isoformat()}/{name}", day, capital(words))


def day_reminders(plan: Plan, state: DayState, quiet: Quiet) -> Iterator[Reminder]:
    """Every reminder of a day: none that quiet hours would move out of the day, for then it is over.

    Args:
        plan: The one that the day was read from.
    """
    ends = plan.begins(state.number + 1)
    for each in (*reminders_of(state, quiet), *notices_of(plan, state, quiet)):
        if each.due.astimezone(UTC) < ends:
            yield each


def _states(
    reader: RecoveryReader, plans: Plans, now: datetime, first: datetime, until: datetime
) -> Iterator[DayState]:
    """The days that may hold a moment from `first` on and before `until`."""
    plan = plans.at(reader, now)
    begin = max(plan.number_at(max(first, now)), plan.today)
    # Quiet hours may bring a telling forward into the day before. What is of day 0 alone is of no later day.
    earlier = any(rule.quiet == "earlier" and rule.last_day != 0 for rule in plan.checklist.rules)
    for number in range(begin, plan.number_at(until) + 1 + earlier):
        yield plans.state(reader, now, number)


def untold(
    reminders: Iterable[Reminder], claims: Collection[Claim], now: datetime
) -> tuple[tuple[Reminder, datetime], ...]:
    """The reminders that wait at a moment and of which nobody has told the latest moment that came, with it.

    Args:
        claims: Of the recoveries that the reminders are of.
        now: Aware.
    """
    made = {
        (claim.recovery, claim.key, claim.due.astimezone(UTC))
        for claim in claims
        if claim.state is not ClaimState.RETURNED
    }
    return tuple(
        (reminder, moment)
        for reminder in reminders
        if reminder.waits(now)
        and (moment := reminder.moment(now)) <= now + EARLY
        and (reminder.recovery, reminder.key, moment.astimezone(UTC)) not in made
    )
