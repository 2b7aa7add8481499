"""Today."""

from tui.screens.today.screen import TodayScreen

__all__ = ["TodayScreen"]
