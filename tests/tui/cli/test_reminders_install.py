"""`reminders install` and `remove`: shown, asked, written, checked; what somebody changed is left alone."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.commands import Answers, Ended, Shell, begun
from tests.support.notifications import has_bus, notification_desk
from tests.support.running import ROOT
from tui.reminders.timers import has_cron_block

CRONTAB = """#!/bin/sh
case "$1" in
-l) cat {file} 2>/dev/null || {{ echo "no crontab for you" >&2; exit 1; }} ;;
-) cat > {file} ;;
esac
"""


@pytest.fixture
def units(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the units of somebody who has a home folder and no more."""
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    return tmp_path / "user" / ".config" / "systemd" / "user"


@pytest.fixture
def crontab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that a crontab command of the test's own reads and writes."""
    tools = tmp_path / "tools"
    tools.mkdir()
    command = tools / "crontab"
    command.write_text(CRONTAB.format(file=tmp_path / "crontab"), "utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
    return tmp_path / "crontab"


def install(shell: Shell, *more: str) -> Ended:
    return shell("reminders", "install", *more)


def test_units_are_shown_asked_for_written_checked_and_taken_away(
    shell: Shell, units: Path, answers: Answers
) -> None:
    asked = answers("n", "y", "y")
    assert install(shell, "systemd").code == 1
    assert not units.exists()

    ended = install(shell, "systemd")

    assert ended.code == 0, ended.err
    assert asked == ["Write these? y/n: "] * 2
    files = sorted(units.iterdir())
    assert [each.name for each in files] == ["afterglow-tell.service", "afterglow-tell.timer"]
    for each in files:
        assert f"{each}:" in ended.out
        assert all(f"  {line}" in ended.out for line in each.read_text("utf-8").splitlines())
    assert f'"--home" "{shell.home}" "due" "--tell"' in files[0].read_text("utf-8")
    again = install(shell, "systemd", "--yes")
    assert again.out.startswith("The timer is there already, as it would be written.\n")
    ended = shell("reminders", "remove", "systemd")
    assert (ended.code, ended.out) == (0, "The timer of systemd is taken away.\n")
    assert list(units.iterdir()) == []
    assert shell("reminders", "remove", "systemd").err == "There is no timer of Afterglow's here.\n"


def test_a_unit_changed_by_hand_is_neither_overwritten_nor_taken_away(shell: Shell, units: Path) -> None:
    assert install(shell, "systemd", "--yes").code == 0
    timer = units / "afterglow-tell.timer"
    mine = timer.read_text("utf-8").replace("*:0/5", "*:0/2")
    timer.write_text(mine, "utf-8")

    for command in (("install", "systemd"), ("remove", "systemd")):
        ended = shell("reminders", *command, "--yes")
        assert (ended.code, ended.out) == (1, "")
        assert ended.err == (
            f"{timer} was changed by hand, and stays as it is. To have it written anew, take it away first.\n"
        )
    assert timer.read_text("utf-8") == mine


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze")
def test_systemd_itself_finds_what_is_wrong(
    shell: Shell, units: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.reminders.timer_setup.timer_unit", lambda: "[Timer]\nOnCalendar=never\n")
    ended = install(shell, "systemd", "--yes")

    assert ended.code == 1
    assert ended.err.startswith("systemd does not take these, so they are not kept: ")
    assert list(units.iterdir()) == []


def test_units_that_systemd_does_not_take_are_not_kept(
    shell: Shell, units: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.reminders.timer_setup._verify", lambda _: "Unknown lvalue.")
    ended = install(shell, "systemd", "--yes")

    assert (ended.code, ended.err) == (
        1,
        "systemd does not take these, so they are not kept: Unknown lvalue.\n",
    )
    assert list(units.iterdir()) == []


def test_without_a_terminal_it_asks_for_yes_and_writes_nothing(shell: Shell, units: Path) -> None:
    ended = install(shell, "systemd")
    assert (ended.code, ended.err) == (2, "Nobody can be asked here. Without being asked: --yes\n")
    assert not units.exists()


def test_a_home_that_no_timer_can_name_is_refused(tmp_path: Path, units: Path, crontab: Path) -> None:
    odd = Shell(tmp_path / "a\nb")
    for way in ("systemd", "cron"):
        ended = install(odd, way, "--yes")
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.endswith("holds a character that no timer can say.\n")
    assert not units.exists()
    assert not crontab.exists()


@pytest.mark.parametrize("before", [None, "0 1 * * * mine % x\n"])
def test_a_crontab_gets_its_lines_and_loses_no_other(shell: Shell, crontab: Path, before: str | None) -> None:
    if before is not None:
        crontab.write_text(before, "utf-8")
    ended = install(shell, "cron", "--yes")

    assert ended.code == 0, ended.err
    written = crontab.read_text("utf-8")
    assert written.startswith(before or "")
    assert has_cron_block(written)
    assert install(shell, "cron").out == "Your crontab has it already, as it would be written.\n"
    assert shell("reminders", "remove", "--yes").out == "The lines in your crontab are taken away.\n"
    assert crontab.read_text("utf-8") == (before or "")


def test_lines_changed_by_hand_stay_and_a_crontab_that_cannot_be_read_is_not_written(
    shell: Shell, crontab: Path, tmp_path: Path
) -> None:
    install(shell, "cron", "--yes")
    mine = crontab.read_text("utf-8").replace("*/5", "*/2")
    crontab.write_text(mine, "utf-8")
    for command in (("install", "cron"), ("remove", "cron")):
        ended = shell("reminders", *command, "--yes")
        assert ended.code == 1
        assert ended.err.startswith("What your crontab says of Afterglow was changed by hand, and stays")
    assert crontab.read_text("utf-8") == mine
    (tmp_path / "tools" / "crontab").write_text("#!/bin/sh\necho You may not >&2; exit 1\n", "utf-8")
    ended = install(shell, "cron", "--yes")
    assert (ended.code, ended.err) == (1, "Your crontab cannot be read: You may not.\n")


@pytest.mark.parametrize(
    ("system", "says"), [("launchd", "launchctl bootout"), ("windows", "schtasks /Delete")]
)
def test_for_other_systems_it_prints_what_to_do(shell: Shell, system: str, says: str) -> None:
    assert says in install(shell, system).out
    assert shell("reminders", "remove", system).out.startswith(says)


@pytest.mark.skipif(not has_bus(), reason="no dbus-daemon")
def test_the_crontab_line_tells_from_crons_bare_environment(
    home: Path, crontab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = begun(home)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    assert install(shell, "cron", "--yes").code == 0
    line = crontab.read_text("utf-8").splitlines()[-2]
    command = line.removeprefix("*/5 * * * * ").replace("due --tell", "--now 2026-11-23T13:02 due --tell")
    command = command.replace(" >/dev/null 2>&1", "")
    bare = {"HOME": str(tmp_path), "LOGNAME": "me", "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin"}
    with notification_desk(tmp_path) as desk:
        address = desk.address.removeprefix("unix:path=").partition(",")[0]
        (tmp_path / "bus").symlink_to(address)
        # What a session has beside that, and cron has not; the address itself is looked for.
        bare |= {"XDG_RUNTIME_DIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
        ended = subprocess.run(
            ["/bin/sh", "-c", command], env=bare, capture_output=True, text=True, check=False
        )
        assert (ended.returncode, ended.stderr) == (0, "")
        assert desk.texts == ["Aftercare: 4 things"]
