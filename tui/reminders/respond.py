"""What a button of a notice does: the same as the keys and the commands, to what is open by then."""

from datetime import datetime, timedelta

from checklists.plan.timing import later_by
from tui.recovery.context import AppContext
from tui.recovery.outcomes import Done, Obstacle, PutOff, Refused, Ticked
from tui.recovery.state import State
from tui.reminders.means import Answer
from tui.reminders.reminder import Reminder

PUT_OFF = timedelta(minutes=15)
"""For how long `Later` puts off."""


def respond(
    context: AppContext, reminder: Reminder, answer: Answer, at: datetime
) -> Done[Ticked] | Done[PutOff] | Refused:
    """Tick or put off what a reminder told and is still open. A check-in is ticked by answering it.

    Args:
        at: Aware. When the button was pressed.

    Raises:
        JournalError: If it could not be written; then nothing was.
    """
    recovery = context.running_one(reminder.recovery)
    reader = None if recovery is None else context.reader(recovery)
    if reader is None:
        return Refused(Obstacle.NOTHING_CHANGED)
    number = context.plans.at(reader, at).number_of(reminder.date)
    state = context.plans.state(reader, at, number)
    told = {item.item.key for item in reminder.items}
    waiting = [
        item for item in state.items if item.item.key in told and item.state in (State.OPEN, State.MISSED)
    ]
    acts = context.acts(reader, at)
    if answer is Answer.LATER:
        if not waiting or not state.is_today:
            return Refused(Obstacle.NOTHING_CHANGED)
        until = later_by(at.replace(second=0, microsecond=0), PUT_OFF)
        return acts.put_off(waiting, until)
    ticked = [item.item for item in waiting if not item.item.rule.check_in]
    return acts.tick(ticked) if ticked else Refused(Obstacle.NOTHING_CHANGED)
