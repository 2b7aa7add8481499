"""A rule left out of the person's own file, and that file in their editor, from whichever screen."""

from typing import Any

from textual.screen import Screen

from checklists.rules import Rule


async def switch_off(screen: Screen[Any], id: str, rule: Rule) -> bool:
    """Ask why, and leave a rule out of the person's own file of a checklist; to be awaited in a worker.

    What it changes in the days is shown at once, to be accepted or not. What cannot be done is said.

    Returns:
        Whether the file was changed, and stayed so.
    """
    raise NotImplementedError


async def edit_file(screen: Screen[Any], id: str, rule: str | None = None) -> bool:
    """Open the person's own file of a checklist in their editor; to be awaited in a worker.

    Where only the shipped file is there, one that extends it is made first, once they want that. It is
    checked when they come back, and what it changes in the days is shown. What cannot be done is said.

    Args:
        rule: The id of the rule to open it at, where the editor can.

    Returns:
        Whether the file was opened.
    """
    raise NotImplementedError
