"""The power cut at any moment: a short run of `tests.long.unsynced`."""

import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.long import unsynced
from tests.support.entries import NOON, draft, keys, tick
from tests.support.long import sample
from tui.journal import Journal
from tui.journal.journal import _columns

MARK = "a value of some length"


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("cc"), reason="needs Linux and a C compiler")
@pytest.mark.parametrize("seed", range(sample(8, 1)))
def test_no_cut_loses_or_damages_what_was_confirmed(tmp_path: Path, seed: int) -> None:
    library = tmp_path / "unsynced.so"
    source = Path(unsynced.__file__).with_suffix(".c")
    subprocess.run(["cc", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    with Journal.open(tmp_path / "home" / "journal.db") as journal:
        tick(journal)

    done, faults = unsynced.cuts(library, tmp_path, sample(200, 40), random.Random(seed))

    assert faults == []
    assert done > 40


class Short(list[Any]):
    """Entries of which the last never reached the disk."""

    def __len__(self) -> int:
        return super().__len__() + 1


def cut_off(path: Path, entries: type[list[Any]]) -> None:
    """Leave a journal with a second act in it as a cut leaves one: that act, and the rollback file beside."""
    with Journal.open(path) as journal, journal._connection.writing() as db:
        rows = [("face", *_columns(draft(f"k{number}", MARK)), NOON.isoformat()) for number in range(2)]
        what = ("face", "tick", "tick", NOON.isoformat(), False, None, 2, None)
        journal._add_act(db, journal._last_act(), what, entries(rows))
        rollback = bytearray(path.with_name("journal.db-journal").read_bytes())
    page = int.from_bytes(rollback[24:28])
    # What SQLite writes first, and last: that all of these pages are there.
    rollback[:12] = bytes.fromhex("d9d505f920a163d7") + ((len(rollback) - 512) // (page + 8)).to_bytes(4)
    path.with_name("journal.db-journal").write_bytes(rollback)


@pytest.mark.parametrize("how", ["half of a row", "not all entries"])
def test_an_act_that_is_not_whole_is_rolled_back_though_the_tables_hold_together(
    one_act: Path, how: str
) -> None:
    cut_off(one_act, Short if how == "not all entries" else list)
    if how == "half of a row":
        data = one_act.read_bytes()
        assert MARK.encode() in data
        one_act.write_bytes(data.replace(MARK.encode(), MARK[:-9].encode() + b"_" * 9, 1))
    with Journal.open(one_act) as journal:
        assert (keys(journal), journal.check()) == (["first"], [])
    assert not one_act.with_name("journal.db-journal").exists()


def test_half_of_a_page_behind_the_last_is_taken_away(one_act: Path) -> None:
    """The file grew by a part of a page, and nothing else of that act had reached the disk."""
    before = one_act.read_bytes()
    cut_off(one_act, list)
    one_act.write_bytes(before + b"\x0d" * 2048)
    with Journal.open(one_act) as journal:
        assert (keys(journal), journal.check()) == (["first"], [])
        tick(journal, "next")
    assert one_act.stat().st_size % 4096 == 0


def test_a_write_that_was_finished_is_not_rolled_back(one_act: Path) -> None:
    cut_off(one_act, list)
    with Journal.open(one_act) as journal:
        assert (keys(journal), journal.check()) == (["first", "k0", "k1"], [])
