"""`afterglow`, and `python -m tui`."""

import gc
import os
import sys
from contextlib import suppress


def run() -> None:
    """Run the command line and leave with its exit code. Interrupted at any moment, it is no traceback."""
    try:
        _run()
    except KeyboardInterrupt:
        _leave(130)


def _run() -> None:
    # A collection during start costs much and finds nothing. The app turns it on again.
    gc.disable()
    # Imported here, so that ctrl+c while it is being imported is no traceback either.
    from tui.cli.direct import app_options, open_directly

    options = app_options(sys.argv[1:], os.environ)
    if options is None:
        from tui.cli.group import main
    try:
        if options is None:
            main(prog_name="afterglow")
        else:
            open_directly(options)
    except SystemExit as end:
        _leave(end.code if isinstance(end.code, int) else int(end.code is not None))


def _leave(code: int) -> None:
    """End at once. All is closed and on disk by now, and to take Python apart costs more than a command."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(KeyboardInterrupt, OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
