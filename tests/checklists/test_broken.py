"""One fault in each file of `tests/broken`, told once, in exactly the words beside it."""

import re
from pathlib import Path

import pytest

from checklists.loader import ChecklistError, load_checklist

BROKEN = Path(__file__).parents[1] / "broken"
FILES = sorted(BROKEN.glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_one_fault_is_told_once_at_its_place_in_exact_words(path: Path) -> None:
    with pytest.raises(ChecklistError) as caught:
        load_checklist(path.read_bytes(), name=path.name)
    expected = path.with_suffix(".txt").read_text("utf-8").splitlines()
    # The lines of a shipped file move; its name is what counts.
    told = re.sub(r"on line [0-9]+ of picosure-face", "on line N of picosure-face", str(caught.value))
    assert told.splitlines() == [f"{path.name}:{line}" for line in expected]
    assert len(caught.value.problems) == 1


def test_there_are_many_broken_files_and_words_for_each() -> None:
    assert len(FILES) >= 80
    assert {path.stem for path in BROKEN.iterdir()} == {path.stem for path in FILES}
    assert len(list(BROKEN.glob("*.txt"))) == len(FILES)
