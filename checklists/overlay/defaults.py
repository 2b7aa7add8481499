"""`defaults`: what a file says once for its own lines, put into each that says nothing of it itself."""

from dataclasses import replace

from checklists.format.models import DEFAULTS, DefaultsFile, keys_of
from checklists.yaml.tree import ListNode, MapEntry, MapNode, Node

_LISTS = (("rules",), ("add",), ("warnings",), ("warnings", "add"))
_STEPS = (("course", "prepare"), ("course", "prepare", "add"))
"""Where the lines stand that rest on sources, in a whole file and in one that extends another."""


def with_defaults(root: MapNode) -> MapNode:
    """The same file with its defaults in each line that has neither sources nor agreement of its own."""
    entry = root.entries.get(DEFAULTS)
    if entry is None or not isinstance(entry.value, MapNode):
        return root
    known = {key: held for key, held in entry.value.entries.items() if key in keys_of(DefaultsFile)}
    for path in (*_LISTS, *_STEPS):
        root = _filled(root, path, known)
    return root


def _filled(holder: MapNode, path: tuple[str, ...], known: dict[str, MapEntry]) -> MapNode:
    entry = holder.entries.get(path[0])
    if entry is None:
        return holder
    value: Node = entry.value
    if len(path) > 1:
        value = _filled(value, path[1:], known) if isinstance(value, MapNode) else value
    elif isinstance(value, ListNode):
        value = ListNode(value.place, [_line(each, known) for each in value.items])
    return replace(holder, entries=holder.entries | {path[0]: MapEntry(entry.place, value)})


def _line(node: Node, known: dict[str, MapEntry]) -> Node:
    if not isinstance(node, MapNode) or node.entries.keys() & keys_of(DefaultsFile).keys():
        return node
    return replace(node, entries=node.entries | known)
