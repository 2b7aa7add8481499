"""The power cut at any moment: a short run of `tests.long.unsynced`."""

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.long import unsynced
from tests.support.entries import tick
from tests.support.long import sample
from tui.journal import Journal


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
