"""A changed file as it is drawn: which it is, what it changes day by day, and that what has passed stays."""

from textual import getters
from textual.app import ComposeResult
from textual.geometry import Region

from tui.files.difference import Difference
from tui.files.newer import Newer
from tui.screens.dialogs.leaving import LeavingScreen
from tui.screens.difference.rows import DifferencePage, change_rows, fault_rows, foot_rows, top_rows
from tui.screens.host import ascii_only, host
from tui.screens.today.page import NARROW
from tui.widgets.hints import Hint, Hints, hint
from tui.widgets.placing import place
from tui.widgets.row_list import RowList
from tui.widgets.rows import BLANK

LOW = 16
"""Lines of a terminal below which there are no blank ones."""


class DifferenceView(LeavingScreen[str | None]):
    """Draws what waits, for the terminal as it is. Its child says what becomes of it."""

    DEFAULT_CSS = """
    DifferenceView Hints { dock: bottom; }
    """
    AUTO_FOCUS = ""

    head = getters.query_one("#head", RowList)
    changes = getters.query_one("#changes", RowList)

    def __init__(self, found: Newer) -> None:
        super().__init__()
        self.found = found
        self.differences: tuple[Difference, ...] = ()
        """What it changes, each with its reason."""
        self.said = ""
        """What the last key did, or why it did nothing."""
        self.problems: tuple[str, ...] = ()
        """Why there is nothing to be accepted any more."""
        self.answered: frozenset[str] = frozenset()
        """Rules, by id, that are not the ones of the same text that go."""

    def compose(self) -> ComposeResult:
        marks = host(self).look.marks
        yield RowList(marks, id="head")
        yield RowList(marks, id="changes")
        yield Hints(ascii_only=ascii_only(self))

    def on_mount(self) -> None:
        self.lay()

    def on_resize(self) -> None:
        self.lay()

    def action_scroll_by(self, lines: int) -> None:
        self.changes.scroll_rows(lines)

    @property
    def shown(self) -> DifferencePage:
        """What is drawn of the file."""
        found = self.found
        name = found.file.path.name
        if self.problems:
            title = f"{name} cannot be accepted now"
        elif found.moves:
            title = f"{name} {found.stands}"
        else:
            title = f"{name} comes with Afterglow" if found.file.shipped else found.changed
        return DifferencePage(
            title=title,
            since=found.since,
            whose=found.recovery.named,
            moves=found.moves,
            kept=found.unwanted,
            usable=not self.problems,
            differences=self.differences,
            today=found.before.today,
            date_of=found.before.date_of,
            answered=self.answered,
        )

    def lay(self) -> None:
        """Lay out what is shown for the terminal as it is."""
        (width, height), marks = self.app.size, host(self).look.marks
        low, shown = height < LOW, self.shown
        top = top_rows(shown, self.said, width, marks, low)[: max(height - 4, 1)]
        rows = fault_rows(self.problems, width) if self.problems else change_rows(shown, width, marks)
        blank = 0 if low else 1
        room = max(height - 1 - len(top) - blank, 0)
        foot = [BLANK] * blank + foot_rows(width)
        place(self.head, Region(0, 0, width, len(top)))
        place(self.changes, Region(0, len(top) + blank, width, room))
        self.head.show(top, len(top))
        self.changes.show(rows, room, foot=foot if room > len(foot) else ())
        self.query_one(Hints).show(*self._hints(width < NARROW))
        self.refresh_bindings()

    def _hints(self, narrow: bool) -> list[Hint]:
        if self.problems:
            return [hint("difference.later", "back", stays=True), hint("call.open", "when to call", "call")]
        call = hint("call.open", "call" if narrow else "when to call", "call", stays=True)
        return [
            hint("difference.accept", "accept", stays=True),
            hint("difference.keep", "keep the old", "old one", stays=True),
            hint("difference.later", "later", stays=True),
            call,
            hint("difference.take-back", "take it back", "take back"),
            hint("page.up page.down", "move"),
            hint("help.open", "all keys", "keys"),
        ]
