"""From the text of a file to one that says something else, in as few lines as can be.

What is meant is given as plain values. Every key and every item that stays is left as it is written; what is
new is written in the style of what stands beside it.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from checklists.format.models import keys_at
from checklists.yaml.compose import compose
from checklists.yaml.problem import ChecklistError
from checklists.yaml.source import read_source, tidied
from tui.files.edits import CannotEditError


class TextChange(NamedTuple):
    """New text in the place of that from `begin` to `end`, in characters from 0, `end` not included."""

    begin: int
    end: int
    text: str


def applied(text: str, ops: Iterable[TextChange]) -> str:
    """A text with changes made in it. Of two at one place the first goes first.

    Raises:
        ValueError: If two of them meet.
    """
    parts: list[str] = []
    done = 0
    for op in sorted(ops, key=lambda op: op[:2]):
        if op.begin < done:
            raise ValueError("two changes meet")
        parts += (text[done : op.begin], op.text)
        done = op.end
    return "".join([*parts, text[done:]])


Plain = str | list["Plain"] | dict[str, "Plain"] | None
"""What a value says, as text. None is `null`."""


def read_nodes(text: str) -> MappingNode:
    """The map that a file is.

    Raises:
        CannotEditError: If it is no YAML, or holds what no checklist may.
    """
    try:
        _, faults = compose(read_source(text, "the file"), "the file")
        node = YAML(typ="safe", pure=True).compose(text)
    except ChecklistError as error:
        first = error.problems[0]
        raise CannotEditError(f"Line {first.line} cannot be read: {first.message}.") from error
    except YAMLError as error:
        raise CannotEditError(f"The file cannot be read: {error}.") from error
    if faults:
        raise CannotEditError(f"Line {faults[0].place.line} cannot be read: {faults[0].message}.")
    if not isinstance(node, MappingNode):
        raise CannotEditError("The file is no map of keys.")
    return node


def begin(node: Node) -> int:
    """Where a value begins; a list or map without brackets at its first item."""
    return int(node.start_mark.index)


def end(node: Node) -> int:
    """Where a value ends, without the comments and empty lines behind it."""
    if isinstance(node, ScalarNode):
        # A text after | or > counts the end of its last line as its own.
        return begin(node) + len(_said(node).rstrip())
    if is_flow(node) or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return end(last[1] if isinstance(last, tuple) else last)


def is_flow(node: Node) -> bool:
    """Whether it is a list or map in brackets or braces."""
    return isinstance(node, CollectionNode) and bool(node.flow_style)


def _said(node: Node) -> str:
    buffer: str = node.start_mark.buffer
    return buffer[node.start_mark.index : node.end_mark.index]


def column(node: Node) -> int:
    """How many characters stand before it in its line."""
    return int(node.start_mark.column)


def plain(node: Node) -> Plain:
    """What a value says."""
    if isinstance(node, MappingNode):
        return {str(key.value): plain(held) for key, held in node.value}
    if isinstance(node, SequenceNode):
        return [plain(each) for each in node.value]
    null = str(node.tag) == "tag:yaml.org,2002:null"
    return None if null else tidied(node.value)


def entries(node: Node) -> dict[str, tuple[Node, Node]]:
    """The keys of a map, as nodes, and their values; nothing of anything else."""
    if not isinstance(node, MappingNode):
        return {}
    return {str(key.value): (key, held) for key, held in node.value}


WIDTH = 100
"""Columns that a list or a map in brackets may reach to where it could stand without them as well."""

_WORDS = frozenset(("do", "avoid", "check", "expect", "short", "how", "why", "then", "differ", "because"))
"""Keys whose values are words, also where they look like a number or like yes."""
_OF_RULES = frozenset(keys_at(("rules", 0)))
"""Keys of a rule: a map that one of them holds is a short one."""
_YES_OR_NO = frozenset(("y", "n", "yes", "no", "on", "off"))


class Style(Struct, frozen=True):
    """How a file is written at one place."""

    step: int = 2
    """How many columns a map stands to the right of the key that holds it."""
    dash: int = 2
    """How many columns the hyphens of a list do."""
    flow: bool = False
    """Whether it is inside of brackets."""
    json: bool = False
    """Whether every text has quotes."""


def scalar(said: str | None, key: str, style: Style, quote: str | None = None) -> str:
    """A text or null on one line.

    Args:
        key: What it is the value of.
        quote: What it is to be quoted with, if it can be. None quotes only what must be.
    """
    if said is None:
        return "null"
    double, single = json.dumps(said, ensure_ascii=False), "'" + said.replace("'", "''") + "'"
    quoted = (single, double) if quote == "'" or (quote is None and "\\" in double) else (double, single)
    ways = (double,) if style.json else quoted if quote else (said, *quoted)
    return next((way for way in ways if _reads(way, said, key, style)), double)


def _reads(way: str, said: str, key: str, style: Style) -> bool:
    """Whether a text written in one way is read back as it is, and by other programs as a text."""
    if any(ord(each) < ord(" ") for each in way):
        return False
    try:
        root = YAML(typ="safe", pure=True).compose(f"{{k: {way}}}" if style.flow else f"k: {way}\n")
    except YAMLError:
        return False
    node = root.value[0][1] if isinstance(root, MappingNode) and len(root.value) == 1 else None
    if not isinstance(node, ScalarNode) or plain(node) != said or node.value != said:
        return False
    text = str(node.tag) == "tag:yaml.org,2002:str" and said.casefold() not in _YES_OR_NO
    return node.style is not None or key not in _WORDS or text


def inline(said: Plain, key: str, style: Style) -> str:
    """A value on one line, lists and maps in brackets."""
    inner = replace(style, flow=True)
    if isinstance(said, list):
        return f"[{', '.join(inline(each, key, inner) for each in said)}]"
    if isinstance(said, dict):
        return f"{{{', '.join(pair(name, each, inner) for name, each in said.items())}}}"
    return scalar(said, key, style)


def pair(key: str, said: Plain, style: Style) -> str:
    """A key and its value on one line."""
    return f"{scalar(key, '', style)}: {inline(said, key, style)}"


def entry(key: str, said: Plain, indent: int, style: Style) -> list[str]:
    """The lines of a key and its value, without line endings, `indent` columns from the left."""
    name = f"{' ' * indent}{scalar(key, '', style)}:"
    if isinstance(said, str) and "\n" in said:
        return [f"{name} |", *(" " * (indent + style.step) * bool(line) + line for line in said.split("\n"))]
    line = f"{name} {inline(said, key, style)}"
    if not isinstance(said, (list, dict)) or not (_parts(key, said) or len(line) > WIDTH):
        return [line]
    if isinstance(said, dict):
        inner = (entry(each, said[each], indent + style.step, style) for each in said)
    else:
        inner = (item(each, key, indent + style.dash, style) for each in said)
    return [name, *(line for lines in inner for line in lines)]


def _parts(key: str, said: Plain) -> bool:
    """Whether what a key holds reads better a line each."""
    if isinstance(said, list):
        return any(isinstance(each, dict) for each in said)
    return isinstance(said, dict) and key not in _OF_RULES


def item(said: Plain, key: str, indent: int, style: Style, *, brackets: bool = False) -> list[str]:
    """The lines of an item of a list, without line endings, its hyphen `indent` columns from the left.

    Args:
        brackets: Whether a map is to stand in brackets.
    """
    start = f"{' ' * indent}- "
    if not isinstance(said, dict) or brackets or key == "remove":
        return [start + inline(said, key, style)]
    lines = [line for each in said for line in entry(each, said[each], indent + 2, style)]
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
    """The layout of a checklist file whose last line has an ending."""

    def __init__(self, text: str, root: MappingNode) -> None:
        """Look at how a text is written, whose map is `root`."""
        super().__init__(text)
        self._within: dict[int, tuple[bool, bool]] = {}
        self._steps: dict[str, int] = {}
        self._walk(root, False, False)
        self.ending = ending(text)
        self._style = Style(self._steps.get("step", 2), self._steps.get("dash", 2))

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
        return TextChange(
            place, place, "".join(each + self.ending for each in ([""] if apart else []) + lines)
        )

    def _walk(self, node: Node, flow: bool, json: bool) -> None:
        """Note which values stand in brackets, and the first indentation of each sort."""
        self._within[id(node)] = (flow, json)
        flow, json = flow or is_flow(node), json or _is_json(node)
        for each in node.value if isinstance(node, (MappingNode, SequenceNode)) else ():
            key, value = each if isinstance(each, tuple) else (None, each)
            if key is not None and not flow and not is_flow(value):
                kind = {MappingNode: "step", SequenceNode: "dash"}.get(type(value))
                if kind and value.value:
                    self._steps.setdefault(kind, column(value) - column(key))
            self._walk(value, flow, json)


def _is_json(node: Node) -> bool:
    """Whether it is a map whose keys stand in quotes."""
    if not isinstance(node, MappingNode) or not is_flow(node) or not node.value:
        return False
    return all(key.style == '"' for key, _ in node.value)


_COMMA = re.compile(r"\s*,")
_REST = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=[\r\n])")
"""The rest of a line with nothing more in it, or a comment."""


class Brackets:
    """One list or map in brackets, at least one item long."""

    def __init__(self, lines: FileLines, bounds: list[tuple[int, int]], ending: str) -> None:
        """Work on a list or map.

        Args:
            bounds: Where each item begins and ends, a key with its value.
            ending: Of a line.
        """
        self._lines = lines
        self._text = lines.text
        self._bounds = bounds
        self._ending = ending

    def put(self, after: int, piece: str) -> list[TextChange]:
        """Put an item in behind one; behind -1 it is the first."""
        if after < 0:
            start = self._bounds[0][0]
            return [TextChange(start, start, f"{piece}, ")]
        start, stop = self._bounds[after]
        indent = self._text[self._lines.start(start) : start]
        if indent.strip():
            return [TextChange(stop, stop, f", {piece}")]
        comma = _COMMA.match(self._text, stop)
        behind = comma.end() if comma else stop
        rest = _REST.match(self._text, behind)
        line = rest.end() if rest else behind
        new = TextChange(line, line, f"{self._ending}{indent}{piece}{',' if comma else ''}")
        return [new] if comma else [TextChange(stop, stop, ","), new]

    def drop(self, gone: list[int]) -> list[TextChange]:
        """Take items out, not all of them."""
        ops: list[TextChange] = []
        last = next((place for place in reversed(range(len(self._bounds))) if place not in gone), -1)
        for place in gone:
            start, stop = self._bounds[place]
            leads = not self._lines.before(start)
            if place > last and place - 1 in gone:
                ops.append(TextChange(ops[-1].end, stop, ""))
            elif place > last or (place and place - 1 not in gone and not leads):
                ops += self._drop_behind(self._bounds[place - 1][1], start, stop)
            else:
                ops.append(TextChange(start, self._bounds[place + 1][0], ""))
        return ops

    def _drop_behind(self, before: int, start: int, stop: int) -> list[TextChange]:
        """Take out an item with the comma before it; comments between them stay."""
        between = self._text[before:start]
        if "#" not in between:
            return [TextChange(before, stop, "")]
        comma = self._text.index(",", before)
        return [
            TextChange(comma, comma + 1, ""),
            TextChange(self._lines.end(self._lines.start(start) - 1), stop, ""),
        ]


def changes(text: str, root: MappingNode, target: dict[str, Plain], *, tidy: bool = True) -> list[TextChange]:
    """What to change in a text so that it says something else.

    Args:
        text: Its last line has an ending.
        root: Its map, of whose keys at least one stays.
        target: What it is to say.
        tidy: Whether an empty line goes with what it set apart.
    """
    return _Patch(text, root, tidy).map(root, target)


class _Patch:
    def __init__(self, text: str, root: MappingNode, tidy: bool) -> None:
        self._layout = FileLayout(text, root)
        self._root = root
        self._tidy = tidy

    def map(self, node: MappingNode, target: dict[str, Plain]) -> list[TextChange]:
        """Make a map say something else, of whose keys at least one stays."""
        held = entries(node)
        names = list(held)
        ops: list[TextChange] = []
        for name, (key, value) in held.items():
            if name in target:
                ops += self._turn(value, target[name], key, name)
        ops += self._drop(node, [place for place, name in enumerate(names) if name not in target])
        after = next(place for place, name in enumerate(names) if name in target)
        for name, said in target.items():
            if name in held:
                after = names.index(name)
            else:
                ops += self._new_entry(node, after, name, said)
        return ops

    def _turn(self, node: Node, target: Plain, key: Node | None, name: str) -> list[TextChange]:
        """Make a value say something else."""
        if plain(node) == target:
            return []
        if isinstance(node, MappingNode) and isinstance(target, dict) and set(entries(node)) & set(target):
            return self.map(node, target)
        if isinstance(node, SequenceNode) and isinstance(target, list) and target and node.value:
            return self._list(node, target, name)
        return self._replace(node, target, key, name)

    def _list(self, node: SequenceNode, target: list[Plain], name: str) -> list[TextChange]:
        """Make a list say something else. What has the same id is the same item."""
        before, after = [_called(plain(each)) for each in node.value], [_called(each) for each in target]
        ops: list[TextChange] = []
        gone: list[int] = []
        for tag, low, high, first, last in SequenceMatcher(None, before, after, False).get_opcodes():
            same = tag == "equal" or not any(isinstance(each, dict) for each in target[first:last])
            both = min(high - low, last - first) if same else 0
            for place in range(both):
                ops += self._turn(node.value[low + place], target[first + place], None, name)
            gone += range(low + both, high)
            for each in target[first + both : last]:
                ops += self._new_item(node, low + both - 1, name, each)
        return ops + self._drop(node, gone)

    def _replace(self, node: Node, target: Plain, key: Node | None, name: str) -> list[TextChange]:
        style, one_line = self._layout.style(node), isinstance(target, str) and "\n" not in target
        if isinstance(node, ScalarNode) and not isinstance(target, (list, dict)) and (one_line or not target):
            quote = node.style if node.style in ("'", '"') else None
            return [TextChange(begin(node), end(node), scalar(target, name, style, quote))]
        if key is None or style.flow:
            return [TextChange(begin(node), end(node), inline(target, name, style))]
        first, *more = entry(name, target, column(key), style)
        return list(self._replace_lines(node, key, first[first.index(":") + 1 :], more))

    def _replace_lines(self, node: Node, key: Node, first: str, more: list[str]) -> Iterator[TextChange]:
        """The value of a key, where the old one or the new one may have lines of its own."""
        layout, colon = self._layout, self._layout.text.index(":", end(key)) + 1
        new = "".join(layout.ending + each for each in more)
        if begin(node) <= layout.end(colon):
            # What stands behind the old value in its line may be a comment.
            yield TextChange(colon, end(node), first)
            yield TextChange(layout.end(end(node)), layout.end(end(node)), new)
        else:
            yield TextChange(colon, colon, first)
            yield TextChange(layout.end(colon), end(node), new)

    def _new_entry(self, node: MappingNode, after: int, name: str, said: Plain) -> list[TextChange]:
        layout, style = self._layout, self._layout.inside(node)
        if style.flow:
            return Brackets(layout, _bounds(node), layout.ending).put(after, pair(name, said, style))
        indent, beside = column(node.value[0][0]), node.value[after][1]
        lines = entry(name, said, indent, style)
        if is_flow(beside) and isinstance(said, dict):
            lines = [" " * indent + pair(name, said, style)]
        place = layout.after(end(beside), indent)
        return [layout.inserted(place, lines, apart=node is self._root and layout.is_blank(place))]

    def _new_item(self, node: SequenceNode, after: int, name: str, said: Plain) -> list[TextChange]:
        """An item behind one of a list; behind -1 it is the first."""
        layout, style, bounds = self._layout, self._layout.inside(node), _bounds(node)
        if style.flow:
            return Brackets(layout, bounds, layout.ending).put(after, inline(said, name, style))
        beside = node.value[after]
        lines = item(said, name, column(node), style, brackets=is_flow(beside))
        if after < 0:
            return [layout.inserted(layout.start(bounds[0][0]), lines)]
        place = layout.after(end(beside), column(node))
        apart = len(bounds) > 1 and layout.is_apart(bounds[-2][1], bounds[-1][0])
        return [layout.inserted(place, lines, apart=apart and layout.is_blank(place))]

    def _drop(self, node: CollectionNode, gone: list[int]) -> list[TextChange]:
        """Take some parts of a list or map away, not all of them."""
        layout, bounds = self._layout, _bounds(node)
        if not gone or layout.inside(node).flow:
            return Brackets(layout, bounds, layout.ending).drop(gone)
        hyphen = "-" if isinstance(node, SequenceNode) else ""
        indent = column(node) if hyphen else column(node.value[0][0])
        ops: list[TextChange] = []
        if gone[0] == 0 and layout.before(bounds[0][0]) != hyphen:
            # It shares its line with the hyphen of the item that it is the first key of.
            stays = next(place for place in range(len(bounds)) if place not in gone)
            noted = "#" in layout.text[bounds[0][1] : bounds[stays][0]]
            ops.append(TextChange(bounds[0][0], bounds[0][1] if noted else bounds[stays][0], ""))
            gone = [place for place in gone[1:] if noted or place > stays]
        return ops + [self._lines_away(*bounds[place], indent) for place in gone]

    def _lines_away(self, start: int, stop: int, indent: int) -> TextChange:
        layout = self._layout
        first, behind = layout.start(start), layout.after(stop, indent)
        above = layout.start(first - 1) if first else 0
        if self._tidy and first and layout.is_blank(above) and layout.is_blank(behind):
            first = above
        return TextChange(first, behind, "")


def _bounds(node: CollectionNode) -> list[tuple[int, int]]:
    """Where each item begins and ends, a key with its value."""
    parts = (each if isinstance(each, tuple) else (each, each) for each in node.value)
    return [(begin(first), end(last)) for first, last in parts]


def _called(said: Plain) -> str:
    """What an item of a list is known by."""
    id = said.get("id") if isinstance(said, dict) else None
    return id if isinstance(id, str) else repr(said)
