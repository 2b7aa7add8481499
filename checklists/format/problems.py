"""From what is wrong in a file's data to Problems at the places to put the cursor."""

from collections.abc import Callable, Iterable
from typing import Any

from pydantic_core import ErrorDetails

from checklists.format.grammar import FieldError, FieldValueError, slug, text, unknown_key
from checklists.text import nearest
from checklists.yaml.problem import Problem
from checklists.yaml.tree import (
    MapNode,
    Node,
    NodePath,
    Place,
    PlacedError,
    clip,
    find,
    glued_key,
    no_map,
    worded_path,
)

_KEY = "[key]"
"""What pydantic puts behind the key of a map to say that the key itself is wrong."""

_MAPS = frozenset(("model_type", "dict_type"))
_SENTENCES = {
    "tuple_type": "must be a list, each item after a hyphen",
}


def worded(error: ErrorDetails, data: Any, keys_at: Callable[[NodePath], Iterable[str]]) -> list[FieldError]:
    """What one error of pydantic says, each with its path from the root of the file.

    Args:
        error: As `ValidationError.errors()` gives it.
        data: What was validated.
        keys_at: The keys that the map at a path may have.
    """
    path: NodePath = tuple(error["loc"])
    at_key = bool(path) and path[-1] == _KEY
    if at_key:
        path = path[:-1]
    if error["type"] == "value_error":
        return _unreadable(error["ctx"]["error"], path, at_key)
    if error["type"] == "missing":
        key = str(path[-1])
        return [FieldError(_missing(key, _at(data, path[:-1])), path[:-1], lacks=(key,))]
    if error["type"] == "extra_forbidden":
        return [unknown_key(str(path[-1]), keys_at(path[:-1]))._replace(path=path)]
    if error["type"] in _MAPS:
        return [FieldError(no_map(_at(data, path)), path)]
    return [FieldError(_SENTENCES.get(error["type"], "cannot be read"), path)]


def _unreadable(error: FieldValueError, path: NodePath, at_key: bool) -> list[FieldError]:
    return [each._replace(path=(*path, *each.path), at_key=each.at_key or at_key) for each in error.wrong]


def _at(data: Any, path: NodePath) -> Any:
    for part in path:
        data = data[part]
    return data


def _missing(key: str, holder: Any) -> str:
    if key != "id" or not isinstance(holder, dict):
        return f'"{key}" is missing'
    titles = (
        holder[name] for name in ("do", "avoid", "check", "expect", "if", "title", "ask") if name in holder
    )
    made = next((slug(text(title)) for title in titles if isinstance(title, str)), "")
    return '"id" is missing' + (f"; give it a permanent name such as {made}" if made else "")


_MOST_COMPARED = 3_000
"""How many names may be compared to find the nearest ones, so that a file full of faults is read in time."""


def placed(root: Node, wrong: Iterable[FieldError]) -> list[PlacedError]:
    """Each with the place to put the cursor, and the nearest name while there is time to look."""
    wrong = tuple(wrong)
    faults: list[PlacedError] = []
    misspelt: set[tuple[NodePath, str]] = set()
    compared = 0
    for each in sorted(wrong, key=lambda each: each.near is None):
        message, found = each.message, None
        if each.near is not None and compared < _MOST_COMPARED:
            compared += len(each.near[1])
            found = nearest(*each.near)
            message += f'; did you mean "{clip(found)}"?' if found else each.otherwise
            if found:
                misspelt.add((each.path[:-1], found))
        # A key that is missing because it is misspelt, or has no space behind it, is one fault and not two.
        holder = each.path[:-1] if each.at_key else each.path
        held, _ = find(root, holder) if each.lacks else (None, None)
        glued = {glued_key(key) for key in held.entries} if isinstance(held, MapNode) else set()
        if not any((holder, key) in misspelt or key in glued for key in each.lacks):
            path, place = _place(root, each, holder)
            faults.append(PlacedError(place, path, message, each.near[0] if each.near else ""))
    return faults


def _place(root: Node, wrong: FieldError, holder: NodePath) -> tuple[NodePath, Place]:
    """Where the fault is to be shown: what is missing because an overlay took it away, there."""
    held, _ = find(root, holder)
    for key in wrong.lacks:
        if isinstance(held, MapNode) and key in held.taken:
            return (*holder, key), held.taken[key]
    node, key_place = find(root, wrong.path)
    return wrong.path, key_place if wrong.at_key else node.place


def problems(root: Node, faults: Iterable[PlacedError], name: str) -> set[Problem]:
    """Each fault once, in words.

    Args:
        root: The tree that the paths of the faults are in.
        name: The file that was asked for.
    """
    return {
        Problem(
            fault.place.line,
            fault.place.column,
            worded_path(root, fault.path),
            fault.message,
            file="" if fault.place.file == name else fault.place.file,
        )
        for fault in faults
    }
