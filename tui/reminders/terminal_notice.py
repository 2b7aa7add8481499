"""A notice that a terminal shows outside itself, by the words that it understands: OSC 9, 99 or 777.

Which terminal it is follows from the environment, and inside tmux from what that knows of its client. A
terminal is never asked: its answer would arrive as keys. Which understands what is from terminfo.dev's
tables; tried were kitty 0.26.5 and tmux 3.3a.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from checklists.text import cells, printable

_CELLS = 120
"""So much of a notice is said: more is cut by whoever shows it."""

_TMUX_SECONDS = 2.0
_TMUX_FORMAT = "#{client_termname}\t#{client_termtype}\t#{allow-passthrough}"


class Osc(StrEnum):
    """The words for a notice that a terminal understands."""

    ITERM = "9"
    KITTY = "99"
    RXVT = "777"


class TerminalNotice(NamedTuple):
    """What becomes of a notice in this terminal."""

    osc: Osc | None
    """None where it is not known to show one."""
    tmux: bool
    """Whether the words must pass through tmux."""
    reason: str
    """Why, in a sentence; what to do where there is no notice."""

    def sequence(self, text: str) -> str:
        """What to write to the terminal for a notice of this text.

        Raises:
            ValueError: If the terminal shows none.
        """
        if self.osc is None:
            raise ValueError(self.reason)
        words = osc_text(text)
        match self.osc:
            case Osc.ITERM:
                body = f"9;{words}"
            case Osc.KITTY:
                # One id, so that a later notice takes the place of an earlier.
                body = f"99;i=afterglow;{words}"
            case Osc.RXVT:
                body = f"777;notify;Afterglow;{words}"
        sequence = f"\x1b]{body}\x1b\\"
        return f"\x1bPtmux;{sequence.replace(chr(27), chr(27) * 2)}\x1b\\" if self.tmux else sequence


def osc_text(text: str) -> str:
    """The text as such words may hold it: one line, no control or format characters, and no `;`.

    Behind a `;` some terminals look for numbers: `9;4;50` is a bar of progress.
    """
    words = " ".join(printable(text, " ").replace(";", ",").split())
    while cells(words) > _CELLS:
        words = words[:-1]
    return words


def terminal_notice(environ: Mapping[str, str]) -> TerminalNotice:
    """What this terminal does with a notice, by the environment, and inside tmux by its word."""
    if environ.get("TMUX"):
        return _in_tmux(environ)
    term = environ.get("TERM", "")
    if term.startswith("screen"):
        return TerminalNotice(None, False, "GNU screen lets no notice through.")
    names = [environ.get(name, "") for name in ("TERM_PROGRAM", "LC_TERMINAL")]
    names += ["kitty"] if environ.get("KITTY_WINDOW_ID") else []
    names += ["WezTerm"] if environ.get("WEZTERM_PANE") else []
    return _of_names([*names, term], tmux=False)


_TERMINALS = (
    # The names that a terminal goes by in TERM, TERM_PROGRAM and its own word of its version.
    ("kitty", Osc.KITTY),
    ("ghostty", Osc.RXVT),
    ("wezterm", Osc.RXVT),
    ("foot", Osc.RXVT),
    ("iterm", Osc.ITERM),
    ("warpterminal", Osc.ITERM),
)


def _of_names(names: list[str], *, tmux: bool) -> TerminalNotice:
    for name in names:
        for known, osc in _TERMINALS:
            if known in name.casefold():
                return TerminalNotice(osc, tmux, f"{name} shows notices by OSC {osc.value}.")
    shown = next((printable(name, "?") for name in names if name), "")
    of = f"This terminal ({shown})" if shown else "This terminal"
    return TerminalNotice(None, tmux, f"{of} is not known to show notices.")


def _in_tmux(environ: Mapping[str, str]) -> TerminalNotice:
    # Here, since most tellings need none of it.
    import subprocess

    pane = environ.get("TMUX_PANE", "")
    command = ["tmux", "display-message", "-p", *(["-t", pane] if pane else []), _TMUX_FORMAT]
    try:
        answer = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_TMUX_SECONDS,
            check=True,
            env=dict(environ),
        )
    except (OSError, subprocess.SubprocessError):
        return TerminalNotice(None, True, "tmux does not say which terminal it is in.")
    client, version, lets_through = (*answer.stdout.rstrip("\n").split("\t"), "", "")[:3]
    if not client:
        return TerminalNotice(None, True, "tmux is in no terminal at the moment.")
    notice = _of_names([version, client], tmux=True)
    if notice.osc is not None and lets_through in ("", "0", "off"):
        how = "tmux set -g allow-passthrough on"
        return TerminalNotice(None, True, f"tmux keeps notices from its terminal. To let them through: {how}")
    return notice
