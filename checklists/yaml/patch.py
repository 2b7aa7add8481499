"""From the text of a file to one that says something else, in as few lines as can be.

What is meant is given as plain values. Every key and every item that stays is left as it is written; what is
new is written in the style of what stands beside it.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from ruamel.yaml import YAML
from ruamel.yaml.nodes import ScalarNode

from checklists.yaml.compose import compose
from checklists.yaml.problem import ChecklistError, Problem
from checklists.yaml.source import read_source
from checklists.yaml.tree import ListNode, MapEntry, MapNode, Node, RefusedNode, Scalar, SourceSpan

Plain = str | list["Plain"] | dict[str, "Plain"] | None
"""What a value says, as text. None is `null`."""


def read_yaml(text: str) -> Node:
    """The tree of a text in which nothing is refused.

    Raises:
        ChecklistError: With one Problem, the first, if it is no YAML or holds what no checklist may.
    """
    root, errors = compose(read_source(text, "the file"), "the file")
    for place, _, message, _ in errors[:1]:
        raise ChecklistError("the file", [Problem(place.line, place.column, "(file)", message)])
    return root


def plain(node: Node) -> Plain:
    """What a value says. What was refused says nothing."""
    match node:
        case MapNode():
            return {key: plain(entry.value) for key, entry in node.entries.items()}
        case ListNode():
            return [plain(each) for each in node.items]
        case Scalar():
            return None if node.null else node.text
        case RefusedNode():
            return None


class TextChange(NamedTuple):
    """New text in the place of that from `begin` to `end`, in characters from 0, `end` not included."""

    begin: int
    end: int
    text: str


def applied(text: str, changes: Iterable[TextChange]) -> str:
    """A text with changes made in it. Of two at one place the first goes first.

    Raises:
        ValueError: If two of them meet.
    """
    parts: list[str] = []
    done = 0
    for change in sorted(changes, key=lambda change: change[:2]):
        if change.begin < done:
            raise ValueError("two changes meet")
        parts += (text[done : change.begin], change.text)
        done = change.end
    return "".join([*parts, text[done:]])


class Conventions(Struct, frozen=True):
    """How the files of a format are written where YAML leaves the choice."""

    texts: frozenset[str]
    """Keys whose values are texts, also where they look like a number or like yes: these get quotes."""
    braces: frozenset[str]
    """Keys whose map stands in braces on their line."""
    items_in_braces: frozenset[str]
    """Keys of lists whose maps stand in braces, each on a line."""


def changes(
    text: str, root: MapNode, target: dict[str, Plain], conventions: Conventions, *, tidy: bool = True
) -> list[TextChange]:
    """What to change in a text so that it says something else.

    Args:
        text: Its last line has an ending.
        root: Its map, of whose keys at least one stays.
        target: What it is to say.
        tidy: Whether an empty line goes with what it set apart.
    """
    return _Patch(text, root, conventions, tidy).map(root, target)


class Style(Struct, frozen=True):
    """How a file is written at one place."""

    conventions: Conventions
    step: int = 2
    """How many columns a map stands to the right of the key that holds it."""
    dash: int = 2
    """How many columns the hyphens of a list do."""
    flow: bool = False
    """Whether it is inside of brackets."""
    json: bool = False
    """Whether every text has quotes."""


class _Patch:
    def __init__(self, text: str, root: MapNode, conventions: Conventions, tidy: bool) -> None:
        self._layout = FileLayout(text, root, conventions)
        self._root = root
        self._tidy = tidy

    def map(self, node: MapNode, target: dict[str, Plain]) -> list[TextChange]:
        """Make a map say something else, of whose keys at least one stays."""
        names = list(node.entries)
        made: list[TextChange] = []
        for name, entry in node.entries.items():
            if name in target:
                made += self._turn(entry.value, target[name], entry, name)
        made += self._drop(node, [place for place, name in enumerate(names) if name not in target])
        after = next(place for place, name in enumerate(names) if name in target)
        for name, value in target.items():
            if name in node.entries:
                after = names.index(name)
            else:
                made += self._new_entry(node, after, name, value)
        return made

    def _turn(self, node: Node, target: Plain, entry: MapEntry | None, name: str) -> list[TextChange]:
        """Make a value say something else.

        Args:
            entry: The key that holds it. None in a list.
            name: Of the key that holds it or its list.
        """
        if plain(node) == target:
            return []
        if isinstance(node, MapNode) and isinstance(target, dict) and node.entries.keys() & target.keys():
            return self.map(node, target)
        if isinstance(node, ListNode) and isinstance(target, list) and target and node.items:
            return self._list(node, target, name)
        return self._replace(node, target, entry, name)

    def _list(self, node: ListNode, target: list[Plain], name: str) -> list[TextChange]:
        """Make a list say something else. What has the same id is the same item."""
        before, after = [_name_of(plain(each)) for each in node.items], [_name_of(each) for each in target]
        made: list[TextChange] = []
        gone: list[int] = []
        for tag, low, high, first, last in SequenceMatcher(None, before, after, False).get_opcodes():
            same = tag == "equal" or not any(isinstance(each, dict) for each in target[first:last])
            both = min(high - low, last - first) if same else 0
            for place in range(both):
                made += self._turn(node.items[low + place], target[first + place], None, name)
            gone += range(low + both, high)
            for each in target[first + both : last]:
                made += self._new_item(node, low + both - 1, name, each)
        return made + self._drop(node, gone)

    def _replace(self, node: Node, target: Plain, key: MapEntry | None, name: str) -> list[TextChange]:
        style, one_line = self._layout.style(node), isinstance(target, str) and "\n" not in target
        begin, end, written = node.span
        if isinstance(node, Scalar) and not isinstance(target, (list, dict)) and (one_line or not target):
            quote = written if written in ("'", '"') else None
            return [TextChange(begin, end, _scalar(target, name, style, quote or None))]
        if key is None or style.flow:
            return [TextChange(begin, end, _inline(target, name, style))]
        first, *more = _entry_lines(name, target, column(key), style)
        return list(self._replace_lines(node, key, first[first.index(":") + 1 :], more))

    def _replace_lines(self, node: Node, key: MapEntry, first: str, more: list[str]) -> Iterator[TextChange]:
        """The value of a key, where the old one or the new one may have lines of its own."""
        layout, colon = self._layout, self._layout.text.index(":", key.key_span.end) + 1
        begin, end, _ = node.span
        new = "".join(layout.ending + line for line in more)
        if begin <= layout.end(colon):
            # What stands behind the old value in its line may be a comment.
            yield TextChange(colon, end, first)
            yield TextChange(layout.end(end), layout.end(end), new)
        else:
            yield TextChange(colon, colon, first)
            yield TextChange(layout.end(colon), end, new)

    def _new_entry(self, node: MapNode, after: int, name: str, value: Plain) -> list[TextChange]:
        layout, style = self._layout, self._layout.inside(node)
        if style.flow:
            return Brackets(layout, node).put(after, _pair(name, value, style))
        entries = list(node.entries.values())
        indent, beside = column(entries[0]), entries[after].value
        lines = _entry_lines(name, value, indent, style)
        if is_flow(beside) and isinstance(value, dict):
            lines = [" " * indent + _pair(name, value, style)]
        place = layout.after(beside.span.end, indent)
        return [layout.inserted(place, lines, apart=node is self._root and layout.is_blank(place))]

    def _new_item(self, node: ListNode, after: int, name: str, value: Plain) -> list[TextChange]:
        """An item behind one of a list; behind -1 it is the first."""
        layout, style, spans = self._layout, self._layout.inside(node), _spans(node)
        if style.flow:
            return Brackets(layout, node).put(after, _inline(value, name, style))
        beside = node.items[after]
        lines = _item_lines(value, name, column(node), style, brackets=is_flow(beside))
        if after < 0:
            return [layout.inserted(layout.start(spans[0].begin), lines)]
        place = layout.after(beside.span.end, column(node))
        apart = len(spans) > 1 and layout.is_apart(spans[-2].end, spans[-1].begin)
        return [layout.inserted(place, lines, apart=apart and layout.is_blank(place))]

    def _drop(self, node: ListNode | MapNode, gone: list[int]) -> list[TextChange]:
        """Take some parts of a list or map away, not all of them."""
        layout, spans = self._layout, _spans(node)
        if not gone or layout.inside(node).flow:
            return Brackets(layout, node).drop(gone)
        hyphen = "-" if isinstance(node, ListNode) else ""
        indent = column(node) if isinstance(node, ListNode) else column(next(iter(node.entries.values())))
        made: list[TextChange] = []
        if gone[0] == 0 and layout.before(spans[0].begin) != hyphen:
            # It shares its line with the hyphen of the item that it is the first key of.
            stays = next(place for place in range(len(spans)) if place not in gone)
            noted = "#" in layout.text[spans[0].end : spans[stays].begin]
            made.append(TextChange(spans[0].begin, spans[0].end if noted else spans[stays].begin, ""))
            gone = [place for place in gone[1:] if noted or place > stays]
        return made + [self._without_lines(spans[place], indent) for place in gone]

    def _without_lines(self, span: SourceSpan, indent: int) -> TextChange:
        layout = self._layout
        first, behind = layout.start(span.begin), layout.after(span.end, indent)
        above = layout.start(first - 1) if first else 0
        if self._tidy and first and layout.is_blank(above) and layout.is_blank(behind):
            first = above
        return TextChange(first, behind, "")


def _name_of(value: Plain) -> str:
    """What an item of a list is known by."""
    id = value.get("id") if isinstance(value, dict) else None
    return id if isinstance(id, str) else repr(value)


class FileLines:
    """A text by its lines, each with its ending. Places are characters from 0."""

    def __init__(self, text: str) -> None:
        """Find where each line begins."""
        self.text = text
        self._starts = [0, *(found.end() for found in _ENDS.finditer(text))]

    def start(self, place: int) -> int:
        """Where the line of a character begins."""
        return self._starts[bisect_right(self._starts, place) - 1]

    def next(self, place: int) -> int:
        """Where the line after that of a character begins, or where the text ends."""
        line = bisect_right(self._starts, place)
        return self._starts[line] if line < len(self._starts) else len(self.text)

    def end(self, place: int) -> int:
        """Where the line of a character ends, before its ending."""
        return place + len(self.text[place : self.next(place)].rstrip("\r\n"))

    def is_blank(self, place: int) -> bool:
        """Whether nothing stands in the line that begins here; also where the text ends."""
        return not self.text[place : self.next(place)].strip()

    def before(self, place: int) -> str:
        """What stands before a character in its line, without the spaces around it."""
        return self.text[self.start(place) : place].strip(" ")

    def is_apart(self, one: int, other: int) -> bool:
        """Whether a blank line stands between the lines of two characters."""
        line = self.next(one)
        while line < self.start(other):
            if self.is_blank(line):
                return True
            line = self.next(line)
        return False

    def after(self, place: int, indent: int) -> int:
        """The line after that of a character, and after the comments there that are indented further."""
        line = self.next(place)
        while re.compile(rf" {{{indent + 1},}}#").match(self.text, line):
            line = self.next(line)
        return line


class FileLayout(FileLines):
    """The layout of a file whose last line has an ending."""

    def __init__(self, text: str, root: MapNode, conventions: Conventions) -> None:
        """Look at how a text is written, whose map is `root`."""
        super().__init__(text)
        self._within: dict[int, tuple[bool, bool]] = {}
        self._steps: dict[type[Node], int] = {}
        self._walk(root, False, False)
        self.ending = ending(text)
        step, dash = self._steps.get(MapNode, 2), self._steps.get(ListNode, 2)
        self._style = Style(conventions, step, dash)

    def style(self, node: Node) -> Style:
        """How a value is written that takes the place of this one."""
        flow, json = self._within[id(node)]
        return replace(self._style, flow=flow, json=json)

    def inside(self, node: Node) -> Style:
        """How a new part of a list or map is written."""
        flow, json = self._within[id(node)]
        return replace(self._style, flow=flow or is_flow(node), json=json or _is_json(node))

    def inserted(self, place: int, lines: list[str], *, apart: bool = False) -> TextChange:
        """New lines before that which begins at a place, an empty one before them if they stand apart."""
        new = [""] * apart + lines
        return TextChange(place, place, "".join(line + self.ending for line in new))

    def _walk(self, node: Node, flow: bool, json: bool) -> None:
        """Note which values stand in brackets, and the first indentation of each sort."""
        self._within[id(node)] = (flow, json)
        flow, json = flow or is_flow(node), json or _is_json(node)
        if isinstance(node, ListNode):
            for each in node.items:
                self._walk(each, flow, json)
        elif isinstance(node, MapNode):
            for entry in node.entries.values():
                # An empty list or map is in brackets, and says nothing of the others.
                if not flow and not is_flow(entry.value) and isinstance(entry.value, (ListNode, MapNode)):
                    self._steps.setdefault(type(entry.value), column(entry.value) - column(entry))
                self._walk(entry.value, flow, json)


def _is_json(node: Node) -> bool:
    """Whether it is a map whose keys stand in quotes."""
    if not isinstance(node, MapNode) or not is_flow(node) or not node.entries:
        return False
    return all(entry.key_span.style == '"' for entry in node.entries.values())


def is_flow(node: Node) -> bool:
    """Whether it is a list or map in brackets or braces."""
    return node.span.style == "["


def column(part: Node | MapEntry) -> int:
    """How many characters stand in its line before a value, or before the key of an entry."""
    return part.place.column - 1


def _spans(node: ListNode | MapNode) -> list[SourceSpan]:
    """Where each item stands, a key with its value."""
    return [each.span for each in (node.items if isinstance(node, ListNode) else node.entries.values())]


_COMMA = re.compile(r"\s*,")
_REST = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=[\r\n])")
"""The rest of a line with nothing more in it, or a comment."""


class Brackets:
    """One list or map in brackets, at least one item long."""

    def __init__(self, layout: FileLayout, node: ListNode | MapNode) -> None:
        self._layout = layout
        self._text = layout.text
        self._spans = _spans(node)

    def put(self, after: int, piece: str) -> list[TextChange]:
        """Put an item in behind one; behind -1 it is the first."""
        if after < 0:
            begin = self._spans[0].begin
            return [TextChange(begin, begin, f"{piece}, ")]
        begin, end, _ = self._spans[after]
        indent = self._text[self._layout.start(begin) : begin]
        if indent.strip():
            return [TextChange(end, end, f", {piece}")]
        comma = _COMMA.match(self._text, end)
        behind = comma.end() if comma else end
        rest = _REST.match(self._text, behind)
        line = rest.end() if rest else behind
        new = TextChange(line, line, f"{self._layout.ending}{indent}{piece}{',' if comma else ''}")
        return [new] if comma else [TextChange(end, end, ","), new]

    def drop(self, gone: list[int]) -> list[TextChange]:
        """Take items out, not all of them."""
        made: list[TextChange] = []
        last = next((place for place in reversed(range(len(self._spans))) if place not in gone), -1)
        for place in gone:
            begin, end, _ = self._spans[place]
            leads = not self._layout.before(begin)
            if place > last and place - 1 in gone:
                made.append(TextChange(made[-1].end, end, ""))
            elif place > last or (place and place - 1 not in gone and not leads):
                made += self._drop_behind(self._spans[place - 1].end, begin, end)
            else:
                made.append(TextChange(begin, self._spans[place + 1].begin, ""))
        return made

    def _drop_behind(self, before: int, begin: int, end: int) -> list[TextChange]:
        """Take out an item with the comma before it; comments between them stay."""
        if "#" not in self._text[before:begin]:
            return [TextChange(before, end, "")]
        comma = self._text.index(",", before)
        return [
            TextChange(comma, comma + 1, ""),
            TextChange(self._layout.end(self._layout.start(begin) - 1), end, ""),
        ]


WIDTH = 100
"""Columns that a list or a map in brackets may reach to where it could stand without them as well."""
_YES_OR_NO = frozenset(("y", "n", "yes", "no", "on", "off"))


def _scalar(value: str | None, key: str, style: Style, quote: str | None = None) -> str:
    """A text or null on one line.

    Args:
        key: What it is the value of.
        quote: What it is to be quoted with, if it can be. None quotes only what must be.
    """
    if value is None:
        return "null"
    double, single = json.dumps(value, ensure_ascii=False), "'" + value.replace("'", "''") + "'"
    quoted = (single, double) if quote == "'" or (quote is None and "\\" in double) else (double, single)
    ways = (double,) if style.json else quoted if quote else (value, *quoted)
    return next((way for way in ways if _reads(way, value, key, style)), double)


def _reads(way: str, value: str, key: str, style: Style) -> bool:
    """Whether a text written in one way is read back as it is, and by other programs as a text."""
    if any(ord(each) < ord(" ") for each in way):
        return False
    try:
        root = read_yaml(f"{{k: {way}}}" if style.flow else f"k: {way}\n")
    except ChecklistError:
        return False
    if plain(root) != {"k": value}:
        return False
    return way != value or key not in style.conventions.texts or _is_text(value)


def _is_text(value: str) -> bool:
    """Whether other programs read a text without quotes as a text, by YAML 1.2 and by 1.1."""
    tag = str(_resolver().resolve(ScalarNode, value, (True, False)))
    return tag == "tag:yaml.org,2002:str" and value.casefold() not in _YES_OR_NO


@cache
def _resolver() -> Any:
    return YAML(typ="safe", pure=True).resolver


def _inline(value: Plain, key: str, style: Style) -> str:
    """A value on one line, lists and maps in brackets."""
    inner = replace(style, flow=True)
    if isinstance(value, list):
        return f"[{', '.join(_inline(each, key, inner) for each in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(_pair(name, each, inner) for name, each in value.items())}}}"
    return _scalar(value, key, style)


def _pair(key: str, value: Plain, style: Style) -> str:
    """A key and its value on one line."""
    return f"{_scalar(key, '', style)}: {_inline(value, key, style)}"


def _entry_lines(key: str, value: Plain, indent: int, style: Style) -> list[str]:
    """The lines of a key and its value, without line endings, `indent` columns from the left."""
    name = f"{' ' * indent}{_scalar(key, '', style)}:"
    if isinstance(value, str) and "\n" in value:
        return [f"{name} |", *(" " * (indent + style.step) * bool(line) + line for line in value.split("\n"))]
    line = f"{name} {_inline(value, key, style)}"
    if not isinstance(value, (list, dict)) or not (_is_parted(key, value, style) or len(line) > WIDTH):
        return [line]
    if isinstance(value, dict):
        parts = (_entry_lines(each, value[each], indent + style.step, style) for each in value)
    else:
        parts = (_item_lines(each, key, indent + style.dash, style) for each in value)
    return [name, *(line for lines in parts for line in lines)]


def _is_parted(key: str, value: Plain, style: Style) -> bool:
    """Whether what a key holds reads better a line each."""
    if isinstance(value, list):
        return any(isinstance(each, dict) for each in value)
    return isinstance(value, dict) and key not in style.conventions.braces


def _item_lines(value: Plain, key: str, indent: int, style: Style, *, brackets: bool = False) -> list[str]:
    """The lines of an item of a list, without line endings, its hyphen `indent` columns from the left.

    Args:
        brackets: Whether a map is to stand in brackets.
    """
    start = f"{' ' * indent}- "
    if not isinstance(value, dict) or brackets or key in style.conventions.items_in_braces:
        return [start + _inline(value, key, style)]
    lines = [line for each in value for line in _entry_lines(each, value[each], indent + 2, style)]
    return [start + lines[0].lstrip(" "), *lines[1:]]


_ENDS = re.compile(r"\r\n|\r|\n")


def ending(text: str) -> str:
    """How the lines of a text end, by its first one."""
    found = _ENDS.search(text)
    return found[0] if found else "\n"


def split(text: str) -> list[str]:
    """The lines of a text, each with its ending."""
    starts = [0, *(found.end() for found in _ENDS.finditer(text)), len(text)]
    return [text[first:behind] for first, behind in pairwise(starts) if first < behind]
