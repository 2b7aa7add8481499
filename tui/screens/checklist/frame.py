"""Where the parts of the Checklist screen stand, by the size of the terminal."""

from typing import NamedTuple

from textual.geometry import Region

PANES = 100
"""Columns from which what there is to say of a rule stands beside the list."""
TALL = 20
"""Lines from which it stands below a list that has no room beside it, and phases are parted."""
_LEFT = 0.6
NOTICE = 3
"""Lines that a notice may take."""
_FOOT = 6
"""Lines that it has below the list, the line above it included."""


class Frame(NamedTuple):
    """The places. One without any room is not shown."""

    notice: Region
    rules: Region
    detail: Region
    below: bool
    """Whether what there is to say stands below the list."""
    spaced: bool
    """Whether a blank line parts the phases."""


def frame(width: int, height: int, notice: int) -> Frame:
    """The places under the title and above the keys, which take a line each.

    Args:
        notice: Lines of what is to be said above the list.
    """
    tall, panes = height >= TALL, width >= PANES
    gap = int(tall)
    top = 1 + notice + gap
    room = max(height - top - 1, 0)
    told = Region(0, 1, width, notice)
    if panes:
        left = int(width * _LEFT)
        detail = Region(left, top, width - left, room)
        return Frame(told, Region(0, top, left, room), detail, False, tall)
    foot = _FOOT if tall else 0
    detail = Region(0, top + room - foot, width, foot)
    return Frame(told, Region(0, top, width, room - foot), detail, True, tall)
