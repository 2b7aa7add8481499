"""The command line: plain commands that import Textual only to open the app."""

from tui.cli.group import main

__all__ = ["main"]
