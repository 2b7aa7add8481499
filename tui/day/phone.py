"""Telephone numbers as people write them."""

import re

_KEYS = re.compile(r"[0-9 ()/.+*#-]*(?:(?:ext|x)\.? ?[0-9]+)?", re.IGNORECASE)
_FEWEST, _MOST = 3, 20


def phone_fault(text: str) -> str:
    """Why a text cannot be a telephone number, in a sentence; nothing if it can be. Empty can be."""
    number = text.strip()
    digits = sum(letter.isdigit() for letter in number)
    if not number:
        return ""
    if not _KEYS.fullmatch(number) or not number.isascii():
        return "A phone number has digits, spaces and + - ( ) only."
    if "+" in number[1:]:
        return "A + can only stand in front of a phone number."
    if digits < _FEWEST:
        return "That is too short for a phone number."
    if digits > _MOST:
        return "That is too long for a phone number."
    return ""
