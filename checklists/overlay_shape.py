"""The lists and maps that an overlay is made of, or what is wrong where something else stands."""

from checklists.grammar import Wrong
from checklists.yaml_tree import Entry, Mapping, Node, Path, Refused, Scalar, Sequence, clip, no_map

EMPTY = "is empty; write a value, or take the key away"


def is_null(node: Node) -> bool:
    """Whether `null` (or `~`) is written: in a change, that the key is to go."""
    return isinstance(node, Scalar) and node.null and bool(node.text)


def is_empty(node: Node) -> bool:
    """Whether nothing stands here, or nothing stands in it."""
    if isinstance(node, Scalar):
        return node.null or not node.text
    return not isinstance(node, Refused) and not (node.items if isinstance(node, Sequence) else node.entries)


def map_of(node: Node, path: Path, wrong: list[Wrong]) -> dict[str, Entry]:
    """The entries of a map; nothing where it is none, and then `wrong` says why."""
    if is_empty(node):
        wrong.append(Wrong(EMPTY, path, at_key=True))
    elif isinstance(node, Mapping):
        return node.entries
    elif not isinstance(node, Refused):
        wrong.append(Wrong(no_map(node.text if isinstance(node, Scalar) else None), path))
    return {}


def list_of(node: Node, path: Path, wrong: list[Wrong], named: bool = False) -> list[Node]:
    """The items of a list; nothing where it is none, and then `wrong` says why.

    Args:
        named: Whether it is a list of names, so that a single one can be shown as a list.
    """
    if is_empty(node):
        wrong.append(Wrong(EMPTY, path, at_key=True))
    elif isinstance(node, Sequence):
        return node.items
    elif isinstance(node, Scalar) and named:
        wrong.append(Wrong(f"must be a list, such as [{clip(node.text)}]", path))
    elif not isinstance(node, Refused):
        wrong.append(Wrong("must be a list, each item after a hyphen", path))
    return []
