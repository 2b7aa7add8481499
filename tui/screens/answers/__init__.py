"""What the person said, of themselves and of their clinic."""

from tui.screens.answers.screen import AnswersScreen

__all__ = ["AnswersScreen"]
