"""Today."""

from tui.screens.today.layout import day_rows
from tui.screens.today.screen import TodayScreen

__all__ = ["TodayScreen", "day_rows"]
