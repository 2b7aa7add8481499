"""What a key is called where the keyboard types capitals or another script: the letter printed on it."""

from collections.abc import Iterator
from unicodedata import normalize

from textual.events import Key

_CYRILLIC = dict(zip("йцукенгшщзфывапролдячсмить", "qwertyuiopasdfghjklzxcvbnm", strict=True))
_CYRILLIC |= dict(zip("хъжэбюё", ("[", "]", ";", "'", ",", ".", "`"), strict=True))
# What Ukrainian, Belarusian, Serbian and Macedonian have in the place of others.
_CYRILLIC |= dict(zip("іїєґўљњјћђџѕ", "s]'\\oqwj'[xz", strict=True))
_GREEK = dict(zip("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm", strict=True))
_PRINTED = {**_CYRILLIC, **_GREEK}
"""By a letter, the one on its key where a keyboard has both: one table a script."""

_NAMES = {",": "comma", ".": "full_stop", ";": "semicolon", "'": "apostrophe", "`": "grave_accent"}
_NAMES |= {"[": "left_square_bracket", "]": "right_square_bracket", "\\": "backslash"}


def is_foreign(key: Key) -> bool:
    """Whether a key may have to be read by another name: a capital, or a letter of another script."""
    letter = key.key.rpartition("+")[2]
    return len(letter) == 1 and (not letter.isascii() or letter.isupper())


def other_names(key: Key) -> Iterator[Key]:
    """What a key may be read as where nothing is bound to it, the likeliest first.

    A capital is its small letter; one of another script is what is printed on its key, as a capital first.
    """
    modifiers, plus, letter = key.key.rpartition("+")
    if len(letter) != 1:
        return
    if letter.isascii():
        latin = letter
    else:
        small = letter.lower()
        # Without its accent; and a letter of an input method, twice as wide, is the letter itself.
        plain = small if small in _PRINTED else normalize("NFKD", small)[:1]
        latin = _PRINTED.get(plain, plain)
        if not latin.isascii():
            return
        if letter.isupper():
            latin = latin.upper()
        yield _key(modifiers, plus, latin)
    if latin.isupper():
        yield _key(modifiers, plus, latin.lower())


def _key(modifiers: str, plus: str, letter: str) -> Key:
    return Key(f"{modifiers}{plus}{_NAMES.get(letter, letter)}", None if plus else letter)
