"""Looks at folders that may not answer, such as those of a network: for a while, and then goes on without."""

from collections.abc import Callable
from errno import ETIMEDOUT
from pathlib import Path
from threading import Thread
from typing import TypeVar

T = TypeVar("T")

SECONDS = 0.5
"""How long one is waited for: a screen stands still meanwhile."""

_unanswered: dict[Path, Thread] = {}
"""Those who still wait for a folder, by it."""


def patiently(folder: Path, look: Callable[[], T]) -> T:
    """What a look into a folder gives, if it comes in time.

    A folder that did not answer is not waited for again while that look goes on: it is passed by at once.

    Args:
        look: Called in a thread of its own. What it raises is raised here.

    Raises:
        TimeoutError: If it does not come in time.
    """
    if folder in _unanswered:
        if _unanswered[folder].is_alive():
            raise TimeoutError(ETIMEDOUT, "it does not answer")
        del _unanswered[folder]
    answer: list[T] = []
    fault: list[BaseException] = []

    def ask() -> None:
        try:
            answer.append(look())
        except BaseException as error:
            fault.append(error)

    # One that never comes back must not hold up the end of the program either.
    asking = Thread(target=ask, daemon=True)
    asking.start()
    asking.join(SECONDS)
    if fault:
        raise fault[0]
    if not answer:
        _unanswered[folder] = asking
        raise TimeoutError(ETIMEDOUT, "it does not answer")
    return answer[0]
