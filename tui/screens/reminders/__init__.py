"""What comes, what was told, and who tells."""

from tui.screens.reminders.screen import RemindersScreen

__all__ = ["RemindersScreen"]
