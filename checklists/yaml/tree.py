"""A YAML file as a tree of text whose every part knows its place.

Only the reader's events are used: nothing is resolved, no scalar becomes anything but text, and what the
format refuses (anchors, aliases, tags, directives, doubled keys) becomes an error at its place.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

NodePath = tuple[str | int, ...]
"""Keys and places in lists (from 0) from the root of the file to a value."""

GLUED = re.compile(r"(\s*(?:- +)*)([A-Za-z_-]+):(?=[^\s/:])")
"""A key whose value follows its colon without a space, so that both are one text. Its name is group 2."""


class Place(NamedTuple):
    """Where something was written. Lines and columns count from 1."""

    file: str
    line: int
    column: int


class SourceSpan(NamedTuple):
    """Where in its text something stands, and how it is written: what changing the text needs to know."""

    begin: int
    """In characters from 0. A list or map without brackets begins at its first item."""
    end: int
    """Not included; before the comments and empty lines that follow."""
    style: str = ""
    """The quote of a text, or its `|` or `>`; `[` for a list or map in brackets or braces; else empty."""


NO_SPAN = SourceSpan(0, 0)
"""Of what was not read from a text, such as a list that was merged from two."""


class PlacedError(NamedTuple):
    """Something wrong, before it is worded with its path."""

    place: Place
    path: NodePath
    message: str
    name: str = ""
    """The name that nothing has, where that is what is wrong."""


@dataclass(slots=True)
class Scalar:
    """A text, or nothing at all."""

    place: Place
    text: str
    null: bool = False
    """Whether nothing was written, or `null`."""
    span: SourceSpan = NO_SPAN


@dataclass(slots=True)
class RefusedNode:
    """A value that was written in a way the format does not read. Its error is reported already."""

    place: Place
    span: SourceSpan = NO_SPAN


@dataclass(slots=True)
class ListNode:
    """A list."""

    place: Place
    items: "list[Node]" = field(default_factory=list)
    span: SourceSpan = NO_SPAN


@dataclass(slots=True)
class MapNode:
    """A map. Of a doubled key the first value stays."""

    place: Place
    entries: "dict[str, MapEntry]" = field(default_factory=dict)
    removals: dict[str, Place] = field(default_factory=dict)
    """Keys that an overlay took away, and where it says so."""
    origin: str = ""
    """Where an overlay wrote it, as a person reads it, for an item that may have no id."""
    span: SourceSpan = NO_SPAN


Node = Scalar | ListNode | MapNode | RefusedNode


@dataclass(slots=True)
class MapEntry:
    """A key and its value."""

    place: Place
    """Of the key."""
    value: Node
    key_span: SourceSpan = NO_SPAN

    @property
    def span(self) -> SourceSpan:
        """From the key to the end of its value."""
        return SourceSpan(self.key_span.begin, self.value.span.end)


def find(root: Node, path: NodePath) -> tuple[Node, Place]:
    """The node at the end of `path` and the place of its key (of itself, in a list).

    Stops early where the tree is not as deep, so that an error in a thing that is not there is shown
    at the nearest thing that is.
    """
    node, key_place = root, root.place
    for part in path:
        if isinstance(node, MapNode) and isinstance(part, str) and part in node.entries:
            entry = node.entries[part]
            node, key_place = entry.value, entry.place
        elif isinstance(node, ListNode) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
            key_place = node.place
        else:
            break
    return node, key_place


def path_words(root: Node, path: NodePath) -> str:
    """The path as a person reads it: ids in place of numbers, else numbers from 1."""
    words: list[str] = []
    node: Node | None = root
    for part in path:
        if isinstance(part, str):
            words.append(clip(part))
            entry = node.entries.get(part) if isinstance(node, MapNode) else None
            node = entry.value if entry else None
        else:
            node = node.items[part] if isinstance(node, ListNode) and part < len(node.items) else None
            id = _id_of(node)
            if id is None and isinstance(node, MapNode) and node.origin:
                words = [node.origin]
            else:
                words.append(id or str(part + 1))
    return ".".join(words) or "(file)"


def _id_of(node: Node | None) -> str | None:
    entry = node.entries.get("id") if isinstance(node, MapNode) else None
    if entry is None or not isinstance(entry.value, Scalar):
        return None
    return entry.value.text if re.fullmatch(r"[a-z][a-z0-9-]{0,63}", entry.value.text) else None


def clip(text: str, longest: int = 40) -> str:
    """The text on one line, cut to `longest` characters."""
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1] + "\N{HORIZONTAL ELLIPSIS}"


def no_space(value: object) -> str:
    """That a space is missing after a colon, where a text is a key with its value glued to it; or nothing."""
    key = glued_key(value) if isinstance(value, str) else ""
    return f'a space is missing after "{key}:"' if key else ""


def glued_key(text: str) -> str:
    """The key that a text begins with, its value glued to its colon; or nothing."""
    glued = GLUED.match(text)
    return glued[2] if glued else ""


def no_map(value: object) -> str:
    """What is wrong with a value that should be a map of keys: a text, or anything else."""
    return no_space(value) or "must be a map of keys"
