"""After a machine slept the latest reminder speaks, and what was put off is not due."""

from datetime import timedelta

from tests.conftest import Contexts
from tests.support.apps import clock_of
from tests.support.commands import Shell
from tests.support.days import opened, shown
from tui.recovery.context import AppContext
from tui.reminders.fired import FiredReminders
from tui.reminders.occasion import Occasion
from tui.reminders.reminder import Reminder, reminders_of
from tui.settings import Quiet


def coming(context: AppContext) -> tuple[Reminder, ...]:
    return reminders_of(shown(context), Quiet(0, 0))


def titles(occasions: tuple[Occasion, ...]) -> list[str]:
    return [reminder.title for occasion in occasions for reminder in occasion.reminders]


def test_awake_in_the_evening_the_evening_speaks_and_midday_is_gone(contexts: Contexts) -> None:
    """Trial A13: "13:00 Moisturise" stood all night, and no bell rang for the evening."""
    context, fired = contexts("2026-11-23T12:59"), FiredReminders()
    fired.fire(coming(context), context.now())
    clock_of(context).advance(timedelta(minutes=1))
    assert titles(fired.fire(coming(context), context.now())) == ["Midday"]

    clock_of(context).advance(timedelta(hours=7, minutes=40))

    assert titles(fired.fire(coming(context), context.now())) == ["Evening"]
    active = fired.active(coming(context), context.now())
    assert active is not None
    assert titles((active,)) == ["Evening"]
    assert fired.fire(coming(context), context.now()) == ()


def test_while_the_morning_waits_too_midday_speaks(contexts: Contexts) -> None:
    context, fired = contexts("2026-11-23T07:59"), FiredReminders()
    fired.fire(coming(context), context.now())
    for hours, title in ((1, "Morning"), (5, "Midday")):
        clock_of(context).advance(timedelta(hours=hours))
        assert titles(fired.fire(coming(context), context.now())) == [title]
    active = fired.active(coming(context), context.now())
    assert active is not None
    assert titles((active,)) == ["Midday"]


def test_what_was_late_before_the_first_look_is_not_told(contexts: Contexts) -> None:
    context, fired = contexts("2026-11-23T20:40"), FiredReminders()
    assert fired.fire(coming(context), context.now()) == ()


def test_due_and_the_app_leave_out_what_was_put_off(contexts: Contexts) -> None:
    """Trial A12."""
    context = contexts("2026-11-23T13:05")
    midday = next(each for each in coming(context) if each.title == "Midday")
    opened(context)[1].put_off(midday.items, context.now() + timedelta(hours=1))
    shell = Shell(context.paths.journal.parent, now="2026-11-23T13:10")
    keys = {each.item.key for each in midday.items}
    assert not keys & {each.item.key for each in shown(context).due}
    assert not keys & {each["key"] for each in shell("due", "--json").json}
    assert shell("due", "--format", "{count}").out == f"{len(shown(context).due)}\n"
    clock_of(context).advance(timedelta(hours=1))
    assert keys <= {each.item.key for each in shown(context).due}
    assert keys <= {each["key"] for each in shell("due", "--json", now="2026-11-23T14:05").json}
