"""By what means a person is told outside of the screen, and what may come of that."""

from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct


class Means(StrEnum):
    """What makes a person look up."""

    BELL = "bell"
    """The terminal's bell."""
    TERMINAL = "terminal"
    """A notice that the terminal shows."""
    DESKTOP = "desktop"
    """A notice of the desktop's own service."""
    COMMAND = "command"
    """A command of the person's own."""


class Answer(StrEnum):
    """What the buttons of a notice do."""

    DONE = "done"
    LATER = "later"


class Notice(Struct, frozen=True):
    """What is told once, in a line that others may see."""

    text: str
    press: Callable[[Answer], object] | None = None
    """Called, in another thread, when a button is pressed. None is a notice without buttons."""


class UnreachableError(Exception):
    """Nothing was told, for certain. `str()` is a sentence that says why and what to do."""


class UnsureError(Exception):
    """Whether anything was told cannot be known. `str()` is a sentence."""
