"""`reminders install` and `remove`: a timer that tells while the app is closed. It is shown, then written."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from tui.cli.ending import NO, OK, RefusedError, UsageError, parse_argument
from tui.cli.group import Command
from tui.cli.output.lines import say, warn
from tui.cli.terminal import can_ask, confirm
from tui.recovery.context import AppContext
from tui.reminders.timer_setup import (
    BY_HAND,
    TimerSetupError,
    TimerWay,
    is_by_hand,
    plan_timer,
    read_crontab,
    set_up,
    take_block_away,
    take_units_away,
    unit_paths,
    usual_way,
)
from tui.reminders.timers import has_cron_block, launchd_recipe, windows_recipe
from tui.text.humanize import listed

_YES = click.option("--yes", is_flag=True, help="Without being asked.")
_BY = click.argument("by", type=click.Choice([way.value for way in TimerWay]), required=False)


@click.command(cls=Command)
@_BY
@_YES
@click.pass_obj
def install(context: AppContext, by: str | None, yes: bool) -> int:
    """Have a timer tell what is due while the app is closed.

    A timer of systemd, or a line for cron, that runs `afterglow due --tell` every five minutes. Shows what it
    would write, asks, writes it and has it checked. For launchd of macOS and the scheduler of Windows it
    prints what to do. A timer that somebody changed by hand is left alone.
    """
    with _refused():
        plan = parse_argument(plan_timer, context, TimerWay(by) if by else usual_way())
        if plan.recipe:
            say(*plan.recipe.splitlines())
            return OK
        if plan.is_there:
            if plan.block:
                say("Your crontab has it already, as it would be written.")
                return OK
            say("The timer is there already, as it would be written.")
        elif plan.block:
            say("In your crontab:", *(f"  {line}" for line in plan.block.splitlines()), "")
            if not _ask("Write this?", yes):
                return NO
        else:
            for path, text in plan.units.items():
                say(f"{path}:", *(f"  {line}" for line in text.splitlines()), "")
            if not _ask("Write these?", yes):
                return NO
        say(*set_up(plan).sentences)
    return OK


@click.command(cls=Command)
@_BY
@_YES
@click.pass_obj
def remove(context: AppContext, by: str | None, yes: bool) -> int:
    """Take away the timer that install wrote. What somebody changed by hand is left alone."""
    if by in (TimerWay.LAUNCHD, TimerWay.WINDOWS):
        recipe = launchd_recipe if by == TimerWay.LAUNCHD else windows_recipe
        lines = recipe(["afterglow"], {}).splitlines()
        say(next(line for line in lines if "To end it" in line).partition("To end it: ")[2])
        return OK
    with _refused():
        ends = [
            *(
                [_remove_units(yes)]
                if by in (TimerWay.SYSTEMD, None) and any(map(os.path.lexists, unit_paths()))
                else []
            ),
            *([_remove_cron(yes)] if by in (TimerWay.CRON, None) and has_cron_block(read_crontab()) else []),
        ]
    if not ends:
        raise RefusedError("There is no timer of Afterglow's here.")
    return max(ends)


@contextmanager
def _refused() -> Iterator[None]:
    """What cannot be set up or taken away, as a plain "no"."""
    try:
        yield
    except TimerSetupError as error:
        raise RefusedError(str(error)) from None


def _ask(question: str, yes: bool) -> bool:
    """Whether they want it.

    Raises:
        UsageError: If nobody can be asked.
    """
    if yes:
        return True
    if not can_ask():
        raise UsageError("Nobody can be asked here. Without being asked: --yes")
    return confirm(question)


def _remove_units(yes: bool) -> int:
    there = [path for path in unit_paths() if os.path.lexists(path)]
    by_hand = [path for path in there if is_by_hand(path)]
    if by_hand:
        warn(f"{listed(list(map(str, by_hand)))} {BY_HAND}")
        return NO
    if not _ask(f"Take away {listed(list(map(str, there)))}?", yes):
        return NO
    say(take_units_away())
    return OK


def _remove_cron(yes: bool) -> int:
    if not _ask("Take the lines for Afterglow out of your crontab?", yes):
        return NO
    say(take_block_away())
    return OK
