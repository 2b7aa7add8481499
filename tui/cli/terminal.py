"""The terminal, where there is one, and questions to the person at it."""

import sys

from tui.cli.output.lines import clean


def is_terminal(stream: object) -> bool:
    """Whether a standard stream is there and a person is at its other end."""
    return stream is not None and bool(getattr(stream, "isatty", bool)())


def can_ask() -> bool:
    """Whether somebody sees a question and can answer it."""
    return is_terminal(sys.stdin) and is_terminal(sys.stdout)


def ask(question: str) -> str:
    """What they answer, without the spaces around it. Asked again until they say something."""
    while not (reply := input(clean(f"{question}: ")).strip()):
        pass
    return reply


def confirm(question: str) -> bool:
    """Whether they say yes. Asked again until they say yes or no."""
    while (reply := ask(f"{question} y/n").casefold()) not in ("y", "yes", "n", "no"):
        pass
    return reply.startswith("y")
