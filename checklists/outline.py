"""What the parts of a file are called, gathered before any of it is known to be right.

Works on what the file says as text, lists, maps and None (for what could not be read at all), so that one
bad value does not hide the names that others refer to.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from checklists.conditions import Subjects
from checklists.format import keys_at
from checklists.grammar import ID
from checklists.lengths import SCALES
from checklists.yaml_tree import Path

CHECK_IN = "check-in"
"""The id of the rule that a file with signs gets, if none of its own is the check-in."""


@dataclass(frozen=True)
class Outline:
    """The names that a file gives."""

    subjects: Subjects
    rules: tuple[str, ...]
    """Ids of rules, once each, in the order of the file."""
    all_rules: bool
    """Whether every rule has an id that can be read, so that a name which is none of them is wrong."""
    all_subjects: bool
    """The same for questions and signs."""
    kinds: dict[str, str]
    """The kind of each rule that has one."""
    sources: tuple[str, ...] | None
    """None where the file's `sources` cannot be read at all, or may stand under a misspelt key."""


def outline(data: dict[str, Any]) -> Outline:
    """The names in a file's data."""
    questions = {
        held["id"]: _answers(held.get("answers"))
        for _, held in maps(data, "questions")
        if isinstance(held.get("id"), str)
    }
    tops = {
        held["id"]: SCALES.get(held["scale"]) if isinstance(held.get("scale"), str) else None
        for _, held in maps(data, "signs")
        if isinstance(held.get("id"), str)
    }
    kinds = {
        held["id"]: next((kind for kind in ("do", "avoid", "check", "expect") if kind in held), "")
        for _, held in maps(data, "rules")
        if isinstance(held.get("id"), str)
    }
    no_other_key = set(data) <= set(keys_at(()))
    sources = data.get("sources", {} if no_other_key else None)
    return Outline(
        subjects=Subjects(questions, tops),
        rules=tuple(kinds) + ((CHECK_IN,) if makes_check_in(data) else ()),
        all_rules=no_other_key and _all_named(data, "rules"),
        all_subjects=no_other_key and _all_named(data, "questions") and _all_named(data, "signs"),
        kinds=kinds,
        sources=tuple(sources) if isinstance(sources, dict) else None,
    )


def _answers(said: object) -> tuple[str, ...] | None:
    """The ids of a question's answers, or None where one of them is no id: then it may be any."""
    if not isinstance(said, dict) or not all(re.fullmatch(ID, answer) for answer in said):
        return None
    return tuple(said)


def _all_named(data: dict[str, Any], section: str) -> bool:
    held = data.get(section, [])
    return isinstance(held, list) and all(
        isinstance(each, dict) and isinstance(each.get("id"), str) and re.fullmatch(ID, each["id"])
        for each in held
    )


def makes_check_in(data: dict[str, Any]) -> bool:
    """Whether the file gets a check-in rule that it does not write."""
    asked = any("until" not in sign for _, sign in maps(data, "signs"))
    return asked and not any(rule.get("check_in") in ("yes", "true") for _, rule in maps(data, "rules"))


def maps(data: Any, *keys: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The maps in the list at the end of some keys, with their paths."""
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    if isinstance(data, list):
        for place, held in enumerate(data):
            if isinstance(held, dict):
                yield (*keys, place), held


def listed(holder: dict[str, Any], key: str) -> Iterator[tuple[Path, str]]:
    """The texts of a list (or, for sources, the keys of a map), with their paths from the holder."""
    held = holder.get(key)
    if isinstance(held, list):
        yield from (((key, place), said) for place, said in enumerate(held) if isinstance(said, str))
    elif isinstance(held, dict) and key == "sources":
        yield from (((key, name), name) for name in held)
