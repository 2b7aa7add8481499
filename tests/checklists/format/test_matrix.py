"""For every key of the format, what it cannot hold is told once, where it stands, in plain words."""

import pytest

from checklists.loader import ChecklistError, load_checklist
from tests.support.keys import FIRST, FULL, WHOLE, around
from tests.support.matrix import EMPTY, KIND_OF, KINDS, Spoilt, renamed, spoilt, text_of
from tests.support.overlays import base_of

NAMED = [key for key in WHOLE if not key.endswith("*")]
EMPTY_CHANGE = "is empty; write a value, or null to take the key away"


def told(file: Spoilt, base: str = "") -> list[tuple[int, int, str]]:
    """What is said of a file, and where; of what it extends with a line of -1."""
    try:
        load_checklist(file.text, name="file.yaml", base=base_of({"base": base}))
    except ChecklistError as error:
        found = error.problems
    else:
        found = ()
    return [(-1 if each.file else each.line, each.column, each.message) for each in found]


def test_every_key_of_the_format_has_a_row_and_stands_in_the_good_file() -> None:
    assert set(KIND_OF) == set(WHOLE)
    assert set(FIRST) == set(WHOLE)
    assert set(KIND_OF.values()) == set(KINDS)
    assert told(Spoilt(text_of(FULL), 0, 0)) == []


@pytest.mark.parametrize("key", WHOLE)
def test_what_a_key_cannot_hold_is_told_once_where_it_stands(key: str) -> None:
    data = around(FIRST[key])
    for value, message in KINDS[KIND_OF[key]].items():
        file = spoilt(data, FIRST[key], value)
        assert told(file) == [(file.line, file.column, message)], value


@pytest.mark.parametrize("key", WHOLE)
def test_an_empty_value_is_told_once_at_its_key(key: str) -> None:
    for value in ("", ("~", '""', "[]", "{}")[WHOLE.index(key) % 4]):
        file = spoilt(around(FIRST[key]), FIRST[key], value, at_key=True)
        assert told(file) == [(file.line, file.column, EMPTY)], value


@pytest.mark.parametrize("key", NAMED)
def test_a_misspelt_key_is_told_once_with_the_key_that_was_meant(key: str) -> None:
    name = key.rpartition(".")[2]
    file = renamed(around(FIRST[key]), FIRST[key], f"{name}{name[-1]}")

    message = f'"{name}{name[-1]}" is not a key here; did you mean "{name}"?'
    assert told(file) == [(file.line, file.column, message)]
