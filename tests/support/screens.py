"""Screens opened by themselves, and what of them is drawn."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from tests.conftest import Contexts
from tests.support.apps import make_app
from tui.app.app import Afterglow
from tui.journal import Act, Entry
from tui.recovery.context import AppContext
from tui.themes import GLYPHS


class Below(Screen[None]):
    """What lies below a screen that is looked at by itself."""


_SCROLLBAR = "▁▂▃▄▅▆▇█"


def bare_app(context: AppContext, *, plain: bool = False) -> Afterglow:
    """The app with nothing on it, whatever its journal says."""
    app = make_app(context, plain=plain)
    app.get_default_screen = Below  # type: ignore[method-assign]
    return app


@asynccontextmanager
async def opened(
    context: AppContext, screen: Screen[Any], size: tuple[int, int] = (80, 24), *, plain: bool = False
) -> AsyncIterator[Pilot[int]]:
    """A screen on an otherwise empty app. What it answered is in `answers(pilot)`."""
    app = bare_app(context, plain=plain)
    given: list[Any] = []
    async with app.run_test(size=size) as pilot:
        app.push_screen(screen, given.append)
        await settled(pilot)
        pilot.given = given  # type: ignore[attr-defined]
        yield pilot


def answers(pilot: Pilot[int]) -> list[Any]:
    """What the screen that was opened answered: one thing at most."""
    given: list[Any] = pilot.given  # type: ignore[attr-defined]
    return given


async def settled(pilot: Pilot[int]) -> None:
    """Wait until what was set off has been drawn: layouts ask for layouts."""
    for _ in range(4):
        await pilot.pause()


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys and let them have their effect."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


def drawn(pilot: Pilot[int]) -> list[str]:
    """The lines on the terminal, without what is blank at their ends."""
    strips = pilot.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def words(pilot: Pilot[int]) -> str:
    """All that is drawn as one text, without the marks at the beginning of a line."""
    beside = f" {GLYPHS.cursor}{GLYPHS.dot}{_SCROLLBAR}"
    return " ".join(line.strip(beside) for line in drawn(pilot) if line.strip(beside))


def shows(pilot: Pilot[int], text: str) -> bool:
    """Whether a text is on one line of the terminal."""
    return any(text in line for line in drawn(pilot))


def written(context: AppContext, recovery: str) -> list[tuple[Act, Entry]]:
    """All that the journal holds of a recovery, beside its beginning."""
    return [(act, entry) for act, entry in context.journal.everything(recovery) if act.kind != "start"]


def first_app(contexts: Contexts, now: str = "2026-11-20T17:10", **more: Any) -> tuple[AppContext, Afterglow]:
    """A session without a recovery, and the app that shows Start."""
    context = contexts(now, begun=None, **more)
    return context, make_app(context)


async def files_read(pilot: Pilot[int]) -> None:
    """Wait until Start has its checklists, which it reads in a thread."""
    await settled(pilot)
    for worker in [worker for worker in pilot.app.workers if worker.group in ("files", "file")]:
        await worker.wait()
    await settled(pilot)


async def click(pilot: Pilot[int], text: str) -> None:
    """Click on the first place where a text is drawn."""
    lines = drawn(pilot)
    row = next(y for y, line in enumerate(lines) if text in line)
    await pilot.click(offset=(lines[row].index(text), row))
    await settled(pilot)


async def until(pilot: Pilot[Any], holds: Callable[[], bool], seconds: float = 8.0) -> None:
    """Wait until something holds, for what is done in its own time."""
    end = monotonic() + seconds
    while not holds():
        assert monotonic() < end
        await pilot.pause(0.05)
    await settled(pilot)
