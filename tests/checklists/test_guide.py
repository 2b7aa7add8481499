"""The authoring guide says what is so: its blocks load, its faults are told, its tables are whole."""

import json
import shlex
import tomllib
from datetime import date
from pathlib import Path
from shutil import copy
from typing import Any

import click
import pytest
from jsonschema import Draft202012Validator

from checklists.format import conditions
from checklists.format import days as spans
from checklists.format import measures as lengths
from checklists.format import models as files
from checklists.format import models as format_rule
from checklists.format import times as moments
from checklists.format.grammar import FieldValueError
from checklists.format.models import KINDS, ONLY, ChecklistFile, Strict, keys_at
from checklists.loader import ChecklistError, load_checklist
from checklists.overlay.overlay import DIFFERENCES, KEYS, OWN
from checklists.schema import json_schema
from checklists.yaml.tree import NodePath as Steps
from tests.checklists.test_schema import valued
from tests.support import guide
from tests.support.commands import Shell
from tui.cli.group import main
from tui.files.new_file import SCHEMA, whole_text

ROOT = guide.GUIDE.parent.parent
FILES = list(guide.files())
FIRST, WHOLE = (text for name, text in FILES if name == guide.BUILT)
STEPS = list(guide.steps())
TABLES: dict[str, tuple[Steps, type[Strict]]] = {
    "### At the top": ((), ChecklistFile),
    "### In a rule": (("rules", 0), format_rule.RuleFile),
    "### In a source": (("sources", "x"), files.SourceFile),
    "### In a question": (("questions", 0), files.QuestionFile),
    "### In a sign": (("signs", 0), files.SignFile),
    "#### In `usual`": (("signs", 0, "usual", 0), files.UsualFile),
    "### In `together`": (("together", 0), files.SignGroupFile),
    "### In a phase": (("phases", 0), files.PhaseFile),
    "### In `normal`": (("normal", 0), files.NormalFile),
    "### In a warning": (("warnings", 0), files.WarningFile),
    "### In `course`": (("course",), files.CourseFile),
    "#### In `prepare`": (("course", "prepare", 0), files.PrepareFile),
    "### In `patterns`": (("patterns", "x"), files.PatternFile),
    "### In `defaults`": (("defaults",), files.DefaultsFile),
    "### In `clinic`": (("clinic",), files.ClinicFile),
    "### In `packed`": (("packed",), files.PackedFile),
}
"""The tables of keys, each with where the map is in a file and the model of it."""
LANGUAGES = {
    "days": spans.days,
    "steps (`every`)": moments.every,
    "lengths by the clock (`lasts`, `from`, `gap`)": moments.duration,
    "hours of a day (`between`)": moments.between,
    "a time (`until`)": moments.until,
    "slots (`at`, `check_in`)": moments.at,
    "slots by days (`at`)": moments.slots,
    "slots counted from the treatment (`at`)": moments.at,
    "weekdays (`on`)": spans.weekdays,
    "told again (`repeat`)": moments.repeat,
    "answers (`when`, `unless`)": conditions.clauses,
    "reports (`while`)": conditions.while_clauses,
    "what days count from (`counted_from`)": conditions.counted_from,
    "reports (`fits`)": conditions.fits_clauses,
    "until when (`if_missed`)": moments.missed,
    "usual ranges (`is`)": lengths.usual,
    "sessions": lengths.sessions,
    "longer lengths (`gap` of a course)": lengths.stretch,
    "days before a session": spans.days_before,
    "a date": spans.iso_date,
}
"""The rows of the table of small languages, and what reads them."""
DEMO = """format: 1
id: demo
title: Demo
for: Trying things out
revision: 1
reviewed: 2026-11-20
sources: {sheet: {title: Our sheet}}
questions:
  - {id: habits, ask: What is part of your week?, answers: {makeup: Make-up}}
signs:
  - {id: crusts, ask: Any crusts?, scale: yes-no, days: 0-14}
  - {id: redness, ask: How red?, scale: 0-4, days: 0-14}
phases:
  - {id: all, title: All of it, days: 0-}
rules:
  - id: wash
    do: Wash
"""


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(json_schema())


def told(data: object) -> list[str]:
    """What is wrong with a file, without its lines; nothing if it loads."""
    try:
        loaded = load_checklist(json.dumps(data), name="step.yaml")
    except ChecklistError as error:
        return [f"{problem.where}: {problem.message}" for problem in error.problems]
    return [f"note: {note}" for note in loaded.notes]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_each_step_loads_but_for_what_is_still_to_come(
    step: guide.Step, validator: Draft202012Validator
) -> None:
    missing = [key for key in ("phases", "rules") if key not in step.data]
    assert told(step.data) == [f'(file): "{key}" is missing' for key in missing]
    assert validator.is_valid(step.data) is (not missing)


def test_the_steps_are_short_and_there_are_many() -> None:
    assert len(STEPS) >= 15
    small = [block for block in guide.blocks() if {"top", "under rules"} & {*block.told}]
    assert max(len(block.text.splitlines()) for block in small) <= 25
    assert len(FIRST.splitlines()) == 6


def test_the_whole_file_is_what_the_steps_make_with_a_source_in_every_line() -> None:
    whole, built = valued(WHOLE), STEPS[-1].data
    assert whole.keys() == built.keys()
    assert {rule["id"] for rule in whole["rules"]} == {rule["id"] for rule in built["rules"]}
    for key in whole:
        assert _unsourced(whole[key]) == _unsourced(built[key]), key
    assert "unsourced" not in WHOLE


def _unsourced(part: Any) -> Any:
    """A part of a file without what says where it is from; lists of named things in one order."""
    if isinstance(part, list):
        found = [_unsourced(each) for each in part]
        return sorted(found, key=lambda each: each["id"]) if found and "id" in (found[0] or ()) else found
    if isinstance(part, dict):
        return {name: _unsourced(held) for name, held in part.items() if name not in ("sources", "agreement")}
    return part


COMPLETE = [(name, text) for name, text in FILES if text != FIRST]


@pytest.mark.parametrize(("name", "text"), COMPLETE, ids=[name for name, _ in COMPLETE])
def test_each_whole_file_loads_and_pleases_the_schema(
    name: str, text: str, validator: Draft202012Validator
) -> None:
    loaded = load_checklist(text, name=name)
    assert f"{loaded.checklist.id}.yaml" == name
    notes = [note.message for note in loaded.notes]
    shorter = ["ends on day 4 here, and on day 6 in picosure-face"]
    assert notes == (shorter if name == "picosure-face.yaml" else [])
    assert [error.message for error in validator.iter_errors(valued(text))] == []


def test_every_block_of_yaml_is_one_that_a_test_reads() -> None:
    yaml = [block for block in guide.blocks() if block.language == "yaml"]
    loose = [block for block in yaml if not block.told]
    modeline = whole_text("x", date(2026, 11, 20)).splitlines()[0]
    assert [block.text.strip() for block in loose] == [modeline]
    assert WHOLE.splitlines()[0] == modeline
    languages = {block.language for block in guide.blocks()}
    assert languages == {"yaml", "sh", "text", "json", "lua", "toml"}


ENDS = {
    "checklist check harbour-face.yaml": [3, 0],
    "checklist diff picosure-face": [1],
}
"""How commands of the guide end that do not end well every time."""


def test_every_command_of_the_guide_runs_and_says_what_is_quoted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = Shell(tmp_path / "home")
    folder = shell.home / "checklists"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    ends = {line: list(codes) for line, codes in ENDS.items()}
    said = ""
    for block in guide.blocks():
        for order in block.told:
            if order.startswith("file "):
                Path(order.removeprefix("file ")).write_text(block.text, "utf-8")
            elif order.startswith("copy "):
                copy(guide.GUIDE.parent / order.removeprefix("copy "), ".")
            elif order.startswith("begin "):
                answers = ("--answer", "habits=makeup", "--answer", "about=")
                begun = shell("start", order.removeprefix("begin "), "--on", "2026-11-20T16:00", *answers)
                assert begun.code == 0, begun.err
        if block.language == "sh":
            said = "".join(_run(line, shell, ends) for line in block.text.splitlines())
        elif block.language == "text":
            place = said.find(block.text)
            assert place >= 0, f"{block.text}\nis not in\n{said}"
    assert not any(ends.values())


def _run(line: str, shell: Shell, ends: dict[str, list[int]]) -> str:
    command, _, target = line.partition(" > ")
    arguments = shlex.split(command)[1:]
    ended = shell(*arguments)
    codes = ends.get(" ".join(arguments), [])
    assert ended.code == (codes.pop(0) if codes else 0), f"{line}\n{ended.out}{ended.err}"
    if target:
        Path(target).write_text(ended.out, "utf-8")
    return ended.out + ended.err


@pytest.mark.parametrize("line", sorted(set(guide.commands())))
def test_every_command_line_is_one_that_there_is(line: str) -> None:
    context = click.Context(main)
    command: click.Command = main
    options = {name for parameter in main.params for name in parameter.opts}
    words = shlex.split(line.partition(" > ")[0])[1:]
    while words and isinstance(command, click.Group):
        word = words.pop(0)
        if word.startswith("-"):
            assert word in options, line
            words.pop(0)
            continue
        found = command.get_command(context, word)
        assert found is not None, line
        command = found
    known = {name for parameter in command.params for name in parameter.opts}
    assert {word for word in words if word.startswith("-")} <= known, line


def test_the_table_of_commands_has_all_of_them_and_only_their_options() -> None:
    context = click.Context(main)
    group = main.get_command(context, "checklist")
    assert isinstance(group, click.Group)
    for line, does in guide.rows("## The commands"):
        name = guide.code(line)[0].split()[2]
        command = group.get_command(context, name)
        assert command is not None, line
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in guide.code(does) if word.startswith("--")} <= known, line
    named = {guide.code(line)[0].split()[2] for line, _ in guide.rows("## The commands")}
    assert named == set(group.list_commands(context))


@pytest.mark.parametrize("heading", TABLES)
def test_a_table_has_every_key_of_its_map_and_stars_those_that_must_be_there(heading: str) -> None:
    path, model = TABLES[heading]
    table = {guide.code(row[0])[0]: row for row in guide.rows(heading)}
    assert set(table) == set(keys_at(path))
    starred = {key for key, row in table.items() if row[0].endswith("*")}
    fields = model.model_fields.items()
    assert starred == {field.alias or name for name, field in fields if field.is_required()}
    assert all(row[1] for row in table.values())


def test_every_map_of_the_format_has_its_table() -> None:
    models = {
        each
        for module in (files, format_rule)
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Strict) and each is not Strict
    }
    assert {model for _, model in TABLES.values()} == models


def test_the_table_of_rules_says_with_which_kinds_a_key_goes() -> None:
    for key, _, kinds in guide.rows("### In a rule"):
        name = guide.code(key)[0]
        goes = ", ".join(kind for kind in KINDS if kind in ONLY.get(name, KINDS))
        assert kinds == ("" if name in KINDS else "all" if name not in ONLY else goes), name


@pytest.mark.parametrize("key", ["as_needed", "remind"])
def test_the_small_maps_of_a_rule_have_their_tables(key: str) -> None:
    described = json_schema()["$defs"]["RuleFile"]["properties"][key]["anyOf"]
    (keys,) = (set(each["properties"]) for each in described if "properties" in each)
    assert {guide.code(row[0])[0] for row in guide.rows(f"#### In `{key}`")} == keys


def test_the_table_of_overlays_has_every_key_of_theirs() -> None:
    table = {guide.code(row[0])[0]: row[0] for row in guide.rows("### In a file that extends another")}
    assert set(table) == set(KEYS)
    assert {key for key, cell in table.items() if cell.endswith("*")} == set(OWN)
    assert set(DIFFERENCES) <= set(table)


@pytest.mark.parametrize("row", guide.rows("## The small languages"), ids=lambda row: row[0])
def test_the_small_languages_are_read_as_the_table_says(row: list[str]) -> None:
    name, good, bad = row
    read = LANGUAGES[name]
    for written in guide.code(good):
        read(_said(written))
    for written in guide.code(bad):
        with pytest.raises(FieldValueError):
            read(_said(written))
    assert guide.code(good)
    assert guide.code(bad)


def test_every_small_language_is_in_the_table() -> None:
    assert {row[0] for row in guide.rows("## The small languages")} == set(LANGUAGES)


def _said(written: str) -> object:
    """A value as the loader hands it on: everything as text."""
    return _texts(valued(written))


def _texts(value: object) -> object:
    if isinstance(value, dict):
        return {key: _texts(held) for key, held in value.items()}
    return [_texts(held) for held in value] if isinstance(value, list) else str(value)


@pytest.mark.parametrize("row", guide.rows("## What goes wrong most often"), ids=lambda row: row[0])
def test_what_goes_wrong_is_told_in_exactly_these_words(row: list[str]) -> None:
    (written,), message = guide.code(row[0]), row[1]
    key = written.partition(":")[0]
    lines = {"days": "days: 1-13", "sources": "sources: [sheet]"} | {key: written}
    text = DEMO + "".join(f"    {line}\n" for line in lines.values())
    with pytest.raises(ChecklistError) as caught:
        load_checklist(text, name="demo.yaml")
    assert [problem.message for problem in caught.value.problems] == [message]
    line = next(place for place, line in enumerate(text.splitlines(), 1) if line.strip() == written)
    assert caught.value.problems[0].line == line


def test_what_editors_are_told_can_be_read_and_names_the_schema() -> None:
    by_language = {block.language: block.text for block in guide.blocks()}
    pointed = f"./{SCHEMA}"
    assert json.loads(by_language["json"]) == {"yaml.schemas": {pointed: "*.yaml"}}
    helix = tomllib.loads(by_language["toml"])["language-server"]["yaml-language-server"]["config"]
    assert helix == {"yaml": {"schemas": {pointed: "*.yaml"}}}
    lua = [block.text for block in guide.blocks() if block.language == "lua"]
    assert all(f'["{pointed}"] = "*.yaml"' in each for each in lua)
    assert all(each.count("{") == each.count("}") and each.count("(") == each.count(")") for each in lua)
    assert any(f"> {SCHEMA}" in line for line in guide.commands())


def test_the_limits_are_those_of_the_program() -> None:
    from checklists.loader import MOST_RULES
    from checklists.overlay.chain import MOST_BASES
    from checklists.yaml.compose import MOST_LEVELS
    from checklists.yaml.source import MOST_BYTES

    _, _, after = guide.text().partition("\n## Limits\n")
    limits = after.partition("\n## ")[0]
    for said in (
        f"{MOST_BYTES // 1024} KiB",
        f"{MOST_RULES} rules",
        f"{MOST_LEVELS} levels",
        f"0 to {spans.LAST_DAY}",
        f"At most {MOST_BASES} files",
    ):
        assert said in limits
    assert f"at most {lengths.SHORT} letters" in guide.text()


def test_the_guide_is_linked_goes_with_the_package_and_links_to_what_it_has() -> None:
    assert "(checklists/README.md)" in (ROOT / "README.md").read_text("utf-8")
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    assert build["targets"]["wheel"] == {"packages": ["tui", "checklists"]}, "and so all that is in them"
    headings = {line.lstrip("# ").lower() for line in guide.text().splitlines() if line.startswith("#")}
    anchors = {heading.replace("`", "").replace(" ", "-") for heading in headings}
    linked = {part.partition(")")[0] for part in guide.text().split("](#")[1:]}
    assert linked <= anchors
    assert max(len(line) for line in guide.text().splitlines() if "|" not in line) <= 130
