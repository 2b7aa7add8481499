"""What a file set, as one canonical line of JSON, and back.

Layout, quotes, comments and the order of keys leave it as it is. Where the order of a map is shown to a
person (answers, sources), the map is kept as pairs.
"""

import hashlib
import json
from typing import Any

PACKED = "packed"
"""The key under which a file says who packed it."""


def canonical_of(data: dict[str, Any]) -> str:
    """The canonical JSON of a file's data, without who packed it, since that is nothing to follow."""
    return canonical({key: _ordered(held, key) for key, held in data.items() if key != PACKED})


def canonical(value: Any) -> str:
    """JSON in the one way that a hash is taken of."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def data_of(said: str) -> dict[str, Any]:
    """The data that `said_of` was given.

    Raises:
        ValueError, TypeError: If it is not JSON, or not of this shape.
    """
    data = json.loads(said)
    if not isinstance(data, dict):
        raise TypeError("not what a checklist file says")
    read: dict[str, Any] = _mapped(data)
    return read


def hash_of(said: str) -> str:
    """The SHA-256 of canonical JSON, in hexadecimal."""
    return hashlib.sha256(said.encode()).hexdigest()


def _ordered(value: Any, key: str = "") -> Any:
    if isinstance(value, list):
        return [_ordered(item) for item in value]
    if not isinstance(value, dict):
        return value
    if key in ("answers", "sources"):
        return {"pairs": [[name, _ordered(held)] for name, held in value.items()]}
    return {name: _ordered(held, name) for name, held in value.items()}


def _mapped(value: Any, key: str = "") -> Any:
    if isinstance(value, list):
        return [_mapped(item) for item in value]
    if not isinstance(value, dict):
        return value
    if key in ("answers", "sources"):
        return {name: _mapped(held) for name, held in value["pairs"]}
    return {name: _mapped(held, name) for name, held in value.items()}
