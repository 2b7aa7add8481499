"""The app opened without click, which takes long to load, where a command line asks for no more."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

_GLOBAL = ("--home", "--now", "--recovery")


def app_options(arguments: Sequence[str], environ: Mapping[str, str]) -> dict[str, str] | None:
    """The global options, by name, of a command line that only opens the app.

    Returns:
        None where anything else stands in it, or it may not be what it seems. Then click reads it.
    """
    # On Windows click expands what no shell did; and a shell that completes words asks in the environment.
    if sys.platform == "win32" or "_AFTERGLOW_COMPLETE" in environ:
        return None
    options = {}
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.partition("=")
        if not equals:
            value = next(rest, "-")
        if name not in _GLOBAL or value.startswith("-"):
            return None
        options[name] = value
    return options


def open_directly(options: Mapping[str, str]) -> NoReturn:
    """Open the app by what `app_options` gave, and leave with its exit code."""
    # Here, since most command lines are for click, and need none of it.
    from tui.cli.context import open_context
    from tui.cli.ending import run_to_end
    from tui.cli.opening import open_app
    from tui.cli.output.lines import replace_unprintable
    from tui.paths import chosen_home

    def run() -> int:
        home = options.get("--home")
        folder = chosen_home(None if home is None else Path(home), os.environ)
        return open_app(open_context(folder, options.get("--now"), options.get("--recovery"), runs=True))

    replace_unprintable()
    sys.exit(run_to_end(run))
