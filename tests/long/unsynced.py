"""Power cuts: of what was not yet synced anything may be on the disk, and not one confirmed act is lost.

Run: `python -m tests.long.unsynced [ACTS]`, from the top folder; needs a C compiler and Linux. A library that
is loaded before the C library (`unsynced.c`) writes down every write, truncation, sync and removal in the
journal's folder, and each confirmation. Then the disk is made as it may be after a cut, in the midst of each
act and right behind each confirmation: what was synced is there; of what was not, any of the writes, each
whole or its first sectors; names that were made or removed only for sure once the folder was synced. Each
disk is opened as a journal, and one with a fault is kept. Not covered: a sector that tears within itself, a
disk that lies about a sync.
"""

import os
import random
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.support.entries import environment, tick
from tui.journal import Journal, JournalError

SECTOR = 512
ROUND = 200
"""Acts whose records are kept at a time."""

_HEAD = struct.Struct("=cIIq")

PROGRAM = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from tui.journal import Draft, Journal, Topic

noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
with Journal.open(Path(sys.argv[1])) as journal:
    for number in range(int(sys.argv[2])):
        if number % 5 == 4:
            journal.undo(recorded=noon)
            act = journal.stamps()[-1].act
        else:
            key = f"{number % 50}/"
            drafts = [Draft(Topic.ITEM, f"{key}{n}", "x" * 300 * n, noon, None, "", "") for n in range(3)]
            act = journal.record("face", "tick", "tick", drafts, recorded=noon)
        os.write(1, f"{act}\\n".encode())
"""


class Operation(NamedTuple):
    """What a program did to a file of the folder."""

    kind: bytes
    """w: write, t: truncate to `offset`, s: sync, u: remove, c: confirm an act."""
    name: str
    data: bytes
    offset: int


class Disk:
    """A folder as it is for sure, and what was done to it since that may be there or not."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._synced = {str(path): path.read_bytes() for path in folder.iterdir() if path.is_file()}
        self._pending: dict[str, list[Operation]] = {}
        self._names = set(self._synced)
        self._moves: list[tuple[str, bool]] = []
        """Names made (True) and removed since the folder was synced."""
        self._there = set(self._names)

    def apply(self, operation: Operation) -> None:
        """Do what the program did."""
        name = operation.name
        match operation.kind:
            case b"w" | b"t":
                if name not in self._there:
                    self._there.add(name)
                    self._moves.append((name, True))
                    self._synced[name], self._pending[name] = b"", []
                self._pending.setdefault(name, []).append(operation)
            case b"u":
                self._there.discard(name)
                self._moves.append((name, False))
            case b"s" if name == self._folder:
                self._names, self._moves = set(self._there), []
            case b"s":
                self._synced[name] = _applied(self._synced.get(name, b""), self._pending.pop(name, []))

    def after_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        """One of the folders that may be found when the power is back."""
        names = set(self._names)
        for name, made in self._moves[: chance.randrange(len(self._moves) + 1)]:
            (names.add if made else names.discard)(name)
        how = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        files = {}
        for name in names:
            found = [each for each in self._pending.get(name, []) if chance.random() < how]
            files[name] = _applied(self._synced.get(name, b""), [_torn(each, chance) for each in found])
        return files


def _torn(operation: Operation, chance: random.Random) -> Operation:
    """A write of which only the first sectors came through, one time in four."""
    if operation.kind != b"w" or chance.random() < 0.75:
        return operation
    sectors = chance.randrange(len(operation.data) // SECTOR + 1)
    return operation._replace(data=operation.data[: sectors * SECTOR])


def _applied(content: bytes, operations: list[Operation]) -> bytes:
    data = bytearray(content)
    for kind, _, written, offset in operations:
        data.extend(bytes(max(offset - len(data), 0)))
        if kind == b"t":
            del data[offset:]
        else:
            data[offset : offset + len(written)] = written
    return bytes(data)


def operations(log: Path) -> Iterator[Operation]:
    """What a program did, in order."""
    data, at = log.read_bytes(), 0
    while at < len(data):
        kind, name, size, offset = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        yield Operation(kind, os.fsdecode(data[at : at + name]), data[at + name : at + name + size], offset)
        at += name + size


def cuts(library: Path, folder: Path, acts: int, chance: random.Random) -> tuple[int, list[str]]:
    """Cut the power twice an act; how often, and what was wrong then."""
    path, log = folder / "home" / "journal.db", folder / "log"
    log.unlink(missing_ok=True)
    disk, confirmed = Disk(path.parent), set[int]()
    environ = {
        **environment(),
        "LD_PRELOAD": str(library),
        "UNSYNCED_LOG": str(log),
        "UNSYNCED_FOLDER": str(path.parent),
    }
    command = [sys.executable, "-c", PROGRAM, str(path), str(acts)]
    subprocess.run(command, env=environ, check=True, stdout=subprocess.DEVNULL)
    done, faults, next_cut = 0, list[str](), chance.randrange(12)
    for operation in operations(log):
        disk.apply(operation)
        next_cut -= 1
        if operation.kind == b"c":
            confirmed.add(int(operation.data))
        elif next_cut:
            continue
        if next_cut <= 0:
            next_cut = chance.randrange(1, 12)
        files = disk.after_a_cut(chance)
        if found := _faults(folder / "cut", path, files, confirmed):
            faults += found
            sys.stdout.write("".join(f"{each}\n" for each in (*found, f"  see {_kept(files)}")))
        done += 1
    return done, faults


def _kept(files: dict[str, bytes]) -> str:
    """A folder that stays, with what a disk had after a cut."""
    kept = Path(tempfile.mkdtemp(prefix="unsynced-"))
    for name, data in files.items():
        (kept / Path(name).name).write_bytes(data)
    return str(kept)


def _faults(folder: Path, path: Path, files: dict[str, bytes], confirmed: set[int]) -> list[str]:
    folder.mkdir(mode=0o700, exist_ok=True)
    for left in folder.iterdir():
        if left.is_file():
            left.unlink()
    for name, data in files.items():
        copy = folder / Path(name).name
        copy.write_bytes(data)
        copy.chmod(0o600)
    try:
        with Journal.open(folder / path.name) as journal:
            lost = confirmed - {stamp.act for stamp in journal.stamps()}
            return [f"act {act} was confirmed and is lost" for act in sorted(lost)] + journal.check()
    except JournalError as error:
        return [str(error)]


def main() -> int:
    """Cut, and count what is missing."""
    acts = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    chance, done, faults = random.Random(acts), 0, list[str]()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(os.path.realpath(name))
        library = folder / "unsynced.so"
        source = Path(__file__).with_suffix(".c")
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
        for first in range(0, acts, ROUND):
            if first % 1000 == 0:
                # A journal that is long only takes longer to look through.
                for left in (folder / "home").rglob("*.db*"):
                    left.unlink()
                with Journal.open(folder / "home" / "journal.db") as journal:
                    tick(journal)
            count, found = cuts(library, folder, min(ROUND, acts - first), chance)
            done, faults = done + count, faults + found
            sys.stdout.write(f"{first + ROUND} acts, {done} cuts, {len(faults)} faults\n")
            sys.stdout.flush()
    return int(bool(faults) or done < acts)


if __name__ == "__main__":
    sys.exit(main())
