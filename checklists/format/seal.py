"""Who packed a checklist file, when, and whether it says now what it said then.

Anybody can make a new seal: it tells a file that was changed by hand or cut short from one that was not, and
proves nothing about who wrote it.
"""

import json
import re
from typing import NamedTuple

from checklists.format.grammar import FieldValueError, text
from checklists.rules.canonical import canonical, hash_of

SEAL = r"^[0-9a-f]{64}$"


class Packed(NamedTuple):
    """What a packed file says of its packing."""

    by: str
    """Who did it; empty where they did not say."""
    on: str
    """An ISO date."""
    hash: str

    def fits(self, said: str) -> bool:
        """Whether `said`, as `load_checklist` gives it, is what was packed."""
        return self.hash == seal_of(said)


def seal_of(said: str) -> str:
    """SHA-256, in hexadecimal, of what a file says, save its id: a file may be given another name.

    Args:
        said: Canonical JSON, as `load_checklist` gives it.
    """
    data = json.loads(said)
    del data["id"]
    return hash_of(canonical(data))


def seal(said: object) -> str:
    """A seal as a file writes it.

    Raises:
        FieldValueError: If it is not one.
    """
    word = text(said)
    if not re.fullmatch(SEAL, word):
        raise FieldValueError("must be the 64 digits and letters that checklist pack wrote")
    return word
