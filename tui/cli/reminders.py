"""`reminders`: who tells while the app is closed."""

import click

from tui.cli.group import Group, LazyCommand

_COMMANDS = {
    "install": LazyCommand("reminders_install", "Have a timer tell while the app is closed."),
    "remove": LazyCommand("reminders_install", "Take that timer away."),
}


@click.group(cls=Group, lazy=_COMMANDS)
def reminders() -> None:
    """Have reminders told while the app is closed."""
