"""How it is going: care and signs by day, the diary, and one sign as a chart."""

from tui.screens.progress.screen import ProgressScreen
from tui.screens.progress.sign_screen import SignScreen

__all__ = ["ProgressScreen", "SignScreen"]
