"""What a changed checklist changes in the days, day by day, before it counts."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from tui.files.change_reasons import with_reasons
from tui.files.newer import Newer, UnrelatedFileError, newer
from tui.files.status import why
from tui.journal import JournalError
from tui.screens.difference.difference_view import DifferenceView
from tui.screens.host import host, key_of, undoes
from tui.text.humanize import full_stop
from tui.widgets.messages import Changed
from tui.widgets.row_list import RowList

TakesBack = Callable[[], object]
"""Takes what was just written out of the person's file again. May raise CannotEdit."""

DEAF = 0.5
"""Seconds in which a screen that opened by itself takes no key: it was meant for what stood there before."""


class DifferenceScreen(DifferenceView):
    """What would be otherwise, and from when on. Answers with what came of it, in a sentence."""

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

    def __init__(self, found: Newer, taken_back: TakesBack | None = None, *, by_itself: bool = False) -> None:
        """Show what waits; see `tui.screens.difference.show.show_difference`."""
        super().__init__(found)
        self.differences = with_reasons(found)
        self._taken_back = taken_back
        self._by_itself = by_itself
        self._deaf_until = 0.0

    def on_mount(self) -> None:
        self._note_shown()
        if self._by_itself:
            self._deaf_until = host(self).context.clock.monotonic() + DEAF

    @on(Changed)
    def _read_again(self) -> None:
        self._read(self.said)

    @on(RowList.Pointed)
    async def _pointed(self, message: RowList.Pointed) -> None:
        message.stop()
        if message.action:
            await self.run_action(message.action)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys mean something for what is shown; none does yet while nobody can have seen it."""
        match action:
            case "accept" | "keep":
                means = not self.problems and not (action == "keep" and self.found.unwanted)
            case "same" | "another":
                means = not self.problems and self.shown.asks is not None
            case "take_back":
                means = self._taken_back is not None
            case _:
                means = True
        deaf = host(self).context.clock.monotonic() < self._deaf_until
        return None if means and deaf else means

    def action_accept(self) -> None:
        """Let it count from now on, unless the file is another by now than what was shown.

        What may be the same rule is asked first: taken for another, it would stand twice on a day.
        """
        if self.shown.asks is not None:
            same = key_of(self.app, "difference.same", "y")
            another = key_of(self.app, "difference.another", "n")
            self.said = f"First: is it the same rule? {same} or {another}."
            self.lay()
        elif self._is_as_shown():
            self._end(lambda: self.found.accept(), f"Accepted from now on. {undoes(self.app)}")

    def action_keep(self) -> None:
        """Note that it is not wanted."""
        if self._is_as_shown():
            self._end(lambda: self.found.keep(), f"Kept as it was. {undoes(self.app)}")

    def action_later(self) -> None:
        """Leave it for later. It is not shown again by itself until the file changes again."""
        if self.problems or self.found.unwanted:
            self._leave(None)
        else:
            shows = key_of(self.app, "file.difference", "v")
            self._end(lambda: self.found.leave_for_later(), f"Left for later. {shows} shows it.")

    def action_same(self) -> None:
        """Write into the file that a rule is the one of that text that goes."""
        from checklists.loader import ChecklistError
        from tui.files.author import Author
        from tui.files.edits import CannotEditError, SameRule

        asked = self.shown.asks
        if asked is None or not self._is_as_shown():
            return
        try:
            Author(host(self).context.paths).write_in(self.found.file, SameRule(asked.rule, asked.was))
        except (CannotEditError, ChecklistError) as error:
            self.said = str(error)
            self.lay()
        else:
            # The file is not any more what was to be taken back.
            self._taken_back = None
            self._read(f"Written: {asked.rule} was {asked.was}.")
            host(self).files_changed()

    def action_another(self) -> None:
        """Take a rule for another one than that of its text that goes."""
        asked = self.shown.asks
        if asked is not None:
            self.answered |= {asked.rule}
            self.said = ""
            self.lay()

    def action_take_back(self) -> None:
        """Take what was just written out of the file again."""
        from tui.files.edits import CannotEditError

        if self._taken_back is None:
            return
        try:
            self._taken_back()
        except CannotEditError as error:
            self.said = str(error)
            self.lay()
        else:
            self._leave("Taken back out of your file.")
            host(self).files_changed()

    def _end(self, act: Callable[[], object], said: str) -> None:
        try:
            act()
        except JournalError as error:
            host(self).fail(error)
            return
        self._leave(said)
        host(self).files_changed()

    def _leave(self, said: str | None) -> None:
        """Go, unless when to call lies on top: then what is shown says that there is nothing to decide."""
        if self.app.screen is self:
            self.dismiss(said)

    def _is_as_shown(self) -> bool:
        """Whether the file still says what was shown; if not, what it says now is shown."""
        shown = self.found.chosen.hash
        self._read()
        if self.problems or self.found.chosen.hash == shown:
            return not self.problems
        self.said = "The file has changed once more: this is what it changes now."
        self.lay()
        return False

    def _read(self, said: str = "") -> None:
        """Read the file once more, as it stands to the plan at this moment."""
        from checklists.loader import ChecklistError

        context = host(self).context
        self.said, self.problems = said, ()
        try:
            reader = context.reader()
            if reader is None:
                self._leave(None)
                return
            self.found = newer(reader, context.paths, self.found.file, context.now())
            self.differences = with_reasons(self.found)
            self._note_shown()
            if not self.found.waits:
                self.problems = ("Nothing waits any more: the file says what your plan runs by.",)
                self._leave(self.problems[0])
        except JournalError as error:
            host(self).fail(error)
        except ChecklistError as error:
            name = self.found.file.path.name
            self.problems = tuple(full_stop(one.said_of(name)) for one in error.problems)
        except OSError as error:
            self.problems = (f"{self.found.file.path.name} cannot be read: {why(error)}.",)
        except UnrelatedFileError:
            self.problems = (f"It does not extend {self.found.recovery.checklist} any more.",)
        self.lay()

    def _note_shown(self) -> None:
        """Note that this need not be shown by itself any more."""
        if self.found.followed:
            host(self).offered.show(self.found.recovery, self.found.chosen.hash)
