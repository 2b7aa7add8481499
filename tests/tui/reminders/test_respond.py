"""What the buttons of a notice do, to what is open by then."""

import pytest

from tests.conftest import Contexts
from tests.support.apps import at, clock_of
from tui.recovery.context import AppContext
from tui.recovery.outcomes import Done, Obstacle, Refused
from tui.recovery.state import State
from tui.reminders.means import Answer
from tui.reminders.reminder import Reminder, reminders_of
from tui.reminders.respond import respond


def slot(context: AppContext, title: str) -> Reminder:
    reader = context.reader()
    assert reader is not None
    found = reminders_of(reader.state(context.now()), context.settings.quiet)
    return next(each for each in found if each.title == title)


def states(context: AppContext, number: int) -> dict[str, State]:
    reader = context.reader()
    assert reader is not None
    items = reader.state(context.now(), number).items
    return {each.item.key.partition("/")[2]: each.state for each in items}


def test_done_ticks_what_is_open_and_no_check_in(contexts: Contexts) -> None:
    context = contexts("2026-11-23T20:00")
    evening = slot(context, "Evening")

    assert isinstance(respond(context, evening, Answer.DONE, context.now()), Done)

    found = states(context, 3)
    assert (found["wash/evening"], found["cream/evening"]) == (State.DONE, State.DONE)
    assert found["check-in/evening"] is State.OPEN
    again = respond(context, evening, Answer.DONE, context.now())
    assert again == Refused(Obstacle.NOTHING_CHANGED)


def test_a_press_on_the_next_day_ticks_the_day_that_was_told(contexts: Contexts) -> None:
    context = contexts("2026-11-23T20:00")
    evening = slot(context, "Evening")

    clock_of(context).jump(at("2026-11-24T06:00") - context.now())

    assert respond(context, evening, Answer.LATER, context.now()) == Refused(Obstacle.NOTHING_CHANGED)
    respond(context, evening, Answer.DONE, context.now())

    assert states(context, 3)["wash/evening"] is State.DONE
    assert states(context, 4)["wash/evening"] is State.OPEN


@pytest.mark.parametrize("answer", Answer)
def test_of_a_recovery_that_was_put_away_nothing_is_changed(contexts: Contexts, answer: Answer) -> None:
    context = contexts("2026-11-23T20:00")
    evening, reader = slot(context, "Evening"), context.reader()
    assert reader is not None
    context.acts(reader).end()

    assert respond(context, evening, answer, context.now()) == Refused(Obstacle.NOTHING_CHANGED)
