"""Every key, and the palette."""

from tui.screens.help.palette import ActionPalette, palette_commands
from tui.screens.help.screen import HelpScreen

__all__ = ["ActionPalette", "HelpScreen", "palette_commands"]
