"""What a changed checklist changes in the days, day by day, before it counts."""

from collections.abc import Callable
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

from tui.day.banner import why
from tui.day.newer import Newer, Unrelated, newer
from tui.day.words import full_stop
from tui.journal import JournalError
from tui.messages import Changed
from tui.screens.doing import UNDOES
from tui.screens.host import ascii_only, host, key_of
from tui.widgets.day_page import NARROW
from tui.widgets.difference_rows import Shown, change_rows, fault_rows, foot_rows, top_rows
from tui.widgets.hints import Hint, Hints, hint
from tui.widgets.row_list import RowList
from tui.widgets.rows import BLANK

TakesBack = Callable[[], object]
"""Takes what was just written out of the person's file again. May raise CannotEdit."""

DEAF = 0.5
"""Seconds in which a screen that opened by itself takes no key: it was meant for what stood there before."""

LOW = 16
"""Lines below which nothing is said twice."""


class DifferenceScreen(Screen[str | None]):
    """What would be otherwise, and from when on. Answers with what came of it, in a sentence."""

    DEFAULT_CSS = """
    DifferenceScreen Hints { dock: bottom; }
    """
    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "accept", "accept", id="difference.accept", tooltip="Let it count from now on"),
        Binding("o", "keep", "keep the old", id="difference.keep", tooltip="Keep the plan as it is"),
        Binding("y", "same", "the same rule", id="difference.same", tooltip="It is the same rule, renamed"),
        Binding("n", "another", "another rule", id="difference.another", tooltip="It is another rule"),
        Binding("u", "take_back", "take it back", id="difference.take-back", tooltip="Out of the file again"),
        Binding("escape,v", "later", "later", id="difference.later", tooltip="Decide later; nothing changes"),
        Binding("up,k", "scroll_by(-1)", "up", id="page.up", tooltip="One line up"),
        Binding("down,j", "scroll_by(1)", "down", id="page.down", tooltip="One line down"),
        Binding("pageup", "scroll_by(-8)", "page up", id="page.page-up", tooltip="Several lines up"),
        Binding("pagedown,space", "scroll_by(8)", "page down", id="page.page-down", tooltip="Several down"),
        Binding("home", "scroll_by(-999)", "first", id="page.first", tooltip="To the beginning"),
        Binding("end", "scroll_by(999)", "last", id="page.last", tooltip="To the end"),
    ]

    head = getters.query_one("#head", RowList)
    changes = getters.query_one("#changes", RowList)

    def __init__(self, found: Newer, taken_back: TakesBack | None = None, *, by_itself: bool = False) -> None:
        """Show what waits; see `tui.screens.difference.show_difference`."""
        super().__init__()
        self._found = found
        self._taken_back = taken_back
        self._by_itself = by_itself
        self._deaf_until = 0.0
        self._answered: frozenset[str] = frozenset()
        self._said = ""
        self._problems: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        marks = host(self).look.marks
        yield RowList(marks, id="head")
        yield RowList(marks, id="changes")
        yield Hints(ascii_only=ascii_only(self))

    def on_mount(self) -> None:
        if self._by_itself:
            self._deaf_until = host(self).session.clock.monotonic() + DEAF
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    @on(Changed)
    def _read_again(self) -> None:
        self._read()

    @on(RowList.Pointed)
    async def _pointed(self, message: RowList.Pointed) -> None:
        message.stop()
        if message.action:
            await self.run_action(message.action)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys mean something for what is shown; none does yet while nobody can have seen it."""
        match action:
            case "accept" | "keep":
                means = not self._problems and not (action == "keep" and self._found.unwanted)
            case "same" | "another":
                means = not self._problems and self._shown().asks is not None
            case "take_back":
                means = self._taken_back is not None
            case _:
                means = True
        deaf = host(self).session.clock.monotonic() < self._deaf_until
        return None if means and deaf else means

    def action_accept(self) -> None:
        """Let it count from now on, unless the file is another by now than what was shown."""
        if self._is_as_shown():
            self._end(lambda: self._found.accept(), f"Accepted: it counts from now on. {UNDOES}")

    def action_keep(self) -> None:
        """Note that it is not wanted."""
        if self._is_as_shown():
            self._end(lambda: self._found.keep(), f"Your plan stays as it is. {UNDOES}")

    def action_later(self) -> None:
        """Leave it for later. It is not shown again by itself until the file changes again."""
        if self._problems or self._found.unwanted:
            self.dismiss(None)
        else:
            shows = key_of(self.app, "file.difference", "v")
            self._end(lambda: self._found.leave_for_later(), f"Left for later: {shows} shows it again.")

    def action_same(self) -> None:
        """Write into the file that a rule is the one of that text that goes."""
        from checklists.loader import ChecklistError
        from tui.authoring.author import Author
        from tui.authoring.edits import CannotEdit, SameRule

        asked = self._shown().asks
        if asked is None or not self._is_as_shown():
            return
        try:
            Author(host(self).session.paths).write(self._found.file.id, SameRule(asked.rule, asked.was))
        except (CannotEdit, ChecklistError) as error:
            self._said = str(error)
            self._draw()
        else:
            # The file is not any more what was to be taken back.
            self._taken_back = None
            self._read(f"Written: {asked.rule} was {asked.was}.")
            host(self).files_changed()

    def action_another(self) -> None:
        """Take a rule for another one than that of its text that goes."""
        asked = self._shown().asks
        if asked is not None:
            self._answered |= {asked.rule}
            self._draw()

    def action_take_back(self) -> None:
        """Take what was just written out of the file again."""
        from tui.authoring.edits import CannotEdit

        if self._taken_back is None:
            return
        try:
            self._taken_back()
        except CannotEdit as error:
            self._said = str(error)
            self._draw()
        else:
            host(self).files_changed()
            self.dismiss("Taken back out of your file.")

    def action_scroll_by(self, lines: int) -> None:
        self.changes.scroll_rows(lines)

    def _end(self, act: Callable[[], object], said: str) -> None:
        try:
            act()
        except JournalError as error:
            host(self).fail(error)
            return
        host(self).files_changed()
        self.dismiss(said)

    def _is_as_shown(self) -> bool:
        """Whether the file still says what was shown; if not, what it says now is shown."""
        shown = self._found.chosen.hash
        self._read()
        if self._problems or self._found.chosen.hash == shown:
            return not self._problems
        self._said = "The file has changed once more: this is what it changes now."
        self._draw()
        return False

    def _read(self, said: str = "") -> None:
        """Read the file once more, as it stands to the plan at this moment."""
        from checklists.loader import ChecklistError

        session = host(self).session
        self._said, self._problems = said, ()
        try:
            care = session.care()
            if care is None:
                self.dismiss(None)
                return
            self._found = newer(care, session.paths, self._found.file, session.now())
            if not self._found.waits:
                self._problems = ("Nothing waits any more: the file says what your plan runs by.",)
                self.dismiss(self._problems[0])
        except JournalError as error:
            host(self).fail(error)
        except ChecklistError as error:
            self._problems = tuple(full_stop(one.said_of(error.name)) for one in error.problems)
        except OSError as error:
            self._problems = (f"{self._found.file.path} cannot be read: {why(error)}.",)
        except Unrelated:
            self._problems = (f"It does not extend {self._found.recovery.checklist} any more.",)
        self._draw()

    def _shown(self) -> Shown:
        found = self._found
        return Shown(
            file=found.file.path.name,
            what="cannot be used now" if self._problems else found.stands if found.moves else "has changed",
            since=found.since,
            whose=found.recovery.named,
            moves=found.moves,
            kept=found.unwanted,
            differences=found.differences,
            today=found.before.today,
            date_of=found.before.date_of,
            answered=self._answered,
        )

    def _draw(self) -> None:
        """Lay out what is shown for the terminal as it is."""
        (width, height), marks = self.app.size, host(self).look.marks
        if self._found.followed:
            host(self).session.offered.show(self._found.recovery, self._found.chosen.hash)
        low, shown = height < LOW, self._shown()
        top = top_rows(shown, self._said, width, marks, low)[: max(height - 4, 1)]
        rows = fault_rows(self._problems, width) if self._problems else change_rows(shown, width, marks)
        blank = 0 if low else 1
        room = max(height - 1 - len(top) - blank, 0)
        foot = [BLANK] * blank + foot_rows(width)
        _put(self.head, Region(0, 0, width, len(top)))
        _put(self.changes, Region(0, len(top) + blank, width, room))
        self.head.show(top, len(top))
        self.changes.show(rows, room, foot=foot if room > len(foot) else ())
        self.query_one(Hints).show(*self._hints(width < NARROW))
        self.refresh_bindings()

    def _hints(self, narrow: bool) -> list[Hint]:
        if self._problems:
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


def _put(widget: Widget, region: Region) -> None:
    widget.styles.offset = region.offset
    widget.styles.width, widget.styles.height = region.width, region.height
