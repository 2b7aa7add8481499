"""`undo` and `redo`: act by act, as far back as there is anything."""

import click

from tui.cli.ending import OK, RefusedError
from tui.cli.group import Command
from tui.cli.output.lines import say
from tui.journal import Act
from tui.recovery.context import AppContext
from tui.recovery.recovery import in_focus
from tui.wording.acts import did_again, undid


@click.command(cls=Command)
@click.pass_obj
def undo(context: AppContext) -> int:
    """Take the last act back, and say what it was. Again and again, as far as you like."""
    act = context.journal.undo(recorded=context.now())
    if act is None:
        raise RefusedError("Nothing to undo.")
    say(undid(act) + _whose(context, act))
    return OK


@click.command(cls=Command)
@click.pass_obj
def redo(context: AppContext) -> int:
    """Do again what was undone last, and say what it was."""
    act = context.journal.redo(recorded=context.now())
    if act is None:
        raise RefusedError("Nothing to redo.")
    say(did_again(act) + _whose(context, act))
    return OK


def _whose(context: AppContext, act: Act) -> str:
    """The recovery, where it is not the one in focus."""
    focus = in_focus(context.journal)
    return "" if focus is None or focus.id == act.recovery else f" ({act.recovery})"
