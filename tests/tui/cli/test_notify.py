"""`doctor --notify` tries every means and says what came of it; `doctor` says that a timer could not tell."""

from pathlib import Path

import pytest

from tests.support.apps import at
from tests.support.commands import Shell
from tests.support.notifications import bus, has_bus, notification_desk
from tests.support.running import ROOT
from tests.support.terminal import Terminal, afterglow
from tui.reminders.tellers import TellerName, begin, fault_of, put_fault

BUS = "DBUS_SESSION_BUS_ADDRESS"
TEXT = "Afterglow: a test, no reminder"


def rows(text: str) -> dict[str, str]:
    lines = [line.split("  ", 1) for line in text.splitlines() if "  " in line]
    return {name: rest.strip() for name, rest in lines}


@pytest.mark.skipif(not has_bus(), reason="no dbus-daemon")
def test_each_means_is_tried_and_it_is_said_which_one_tells(shell: Shell, tmp_path: Path) -> None:
    (shell.home / "settings.toml").write_text('loud = "desktop"\n', "utf-8")
    before = shell.content()
    command = afterglow(shell.home, "doctor", "--notify")
    with notification_desk(tmp_path) as desk:
        env = {**desk.env, "TERM": "xterm-kitty", "PYTHONPATH": str(ROOT)}
        with Terminal(command, (120, 24), env=env) as terminal:
            assert terminal.wait_end() == 0
            assert terminal.raw.startswith(f"\a\x1b]99;i=afterglow;{TEXT}\x1b\\".encode())
            found = rows(terminal.text)
        assert desk.texts == [TEXT]
    assert found["Bell"].startswith("It rang.")
    assert found["Notice of the terminal"].startswith("xterm-kitty shows notices by OSC 99.")
    assert found["Notice of the desktop"].startswith("The desktop took it.")
    assert found["Told here by"] == 'the notice of the desktop (loud is "desktop")'
    assert shell.content() == before


@pytest.mark.skipif(not has_bus(), reason="no dbus-daemon")
def test_what_does_not_work_is_said_with_why(shell: Shell) -> None:
    (shell.home / "settings.toml").write_text('loud = "desktop"\n', "utf-8")
    with bus() as address:
        ended = shell("doctor", "--notify", **{BUS: address, "TERM": "xterm-256color"})

    assert ended.code == 1
    assert rows(ended.out) == {
        "Bell": "There is no terminal here.",
        "Notice of the terminal": "This terminal (xterm-256color) is not known to show notices.",
        "Notice of the desktop": "Nothing on this desktop shows notices: no notification service runs.",
        "Told here by": 'nothing, for none of these works (loud is "desktop")',
    }


def test_the_doctor_says_when_the_timer_could_not_tell(shell: Shell) -> None:
    folder = shell.home / "tellers"
    put_fault(folder, TellerName.TIMER, at("2026-11-23T08:05"), "No bus.")

    ended = shell("doctor")

    assert ended.code == 1
    assert "At 2026-11-23 08:05 the timer could not tell what was due: No bus. To try every" in ended.err
    put_fault(folder, TellerName.TIMER, at("2026-11-23T08:10"), "")
    assert fault_of(folder, TellerName.TIMER) is None
    assert "nothing tells while it is closed (afterglow reminders install)" in shell("doctor").out
    begin(folder, TellerName.TIMER, at("2026-11-23T08:45"))
    assert "; while it is closed the timer, last seen 08:45" in shell("doctor").out
    assert shell("doctor").code == 0
    (folder / "timer-fault").write_bytes(b"\xff\n")
    assert shell("doctor").code == 0
