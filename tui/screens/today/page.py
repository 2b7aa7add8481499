"""Where everything of a day stands in a terminal of some size, and which sections of it are open."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace
from textual.geometry import Region

from tui.recovery.state import DayState, Section, State
from tui.widgets.placing import Size
from tui.widgets.rows import Row


class DayPage(Struct, frozen=True, dict=True):
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


YESTERDAY, LEAVE, NORMAL = "@yesterday", "@leave", "@normal"
"""Names of what folds beside the slots. No slot's name begins like this."""


class Sections(Struct, frozen=True):
    """What stands open in the day shown, by the name of a slot or one of the names above."""

    come: frozenset[str] = frozenset()
    """Slots whose time had come when the day was opened, or came since."""

    chosen: Mapping[str, bool] = field(default_factory=dict)
    """What the person opened (True) or folded (False)."""

    @classmethod
    def on_opening(cls, state: DayState) -> "Sections":
        """What is open when a day is first shown: what is due, and on a day gone by what was left open."""
        if state.number > state.today:
            return cls()
        return cls(frozenset(section.slot for section in state.sections if _wants(section, state)))

    def is_open(self, name: str, usually: bool = False) -> bool:
        """Whether a section is open, where it is `usually` or not."""
        return self.chosen.get(name, usually or name in self.come)

    def turned(self, name: str, unfolded: bool) -> "Sections":
        """With one section opened or folded by the person."""
        return replace(self, chosen={**self.chosen, name: unfolded})

    def kept(self, *slots: str) -> "Sections":
        """With sections that are to stay as open as they are, whatever happens to their items."""
        return replace(self, come=self.come.union(slots))

    def since(self, then: datetime, state: DayState) -> "Sections":
        """With the sections of today open whose time came after `then`, also those folded by hand before."""
        if not state.is_today:
            return self
        come = {
            section.slot
            for section in state.sections
            if any(item.is_due(state.now) and item.due and item.due > then for item in section.items)
        }
        if not come:
            return self
        chosen = {name: choice for name, choice in self.chosen.items() if name not in come}
        return replace(self, come=self.come | come, chosen=chosen)


def _wants(section: Section, state: DayState) -> bool:
    if state.is_today:
        return any(item.is_due(state.now) for item in section.items)
    return any(item.state in (State.OPEN, State.MISSED) for item in section.items)
