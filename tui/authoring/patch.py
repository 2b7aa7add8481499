"""From the text of a file to one that says something else, in as few lines as can be.

What is meant is given as plain values. Every key and every item that stays is left as it is written; what is
new is written in the style of what stands beside it.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher

from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from tui.authoring.brackets import Brackets
from tui.authoring.layout import Layout
from tui.authoring.nodes import Plain, begin, column, end, entries, is_flow, plain
from tui.authoring.ops import Op
from tui.authoring.pieces import entry, inline, item, pair, scalar


def changes(text: str, root: MappingNode, target: dict[str, Plain], *, tidy: bool = True) -> list[Op]:
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
        self._layout = Layout(text, root)
        self._root = root
        self._tidy = tidy

    def map(self, node: MappingNode, target: dict[str, Plain]) -> list[Op]:
        """Make a map say something else, of whose keys at least one stays."""
        held = entries(node)
        names = list(held)
        ops: list[Op] = []
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

    def _turn(self, node: Node, target: Plain, key: Node | None, name: str) -> list[Op]:
        """Make a value say something else."""
        if plain(node) == target:
            return []
        if isinstance(node, MappingNode) and isinstance(target, dict) and set(entries(node)) & set(target):
            return self.map(node, target)
        if isinstance(node, SequenceNode) and isinstance(target, list) and target and node.value:
            return self._list(node, target, name)
        return self._replace(node, target, key, name)

    def _list(self, node: SequenceNode, target: list[Plain], name: str) -> list[Op]:
        """Make a list say something else. What has the same id is the same item."""
        before, after = [_called(plain(each)) for each in node.value], [_called(each) for each in target]
        ops: list[Op] = []
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

    def _replace(self, node: Node, target: Plain, key: Node | None, name: str) -> list[Op]:
        style, one_line = self._layout.style(node), isinstance(target, str) and "\n" not in target
        if isinstance(node, ScalarNode) and not isinstance(target, (list, dict)) and (one_line or not target):
            quote = node.style if node.style in ("'", '"') else None
            return [Op(begin(node), end(node), scalar(target, name, style, quote))]
        if key is None or style.flow:
            return [Op(begin(node), end(node), inline(target, name, style))]
        first, *more = entry(name, target, column(key), style)
        return list(self._replace_lines(node, key, first[first.index(":") + 1 :], more))

    def _replace_lines(self, node: Node, key: Node, first: str, more: list[str]) -> Iterator[Op]:
        """The value of a key, where the old one or the new one may have lines of its own."""
        layout, colon = self._layout, self._layout.text.index(":", end(key)) + 1
        new = "".join(layout.ending + each for each in more)
        if begin(node) <= layout.end(colon):
            # What stands behind the old value in its line may be a comment.
            yield Op(colon, end(node), first)
            yield Op(layout.end(end(node)), layout.end(end(node)), new)
        else:
            yield Op(colon, colon, first)
            yield Op(layout.end(colon), end(node), new)

    def _new_entry(self, node: MappingNode, after: int, name: str, said: Plain) -> list[Op]:
        layout, style = self._layout, self._layout.inside(node)
        if style.flow:
            return Brackets(layout, _bounds(node), layout.ending).put(after, pair(name, said, style))
        indent, beside = column(node.value[0][0]), node.value[after][1]
        lines = entry(name, said, indent, style)
        if is_flow(beside) and isinstance(said, dict):
            lines = [" " * indent + pair(name, said, style)]
        place = layout.after(end(beside), indent)
        return [layout.inserted(place, lines, apart=node is self._root and layout.is_blank(place))]

    def _new_item(self, node: SequenceNode, after: int, name: str, said: Plain) -> list[Op]:
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

    def _drop(self, node: CollectionNode, gone: list[int]) -> list[Op]:
        """Take some parts of a list or map away, not all of them."""
        layout, bounds = self._layout, _bounds(node)
        if not gone or layout.inside(node).flow:
            return Brackets(layout, bounds, layout.ending).drop(gone)
        hyphen = "-" if isinstance(node, SequenceNode) else ""
        indent = column(node) if hyphen else column(node.value[0][0])
        ops: list[Op] = []
        if gone[0] == 0 and layout.before(bounds[0][0]) != hyphen:
            # It shares its line with the hyphen of the item that it is the first key of.
            stays = next(place for place in range(len(bounds)) if place not in gone)
            noted = "#" in layout.text[bounds[0][1] : bounds[stays][0]]
            ops.append(Op(bounds[0][0], bounds[0][1] if noted else bounds[stays][0], ""))
            gone = [place for place in gone[1:] if noted or place > stays]
        return ops + [self._lines_away(*bounds[place], indent) for place in gone]

    def _lines_away(self, start: int, stop: int, indent: int) -> Op:
        layout = self._layout
        first, behind = layout.start(start), layout.after(stop, indent)
        above = layout.start(first - 1) if first else 0
        if self._tidy and first and layout.is_blank(above) and layout.is_blank(behind):
            first = above
        return Op(first, behind, "")


def _bounds(node: CollectionNode) -> list[tuple[int, int]]:
    """Where each item begins and ends, a key with its value."""
    parts = (each if isinstance(each, tuple) else (each, each) for each in node.value)
    return [(begin(first), end(last)) for first, last in parts]


def _called(said: Plain) -> str:
    """What an item of a list is known by."""
    id = said.get("id") if isinstance(said, dict) else None
    return id if isinstance(id, str) else repr(said)
