"""What this program can tell a person by: its terminal and the desktop; in which order, and what is said."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, assert_never

from checklists.text import printable
from tui.reminders.means import Means, Notice, UnreachableError
from tui.reminders.reminder import Reminder
from tui.settings import Loud
from tui.text.humanize import clock, things

if TYPE_CHECKING:
    from tui.reminders.desktop import Desktop
    from tui.reminders.terminal_notice import TerminalNotice

_CALL = "First: when to call."
"""Said with every telling while a published line that says to call stands, and no call was noted."""


def notice_text(reminders: Sequence[Reminder], *, private: bool, calls: bool) -> str:
    """What is told of these reminders where others may see it.

    Args:
        reminders: At least one.
        private: Whether it names no care: `Aftercare: 3 things`.
        calls: Whether a line to call about stands, that no call was noted for.
    """
    if private:
        count = sum(max(len(reminder.items), 1) for reminder in reminders)
        text = f"Aftercare: {things(count)}"
    else:
        text = ". ".join(f"{clock(reminder.due)} {reminder.words}" for reminder in reminders)
    return printable(f"{text}. {_CALL}" if calls else text, " ")


class Outlet:
    """Tells by one means at a time. Whoever asks it to has claimed the telling before."""

    def __init__(self, environ: Mapping[str, str], write: Callable[[str], object] | None) -> None:
        """Nothing is asked or opened yet.

        Args:
            write: Writes to the program's terminal, as it is. None where there is none.
        """
        self._environ = environ
        self._write = write
        self._desktop: Desktop | None = None

    def order(self, loud: Loud) -> tuple[Means, ...]:
        """The means to try, in order, until one works. A program without a terminal has the desktop alone."""
        if loud is Loud.SILENT:
            return ()
        if self._write is None:
            return (Means.DESKTOP,)
        match loud:
            case Loud.QUIET:
                return ()
            case Loud.BELL:
                return (Means.BELL,)
            case Loud.DESKTOP:
                return (*self._notices(), Means.BELL)
            case _:
                assert_never(loud)

    def _notices(self) -> tuple[Means, ...]:
        from tui.reminders.desktop import has_desktop

        # Over ssh the desktop of this machine is not the one that the person sits at.
        far = any(self._environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY"))
        here = (Means.DESKTOP,) if not far and has_desktop(self._environ) else ()
        return (*here, *((Means.TERMINAL,) if self.terminal().osc is not None else ()))

    def terminal(self) -> "TerminalNotice":
        """What the terminal does with a notice, as it is now: a tmux may have been attached elsewhere."""
        from tui.reminders.terminal_notice import terminal_notice

        return terminal_notice(self._environ)

    def tell(self, means: Means, notice: Notice) -> None:
        """Tell by one means. The desktop may take some seconds: not in the thread of an event loop.

        Raises:
            UnreachableError: If nothing was told.
            UnsureError: If that cannot be known.
        """
        match means:
            case Means.BELL:
                self._to_terminal("\a")
            case Means.TERMINAL:
                terminal = self.terminal()
                if terminal.osc is None:
                    raise UnreachableError(terminal.reason)
                self._to_terminal(terminal.sequence(notice.text))
            case Means.DESKTOP:
                self._on_desktop(notice)
            case Means.COMMAND:
                raise ValueError("a command is run by who was given it")
            case _:
                assert_never(means)

    def withdraw(self) -> None:
        """Take away the notices on the desktop: what they told is answered."""
        if self._desktop is not None:
            self._desktop.withdraw()

    def close(self) -> None:
        """Hear no more of buttons."""
        if self._desktop is not None:
            self._desktop.close()

    def _to_terminal(self, text: str) -> None:
        if self._write is None:
            raise UnreachableError("There is no terminal here.")
        try:
            self._write(text)
        except (OSError, ValueError):
            raise UnreachableError("The terminal cannot be written to.") from None

    def _on_desktop(self, notice: Notice) -> None:
        from tui.reminders.desktop import Desktop

        if self._desktop is None:
            self._desktop = Desktop(self._environ)
        self._desktop.show(notice)
