"""A real pseudo-terminal: runs a program in it, types, and reads what a person would see."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte
from wcwidth import wcswidth

PATIENCE = 60.0
"""Seconds to wait for what must come. Generous, because machines are shared; nothing is measured by it."""

ESCAPE = 0.15
"""Seconds after which a program takes an escape for the key and not for the beginning of another one."""

KEYS = {"space": " ", "enter": "\r", "escape": "\x1b", "up": "\x1b[A", "down": "\x1b[B", "left": "\x1b[D"}
KEYS |= {"right": "\x1b[C", "home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~"}
KEYS |= {"tab": "\t", "backspace": "\x7f", "ctrl+c": "\x03", "ctrl+p": "\x10", "ctrl+z": "\x1a"}

MODES = {"alternate screen": b"?1049", "mouse": b"?1000", "all of the mouse": b"?1003", "paste": b"?2004"}
"""What a program may switch on with `h` and has to switch off with `l` before it goes."""

_KITTY = re.compile(rb"\x1b\[[<>=?][0-9;]*u")
"""Words about the keyboard, which the emulator does not know and would show."""


class Terminal:
    """One program in a terminal of its own."""

    def __init__(
        self,
        command: Sequence[str],
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
    ) -> None:
        """Start `command` in a terminal of `size` (columns, rows), with `env` added to a bare environment."""
        self.columns, self.rows = size
        self._screen = pyte.Screen(self.columns, self.rows)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = bytearray()
        """Every byte the program wrote."""
        self.heard = 0.0
        """When it last wrote something, by `time.perf_counter`."""
        self._code: int | None = None
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            # By the child, so that it never sees another size.
            _set_size(pty.STDIN_FILENO, self.columns, self.rows)
            bare = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
            bare |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", "COLORTERM": "truecolor"}
            os.execvpe(command[0], list(command), {**bare, **(env or {})})
        self._modes = termios.tcgetattr(self._fd)[:4]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def text(self) -> str:
        """What is on the screen now."""
        self.read(0)
        return "\n".join(line.rstrip() for line in self._screen.display)

    def line(self, containing: str) -> str:
        """The first line that holds a text; empty if none does."""
        return next((line for line in self.text.splitlines() if containing in line), "")

    def place(self, text: str) -> tuple[int, int]:
        """The column and the row where a text begins, both counted from 0.

        Raises:
            AssertionError: If it is not on the screen.
        """
        for row, line in enumerate(self.text.splitlines()):
            if text in line:
                return wcswidth(line[: line.index(text)]), row
        raise AssertionError(f"{text!r} not on the screen:\n{self.text}")

    @property
    def left_on(self) -> list[str]:
        """What the program switched on in the terminal and did not switch off."""
        found = [name for name, mode in MODES.items() if self._last(mode, b"h") > self._last(mode, b"l")]
        if self._last(b"?25", b"l") > self._last(b"?25", b"h"):
            found.append("hidden cursor")
        if self._fd >= 0 and termios.tcgetattr(self._fd)[:4] != self._modes:
            found.append("raw keys")
        return found

    def _last(self, mode: bytes, how: bytes) -> int:
        return self.raw.rfind(b"\x1b[" + mode + how)

    def read(self, seconds: float) -> bool:
        """Take in what the program wrote within `seconds`; whether it wrote anything."""
        if self._fd < 0:
            return False
        ready, _, _ = select.select([self._fd], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return False
        self.heard = time.perf_counter()
        self.raw += data
        self._stream.feed(_KITTY.sub(b"", data))
        return bool(data)

    def wait_for(self, text: str, seconds: float = PATIENCE, gone: bool = False) -> str:
        """Read until `text` is on the screen (or is gone from it), and give the screen.

        Raises:
            AssertionError: With the screen as it is, if that does not happen in time.
        """
        what = f"{text!r} {'still' if gone else 'not'} on the screen"
        return self.wait_until(lambda screen: (text in screen) is not gone, what, seconds)

    def wait_until(
        self, holds: Callable[[str], bool], what: str = "not so", seconds: float = PATIENCE
    ) -> str:
        """Read until something holds of the screen, and give the screen.

        Args:
            holds: Takes the screen as text.
            what: What to say if it does not come to hold.

        Raises:
            AssertionError: With the screen as it is, if that does not happen in time.
        """
        ends = time.perf_counter() + seconds
        while not holds(self.text):
            left = ends - time.perf_counter()
            if left <= 0 or (not self.read(min(left, 0.2)) and self.ended() is not None):
                raise AssertionError(f"{what}:\n{self.text}")
        return self.text

    def press(self, *keys: str) -> None:
        """Type keys by name (`space`, `down`) or as they are."""
        for key in keys:
            os.write(self._fd, KEYS.get(key, key).encode())
            if key == "escape":
                # A key right behind it would be one with alt held down.
                self.rest(ESCAPE)

    def rest(self, seconds: float) -> None:
        """Go on reading for a while, whatever comes."""
        ends = time.perf_counter() + seconds
        while (left := ends - time.perf_counter()) > 0:
            self.read(left)

    def click(self, column: int, row: int) -> None:
        """Press and release the left button on a cell, both counted from 0."""
        where = f"{column + 1};{row + 1}"
        os.write(self._fd, f"\x1b[<0;{where}M\x1b[<0;{where}m".encode())

    def wheel(self, column: int, row: int, turns: int) -> None:
        """Turn the wheel over a cell, downwards or, with less than none, upwards."""
        button = 65 if turns > 0 else 64
        os.write(self._fd, f"\x1b[<{button};{column + 1};{row + 1}M".encode() * abs(turns))

    def settle(self, seconds: float = 0.3) -> str:
        """Read until nothing was written for so long, and give the screen: what was being drawn is whole."""
        while self.read(seconds):
            pass
        return self.text

    def click_on(self, text: str) -> None:
        """Wait for a text, and click on its first cell.

        Raises:
            AssertionError: If it does not come.
        """
        self.wait_for(text)
        # What stands on the last line moves with what the cursor is on.
        self.settle()
        self.click(*self.place(text))

    def resize(self, columns: int, rows: int) -> None:
        """Change the terminal's size under the program, which draws everything anew."""
        self.read(0)
        self.columns, self.rows = columns, rows
        self._screen.resize(rows, columns)
        self._screen.erase_in_display(2)
        _set_size(self._fd, columns, rows)

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send the program a signal."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close the terminal under the program, as a closed window does."""
        os.close(self._fd)
        self._fd = -1

    def ended(self) -> int | None:
        """The exit code if the program has ended (negative for a signal), else None."""
        if self._code is None:
            with contextlib.suppress(ChildProcessError):
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                if pid:
                    self._code = os.waitstatus_to_exitcode(status)
        return self._code

    def wait_end(self, seconds: float = PATIENCE) -> int:
        """Read until the program ends; its exit code.

        Raises:
            AssertionError: If it does not end in time.
        """
        ends = time.perf_counter() + seconds
        while (code := self.ended()) is None:
            if time.perf_counter() > ends:
                raise AssertionError(f"still running:\n{self.text}")
            if self._fd >= 0:
                self.read(0.05)
            else:
                time.sleep(0.02)
        while self._fd >= 0 and self.read(0):
            pass
        return code

    def close(self) -> None:
        """End the program and the terminal."""
        if self.ended() is None:
            self.kill()
            self.wait_end()
        if self._fd >= 0:
            self.hang_up()


def _set_size(fd: int, columns: int, rows: int) -> None:
    """Tell a terminal its size. The system tells the program in front."""
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def afterglow(home: Path, *arguments: str) -> list[str]:
    """The command line that runs this program as `afterglow` does."""
    return [sys.executable, "-m", "tui", "--home", str(home), *arguments]
