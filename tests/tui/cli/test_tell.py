"""`due --tell`: once, claimed before, handed back where nothing told it, and small."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Contexts
from tests.house.test_imports import HEAVY, SCRIPT
from tests.support.apps import at, clock_of
from tests.support.commands import Shell
from tests.support.notifications import has_bus, notification_desk
from tests.support.running import ROOT
from tests.support.terminal import Terminal, afterglow
from tui.cli.ending import RefusedError
from tui.cli.tell import tell_due
from tui.journal import ClaimState
from tui.recovery.context import AppContext
from tui.reminders.tellers import TellerName, fault_of, tellers
from tui.settings import Loud, Settings

BUS = "DBUS_SESSION_BUS_ADDRESS"
needs_bus = pytest.mark.skipif(not has_bus(), reason="no dbus-daemon")

TELLING = """
import os, sys
from pathlib import Path
from tests.support.apps import make_context
from tui.cli.ending import run_to_end
from tui.cli.tell import tell_due
context = make_context(Path(sys.argv[1]), sys.argv[2])
code = run_to_end(lambda: tell_due(context))
os._exit(code)
"""


def claims(context: AppContext) -> dict[str, tuple[str, ClaimState]]:
    # What is late says so behind its means.
    return {
        each.key[11:]: (each.by.partition(",")[0], each.state) for each in context.journal.claims("small")
    }


def process(home: Path, now: str, address: str) -> subprocess.Popen[str]:
    """A process of its own that tells what is due at a moment, by a clock that is no rehearsal."""
    return subprocess.Popen(
        [sys.executable, "-c", TELLING, str(home), now],
        env={**os.environ, BUS: address, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@needs_bus
def test_of_two_at_once_one_tells_and_later_only_what_is_new(contexts: Contexts, tmp_path: Path) -> None:
    context = contexts("2026-11-23T13:02")
    home = context.paths.journal.parent
    with notification_desk(tmp_path) as desk:
        both = [process(home, "2026-11-23T13:02", desk.address) for _ in range(2)]
        ends = sorted((each.communicate()[0], each.returncode) for each in both)
        assert ends == [("", 1), ("Aftercare: 3 things\n", 0)]
        evening = process(home, "2026-11-23T20:00", desk.address)
        assert evening.communicate() == ("Aftercare: 3 things\n", "")
        assert desk.texts == ["Aftercare: 3 things"] * 2
        assert desk.notices[0]["actions"] == ["default", ""]
    assert set(claims(context).values()) == {("desktop", ClaimState.CONFIRMED)}
    (timer,) = tellers(context.paths.tellers)
    assert (timer.name, timer.seen) == (TellerName.TIMER, at("2026-11-23T20:00"))


@needs_bus
def test_one_that_is_killed_in_mid_telling_leaves_it_unconfirmed_and_nobody_tells_again(
    contexts: Contexts, tmp_path: Path
) -> None:
    context = contexts("2026-11-23T13:02")
    home = context.paths.journal.parent
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "bus"))
        silent.listen()
        teller = process(home, "2026-11-23T13:02", f"unix:path={tmp_path}/bus")
        silent.settimeout(60)
        connection, _ = silent.accept()
        teller.send_signal(signal.SIGKILL)
        teller.communicate()
        connection.close()
    assert claims(context)["midday"] == ("desktop", ClaimState.CLAIMED)

    with notification_desk(tmp_path) as desk:
        assert process(home, "2026-11-23T13:07", desk.address).communicate() == ("", "")
        assert desk.texts == []


@needs_bus
def test_where_nothing_tells_it_it_is_said_why_and_told_when_that_is_well_again(
    contexts: Contexts, tmp_path: Path
) -> None:
    context = contexts("2026-11-23T13:02")
    home = context.paths.journal.parent
    gone = process(home, "2026-11-23T13:02", f"unix:path={tmp_path}/gone")
    out, err = gone.communicate()
    assert (gone.returncode, out) == (1, "")
    assert err.startswith("The desktop took no notice: ")
    assert claims(context)["midday"] == ("desktop", ClaimState.RETURNED)
    fault = fault_of(context.paths.tellers, TellerName.TIMER)
    assert fault is not None
    assert fault == (at("2026-11-23T13:02"), err.strip())

    with notification_desk(tmp_path) as desk:
        assert process(home, "2026-11-23T13:07", desk.address).communicate()[0] == "Aftercare: 3 things\n"
    assert claims(context)["midday"] == ("desktop", ClaimState.CONFIRMED)
    assert fault_of(context.paths.tellers, TellerName.TIMER) is None


def test_silent_says_so_and_nothing_due_is_a_no_without_a_word(
    contexts: Contexts, capsys: pytest.CaptureFixture[str]
) -> None:
    context = contexts("2026-11-23T13:02", settings=Settings(loud=Loud.SILENT))
    with pytest.raises(RefusedError, match=r'^Nothing is told here: loud is "silent"\.'):
        tell_due(context)
    clock_of(context).jump(at("2026-11-23T05:00") - context.now())
    assert tell_due(context) == 1
    assert capsys.readouterr() == ("", "")
    assert claims(context) == {}


def test_before_any_recovery_nothing_is_made(home: Path) -> None:
    ended = Shell(home)("due", "--tell")
    assert (ended.code, ended.out, ended.err) == (1, "", "")
    assert not home.exists()


def test_a_line_to_call_about_is_said_first(shell: Shell) -> None:
    shell("sign", "blisters", "yes")
    (shell.home / "settings.toml").write_text('loud = "bell"\n', "utf-8")
    command = afterglow(shell.home, "--now", "2026-11-23T08:55", "due", "--tell")
    with Terminal(command, env={"TZ": "Europe/Berlin", "PYTHONPATH": str(ROOT)}) as terminal:
        assert terminal.wait_end() == 0
        assert terminal.raw.startswith(b"\a")
        assert "08:00  " in terminal.text
    assert Shell(shell.home, now="2026-11-23T08:55")("due", "--tell", "--json").code == 2


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("xterm-kitty", b"\x1b]99;i=afterglow;Aftercare: 4 things. First: when to call.\x1b\\! You said"),
        (
            "xterm-ghostty",
            b"\x1b]777;notify;Afterglow;Aftercare: 4 things. First: when to call.\x1b\\! You said",
        ),
        ("xterm-256color", b"\a! You said"),
    ],
)
def test_in_a_terminal_it_tells_by_what_that_understands(shell: Shell, term: str, expected: bytes) -> None:
    shell("sign", "blisters", "yes")
    (shell.home / "settings.toml").write_text('loud = "desktop"\n', "utf-8")
    command = afterglow(shell.home, "--now", "2026-11-23T08:55", "due", "--tell")
    # Over ssh, so that no desktop of this machine is meant.
    env = {"TZ": "Europe/Berlin", "PYTHONPATH": str(ROOT), "TERM": term, "SSH_TTY": "/dev/pts/1"}
    with Terminal(command, env=env) as terminal:
        assert terminal.wait_end() == 0
        assert terminal.raw.startswith(expected)


def test_it_loads_nothing_heavy_and_from_a_bare_environment_it_works(shell: Shell) -> None:
    given = ["--home", str(shell.home), "--now", "2026-11-23T05:00", "due", "--tell"]
    ended = subprocess.run(
        ["env", "-i", f"PYTHONPATH={ROOT}", sys.executable, "-c", SCRIPT, *given],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (1, "")
    assert set(ended.stderr.splitlines()[-1].split()).isdisjoint(HEAVY)
