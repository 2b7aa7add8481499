"""From what is wrong in a file's data to Problems at the places to put the cursor."""

from collections.abc import Callable, Iterable
from typing import Any

from pydantic_core import ErrorDetails

from checklists.format.grammar import FieldError, slug, text, unknown_key
from checklists.rules.rule import Kind
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
    path_words,
)

_KEY = "[key]"
"""What pydantic puts behind the key of a map to say that the key itself is wrong."""

_MOST_COMPARED = 3_000
"""How many names may be compared to find the nearest ones, so that a file full of errors is read in time."""


def field_errors(
    error: ErrorDetails, data: Any, keys_at: Callable[[NodePath], Iterable[str]]
) -> list[FieldError]:
    """One error of pydantic in our words, each with its path from the root of the file.

    Args:
        error: As `ValidationError.errors()` gives it.
        data: What was validated.
        keys_at: The keys that the map at a path may have.
    """
    path: NodePath = tuple(error["loc"])
    at_key = bool(path) and path[-1] == _KEY
    if at_key:
        path = path[:-1]
    match error["type"]:
        case "value_error":
            errors: tuple[FieldError, ...] = error["ctx"]["error"].errors
            return [each.inside(*path)._replace(at_key=each.at_key or at_key) for each in errors]
        case "missing":
            key = str(path[-1])
            return [FieldError(_missing(key, _at(data, path[:-1])), path[:-1], lacks=(key,))]
        case "extra_forbidden":
            return [unknown_key(str(path[-1]), keys_at(path[:-1]))._replace(path=path)]
        case "model_type" | "dict_type":
            return [FieldError(no_map(_at(data, path)), path)]
        case "tuple_type":
            return [FieldError("must be a list, each item after a hyphen", path)]
        case _:
            return [FieldError("cannot be read", path)]


def _at(data: Any, path: NodePath) -> Any:
    for part in path:
        data = data[part]
    return data


def _missing(key: str, holder: Any) -> str:
    if key != "id" or not isinstance(holder, dict):
        return f'"{key}" is missing'
    titles = (holder[name] for name in (*Kind, "if", "title", "ask") if name in holder)
    made = next((slug(text(title)) for title in titles if isinstance(title, str)), "")
    return '"id" is missing' + (f"; give it a permanent name such as {made}" if made else "")


def place_errors(root: Node, errors: Iterable[FieldError]) -> list[PlacedError]:
    """Each with the place to put the cursor, and the nearest name while there is time to look."""
    placed: list[PlacedError] = []
    misspelt: set[tuple[NodePath, str]] = set()
    compared = 0
    for error in sorted(errors, key=lambda error: error.near is None):
        message = error.message
        if error.near is not None and compared < _MOST_COMPARED:
            compared += len(error.near[1])
            name = nearest(*error.near)
            message += f'; did you mean "{clip(name)}"?' if name else error.otherwise
            if name:
                misspelt.add((error.path[:-1], name))
        # A key that is missing because it is misspelt, or has no space behind it, is one error and not two.
        holder = error.path[:-1] if error.at_key else error.path
        node, _ = find(root, holder) if error.lacks else (None, None)
        glued = {glued_key(key) for key in node.entries} if isinstance(node, MapNode) else set()
        if not any((holder, key) in misspelt or key in glued for key in error.lacks):
            path, place = _place(root, error, holder)
            placed.append(PlacedError(place, path, message, error.near[0] if error.near else ""))
    return placed


def _place(root: Node, error: FieldError, holder: NodePath) -> tuple[NodePath, Place]:
    """Where the error is to be shown: what is missing because an overlay took it away, there."""
    held, _ = find(root, holder)
    for key in error.lacks:
        if isinstance(held, MapNode) and key in held.removals:
            return (*holder, key), held.removals[key]
    node, key_place = find(root, error.path)
    return error.path, key_place if error.at_key else node.place


def problems_of(root: Node, errors: Iterable[PlacedError], name: str) -> set[Problem]:
    """Each error once, in words.

    Args:
        root: The tree that the paths of the errors are in.
        name: The file that was asked for.
    """
    return {
        Problem(
            error.place.line,
            error.place.column,
            path_words(root, error.path),
            error.message,
            file="" if error.place.file == name else error.place.file,
        )
        for error in errors
    }
