"""The keyboard at the other end of the line: one key at a time, and ctrl+c."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any, ClassVar

from textual.actions import SkipAction
from textual.app import App, ScreenStackError
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.events import Event, Key
from textual.screen import ModalScreen

PATIENCE = 0.5
"""Seconds that a key waits for the one before it, at most."""

TURNS = 6
"""Turns of the event loop in which a worker that got its answer goes on and asks the next question."""


class KeyboardApp(App[int]):
    """An app that takes one key at a time, and ends on ctrl+c.

    Over a slow line a word arrives in one piece. Its first letter may open a question, and Textual would have
    sent the others to the screen below by then: there they would tick, skip and undo.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # With no name to be moved by: in a terminal it always means to stop.
        Binding("ctrl+c", "interrupt", show=False, system=True, priority=True),
        # And this to step aside, until the shell brings it back.
        Binding("ctrl+z", "suspend_process", show=False, system=True, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._typed: asyncio.Queue[Key] = asyncio.Queue()
        self._feeding = False

    def on_mount(self) -> None:
        # Textual enters its screen again, which is empty then, and draws only what is otherwise than it was.
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))

    async def on_event(self, event: Event) -> None:
        if not isinstance(event, Key) or event.is_forwarded or self.is_headless:
            await super().on_event(event)
            return
        self._typed.put_nowait(event)
        if not self._feeding:
            # One for good, since a worker takes longer to start and to end than many a key.
            self._feeding = True
            self.run_worker(self._feed(), group="keys")

    async def action_interrupt(self) -> None:
        """Close a question, or else leave. Where something is marked it is copied."""
        if getattr(self.focused, "selected_text", "") or self.screen.get_selected_text():
            raise SkipAction
        if isinstance(self.screen, ModalScreen):
            self.screen.dismiss(None)
        else:
            await self.run_action("app.leave")

    async def _feed(self) -> None:
        # Asked to end in the midst of it, by a signal say: what was typed has nowhere to go.
        with suppress(ScreenStackError):
            while True:
                key = await self._typed.get()
                under: DOMNode | None = self.focused or self.screen
                await super().on_event(key)
                await self._settled(under)

    async def _settled(self, under: DOMNode | None) -> None:
        """Wait until a key has gone down and come up again, and what it opened or closed is so."""
        before = self.screen
        while under is not None:
            await _passed(under.call_later)
            under = under.parent
        for _ in range(TURNS):
            await asyncio.sleep(0)
        if self.screen is not before:
            await _passed(self.screen.call_later)


async def _passed(post: Callable[..., Any]) -> None:
    """Wait until a queue has come to a message that is posted now. One that is closing never does."""
    done = asyncio.Event()
    with suppress(TimeoutError):
        if post(done.set):
            await asyncio.wait_for(done.wait(), PATIENCE)
