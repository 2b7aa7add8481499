"""`doctor --notify`: every means of telling tried here, and what came of each."""

import os
import sys

from tui.cli.ending import NO, OK
from tui.cli.output.lines import say
from tui.cli.tell import write_to_terminal
from tui.cli.terminal import is_terminal
from tui.recovery.context import AppContext
from tui.reminders.delivery import attempt
from tui.reminders.means import Means, Notice
from tui.reminders.outlet import Outlet
from tui.settings import Loud
from tui.text.cells import columns

_TEXT = "Afterglow: a test, no reminder"
_NAMES = {
    Means.BELL: "Bell",
    Means.TERMINAL: "Notice of the terminal",
    Means.DESKTOP: "Notice of the desktop",
}
_WORKED = {
    Means.BELL: "It rang. If nothing was heard or seen, the terminal keeps it to itself.",
    Means.TERMINAL: "If none came up, the terminal keeps it to itself.",
    Means.DESKTOP: "The desktop took it. If none came up, its own settings keep it back.",
}


def try_each(context: AppContext) -> int:
    """Tell a test by each means, and say what came of it, and which of them tells here.

    Returns:
        0 if what `loud` asks for can be told here, else 1.
    """
    outlet = Outlet(os.environ, write_to_terminal if is_terminal(sys.stdout) else None)
    loud = context.settings.loud
    faults = {means: attempt(outlet, means, Notice(_TEXT)) for means in _NAMES}
    rows = [(name, str(faults[means] or _words(means, outlet))) for means, name in _NAMES.items()]
    working = [means for means in outlet.order(loud) if faults[means] is None]
    # A telling that is only a line on the screen needs no means.
    well = bool(working) or loud in (Loud.QUIET, Loud.SILENT)
    say(*columns([*rows, ("Told here by", _told_by(loud, working, outlet))]))
    outlet.close()
    return OK if well else NO


def _words(means: Means, outlet: Outlet) -> str:
    """What can be said of a means that told: whether anybody saw it only the person knows."""
    before = f"{outlet.terminal().reason} " if means is Means.TERMINAL else ""
    return f"{before}{_WORKED[means]}"


def _told_by(loud: Loud, working: list[Means], outlet: Outlet) -> str:
    if loud is Loud.SILENT:
        return 'nothing, for loud is "silent"'
    if working:
        name = _NAMES[working[0]]
        return f'the {name[0].lower()}{name[1:]} (loud is "{loud}")'
    if outlet.order(loud):
        return f'nothing, for none of these works (loud is "{loud}")'
    return f'the line on the screen alone (loud is "{loud}"; "bell" and "desktop" are heard)'
