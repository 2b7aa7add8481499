"""When to call, before and without all that may have to be read."""

from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import wrap
from threading import Lock, Timer

from tui.cli.ending import UsageError
from tui.cli.output.lines import say
from tui.recovery.context import AppContext
from tui.settings.emergency import number_for
from tui.wording.calling import emergencies
from tui.zones import machine_zone

_WIDTH = 100
"""Cells of a line of text, at most."""
PATIENCE = 0.4
"""Seconds that the emergencies wait for what is read, at most."""
_NOT_READ = "Not read: your clinic's number, and what your own sheet says. These always hold."


def emergency_lines(number: str) -> tuple[str, ...]:
    """What holds for everybody, before any plan and beside every one."""
    return tuple(wrap(emergencies(number), _WIDTH))


@contextmanager
def emergencies_first(context: AppContext) -> Iterator[None]:
    """Say what always holds if what is read in the block takes long, or cannot be read at all.

    Raises what the block raises.
    """
    turn = Lock()

    def say_them() -> None:
        if turn.acquire(blocking=False):
            say(*emergency_lines(_number(context)), "", _NOT_READ, "")

    timer = Timer(PATIENCE, say_them)
    timer.daemon = True
    timer.start()
    read = False
    try:
        yield
        read = True
    finally:
        timer.cancel()
        if not read:
            # Whom to call in an emergency comes before what went wrong, whatever that was.
            say_them()


def _number(context: AppContext) -> str:
    """What to call in an emergency, also where there is no place for settings."""
    try:
        return context.emergency_number()
    except UsageError:
        return number_for(machine_zone().key)
