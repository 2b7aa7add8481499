"""`watch`: tells what comes while it runs in a terminal, in plain lines; small, and ended by a signal.

A loop of its own, and not APScheduler: it sleeps to the next moment, 30 seconds at most, and so needs no more
than the wall clock to notice that the machine slept. Measured: 22 MB resident, where importing APScheduler's
asyncio scheduler alone adds 11.
"""

import os
import shlex
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from queue import SimpleQueue
from threading import Event
from typing import TYPE_CHECKING

import click

from checklists.plan.timing import later_by
from tui.cli.ending import OK
from tui.cli.group import Command
from tui.cli.output.lines import say, warn
from tui.cli.output.safety import safety_line
from tui.cli.tell import BACK, lines_to_call, reminder_line, write_to_terminal
from tui.cli.terminal import is_terminal
from tui.journal import JournalError
from tui.recovery.context import AppContext
from tui.recovery.outcomes import PutOff, Refused
from tui.reminders.claims import Claims
from tui.reminders.clocks import Clocks
from tui.reminders.coming import coming_of_all
from tui.reminders.delivery import Come, Delivery, DeliveryError, attempt, may_sound
from tui.reminders.means import Answer, Means, Notice, UnreachableError, UnsureError
from tui.reminders.occasion import Lateness
from tui.reminders.outlet import Outlet, notice_text
from tui.reminders.reminder import Reminder
from tui.reminders.respond import respond
from tui.reminders.tellers import TellerName, begin, touch
from tui.settings import Loud
from tui.text.humanize import clock, reason_of

if TYPE_CHECKING:
    from subprocess import Popen

SLEEP = 30.0
"""Seconds between two looks, at most: so soon a machine that slept is noticed."""

_AHEAD = timedelta(hours=12)

COMMAND_SECONDS = 30.0
"""So long a command of the person's own may take."""
_LAST_SECONDS = 2.0
"""And so long once the watch is to end: what is still running then is left to itself."""


@click.command(cls=Command, runs=True)
@click.option("--exec", "command", metavar="COMMAND", help="Tell by this command, run by the shell.")
@click.pass_obj
def watch(context: AppContext, command: str | None) -> int:
    """Tell what comes, in this terminal, until ctrl+c.

    A line each, and the sound or the notice that `loud` in the settings names. COMMAND tells instead of that:
    $AFTERGLOW_TEXT has what is told, as others may see it. One that fails or hangs is named, and the watch
    goes on. Of several programs that watch, one tells.
    """
    ending, wake = list[int](), Event()

    def end(number: int, _: object) -> None:
        ending.append(number)
        wake.set()
        # A second one need not wait for what the first waits for.
        signal.signal(number, signal.SIG_DFL)

    for number in (signal.SIGTERM, signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGTERM)):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, end)
    watcher = Watcher(context, command, wake.set, lambda: bool(ending))
    if not context.clock.rehearsed and context.running():
        begin(context.paths.tellers, TellerName.WATCH, context.now())
    say(f"Telling what comes, until ctrl+c.{_how_loud(context.settings.loud, command)}")
    while not ending:
        wake.wait(watcher.look())
        wake.clear()
    watcher.close()
    return OK


def _how_loud(loud: Loud, command: str | None) -> str:
    """What is to be known where a line is all there will be, behind a space; else nothing."""
    if loud is Loud.SILENT or (loud is Loud.QUIET and command is None):
        return f' Without a sound: loud is "{loud}".'
    return ""


class Watcher:
    """Looks at what has come, tells it, and says how long nothing will."""

    def __init__(
        self, context: AppContext, command: str | None, wake: Callable[[], object], ends: Callable[[], bool]
    ) -> None:
        """Look at nothing yet.

        Args:
            command: Tells in place of the terminal and the desktop.
            wake: Called, in another thread, when a button was pressed: then it is to look.
            ends: Whether to wait for nothing any more.
        """
        self._context = context
        self._command = command
        self._wake, self._ends = wake, ends
        self._outlet = Outlet(os.environ, write_to_terminal if is_terminal(sys.stdout) else None)
        self._claims = Claims()
        self._clocks: Clocks | None = None
        self._known = set[tuple[str, datetime]]()
        self._looked: datetime | None = None
        self._pressed = SimpleQueue[tuple[Reminder, Answer]]()
        self._fault = ""

    def look(self) -> float:
        """Tell what has come since the last look. What was late at the first has a line, and no sound.

        Returns:
            For how many seconds to sleep.
        """
        try:
            return self._look()
        except JournalError as error:
            # Somebody may set it right, and nothing of it is lost.
            self._warn(str(error))
            return SLEEP

    def close(self) -> None:
        """Hear no more of buttons."""
        self._outlet.close()

    def _look(self) -> float:
        context, now = self._context, self._context.now()
        if not context.clock.rehearsed and context.running():
            touch(context.paths.tellers, TellerName.WATCH, now)
        clocks, before = Clocks.read(context.clock), self._clocks
        self._clocks = clocks
        self._claims.why = clocks.reason(before) if before is not None else Lateness.CLOSED
        self._answer()
        self._claims.write(context.journal)
        reminders, failures = coming_of_all(context, later_by(now, -BACK), later_by(now, _AHEAD))
        self._warn("".join(map(str, failures[:1])))
        come = [(each, each.moment(now)) for each in reminders if each.waits(now)]
        news = [each for each in come if _place(each) not in self._known]
        say(*(reminder_line(reminder) for reminder, _ in news))
        looked, self._looked = self._looked or now, now
        self._known = {_place(each) for each in come}
        if not come:
            self._outlet.withdraw()
        # What came back late, since an answer was undone, has a line and no sound.
        news = [each for each in news if each[1] > looked or each[0].fresh(now) is not None]
        if news:
            self._tell(may_sound(context, news))
        ahead = [moment - now for each in reminders for moment in each.moments if moment > now]
        return min([SLEEP, *(each.total_seconds() for each in ahead)])

    def _tell(self, come: Sequence[Come]) -> None:
        order = self._outlet.order(self._context.settings.loud)
        if self._command is not None and self._context.settings.loud is not Loud.SILENT:
            order = (Means.COMMAND, *order)
        delivery = Delivery(self._context, self._claims, come, order)
        calls = lines_to_call(self._context)
        say(*(safety_line(each, self._context) for each in calls))
        while (means := delivery.next()) is not None:
            private = self._context.settings.private
            text = notice_text(delivery.reminders, private=private, calls=bool(calls))
            if means is Means.COMMAND:
                error = self._run(text)
            else:
                error = attempt(self._outlet, means, Notice(text, partial(self._press, delivery.reminders)))
            delivery.settle(error)
            if error is not None:
                warn(str(error))

    def _run(self, text: str) -> DeliveryError | None:
        """Have the person's own command tell; why it did not."""
        import subprocess

        command = shlex.quote(self._command or "")
        try:
            running = subprocess.Popen(
                self._command or "",
                shell=True,
                stdin=subprocess.DEVNULL,
                env={**os.environ, "AFTERGLOW_TEXT": text},
                # Its own, so that what it starts can be stopped with it, and ctrl+c here is not for it.
                start_new_session=True,
            )
        except OSError as error:
            return UnreachableError(f"{command} cannot be run: {reason_of(error)}.")
        until = time.monotonic() + COMMAND_SECONDS
        while (code := running.poll()) is None:
            if time.monotonic() > until:
                if self._ends():
                    return UnsureError(f"{command} is still running.")
                _kill(running)
                return UnsureError(f"{command} did not end within {COMMAND_SECONDS:.0f} s, and was stopped.")
            if self._ends():
                until = min(until, time.monotonic() + _LAST_SECONDS)
            time.sleep(0.05)
        if code == 0:
            return None
        how = f"code {code}" if code > 0 else f"signal {-code}"
        return UnreachableError(f"{command} failed, with {how}. What is due is told without it.")

    def _press(self, reminders: Sequence[Reminder], answer: Answer) -> None:
        for reminder in reminders:
            self._pressed.put((reminder, answer))
        self._wake()

    def _answer(self) -> None:
        """Do what was pressed on notices."""
        while not self._pressed.empty():
            reminder, answer = self._pressed.get()
            outcome = respond(self._context, reminder, answer, self._context.now())
            if isinstance(outcome, Refused):
                say(f"{reminder.title}: left as it was.")
            elif isinstance(outcome.what, PutOff):
                say(f"{reminder.title}: put off until {clock(outcome.what.until)}.")
            else:
                say(f"{reminder.title}: ticked. afterglow undo takes it back.")

    def _warn(self, sentence: str) -> None:
        """Say what is wrong, once as long as it is."""
        if sentence != self._fault:
            self._fault = sentence
            if sentence:
                warn(sentence)


def _place(come: Come) -> tuple[str, datetime]:
    reminder, moment = come
    return reminder.id, moment.astimezone(UTC)


def _kill(running: "Popen[bytes]") -> None:
    """Stop a command and what it started."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(running.pid, signal.SIGKILL)
        else:
            running.kill()
    running.wait()
