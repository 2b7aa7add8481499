"""When to call, and whom."""

from tui.screens.call.call_list import CallList
from tui.screens.call.screen import CallScreen

__all__ = ["CallList", "CallScreen"]
