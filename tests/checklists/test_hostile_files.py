"""No file, however it was damaged or meant, ends in anything but a checklist or its Problems."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklists.loader import ChecklistError, LoadedChecklist, recompile
from checklists.rules.compiled import decode, encode
from tests.support.damage import damaged, told

HERE = Path(__file__).parents[1]
GOOD = [path.read_bytes() for path in sorted((HERE / "good").glob("*.yaml"))]
HEAD = (
    "format: 1\nid: x\ntitle: X\nfor: X\nrevision: 1\nreviewed: 2026-11-20\n"
    "phases: [{id: a, title: A, days: 0-}]\n"
)
ONE = "rules:\n  - id: a\n    do: x\n    agreement: unsourced\n"


def read(data: bytes) -> LoadedChecklist | ChecklistError:
    """What loading gives, after a look at every place it names."""
    return told({"file.yaml": data}, "file.yaml")


@settings(max_examples=400)
@given(damaged(GOOD))
def test_a_damaged_file_is_read_or_told_about_and_never_more(data: bytes) -> None:
    found = read(data)
    if isinstance(found, LoadedChecklist):
        assert decode(encode(found.checklist)) == found.checklist
        assert recompile(found.canonical) == found.checklist


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_bytes_of_any_sort_are_told_about(data: bytes) -> None:
    assert isinstance(read(data), ChecklistError)


@pytest.mark.parametrize("cut", range(0, 1000, 7))
def test_a_file_cut_off_anywhere_is_read_or_told_about(cut: int) -> None:
    whole = (HERE / "good" / "every-key.yaml").read_bytes()
    read(whole[: cut * len(whole) // 1000])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + "#" * 256 * 1024, "the file is larger than 256 KiB"),
        ("[" * 100_000, "more than 12 levels deep"),
        ("- " * 100_000, "more than 12 levels deep"),
        ("{a: " * 50_000, "more than 12 levels deep"),
        ("".join(" " * depth + "a:\n" for depth in range(600)), "more than 12 levels deep"),
        (HEAD + "normal: [" + "a, " * 60_000 + "]", "the file holds more than 20,000 values"),
        (HEAD + "normal: [" + "*a , " * 40_000 + "]", "the file holds more than 20,000 values"),
        (
            HEAD + "".join(f"k{place}: v\n" for place in range(20_000)),
            "the file holds more than 20,000 values",
        ),
        ("\n" * 250_000, "the file is empty"),
        ("---\n" * 60_000, "a second checklist begins here; a file holds one"),
        ("a: b\x01\n" * 30_000, "this is not a text file; control characters stand all over it"),
        (HEAD + ONE + "    days: " + "9" * 200_000, "ten years on"),
        (
            HEAD + ONE + "    days: 0\n    every: " + "9" * 200_000 + "h",
            "must be steps such as 7d, 2w, 2h or 90m",
        ),
        (HEAD + ONE + "    days: 0\n    at: " + "a-" * 100_000, "must be a slot such as morning"),
    ],
    ids=lambda given: given[-30:] if "level" in given or "file" in given else "text",
)
def test_what_is_too_much_is_told_alone_and_at_once(text: str, message: str) -> None:
    found = read(text.encode())
    assert isinstance(found, ChecklistError)
    assert len(found.problems) == 1
    assert message in found.problems[0].message


def test_an_alias_bomb_is_taken_apart_and_never_set_off() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{to}: &{to} [{', '.join([f'*{of}'] * 9)}]" for of, to in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    found = read((HEAD + "\n".join(lines) + "\n").encode())
    assert isinstance(found, ChecklistError)
    aliases = [problem for problem in found.problems if problem.message.startswith('"*')]
    assert len(aliases) == 72
    assert aliases[0].where == "b.1"


def test_five_hundred_rules_in_one_row_are_read() -> None:
    rules = [
        f"  - {{id: r{place}, do: x, days: 0, once_lifted: r{place + 1}, silences: [r{place + 1}], "
        "agreement: unsourced}"
        for place in range(499)
    ]
    last = "  - {id: r499, do: x, days: 0, agreement: unsourced}"
    found = read("\n".join([HEAD + "rules:", *rules, last]).encode())
    assert isinstance(found, LoadedChecklist)
    assert len(found.checklist.rules) == 500


def test_many_wrong_names_are_told_though_the_nearest_is_not_sought_for_all() -> None:
    names = ", ".join(f"{'abcdefghij' * 2}{place}" for place in range(40))
    rules = [
        f"  - {{id: {'jihgfedcba' * 2}{place}, do: x, days: 0, silences: [{names}], agreement: unsourced}}"
        for place in range(150)
    ]
    found = read("\n".join([HEAD + "rules:", *rules]).encode())
    assert isinstance(found, ChecklistError)
    assert len(found.problems) == 6000
