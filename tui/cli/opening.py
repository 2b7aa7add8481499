"""Opening the app, where there is a terminal to open it in."""

import os
import sys

from tui.cli.codes import Wrong
from tui.cli.here import Here


def open_app(here: Here) -> int:
    """Open the app and stay until it is left.

    Returns:
        Its exit code.

    Raises:
        Wrong: If this is no terminal, or `--recovery` names none.
    """
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        raise Wrong("Afterglow opens in a terminal, and this is none. Try: afterglow today")
    clock, paths, settings = here.clock, here.paths, here.settings
    if here.picked is not None:
        here.recovery()
        here.close()
    from tui.app import Afterglow
    from tui.day.session import Session
    from tui.journal import Journal
    from tui.themes import look

    # Not opened yet: what may be wrong with it is for a screen to say.
    journal = Journal(paths.journal)
    # Asked before the app is made, which takes NO_COLOR out of the environment.
    app = Afterglow(Session(paths, settings, clock, journal, here.picked), look(settings, os.environ))
    try:
        app.run()
    finally:
        journal.close()
    return app.return_code or 0


def is_terminal(stream: object) -> bool:
    """Whether a standard stream is there and a person is at its other end."""
    return stream is not None and bool(getattr(stream, "isatty", bool)())
