"""Six sheets as they were first written by the guide: what was told of each, and that it mended them.

`tests/first_try` has each first try and what the program says of it; `tests/sheets` has the second one, which
changes nothing but what was told of, and of which nothing is told.
"""

from difflib import ndiff
from pathlib import Path

import pytest

from tests.support.files import problems
from tests.support.strangers import FOLDER, loaded

TRIES = sorted((Path(__file__).parents[1] / "first_try").glob("*.yaml"))
EACH = pytest.mark.parametrize("first", TRIES, ids=[path.stem for path in TRIES])


def test_there_are_six() -> None:
    assert len(TRIES) == 6


@EACH
def test_what_is_told_of_a_first_try_leads_to_the_second_which_is_silent(first: Path) -> None:
    told = first.with_suffix(".txt").read_text("utf-8").splitlines()
    if told:
        assert problems(first.read_bytes()) == told
    else:
        assert first.read_bytes() == (FOLDER / first.name).read_bytes()
    assert loaded(first.stem).notes == ()


@EACH
def test_only_lines_that_were_told_of_change(first: Path) -> None:
    told = {int(each.partition(":")[0]) for each in first.with_suffix(".txt").read_text("utf-8").splitlines()}
    before = first.read_text("utf-8").splitlines()
    after = (FOLDER / first.name).read_text("utf-8").splitlines()

    gone = [line[2:] for line in ndiff(before, after) if line.startswith("- ")]

    assert {before[number - 1] for number in told} >= set(gone)
