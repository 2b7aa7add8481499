"""`reminders`: who tells while the app is closed."""

import click

from tui.cli.group import Group, LazyCommand

_COMMANDS = {
    "install": LazyCommand("reminders_install", "Have a timer tell what is due while the app is closed."),
    "remove": LazyCommand("reminders_install", "Take away the timer that install wrote."),
}


@click.group(cls=Group, lazy=_COMMANDS)
def reminders() -> None:
    """Have reminders told while the app is closed."""
