"""What a checklist file of a person's own does to each rule."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """What a file says of the rules, by their ids; each with its `because`, empty where it gives none."""

    changed: Mapping[str, str]
    """Rules of what it extends, with other keys. Always empty for a file that extends nothing."""
    added: Mapping[str, str]
    """Rules of its own."""
    off: Mapping[str, str]
    """Rules that were switched off, of what it extends or its own."""


def standing(text: str) -> Standing:
    """What the text of a checklist file says of the rules.

    Raises:
        CannotEdit: If it is no YAML.
    """
    raise NotImplementedError
