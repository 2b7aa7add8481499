"""Every key of the format, and a good file that has each of them, for tests."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checklists.loader import load_checklist
from checklists.rules.canonical import data_of
from checklists.schema import json_schema

Way = tuple[str | int, ...]
"""Keys and places in lists from the root of a file to a value."""

SCHEMA = json_schema()["$defs"]
_GOOD = Path(__file__).parents[1] / "good"


def keys_in(node: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[str]:
    """Every key that a schema lets a file have, by the maps that it stands in; * is any key of a free map."""
    if "$ref" in node:
        node = SCHEMA[node["$ref"].rpartition("/")[2]]
    for inner in (*node.get("anyOf", ()), *([node["items"]] if "items" in node else [])):
        yield from keys_in(inner, path)
    held = {key: inner for key, inner in node.get("properties", {}).items() if inner is not False}
    if isinstance(node.get("additionalProperties"), dict):
        held["*"] = node["additionalProperties"]
    for key, inner in held.items():
        yield ".".join((*path, key))
        yield from keys_in(inner, (*path, key))


WHOLE = sorted(set(keys_in(SCHEMA["ChecklistFile"])))
"""The keys of a file that extends nothing."""
OVER = sorted(set(keys_in(SCHEMA["OverlayFile"])))
"""The keys of a file that extends another."""


def key_of(way: Way, known: list[str] = WHOLE) -> str:
    """The key at the end of a way, as `keys_in` writes it."""
    names = [part for part in way if isinstance(part, str)]
    for depth in range(1, len(names) + 1):
        if ".".join(names[:depth]) not in known:
            names[depth - 1] = "*"
    return ".".join(names)


def _full() -> dict[str, Any]:
    loaded = load_checklist((_GOOD / "every-key.yaml").read_bytes(), name="every-key.yaml")
    packed = load_checklist((_GOOD / "packed.yaml").read_bytes(), name="packed.yaml").packed
    assert packed is not None
    data = data_of(loaded.canonical) | {"packed": packed._asdict()}
    for holder in (data["warnings"][0], data["course"]["prepare"][0]):
        holder["sources"] = {"nsc": "as it says"}
    data["rules"][0]["unless"] = {"habits": "exercise"}
    data["rules"][-1]["like"] = "leave-alone"
    return data


def _ways(data: Any, way: Way = ()) -> Iterator[Way]:
    for key, held in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(key, str):
            yield (*way, key)
        if isinstance(held, (dict, list)):
            yield from _ways(held, (*way, key))


FULL = _full()
"""What a file says that has every key."""
FIRST: dict[str, Way] = {}
"""Where each key stands in it first."""
for _way in _ways(FULL):
    FIRST.setdefault(key_of(_way), _way)

_SPARE = ("packed", "together", "normal", "warnings", "course")
_NEEDED = {
    "questions": ("id", "ask", "answers"),
    "signs": ("id", "ask", "scale", "days"),
    "rules": ("id", "do", "avoid", "check", "expect"),
}


def around(way: Way) -> dict[str, Any]:
    """The same with little beside the part that a way leads to, so that it is read in no time."""
    section, item = way[0], way[1] if len(way) > 1 else None
    data = {key: held for key, held in FULL.items() if key == section or key not in _SPARE}
    for name, keys in _NEEDED.items():
        data[name] = [
            held if (name, place) == (section, item) else {key: held[key] for key in keys if key in held}
            for place, held in enumerate(FULL[name])
        ]
    plain = {"days": "0", "agreement": "unsourced"}
    data["rules"] = [
        rule if (section, item) == ("rules", place) else plain | rule
        for place, rule in enumerate(data["rules"])
    ]
    return data
