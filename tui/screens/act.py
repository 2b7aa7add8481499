"""The one way in which a screen does something to the journal: run it, say what came of it, read again."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any

from textual.app import App
from textual.screen import Screen

from tui.journal import Act, JournalError
from tui.recovery.acts import Acts, redo, undo
from tui.recovery.context import AppContext
from tui.recovery.outcomes import Cancelled, Done, Outcome, Refused, What
from tui.recovery.recovery import Recovery
from tui.screens.host import PendingAct, ascii_marks, host, key_of
from tui.wording.acts import act_sentence

ToDo = Callable[[Acts], Outcome]
"""Does something to a recovery."""

Say = Callable[[str], object]
"""Says a sentence on a screen. It is called before every screen reads again what it shows."""


@contextmanager
def journal_of(screen: Screen[Any]) -> Iterator[AppContext]:
    """What a screen reads from and writes to. A journal that fails is told of here, and ends the block."""
    try:
        yield host(screen).context
    except JournalError as error:
        host(screen).fail(error)


def acts_of(screen: Screen[Any], recovery: Recovery | None = None, at: datetime | None = None) -> Acts | None:
    """What can be done at this moment, or another, to a recovery, or else the one in focus.

    Returns:
        None before the first.

    Raises:
        JournalError: If the journal cannot be read.
    """
    context = host(screen).context
    reader = context.reader(recovery)
    return None if reader is None else context.acts(reader, at)


def perform(
    screen: Screen[Any], act: ToDo, say: Say, recovery: Recovery | None = None, words: str = ""
) -> None:
    """Do something to a recovery, or else to the one in focus.

    Where the journal does not take it now, it is kept as of this moment, and recorded as soon as it does.

    Args:
        words: What was typed for it.
    """
    at = host(screen).context.now()

    def run() -> Outcome:
        acts = acts_of(screen, recovery, at)
        return Cancelled() if acts is None else act(acts)

    attempt(screen, run, say, words)


async def perform_asked(screen: Screen[Any], asking: Awaitable[Outcome | ToDo], say: Say) -> None:
    """The same for what asks first, and then says what to do. To be awaited in a worker."""
    with journal_of(screen):
        asked = await asking
        if callable(asked):
            perform(screen, asked, say)
        elif not isinstance(asked, Cancelled):
            say(sentence(screen, asked))


def take_back(screen: Screen[Any], shown: Act | None, say: Say) -> None:
    """Undo the act that was on top when the screen was drawn."""
    context, at = host(screen).context, host(screen).context.now()
    attempt(screen, lambda: undo(context.journal, shown, at), say)


def bring_back(screen: Screen[Any], shown: Act | None, say: Say) -> None:
    """Do again what was undone last when the screen was drawn."""
    context, at = host(screen).context, host(screen).context.now()
    attempt(screen, lambda: redo(context.journal, shown, at), say)


def attempt(screen: Screen[Any], run: Callable[[], Outcome], say: Say, words: str = "") -> None:
    """Do something to the journal, say what came of it, and let every screen read again what it shows.

    Args:
        run: May raise JournalError, and is then called again later.
        words: What was typed for it.
    """
    app, here = screen.app, host(screen)

    def record() -> str | None:
        outcome = run()
        return None if isinstance(outcome, Cancelled) else sentence_of(app, outcome)

    def tell(text: str) -> None:
        # By the time that it is recorded, the screen may have been left.
        if screen in app.screen_stack:
            say(text)
        else:
            here.announce(text)

    here.attempt(PendingAct(record, tell, words))


def sentence(screen: Screen[Any], outcome: Done[What] | Refused) -> str:
    """What came of an act, in words that name the person's own keys."""
    return sentence_of(screen.app, outcome)


def sentence_of(app: App[Any], outcome: Done[What] | Refused) -> str:
    """The same, where the screen may have gone."""
    words = act_sentence(outcome, partial(key_of, app))
    return words.replace("\N{RIGHTWARDS ARROW}", "->") if ascii_marks(app) else words
