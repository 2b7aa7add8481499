"""How a command ends: its exit codes, its errors, and the one place where an error becomes a line."""

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import ParamSpec, TypeVar

from tui.cli.output.lines import warn

P = ParamSpec("P")
R = TypeVar("R")

OK = 0
NO = 1
"""A plain "no": nothing is due, nothing is left to undo."""
WRONG = 2
"""Wrong usage. Nothing was written."""
CHECKLIST = 3
"""A problem in a checklist."""
JOURNAL = 4
"""A problem with the journal."""
INTERRUPTED = 130


class CommandError(Exception):
    """A command that does nothing and says why. `str()` is the sentence."""

    code = NO


class RefusedError(CommandError):
    """A plain "no"."""


class UsageError(CommandError):
    """Something in the command line that cannot be meant."""

    code = WRONG


class FaultyChecklistError(CommandError):
    """A checklist that cannot be used."""

    code = CHECKLIST


def parse_argument(parse: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """What a parse function makes of something in the command line.

    Raises:
        UsageError: With the sentence of its ValueError.
    """
    try:
        return parse(*args, **kwargs)
    except ValueError as error:
        raise UsageError(str(error)) from None


def run_to_end(run: Callable[[], object]) -> int:
    """Run a command to its end, and say what it came to.

    Args:
        run: Returns an exit code, or anything else for 0.
    """
    try:
        code = run()
        _flush()
    except OSError as error:
        if error.filename is None:
            _drop_output()
        if error.errno == errno.EPIPE:
            # Nobody reads on. What was done is done.
            return OK
        return _fail(f"{error.filename or 'The output'}: {(error.strerror or str(error)).lower()}.", NO)
    except (KeyboardInterrupt, EOFError):
        return INTERRUPTED
    except CommandError as error:
        return _fail(str(error), error.code)
    except Exception as error:
        return INTERRUPTED if _is_interrupt(error) else _fail_unexpectedly(error)
    return code if isinstance(code, int) else OK


def _is_interrupt(error: BaseException | None) -> bool:
    """Whether ctrl+c is behind it: what it meets while a module is imported may end as another error."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def _fail_unexpectedly(error: Exception) -> int:
    # Imported here, so that what ends well need not wait for them.
    from traceback import extract_tb

    from tui.journal import JournalError

    if isinstance(error, JournalError):
        return _fail(str(error), JOURNAL)
    frame = extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(frame.filename)}, line {frame.lineno}"
    return _fail(f"This is a fault in Afterglow itself: {type(error).__name__}: {error} ({place}).", NO)


def _fail(sentence: str, code: int) -> int:
    with suppress(OSError):
        warn(*sentence.splitlines())
    return code


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def _drop_output() -> None:
    """Let what could not be written go, or Python would try again when it closes the stream, and complain."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
