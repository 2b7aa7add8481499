"""Text laid out for a width in cells, with its styles."""

from textual.content import Content
from textual.style import Style


def hanging(head: Content, body: Content, width: int) -> Content:
    """A body behind a head, with its further lines indented to where it begins."""
    indent = head.cell_length
    lines = body.wrap(max(width - indent, 1)) or [Content()]
    space = Content(" " * indent)
    return Content("\n").join([head + lines[0].rstrip(), *(space + line.rstrip() for line in lines[1:])])


def ends(left: Content, right: Content, width: int, mark: str = "…") -> Content:
    """Two texts at the two ends of a line; the left one is cut where both do not fit."""
    room = width - right.cell_length - 1 if right.plain else width
    if room < 1:
        return right.truncate(width)
    if left.cell_length > room:
        left = left.truncate(room - len(mark)).rstrip() + mark
    return left + " " * (width - left.cell_length - right.cell_length) + right


def cut(text: str, width: int, mark: str = "…") -> str:
    """A text that fits in a width, cut behind a word where it does not."""
    if Content(text).cell_length <= width:
        return text
    line = ""
    for word in text.split():
        longer = f"{line} {word}".lstrip()
        if Content(longer + mark).cell_length > width:
            break
        line = longer
    line = line.rstrip(",;:") + mark
    return line if Content(line).cell_length <= width and line != mark else mark[:width]


def click(action: str) -> Style:
    """What makes a text do something when it is clicked."""
    return Style.from_meta({"@click": action})
