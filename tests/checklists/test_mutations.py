"""A sample of the damaged files that `python -m tests.long.mutations` reads by the ten thousand."""

import pytest

from checklists.loader import LoadedChecklist
from tests.long.mutations import fault_of
from tests.support.damage import told
from tests.support.mutants import Mutant, mutant, sources

BATCH = 20


@pytest.mark.parametrize("first", range(0, 240, BATCH))
def test_a_mutant_is_read_or_told_about_where_its_fault_is(first: int) -> None:
    for seed in range(first, first + BATCH):
        assert fault_of(mutant(seed))[0] == "", f"python -m tests.long.mutations --show {seed}"


def test_a_mutant_is_always_the_same() -> None:
    assert [mutant(seed) for seed in range(40)] == [mutant(seed) for seed in range(40)]
    assert len({made.files[made.name] for made in map(mutant, range(40))}) > 35


def test_what_mutants_are_made_of_is_good() -> None:
    small, large = sources()
    assert len(small) > 10
    assert len(large) > 5
    for source in small:
        assert isinstance(
            told({**source.base, source.name: source.text.encode()}, source.name), LoadedChecklist
        )


def test_a_fault_that_is_told_elsewhere_or_not_at_all_is_found_out() -> None:
    good = sources()[0][0]
    files = {**good.base, good.name: good.text.encode()}
    assert fault_of(Mutant(files, good.name, "nothing"))[0] == ""
    assert fault_of(Mutant(files, good.name, "nothing", (1, 1)))[0] == "read, though nothing"

    files[good.name] = files[good.name].replace(b"days: 0-2", b"days: 2-0")
    fault, _ = fault_of(Mutant(files, good.name, "days", (1, 1)))
    assert fault.startswith("days at (1, 1), but told:\n")
    assert 'rules.nap.days: "2-0" runs backwards; write 0-2' in fault
