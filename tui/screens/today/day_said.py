"""What the person said, from the day on the screen."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.screens.today.day_moves import DayMoves


class DaySaid(DayMoves):
    """A day's screen from which every answer, and everything the clinic said, can be changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "w", "said", "what you said", id="said.open", tooltip="Your answers, and what your clinic said"
        ),
    ]

    def action_said(self) -> None:
        """Show all that was said, to be changed."""
        from tui.screens.answers.screen import AnswersScreen

        self.app.push_screen(AnswersScreen())
