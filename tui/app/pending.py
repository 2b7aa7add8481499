"""Acts that the journal has not taken yet: kept as they were meant, in order, and tried until it does."""

from collections import deque
from collections.abc import Callable
from contextlib import suppress

from tui.journal import JournalError, Reason
from tui.screens.host import PendingAct

SOON, LATER = 0.2, 2.0
"""Seconds until a journal that is held, and one that cannot be written, is tried again."""

WAITING = "Waiting for the journal: another program holds it."


class PendingActs:
    """A queue of acts. What a person typed is in them, so that nothing has to be typed again."""

    def __init__(self) -> None:
        self.error: JournalError | None = None
        """Why the first of them could not be recorded, when it was tried last."""
        self._acts: deque[PendingAct] = deque()

    def __len__(self) -> int:
        return len(self._acts)

    @property
    def words(self) -> tuple[str, ...]:
        """What a person typed for them, in order."""
        return tuple(act.words for act in self._acts if act.words)

    @property
    def delay(self) -> float:
        """How soon they are worth trying again, in seconds."""
        return SOON if self.error is not None and self.error.reason is Reason.BUSY else LATER

    def add(self, act: PendingAct, changed: Callable[[], object]) -> None:
        """Record an act now, behind those that wait; where that cannot be, say so and keep it.

        Args:
            changed: Called once something was recorded.
        """
        self._acts.append(act)
        error = self.retry(changed)
        if error is not None:
            act.say(WAITING if error.reason is Reason.BUSY else f"Not recorded yet. {error}")

    def retry(self, changed: Callable[[], object]) -> JournalError | None:
        """Record what can be, in order; why the first of the others cannot be."""
        self.error = None
        while self._acts:
            act = self._acts.popleft()
            try:
                sentence = act.run()
            except JournalError as error:
                self._acts.appendleft(act)
                self.error = error
                break
            if sentence is not None:
                act.say(sentence)
                changed()
        return self.error

    def flush(self) -> None:
        """Record what can be, where nobody is there any more to be told of it."""
        with suppress(JournalError):
            while self._acts:
                self._acts.popleft().run()
