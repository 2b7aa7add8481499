"""What a checklist file says, written out as a file to be read: one layout, whoever wrote it before.

Maps stand one key a line in the order of the shipped files, short lists and maps in brackets, long texts
folded. Nothing is quoted that need not be.
"""

import re
import sys
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString

from checklists.format.days import DATE
from checklists.format.models import keys_at
from checklists.rules.rule import Kind
from checklists.yaml.tree import NodePath

WIDTH = 110
"""Columns that a line may have, so far as its words let it."""

_FIRST = ("id", *Kind, "short", "how", "why", "then")
_LAST = ("sources", "agreement", "differ", "because", "was")
"""Keys of an item that stand before the others, and those that stand after them."""
_APART = ("questions", "signs", "normal", "rules", "warnings")
"""Lists with an empty line between their items."""
_UNFIT = re.compile(r"^[\W_]|[\[\]{},\n]|: | #")
"""What would have to be quoted in brackets, and reads better on a line of its own."""


def write_yaml(data: dict[str, Any]) -> str:
    """A whole checklist file, without comments, that says the same as `data`.

    Args:
        data: Text, lists and maps, as `canonical.data_of` gives them.
    """
    root = _map(data, (), 0)
    for key, value in root.items():
        if isinstance(value, (CommentedMap, CommentedSeq)):
            root.yaml_set_comment_before_after_key(key, before="\n")
        if key in _APART and isinstance(value, CommentedSeq):
            for place in range(1, len(value)):
                value.yaml_set_comment_before_after_key(place, before="\n")
    writer = YAML()
    # Lines are broken here and nowhere else: the writer would break before a long web address.
    writer.width = sys.maxsize
    writer.indent(mapping=2, sequence=4, offset=2)
    # Two places may say the same; neither is a name for the other.
    writer.representer.ignore_aliases = lambda *_: True
    stream = StringIO()
    writer.dump(root, stream)
    return stream.getvalue()


def _node(value: Any, path: NodePath, at: int, column: int) -> Any:
    """A value as the writer takes it.

    Args:
        at: The column, from 0, of its key or its hyphen.
        column: Where it begins, if it stands on the same line.
    """
    if isinstance(value, str):
        return _text(value, at, column)
    node = _map(value, path, at + 2) if isinstance(value, dict) else _list(value, path, at + 2)
    if _is_short(value, path, column):
        node.fa.set_flow_style()
    return node


def _map(values: dict[str, Any], path: NodePath, at: int) -> CommentedMap:
    order = _order(path)
    keys = list(values)
    if path and path[-1] == "is":
        keys.sort(key=lambda day: (len(day), day))
    elif order:
        keys.sort(key=order.index)
    node = CommentedMap()
    for key in keys:
        node[_plain(key)] = _node(values[key], (*path, key), at, at + len(key) + 2)
    return node


def _order(path: NodePath) -> list[str]:
    """The keys of the map at a path as they are to stand; none where every file has its own."""
    keys = keys_at(path)
    if not path:
        return list(keys)
    ends = (*_FIRST, *_LAST)
    between = [key for key in keys if key not in ends]
    return [*(key for key in _FIRST if key in keys), *between, *(key for key in _LAST if key in keys)]


def _list(values: list[Any], path: NodePath, at: int) -> CommentedSeq:
    return CommentedSeq(_node(each, (*path, place), at, at + 2) for place, each in enumerate(values))


def _is_short(value: Any, path: NodePath, column: int) -> bool:
    """Whether a list or a map reads well in brackets on one line."""
    if isinstance(value, dict):
        if keys_at(path) and path[0] != "phases":
            return False
        inner = (each if isinstance(each, list) else [each] for each in value.values())
        texts = [*value, *(text for each in inner for text in each)]
    else:
        texts = value
    if any(not isinstance(each, str) or _UNFIT.search(each) for each in texts):
        return False
    return column + sum(len(each) + 2 for each in texts) <= WIDTH


def _text(text: str, at: int, column: int) -> Any:
    if "\n" in text:
        return LiteralScalarString(text)
    if column + len(text) <= WIDTH or " " not in text:
        return _plain(text)
    node = FoldedScalarString(text)
    node.fold_pos = list(_breaks(text, WIDTH - at - 2))
    return node


def _breaks(text: str, width: int) -> Iterator[int]:
    """The spaces at which the lines of a text end."""
    begin = last = 0
    for place in (gap.start() for gap in re.finditer(" |$", text)):
        if place - begin > width and last > begin:
            yield last
            begin = last + 1
        last = place


def _plain(text: str) -> Any:
    """The text as the value that is written like it, so that it stands without quotes."""
    if re.fullmatch(r"0|[1-9][0-9]{0,8}", text):
        return int(text)
    if re.fullmatch(DATE, text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text
