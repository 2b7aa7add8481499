"""Where everything of a day stands in a terminal of some size."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from textual.geometry import Region

from tui.widgets.rows import Row

NARROW, PANES, SHORT, TALL = 60, 100, 18, 30
"""Columns below which a terminal is narrow and from which it has two panes; lines below which it is short and
from which everything may be unfolded."""


class Size(NamedTuple):
    """Of the terminal, in cells."""

    width: int
    height: int

    @property
    def narrow(self) -> bool:
        return self.width < NARROW

    @property
    def short(self) -> bool:
        """Whether there is no room for the strip, nor for the now-line but where the rows leave it some."""
        return self.height < SHORT

    @property
    def panes(self) -> bool:
        return self.width >= PANES and not self.short

    @property
    def left(self) -> int:
        """Columns of the left pane, or of the only one."""
        return round(0.4 * self.width) + 14 if self.panes else self.width


@dataclass(frozen=True)
class DayPage:
    """A day laid out. Lines count from 0 at the top of the terminal; the keys take the last one."""

    size: Size
    head: tuple[Row, ...]
    voice: int
    """The line of the now-line, or -1 where it takes the header's place when it has something to say."""
    top: int
    """The first line of the list."""
    rows: tuple[Row, ...]
    foot: tuple[Row, ...] = ()
    """What stays in sight below the list when that has to scroll."""
    know: tuple[Row, ...] = ()
    """The right pane."""
    know_foot: tuple[Row, ...] = ()
    """What stays in sight of it."""
    rule: int = -1
    """The line above the detail, or -1 without one."""

    @cached_property
    def frame(self) -> dict[str, Region]:
        """Where each part stands. One without a place has no area."""
        width, height = self.size.width, max(self.size.height - 1, 0)
        panes = bool(self.know or self.know_foot)
        left, below = self.size.left if panes else width, self.rule if self.rule >= 0 else height
        return {
            "head": Region(0, 0, width, min(len(self.head), height)),
            "now": Region(0, self.voice, width, 1) if self.voice >= 0 else Region(),
            "act": Region(0, self.top, left, max(below - self.top, 0)),
            "detail": Region(0, below, left, height - below) if self.rule >= 0 else Region(),
            "know": Region(left + 1, self.top, width - left - 1, height - self.top) if panes else Region(),
        }

    @cached_property
    def all_rows(self) -> tuple[Row, ...]:
        """Every row, in the order in which the cursor gets there."""
        return (*self.rows, *self.foot, *self.know, *self.know_foot)

    @cached_property
    def stops(self) -> tuple[str, ...]:
        """Where the cursor can stand, in the order in which it gets there."""
        return tuple(dict.fromkeys(row.stop for row in self.all_rows if row.stop))

    def row(self, stop: str) -> Row | None:
        """The first row of a stop, or None."""
        return next((row for row in self.all_rows if row.stop == stop), None) if stop else None

    def sought(self, text: str, start: str) -> str:
        """The first stop from `start` on whose words hold a text, round the end if need be; or empty."""
        words: dict[str, str] = {}
        for row in self.all_rows:
            if row.stop:
                words[row.stop] = words.get(row.stop, "") + row.line(0).casefold()
        stops = list(words)
        place = stops.index(start) if start in stops else 0
        turned = stops[place:] + stops[:place]
        return next((stop for stop in turned if text.casefold() in words[stop]), "")
