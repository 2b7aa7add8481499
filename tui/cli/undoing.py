"""`undo` and `redo`: act by act, as far back as there is anything."""

import click

from tui.cli.codes import OK, RefusedError
from tui.cli.group import Command
from tui.cli.here import Here
from tui.cli.output.lines import say
from tui.journal import Act
from tui.recovery.acts import redone, undone
from tui.recovery.recovery import in_focus


@click.command(cls=Command)
@click.pass_obj
def undo(here: Here) -> int:
    """Take the last act back, and say what it was. Again and again, as far as you like."""
    act = here.journal.undo(recorded=here.now)
    if act is None:
        raise RefusedError("Nothing to undo.")
    say(undone(act.words) + _whose(here, act))
    return OK


@click.command(cls=Command)
@click.pass_obj
def redo(here: Here) -> int:
    """Do again what was undone last, and say what it was."""
    act = here.journal.redo(recorded=here.now)
    if act is None:
        raise RefusedError("Nothing to redo.")
    say(redone(act.words) + _whose(here, act))
    return OK


def _whose(here: Here, act: Act) -> str:
    """The recovery, where it is not the one in focus."""
    focus = in_focus(here.journal)
    return "" if focus is None or focus.id == act.recovery else f" ({act.recovery})"
