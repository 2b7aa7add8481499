"""A compiled checklist to JSON and back, as the journal keeps it."""

import json
from pathlib import Path

import pytest

from checklists import library
from checklists.compiled import from_json, to_json
from checklists.loader import load_checklist, recompile
from checklists.rules import Kind

GOOD = sorted((Path(__file__).parent / "good").glob("*.yaml"))


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_every_good_file_comes_back_from_json_as_it_was(path: Path) -> None:
    checklist = load_checklist(path.read_bytes(), name=path.name).checklist
    assert from_json(json.loads(json.dumps(to_json(checklist)))) == checklist


@pytest.mark.parametrize("id", library.shipped())
def test_every_shipped_file_comes_back_from_json_as_it_was(id: str) -> None:
    checklist = load_checklist(library.read(id), name=id).checklist
    back = from_json(json.loads(json.dumps(to_json(checklist))))
    assert back == checklist
    assert all(isinstance(rule.kind, Kind) for rule in back.rules)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_kept_version_is_compiled_again_from_what_its_file_said(path: Path) -> None:
    loaded = load_checklist(path.read_bytes(), name=path.name)
    again = recompile(loaded.said)
    assert again == loaded.checklist
    assert [source.key for source in again.sources] == [source.key for source in loaded.checklist.sources]


def test_what_no_file_said_is_not_compiled() -> None:
    for said in ("", "[]", "{}", '{"format":"1"}', '{"answers":[]}'):
        with pytest.raises((ValueError, TypeError, KeyError)):
            recompile(said)
