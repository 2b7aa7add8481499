"""What the JSON Schema says of a file that extends another, made from what it says of a whole one."""

from copy import deepcopy
from typing import Any

from checklists.format_rule import KINDS, ONLY
from checklists.overlay import DIFFERENCES, OWN, REPLACED, SECTIONS
from checklists.overlay_removed import WHY

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
