"""Which sections of a day are open. One opens when its time comes; none folds because of a tick."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from tui.day.items import Section, State
from tui.day.state import DayState

YESTERDAY, LEAVE, NORMAL = "@yesterday", "@leave", "@normal"
"""Names of what folds beside the slots. No slot's name begins like this."""


@dataclass(frozen=True, slots=True)
class Folds:
    """What stands open in the day shown, by the name of a slot or one of the names above."""

    come: frozenset[str] = frozenset()
    """Slots whose time had come when the day was opened, or came since."""

    chosen: Mapping[str, bool] = field(default_factory=dict)
    """What the person opened (True) or folded (False)."""

    @classmethod
    def on_opening(cls, state: DayState) -> "Folds":
        """What is open when a day is first shown: what is due, and on a day gone by what was left open."""
        if state.number > state.today:
            return cls()
        return cls(frozenset(section.slot for section in state.sections if _wants(section, state)))

    def is_open(self, name: str, usually: bool = False) -> bool:
        """Whether a section is open, where it is `usually` or not."""
        return self.chosen.get(name, usually or name in self.come)

    def turned(self, name: str, unfolded: bool) -> "Folds":
        """With one section opened or folded by the person."""
        return replace(self, chosen={**self.chosen, name: unfolded})

    def kept(self, *slots: str) -> "Folds":
        """With sections that are to stay as open as they are, whatever happens to their items."""
        return replace(self, come=self.come.union(slots))

    def since(self, then: datetime, state: DayState) -> "Folds":
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
