"""The JSON Schema, held against the loader by a validator that knows nothing of either."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from checklists import library
from checklists.schema import json_schema, schema_text

HERE = Path(__file__).parents[1]
BROKEN = sorted((HERE / "broken").glob("*.yaml"))
GOOD = sorted((HERE / "good").glob("*.yaml"))
SHEETS = sorted((HERE / "sheets").glob("*.yaml"))
SHIPPED = [HERE.parent / "checklists" / "library" / f"{id}.yaml" for id in library.shipped()]
WRITTEN = HERE.parent / "checklists" / "library" / "checklist.schema.json"

NOT_YAML = """
alias alias-bomb at-sign-text bad-indent colon-in-text colon-without-space control-character doubled-key
doubled-quoted-key doubled-top-key escape-in-comment habit-apostrophe-in-quotes habit-backtick
habit-behind-quote habit-brace-first habit-bracket-first habit-bullet habit-colon-in-braces
habit-dash-first habit-equals habit-greater-than habit-hyphen-glued habit-ideographic-space
habit-no-break-after-colon habit-no-break-indent habit-pdf habit-pipe habit-quotes-inside
habit-star-bullet habit-stars-around habit-wide-colon habit-word-dash habit-word-file id-without-space
key-too-deep local-tag missing-colon not-utf8 null-byte overlay-alias percent-text reviewed-not-a-date
tab-indent two-documents unclosed-brace unclosed-bracket unclosed-quote unknown-escape utf16
"""
"""Files that a YAML 1.2 reader refuses itself, so that a schema never sees them."""

UNSEEN = """
anchor anchor-on-a-map at-kept-name at-name-twice at-offset-too-long between-backwards between-nothing
bidi-character bidi-escape check-in-hourly check-in-id-taken check-in-once control-escape
course-unknown-source days-backwards days-list-open-early days-list-overlap days-list-unordered
days-too-late directive every-days-without-days gap-backwards line-separator lone-surrogate merge-key
normal-backwards normal-when-unknown once-lifted-circle once-lifted-itself once-lifted-unknown
once-with-every once-with-two-slots overlay-add-bad-days overlay-add-known-rule overlay-add-removed-rule
overlay-add-second-check-in overlay-add-twice overlay-anchor overlay-change-and-remove
overlay-change-bad-value overlay-change-days-beside-lasts overlay-change-empty-value
overlay-change-takes-days overlay-change-takes-the-sources overlay-change-takes-the-steps
overlay-change-the-kind overlay-change-unknown-rule overlay-change-unknown-source
overlay-change-wrong-kind-of-key overlay-extends-itself overlay-far-unknown-base overlay-normal-days-twice
overlay-normal-unknown-days overlay-phase-days-backwards overlay-phase-gap overlay-phase-shortened
overlay-phase-unknown overlay-phases-none overlay-phases-shorter overlay-question-answer-gone
overlay-question-unknown overlay-remove-a-named-rule overlay-remove-a-question-in-use
overlay-remove-a-sign-in-use overlay-remove-beside-an-anchor overlay-remove-twice-with-reason
overlay-remove-unknown-rule overlay-remove-unknown-with-reason overlay-sign-unknown
overlay-sign-words-too-few overlay-together-scale overlay-together-unknown overlay-unknown-base
overlay-warning-unknown phase-overlap-at-the-end
phase-twice phases-begin-late phases-gap phases-gap-of-days phases-open-in-the-middle phases-overlap
prepare-counts-up prepare-short-too-wide prepare-twice prepare-when-unknown prepare-when-unknown-answer
question-and-sign-share-id question-twice remind-avoid-without-at remind-bad-days rule-after-last-phase
rule-twice sessions-backwards short-too-wide short-too-wide-cjk silences-circle silences-itself
silences-unknown since-an-avoid since-itself since-unknown source-unknown source-unknown-in-map
sources-missing tag together-of-the-moment together-question together-scale together-two-lines
together-unknown-sign two-check-ins unless-unknown usual-backwards usual-beyond-scale usual-when-unknown
warning-after-last-phase warning-short-too-wide warning-twice warning-unknown-source was-present-id
was-twice when-answer-twice when-sign-backwards when-sign-beyond when-sign-list when-sign-words
when-unknown-answer when-unknown-answer-in-list when-unknown-subject while-a-question while-beyond
while-unknown-sign words-too-few
clinic-after-hours-all-zeros clinic-phone-too-short
hidden-signs-unknown overlay-prepare-taken overlay-prepare-the-kind overlay-prepare-unknown
at-days-gap at-days-outside at-days-overlap at-days-two-times defaults-unknown-source
counted-from-beyond counted-from-event-no counted-from-unknown happened-together
lifted-by-no-event lifted-by-unknown was-a-question-of-today was-a-step-of-today was-two-signs
"""
"""Files whose fault a schema cannot see: it lies in how the YAML is written, or between two values."""


def values(path: Path) -> Any:
    """A file as YAML 1.2 values, with keys and dates as JSON has them."""
    return valued(path.read_bytes().decode("utf-8-sig"))


def valued(text: str) -> Any:
    """A text as YAML 1.2 values, with keys and dates as JSON has them."""
    return _json(YAML(typ="safe", pure=True).load(text))


def _json(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _json(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_json(held) for held in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_the_schema_in_the_library_is_the_one_the_models_make() -> None:
    again = "python -m checklists.schema > checklists/library/checklist.schema.json"
    assert WRITTEN.read_text("utf-8") == schema_text(), f"make it again: {again}"


@pytest.mark.parametrize("path", SHIPPED + GOOD + SHEETS, ids=lambda path: path.stem)
def test_it_accepts_every_file_the_loader_accepts(path: Path, validator: Draft202012Validator) -> None:
    assert [error.message for error in validator.iter_errors(values(path))] == []


@pytest.mark.parametrize(
    "path",
    [path for path in BROKEN if path.stem not in (NOT_YAML + UNSEEN).split()],
    ids=lambda path: path.stem,
)
def test_it_refuses_what_the_loader_refuses(path: Path, validator: Draft202012Validator) -> None:
    assert not validator.is_valid(values(path))


def test_an_editor_that_knows_draft_7_alone_sees_the_same() -> None:
    schema = json_schema()
    Draft7Validator.check_schema(schema)
    validator = Draft7Validator(schema)
    good = {path.stem for path in SHIPPED + GOOD + SHEETS if validator.is_valid(values(path))}
    assert good == {path.stem for path in SHIPPED + GOOD + SHEETS}
    seen = [path for path in BROKEN if path.stem not in (NOT_YAML + UNSEEN).split()]
    assert [path.stem for path in seen if validator.is_valid(values(path))] == []


@pytest.mark.parametrize("name", UNSEEN.split())
def test_what_it_cannot_see_is_marked_so_and_no_more(name: str, validator: Draft202012Validator) -> None:
    assert validator.is_valid(values(HERE / "broken" / f"{name}.yaml"))


@pytest.mark.parametrize("name", NOT_YAML.split())
def test_what_is_not_yaml_is_marked_so_and_no_more(name: str) -> None:
    with pytest.raises((YAMLError, UnicodeDecodeError, ValueError)):
        values(HERE / "broken" / f"{name}.yaml")


def test_it_speaks_of_every_key() -> None:
    definitions = json_schema()["$defs"].values()
    assert {"ChecklistFile", "OverlayFile", "RuleChange"} <= set(json_schema()["$defs"])
    undescribed = [
        key
        for definition in definitions
        for key, held in definition["properties"].items()
        if not {"description", "$ref"} & set(held)
    ]
    assert undescribed == []
