"""What is wrong with a file, all of it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from tui.screens.dialogs.leaving import LeavingScreen
from tui.screens.host import ascii_only
from tui.text.humanize import counted
from tui.widgets.hints import SCROLL, Hints, hint
from tui.widgets.page import Page

_COPIED = "Nothing was copied. Mend the file with any editor, and open it again."


class ProblemsScreen(LeavingScreen[None]):
    """Every Problem of a checklist file, in the order of the file."""

    DEFAULT_CSS = """
    ProblemsScreen {
        #title { height: auto; max-height: 2; padding: 0 1; text-style: bold; color: $late; }
        Page { height: 1fr; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave_problems", "back", id="problems.back", tooltip="Back to the question"),
    ]

    def __init__(self, name: str, problems: Sequence[str], after: str = _COPIED) -> None:
        """Show what is wrong.

        Args:
            name: What to call the file.
            problems: One a line. Literal, never markup.
            after: What becomes of it, and what to do.
        """
        super().__init__()
        self._file_name = name
        self._problems = problems
        self._after = after

    def compose(self) -> ComposeResult:
        count = counted(len(self._problems), "problem")
        yield Static(f"{self._file_name} cannot be used yet: {count}", id="title", markup=False)
        after = Content.styled(self._after, "$mute")
        yield Page(Content("\n\n").join([*map(Content, self._problems), after]))
        yield Hints(
            hint("problems.back", "back", stays=True),
            SCROLL,
            ascii_only=ascii_only(self),
        )

    def on_mount(self) -> None:
        self.query_one(Page).focus()

    def action_leave_problems(self) -> None:
        self.dismiss()
