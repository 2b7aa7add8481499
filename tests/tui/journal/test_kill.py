"""Killed at any moment: what was confirmed is there, and the rest is as if it had never begun."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.entries import environment
from tests.support.long import sample
from tui.journal import Act, Entry, Journal, Topic
from tui.journal.schema import STEPS

KILLS = sample(200, 30)
DRAFTS = 3

PROGRAM = """
import json, os, socket, sys
from datetime import UTC, datetime
from pathlib import Path
from tui.journal import Draft, Journal, Topic
from tui.journal.schema import STEPS

def say(line):
    os.write(1, f"{line}\\n".encode())  # all of a line or none

def acting(path, day):
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    with Journal.open(path) as journal:
        for turn in range(1, 10_000):
            if turn % 4 == 0:
                say(f"undone {journal.undo(recorded=noon).id}")
                continue
            drafts = [
                Draft(Topic.ITEM, f"{day}/{turn}/{n}", "x" * 500 * n, noon, "2026-11-23", "", "Etc/UTC")
                for n in range(3)
            ]
            say(f"recorded {journal.record('face', 'tick', 'tick', drafts, recorded=noon)}")

def migrating(path):
    filled = ("CREATE TABLE mood (x)", "INSERT INTO mood SELECT value FROM entry")
    Journal.open(path, steps=(*STEPS, filled, ("DROP TABLE mood",))).close()

link = socket.socket(fileno=int(sys.argv[1]))
while (order := socket.recv_fds(link, 10_000, 1))[0]:
    what, path, *rest = json.loads(order[0])
    process = os.fork()
    if process == 0:
        os.dup2(order[1][0], 1)
        say("ready")
        globals()[what](Path(path), *rest)
        os._exit(0)
    os.close(order[1][0])
    link.send(str(process).encode())
    link.send(str(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])).encode())
"""
"""Does what it is told in a process of its own each time, which costs no start of Python."""


class KilledPrograms:
    """Programs that work with a journal and are killed."""

    def __init__(self) -> None:
        self._link, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, "-c", PROGRAM, str(theirs.fileno())]
        self._process = subprocess.Popen(command, env=environment(), pass_fds=[theirs.fileno()])
        theirs.close()

    def killed(
        self, chance: random.Random, what: str, path: Path, *rest: str, after: int, within: float
    ) -> list[str]:
        """Run one, kill it a moment after it has confirmed so many acts, and give all that it confirmed.

        Args:
            chance: Chooses the moment.
            what: `acting` or `migrating`.
            path: The journal.
            rest: What else it is told.
            after: How many acts are waited for.
            within: Seconds, at most, from there to the kill.
        """
        reads, writes = os.pipe()
        socket.send_fds(self._link, [json.dumps([what, str(path), *rest]).encode()], [writes])
        os.close(writes)
        process = int(self._link.recv(100))
        with open(reads, encoding="utf-8") as stream:
            assert stream.readline() == "ready\n"
            lines = [stream.readline() for _ in range(after)]
            time.sleep(chance.uniform(0, within))
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
            lines += stream.readlines()
        assert int(self._link.recv(100)) in (0, -signal.SIGKILL)
        return lines

    def close(self) -> None:
        self._link.close()
        self._process.wait()


@pytest.fixture(scope="module")
def programs() -> Iterator[KilledPrograms]:
    made = KilledPrograms()
    yield made
    made.close()


def test_what_was_confirmed_survives_every_kill(programs: KilledPrograms, tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    chance = random.Random(20261123)
    confirmed: list[str] = []
    cut_off = 0
    for number in range(KILLS):
        lines = programs.killed(
            chance, "acting", path, str(number), after=chance.randrange(1, 8), within=0.003
        )
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


def test_a_program_killed_while_it_makes_the_journal_leaves_none_or_a_whole_one(
    programs: KilledPrograms, tmp_path: Path
) -> None:
    chance = random.Random(4)
    for number in range(sample(40, 10)):
        path = tmp_path / str(number) / "journal.db"
        lines = programs.killed(chance, "acting", path, "0", after=0, within=0.012)
        with Journal.open(path) as journal:
            _all_there(journal, lines)
            assert journal.check() == []
            assert path.exists() == (journal.counts() != {})


def test_a_program_killed_while_it_migrates_leaves_the_journal_at_a_step(
    programs: KilledPrograms, tmp_path: Path
) -> None:
    chance = random.Random(5)
    path = tmp_path / "journal.db"
    programs.killed(chance, "acting", path, "0", after=sample(200, 100), within=0)
    with Journal.open(path) as journal:
        before = list(journal.everything("face"))
    whole = path.read_bytes()
    for number in range(sample(30, 4)):
        path = tmp_path / str(number) / "journal.db"
        path.parent.mkdir(mode=0o700)
        path.write_bytes(whole)
        path.chmod(0o600)
        programs.killed(chance, "migrating", path, after=0, within=0.012)
        mood = ("CREATE TABLE IF NOT EXISTS mood (x)",)
        with Journal.open(path, steps=(*STEPS, mood, mood)) as journal:
            assert list(journal.everything("face")) == before
            assert journal.check() == []


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
