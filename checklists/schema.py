"""What the JSON Schema says of a file that extends another, made from what it says of a whole one."""

import json
import sys
from copy import deepcopy
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from checklists.format.models import KINDS, ONLY, WITH_HOURS, ChecklistFile
from checklists.overlay.overlay import DIFFERENCES, OWN, REPLACED, SECTIONS, WHY

Schema = dict[str, Any]

_ITEMS = {
    "questions": "QuestionFile",
    "signs": "SignFile",
    "phases": "PhaseFile",
    "normal": "NormalFile",
    "rules": "RuleFile",
    "warnings": "WarningFile",
}
_WORDS = {
    "change": "A map from an id to the keys that change, each with its whole value, or null to take it away.",
    "add": "More of them.",
    "remove": "The ids of those that are not wanted, each as it is or as {id, because}.",
}
_OF_NORMAL = {
    "change": "A map from days, as the base writes them, to the keys that change.",
    "remove": "The days, as the base writes them, of those that are not wanted, or {days, because}.",
}
_EXTENDS = "The id of the checklist that this file changes; its own id means the shipped one."


def with_overlays(whole: Schema) -> Schema:
    """A schema for whole files and for overlays.

    Args:
        whole: The schema of a whole file, with its definitions.
    """
    definitions = whole.pop("$defs")
    own = whole["properties"]
    for name in _ITEMS.values():
        definitions[_changed(name)] = _change(definitions[name])
    definitions["CourseChange"] = _change(definitions["CourseFile"])
    properties = {key: own[key] for key in (*REPLACED, "sources")}
    properties |= {"extends": own["id"] | {"description": _EXTENDS}}
    properties |= {"course": own["course"] | {"$ref": "#/$defs/CourseChange"}}
    because = definitions["RuleFile"]["properties"][WHY]
    properties |= _differences("rules", own["id"], because)
    for key in SECTIONS:
        described = {"description": own[key]["description"]}
        properties[key] = described | _map(_differences(key, own["id"], because))
    definitions["ChecklistFile"] = whole
    definitions["OverlayFile"] = _map(properties) | {"required": list(OWN)}
    overlay, other = ({"$ref": f"#/$defs/{name}"} for name in ("OverlayFile", "ChecklistFile"))
    says_so = {"type": "object", "required": ["extends"]}
    return {"$defs": definitions, "if": says_so, "then": overlay, "else": other}


def _changed(name: str) -> str:
    return name.replace("File", "Change")


def _map(properties: Schema) -> Schema:
    return {"type": "object", "additionalProperties": False, "properties": properties, "minProperties": 1}


def _change(item: Schema) -> Schema:
    """Some keys of an item; all but its kind may be taken away."""
    item = deepcopy(item)
    described = item["properties"]
    properties = {
        key: held if key in KINDS and "do" in described else _or_null(held)
        for key, held in described.items()
        if key != "id"
    }
    made = _map(properties)
    if "lasts" in described:
        refused = {
            kind: {
                "properties": {
                    **{other: False for other in KINDS if other != kind},
                    **{key: {"type": "null"} for key, kinds in ONLY.items() if kind not in kinds},
                }
            }
            for kind in KINDS
        }
        made["allOf"] = where_there_is(refused)
    return made


def where_there_is(said: dict[str, Schema]) -> list[Schema]:
    """What holds for a map that has a key, for each of some keys."""
    return [{"if": {"required": [key]}, "then": then} for key, then in said.items()]


def _or_null(held: Schema) -> Schema:
    described = {key: held[key] for key in ("description",) if key in held}
    rest = {key: said for key, said in held.items() if key != "description"}
    return described | {"anyOf": [rest, {"type": "null"}]}


def _differences(key: str, id: Schema, because: Schema) -> Schema:
    """What an overlay may say of one list."""
    words = _WORDS | (_OF_NORMAL if key == "normal" else {})
    names = {name: said for name, said in id.items() if name != "description"}
    removed = names if key != "normal" else {"anyOf": [{"type": "string"}, {"type": "integer", "minimum": 0}]}
    removed = {"anyOf": [removed, _reasoned("days" if key == "normal" else "id", removed, because)]}
    called: Schema = {} if key == "normal" else {"propertyNames": names}
    change = {"$ref": f"#/$defs/{_changed(_ITEMS[key])}"}
    said: tuple[Schema, ...] = (
        {"type": "object", **called, "additionalProperties": change, "minProperties": 1},
        {"type": "array", "items": {"$ref": f"#/$defs/{_ITEMS[key]}"}, "minItems": 1},
        {"type": "array", "items": removed, "minItems": 1, "uniqueItems": True},
    )
    return {name: {"description": words[name], **each} for name, each in zip(DIFFERENCES, said, strict=True)}


def _reasoned(key: str, name: Schema, because: Schema) -> Schema:
    """An item of `remove` that says why."""
    return _map({key: name, WHY: because}) | {"required": [key]}


_PREPARED = ("do", "avoid", "check")
_UNSOURCED = {"properties": {"agreement": {"const": "unsourced"}}, "required": ["agreement"]}
_SOURCED: dict[str, Any] = {"anyOf": [{"required": ["sources"]}, _UNSOURCED]}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


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


def json_schema() -> dict[str, Any]:
    """The schema, in draft 2020-12, for a file read with YAML 1.2 values."""
    schema = ChecklistFile.model_json_schema(schema_generator=_Generate)
    definitions = schema["$defs"]
    definitions["RuleFile"] |= _rule_keys()
    definitions["WarningFile"] |= _SOURCED
    definitions["PrepareFile"] |= _SOURCED | {"oneOf": [{"required": [kind]} for kind in _PREPARED]}
    for definition in (*definitions.values(), schema):
        definition.pop("title", None)
        definition["minProperties"] = 1
    return {"$schema": _DIALECT, "title": "Afterglow checklist, format 1"} | with_overlays(schema)


def schema_text() -> str:
    """The schema as it is shipped: indented by two, with a line end at its end."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _rule_keys() -> dict[str, Any]:
    """What a schema can see of the keys that go together in a rule."""
    refused = {
        kind: {"properties": {key: False for key, kinds in ONLY.items() if kind not in kinds}}
        for kind in KINDS
    }
    in_hours = {"properties": {"every": {"pattern": "[hm]$"}}, "required": ["every"]}
    lonely: dict[str, Any] = {
        "lasts": {"properties": {"days": False, "from": False}},
        "as_needed": {"properties": {"at": False, "every": False, "once": False}},
    }
    return {
        "oneOf": [{"required": [kind]} for kind in KINDS],
        "allOf": [
            # Not as dependentSchemas: many editors know no draft after 7, and pass over them.
            *where_there_is(refused | lonely | dict.fromkeys(WITH_HOURS, in_hours)),
            {"anyOf": [{"required": ["days"]}, {"required": ["lasts"]}]},
            {"if": in_hours, "then": {"properties": {"at": False}}},
            _SOURCED,
        ],
    }


if __name__ == "__main__":
    sys.stdout.write(schema_text())
