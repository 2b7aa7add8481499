"""The JSON Schema of a checklist file: a whole one's as pydantic has it, and from that an overlay's.

Run: `python -m checklists.schema` writes it out as it is shipped.
"""

import json
import sys
from copy import deepcopy
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from checklists.format.measures import HAPPENED
from checklists.format.models import (
    DEFAULTS,
    HIDDEN,
    KINDS,
    LEFT_TO_OTHERS,
    LIKE,
    ONLY,
    PREPARE_KINDS,
    WITH_HOURS,
    ChecklistFile,
    PatternFile,
    keys_of,
)
from checklists.overlay.overlay import DIFFERENCES, NAME_KEYS, OWN, REMOVABLE, REPLACED, SECTIONS, WHY

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ITEMS = {
    "questions": "QuestionFile",
    "signs": "SignFile",
    "together": "SignGroupFile",
    "phases": "PhaseFile",
    "normal": "NormalFile",
    "rules": "RuleFile",
    "warnings": "WarningFile",
}
_FILES = _ITEMS | {"prepare": "PrepareFile"}
_EXTENDS = "The id of the checklist that this file changes; its own id means the shipped one."
_WORDS = {
    "change": "A map from an id to the keys that change, each with its whole value, or null to take it away.",
    "add": "More of them.",
    "remove": "The ids of those that are not wanted, each as it is or as {id, because}.",
}
_WORDS_OF_NORMAL = {
    "change": "A map from days, as the base writes them, to the keys that change.",
    "remove": "The days, as the base writes them, of those that are not wanted, or {days, because}.",
}
_WORDS_OF_GROUPS = {
    "change": "A map from a sign of the line to the keys that change.",
    "remove": "A sign of each line that is not wanted, as it is or as {sign, because}.",
}
_PUBLISHED = (
    *("at", "every", "between", "counting", "since", "on", "once", "as_needed", "if_missed", "counts"),
    *("repeat", "quiet", "once_lifted", "silences", "lasts", "while", "then", "check_in"),
)
_ONLY = {key: ONLY[key] for key in dict.fromkeys((*_PUBLISHED, *ONLY))}
"""In the order in which they stood when the schema was first published; a newer key comes last."""
_UNSOURCED = {"properties": {"agreement": {"const": "unsourced"}}, "required": ["agreement"]}
_HIDES = {"properties": {HIDDEN: {"enum": [True, "yes", "true"]}}, "required": [HIDDEN]}
_HAPPENS = {"properties": {"scale": {"const": HAPPENED}}, "required": ["scale"]}
_NOT_OF_EVENTS = ("words", "usual", "until")
_OF_PATTERN = tuple(key for key in keys_of(PatternFile) if key not in KINDS)
"""What a pattern says of a rule, which that may take away with null."""
_LIKE_ONE: Schema = {"required": [LIKE]}
_SOURCED: Schema = {"anyOf": [{"required": ["sources"]}, _LIKE_ONE, _UNSOURCED]}


def schema_text() -> str:
    """The schema as it is shipped: indented by two, with a line end at its end."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def json_schema() -> Schema:
    """The schema, in draft 2020-12, for a file read with YAML 1.2 values."""
    schema = ChecklistFile.model_json_schema(schema_generator=_Generate)
    definitions = schema["$defs"]
    schema["required"] = [key for key in schema["required"] if key not in LEFT_TO_OTHERS]
    schema |= {"anyOf": [{"required": [*LEFT_TO_OTHERS]}, _HIDES]}
    lines = {"items": _SOURCED}
    schema |= _unless_defaults(
        {"rules": lines, "warnings": lines, "course": {"properties": {"prepare": lines}}}
    )
    definitions["RuleFile"] |= _rule_keys()
    definitions["SignFile"] |= {"if": _HAPPENS, "then": {"properties": dict.fromkeys(_NOT_OF_EVENTS, False)}}
    definitions["PrepareFile"] |= {"oneOf": [{"required": [kind]} for kind in PREPARE_KINDS]}
    for definition in (*definitions.values(), schema):
        definition.pop("title", None)
        definition["minProperties"] = 1
    return {"$schema": _DIALECT, "title": "Afterglow checklist, format 1"} | _with_overlays(schema)


class _Generate(GenerateJsonSchema):
    """Leaves out what pydantic adds for Python: nulls, defaults, and titles made from names."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def tuple_schema(self, schema: core_schema.TupleSchema) -> JsonSchemaValue:
        return super().tuple_schema(schema) | {"minItems": 1}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        keys = self.generate_inner(schema["keys_schema"])
        values = self.generate_inner(schema["values_schema"])
        return {"type": "object", "propertyNames": keys, "additionalProperties": values, "minProperties": 1}


def _rule_keys() -> Schema:
    """What a schema can see of the keys that go together in a rule."""
    refused = {
        kind: {"properties": {key: False for key, kinds in _ONLY.items() if kind not in kinds}}
        for kind in KINDS
    }
    in_hours = {"properties": {"every": {"pattern": "[hm]$"}}, "required": ["every"]}
    lonely: Schema = {
        "lasts": {"properties": dict.fromkeys(("days", "from", "lifted_by", "counted_from"), False)},
        "counted_from": {"properties": {"from": False}},
        "as_needed": {"properties": {"at": False, "every": False, "once": False}},
    }
    return {
        # What it is may stand in its pattern.
        "if": _LIKE_ONE,
        "then": {},
        "else": {
            "oneOf": [{"required": [kind]} for kind in KINDS],
            "properties": {key: {"not": {"type": "null"}} for key in _OF_PATTERN},
        },
        "allOf": [
            # Not as dependentSchemas: many editors know no draft after 7, and pass over them.
            *_where_there_is(refused | lonely | dict.fromkeys(WITH_HOURS, in_hours)),
            {"anyOf": [{"required": ["days"]}, {"required": ["lasts"]}]},
            {"if": in_hours, "then": {"properties": {"at": False}}},
        ],
    }


def _unless_defaults(properties: Schema) -> Schema:
    """What holds for the lines of a file that has no defaults for them."""
    return {"if": {"required": [DEFAULTS]}, "then": {}, "else": {"properties": properties}}


def _where_there_is(schemas: dict[str, Schema]) -> list[Schema]:
    """What holds for a map that has a key, for each of some keys."""
    return [{"if": {"required": [key]}, "then": then} for key, then in schemas.items()]


def _with_overlays(whole: Schema) -> Schema:
    """A schema for whole files and for overlays.

    Args:
        whole: The schema of a whole file, with its definitions.
    """
    definitions = whole.pop("$defs")
    own = whole["properties"]
    for name in _ITEMS.values():
        definitions[_change_name(name)] = _change(definitions[name])
    definitions["PrepareChange"] = _change(definitions["PrepareFile"])
    definitions["CourseChange"] = _change(definitions["CourseFile"])
    properties = {key: own[key] for key in (*REPLACED, "sources")}
    properties |= {"extends": own["id"] | {"description": _EXTENDS}}
    properties |= {"course": own["course"] | {"$ref": "#/$defs/CourseChange"}}
    properties["course"]["description"] = "How sessions follow one another; null to have none."
    properties |= {key: _or_null(properties[key]) for key in REMOVABLE}
    because = definitions["RuleFile"]["properties"][WHY]
    prepare = definitions["CourseChange"]["properties"]["prepare"]
    prepare["anyOf"].append(_map(_differences("prepare", own["id"], because)))
    properties |= _differences("rules", own["id"], because)
    for key in SECTIONS:
        described = {"description": own[key]["description"]}
        properties[key] = described | _map(_differences(key, own["id"], because))
    words = definitions["RuleFile"]["properties"]
    words |= {key: _or_null(words[key]) for key in _OF_PATTERN}
    definitions["ChecklistFile"] = whole
    lines = {"items": _SOURCED}
    added: Schema = {"properties": {"add": lines}}
    sourced = {"add": lines, "warnings": added, "course": {"properties": {"prepare": lines | added}}}
    definitions["OverlayFile"] = _map(properties) | {"required": list(OWN)} | _unless_defaults(sourced)
    overlay, other = ({"$ref": f"#/$defs/{name}"} for name in ("OverlayFile", "ChecklistFile"))
    says_so = {"type": "object", "required": ["extends"]}
    return {"$defs": definitions, "if": says_so, "then": overlay, "else": other}


def _change_name(name: str) -> str:
    return name.replace("File", "Change")


def _change(item: Schema) -> Schema:
    """Some keys of an item; all but its kind may be taken away."""
    item = deepcopy(item)
    keys = item["properties"]
    change = _map(
        {
            key: schema if key in KINDS and "do" in keys else _or_null(schema)
            for key, schema in keys.items()
            if key not in ("id", LIKE)
        }
    )
    if "lasts" in keys:
        refused: dict[str, Schema] = {
            kind: {
                "properties": {
                    **{other: False for other in KINDS if other != kind},
                    **{key: {"type": "null"} for key, kinds in _ONLY.items() if kind not in kinds},
                }
            }
            for kind in KINDS
        }
        change["allOf"] = _where_there_is(refused)
    return change


def _or_null(schema: Schema) -> Schema:
    described = {key: schema[key] for key in ("description",) if key in schema}
    return described | {"anyOf": [_undescribed(schema), {"type": "null"}]}


def _undescribed(schema: Schema) -> Schema:
    return {key: value for key, value in schema.items() if key != "description"}


def _differences(key: str, id: Schema, because: Schema) -> Schema:
    """What an overlay may say of one list."""
    words = _WORDS | {"normal": _WORDS_OF_NORMAL, "together": _WORDS_OF_GROUPS}.get(key, {})
    name = _undescribed(id)
    removal = name if key != "normal" else {"anyOf": [{"type": "string"}, {"type": "integer", "minimum": 0}]}
    named = NAME_KEYS.get(key, "id")
    with_reason = _map({named: removal, WHY: because}) | {"required": [named]}
    removal = {"anyOf": [removal, with_reason]}
    names: Schema = {} if key == "normal" else {"propertyNames": name}
    change = {"$ref": f"#/$defs/{_change_name(_FILES[key])}"}
    schemas: tuple[Schema, ...] = (
        {"type": "object", **names, "additionalProperties": change, "minProperties": 1},
        {"type": "array", "items": {"$ref": f"#/$defs/{_FILES[key]}"}, "minItems": 1},
        {"type": "array", "items": removal, "minItems": 1, "uniqueItems": True},
    )
    return {one: {"description": words[one], **each} for one, each in zip(DIFFERENCES, schemas, strict=True)}


def _map(properties: Schema) -> Schema:
    return {"type": "object", "additionalProperties": False, "properties": properties, "minProperties": 1}


if __name__ == "__main__":
    sys.stdout.write(schema_text())
