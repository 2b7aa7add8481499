"""The valid name that somebody probably meant."""

from collections.abc import Iterable
from difflib import SequenceMatcher

_LONGEST = 40
"""Names longer than this are not compared: it takes long, and nobody types one by mistake."""


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The one of `names` most like `word`, or None where none is like it. The first wins a tie."""
    if len(word) > _LONGEST or not any(character.isalpha() for character in word):
        return None
    matcher: SequenceMatcher[str] = SequenceMatcher(None, "", word.casefold(), autojunk=False)
    # Of three letters two may have changed places; longer words that are less alike are other words.
    best, best_ratio = None, 0.66 if len(word) <= 4 else 0.75
    for name in names:
        if len(name) > _LONGEST:
            continue
        matcher.set_seq1(name.casefold())
        if matcher.real_quick_ratio() < best_ratio or matcher.quick_ratio() < best_ratio:
            continue
        ratio = matcher.ratio()
        if ratio > best_ratio or (best is None and ratio == best_ratio):
            best, best_ratio = name, ratio
    return best
