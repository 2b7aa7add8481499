"""pydantic's error types as sentences for the author of a file."""

from collections.abc import Callable, Iterable
from typing import Any

from pydantic_core import ErrorDetails

from checklists.grammar import Unreadable, Wrong, slug, text, unknown_key
from checklists.yaml_tree import Path, no_map

_KEY = "[key]"
"""What pydantic puts behind the key of a map to say that the key itself is wrong."""

_MAPS = frozenset(("model_type", "dict_type"))
_SENTENCES = {
    "tuple_type": "must be a list, each item after a hyphen",
}


def worded(error: ErrorDetails, data: Any, keys_at: Callable[[Path], Iterable[str]]) -> list[Wrong]:
    """What one error of pydantic says, each with its path from the root of the file.

    Args:
        error: As `ValidationError.errors()` gives it.
        data: What was validated.
        keys_at: The keys that the map at a path may have.
    """
    path: Path = tuple(error["loc"])
    at_key = bool(path) and path[-1] == _KEY
    if at_key:
        path = path[:-1]
    if error["type"] == "value_error":
        return _unreadable(error["ctx"]["error"], path, at_key)
    if error["type"] == "missing":
        key = str(path[-1])
        return [Wrong(_missing(key, _at(data, path[:-1])), path[:-1], lacks=(key,))]
    if error["type"] == "extra_forbidden":
        return [unknown_key(str(path[-1]), keys_at(path[:-1]))._replace(path=path)]
    if error["type"] in _MAPS:
        return [Wrong(no_map(_at(data, path)), path)]
    return [Wrong(_SENTENCES.get(error["type"], "cannot be read"), path)]


def _unreadable(error: Unreadable, path: Path, at_key: bool) -> list[Wrong]:
    return [each._replace(path=(*path, *each.path), at_key=each.at_key or at_key) for each in error.wrong]


def _at(data: Any, path: Path) -> Any:
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
