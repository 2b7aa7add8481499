"""`reminders install` and `remove`: a timer that tells while the app is closed. It is shown, then written."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from shlex import join
from shutil import which
from tempfile import TemporaryDirectory

import click

from tui.cli.ending import NO, OK, RefusedError, UsageError, parse_argument
from tui.cli.group import Command
from tui.cli.output.lines import say, warn
from tui.cli.terminal import can_ask, confirm
from tui.paths import make_folder, read_file, replace_file
from tui.recovery.context import AppContext
from tui.reminders.timers import (
    MINUTES,
    UNIT,
    cron_block,
    has_cron_block,
    is_untouched,
    launchd_recipe,
    service_unit,
    timer_unit,
    windows_recipe,
    with_cron_block,
)
from tui.text.humanize import full_stop, listed, reason_of

SYSTEMD, CRON, LAUNCHD, WINDOWS = "systemd", "cron", "launchd", "windows"
_MOST = 1 << 20
"""Bytes of a unit that are read."""
_SECONDS = 30.0
"""So long may a program of the system take."""
_BY_HAND = "was changed by hand, and stays as it is. To have it written anew, take it away first."

_YES = click.option("--yes", is_flag=True, help="Without being asked.")


@click.command(cls=Command)
@click.argument("by", type=click.Choice([SYSTEMD, CRON, LAUNCHD, WINDOWS]), required=False)
@_YES
@click.pass_obj
def install(context: AppContext, by: str | None, yes: bool) -> int:
    """Have a timer tell what is due while the app is closed.

    A timer of systemd, or a line for cron, that runs `afterglow due --tell` every five minutes. Shows what it
    would write, asks, writes it and has it checked. For launchd of macOS and the scheduler of Windows it
    prints what to do. A timer that somebody changed by hand is left alone.
    """
    way = by or _usual()
    command, environ = _command(context), _environ(context)
    if way == LAUNCHD:
        say(*launchd_recipe(command, environ).splitlines())
    elif way == WINDOWS:
        say(*windows_recipe(command, environ).splitlines())
    elif way == CRON:
        return _install_cron(parse_argument(cron_block, command, environ), yes)
    else:
        folder = _unit_folder()
        units = {
            folder / f"{UNIT}.service": parse_argument(service_unit, command, environ),
            folder / f"{UNIT}.timer": timer_unit(),
        }
        return _install_units(units, yes)
    return OK


@click.command(cls=Command)
@click.argument("by", type=click.Choice([SYSTEMD, CRON, LAUNCHD, WINDOWS]), required=False)
@_YES
@click.pass_obj
def remove(context: AppContext, by: str | None, yes: bool) -> int:
    """Take away the timer that install wrote. What somebody changed by hand is left alone."""
    if by in (LAUNCHD, WINDOWS):
        lines = (launchd_recipe if by == LAUNCHD else windows_recipe)(["afterglow"], {}).splitlines()
        say(next(line for line in lines if "To end it" in line).partition("To end it: ")[2])
        return OK
    ends = [
        *([_remove_units(yes)] if by in (SYSTEMD, None) and any(map(os.path.lexists, _units())) else []),
        *([_remove_cron(yes)] if by in (CRON, None) and has_cron_block(_crontab()) else []),
    ]
    if not ends:
        raise RefusedError("There is no timer of Afterglow's here.")
    return max(ends)


def _usual() -> str:
    """What this system has.

    Raises:
        RefusedError: If it has neither.
    """
    if sys.platform == "darwin":
        return LAUNCHD
    if sys.platform == "win32":
        return WINDOWS
    if which("systemctl") and os.path.isdir("/run/systemd/system"):
        return SYSTEMD
    if which("crontab"):
        return CRON
    raise RefusedError(
        "Neither systemd nor cron is here. Whatever runs this every five minutes tells: afterglow due --tell"
    )


def _command(context: AppContext) -> list[str]:
    """What a timer runs: this very program, by its whole path, on the same files."""
    python = Path(sys.executable).absolute()
    script = python.with_name("afterglow")
    program = [str(script)] if script.exists() else [str(python), "-m", "tui"]
    home = context.paths.home
    return [*program, *(["--home", str(home)] if home else []), "due", "--tell"]


def _environ(context: AppContext) -> dict[str, str]:
    """What moves the places of the files, and a timer would not know of."""
    names = () if context.paths.home else ("XDG_CONFIG_HOME", "XDG_DATA_HOME")
    return {name: value for name in names if (value := os.environ.get(name))}


def _unit_folder() -> Path:
    config = os.environ.get("XDG_CONFIG_HOME") or str(Path("~/.config").expanduser())
    return Path(config) / "systemd" / "user"


def _units() -> tuple[Path, Path]:
    folder = _unit_folder()
    return folder / f"{UNIT}.timer", folder / f"{UNIT}.service"


def _ask(question: str, yes: bool) -> bool:
    """Whether they want it.

    Raises:
        UsageError: If nobody can be asked.
    """
    if yes:
        return True
    if not can_ask():
        raise UsageError("Nobody can be asked here. Without being asked: --yes")
    return confirm(question)


def _install_units(units: dict[Path, str], yes: bool) -> int:
    by_hand = [path for path in units if _is_by_hand(path)]
    if by_hand:
        raise RefusedError(f"{listed(list(map(str, by_hand)))} {_BY_HAND}")
    if all(_text(path) == text for path, text in units.items()):
        say("The timer is there already, as it would be written.")
        return _start()
    for path, text in units.items():
        say(f"{path}:", *(f"  {line}" for line in text.splitlines()), "")
    if not _ask("Write these?", yes):
        return NO
    before = {path: _text(path) for path in units}
    for path, text in units.items():
        make_folder(path.parent)
        replace_file(path, text.encode())
    if fault := _verify(list(units)):
        for path, old in before.items():
            if old is None:
                path.unlink()
            else:
                replace_file(path, old.encode())
        raise RefusedError(f"systemd does not take these, so they are not kept: {fault}")
    return _start()


def _start() -> int:
    """Have the timer run, as far as the person's own systemd runs; say what it came to."""
    steps = (["daemon-reload"], ["enable", "--now", f"{UNIT}.timer"])
    for step in steps:
        code, fault = _run(["systemctl", "--user", *step])
        if code:
            say(f"Written. It does not run yet: {fault}")
            say(f"When you are logged in at the desktop: systemctl --user enable --now {UNIT}.timer")
            return OK
    say(f"The timer runs: every {MINUTES} minutes. To take it away: afterglow reminders remove")
    return OK


def _verify(paths: Sequence[Path]) -> str:
    """What systemd finds wrong with units; empty is nothing, or that nobody can tell."""
    if which("systemd-analyze") is None:
        return ""
    with TemporaryDirectory() as folder:
        # Without one, as where nobody is logged in, it looks at nothing.
        environ = {"XDG_RUNTIME_DIR": folder, **os.environ}
        code, fault = _run(["systemd-analyze", "--user", "verify", *map(str, paths)], environ)
    return fault if code else ""


def _remove_units(yes: bool) -> int:
    there = [path for path in _units() if os.path.lexists(path)]
    by_hand = [path for path in there if _is_by_hand(path)]
    if by_hand:
        warn(f"{listed(list(map(str, by_hand)))} {_BY_HAND}")
        return NO
    if not _ask(f"Take away {listed(list(map(str, there)))}?", yes):
        return NO
    _run(["systemctl", "--user", "disable", "--now", f"{UNIT}.timer"])
    for path in there:
        path.unlink(missing_ok=True)
    # What enabling made, where no systemd runs to take it away.
    with suppress(OSError):
        (_unit_folder() / "timers.target.wants" / f"{UNIT}.timer").unlink()
    _run(["systemctl", "--user", "daemon-reload"])
    say("The timer of systemd is taken away.")
    return OK


def _is_by_hand(path: Path) -> bool:
    """Whether a unit is there that is not as this program wrote it."""
    text = _text(path)
    return text is not None and not is_untouched(text)


def _text(path: Path) -> str | None:
    """What a unit says; None where there is none.

    Raises:
        OSError: If it cannot be read.
    """
    try:
        return read_file(path, _MOST).decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return None


def _install_cron(block: str, yes: bool) -> int:
    before = _crontab()
    try:
        after = with_cron_block(before, block)
    except ValueError:
        raise RefusedError(f"What your crontab says of Afterglow {_BY_HAND} crontab -e") from None
    if after == before:
        say("Your crontab has it already, as it would be written.")
        return OK
    say("In your crontab:", *(f"  {line}" for line in block.splitlines()), "")
    if not _ask("Write this?", yes):
        return NO
    _write_crontab(after)
    say(f"cron looks every {MINUTES} minutes. To take it away: afterglow reminders remove")
    return OK


def _remove_cron(yes: bool) -> int:
    before = _crontab()
    try:
        after = with_cron_block(before, "")
    except ValueError:
        warn(f"What your crontab says of Afterglow {_BY_HAND} crontab -e")
        return NO
    if not _ask("Take the lines for Afterglow out of your crontab?", yes):
        return NO
    _write_crontab(after)
    say("The lines in your crontab are taken away.")
    return OK


def _crontab() -> str:
    """The person's crontab as it is; empty where there is none.

    Raises:
        RefusedError: If it cannot be read.
    """
    if which("crontab") is None:
        return ""
    try:
        ended = subprocess.run(["crontab", "-l"], capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        raise RefusedError("Your crontab cannot be read: crontab -l does not answer.") from None
    said = ended.stderr.decode(errors="replace")
    if ended.returncode and "no crontab" not in said:
        raise RefusedError(f"Your crontab cannot be read: {_first_line(said)}")
    return ended.stdout.decode("utf-8", "surrogateescape")


def _write_crontab(text: str) -> None:
    """Put a crontab in the place of the person's, and read it back.

    Raises:
        RefusedError: If cron does not take it.
    """
    given = text.encode("utf-8", "surrogateescape")
    try:
        ended = subprocess.run(
            ["crontab", "-"], input=given, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        raise RefusedError("cron does not take it: crontab does not answer.") from None
    if ended.returncode or _crontab() != text:
        raise RefusedError(f"cron does not take it: {_first_line(ended.stderr.decode(errors='replace'))}")


def _run(command: Sequence[str], environ: Mapping[str, str] | None = None) -> tuple[int, str]:
    """A program of the system: its exit code, and what it says is wrong, in a line."""
    try:
        ended = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            check=False,
            env=environ,
        )
    except subprocess.TimeoutExpired:
        return NO, f"{join(command[:2])} does not answer."
    except OSError as error:
        return NO, f"{command[0]} cannot be run: {reason_of(error)}."
    return ended.returncode, _first_line(ended.stderr or ended.stdout)


def _first_line(text: str) -> str:
    lines = text.strip().splitlines()
    return full_stop(lines[0]) if lines else "it does not say why."
