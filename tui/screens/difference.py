"""What a changed checklist changes in the days, seen before it counts."""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

TakesBack = Callable[[], object]
"""Takes what was just written out of the person's file again."""


async def show_difference(screen: Screen[Any], taken_back: TakesBack | None = None) -> str | None:
    """Show what the file of the recovery in focus changes, if something waits. To be called in a worker.

    Args:
        screen: The one that it is shown on top of.
        taken_back: Offered where the change was just made in the app. May raise CannotEdit.

    Returns:
        What came of it, in a sentence for the now-line; None where there is nothing to say.
    """
    return None
