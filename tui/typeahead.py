"""Keys that are typed faster than screens open."""

import asyncio
from typing import Any

from textual.app import App
from textual.events import Key
from textual.message import Message
from textual.screen import Screen


class TypeAheadApp(App[int]):
    """An app in which a key is for the screen that the key before it opened.

    Over a slow line a word arrives in one piece. Its first letter may open a question, and the others are on
    their way to the screen below by then: there they would tick, skip and undo.
    """

    _came = 0.0
    """When the screen on top got there, on the clock of messages."""

    def on_mount(self) -> None:
        self.screen_change_signal.subscribe(self, self._screen_came, immediate=True)

    def _screen_came(self, _: Screen[Any]) -> None:
        self._came = Message().time

    async def on_key(self, event: Key) -> None:
        """Take a key that nothing below the app has used."""
        # What the key before this one asked for may be about to open its screen.
        await asyncio.sleep(0)
        if event.time < self._came:
            event.prevent_default()
            self.post_message(event.copy())
