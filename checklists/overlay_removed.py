"""One item of an overlay's `remove`: the id of what is not wanted, or a map that says why as well."""

from checklists.grammar import Unreadable, Wrong, text, unknown_key
from checklists.overlay_shape import EMPTY, is_empty
from checklists.yaml_tree import Mapping, Node, Path, Refused, Scalar, Sequence, clip

WHY = "because"
"""The key of the reason, which may be left out."""


def removed_name(item: Node, key: str, path: Path, wrong: list[Wrong]) -> Scalar | None:
    """What an item of `remove` names; None where that cannot be told, and then `wrong` says why.

    Args:
        key: What it is called by: its `id`, or its `days`.
        path: Of the item, from the root of the overlay.
    """
    if isinstance(item, Mapping):
        return _named(item, key, path, wrong)
    if isinstance(item, Scalar):
        if not item.null and item.text:
            return item
        wrong.append(Wrong(EMPTY, path))
    elif not isinstance(item, Refused):
        wrong.append(Wrong(f"must be one {'id' if key == 'id' else 'range of days'}", path))
    return None


def _named(item: Mapping, key: str, path: Path, wrong: list[Wrong]) -> Scalar | None:
    found = [each._replace(path=(*path, *each.path)) for each in _faults(item, key)]
    wrong += found
    named = item.entries.get(key)
    return named.value if named and isinstance(named.value, Scalar) and not found else None


def _faults(item: Mapping, key: str) -> list[Wrong]:
    """What is wrong with a map, with paths from it."""
    names = list(item.entries)
    if not names:
        return [Wrong(EMPTY)]
    if len(names) == 1 and names[0] not in (key, WHY) and isinstance(item.entries[names[0]].value, Scalar):
        written = f"{{{key}: {clip(names[0])}, {WHY}: ...}}"
        return [Wrong(f"write this as {written}", (names[0],), at_key=True)]
    found = [unknown_key(name, (key, WHY)) for name in names if name not in (key, WHY)]
    if key not in names:
        found.append(Wrong(f'"{key}" is missing', lacks=(key,)))
    for name in set(names) & {key, WHY}:
        if fault := _no_text(item.entries[name].value):
            found.append(Wrong(fault, (name,), at_key=fault == EMPTY))
    return found


def _no_text(node: Node) -> str:
    """What is wrong where one text should stand; nothing where it stands, or was refused already."""
    if is_empty(node):
        return EMPTY
    if isinstance(node, (Scalar, Refused)):
        return ""
    try:
        return text([] if isinstance(node, Sequence) else {})
    except Unreadable as error:
        return str(error)
