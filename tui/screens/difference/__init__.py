"""What a changed checklist changes, before it counts."""

from tui.screens.difference.screen import DEAF, DifferenceScreen
from tui.screens.difference.show import show_difference

__all__ = ["DEAF", "DifferenceScreen", "show_difference"]
