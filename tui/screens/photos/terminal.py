"""What the terminal can show pictures with, asked while the app has let go of it.

Whoever asks while the app runs has the answer typed into the app.
"""

import os
import re
import select
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from enum import Enum
from typing import NamedTuple

_QUERY = "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[>q\x1b[16t\x1b[c"
"""Kitty's pictures, the terminal's name, the size of a cell, and last what every terminal answers."""
_LAST = re.compile(rb"\x1b\[\?([0-9;]*)c")
_NAME = re.compile(rb"\x1bP>\|([^\x1b]*)\x1b\\")
_CELL = re.compile(rb"\x1b\[6;([0-9]{1,4});([0-9]{1,4})t")
_KITTY_OK = b"\x1b_Gi=31;OK\x1b\\"
_KITTY = re.compile(r"kitty\(([0-9]+)\.([0-9]+)")
_PLACEHOLDERS = (0, 28)
"""The kitty from which pictures can stand in text. Before, it says that it can and draws boxes."""
WAIT = 0.5
"""Seconds in which a terminal must have answered."""


class PictureKind(Enum):
    """How pictures are drawn."""

    HALF_CELLS = "half cells"
    KITTY = "kitty"
    SIXEL = "sixel"


class PictureTerminal(NamedTuple):
    """How pictures are drawn here, and how many pixels a cell has."""

    kind: PictureKind
    cell: tuple[int, int] = (10, 20)
    """Its width and its height."""


PLAIN = PictureTerminal(PictureKind.HALF_CELLS)


def worth_asking(environ: Mapping[str, str]) -> bool:
    """Whether a terminal may know pictures: not inside of a multiplexer, which would swallow them."""
    inside = (
        environ.get("TMUX") or environ.get("STY") or environ.get("TERM", "").startswith(("tmux", "screen"))
    )
    return not inside and environ.get("TERM") not in (None, "", "linux", "dumb") and os.name == "posix"


def ask(environ: Mapping[str, str]) -> PictureTerminal:
    """Ask the terminal. The app must have let go of it; what it answers late is thrown away."""
    if not worth_asking(environ) or not (sys.__stdin__ and sys.__stdin__.isatty()):
        return PLAIN
    # Here, since only these systems have it.
    import termios
    import tty

    handle = sys.__stdin__.fileno()
    before = termios.tcgetattr(handle)
    try:
        tty.setcbreak(handle, termios.TCSANOW)
        os.write(handle, _QUERY.encode())
        answer = _answer(handle)
    except OSError:
        return PLAIN
    finally:
        with suppress(termios.error):
            termios.tcflush(handle, termios.TCIFLUSH)
            termios.tcsetattr(handle, termios.TCSANOW, before)
    return read_answer(answer)


def _answer(handle: int) -> bytes:
    """What comes until the last question is answered, or nothing more does."""
    answer, ends = b"", time.monotonic() + WAIT
    while not _LAST.search(answer) and (left := ends - time.monotonic()) > 0:
        if not select.select([handle], [], [], left)[0]:
            break
        answer += os.read(handle, 1024)
    return answer


def read_answer(answer: bytes) -> PictureTerminal:
    """What a terminal's answers to all of it come to."""
    cell = _CELL.search(answer)
    size = (int(cell[2]), int(cell[1])) if cell and int(cell[1]) and int(cell[2]) else PLAIN.cell
    name = _NAME.search(answer)
    kitty = _KITTY.match(name[1].decode("ascii", "replace")) if name else None
    if _KITTY_OK in answer and kitty and (int(kitty[1]), int(kitty[2])) >= _PLACEHOLDERS:
        return PictureTerminal(PictureKind.KITTY, size)
    attributes = _LAST.search(answer)
    if attributes and b"4" in attributes[1].split(b";"):
        return PictureTerminal(PictureKind.SIXEL, size)
    return PictureTerminal(PictureKind.HALF_CELLS, size)
