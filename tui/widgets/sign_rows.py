"""What a check-in asks, drawn: a sign with its scale, or a question with a box for each of its answers."""

from collections.abc import Iterator
from typing import NamedTuple

from textual.content import Content
from textual.style import Style

from tui.widgets.wrapping import hanging

_INDENT = "  "
_ALONE = 2
"""How many of the last answers of a row with boxes stand alone."""


class Asked(NamedTuple):
    """One row: what is asked, and what can be answered."""

    id: str
    ask: str
    answers: tuple[str, ...]
    """The words of each value from 0 up. Empty words are a bare number."""
    aside: str = ""
    """The usual range, in words."""
    yes_no: bool = False
    kept: bool = False
    """Whether there was an answer before, so that it can be changed but not left open."""
    first: int = 0
    """The number of the first answer."""
    many: bool = False
    """Whether several may be true. Each answer has a box, and the value has a bit for each that is marked.

    The last two answers stand alone: none of these, and not sure.
    """

    @property
    def options(self) -> tuple[str, ...]:
        """The ids of the rows that it is drawn in, beside its own."""
        return tuple(f"{self.id}={place}" for place in range(len(self.answers))) if self.many else ()

    def marked(self, value: int, place: int) -> int:
        """The value with the box of a place marked, or unmarked if it was; 0 is nothing marked."""
        bit, alone = 1 << place, (1 << len(self.answers)) - (1 << len(self.answers) - _ALONE)
        if bit & alone:
            return 0 if value & bit else bit
        return (value & ~alone) ^ bit


def question(row: Asked, value: int | None, width: int) -> Content:
    """What is asked with its answers, or above the boxes of its answers, in a width in cells."""
    ask = Content(row.ask)
    if row.many:
        return hanging(Content(), ask, width)
    aside = Content.styled(row.aside, "$mute")
    lines = [hanging(Content(), ask, width)]
    scale = _scale(row, value, width - len(_INDENT))
    beside = width - ask.cell_length - aside.cell_length
    if row.aside and beside >= 1:
        lines = [ask + " " * beside + aside]
    lines.append(scale)
    if row.aside and beside < 1:
        lines.append(hanging(Content(_INDENT + " "), aside, width))
    return Content("\n").join(lines)


def box(row: Asked, place: int, value: int | None, width: int) -> Content:
    """One answer with its box."""
    here = bool((value or 0) >> place & 1)
    head = Content.styled(f"{_INDENT}{'[x]' if here else '[ ]'} ", "bold $accent" if here else "$mute")
    return hanging(head, Content(row.answers[place]), width)


def _scale(row: Asked, value: int | None, width: int) -> Content:
    """The answers side by side with their words, in as many lines as that takes; none is parted."""
    lines: list[Content] = []
    for choice in _choices(row, value):
        if lines and lines[-1].cell_length + choice.cell_length <= width:
            lines[-1] += choice
        else:
            lines.append(choice)
    return Content("\n").join(Content(_INDENT) + line for line in lines)


def _choices(row: Asked, chosen: int | None) -> Iterator[Content]:
    order = (1, 0) if row.yes_no else range(len(row.answers))
    for value in order:
        number = "" if row.yes_no else str(value + row.first)
        said = f"{number} {row.answers[value]}".strip()
        here = value == chosen
        text = Content.styled(f"[{said}]" if here else f" {said} ", "bold $accent" if here else "$mute")
        yield text.stylize(Style.from_meta({"@click": f"pick({row.id!r}, {value})"}))
