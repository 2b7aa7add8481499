"""Telephone numbers as people write them."""

import re

_EXTENSION = r"(?:ext|x)\.? ?[0-9]+"
_KEYS = re.compile(rf"[0-9 ()/.+*#-]*(?:{_EXTENSION})?", re.IGNORECASE)
_ABROAD = re.compile(r"\+|00|011")
"""What stands before the number of a country."""
_FEWEST, _MOST = 3, 15
"""Digits of a number, that of its country included, as numbers are given out the world over."""


def phone_fault(text: str) -> str:
    """Why a text cannot be a telephone number, in a sentence; nothing if it can be. Empty can be."""
    number = text.strip()
    if not number:
        return ""
    if not _KEYS.fullmatch(number) or not number.isascii():
        return "A phone number has digits, spaces and + - ( ) only."
    if "+" in number[1:]:
        return "A + can only stand in front of a phone number."
    own = re.sub(_EXTENSION, "", number, flags=re.IGNORECASE)
    digits = re.sub(r"[^0-9+]", "", own)
    if len(digits.lstrip("+")) < _FEWEST:
        return "That is too short for a phone number."
    if not digits.strip("+0"):
        return "A phone number is more than zeros."
    if len(_ABROAD.sub("", digits, count=1) if _ABROAD.match(digits) else digits) > _MOST:
        return "That is too long for a phone number."
    return ""
