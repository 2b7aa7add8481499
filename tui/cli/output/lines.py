"""Lines on the standard output and the standard error, with nothing in them that a terminal would obey."""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, TextIO

from checklists.text import printable
from tui.text.cells import folded

_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
"""Invisible, harmless, and part of how some scripts and emoji are written."""


def clean(text: str) -> str:
    """One line of text without control and format characters: what a file or a person says is only text."""
    return printable(text, _stand_in)


def say(*lines: str, whole: bool = False) -> None:
    """Results, on the standard output, folded to the width of the terminal.

    Args:
        whole: Leave each line as it is: what another program is to read, or a file.
    """
    _write(sys.stdout, map(clean, lines) if whole else _fitting(lines, sys.stdout))


def warn(*lines: str) -> None:
    """Faults and remarks, on the standard error, folded likewise."""
    _write(sys.stderr, _fitting(lines, sys.stderr))


def _fitting(lines: Iterable[str], stream: TextIO | None) -> Iterator[str]:
    width = _width(stream)
    for line in map(clean, lines):
        if width is None:
            yield line
        else:
            yield from folded(line, width)


_NARROWEST = 20


def _width(stream: TextIO | None) -> int | None:
    """The columns there are: those of `COLUMNS`, or of the terminal. None is any number, as in a pipe."""
    wanted = os.environ.get("COLUMNS", "")
    if wanted.isdecimal() and int(wanted) > 0:
        return max(int(wanted), _NARROWEST)
    try:
        return max(os.get_terminal_size(stream.fileno()).columns, _NARROWEST) if stream else None
    except (OSError, ValueError, AttributeError):
        return None


def json_text(value: Any) -> str:
    """A value as JSON of many lines, with everything escaped that a terminal would obey."""
    lines = json.dumps(value, ensure_ascii=False, indent=2).split("\n")
    return "\n".join(printable(line, _escape) for line in lines)


def say_json(value: Any) -> None:
    """A value as JSON, on the standard output."""
    _write(sys.stdout, [json_text(value)])


def say_file(text: str) -> None:
    """A file of lines that end as some formats have it, CRLF, on the standard output."""
    _write(sys.stdout, (f"{clean(line)}\r" for line in text.split("\r\n")[:-1]))


def replace_unprintable() -> None:
    """Have a stream of a narrow encoding print a mark in place of what it cannot say."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def _escape(each: str) -> str:
    return json.dumps(each)[1:-1]


def _stand_in(each: str) -> str:
    if each.isspace():
        return " "
    return each if each in _JOINERS else "\N{REPLACEMENT CHARACTER}"


def _write(stream: TextIO | None, lines: Iterable[str]) -> None:
    # A program that was started with a stream closed has None in its place.
    if stream is not None:
        stream.write("".join(f"{line}\n" for line in lines))
        stream.flush()
