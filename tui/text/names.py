"""What a person calls a thing: by its id, a part of that, or the words that stand for it, in any case."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

T = TypeVar("T")

EXACT = 1
"""Up to this grade a text is the whole of a name."""

_SHORTEST = 3
"""Characters of a part that is no whole word."""


class Names(NamedTuple):
    """What one thing goes by."""

    ids: tuple[str, ...]
    """Its id first, then its former ones."""
    words: tuple[str, ...] = ()
    """What it is called: short, title, and what else people type for it."""


def squeezed(text: str) -> str:
    """Letters and digits alone, in one case: `Make-up` and `makeup` are one."""
    return "".join(each for each in text.casefold() if each.isalnum())


def grade(text: str, names: Names) -> int | None:
    """How well a text names a thing: 0 its id, 1 another name in full, 2 a part, 3 words of its title.

    The id without what stands before its first hyphen is a name in full: `cleanse` of `face-cleanse`.
    """
    plain = text.strip().casefold()
    if plain in names.ids:
        return 0
    tight = squeezed(plain)
    if not tight:
        return None
    full = [*names.ids, *(id.partition("-")[2] for id in names.ids[:1]), *names.words]
    if tight in map(squeezed, full):
        return EXACT
    wanted = _words(plain)
    part = [*names.ids, *names.words[:1]]
    if any(_holds(_words(each), wanted) for each in part):
        return 2
    if len(tight) >= _SHORTEST and any(tight in squeezed(each) for each in part):
        return 2
    return 3 if any(_holds(_words(each), wanted) for each in names.words) else None


def best_fits(text: str, things: Iterable[T], names_of: Callable[[T], Names]) -> tuple[int, list[T]]:
    """The best grade of all, and those of it in their order; none where the text names nothing."""
    grades = [(found, each) for each in things if (found := grade(text, names_of(each))) is not None]
    best = min((found for found, _ in grades), default=EXACT)
    return best, [each for found, each in grades if found == best]


def has_words(text: str, names: Names) -> bool:
    """Whether the words of a text stand, whole and in a row, in one of the names."""
    wanted = _words(text)
    return any(_holds(_words(each), wanted) for each in (*names.ids, *names.words))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _holds(words: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether these words stand in a row among those."""
    length = len(wanted)
    return any(
        list(words[place : place + length]) == list(wanted) for place in range(len(words) - length + 1)
    )
