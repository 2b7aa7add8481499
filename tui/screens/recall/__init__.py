"""Teach-back: a question, one key, and what the plan says."""

from tui.screens.recall.screen import RecallScreen, ask_back, ask_recall

__all__ = ["RecallScreen", "ask_back", "ask_recall"]
