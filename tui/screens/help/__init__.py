"""Every key, and the palette."""

from tui.screens.help.palette import palette_commands
from tui.screens.help.screen import HelpScreen

__all__ = ["HelpScreen", "palette_commands"]
