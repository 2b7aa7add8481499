"""Asking the person at the terminal, where there is one."""

import sys

from tui.cli.opening import is_terminal
from tui.cli.output.lines import clean


def can_ask() -> bool:
    """Whether somebody sees a question and can answer it."""
    return is_terminal(sys.stdin) and is_terminal(sys.stdout)


def answered(question: str) -> str:
    """What they answer, without the spaces around it. Asked again until they say something."""
    while not (said := input(clean(f"{question}: ")).strip()):
        pass
    return said


def agreed(question: str) -> bool:
    """Whether they say yes. Asked again until they say yes or no."""
    while (said := answered(f"{question} y/n").casefold()) not in ("y", "yes", "n", "no"):
        pass
    return said.startswith("y")
