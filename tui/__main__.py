"""`afterglow`, and `python -m tui`."""

import sys


def run() -> None:
    """Run the command line and leave with its exit code."""
    try:
        # Imported here, so that ctrl+c while it is being imported is no traceback either.
        from tui.cli import main
    except KeyboardInterrupt:
        sys.exit(130)
    main(prog_name="afterglow")


if __name__ == "__main__":
    run()
