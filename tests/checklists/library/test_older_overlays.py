"""What people wrote over the files of 0.1 still stands on those of today, and says there what it said."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from checklists import library
from checklists.loader import LoadedChecklist, load_checklist
from checklists.overlay.chain import shipped
from checklists.rules.canonical import data_of
from tests.support.kept import KEPT, file_by_0_1

OVERLAYS = sorted((KEPT / "overlays").glob("*.yaml"))
SECTIONS = ("rules", "signs", "warnings", "questions")


def beside(id: str) -> tuple[str, bytes]:
    """An overlay that stands beside another, or what is shipped today."""
    path = KEPT / "overlays" / f"{id}.yaml"
    return (path.name, path.read_bytes()) if path.exists() else shipped(id)


def as_in_0_1(id: str) -> tuple[str, bytes]:
    """The same, with what 0.1 shipped."""
    return beside(id) if id not in library.shipped() else file_by_0_1(id)


def load(path: Path) -> LoadedChecklist:
    return load_checklist(path.read_bytes(), name=path.name, base=beside)


def text(value: Any) -> Any:
    """A value of YAML as the canonical form has it."""
    if isinstance(value, dict):
        return {str(key): text(part) for key, part in value.items()}
    if isinstance(value, list):
        return [text(part) for part in value]
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def differences(path: Path) -> dict[str, dict[str, Any]]:
    """What an overlay changes, adds and removes, by section."""
    data = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    return {key: data.get(key, {}) if key != "rules" else data for key in SECTIONS}


@pytest.mark.parametrize("path", OVERLAYS, ids=lambda path: path.stem)
def test_it_is_valid_and_each_change_is_in_what_comes_of_it(path: Path) -> None:
    data = data_of(load(path).canonical)

    for section, said in differences(path).items():
        now = {item["id"]: item for item in data[section]}
        for id, changes in said.get("change", {}).items():
            for key, value in changes.items():
                assert now[id].get(key) == (None if value is None else text(value)), (id, key)
        assert {item["id"] for item in said.get("add", ())} <= set(now)
        gone = {item if isinstance(item, str) else item["id"] for item in said.get("remove", ())}
        assert not gone & set(now)


@pytest.mark.parametrize("path", OVERLAYS, ids=lambda path: path.stem)
def test_every_id_that_it_could_have_named_is_one_of_today(path: Path) -> None:
    before = load_checklist(path.read_bytes(), name=path.name, base=as_in_0_1).checklist
    after = load(path).checklist

    for rule in before.rules:
        assert after.rule(rule.id) is not None, rule.id
    for sign in before.signs:
        assert after.sign(sign.id) is not None, sign.id
    for question in before.questions:
        assert after.question(question.id) is not None, question.id
    lines = {id for line in after.warnings for id in (line.id, *line.was)}
    assert {line.id for line in before.warnings} <= lines


@pytest.mark.parametrize("id", ["picosure-face", "picosure-tattoo", "picoplus", "picosecond"])
@pytest.mark.parametrize(("part", "line"), [("cold-sore-eye", "eye"), ("numbing", "faint-or-hives")])
@pytest.mark.parametrize("says", ["remove: [{part}]", "change: {{{part}: {{days: 0-1}}}}"])
def test_what_takes_out_or_shortens_a_part_of_a_line_of_today_leaves_that_line_whole(
    id: str, says: str, part: str, line: str
) -> None:
    overlay = f"format: 1\nextends: {id}\nid: mine\ntitle: Mine\nwarnings:\n  {says.format(part=part)}\n"
    loaded = load_checklist(overlay.encode(), name="mine.yaml", base=beside)
    whole = load_checklist(shipped(id)[1], name=f"{id}.yaml", base=beside).checklist.warnings

    assert loaded.checklist.warnings == whole
    assert f'"{part}" is only a part of "{line}" now, which stays as it is' in str(loaded.notes[-1])
