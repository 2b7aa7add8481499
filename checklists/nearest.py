"""The valid name that somebody probably meant."""

from collections.abc import Iterable
from difflib import SequenceMatcher

_ALIKE = 0.7
_LONGEST = 40
"""Names longer than this are compared by no one: it takes long, and nobody types one by mistake."""


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The one of `names` most like `word`, or None where none is like it. The first wins a tie."""
    if len(word) > _LONGEST:
        return None
    matcher: SequenceMatcher[str] = SequenceMatcher(None, "", word.casefold(), autojunk=False)
    best, best_ratio = None, _ALIKE
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
