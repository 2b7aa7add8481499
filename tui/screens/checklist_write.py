"""One change written into the person's own file of a checklist, and what it changes shown."""

from asyncio import to_thread
from typing import Any

from textual.screen import Screen

from tui.authoring.edits import CannotEdit, Edit
from tui.day.words import capital, counted, full_stop
from tui.screens.difference import show_difference
from tui.screens.host import host


async def write(screen: Screen[Any], id: str, edit: Edit) -> str:
    """Write a change; to be awaited in a worker.

    Returns:
        Why it was not written, in a sentence; nothing once it was.
    """
    # Here, for the first paint has no need of what reads and writes files.
    from checklists.loader import ChecklistError
    from tui.authoring.author import Author

    try:
        await to_thread(Author(host(screen).session.paths).write, id, edit)
    except ChecklistError as error:
        first, *more = error.problems
        also = f" (and {counted(len(more), 'more problem')})" if more else ""
        return full_stop(capital(f"{first.where}: {first.message}{also}"))
    except CannotEdit as error:
        return full_stop(str(error))
    except OSError as error:
        return f"The file cannot be written: {(error.strerror or str(error)).lower()}."
    return ""


async def shown(screen: Screen[Any], id: str) -> str:
    """Show what was just written changes; to be awaited in a worker. Answers with what came of it."""
    from tui.authoring.author import Author

    author = Author(host(screen).session.paths)
    before = author.before(id)
    if before is None:
        return await show_difference(screen) or ""
    return await show_difference(screen, lambda: author.take_back(id, before)) or ""
