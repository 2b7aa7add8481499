"""A machine that sleeps, and nights in which clocks change, for programs that run on: by libfaketime.

It moves the wall clock of a running program by a file and leaves its steady clock alone, as a sleep
does; the program is stopped while that lasts. The clock that goes on in a sleep it cannot move, so to
the ledger the wall clock was moved: why something is late is tested with a clock that is passed in.
"""

import os
import re
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.support.long import long
from tests.support.running import ENV, FOOT, shell
from tests.support.terminal import Terminal, afterglow
from tui.clock import SystemClock

LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
BERLIN = ZoneInfo("Europe/Berlin")

pytestmark = pytest.mark.skipif(not (long() and LIBRARY), reason="long, and by libfaketime")


class MovedClock:
    """The wall clock of the programs started with `env`."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @property
    def env(self) -> dict[str, str]:
        """What a program needs to go by it."""
        return {
            **ENV,
            "LD_PRELOAD": str(LIBRARY),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            # The files of the tellers have the time that they were given.
            "NO_FAKE_STAT": "1",
        }

    def move(self, to: str, fold: int = 0) -> None:
        """Let it be a moment in Berlin, and go on from there."""
        wanted = datetime.fromisoformat(to).replace(tzinfo=BERLIN, fold=fold).astimezone(UTC)
        ahead = wanted - SystemClock(ZoneInfo("UTC")).now()
        # Never half of it: it is read before each look at the clock.
        whole = self._file.with_suffix(".new")
        whole.write_text(f"{ahead / timedelta(seconds=1):+.3f}\n", "utf-8")
        whole.replace(self._file)


@contextmanager
def _asleep(*terminals: Terminal) -> Iterator[None]:
    """What runs in these stands still meanwhile."""
    for each in terminals:
        os.kill(each.pid, signal.SIGSTOP)
    yield
    for each in terminals:
        os.kill(each.pid, signal.SIGCONT)


_WORDS = re.compile(rb"\x1b\][^\a\x1b]*\a")
"""What a program says to its terminal may end with the character that rings otherwise."""


def _bells(*terminals: Terminal) -> int:
    return sum(_WORDS.sub(b"", each.raw).count(b"\a") for each in terminals)


def _begun(home: Path, treated: str, loud: str = "bell") -> None:
    shell(home, "start", "picosure-face", "--on", treated, now=f"{treated[:-5]}17:00")
    (home / "settings.toml").write_text(f'loud = "{loud}"\n', "utf-8")


def _told(home: Path, now: str, days: int = 3) -> dict[str, int]:
    """How often each reminder made a sound, by its key."""
    past = shell(home, "reminders", "past", "--days", str(days), "--json", now=now).json
    tellings = {each["key"]: [one for one in each["told"] if one["means"] == "bell"] for each in past}
    assert all(one["state"] == "confirmed" for each in tellings.values() for one in each)
    return {key: len(each) for key, each in tellings.items()}


def test_three_hours_asleep_over_two_slots_are_one_calm_list(tmp_path: Path) -> None:
    home, clock = tmp_path / "home", MovedClock(tmp_path / "clock")
    _begun(home, "2026-11-20T16:00")
    # Morning and a session of one's own in three hours.
    slots = '[slots]\nmorning = "08:00"\nmidday = "10:00"\n'
    (home / "settings.toml").write_text(f'loud = "bell"\n{slots}', "utf-8")
    clock.move("2026-11-23T07:30")
    with ExitStack() as stack:
        app = stack.enter_context(Terminal(afterglow(home), env=clock.env))
        watch = stack.enter_context(Terminal([*afterglow(home), "watch"], env=clock.env))
        app.wait_for(FOOT)
        watch.wait_for("Telling what comes")
        app.rest(6)
        assert _bells(app, watch) == 0
        with _asleep(app, watch):
            clock.move("2026-11-23T10:30")
        screen = app.wait_until(lambda text: "Still waiting: " in text, "no calm list", seconds=30)
        assert screen.count("Still waiting: ") == 1
        assert "Day 3" in screen
        # Until each has looked once more.
        app.rest(35)
        watch.read(1)
        assert app.text.count("Still waiting: ") == 1
        assert _bells(app, watch) == 1
        lines = [line for line in watch.text.splitlines() if line[:2].isdigit()]
        assert [line.split()[0] for line in lines] == ["08:00", "10:00"]
    told = _told(home, "2026-11-23T10:40", days=1)
    assert told == {"2026-11-23/morning": 1, "2026-11-23/midday": 1}


@pytest.mark.parametrize(
    ("treated", "eve", "change", "day"),
    [
        ("2026-03-26T16:00", "2026-03-28", ("2026-03-29T01:59:50", 0), "2026-03-29"),
        ("2026-10-22T16:00", "2026-10-24", ("2026-10-25T02:59:50", 0), "2026-10-25"),
    ],
)
def test_in_the_nights_when_clocks_change_each_slot_is_told_once(
    tmp_path: Path, treated: str, eve: str, change: tuple[str, int], day: str
) -> None:
    home, clock = tmp_path / "home", MovedClock(tmp_path / "clock")
    _begun(home, treated)
    clock.move(f"{eve}T19:59:50")
    with Terminal(afterglow(home), env=clock.env) as app:
        app.wait_for(FOOT)
        stops = [f"{eve}T19:59:50", *(f"{day}T{slot}" for slot in ("07:59:50", "12:59:50", "19:59:50"))]
        for stop, fold in [(stops[0], 0), change, *((each, 0) for each in stops[1:])]:
            with _asleep(app):
                clock.move(stop, fold)
            app.rest(25)
        assert _bells(app) == len(stops)
    told = _told(home, f"{day}T20:10")
    assert {key: count for key, count in told.items() if count} == {
        f"{eve}/evening": 1,
        **{f"{day}/{slot}": 1 for slot in ("morning", "midday", "evening")},
    }
