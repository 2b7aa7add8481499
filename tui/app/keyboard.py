"""The keyboard at the other end of the line: one key, or one paste, at a time."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from textual.app import App, ScreenStackError
from textual.dom import DOMNode
from textual.events import Event, Key, Paste
from textual.widgets import Input

PATIENCE = 0.5
"""Seconds that a key waits for the one before it, at most."""

BURST = 0.02
"""Seconds within which keys follow each other that came in one piece."""

TURNS = 6
"""Turns of the event loop in which a worker that got its answer goes on and asks the next question."""


class Keyboard:
    """Hands an app one key at a time.

    Over a slow line a word arrives in one piece. Its first letter may open a question, and Textual would have
    sent the others to the screen below by then: there they would tick, skip and undo.
    """

    def __init__(self, app: App[Any], deliver: Callable[[Event], Awaitable[None]]) -> None:
        """Begin with the first key.

        Args:
            deliver: Does with a key what Textual does.
        """
        self._app = app
        self._deliver = deliver
        self._typed: asyncio.Queue[Key | Paste] = asyncio.Queue()
        self._ahead: deque[Key | Paste] = deque()
        self._feeding = False

    def press(self, key: Key | Paste) -> None:
        """Take a key, or what was pasted, to be delivered once those before it have had their effect."""
        self._typed.put_nowait(key)
        if not self._feeding:
            # One for good, since a worker takes longer to start and to end than many a key.
            self._feeding = True
            self._app.run_worker(self.feed(), group="keys")

    async def feed(self) -> None:
        """Deliver keys for as long as the app has a screen."""
        # Asked to end in the midst of it, by a signal say: what was typed has nowhere to go.
        with suppress(ScreenStackError):
            while True:
                key = self._ahead.popleft() if self._ahead else await self._typed.get()
                if await self._is_pasted_line(key):
                    key = Key("space", " ")
                under: DOMNode | None = self._app.focused or self._app.screen
                await self._deliver(key)
                await self._effect(under)

    async def _is_pasted_line(self, key: Key | Paste) -> bool:
        """Whether an enter in a line of text is the end of a pasted line, and more text is behind it.

        A terminal that does not say what is pasted types it, and the next lines would tick and skip.
        """
        line = self._app.focused
        written = line.value if isinstance(line, Input) else getattr(line, "text", "")
        if not isinstance(key, Key) or key.key != "enter" or not written:
            return False
        await asyncio.sleep(BURST)
        while not self._typed.empty():
            self._ahead.append(self._typed.get_nowait())
        last = key.time
        for each in self._ahead:
            if not isinstance(each, Key) or each.time - last > BURST:
                return False
            if each.key not in ("enter", "space", "tab"):
                return each.is_printable
            last = each.time
        return False

    async def _effect(self, under: DOMNode | None) -> None:
        """Wait until a key has gone down and come up again, and what it opened or closed is so."""
        before = self._app.screen
        while under is not None:
            await _passed(under.call_later)
            under = under.parent
        for _ in range(TURNS):
            await asyncio.sleep(0)
        if self._app.screen is not before:
            await _passed(self._app.screen.call_later)


async def _passed(post: Callable[..., Any]) -> None:
    """Wait until a queue has come to a message that is posted now. One that is closing never does."""
    done = asyncio.Event()
    with suppress(TimeoutError):
        if post(done.set):
            await asyncio.wait_for(done.wait(), PATIENCE)
