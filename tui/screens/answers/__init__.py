"""The person's answers, their clinic, and its own days and times."""

from tui.screens.answers.screen import AnswersScreen

__all__ = ["AnswersScreen"]
