"""What a file set, as one canonical line of JSON, and back; its hash; and the seal of a packed file.

Layout, quotes, comments and the order of keys leave it as it is. Where the order of a map is shown to a
person (answers, sources), the map is kept as pairs.
"""

import hashlib
import json
from typing import Any, NamedTuple

PACKED = "packed"
"""The key under which a file says who packed it."""


def canonical_of(data: dict[str, Any]) -> str:
    """The canonical JSON of a file's data, without who packed it, since that is nothing to follow."""
    return canonical_json({key: _with_pairs(value, key) for key, value in data.items() if key != PACKED})


def canonical_json(value: Any) -> str:
    """JSON in the one way that a hash is taken of."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def data_of(canonical: str) -> dict[str, Any]:
    """The data that `canonical_of` was given.

    Raises:
        ValueError, TypeError: If it is not JSON, or not of this shape.
    """
    data = json.loads(canonical)
    if not isinstance(data, dict):
        raise TypeError("not what a checklist file says")
    maps: dict[str, Any] = _with_maps(data)
    return maps


def hash_of(canonical: str) -> str:
    """The SHA-256 of canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical.encode()).hexdigest()


class Packed(NamedTuple):
    """Who packed a checklist file and when, with a seal on what it held then.

    Anybody can make a new seal: it tells a file that was changed by hand or cut short from one that was not,
    and proves nothing about who wrote it.
    """

    by: str
    """Who did it; empty where they did not say."""
    on: str
    """An ISO date."""
    hash: str

    def fits(self, canonical: str) -> bool:
        """Whether what a file says is what was packed."""
        return self.hash == seal_of(canonical)


def seal_of(canonical: str) -> str:
    """SHA-256, in hexadecimal, of what a file says, save its id: a file may be given another name."""
    data = json.loads(canonical)
    del data["id"]
    return hash_of(canonical_json(data))


def _with_pairs(value: Any, key: str = "") -> Any:
    if isinstance(value, list):
        return [_with_pairs(item) for item in value]
    if not isinstance(value, dict):
        return value
    if key in ("answers", "sources"):
        return {"pairs": [[name, _with_pairs(held)] for name, held in value.items()]}
    return {name: _with_pairs(held, name) for name, held in value.items()}


def _with_maps(value: Any, key: str = "") -> Any:
    if isinstance(value, list):
        return [_with_maps(item) for item in value]
    if not isinstance(value, dict):
        return value
    if key in ("answers", "sources"):
        return {name: _with_maps(held) for name, held in value["pairs"]}
    return {name: _with_maps(held, name) for name, held in value.items()}
