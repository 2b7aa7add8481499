"""The now-line: the voice, and the place where a reminder stands until it is answered."""

from datetime import datetime

from rich.cells import cell_len

from tui.day.words import clock
from tui.reminders.due import Telling
from tui.themes import Marks
from tui.widgets.rows import Kind, Row, Seg, fitted


def now_row(now: datetime, words: str, width: int, marks: Marks) -> Row:
    """The time and a sentence or two."""
    gap = 1 if width < 60 else 2
    left = (Seg(" "), Seg(clock(now), "bold accent"), Seg(" " * gap), Seg(words))
    return fitted(Row(Kind.TEXT, left=left), width, marks.cut)


def sentences(words: str, width: int) -> str:
    """As many whole sentences as fit behind the time; of one that is too long alone, up to its comma."""
    room = _room(width)
    kept = words.split(". ")
    while len(kept) > 1 and cell_len(". ".join(kept)) > room:
        kept.pop()
    line = ". ".join(kept)
    if cell_len(line) > room:
        line = line.partition(", ")[0].removesuffix(".")
    return line if line == words else f"{line}."


def answer(words: str, width: int) -> str:
    """What was just done, as far as it fits behind the time: what came of it, and always the undo."""
    _, *rest = kept = words.split(". ")
    tries = (kept, rest, [kept[0], kept[-1]]) if len(kept) > 2 else (kept,)
    fitting = (". ".join(one) for one in tries)
    return next((line for line in fitting if cell_len(line) <= _room(width)), ". ".join(tries[-1]))


def _room(width: int) -> int:
    """Cells behind the time, with the one at the edge left free."""
    return width - (9 if width < 60 else 10)


def telling_row(telling: Telling, title: str, here: bool, width: int, marks: Marks) -> Row:
    """What is told, with the keys that answer it.

    Args:
        title: The recovery it is of, where it is not the one shown; else empty.
        here: Whether the cursor is on one of its rows, so that space answers it.
    """
    dot = Seg(f" {marks.dot} ", "text")
    tick = Seg("space done", "text", "tick") if here else Seg("g go there", "text", "go_due")
    right = [tick, dot, Seg("l later", "text", "later")]
    if here:
        right += [dot, Seg("s skip", "text", "skip")]
    if width < 60:
        right = [Seg("l later", "text", "later")]
    words = f"{title}: {telling.words}" if title else telling.words
    gap = "  " if width >= 60 else " "
    left = (Seg(" "), Seg(clock(telling.due), "bold text"), Seg(gap), Seg(words, "bold text"))
    return fitted(Row(Kind.TEXT, left=left, right=tuple(right), fill="accent"), width, marks.cut)
