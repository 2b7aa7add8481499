"""What is wrong with a file, all of it, as long as it is so."""

import os
from asyncio import to_thread
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from tui.screens.dialogs.leaving import LeavingScreen
from tui.screens.host import ascii_only
from tui.text.humanize import counted
from tui.widgets.hints import SCROLL, Hints, hint
from tui.widgets.page import Page

_MENDED = "Nothing is wrong with it any more."
_COPIED = "Nothing was copied. Put that right, or name another file, and open it again."


_LOOK_SECONDS = 1.0
"""After so long the file is looked at again."""


class ProblemsScreen(LeavingScreen[bool]):
    """Every Problem of a checklist file, in the order of the file. Answers True once it is mended."""

    DEFAULT_CSS = """
    ProblemsScreen {
        #title { height: auto; max-height: 2; padding: 0 1; text-style: bold; color: $late; }
        Page { height: 1fr; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave_problems", "back", id="problems.back", tooltip="Back to the question"),
    ]

    def __init__(
        self,
        name: str,
        problems: Sequence[str],
        after: str = _COPIED,
        path: Path | None = None,
        read: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        """Show what is wrong.

        Args:
            name: What to call the file.
            problems: One a line. Literal, never markup.
            after: What becomes of it, and what to do.
            path: Where the file is, to be looked at while this is shown. None follows nothing.
            read: Gives the problems that the file has by then, in any thread. None are left: it is mended.
        """
        super().__init__()
        self._path, self._read = path, read
        self._stamp = _stamp(path)
        self._mended = False
        self._file_name = name
        self._problems = problems
        self._after = after

    def compose(self) -> ComposeResult:
        yield Static(self._title, id="title", markup=False)
        yield Page(self._text)
        yield Hints(
            hint("problems.back", "back", stays=True),
            SCROLL,
            ascii_only=ascii_only(self),
        )

    @property
    def _title(self) -> str:
        if self._mended:
            return f"{self._file_name} can be used now."
        if self._path is not None and self._stamp is None:
            return f"{self._file_name} is not there"
        return f"{self._file_name} cannot be used yet: {counted(len(self._problems), 'problem')}"

    @property
    def _text(self) -> Content:
        after = Content.styled(_MENDED if self._mended else self._after, "$mute")
        return Content("\n\n").join([*map(Content, self._problems), after])

    def on_mount(self) -> None:
        self.query_one(Page).focus()
        if self._path is not None:
            self.set_interval(_LOOK_SECONDS, self._look)

    @work(exclusive=True)
    async def _look(self) -> None:
        """Show what is wrong by now, where the file is another than it was."""
        stamp = await to_thread(_stamp, self._path)
        if stamp == self._stamp:
            return
        self._stamp = stamp
        self._problems = await to_thread(self._read)
        self._mended = not self._problems
        self.query_one("#title", Static).update(self._title)
        self.query_one(Page).show(self._text)

    def action_leave_problems(self) -> None:
        self.dismiss(self._mended)


def _stamp(path: Path | None) -> tuple[int, int] | None:
    """What changes with a file. None where there is none."""
    with suppress(OSError):
        found = os.stat(path) if path is not None else None
        return (found.st_mtime_ns, found.st_size) if found is not None else None
    return None
