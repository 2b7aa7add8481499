"""The one way in which a screen does something to the journal: run it, say what came of it, read again."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from textual.screen import Screen

from tui.journal import Act, JournalError
from tui.recovery.acts import Acts, redo, undo
from tui.recovery.context import AppContext
from tui.recovery.outcomes import Cancelled, Done, Outcome, Refused, What
from tui.recovery.recovery import Recovery
from tui.screens.host import host, key_of
from tui.wording.acts import act_sentence

Say = Callable[[str], object]
"""Says a sentence on a screen. It is called before every screen reads again what it shows."""


@contextmanager
def journal_of(screen: Screen[Any]) -> Iterator[AppContext]:
    """What a screen reads from and writes to. A journal that fails is told of here, and ends the block."""
    try:
        yield host(screen).context
    except JournalError as error:
        host(screen).fail(error)


def acts_of(screen: Screen[Any], recovery: Recovery | None = None) -> Acts | None:
    """What can be done at this moment to a recovery, or else the one in focus; None before the first.

    Raises:
        JournalError: If the journal cannot be read.
    """
    context = host(screen).context
    reader = context.reader(recovery)
    return None if reader is None else context.acts(reader)


def perform(
    screen: Screen[Any], act: Callable[[Acts], Outcome], say: Say, recovery: Recovery | None = None
) -> None:
    """Do something to a recovery, or else to the one in focus."""
    with journal_of(screen):
        acts = acts_of(screen, recovery)
        if acts is not None:
            _settle(screen, act(acts), say)


async def perform_asked(screen: Screen[Any], asking: Awaitable[Outcome], say: Say) -> None:
    """The same for what asks first. To be awaited in a worker."""
    with journal_of(screen):
        _settle(screen, await asking, say)


def take_back(screen: Screen[Any], shown: Act | None, say: Say) -> None:
    """Undo the act that was on top when the screen was drawn."""
    with journal_of(screen) as context:
        _settle(screen, undo(context.journal, shown, context.now()), say)


def bring_back(screen: Screen[Any], shown: Act | None, say: Say) -> None:
    """Do again what was undone last when the screen was drawn."""
    with journal_of(screen) as context:
        _settle(screen, redo(context.journal, shown, context.now()), say)


def sentence(screen: Screen[Any], outcome: Done[What] | Refused) -> str:
    """What came of an act, in words that name the person's own keys."""
    return act_sentence(outcome, partial(key_of, screen.app))


def _settle(screen: Screen[Any], outcome: Outcome, say: Say) -> None:
    """Say what came of it, and let every screen read again what it shows."""
    if not isinstance(outcome, Cancelled):
        say(sentence(screen, outcome))
        # Once it is drawn: other screens and reminders can wait that long.
        screen.app.call_after_refresh(host(screen).changed)


def silently(sentence: str) -> None:
    """Says nothing, where what was done shows itself."""
