"""What both packages need of text: its width in cells, what a terminal would obey, what cannot be a phone
number, the name that was meant.

What takes time to import is imported where it is used: every plain command loads this.
"""

import re
from collections.abc import Callable, Collection, Iterable
from typing import Any

_LONGEST = 40
"""Names longer than this are not compared: it takes long, and nobody types one by mistake."""
_LONGEST_TYPED = 80
"""So much of what was typed is compared."""
_FEW = 8
"""Names that may be listed whole where none is near."""


def cells(text: str) -> int:
    """How many cells of a terminal a text takes."""
    if text.isascii():
        return len(text)
    from unicodedata import category, combining, east_asian_width

    return sum(
        0 if combining(each) or category(each) in ("Mn", "Me", "Cf") else 1 + (east_asian_width(each) in "WF")
        for each in text
    )


def printable(text: str, mark: str | Callable[[str], str]) -> str:
    """The text without control and format characters: none that moves a cursor or turns a direction.

    Args:
        mark: What stands in the place of such a character, or what makes that of it.
    """
    if text.isprintable():
        return text
    stand_in = mark if callable(mark) else lambda _: mark
    return "".join(each if each.isprintable() else stand_in(each) for each in text)


def cleaned(value: Any) -> Any:
    """A value of JSON whose texts are only text: a blank stands for each character a terminal would obey."""
    if isinstance(value, str):
        return printable(value, " ")
    if isinstance(value, dict):
        return {key: cleaned(each) for key, each in value.items()}
    return [cleaned(each) for each in value] if isinstance(value, list) else value


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The one of `names` most like `word`, or None where none is like it. The first wins a tie."""
    if len(word) > _LONGEST or not any(character.isalpha() for character in word):
        return None
    from difflib import SequenceMatcher

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


def nearest_sentence(word: str, names: Collection[str], cutoff: float = 0.6) -> str:
    """` Nearest: reminders.`, behind a space, or nothing.

    Args:
        cutoff: How like it must be: 1 is the same.
    """
    near = _close(word[:_LONGEST_TYPED], names, 1, cutoff)
    return f" Nearest: {near[0]}." if near else ""


def nearest_or_all(word: str, names: Collection[str]) -> str:
    """Behind a space, up to three names that are like `word` or hold it, or all of a few; or nothing."""
    part = word[:_LONGEST_TYPED].strip().casefold()
    near = _close(part, names, 3, 0.6)
    near += [each for each in names if len(part) > 2 and part in each]
    if near:
        return f" Nearest: {', '.join(list(dict.fromkeys(near))[:3])}."
    return f" There is: {', '.join(names)}." if 0 < len(names) <= _FEW else ""


def _close(word: str, names: Collection[str], most: int, cutoff: float) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(word.casefold(), names, n=most, cutoff=cutoff)


_EXTENSION = r"(?:ext|x)\.? ?[0-9]+"
_DIALLED = rf"[0-9 ()/.+*#-]*(?:{_EXTENSION})?"
_ABROAD = r"\+|00|011"
"""What stands before the number of a country."""
_FEWEST_DIGITS, _MOST_DIGITS = 3, 15
"""Digits of a number, that of its country included, as numbers are given out the world over."""


def phone_fault(text: str) -> str:
    """Why a text cannot be a telephone number, in a sentence; nothing if it can be. Empty can be."""
    number = text.strip()
    if not number:
        return ""
    if not re.fullmatch(_DIALLED, number, re.IGNORECASE) or not number.isascii():
        return "A phone number has digits, spaces and + - ( ) only."
    if "+" in number[1:]:
        return "A + can only stand in front of a phone number."
    own = re.sub(_EXTENSION, "", number, flags=re.IGNORECASE)
    digits = re.sub(r"[^0-9+]", "", own)
    if len(digits.lstrip("+")) < _FEWEST_DIGITS:
        return "That is too short for a phone number."
    if not digits.strip("+0"):
        return "A phone number is more than zeros."
    if len(re.sub(rf"^(?:{_ABROAD})", "", digits)) > _MOST_DIGITS:
        return "That is too long for a phone number."
    return ""
