"""Every key, and the palette."""

from tui.screens.help.palette import PaletteProvider, palette_commands
from tui.screens.help.screen import HelpScreen

__all__ = ["HelpScreen", "PaletteProvider", "palette_commands"]
