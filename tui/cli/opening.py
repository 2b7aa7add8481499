"""Opening the app, where there is a terminal to open it in, and ending with that terminal."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from tui.cli.context import recovery_of
from tui.cli.ending import UsageError
from tui.cli.output.emergencies import emergencies_first
from tui.cli.terminal import is_terminal
from tui.recovery.context import AppContext

if TYPE_CHECKING:
    from tui.app.app import Afterglow

LOOK_SECONDS = 2.0
"""How often the app looks whether its terminal is still there."""


def open_app(context: AppContext) -> int:
    """Open the app and stay until it is left.

    Returns:
        Its exit code.

    Raises:
        UsageError: If this is no terminal, or `--recovery` names none.
    """
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        raise UsageError("Afterglow opens in a terminal, and this is none. Try: afterglow today")
    if os.environ.get("TERM") == "dumb":
        raise UsageError(
            "Afterglow opens in a terminal that can draw, and this one says it cannot (TERM=dumb). "
            "Try: afterglow today"
        )
    # What is wrong with these is told before the terminal is taken.
    with emergencies_first(context):
        _ = context.clock, context.settings
    context.banner = context.notice
    if context.picked is not None:
        recovery_of(context)
    from tui.app.app import Afterglow
    from tui.themes import look

    # Asked before the app is made, which takes NO_COLOR out of the environment.
    app = Afterglow(context, look(context.settings, os.environ))
    if not is_terminal(sys.stderr):
        # Textual draws on the standard error, and somebody has sent that to a file.
        os.dup2(sys.stdout.fileno(), 2)
    try:
        asyncio.run(_run(app))
    finally:
        context.close()
    return app.return_code or 0


async def _run(app: "Afterglow") -> None:
    """Run the app until it is left, asked to end, or without a terminal."""
    loop = asyncio.get_running_loop()
    # Twice is once more: only the first takes the app apart, and the terminal is left as it was found.
    for number in (signal.SIGTERM, signal.SIGINT, getattr(signal, "SIGQUIT", signal.SIGTERM)):
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, app.exit)
    hung_up = _on_hanging_up(lambda: loop.call_soon_threadsafe(app.exit))
    looking = loop.create_task(_end_with_terminal())
    try:
        await app.run_async()
    finally:
        looking.cancel()
    if hung_up:
        _hang_up()


def _on_hanging_up(leave: Callable[[], object]) -> list[int]:
    """Leave the terminal as it was found if it is still there: somebody may hang up on the program alone.

    Returns:
        Where it is put down that this happened.
    """
    hung_up: list[int] = []

    def handle(number: int, _: object) -> None:
        # Without a terminal the program may be waiting for it already, and would never come to leave.
        if hung_up or not is_terminal(sys.stdin):
            _hang_up()
        hung_up.append(number)
        leave()

    # Under `nohup` it is ignored, and stays so.
    if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
        # Not by the event loop: where the terminal has gone, that may wait for it for ever.
        signal.signal(signal.SIGHUP, handle)
    return hung_up


def _hang_up() -> None:
    """End as a program does that nobody listens to. All is on disk."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    signal.raise_signal(signal.SIGHUP)


async def _end_with_terminal() -> None:
    """Hang up where the terminal did and its signal was kept from us, as under `nohup`.

    Nothing can be drawn any more, and Textual would read what is not there for ever.
    """
    while is_terminal(sys.stdin):
        await asyncio.sleep(LOOK_SECONDS)
    _hang_up()
