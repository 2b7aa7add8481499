"""The one place where what went wrong becomes a line on the standard error and an exit code."""

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress

import click

from tui.cli.codes import INTERRUPTED, JOURNAL, NO, OK, WRONG, CommandError
from tui.cli.output.lines import warn


def ended(run: Callable[[], object]) -> int:
    """Run a command to its end, and say what it came to.

    Args:
        run: Returns an exit code, or anything else for 0.
    """
    try:
        code = run()
        _flush()
    except OSError as error:
        if error.filename is None:
            _hush()
        if error.errno == errno.EPIPE:
            # Nobody reads on. What was done is done.
            return OK
        return _told(f"{error.filename or 'The output'}: {(error.strerror or str(error)).lower()}.", NO)
    except (KeyboardInterrupt, EOFError, click.Abort):
        return INTERRUPTED
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        return _told(_usage(error), WRONG)
    except CommandError as error:
        return _told(str(error), error.code)
    except Exception as error:
        return INTERRUPTED if _interrupted(error) else _named(error)
    return code if isinstance(code, int) else OK


def _interrupted(error: BaseException | None) -> bool:
    """Whether ctrl+c is behind it: what it meets while a module is imported may end as another error."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def _named(error: Exception) -> int:
    # Imported here, so that what ends well need not wait for them.
    from traceback import extract_tb

    from tui.journal import JournalError

    if isinstance(error, JournalError):
        return _told(str(error), JOURNAL)
    frame = extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(frame.filename)}, line {frame.lineno}"
    return _told(f"This is a fault in Afterglow itself: {type(error).__name__}: {error} ({place}).", NO)


def _told(sentence: str, code: int) -> int:
    with suppress(OSError):
        warn(*sentence.splitlines())
    return code


def _usage(error: click.ClickException) -> str:
    """Click's own sentence, with the command it is about and where its help is."""
    sentence = error.format_message()
    context = getattr(error, "ctx", None)
    if context is None:
        return sentence
    return f"{sentence} See: {context.command_path} --help"


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def _hush() -> None:
    """Let what could not be written go, or Python would try again when it closes the stream, and complain."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
