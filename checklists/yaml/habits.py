"""What word processors and other ways of writing leave in a file that then is not YAML, told by its own name.

Looked for only where the reader has stopped: it often stops lines behind what is really wrong.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from checklists.text import printable

_FIELD = r"(?P<head>\s*(?:- +)*(?:[A-Za-z0-9_-]+:\s+)?)"
_ODD_SPACE = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\u2060"
_BULLETS = "\u2010-\u2015\u2212\u2022\u2023\u25cf\u25aa\u00b7*+"
_NEAR = 3
"""How many filled lines above the one where the reader stopped are looked at, that one not included."""


class Habit(NamedTuple):
    """One way of writing, and what to write in its place."""

    pattern: re.Pattern[str]
    """Matched from the beginning of a line; `at`, or else its end, is where to put the cursor."""
    message: Callable[[re.Match[str]], str]


def _habit(pattern: str, message: str | Callable[[re.Match[str]], str]) -> Habit:
    return Habit(re.compile(pattern), (lambda _: message) if isinstance(message, str) else message)


def _odd_space(match: re.Match[str]) -> str:
    return f"an odd space (U+{ord(match['at']):04X}) stands here; type a plain space"


def _first(match: re.Match[str]) -> str:
    return f"a text cannot begin with {match['at']}; put quotes around the whole of it"


_HABITS = (
    _habit(rf" *(?P<at>[{_ODD_SPACE}])", _odd_space),
    _habit(rf" *(?:- +)*[A-Za-z0-9_-]+:(?P<at>[{_ODD_SPACE}])", _odd_space),
    _habit(rf" *-(?P<at>[{_ODD_SPACE}])", _odd_space),
    _habit(
        rf"\s*(?P<at>[{_BULLETS}])\s*[A-Za-z]+:",
        lambda match: f"{match['at']} is not a hyphen; begin an item with a hyphen and a space",
    ),
    _habit(
        r"\s*(?P<at>[0-9]{1,3}[.)])\s+[a-z]+:\s",
        lambda match: f"{match['at']} is not a hyphen; begin an item with a hyphen and a space",
    ),
    _habit(r"\s*(?P<at>-)[A-Za-z]+:(?:\s|$)", "a space is missing after this hyphen"),
    _habit(
        r"\s*(?:- +)*[A-Za-z0-9_-]+\s*(?P<at>[\uff1a\ua789\u2236])",
        lambda match: f"{match['at']} is not a colon; write : and a space",
    ),
    _habit(r"\s*(?:- +)*[a-z_]+\s*(?P<at>=)\s*\S", "= is no colon; write : and a space"),
    _habit(
        _FIELD + r"'[^']*[A-Za-z](?P<at>')[A-Za-z].*'\s*$",
        "this quote ends the text; put double quotes around the whole of it",
    ),
    _habit(
        _FIELD + r'"[^"]*(?P<at>")[^"\s,\]}:#][^"]*".*"\s*$',
        "this quote ends the text; put single quotes around the whole of it",
    ),
    _habit(
        _FIELD + r"(?:\"[^\"]*\"|'[^']*')\s*(?P<at>[^\s,\]}:#].*)$",
        "this stands behind the closing quote; put quotes around the whole text",
    ),
    _habit(_FIELD + r"(?P<at>\[)[^\]]*\]\s*[^\s,\]}:#]", _first),
    _habit(_FIELD + r"(?P<at>\{)[^}]*\}\s*[^\s,\]}:#]", _first),
    _habit(r"\s*(?:- +)*[A-Za-z0-9_-]+:\s+(?P<at>[>|])\s*[^\s#+\-0-9].*", _first),
    _habit(r"\s*(?:- +)*[A-Za-z0-9_-]+:\s+(?P<at>[>|])\s+[0-9]", _first),
    _habit(r"\s*(?:- +)*[A-Za-z0-9_-]+:\s+(?P<at>[*&!%@`?])\S*\s*\S", _first),
    _habit(r"\s*(?:- +)*[A-Za-z0-9_-]+:\s+(?P<at>-)\s+\S", _first),
    _habit(
        r"[^{}]*\{(?:[^{}]*,\s*|\s*)[A-Za-z0-9_-]+:\s+[^{}\"'\[,:]*[^{}\"'\[,:\s](?P<at>:)\s",
        "a colon stands in a text in braces; put quotes around that text",
    ),
)


def habit_before(text: str, line: int) -> tuple[int, int, str] | None:
    """The first habit in the line where the reader stopped and the few above it.

    Args:
        line: Where the reader stopped, from 0.

    Returns:
        Line and column, both from 1, and a sentence without its full stop; or None.
    """
    lines = text.splitlines()
    for at in reversed([*_filled(lines, min(line, len(lines) - 1))]):
        for habit in _HABITS:
            if match := habit.pattern.match(lines[at]):
                return at + 1, match.start("at") + 1, printable(habit.message(match), "?")
    return None


def _filled(lines: list[str], line: int) -> Iterator[int]:
    """The line and those above it that hold more than a comment, the nearest first."""
    found = 0
    for at in range(line, -1, -1):
        if found > _NEAR:
            return
        if not re.match(r"\s*(#|$)", lines[at]):
            found += 1
            yield at


def other_format(data: bytes) -> str:
    """What a file is that was made by another kind of program, or nothing."""
    start = data[:512].lstrip()
    if data.startswith(b"PK\x03\x04"):
        return "this is a document of a word processor, not plain text; save it as plain text (.txt) in UTF-8"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "this is an old Word document, not plain text; save it as plain text (.txt) in UTF-8"
    if start.startswith(b"%PDF"):
        return "this is a PDF, not plain text; copy its words into a text file"
    if start.startswith(b"{\\rtf"):
        return "this is rich text (RTF), not plain text; save it as plain text (.txt) in UTF-8"
    if re.match(rb"(?i)<(!doctype html|html|\?xml)", start):
        return "this is a web page, not a checklist; copy its words into a text file"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "this is UTF-16 text; save the file as UTF-8"
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")):
        return "this is no text file; a checklist is plain text"
    return ""
