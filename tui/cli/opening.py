"""Opening the app, where there is a terminal to open it in."""

import sys

from tui.cli.codes import Wrong
from tui.cli.here import Here


def open_app(here: Here) -> int:
    """Open the app and stay until it is left.

    Returns:
        Its exit code.

    Raises:
        Wrong: If this is no terminal.
    """
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        raise Wrong("Afterglow opens in a terminal, and this is none. Try: afterglow today")
    clock = here.clock
    from tui.app import run

    return run(here.paths, here.settings, clock, here.picked)


def is_terminal(stream: object) -> bool:
    """Whether a standard stream is there and a person is at its other end."""
    return stream is not None and bool(getattr(stream, "isatty", bool)())
