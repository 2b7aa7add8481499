"""Many tellers at once: two timers, a watch and the app on one journal, and each reminder told once.

Run: `python -m tests.long.tellers [DAYS] [SPEED]`, from the top folder; ten days at 900x take 16 minutes. All
run by one clock that is so much faster, and nobody answers. Every half hour of that clock two `due --tell`
begin at once. What was told is counted by the journal's claims and by a notification service of its own.
Ends with 1 if a reminder was told twice or by nobody, or a claim was not confirmed.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.long.weeks import BEGINS, LOOKS, FastClock
from tests.support.commands import Shell
from tests.support.notifications import notification_desk
from tests.support.running import ENV, FOOT, ROOT
from tests.support.terminal import Terminal
from tui.journal import ClaimState, Journal
from tui.paths import Paths
from tui.recovery.context import AppContext
from tui.settings import Loud, Settings
from tui.themes import look

EVERY = timedelta(minutes=30)
"""How often the timers look, by the fast clock."""
SETTINGS = Settings(loud=Loud.DESKTOP, private=False)


def context_of(home: Path, speed: float, begun: float, *, resident: bool) -> AppContext:
    """A run on a home by the clock that began at `begun`, in seconds of this machine's steady clock."""
    start = datetime.fromisoformat(BEGINS).replace(tzinfo=ZoneInfo(ENV["TZ"]))
    clock = FastClock(start, speed, begun)
    paths = Paths.at(home)
    journal = Journal(paths.journal, resident=True) if resident else Journal.open(paths.journal)
    return AppContext(paths, SETTINGS, clock, journal)


def run_app(context: AppContext) -> int:
    """Open the app."""
    from tui.app import app as module

    module.WATCH_SECONDS = LOOKS
    app = module.Afterglow(context, look(SETTINGS, os.environ))
    app.run()
    context.close()
    return app.return_code or 0


def run_watch(context: AppContext, speed: float) -> int:
    """Watch until somebody ends it."""
    from tui.cli.watch import Watcher

    watcher = Watcher(context, None, lambda: None, lambda: False)
    while True:
        time.sleep(watcher.look() / speed)


def run_timer(context: AppContext) -> int:
    """Look once."""
    from tui.cli.ending import run_to_end
    from tui.cli.tell import tell_due

    return run_to_end(lambda: tell_due(context))


def main() -> int:
    """Let days pass, and count."""
    days = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    speed = float(sys.argv[2]) if len(sys.argv) > 2 else 900.0
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        home = Path(folder) / "home"
        started = Shell(home, now=BEGINS)("start", "picosure-face", "--on", "2026-11-20T16:00")
        assert started.code == 0, started.err
        desk = stack.enter_context(notification_desk(Path(folder)))
        env = {**os.environ, **ENV, **desk.env, "PYTHONPATH": str(ROOT)}
        begun = time.monotonic()
        given = [sys.executable, "-m", "tests.long.tellers"]
        rest = [str(home), str(speed), str(begun)]
        terminal = stack.enter_context(Terminal([*given, "--app", *rest], env=env))
        terminal.wait_for(FOOT)
        quiet = subprocess.DEVNULL
        watch = stack.enter_context(subprocess.Popen([*given, "--watch", *rest], env=env, stdout=quiet))
        failed = 0
        while time.monotonic() - begun < days * 86400 / speed:
            timer = [*given, "--timer", *rest]
            timers = [subprocess.Popen(timer, env=env, stdout=quiet) for _ in range(2)]
            terminal.rest(EVERY.total_seconds() / speed)
            failed += sum(each.wait() not in (0, 1) for each in timers)
        watch.kill()
        terminal.press("q")
        code = terminal.wait_end()
        with Journal.open(home / "journal.sqlite") as journal:
            claims = journal.claims("picosure-face")
        # A reminder stands in a notice behind its time.
        texts = desk.texts
        told = sum(len(re.findall(r"\b\d\d:\d\d ", text)) for text in texts)
    confirmed = sum(each.state is ClaimState.CONFIRMED for each in claims)
    sys.stdout.write(
        f"{days} days: {len(claims)} reminders claimed, {confirmed} confirmed, {told} told in "
        f"{len(texts)} notices; {failed} timers failed; the app ended with {code}\n"
    )
    well = len(claims) == confirmed == told > 2 * days
    if not well:
        lines = [*texts, *(f"{claim.due:%d %H:%M} {claim.key} {claim.by} {claim.state}" for claim in claims)]
        sys.stdout.write("".join(f"  {line}\n" for line in lines))
    return int(not well or bool(failed) or code != 0)


if __name__ == "__main__":
    if sys.argv[1:2] in (["--app"], ["--watch"], ["--timer"]):
        pace = float(sys.argv[3])
        run = context_of(Path(sys.argv[2]), pace, float(sys.argv[4]), resident=sys.argv[1] != "--timer")
        ways = {"--app": run_app, "--timer": run_timer}
        sys.exit(run_watch(run, pace) if sys.argv[1] == "--watch" else ways[sys.argv[1]](run))
    sys.exit(main())
