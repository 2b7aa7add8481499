"""`patterns` and `like`: what several rules say alike, written once and put into each of them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from checklists.format.grammar import FieldError, FieldValueError, ident, unknown_key
from checklists.format.models import LIKE, PATTERNS, PatternFile, keys_of
from checklists.overlay.overlay import EMPTY, is_empty, is_null
from checklists.yaml.tree import ListNode, MapEntry, MapNode, Node, NodePath, RefusedNode, Scalar, clip

_LISTS = ("rules", "add")
"""Where rules stand, in a whole file and in one that extends another."""


class PatternedFile(NamedTuple):
    """A file whose rules have what their patterns say."""

    root: MapNode
    errors: tuple[FieldError, ...]
    """What does not fit."""


def patterns_of(root: MapNode) -> dict[str, MapNode]:
    """The patterns that a file has of its own, by their ids."""
    entry = root.entries.get(PATTERNS)
    held = entry.value.entries if entry and isinstance(entry.value, MapNode) else {}
    return {id: each.value for id, each in held.items() if isinstance(each.value, MapNode)}


def faulty_patterns(root: MapNode) -> Iterator[FieldError]:
    """What is wrong with patterns, in a file that is only extended: nobody reads its patterns otherwise."""
    entry = root.entries.get(PATTERNS)
    if entry is not None and _is_no_map(entry.value):
        yield FieldError(_NO_MAP, (PATTERNS,))
    for id in _no_maps(root):
        yield FieldError(_NO_MAP, (PATTERNS, id))
    for id, pattern in patterns_of(root).items():
        for key in pattern.entries.keys() - keys_of(PatternFile).keys():
            yield unknown_key(key, keys_of(PatternFile)).inside(PATTERNS, id)


_NO_MAP = "must be a map of keys"


def _is_no_map(node: Node) -> bool:
    return not isinstance(node, MapNode | RefusedNode) and not is_empty(node)


def _no_maps(root: MapNode) -> frozenset[str]:
    """The ids under which something else stands than a pattern."""
    entry = root.entries.get(PATTERNS)
    held = entry.value.entries if entry and isinstance(entry.value, MapNode) else {}
    return frozenset(id for id, each in held.items() if not isinstance(each.value, MapNode))


def are_lost(root: MapNode) -> bool:
    """Whether patterns of a file cannot be read, so that nobody knows which it has."""
    entry = root.entries.get(PATTERNS)
    lost = entry is not None and (_is_no_map(entry.value) or isinstance(entry.value, RefusedNode))
    return lost or bool(_no_maps(root))


def with_patterns(root: MapNode, patterns: Mapping[str, MapNode], *, lost: bool = False) -> PatternedFile:
    """The same file with each rule that is like a pattern whole. What the rule says itself counts.

    Args:
        patterns: Those of the file and of what it stands on, by their ids.
        lost: Whether some of those cannot be read, which is told where they stand.
    """
    errors = [*_of_changes(root)]
    entries = dict(root.entries)
    for key in _LISTS:
        entry = root.entries.get(key)
        if entry is not None and isinstance(entry.value, ListNode):
            items = [
                _whole(item, patterns, (key, place), errors, lost=lost)
                for place, item in enumerate(entry.value.items)
            ]
            entries[key] = replace(entry, value=replace(entry.value, items=items))
    return PatternedFile(replace(root, entries=entries), tuple(errors))


def _whole(
    item: Node, patterns: Mapping[str, MapNode], path: NodePath, errors: list[FieldError], *, lost: bool
) -> Node:
    """A rule with what its pattern says; refused where there is no such pattern."""
    entry = item.entries.get(LIKE) if isinstance(item, MapNode) else None
    if entry is None or not isinstance(item, MapNode):
        return item
    pattern = _pattern(entry.value, patterns, (*path, LIKE), errors, lost=lost)
    if pattern is None:
        return RefusedNode(item.place, item.span)
    keys = keys_of(PatternFile)
    own: dict[str, MapEntry] = {key: each for key, each in item.entries.items() if key != LIKE}
    # null takes away what the pattern says, as it does in a change.
    gone = {key for key, each in own.items() if key in keys and is_null(each.value)}
    whole = {key: each for key, each in pattern.entries.items() if key in keys} | own
    return replace(item, entries={key: each for key, each in whole.items() if key not in gone})


def _pattern(
    value: Node, patterns: Mapping[str, MapNode], path: NodePath, errors: list[FieldError], *, lost: bool
) -> MapNode | None:
    """What a rule is like; None where it does not name a pattern that is there, or may be among the lost."""
    if isinstance(value, RefusedNode):
        return None
    if is_empty(value):
        errors.append(FieldError(EMPTY, path, at_key=True))
        return None
    try:
        id = ident(value.text if isinstance(value, Scalar) else [] if isinstance(value, ListNode) else {})
    except FieldValueError as error:
        errors += [each.inside(*path) for each in error.errors]
        return None
    if id not in patterns and not lost:
        errors.append(FieldError(f'no pattern is called "{clip(id)}"', path, near=(id, tuple(patterns))))
    return patterns.get(id)


def _of_changes(root: MapNode) -> Iterator[FieldError]:
    """A rule that is changed has its words already."""
    entry = root.entries.get("change")
    changes = entry.value.entries if entry and isinstance(entry.value, MapNode) else {}
    for id, change in changes.items():
        if isinstance(change.value, MapNode) and LIKE in change.value.entries:
            message = '"like" goes with a rule under add; write here the keys that differ'
            yield FieldError(message, ("change", id, LIKE), at_key=True)
