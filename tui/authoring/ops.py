"""Changes to a text, by the characters that they take the place of."""

from collections.abc import Iterable
from typing import NamedTuple


class Op(NamedTuple):
    """New text in the place of that from `begin` to `end`, in characters from 0, `end` not included."""

    begin: int
    end: int
    text: str


def applied(text: str, ops: Iterable[Op]) -> str:
    """A text with changes made in it. Of two at one place the first goes first.

    Raises:
        ValueError: If two of them meet.
    """
    parts: list[str] = []
    done = 0
    for op in sorted(ops, key=lambda op: op[:2]):
        if op.begin < done:
            raise ValueError("two changes meet")
        parts += (text[done : op.begin], op.text)
        done = op.end
    return "".join([*parts, text[done:]])
