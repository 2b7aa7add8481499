"""What a person can do to a checklist of theirs, one change at a time."""

from collections.abc import Mapping
from dataclasses import dataclass

Said = str | int | bool | list["Said"] | dict[str, "Said"]
"""A value as a file writes it: `"0-4"`, `["morning", "evening+1h"]`, `{"days": "1-3", "at": "morning"}`."""

BECAUSE = "because"
"""The key of a reason, which is no change of its own."""


@dataclass(frozen=True, slots=True)
class SwitchOff:
    """Leave a rule out."""

    rule: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class ChangeRule:
    """Change some keys of a rule, each to its whole new value. None takes a key away."""

    rule: str
    keys: Mapping[str, Said | None]
    because: str = ""
    """Whose word this is. Empty leaves what the file says of that as it is."""


@dataclass(frozen=True, slots=True)
class AddRule:
    """Add a rule of the person's own, with its `id` and its kind among the keys."""

    keys: Mapping[str, Said]


@dataclass(frozen=True, slots=True)
class PutBack:
    """Have a rule again as it was before the file changed it or left it out."""

    rule: str


@dataclass(frozen=True, slots=True)
class SameRule:
    """Say that a rule is the one that had another id before, so that what was ticked stays with it."""

    rule: str
    was: str


Edit = SwitchOff | ChangeRule | AddRule | PutBack | SameRule


class CannotEditError(Exception):
    """A change that is not made. `str()` is a sentence, and the file is as it was."""
