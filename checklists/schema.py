"""The JSON Schema of a checklist file, for editors and for whoever reads files without this program.

A schema sees one value at a time: names, circles and phases are for the loader alone.
"""

import json
import sys
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from checklists.format import ChecklistFile
from checklists.format_rule import KINDS, ONLY, WITH_HOURS
from checklists.schema_overlay import where_there_is, with_overlays

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
