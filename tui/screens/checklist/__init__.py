"""The followed checklist, rule by rule, and the forms that change it."""

from tui.screens.checklist.own_file import edit_file, switch_off
from tui.screens.checklist.screen import ChecklistScreen

__all__ = ["ChecklistScreen", "edit_file", "switch_off"]
