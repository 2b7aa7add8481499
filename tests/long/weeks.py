"""Weeks in minutes: every telling sounds once and is claimed once, and the app takes no more memory in time.

Run: `python -m tests.long.weeks [DAYS] [SPEED]`, from the top folder; two weeks at 900x take 23 minutes. The
app runs in a terminal by a clock that is so much faster, and nobody answers what it tells. Ends with 1 if
tellings, bells and claims are not equal in number, or if memory grew.
"""

import os
import re
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.support.commands import Shell
from tests.support.running import ENV, FOOT
from tests.support.terminal import Terminal
from tui.clock import Clock
from tui.journal import ClaimState, Journal
from tui.paths import Paths
from tui.recovery.context import AppContext
from tui.reminders.occasion import Occasion
from tui.settings import Loud, Settings
from tui.themes import look

BEGINS = "2026-11-20T16:30"
LOOKS = 0.2
"""Seconds between two looks of the app, which are minutes by its clock."""
GROWTH = 12.0
"""MB by which the app may grow after its first day: what it keeps of that is bounded."""


class FastClock(Clock):
    """Runs so many times as fast as the machine's, from a moment on."""

    def __init__(self, start: datetime, speed: float, begun: float | None = None) -> None:
        """Begin at `start`, now or when the machine's steady clock was at `begun`."""
        super().__init__(ZoneInfo(ENV["TZ"]))
        self._start, self._speed = start.astimezone(UTC), speed
        self._begun = time.monotonic() if begun is None else begun

    def now(self) -> datetime:
        return (self._start + timedelta(seconds=self.monotonic())).astimezone(self._zone)

    def monotonic(self) -> float:
        return (time.monotonic() - self._begun) * self._speed


def run_app(home: Path, speed: float) -> int:
    """Open the app with a fast clock, and put down each telling in a file in `home`."""
    from tui.app import app as module

    class CountingApp(module.Afterglow):
        """Puts down what it tells."""

        def deliver(self, occasion: Occasion) -> None:
            super().deliver(occasion)
            with (home / "tellings").open("a", encoding="utf-8") as file:
                for reminder in occasion.reminders:
                    file.write(f"{self.context.now():%Y-%m-%dT%H:%M} {reminder.id}\n")

    paths, settings = Paths.at(home), Settings(loud=Loud.BELL)
    start = datetime.fromisoformat(BEGINS).replace(tzinfo=ZoneInfo(ENV["TZ"]))
    journal = Journal(paths.journal, resident=True)
    context = AppContext(paths, settings, FastClock(start, speed), journal)
    module.WATCH_SECONDS = LOOKS
    app = CountingApp(context, look(settings, os.environ))
    app.run()
    context.close()
    return app.return_code or 0


def memory(pid: int) -> float:
    """What a program has in memory, in MB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise ProcessLookupError(pid)


def main() -> int:
    """Let days pass, and count."""
    days = int(sys.argv[1]) if len(sys.argv) > 1 else 14
    speed = float(sys.argv[2]) if len(sys.argv) > 2 else 900.0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        begun = Shell(home, now=BEGINS)("start", "picosure-face", "--on", "2026-11-20T16:00")
        assert begun.code == 0, begun.err
        command = [sys.executable, "-m", "tests.long.weeks", "--app", str(home), str(speed)]
        sizes = []
        with Terminal(command, env=dict(ENV)) as terminal:
            terminal.wait_for(FOOT)
            for day in range(days):
                terminal.rest(86400 / speed)
                sizes.append(memory(terminal.pid))
                sys.stdout.write(f"day {day}: {sizes[-1]:.0f} MB\n")
                sys.stdout.flush()
            terminal.press("q")
            code = terminal.wait_end()
            # A bell also ends what sets a terminal's title.
            bells = re.sub(rb"\x1b\][^\a]*\a", b"", terminal.raw).count(b"\a")
        tellings = len((home / "tellings").read_text().splitlines())
        with Journal.open(home / "journal.sqlite") as journal:
            claims = [each for each in journal.claims("picosure-face") if each.state is ClaimState.CONFIRMED]
    sys.stdout.write(f"{tellings} tellings, {bells} bells, {len(claims)} claims; ended with {code}\n")
    fits = tellings == bells == len(claims) > days and max(sizes) - sizes[0] < GROWTH
    return int(code != 0 or not fits)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--app"]:
        sys.exit(run_app(Path(sys.argv[2]), float(sys.argv[3])))
    sys.exit(main())
