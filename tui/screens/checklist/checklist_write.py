"""One change written into the person's own file of a checklist, and what it changes shown."""

from asyncio import to_thread
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from tui.files.edits import CannotEditError, Edit
from tui.screens.difference import show_difference
from tui.screens.host import host
from tui.text.humanize import and_more, capital, full_stop, reason_of

if TYPE_CHECKING:
    from tui.files.author import Author


class FileWriter:
    """Writes changes into the file of one checklist, for a screen. To be awaited in a worker."""

    def __init__(self, screen: Screen[Any], id: str) -> None:
        """Write for a screen, into the file of a checklist."""
        self._screen = screen
        self._id = id
        self._made: Author | None = None

    async def write(self, edit: Edit) -> str:
        """Write a change. Answers with why it was not written, in a sentence; with nothing once it was."""
        # Here, for the first paint has no need of what reads and writes files.
        from checklists.loader import ChecklistError

        offered = host(self._screen).offered
        offered.held = True
        try:
            await to_thread(self._author.write, self._id, edit)
        except ChecklistError as error:
            first, *more = error.problems
            return full_stop(capital(f"{first.message}{and_more(len(more), 'problem')}"))
        except CannotEditError as error:
            return full_stop(str(error))
        except OSError as error:
            return f"The file cannot be written: {reason_of(error)}."
        finally:
            # What comes next shows the difference before the app looks at the file again.
            offered.held = False
        return ""

    async def shown(self) -> str:
        """Show what was just written changes, to be accepted or not. Answers with what came of it."""
        before = self._author.before(self._id)
        if before is None:
            return await show_difference(self._screen) or ""
        return await show_difference(self._screen, lambda: self._author.take_back(self._id, before)) or ""

    @property
    def _author(self) -> "Author":
        from tui.files.author import Author

        if self._made is None:
            self._made = Author(host(self._screen).context.paths)
        return self._made
