"""The person's own text editor: which one it is, and how it is opened at a line."""

import re
import shlex
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePath

from tui.text.humanize import reason_of

_PLUS = frozenset(
    ("vi", "vim", "nvim", "view", "gvim", "mvim", "nano", "pico", "emacs", "emacsclient", "micro")
)
"""Those that take `+LINE FILE`."""
_COLON = frozenset(("hx", "helix", "subl", "zed"))
"""Those that take `FILE:LINE`."""
_GOTO = frozenset(("code", "codium", "code-insiders", "cursor"))
"""Those that take `--goto FILE:LINE`."""


class NoEditorError(Exception):
    """No text editor is set, or none that can be run. `str()` is a sentence."""


def editor(environ: Mapping[str, str]) -> list[str]:
    """The command of the person's editor, in words: `$VISUAL`, or else `$EDITOR`.

    Raises:
        NoEditorError: If neither is set, or the one that is cannot be a command.
    """
    for name in ("VISUAL", "EDITOR"):
        command = environ.get(name, "").strip()
        if command:
            try:
                words = shlex.split(command)
            except ValueError as error:
                raise NoEditorError(
                    f"{name} is {command!r}, which is no command: {str(error).lower()}."
                ) from None
            if not words or not words[0]:
                raise NoEditorError(f"{name} is {command!r}, which is no command.")
            return words
    raise NoEditorError("No editor is set. Set VISUAL or EDITOR, such as: export EDITOR=nano")


def opening(editor: list[str], path: Path, line: int | None) -> list[str]:
    """The command that opens a file, at a line counted from 1 where the editor is known to take one."""
    name = PurePath(editor[0]).name.removesuffix(".exe")
    if line is None:
        return [*editor, str(path)]
    if name in _PLUS:
        return [*editor, f"+{line}", str(path)]
    if name in _COLON:
        return [*editor, f"{path}:{line}"]
    if name in _GOTO:
        return [*editor, "--goto", f"{path}:{line}"]
    return [*editor, str(path)]


def line_of(text: str, rule: str, *, comments: bool = True) -> int | None:
    """Where a file speaks of a rule, counted from 1: where it says it, else where it only names it.

    Args:
        comments: Whether a comment that names it will do.
    """
    id = rf"(?<![a-z0-9-]){re.escape(rule)}(?![a-z0-9-])"
    own = re.compile(
        rf"\s*(?:-\s*)?(?:\{{\s*)?(?:id\s*:\s*[\"']?{id}[\"']?\s*(?:[,#}}].*)?$|[\"']?{id}[\"']?\s*:)"
    )
    listing = re.compile(
        rf"\s*(?:remove\s*:\s*\[[^#]*{id}|change\s*:\s*\{{[^#]*{id}|-\s*[\"']?{id}[\"']?\s*(?:#.*)?$)"
    )
    comment = re.compile(rf"\s*#.*{id}")
    lines = text.splitlines()
    for pattern in (own, listing, comment) if comments else (own, listing):
        for number, line in enumerate(lines, start=1):
            if pattern.match(line):
                return number
    return None


def run(command: list[str]) -> str:
    """Run an editor in the terminal, and wait until it ends.

    Returns:
        A sentence where it did not end well; else nothing.

    Raises:
        NoEditorError: If it cannot be run.
    """
    with _interrupts_left_to_it():
        try:
            code = subprocess.run(command, check=False).returncode
        except OSError as error:
            raise NoEditorError(
                f"The editor cannot be run ({reason_of(error)}): {command[0]}. "
                "Set VISUAL or EDITOR to another, such as: export EDITOR=nano"
            ) from None
    name = PurePath(command[0]).name
    if code < 0:
        return f"{name} was ended from outside (signal {-code})."
    return f"{name} ended with {code}." if code else ""


@contextmanager
def _interrupts_left_to_it() -> Iterator[None]:
    """Ctrl+C is for the program that has the terminal. Ignored outright, it would be ignored there too."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    late: list[int] = []
    # By this the event loop hears of signals, whatever handles them, and would leave once the editor ends.
    loop = signal.set_wakeup_fd(-1)
    interrupt = signal.signal(signal.SIGINT, lambda *_: None)
    end = signal.signal(signal.SIGTERM, lambda number, _: late.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, interrupt)
        signal.signal(signal.SIGTERM, end)
        signal.set_wakeup_fd(loop)
        for number in late:
            signal.raise_signal(number)
