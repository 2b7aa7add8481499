"""Who tells of reminders, since when, and when it was last seen alive: a small file for each, touched.

No entry of the journal, for that would wake the others. What cannot be written or read here stops no telling.
"""

import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from tui.paths import NotAFileError, make_folder, read_file, replace_file
from tui.reminders.clocks import Clocks
from tui.reminders.occasion import Lateness

_MOST = 200
"""Bytes of a teller's file."""
_MOST_FAULT = 2000


class TellerName(StrEnum):
    """What tells. Each has one file, of this name."""

    APP = "app"
    WATCH = "watch"
    TIMER = "timer"
    """Whatever runs `due --tell` again and again."""
    CALENDAR = "calendar"
    """A file that was written once, and rings in another program."""


_EVERY = {
    TellerName.APP: timedelta(minutes=2),
    TellerName.WATCH: timedelta(minutes=2),
    TellerName.TIMER: timedelta(minutes=11),
}
"""How long ago what lives was seen, at most: twice as long as it may sleep, and a bit."""


class Teller(Struct, frozen=True):
    """One teller as it was last seen. All instants in UTC."""

    name: TellerName
    since: datetime
    """When this run of it began; of a timer when it first ran, of a calendar when it was written."""
    seen: datetime
    until: datetime | None = None
    """Until when a calendar file reaches, exclusive."""

    def is_alive(self, now: datetime) -> bool:
        """Whether it tells at a moment, as far as can be seen; of a calendar, whether it reaches so far."""
        if self.until is not None:
            return now < self.until
        # One that was seen after `now` was seen by a clock that ran ahead.
        return abs(now - self.seen) <= _EVERY.get(self.name, timedelta())


def touch(folder: Path, name: TellerName, now: datetime) -> None:
    """Say that a teller lives; what `begin` wrote stays."""
    path = folder / name
    try:
        os.utime(path, (now.timestamp(), now.timestamp()))
    except FileNotFoundError:
        begin(folder, name, now)
    except OSError:
        pass


def begin(folder: Path, name: TellerName, now: datetime, until: datetime | None = None) -> None:
    """Say that a teller begins to live, or that a calendar was written which reaches until a moment."""
    lines = [instant.astimezone(UTC).isoformat() for instant in (now, until) if instant is not None]
    with suppress(OSError):
        replace_file(make_folder(folder) / name, "".join(f"{line}\n" for line in lines).encode())
        os.utime(folder / name, (now.timestamp(), now.timestamp()))


def forget(folder: Path, name: TellerName) -> None:
    """Say that a teller was taken away, and is not merely silent."""
    with suppress(OSError):
        (folder / name).unlink(missing_ok=True)


class TellerFault(NamedTuple):
    """Why a teller could not tell."""

    at: datetime
    sentence: str


def put_fault(folder: Path, name: TellerName, now: datetime, sentence: str) -> None:
    """Note that a teller could not tell: nobody sees what a timer prints. Empty takes the note away."""
    path = folder / f"{name}-fault"
    with suppress(OSError):
        if sentence:
            replace_file(path, f"{now.astimezone(UTC).isoformat()}\n{sentence}\n".encode())
        else:
            path.unlink(missing_ok=True)


def fault_of(folder: Path, name: TellerName) -> TellerFault | None:
    """Why a teller could not tell the last time that it had something to; None where it could."""
    try:
        at, _, sentence = read_file(folder / f"{name}-fault", _MOST_FAULT).decode().partition("\n")
        return TellerFault(datetime.fromisoformat(at).astimezone(UTC), sentence.strip())
    except (OSError, NotAFileError, ValueError, OverflowError):
        return None


def put_clocks(folder: Path, name: TellerName, clocks: Clocks) -> None:
    """Note what the clocks said when a teller that ends each time last looked."""
    text = f"{clocks.now.astimezone(UTC).isoformat()} {clocks.steady} {clocks.since_boot or 0.0}\n"
    with suppress(OSError):
        replace_file(make_folder(folder) / f"{name}-clocks", text.encode())


def clocks_of(folder: Path, name: TellerName) -> Clocks | None:
    """What the clocks said at the last look of a teller that ends each time; None where that is not known."""
    try:
        now, steady, since_boot = read_file(folder / f"{name}-clocks", _MOST).decode().split()
        return Clocks(datetime.fromisoformat(now).astimezone(UTC), float(steady), float(since_boot) or None)
    except (OSError, NotAFileError, ValueError, OverflowError):
        return None


def why_late(clocks: Clocks, before: Clocks | None) -> Lateness | None:
    """Why a timer tells late what came since it looked last; None where it ran as often as it should.

    Args:
        before: At that look. None where that is not known.
    """
    if before is None:
        return None
    if clocks.is_of_another_boot(before):
        return Lateness.CLOSED
    why = clocks.reason(before)
    if why is not Lateness.STOPPED:
        return why
    gap = clocks.now.astimezone(UTC) - before.now.astimezone(UTC)
    return Lateness.CLOSED if gap > _EVERY[TellerName.TIMER] else None


def tellers(folder: Path) -> tuple[Teller, ...]:
    """Every teller that was ever seen, in the order of `TellerName`."""
    found = (_read(folder / name, name) for name in TellerName)
    return tuple(each for each in found if each is not None)


def _read(path: Path, name: TellerName) -> Teller | None:
    try:
        lines = [datetime.fromisoformat(line) for line in read_file(path, _MOST).decode().split()]
        seen = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        return Teller(name, lines[0].astimezone(UTC), seen, *(each.astimezone(UTC) for each in lines[1:2]))
    except (OSError, NotAFileError, ValueError, IndexError, OverflowError):
        return None
