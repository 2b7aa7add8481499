"""What is asked when the machine is in a zone far from the one care goes by."""

from typing import Any

from textual.app import App

from tui.screens.dialogs.prompt import ChoiceScreen


async def ask_zone(app: App[Any], here: str, home: str) -> str:
    """Ask whether to follow the time in zone `here` ("local") or to keep that of `home` ("home").

    To be called from a worker.

    Returns:
        The answer. Empty if there was none.
    """
    options = (("local", f"Follow the time in {here}"), ("home", f"Keep the time of {home}"))
    return (await app.push_screen_wait(ChoiceScreen("You seem to be far from home.", options))) or ""
