"""The cells of a terminal that a text takes, and rows of words under one another."""

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


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))
