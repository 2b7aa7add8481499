"""`watch`: a line when something comes, told once, by a command if there is one; only a signal ends it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from tests.conftest import Contexts
from tests.support.apps import at, clock_of
from tests.support.commands import Shell
from tests.support.notifications import has_bus, notification_desk
from tests.support.running import ROOT, shortly_before
from tests.support.terminal import PATIENCE
from tui.cli import watch
from tui.cli.watch import Watcher
from tui.journal import ClaimState, JournalError, Reason
from tui.recovery.context import AppContext
from tui.reminders.tellers import TellerName, tellers
from tui.settings import Loud, Settings

QUIET = Settings(loud=Loud.QUIET)


def watcher(context: AppContext, command: str | None = None) -> Watcher:
    return Watcher(context, command, lambda: None, lambda: False)


def pass_until(context: AppContext, moment: str) -> None:
    clock_of(context).advance(at(moment) - context.now())


def claims(context: AppContext) -> dict[str, tuple[str, ClaimState]]:
    return {each.key[11:]: (each.by, each.state) for each in context.journal.claims("small")}


def test_a_line_when_it_comes_and_sleep_until_the_next(
    contexts: Contexts, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    context, heard = contexts("2026-11-23T12:59"), tmp_path / "heard"
    watching = watcher(context, f'echo "$AFTERGLOW_TEXT" >> {heard}')

    assert watching.look() == 30
    assert capsys.readouterr().out == "08:00  Wash, moisturise, sunscreen\n"
    pass_until(context, "2026-11-23T12:59:50")
    assert watching.look() == 10
    pass_until(context, "2026-11-23T13:00")
    assert watching.look() == 30
    assert watching.look() == 30
    assert capsys.readouterr().out == "13:00  Moisturise\n"
    assert heard.read_text("utf-8") == "Aftercare: 1 thing\n"
    assert claims(context) == {"midday": ("command", ClaimState.CONFIRMED)}
    (teller,) = tellers(context.paths.tellers)
    assert (teller.name, teller.seen) == (TellerName.WATCH, at("2026-11-23T13:00"))


def test_what_came_while_the_machine_slept_is_one_telling(
    contexts: Contexts, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    context, heard = contexts("2026-11-23T07:00"), tmp_path / "heard"
    watching = watcher(context, f'echo "$AFTERGLOW_TEXT" >> {heard}')
    watching.look()
    clock_of(context).jump(timedelta(hours=6, minutes=30))

    watching.look()

    assert capsys.readouterr().out == "08:00  Wash, sunscreen\n13:00  Moisturise\n"
    assert heard.read_text("utf-8") == "Aftercare: 3 things\n"


@pytest.mark.parametrize(
    ("command", "sentence", "state"),
    [
        ("exit 3", "'exit 3' failed, with code 3. What is due is told without it.", ClaimState.RETURNED),
        ("nowhere-at-all", "nowhere-at-all failed, with code 127.", ClaimState.RETURNED),
        ("sleep 60 & wait", "'sleep 60 & wait' did not end within 0 s, and was stopped.", ClaimState.CLAIMED),
    ],
)
def test_a_command_that_fails_or_hangs_is_named_and_the_watch_goes_on(
    contexts: Contexts,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    sentence: str,
    state: ClaimState,
) -> None:
    monkeypatch.setattr(watch, "COMMAND_SECONDS", 0.2)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    context = contexts("2026-11-23T13:00")
    watching = watcher(context, command)

    assert watching.look() == 30
    assert sentence in capsys.readouterr().err
    assert claims(context)["midday"][1] is state
    assert watching.look() == 30
    assert capsys.readouterr() == ("", "")


def test_a_journal_that_fails_is_told_once_and_looked_at_again(
    contexts: Contexts, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    context = contexts("2026-11-23T12:59")
    watching = watcher(context)

    def fail(*_: object) -> None:
        raise JournalError(Reason.BUSY, context.journal.path, "Somebody holds it.")

    with monkeypatch.context() as patch:
        patch.setattr(watch, "coming_of_all", fail)
        assert (watching.look(), watching.look()) == (30, 30)
    assert capsys.readouterr().err == f"Somebody holds it. Its file is {context.journal.path}.\n"
    watching.look()
    assert capsys.readouterr() == ("08:00  Wash, moisturise, sunscreen\n", "")


def test_silent_is_lines_alone(contexts: Contexts, tmp_path: Path) -> None:
    context = contexts("2026-11-23T13:00", settings=Settings(loud=Loud.SILENT))
    watcher(context, f"touch {tmp_path}/heard").look()
    assert not (tmp_path / "heard").exists()
    assert claims(context) == {}


@pytest.mark.skipif(not has_bus(), reason="no dbus-daemon")
@pytest.mark.parametrize(
    ("press", "words"),
    [
        ("done", "Midday: ticked. afterglow undo takes it back.\n"),
        ("later", "Midday: put off until 13:15.\n"),
    ],
)
def test_a_button_acts_on_the_journal(
    contexts: Contexts,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    press: str,
    words: str,
) -> None:
    context, woken = contexts("2026-11-23T13:00"), list[bool]()
    with notification_desk(tmp_path, press=press) as desk:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desk.address)
        watching = Watcher(context, None, lambda: woken.append(True), lambda: False)
        watching.look()
        until = time.monotonic() + PATIENCE
        while not woken and time.monotonic() < until:
            time.sleep(0.01)
        watching.look()
        watching.close()
    assert capsys.readouterr().out.endswith(words)


@contextmanager
def running(shell: Shell, now: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tui", "--home", str(shell.home), "--now", now, "watch", *arguments]
    env = {"PATH": os.environ["PATH"], "TZ": "Europe/Berlin", "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=env, text=True, stdout=pipe, stderr=pipe) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_well(shell: Shell, number: signal.Signals) -> None:
    with running(shell, shortly_before("2026-11-23T13:00"), "--exec", "echo heard") as process:
        assert process.stdout is not None
        lines = iter(process.stdout.readline, "")
        assert next(lines) == "Telling what comes, until ctrl+c.\n"
        assert any(line == "heard\n" for line in lines)
        process.send_signal(number)
        _, err = process.communicate(timeout=PATIENCE)
        assert (process.returncode, err) == (0, "")
