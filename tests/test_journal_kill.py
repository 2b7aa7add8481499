"""Killed at any moment: what was confirmed is there, and the rest is as if it had never begun."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import tui
from tui.journal import Act, Entry, Journal, Topic
from tui.journal.schema import STEPS

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ROOT = Path(tui.__file__).parents[1]
KILLS = 200
DRAFTS = 3

ACTING = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from tui.journal import Draft, Journal, Topic

def say(line):
    os.write(1, f"{line}\\n".encode())  # all of a line or none

noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
say("ready")
with Journal.open(Path(sys.argv[1])) as journal:
    for turn in range(1, 10_000):
        if turn % 4 == 0:
            say(f"undone {journal.undo(recorded=noon).id}")
            continue
        drafts = [
            Draft(Topic.ITEM, f"{sys.argv[2]}/{turn}/{n}", "x" * 500 * n, noon, "2026-11-23", "", "Etc/UTC")
            for n in range(3)
        ]
        say(f"recorded {journal.record('face', 'tick', 'tick', drafts, recorded=noon)}")
"""

MIGRATING = """
import sys
from pathlib import Path
from tui.journal import Journal
from tui.journal.schema import STEPS

steps = (*STEPS, ("CREATE TABLE mood (x)", "INSERT INTO mood SELECT value FROM entry"), ("DROP TABLE mood",))
print("ready", flush=True)
Journal.open(Path(sys.argv[1]), steps=steps).close()
"""


def test_what_was_confirmed_survives_two_hundred_kills(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    chance = random.Random(20261123)
    confirmed: list[str] = []
    cut_off = 0
    for number in range(KILLS):
        lines = _killed(chance, ACTING, path, str(number), wait_for=chance.randrange(1, 8), within=0.003)
        confirmed += lines
        cut_off += path.with_name("journal.db-journal").exists()
        with Journal.open(path) as journal:
            assert journal.check() == []
            if number % 20 == 19:
                _all_there(journal, confirmed)
    with Journal.open(path) as journal:
        _all_there(journal, confirmed)
    assert len(confirmed) > KILLS
    assert cut_off > KILLS / 20  # else the kills came between writes and showed nothing


def test_a_program_killed_while_it_makes_the_journal_leaves_none_or_a_whole_one(tmp_path: Path) -> None:
    chance = random.Random(4)
    for number in range(40):
        path = tmp_path / str(number) / "journal.db"
        lines = _killed(chance, ACTING, path, "0", wait_for=0, within=0.012)
        with Journal.open(path) as journal:
            _all_there(journal, lines)
            assert journal.check() == []
            assert path.exists() == (journal.counts() != {})


def test_a_program_killed_while_it_migrates_leaves_the_journal_at_a_step(tmp_path: Path) -> None:
    chance = random.Random(5)
    path = tmp_path / "journal.db"
    _killed(chance, ACTING, path, "0", wait_for=200, within=0)
    with Journal.open(path) as journal:
        before = list(journal.everything("face"))
    whole = path.read_bytes()
    for number in range(30):
        path = tmp_path / str(number) / "journal.db"
        path.parent.mkdir(mode=0o700)
        path.write_bytes(whole)
        path.chmod(0o600)
        _killed(chance, MIGRATING, path, wait_for=0, within=0.012)
        mood = ("CREATE TABLE IF NOT EXISTS mood (x)",)
        with Journal.open(path, steps=(*STEPS, mood, mood)) as journal:
            assert list(journal.everything("face")) == before
            assert journal.check() == []


def _killed(
    chance: random.Random, code: str, path: Path, *rest: str, wait_for: int, within: float
) -> list[str]:
    """Run a program, kill it a moment after it has confirmed so many acts, and return all it confirmed."""
    child = subprocess.Popen(
        [sys.executable, "-S", "-c", code, path, *rest],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    lines = [child.stdout.readline() for _ in range(wait_for)]
    time.sleep(chance.uniform(0, within))
    child.kill()
    lines += child.stdout.readlines()
    assert child.wait() in (0, -signal.SIGKILL)
    return lines


def _all_there(journal: Journal, confirmed: list[str]) -> None:
    """Every confirmed act is there with all it wrote, and so is every other act there is."""
    acts: dict[int, list[tuple[Act, Entry]]] = defaultdict(list)
    for act, entry in journal.everything("face"):
        acts[act.id].append((act, entry))
    for line in confirmed:
        word, id = line.split()
        if word == "recorded":
            assert [len(entry.value) for _, entry in acts[int(id)]] == [0, 500, 1000]
        else:
            assert [act.id for (act, _), *_ in acts.values() if act.of == int(id)]
    assert {len(pairs) for pairs in acts.values()} <= {DRAFTS}
    assert list(acts) == list(range(1, len(acts) + 1))
    undone = {act.of for (act, _), *_ in acts.values()}
    held = {entry.act for entry in journal.current("face", Topic.ITEM).values()}
    assert held == {id for id, ((act, _), *_) in acts.items() if act.of is None} - undone
