"""What is wrong with a settings file, in words for its owner."""

from collections.abc import Collection
from typing import NamedTuple


class SettingProblem(NamedTuple):
    """One thing wrong with the settings file, where its owner can find it."""

    file: str
    key: str
    """Dotted, such as `quiet.from`, or a line. Empty is the whole file."""
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in self if part)


class SettingsError(Exception):
    """Settings that cannot be used as they are written, with every reason why."""

    def __init__(self, faults: Collection[SettingProblem]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


def nearest(name: str, known: Collection[str], cutoff: float = 0.6) -> str:
    """A sentence with the nearest name, behind a space, or nothing.

    Args:
        cutoff: How like it must be: 1 is the same.
    """
    from difflib import get_close_matches

    near = get_close_matches(name[:80].casefold(), known, n=1, cutoff=cutoff)
    return f" Nearest: {near[0]}." if near else ""


def shown(value: object) -> str:
    """A value out of the file, short and without anything that a terminal would obey."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and value.bit_length() > 128:
        # Python refuses to write out a number of many thousand digits.
        return "so long a number"
    text = str(value)
    text = text if len(text) <= 40 else text[:37] + "..."
    return repr(text) if isinstance(value, str) or not text.isprintable() else text


def clock(minutes: int) -> str:
    """Minutes from midnight as a time of day: `08:00`."""
    return f"{minutes // 60:02}:{minutes % 60:02}"
