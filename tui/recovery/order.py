"""From when on each entry holds: what was written later holds over what was written before it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from tui.journal import Entry, Journal

SLACK = timedelta(minutes=1)
"""What a machine's clock may be set back by without a word."""


def in_order(
    entries: Iterable[tuple[datetime, Entry]], treated: datetime | None = None
) -> list[tuple[datetime, Entry]]:
    """What holds of some entries, and since when, in the order of writing.

    An entry holds since it was recorded. What was written before it under a later time was written by a clock
    that ran ahead, and gives way. But one from before the treatment was written by a clock that runs behind:
    it holds since the one before it, so that days gone by stay as they are.

    Args:
        entries: In the order of writing, each with the moment since which it would hold by itself.
        treated: The instant of treatment, where what is from before it matters.
    """
    lines: dict[str, list[tuple[datetime, Entry]]] = {}
    for since, entry in entries:
        line = lines.setdefault(entry.key, [])
        if line and treated is not None and since < treated < line[-1][0]:
            since = line[-1][0]
        while line and line[-1][0] > since:
            line.pop()
        line.append((since, entry))
    return sorted((each for line in lines.values() for each in line), key=lambda each: each[1].id)


def runs_behind(journal: Journal, now: datetime) -> datetime | None:
    """When the last act was recorded, if that is after now by more than `SLACK`: a clock is wrong, or was.

    Raises:
        JournalError: If the journal cannot be read.
    """
    last = journal.last_recorded()
    return last if last is not None and last - now > SLACK else None
