"""`undo` and `redo`: act by act, as far back as there is anything."""

import click

from tui.cli.ending import OK, RefusedError
from tui.cli.group import Command
from tui.cli.output.lines import say
from tui.cli.terminal import can_ask, confirm
from tui.journal import Act
from tui.recovery.context import AppContext
from tui.recovery.recovery import START, in_focus
from tui.wording.acts import did_again, undid


@click.command(cls=Command)
@click.option("--start", is_flag=True, help="Also where that is the start of a recovery.")
@click.pass_obj
def undo(context: AppContext, start: bool) -> int:
    """Take the last act back, and say what it was. Again and again, as far as you like.

    The start of a recovery is taken back only where that is meant.
    """
    top = context.journal.top()
    if top is not None and top.kind == START and not start:
        words = f"That would be the start of a recovery: {top.words}."
        if not can_ask():
            raise RefusedError(f"{words} If you mean it: afterglow undo --start")
        say(words)
        if not confirm("Undo it all the same?"):
            raise RefusedError("Left as it was.")
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
