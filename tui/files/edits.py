"""What a person can do to a checklist of theirs, one change at a time."""

import re
from collections.abc import Mapping

from msgspec import Struct

from tui.text.humanize import listed

Value = str | int | bool | list["Value"] | dict[str, "Value"]
"""A value as a file writes it: `"0-4"`, `["morning", "evening+1h"]`, `{"days": "1-3", "at": "morning"}`."""

BECAUSE = "because"
"""The key of a reason, which is no change of its own."""


class SwitchOff(Struct, frozen=True):
    """Leave a rule out."""

    rule: str
    because: str = ""


class ChangeRule(Struct, frozen=True):
    """Change some keys of a rule, each to its whole new value. None takes a key away."""

    rule: str
    keys: Mapping[str, Value | None]
    because: str = ""
    """Whose word this is. Empty leaves what the file says of that as it is."""


class AddRule(Struct, frozen=True):
    """Add a rule of the person's own, with its `id` and its kind among the keys."""

    keys: Mapping[str, Value]


class PutBack(Struct, frozen=True):
    """Have a rule again as it was before the file changed it or left it out."""

    rule: str


class SameRule(Struct, frozen=True):
    """Say that a rule is the one that had another id before, so that what was ticked stays with it."""

    rule: str
    was: str


Edit = SwitchOff | ChangeRule | AddRule | PutBack | SameRule


class CannotEditError(Exception):
    """A change that is not made. `str()` is a sentence, and the file is as it was."""


_OFF = re.compile("([a-z0-9-]+(?:(?:, | and )[a-z0-9-]+)*) (?:is|are) switched off")


def off_words(off: list[str]) -> str:
    """`wash and cream are switched off`; nothing where none is."""
    return f"{listed(off)} {'is' if len(off) == 1 else 'are'} switched off" if off else ""


def off_in(reason: str) -> list[str]:
    """The rules that are switched off by a reason as `off_words` has it; none for any other reason."""
    match = _OFF.fullmatch(reason)
    return re.split(", | and ", match[1]) if match else []
