"""Notices on a desktop of our own: what it is asked to show, its buttons, and what is said without one."""

import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

from tests.support.notifications import NotificationDesk, bus, has_bus, notification_desk
from tui.reminders import desktop
from tui.reminders.desktop import Desktop, bus_address, has_desktop
from tui.reminders.means import Answer, Notice, UnreachableError, UnsureError

pytestmark = pytest.mark.skipif(not has_bus(), reason="no dbus-daemon")

BUS = "DBUS_SESSION_BUS_ADDRESS"


@pytest.fixture(autouse=True)
def _own_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test sets is taken back."""
    monkeypatch.setenv(BUS, "")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[NotificationDesk]:
    with notification_desk(tmp_path, press="later") as running:
        yield running


def test_a_notice_is_shown_with_buttons_and_a_press_is_heard(desk: NotificationDesk) -> None:
    heard = Queue[Answer]()
    shown = Desktop(desk.env)

    shown.show(Notice("Aftercare: 3 things", heard.put))
    shown.show(Notice("Aftercare: 1 thing"))

    assert heard.get(timeout=30) is Answer.LATER
    first, second = desk.notices
    assert (first["app"], first["summary"], first["body"]) == ("Afterglow", "Aftercare: 3 things", "")
    assert first["actions"] == ["default", "", "done", "Done", "later", "Later"]
    assert second["actions"] == ["default", ""]
    shown.close()


def test_without_the_extra_the_systems_own_command_shows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = tmp_path / "shown"
    command = tmp_path / "notify-send"
    command.write_text(f'#!/bin/sh\nprintf "%s|" "$DBUS_SESSION_BUS_ADDRESS" "$@" > {shown}\n', "utf-8")
    command.chmod(0o755)
    monkeypatch.setitem(sys.modules, "desktop_notifier", None)
    shown_by = Desktop({BUS: "unix:path=/x", "PATH": str(tmp_path)})

    shown_by.show(Notice("--help; $(id)"))

    assert shown.read_text("utf-8") == "unix:path=/x|--app-name=Afterglow|--|--help; $(id)|"
    command.write_text("#!/bin/sh\necho no; echo 'Cannot talk to it' >&2; exit 1\n", "utf-8")
    with pytest.raises(UnreachableError, match=r"^notify-send: Cannot talk to it\.$"):
        shown_by.show(Notice("x"))
    command.unlink()
    with pytest.raises(UnreachableError, match=r"What shows it: pip install 'afterglow\[desktop\]'$"):
        shown_by.show(Notice("x"))


def test_without_a_bus_or_a_service_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreachableError, match=r"^There is no session bus here, and so no desktop"):
        Desktop({}).show(Notice("x"))
    with pytest.raises(UnreachableError, match=r"^The desktop took no notice: .*\.$"):
        Desktop({BUS: f"unix:path={tmp_path}/gone"}).show(Notice("x"))
    with bus() as address, pytest.raises(UnreachableError, match="no notification service runs"):
        Desktop({BUS: address}).show(Notice("x"))


def test_a_desktop_that_does_not_answer_may_have_shown_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desktop, "SECONDS", 0.3)
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "bus"))
        silent.listen()
        with pytest.raises(UnsureError, match="did not answer"):
            Desktop({BUS: f"unix:path={tmp_path}/bus"}).show(Notice("x"))


def test_a_bus_that_goes_leaves_nothing_on_the_screen(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with notification_desk(tmp_path) as desk:
        shown = Desktop(desk.env)
        shown.show(Notice("x"))
    assert shown._session is not None
    shown._session.loop.call_exception_handler({"message": "Future exception was never retrieved"})
    shown.close()
    assert capfd.readouterr() == ("", "")


def test_from_cron_the_bus_is_found_in_the_runtime_folder(tmp_path: Path) -> None:
    assert bus_address({BUS: "unix:abstract=/x", "XDG_RUNTIME_DIR": str(tmp_path)}) == "unix:abstract=/x"
    (tmp_path / "bus").touch()
    assert not has_desktop({"XDG_RUNTIME_DIR": str(tmp_path)})
    (tmp_path / "bus").unlink()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "bus"))
        assert bus_address({"XDG_RUNTIME_DIR": str(tmp_path)}) == f"unix:path={tmp_path}/bus"
