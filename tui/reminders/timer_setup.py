"""A timer of the system's that tells while the app is closed: what it would write, writing it, removing it.

Nothing is written before `set_up`, which whoever asks the person calls.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from shlex import join
from shutil import which
from tempfile import TemporaryDirectory
from typing import NamedTuple

from msgspec import Struct

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

_MOST = 1 << 20
"""Bytes of a unit that are read."""
_SECONDS = 30.0
"""So long may a program of the system take."""
BY_HAND = "was changed by hand, and stays as it is. To have it written anew, take it away first."
_TO_REMOVE = "To take it away: afterglow reminders remove"


class TimerSetupError(Exception):
    """Why no timer is set up or taken away; nothing of it was kept. `str()` is the sentence."""


class TimerWay(StrEnum):
    """What runs `due --tell` every few minutes."""

    SYSTEMD = "systemd"
    CRON = "cron"
    LAUNCHD = "launchd"
    WINDOWS = "windows"


class TimerSetup(NamedTuple):
    """What came of setting a timer up."""

    runs: bool
    """Whether it looks from now on, as far as the system says."""
    sentences: tuple[str, ...]


class TimerPlan(Struct, frozen=True):
    """What would be written, and where."""

    way: TimerWay
    units: Mapping[Path, str] = {}
    """The text of each unit of systemd, by its file."""
    block: str = ""
    """The lines for a crontab."""
    recipe: str = ""
    """What the person has to do by hand, where this program writes nothing."""
    is_there: bool = False
    """Whether all of it is there already, as it would be written."""


def usual_way() -> TimerWay:
    """What this system has.

    Raises:
        TimerSetupError: If it has neither.
    """
    if sys.platform == "darwin":
        return TimerWay.LAUNCHD
    if sys.platform == "win32":
        return TimerWay.WINDOWS
    if which("systemctl") and os.path.isdir("/run/systemd/system"):
        return TimerWay.SYSTEMD
    if which("crontab"):
        return TimerWay.CRON
    raise TimerSetupError(
        "Neither systemd nor cron is here. Whatever runs this every five minutes tells: afterglow due --tell"
    )


def plan_timer(context: AppContext, way: TimerWay) -> TimerPlan:
    """What a timer would need.

    Raises:
        ValueError: If no timer can name what it would run.
        TimerSetupError: If what is there was changed by hand, or cannot be read.
        OSError: If a unit cannot be read.
    """
    command, environ = _command(context), _environ(context)
    match way:
        case TimerWay.LAUNCHD:
            return TimerPlan(way, recipe=launchd_recipe(command, environ))
        case TimerWay.WINDOWS:
            return TimerPlan(way, recipe=windows_recipe(command, environ))
        case TimerWay.CRON:
            block, before = cron_block(command, environ), read_crontab()
            return TimerPlan(way, block=block, is_there=_with_block(before, block) == before)
        case TimerWay.SYSTEMD:
            timer, service = unit_paths()
            units = {service: service_unit(command, environ), timer: timer_unit()}
            if by_hand := [path for path in units if is_by_hand(path)]:
                raise TimerSetupError(f"{listed(list(map(str, by_hand)))} {BY_HAND}")
            return TimerPlan(way, units, is_there=all(_text(path) == text for path, text in units.items()))


def set_up(plan: TimerPlan) -> TimerSetup:
    """Write a timer that is not a recipe, have it checked, and let it run.

    Raises:
        TimerSetupError: If the system does not take it; then all is as it was.
        OSError: If it cannot be written.
    """
    if plan.block:
        _write_crontab(_with_block(read_crontab(), plan.block))
        return TimerSetup(True, (f"cron looks every {MINUTES} minutes. {_TO_REMOVE}",))
    if not plan.is_there:
        _write_units(plan.units)
    return _start()


def ways_there() -> tuple[TimerWay, ...]:
    """By what a timer of this program's is there, changed by hand or not.

    Raises:
        TimerSetupError: If the crontab cannot be read.
    """
    has_units = any(map(os.path.lexists, unit_paths()))
    has_block = has_cron_block(read_crontab())
    return (*([TimerWay.SYSTEMD] if has_units else []), *([TimerWay.CRON] if has_block else []))


def take_units_away() -> str:
    """Take the units away; what came of it in a sentence.

    Raises:
        TimerSetupError: If one was changed by hand; then nothing is taken away.
        OSError: If one cannot be taken away.
    """
    if by_hand := [path for path in unit_paths() if is_by_hand(path)]:
        raise TimerSetupError(f"{listed(list(map(str, by_hand)))} {BY_HAND}")
    _run(["systemctl", "--user", "disable", "--now", f"{UNIT}.timer"])
    for path in unit_paths():
        path.unlink(missing_ok=True)
    # What enabling made, where no systemd runs to take it away.
    with suppress(OSError):
        (_unit_folder() / "timers.target.wants" / f"{UNIT}.timer").unlink()
    _run(["systemctl", "--user", "daemon-reload"])
    return "The timer of systemd is taken away."


def take_block_away() -> str:
    """Take the lines out of the crontab; what came of it in a sentence.

    Raises:
        TimerSetupError: If they were changed by hand, or cron does not take it.
    """
    _write_crontab(_with_block(read_crontab(), ""))
    return "The lines in your crontab are taken away."


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


def unit_paths() -> tuple[Path, Path]:
    """Where the timer and its service would be."""
    folder = _unit_folder()
    return folder / f"{UNIT}.timer", folder / f"{UNIT}.service"


def _write_units(units: Mapping[Path, str]) -> None:
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
        raise TimerSetupError(f"systemd does not take these, so they are not kept: {fault}")


def _start() -> TimerSetup:
    """Have the timer run, as far as the person's own systemd runs; say what it came to."""
    steps = (["daemon-reload"], ["enable", "--now", f"{UNIT}.timer"])
    for step in steps:
        code, fault = _run(["systemctl", "--user", *step])
        if code:
            later = f"When you are logged in at the desktop: systemctl --user enable --now {UNIT}.timer"
            return TimerSetup(False, (f"Written. It does not run yet: {fault}", later))
    return TimerSetup(True, (f"The timer runs: every {MINUTES} minutes. {_TO_REMOVE}",))


def _verify(paths: Sequence[Path]) -> str:
    """What systemd finds wrong with units; empty is nothing, or that nobody can tell."""
    if which("systemd-analyze") is None:
        return ""
    with TemporaryDirectory() as folder:
        # Without one, as where nobody is logged in, it looks at nothing.
        environ = {"XDG_RUNTIME_DIR": folder, **os.environ}
        code, fault = _run(["systemd-analyze", "--user", "verify", *map(str, paths)], environ)
    return fault if code else ""


def is_by_hand(path: Path) -> bool:
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


def _with_block(crontab: str, block: str) -> str:
    try:
        return with_cron_block(crontab, block)
    except ValueError:
        raise TimerSetupError(f"What your crontab says of Afterglow {BY_HAND} crontab -e") from None


def read_crontab() -> str:
    """The person's crontab as it is; empty where there is none.

    Raises:
        TimerSetupError: If it cannot be read.
    """
    if which("crontab") is None:
        return ""
    try:
        ended = subprocess.run(["crontab", "-l"], capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        raise TimerSetupError("Your crontab cannot be read: crontab -l does not answer.") from None
    said = ended.stderr.decode(errors="replace")
    if ended.returncode and "no crontab" not in said:
        raise TimerSetupError(f"Your crontab cannot be read: {_first_line(said)}")
    return ended.stdout.decode("utf-8", "surrogateescape")


def _write_crontab(text: str) -> None:
    """Put a crontab in the place of the person's, and read it back.

    Raises:
        TimerSetupError: If cron does not take it.
    """
    given = text.encode("utf-8", "surrogateescape")
    try:
        ended = subprocess.run(
            ["crontab", "-"], input=given, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        raise TimerSetupError("cron does not take it: crontab does not answer.") from None
    if ended.returncode or read_crontab() != text:
        raise TimerSetupError(f"cron does not take it: {_first_line(ended.stderr.decode(errors='replace'))}")


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
        return 1, f"{join(command[:2])} does not answer."
    except OSError as error:
        return 1, f"{command[0]} cannot be run: {reason_of(error)}."
    return ended.returncode, _first_line(ended.stderr or ended.stdout)


def _first_line(text: str) -> str:
    lines = text.strip().splitlines()
    return full_stop(lines[0]) if lines else "it does not say why."
