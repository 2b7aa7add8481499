"""Sentences on clocks that disagree."""

from datetime import datetime


def behind_sentence(last: datetime, now: datetime) -> str:
    """That now lies before what was recorded last, and what follows from that.

    Args:
        last: When it was recorded, aware.
        now: In the person's zone.
    """
    local = last.astimezone(now.tzinfo)
    return (
        f"Now, {now:%Y-%m-%d %H:%M}, lies before the last entry, of {local:%Y-%m-%d %H:%M}. "
        "What is written now holds over it. If a clock was wrong: afterglow doctor"
    )
