"""What a checklist file may say, key by key."""

from pathlib import Path

import pytest
from pydantic import ValidationError
from ruamel.yaml import YAML

from checklists.format.models import KINDS, LEFT_TO_OTHERS, ONLY, ChecklistFile, RuleFile, keys_at
from checklists.loader import ChecklistError, load_checklist
from checklists.schema import json_schema

GOOD = Path(__file__).parents[2] / "good"
HEAD = """format: 1
id: demo
title: Demo
for: Trying things out
revision: 1
reviewed: 2026-11-20
signs:
  - {id: pain, ask: How sore?, scale: 0-10, days: 0-7}
  - {id: out, ask: Are the stitches out?, scale: happened, days: 0-7}
phases: [{id: all, title: All of it, days: 0-}]
rules:
  - {id: other, do: Something else, days: 0, agreement: unsourced}
"""
VALUES = {
    "at": "morning",
    "every": "2d",
    "between": "10:00-18:00, every: 2h",
    "counting": "plan, every: 2h",
    "since": "other, every: 2h",
    "on": "[sun]",
    "once": "yes",
    "as_needed": "{gap: 1h}",
    "if_missed": "now",
    "counts": "no",
    "repeat": "10m x3",
    "quiet": "ignore",
    "lifted_by": "out",
    "counted_from": "pain 0",
    "once_lifted": "other",
    "silences": "[other]",
    "from": "12h",
    "while": "pain 2+",
    "then": "Start gently.",
    "remind": "morning",
    "check_in": "yes",
    "when": "{pain: 1+}",
    "unless": "{pain: 7+}",
    "how": "Like this.",
    "why": "For this.",
    "differ": "Not much.",
    "because": "my clinic's sheet",
    "short": "it",
    "was": "[former]",
}
"""A value for each key, with what it needs beside it."""

TABLE = """
            do  check avoid expect
at          yes yes   no    no
every       yes yes   no    no
between     yes yes   no    no
counting    yes yes   no    no
since       yes yes   no    no
on          yes yes   no    no
once        yes yes   no    no
as_needed   yes yes   no    no
if_missed   yes yes   no    no
counts      yes yes   no    no
repeat      yes yes   no    no
quiet       yes yes   no    no
lifted_by   yes yes   yes   no
counted_from yes yes  yes   no
once_lifted yes yes   no    no
silences    yes yes   no    no
lasts       yes no    yes   no
from        yes yes   yes   yes
while       yes yes   yes   no
then        no  no    yes   no
check_in    no  yes   no    no
remind      yes yes   yes   yes
when        yes yes   yes   yes
unless      yes yes   yes   yes
how         yes yes   yes   yes
why         yes yes   yes   yes
differ      yes yes   yes   yes
because     yes yes   yes   yes
short       yes yes   yes   yes
was         yes yes   yes   yes
"""


def _table() -> list[tuple[str, str, bool]]:
    head, *rows = (line.split() for line in TABLE.strip().splitlines())
    return [
        (key, kind, said == "yes") for key, *cells in rows for kind, said in zip(head, cells, strict=True)
    ]


def _told(rule: str) -> list[str]:
    try:
        load_checklist(f"{HEAD}  - {rule}\n", name="demo.yaml")
    except ChecklistError as error:
        return [problem.message for problem in error.problems]
    return []


@pytest.mark.parametrize(("key", "kind", "goes"), _table())
def test_a_key_goes_with_the_kinds_of_the_table_and_no_other(key: str, kind: str, goes: bool) -> None:
    range_ = "lasts: 4h" if key == "lasts" else f"days: 1-3, {key}: {VALUES[key]}"
    told = _told(f"{{id: r, {kind}: It, {range_}, agreement: unsourced}}")
    if goes:
        assert told == []
    else:
        assert f'"{key}" goes with {_kinds(key)}, not with {kind}' in told
        assert all(message.endswith(f"not with {kind}") for message in told)


def _kinds(key: str) -> str:
    *most, last = [kind for kind in ("do", "avoid", "check", "expect") if kind in ONLY[key]]
    return f"{', '.join(most)} and {last}" if most else last


def test_the_table_names_every_key_that_is_for_some_kinds_only() -> None:
    assert {key for key, _, goes in _table() if not goes} == set(ONLY)


def test_the_good_file_of_every_key_has_every_key() -> None:
    read = YAML(typ="safe", pure=True).load
    said = read((GOOD / "every-key.yaml").read_text("utf-8"))
    # A seal fits one text only, so it stands in a file that nobody adds to.
    said["packed"] = read((GOOD / "packed.yaml").read_text("utf-8"))["packed"]
    used: dict[str, set[str]] = {}

    def walk(value: object, path: str) -> None:
        if isinstance(value, dict):
            used.setdefault(path, set()).update(str(key) for key in value)
            for key, held in value.items():
                walk(held, f"{path}.{key}".lstrip("."))
        elif isinstance(value, list):
            for held in value:
                walk(held, path)

    walk(said, "")
    for path in ("", "sources.nsc", "questions", "signs", "signs.usual", "phases", "normal", "rules"):
        steps: list[str | int] = [part for name in path.split(".") if name for part in (name, 0)]
        steps = ["sources", "nsc"] if path == "sources.nsc" else steps
        assert used[path] == set(keys_at(tuple(steps))), path
    for path in ("packed", "warnings", "course", "course.prepare"):
        alone = ("packed", "course")
        steps = [part for name in path.split(".") for part in ((name,) if name in alone else (name, 0))]
        assert used[path] == set(keys_at(tuple(steps))), path
    assert used["rules.as_needed"] == {"gap", "at_most"}
    assert used["rules.remind"] == {"days", "at"}


def test_nothing_has_keys_where_no_map_of_the_format_is() -> None:
    assert keys_at(("title",)) == ()
    assert keys_at(("rules", 0, "days")) == ()
    assert keys_at(("nothing", 0, "here")) == ()


def test_the_models_take_text_alone_and_no_key_they_do_not_know() -> None:
    good = {"id": "wash", "do": "Wash", "days": "0"}
    assert RuleFile.model_validate(good).do == "Wash"
    for wrong in ({"days": 0}, {"counts": True}, {"dayz": "0"}, {"not_before": "12h"}, {"once": 1}):
        with pytest.raises(ValidationError):
            RuleFile.model_validate(good | wrong)


def test_a_model_does_not_change_after_loading() -> None:
    rule = RuleFile.model_validate({"id": "wash", "do": "Wash", "days": "0"})
    with pytest.raises(ValidationError):
        rule.do = "Dry"  # type: ignore[misc]


def test_the_schema_knows_the_keys_that_the_models_know() -> None:
    schemas = json_schema()["$defs"]
    assert set(schemas["ChecklistFile"]["properties"]) == set(keys_at(()))
    assert set(schemas["RuleFile"]["properties"]) == set(keys_at(("rules", 0)))
    conditions = [each["if"]["required"] for each in schemas["RuleFile"]["allOf"] if "if" in each]
    assert [[kind] for kind in KINDS if [kind] not in conditions] == []
    assert schemas["ChecklistFile"]["required"] == [
        key
        for key in keys_at(())
        if ChecklistFile.model_fields["purpose" if key == "for" else key].is_required()
        and key not in LEFT_TO_OTHERS
    ]
