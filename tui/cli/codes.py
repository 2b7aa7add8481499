"""How a command ends: its exit codes, and the refusals that carry a sentence."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

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


def meant(parse: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """What a parse function makes of something in the command line.

    Raises:
        UsageError: With the sentence of its ValueError.
    """
    try:
        return parse(*args, **kwargs)
    except ValueError as error:
        raise UsageError(str(error)) from None
