"""How a checklist file is laid out: its lines, its indentation, and what stands in brackets."""

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise

from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from tui.authoring.nodes import column, is_flow
from tui.authoring.ops import Op
from tui.authoring.pieces import Style

_ENDS = re.compile(r"\r\n|\r|\n")


def ending(text: str) -> str:
    """How the lines of a text end, by its first one."""
    found = _ENDS.search(text)
    return found[0] if found else "\n"


def split(text: str) -> list[str]:
    """The lines of a text, each with its ending."""
    starts = [0, *(found.end() for found in _ENDS.finditer(text)), len(text)]
    return [text[first:behind] for first, behind in pairwise(starts) if first < behind]


class Lines:
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


class Layout(Lines):
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

    def inserted(self, place: int, lines: list[str], *, apart: bool = False) -> Op:
        """New lines before that which begins at a place, an empty one before them if they stand apart."""
        return Op(place, place, "".join(each + self.ending for each in ([""] if apart else []) + lines))

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
