"""Photos as the journal has them: which there are of a recovery, and of which day and part."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from checklists.plan.plan import Plan
from checklists.rules.rule import Rule
from tui.journal import Journal, Topic
from tui.recovery.recovery import Recovery

_PART = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 40


class Photo(Struct, frozen=True):
    """A photo that was added."""

    key: str
    """Of its entry."""
    name: str
    """Of its file: by its content."""
    date: date
    day: int
    part: str
    """Such as `left-cheek`; empty where none was named."""
    added: datetime
    forgotten: bool
    """Whether its file was deleted on purpose. The entry stays."""

    @property
    def label(self) -> str:
        """`day 3, left cheek`."""
        part = self.part.replace("-", " ")
        return f"day {self.day}{f', {part}' if part else ''}"


def photos_of(journal: Journal, recovery: Recovery, plan: Plan) -> tuple[Photo, ...]:
    """Every photo of a recovery, by day, and of a day in the order of adding.

    Raises:
        JournalError: If the journal cannot be read.
    """
    photos = []
    for key, entry in journal.current(recovery.id, Topic.PHOTO).items():
        value: Mapping[str, Any] = entry.value if isinstance(entry.value, Mapping) else {}
        if entry.date is None:
            continue
        day = date.fromisoformat(entry.date)
        photos.append(
            Photo(
                key,
                str(value.get("file") or ""),
                day,
                plan.number_of(day),
                str(value.get("part") or ""),
                entry.at,
                bool(value.get("forgotten")),
            )
        )
    return tuple(sorted(photos, key=lambda photo: (photo.date, photo.added, photo.key)))


def is_photo_rule(rule: Rule) -> bool:
    """Whether a rule asks for a photo, and so is ticked by adding one."""
    return rule.ticked and "photo" in rule.id.split("-")


def parse_part(text: str) -> str:
    """A part as it is kept: `Left cheek` as `left-cheek`; nothing stays nothing.

    Raises:
        ValueError: With a sentence, if it cannot be one.
    """
    part = "-".join(text.strip().lower().replace("_", " ").replace("-", " ").split())
    if part and (len(part) > _LONGEST or not _PART.fullmatch(part)):
        raise ValueError(f"{text!r} is not a part. Write it in letters and digits, such as left-cheek.")
    return part
