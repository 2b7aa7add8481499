"""A file that says who packed it, and whether it says now what it said then."""

import pytest

from checklists.rules.canonical import Packed, data_of
from tests.support.files import GOOD, HEAD, REST, load
from tests.support.overlays import over

TEXT = next(path for path in GOOD if path.stem == "packed").read_text("utf-8")


def test_who_packed_it_is_read_and_is_no_part_of_the_version() -> None:
    loaded = load(TEXT)
    bare = load(TEXT.replace(TEXT[TEXT.index("packed:\n") : TEXT.index("questions:")], ""))

    seal = "48aba663bf41246c121a2eb06755f0873ffd8d770ad4cf0a79509d41b83e3476"
    assert loaded.packed == Packed("A clinic", "2026-11-20", seal)
    assert loaded.packed.fits(loaded.canonical)
    assert (bare.packed, bare.canonical, bare.hash) == (None, loaded.canonical, loaded.hash)
    assert "packed" not in data_of(loaded.canonical)


def test_a_changed_file_is_noted_and_still_read() -> None:
    loaded = load(TEXT.replace("days: [0, 2-4]", "days: [0, 2-5]"))

    assert [str(note) for note in loaded.notes] == [
        "11:9: packed.hash: the file was changed since it was packed"
    ]
    assert loaded.packed is not None
    assert not loaded.packed.fits(loaded.canonical)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\nid: packed\n", "\nid: another\n"),
        ("by: A clinic", "by: Somebody else"),
        ("on: 2026-11-20\n  hash", "on: 2026-11-21\n  hash"),
        ("do: Rest", "do: 'Rest'  # a comment"),
        ("    agreement: unsourced\n    because: 7", "    because: 7\n    agreement: unsourced"),
    ],
)
def test_another_id_another_name_and_another_layout_leave_the_seal_whole(before: str, after: str) -> None:
    assert before in TEXT
    assert load(TEXT.replace(before, after)).notes == ()


def test_the_packer_may_stay_unnamed() -> None:
    loaded = load(TEXT.replace("  by: A clinic\n", ""))

    assert loaded.packed is not None
    assert (loaded.packed.by, loaded.packed.on) == ("", "2026-11-20")
    assert loaded.notes == ()


def test_what_lies_over_a_packed_file_is_not_packed() -> None:
    packed = TEXT.replace("id: packed", "id: base").replace("days: [0, 2-4]", "days: [0, 2-5]")

    loaded = over("", base=packed)

    assert loaded.packed is None
    assert loaded.notes == ()


def test_without_a_packer_there_is_none() -> None:
    assert load(HEAD + REST).packed is None
