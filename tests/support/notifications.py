"""A desktop for tests: a D-Bus of its own, and on it a service that notes each notice and may press a button.

Run by itself, `python -m tests.support.notifications [BUTTON]` is that service: it prints a line of JSON for
each notice, and presses BUTTON of it at once.
"""

import asyncio
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.running import ROOT

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
_INTERFACE = f"""<node><interface name="{NAME}">
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="GetServerInformation">{'<arg type="s" direction="out"/>' * 4}</method>
<method name="Notify">
{"".join(f'<arg type="{each}" direction="in"/>' for each in ("s", "u", "s", "s", "s", "as", "a{sv}", "i"))}
<arg type="u" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
<signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
<signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
</interface></node>"""


class NotificationDesk:
    """A running service, and what it was asked to show."""

    def __init__(self, address: str, log: Path) -> None:
        self.address = address
        self._log = log

    @property
    def env(self) -> dict[str, str]:
        """What a program needs to find it."""
        return {"DBUS_SESSION_BUS_ADDRESS": self.address}

    @property
    def notices(self) -> list[dict[str, Any]]:
        """Every notice so far, in order."""
        return [line for line in self._lines() if "summary" in line]

    @property
    def closed(self) -> list[int]:
        """The notices that were taken away, by number; the first is 1."""
        return [line["closed"] for line in self._lines() if "closed" in line]

    def _lines(self) -> list[dict[str, Any]]:
        lines = self._log.read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]

    @property
    def texts(self) -> list[str]:
        """What they say."""
        return [notice["summary"] for notice in self.notices]


def has_bus() -> bool:
    """Whether a D-Bus can be started here."""
    return shutil.which("dbus-daemon") is not None


@contextmanager
def bus() -> Iterator[str]:
    """A D-Bus without a notification service; its address."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        try:
            yield daemon.stdout.readline().strip()
        finally:
            daemon.kill()


@contextmanager
def notification_desk(folder: Path, press: str = "") -> Iterator[NotificationDesk]:
    """A D-Bus with a notification service.

    Args:
        folder: Where it keeps its log.
        press: The button of each notice that it presses at once, such as `done`.
    """
    log = folder / "notices.log"
    with bus() as address, log.open("w", encoding="utf-8") as out:
        desk = NotificationDesk(address, log)
        env = {**os.environ, **desk.env, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "tests.support.notifications", press]
        with subprocess.Popen(command, stdout=out, env=env) as service:
            try:
                while "ready" not in log.read_text("utf-8"):
                    assert service.poll() is None
                yield desk
            finally:
                service.kill()


async def _serve(press: str) -> None:
    # Here, since they are asked for by nobody who only looks at what was shown.
    from dbus_fast import Message, MessageType
    from dbus_fast.aio import MessageBus

    bus = await MessageBus().connect()
    count = 0

    def say(text: str) -> None:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()

    def handle(message: Message) -> Message | None:
        nonlocal count
        if message.message_type is not MessageType.METHOD_CALL or message.path != PATH:
            return None
        match message.member:
            case "Introspect":
                return Message.new_method_return(message, "s", [_INTERFACE])
            case "GetCapabilities":
                return Message.new_method_return(message, "as", [["body", "actions"]])
            case "GetServerInformation":
                return Message.new_method_return(message, "ssss", ["stub", "tests", "1", "1.2"])
            case "Notify":
                count += 1
                app, _, _, summary, body, actions, _, _ = message.body
                say(json.dumps({"app": app, "summary": summary, "body": body, "actions": actions}))
                if press in actions[::2]:
                    loop.call_later(0.1, bus.send, _pressed(count, press))
                return Message.new_method_return(message, "u", [count])
            case "CloseNotification":
                say(json.dumps({"closed": message.body[0]}))
                return Message.new_method_return(message)
            case _:
                return Message.new_error(message, f"{NAME}.No", "not here")

    loop = asyncio.get_running_loop()
    bus.add_message_handler(handle)
    await bus.request_name(NAME)
    say("ready")
    await loop.create_future()


def _pressed(id: int, button: str) -> Any:
    from dbus_fast import Message

    return Message.new_signal(PATH, NAME, "ActionInvoked", "us", [id, button])


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1] if len(sys.argv) > 1 else ""))
