"""A screen that takes nothing but itself away."""

from textual.await_complete import AwaitComplete
from textual.screen import Screen, ScreenResultType


class LeavingScreen(Screen[ScreenResultType]):
    """Leaves only from the top, and so only once: Textual would take away whatever lies there.

    Two clicks may come before the first of them has closed a question, and word of a change may come while
    another screen lies on top.
    """

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        return super().dismiss(result) if self.is_active else AwaitComplete()
