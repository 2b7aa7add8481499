"""A checklist written out as a file to be read."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from checklists import library
from checklists.format.writer import WIDTH, write_yaml
from checklists.loader import LoadedChecklist, load_checklist
from checklists.rules.canonical import data_of
from checklists.schema import json_schema
from checklists.yaml.source import REFUSED_IN_VALUES, tidy
from tests.checklists.test_schema import valued
from tests.support.files import GOOD, HEAD, REST, load

PACKED = next(path for path in GOOD if path.stem == "packed")
TEXT = PACKED.read_text("utf-8")
SAME = ("overlay-as-json", "overlay-nothing", "picosure-face")
"""Good files that say nothing else than others do."""
FILES = [
    *(path for path in GOOD if path.stem not in SAME),
    *(Path(str(library.where(id))) for id in library.shipped()),
]


def read(path: Path) -> LoadedChecklist:
    return load_checklist(path.read_bytes(), name=path.name)


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(json_schema())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_written_out_says_what_it_said(path: Path, validator: Draft202012Validator) -> None:
    before = read(path)

    text = write_yaml(data_of(before.canonical))

    after = load(text)
    assert (after.canonical, after.checklist) == (before.canonical, before.checklist)
    assert {note.message for note in after.notes} <= {note.message for note in before.notes}
    assert [error.message for error in validator.iter_errors(valued(text))] == []
    for line in text.splitlines():
        assert line == line.rstrip()
        assert len(line) <= WIDTH or " " not in line.strip().removeprefix("url: ")


def test_it_is_laid_out_like_a_shipped_file() -> None:
    loaded = read(PACKED)
    assert loaded.packed is not None

    assert write_yaml({**data_of(loaded.canonical), "packed": loaded.packed._asdict()}) == TEXT


def test_long_lists_stand_one_below_the_other_and_long_addresses_on_one_line() -> None:
    ids = [f"a-rather-long-name-{place}" for place in range(9)]
    data = data_of(load(HEAD + REST).canonical)
    data["rules"][0]["was"] = ids
    data["sources"] = {"a": {"title": "A", "url": f"https://example.org/{'a' * 200}"}}

    text = write_yaml(data)

    assert "    was:\n" + "".join(f"      - {id}\n" for id in ids) in text
    assert f"    url: {data['sources']['a']['url']}\n" in text
    assert data_of(load(text).canonical) == data


_WORDS = st.sampled_from(
    [
        *("null", "~", "true", "yes", "0", "007", "1.5", "1e5", "0x1f", "2026-11-20", "2026-99-99", "12:30"),
        *("-", "?", ":", "- a", "a: b", "a #b", "#a", "&a", "*a", "!a", "%a", "@a", "`a", "'", '"', "|", ">"),
        *(
            "[a]",
            "{a: b}",
            "a, b",
            "<<",
            "=",
            "---",
            "...",
            "\\",
            "\\x1b",
            "\t",
            "\n",
            "\n\n",
            "\u00a0",
            "\U0001f600",
        ),
        *("[red]bold[/red]", "a" * 130, "word " * 30),
    ]
)
_TEXTS = (
    st.lists(st.one_of(_WORDS, st.text(max_size=8)), min_size=1, max_size=6)
    .flatmap(lambda words: st.sampled_from(["", " ", "\n"]).map(lambda space: space.join(words)))
    .filter(lambda text: REFUSED_IN_VALUES.search(text) is None)
    .map(tidy)
    .filter(bool)
)


@settings(max_examples=60, deadline=None)
@given(_TEXTS, _TEXTS, _TEXTS)
def test_any_text_comes_back_as_it_was(one: str, two: str, three: str) -> None:
    data = data_of(load(HEAD + REST).canonical)
    data |= {"title": one, "sources": {"a": {"title": two, "by": three}}}
    data["questions"] = [{"id": "null", "ask": three, "answers": {"true": one, "null": two}}]
    data["rules"] += [
        {"id": "true", "do": one, "days": "0", "how": two, "why": three, "sources": {"a": one}},
        {"id": "yes", "avoid": two, "days": ["0", "3-"], "then": one, "because": three, "sources": ["a"]},
    ]

    assert data_of(load(write_yaml(data)).canonical) == data
