"""Rows: what is drawn, as frozen values that know neither colours nor Textual.

Columns count from 0, and widths are cells: a Chinese character takes two.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len, set_cell_size

from checklists.text import printable


class RowKind(StrEnum):
    """What a row is, and so what keys do on it."""

    BLANK = "blank"
    TEXT = "text"
    """To be read; the cursor passes it by."""
    HEADING = "heading"
    ITEM = "item"
    AVOID = "avoid"
    ASK = "ask"
    EXPECT = "expect"
    NORMAL = "normal"


class Seg(NamedTuple):
    """A piece of a row."""

    text: str
    style: str = "text"
    """A colour's name, after `bold` or not: `bold accent`. `mark` is mute, and accent at the cursor."""
    action: str = ""
    """What a click on it asks for. Empty is what a click on the row does."""


class Row(Struct, frozen=True, dict=True):
    """One line of a list."""

    kind: RowKind = RowKind.BLANK
    key: str = ""
    """Names what it acts on. Rows of one key that follow one another are one stop of the cursor."""
    left: tuple[Seg, ...] = ()
    right: tuple[Seg, ...] = ()
    cursor: int = -1
    """The column of the blank that the cursor's mark takes, and a mark in column 0 moves to, where that is 1.
    -1 has none: the further lines of a stop."""
    fill: str = ""
    """The colour of the whole line, with the background's for its text. Empty is none."""

    @cached_property
    def stop(self) -> str:
        """The name of the row for the cursor; empty where it cannot stand."""
        return f"{self.kind}/{self.key}" if self.key else ""

    def line(self, width: int) -> str:
        """The row as plain text, with its right end one cell before the edge."""
        left = "".join(seg.text for seg in self.left)
        right = "".join(seg.text for seg in self.right)
        gap = max(0, width - 1 - cell_len(left) - cell_len(right)) if right else 0
        return f"{left}{' ' * gap}{right}"


BANNER = "banner"
"""Fills what is wrong with a file: reversed where colours say nothing, else as it stands."""

BLANK = Row()


def clean(text: str) -> str:
    """The text without anything that could move a terminal's cursor or turn its direction."""
    return printable(text, " ")


def cut(text: str, width: int, mark: str) -> str:
    """The text, or what fits of it with `mark` at its end."""
    if cell_len(text) <= width:
        return text
    room = width - cell_len(mark)
    return set_cell_size(text, room) + mark if room > 0 else set_cell_size(text, max(width, 0))


@lru_cache(maxsize=1024)
def fit_row(row: Row, width: int, mark: str) -> Row:
    """The row with its left side cut so that both sides fit, and all of its text fit to be drawn.

    A right side wider than the line is left out.
    """
    right = tuple(seg._replace(text=clean(seg.text)) for seg in row.right)
    if sum(cell_len(seg.text) for seg in right) > width - 2:
        right = ()
    room = width - 1 - (sum(cell_len(seg.text) for seg in right) + 1 if right else 0)
    left = []
    for seg in row.left:
        text = clean(seg.text)
        if cell_len(text) > room:
            left.append(seg._replace(text=cut(text, room, mark)))
            break
        room -= cell_len(text)
        left.append(seg._replace(text=text))
    return replace(row, left=tuple(left), right=right)


def wrap(text: str, width: int, first: int | None = None) -> list[str]:
    """The text in lines of at most `width` cells; at least one line, and a word too long is broken.

    Args:
        first: Cells of the first line, where it has other than `width`.
    """
    lines: list[str] = []
    line, room = "", max(width if first is None else first, 1)
    for word in clean(text).split():
        for part in _broken(word, max(width, 1)):
            longer = f"{line} {part}" if line else part
            if cell_len(longer) <= room:
                line = longer
            else:
                lines.append(line)
                line, room = part, max(width, 1)
    return [*lines, line] if line or not lines else lines


_FOLDERS = re.compile(r"^.*?/(?=[^/]+\.(?:ya?ml|toml)\b)")
"""The folders before the name of the file that a banner begins with."""


def banner_lines(banner: str, width: int, most: int, narrow: bool) -> list[str]:
    """What is wrong with a file, without its folders where one line would not do; the last may be too wide.

    Args:
        banner: Begins with the file; empty is nothing.
        most: How many lines there may be.
    """
    if not banner:
        return []
    lines = wrap(banner, width)
    if narrow or len(lines) > 1:
        lines = wrap(_FOLDERS.sub("", banner), width)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return lines


def shorts_line(shorts: list[str], width: int, dot: str) -> str:
    """As many short names as fit, and how many more there are: `check-in · wash · 2 more`."""
    for count in range(len(shorts), 0, -1):
        more = len(shorts) - count
        line = f" {dot} ".join([*shorts[:count], *([f"{more} more"] if more else [])])
        if cell_len(line) <= width or count == 1:
            return line
    return ""


def shorts_lines(shorts: list[str], width: int, first: int, dot: str) -> list[list[str]]:
    """Short names in as many lines as they need: `first` cells in the first line, `width` in the others."""
    lines: list[list[str]] = [[]]
    room = first
    for short in shorts:
        if lines[-1] and cell_len(f" {dot} ".join([*lines[-1], short])) > room:
            lines.append([])
            room = width
        lines[-1].append(short)
    return lines


def _broken(word: str, width: int) -> Iterator[str]:
    while cell_len(word) > width:
        part = set_cell_size(word, width).rstrip() or word[:1]
        yield part
        word = word[len(part) :]
    yield word
