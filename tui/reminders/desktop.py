"""A notice on the desktop: by desktop-notifier (extra `[desktop]`), or else by the system's own command.

desktop-notifier runs in one thread with a loop of its own, so that a bus that does not answer holds up
neither the app nor its keys, and a button that is pressed later is heard.
"""

import logging
import os
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from checklists.text import printable
from tui.reminders.means import Answer, Notice, UnreachableError, UnsureError
from tui.text.humanize import full_stop, reason_of

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

    from desktop_notifier import DesktopNotifier

SECONDS = 10.0
"""So long a desktop may take to show a notice. Whether it does so after that cannot be known."""

RUNTIME = "/run/user"
"""Where systemd keeps the runtime folders of those who are logged in."""

EXTRA = "pip install 'afterglow[desktop]'"

_NAME = "Afterglow"
_TITLES = {Answer.DONE: "Done", Answer.LATER: "Later"}


def bus_address(environ: Mapping[str, str]) -> str | None:
    """Where the session's D-Bus listens: what is set, else the socket of the person's own runtime folder.

    cron and ssh set no address, and desktop-notifier's own library looks for nothing else.
    """
    if address := environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return address
    if not hasattr(os, "geteuid"):
        return None
    for folder in filter(None, (environ.get("XDG_RUNTIME_DIR"), f"{RUNTIME}/{os.geteuid()}")):
        socket = os.path.join(folder, "bus")
        with suppress(OSError):
            status = os.stat(socket)
            if stat.S_ISSOCK(status.st_mode) and status.st_uid == os.geteuid():
                return f"unix:path={socket}"
    return None


def has_desktop(environ: Mapping[str, str]) -> bool:
    """Whether there may be a desktop to show a notice; nothing is asked of it."""
    return sys.platform in ("darwin", "win32") or bus_address(environ) is not None


class _Session(NamedTuple):
    """desktop-notifier, and the loop that it runs on."""

    notifier: "DesktopNotifier"
    loop: "AbstractEventLoop"


class Desktop:
    """The desktop that this program runs on. Its methods wait, so none is for the thread of an event loop."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._session: _Session | None = None
        self._faults = _Faults()

    def show(self, notice: Notice) -> None:
        """Have a notice shown; wait until the desktop took it.

        Raises:
            UnreachableError: If nothing was shown.
            UnsureError: If the desktop does not answer, so that it may be.
        """
        if not has_desktop(self._environ):
            raise UnreachableError("There is no session bus here, and so no desktop to show a notice.")
        try:
            session = self._opened()
        except ImportError:
            _show_by_command(notice, self._environ)
        else:
            self._show(session, notice)

    def withdraw(self) -> None:
        """Take away what is still shown of this program, where the desktop can; waits for nothing."""
        if self._session is not None:
            from asyncio import run_coroutine_threadsafe

            run_coroutine_threadsafe(self._session.notifier.clear_all(), self._session.loop)

    def close(self) -> None:
        """Hear no more of buttons. What is shown stays."""
        if self._session is not None:
            self._session.loop.call_soon_threadsafe(self._session.loop.stop)
            self._session = None

    def _opened(self) -> _Session:
        """Start desktop-notifier, which takes as long as all the rest of a command.

        Raises:
            ImportError: If it is not installed.
        """
        if self._session is None:
            from asyncio import new_event_loop
            from threading import Thread

            if address := bus_address(self._environ):
                os.environ["DBUS_SESSION_BUS_ADDRESS"] = address
            from desktop_notifier import DesktopNotifier

            # It says what went wrong to its log alone.
            log = logging.getLogger("desktop_notifier")
            log.addHandler(self._faults)
            log.propagate = False
            loop = new_event_loop()
            # What a bus that has gone leaves behind in it would be printed over the screen.
            loop.set_exception_handler(lambda *_: None)
            self._session = _Session(DesktopNotifier(_NAME, app_icon=None), loop)
            Thread(target=loop.run_forever, daemon=True).start()
        return self._session

    def _show(self, session: _Session, notice: Notice) -> None:
        from asyncio import run_coroutine_threadsafe

        self._faults.last = None
        sending = run_coroutine_threadsafe(_send(session.notifier, notice), session.loop)
        try:
            error = sending.exception(SECONDS)
        except TimeoutError:
            sending.cancel()
            self.close()
            raise UnsureError(f"The desktop did not answer within {SECONDS:.0f} seconds.") from None
        if error is not None or not sending.result():
            self.close()
            raise UnreachableError(_reason(error or self._faults.last))


async def _send(notifier: "DesktopNotifier", notice: Notice) -> bool:
    """Whether the desktop took a notice. Why it did not is in the log."""
    from desktop_notifier import Button

    buttons: list[Button] = []
    # On macOS a press is heard by the main thread alone, which is ours.
    if notice.press is not None and sys.platform != "darwin":
        buttons = [Button(_TITLES[each], partial(notice.press, each), each.value) for each in Answer]
    took = list[bool]()
    # All in the title: in the text below it some desktops read marks as markup.
    await notifier.send(notice.text, "", buttons=buttons, on_dispatched=lambda: took.append(True))
    # Where there is no service to show notices, its stand-in takes them and can do nothing.
    return bool(took) and bool(await notifier.get_capabilities())


def _show_by_command(notice: Notice, environ: Mapping[str, str]) -> None:
    import subprocess
    from shutil import which

    if sys.platform == "darwin":
        # The text is an argument of the script, so that nothing in it is run.
        script = 'on run argv\ndisplay notification (item 1 of argv) with title "Afterglow"\nend run'
        command = ["osascript", "-e", script, notice.text]
    else:
        command = ["notify-send", f"--app-name={_NAME}", "--", notice.text]
    path = which(command[0], path=environ.get("PATH"))
    if path is None:
        raise UnreachableError(f"No notice can be shown on the desktop here. What shows it: {EXTRA}")
    address = bus_address(environ)
    env = {**environ, **({"DBUS_SESSION_BUS_ADDRESS": address} if address else {})}
    try:
        ended = subprocess.run(
            [path, *command[1:]],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=SECONDS,
            env=env,
        )
    except subprocess.TimeoutExpired:
        raise UnsureError(f"{command[0]} did not end within {SECONDS:.0f} seconds.") from None
    except OSError as error:
        raise UnreachableError(f"{command[0]} cannot be run: {reason_of(error)}.") from None
    if ended.returncode:
        raise UnreachableError(_words(f"{command[0]}: {ended.stderr.strip() or 'it failed'}"))


class _Faults(logging.Handler):
    """Keeps what desktop-notifier says only to its log."""

    def __init__(self) -> None:
        super().__init__()
        self.last: BaseException | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[1] is not None:
            self.last = record.exc_info[1]


def _reason(error: BaseException | None) -> str:
    text = str(error or "").strip()
    if "ServiceUnknown" in text or "was not provided by any" in text or "not activatable" in text:
        return "Nothing on this desktop shows notices: no notification service runs."
    if isinstance(error, OSError):
        text = reason_of(error)
    return _words(f"The desktop took no notice: {text or type(error).__name__}")


def _words(text: str) -> str:
    """The first line of what another program says, as a sentence."""
    return full_stop(printable(text.splitlines()[0], " ").strip())
