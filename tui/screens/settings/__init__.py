"""What a person has set, and what stands of the recovery: each row one thing, with what it means."""

from tui.screens.settings.screen import SettingsScreen

__all__ = ["SettingsScreen"]
