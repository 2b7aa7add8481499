"""The cells of a terminal that a text takes, and rows of words under one another."""

import re
from collections.abc import Iterable, Sequence

from checklists.text import cells


def columns(rows: Iterable[Sequence[str]], gap: str = "  ") -> list[str]:
    """Rows as lines, every column but a row's last as wide as its widest cell. Empty ends are cut."""
    table = [list(row) for row in rows]
    count = max((len(row) for row in table), default=0)
    inner = [[row[place] for row in table if place < len(row) - 1] for place in range(count)]
    widths = [max(map(cells, column), default=0) for column in inner]
    return [
        gap.join([*(_padded(cell, widths[place]) for place, cell in enumerate(row[:-1])), *row[-1:]]).rstrip()
        for row in table
    ]


def folded(line: str, width: int) -> list[str]:
    """A line as lines of at most a width, cut between words; a word that is wider stands alone and whole.

    What follows stands below where the line's last column begins, if that leaves it half of the width.
    """
    if cells(line) <= width:
        return [line]
    indent = _hanging(line, width)
    lines, current = [], ""
    for column in re.findall(r"\s*\S+(?: \S+)*", line):
        gap = column[: len(column) - len(column.lstrip())]
        if cells(current) > indent and cells(current + column) > width:
            # A column goes below as a whole, and not with its first word behind the one before.
            lines.append(current)
            current, gap = " " * indent, ""
        elif lines and current.strip():
            gap = gap[:2]
        for place, word in enumerate(column.split()):
            space = gap if place == 0 else " "
            if current.strip() and cells(current + space + word) > width:
                lines.append(current)
                current, space = " " * indent, ""
            current += space + word
    return [*lines, current]


def _hanging(line: str, width: int) -> int:
    """The cell at which the rest of a long line begins."""
    lead = len(line) - len(line.lstrip())
    columns = [cells(line[: each.end()]) for each in re.finditer(r"\S {2,}", line.rstrip())]
    fitting = [column for column in columns if column <= width // 2]
    return max(fitting, default=lead + 2 * (lead + 2 <= width // 2))


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))
