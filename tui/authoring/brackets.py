"""Lists and maps in brackets or braces: an item put in or taken out, with its comma."""

import re

from tui.authoring.layout import Lines
from tui.authoring.ops import Op

_COMMA = re.compile(r"\s*,")
_REST = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=[\r\n])")
"""The rest of a line with nothing more in it, or a comment."""


class Brackets:
    """One list or map in brackets, at least one item long."""

    def __init__(self, lines: Lines, bounds: list[tuple[int, int]], ending: str) -> None:
        """Work on a list or map.

        Args:
            bounds: Where each item begins and ends, a key with its value.
            ending: Of a line.
        """
        self._lines = lines
        self._text = lines.text
        self._bounds = bounds
        self._ending = ending

    def put(self, after: int, piece: str) -> list[Op]:
        """Put an item in behind one; behind -1 it is the first."""
        if after < 0:
            start = self._bounds[0][0]
            return [Op(start, start, f"{piece}, ")]
        start, stop = self._bounds[after]
        indent = self._text[self._lines.start(start) : start]
        if indent.strip():
            return [Op(stop, stop, f", {piece}")]
        comma = _COMMA.match(self._text, stop)
        behind = comma.end() if comma else stop
        rest = _REST.match(self._text, behind)
        line = rest.end() if rest else behind
        new = Op(line, line, f"{self._ending}{indent}{piece}{',' if comma else ''}")
        return [new] if comma else [Op(stop, stop, ","), new]

    def drop(self, gone: list[int]) -> list[Op]:
        """Take items out, not all of them."""
        ops: list[Op] = []
        last = next((place for place in reversed(range(len(self._bounds))) if place not in gone), -1)
        for place in gone:
            start, stop = self._bounds[place]
            leads = not self._lines.before(start)
            if place > last and place - 1 in gone:
                ops.append(Op(ops[-1].end, stop, ""))
            elif place > last or (place and place - 1 not in gone and not leads):
                ops += self._drop_behind(self._bounds[place - 1][1], start, stop)
            else:
                ops.append(Op(start, self._bounds[place + 1][0], ""))
        return ops

    def _drop_behind(self, before: int, start: int, stop: int) -> list[Op]:
        """Take out an item with the comma before it; comments between them stay."""
        between = self._text[before:start]
        if "#" not in between:
            return [Op(before, stop, "")]
        comma = self._text.index(",", before)
        return [Op(comma, comma + 1, ""), Op(self._lines.end(self._lines.start(start) - 1), stop, "")]
