"""What every screen asks of the app it is in, for the app imports the screens and not they it."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, cast

from msgspec import Struct
from textual.app import App
from textual.binding import Binding
from textual.geometry import Region
from textual.screen import Screen

from tui.files.status import ShownVersion
from tui.journal import JournalError
from tui.recovery.call_lines import CallLine, CallSheet
from tui.recovery.context import AppContext
from tui.recovery.state import DayState
from tui.themes import Look
from tui.widgets.hints import key_name
from tui.widgets.placing import Size
from tui.widgets.rows import Row
from tui.wording.top_row import TopRow


class PendingAct(Struct, frozen=True):
    """Something that a person did, until the journal has it."""

    run: Callable[[], str | None]
    """Does it, as of the moment of the key, and gives the sentence on it; None where there is nothing to say.
    May raise JournalError, and has then done nothing."""
    say: Callable[[str], object]
    words: str = ""
    """What was typed for it."""


class Host(Protocol):
    """The app, as far as a screen needs it."""

    context: AppContext
    look: Look
    offered: ShownVersion
    """What the person was shown of a changed checklist file."""

    top_lines: tuple[CallLine, ...]
    """The published lines that take the top row, the most urgent first."""
    top_row: TopRow | None
    """What the first row of every screen says; None leaves it to the screen."""

    waiting_status: str
    """What Today is to say in its status row when it shows. Empty is nothing."""

    call_sheet: CallSheet | None
    """What When to call was last drawn from, for when the journal cannot be read. None is not read yet."""

    palette_used: list[str] | None
    """The names of what was chosen in the palette, the last first. None is not read yet."""

    def changed(self) -> None:
        """Let every screen read again what it shows."""

    def files_changed(self) -> None:
        """Look at the person's checklist files again, at once, and let every screen know."""

    def settings_changed(self) -> None:
        """Let what the settings file says now hold at once."""

    def day_rows(self, state: DayState, size: Size, rule: str) -> tuple[Sequence[Row], str]:
        """A day as Today draws it, open at a rule; and the stop of that, or nothing."""

    def begin_again(self) -> None:
        """Show the first screen anew."""

    def fail(self, error: JournalError) -> None:
        """Say what is wrong with the journal, and what to do, as soon as nothing is being asked."""

    def attempt(self, act: PendingAct) -> None:
        """Do something to the journal; what it does not take now is kept, and tried again."""

    def retry(self) -> JournalError | None:
        """Try what waits to be recorded at once; why some of it still cannot be."""

    def pending_words(self) -> tuple[int, tuple[str, ...]]:
        """How many acts wait to be recorded, and what was typed for them."""

    def announce(self, sentence: str) -> None:
        """Say what came of something after the screen that did it has gone."""


def host(screen: Screen[Any]) -> Host:
    """The app that a screen is in."""
    return cast(Host, screen.app)


def room_of(screen: Screen[Any]) -> Region:
    """What a screen has of the terminal, below the top row where that is."""
    width, height = screen.app.size
    taken = int(host(screen).top_row is not None)
    return Region(0, taken, width, max(height - taken, 0))


def ascii_only(screen: Screen[Any]) -> bool:
    """Whether its marks are made of ASCII, and then everything else that is drawn should be."""
    return ascii_marks(screen.app)


def ascii_marks(app: App[Any]) -> bool:
    """The same, where the screen may have gone."""
    return cast(Host, app).look.marks.line.isascii()


def key_of(app: App[Any], id: str, usual: str) -> str:
    """The key that a person has put a binding of any screen on, or else the usual one, as it is written."""
    here = cast(Host, app)
    keys = here.context.settings.keymap().get(id) or usual
    return key_name(Binding(keys.split(",")[0], ""), app, here.look.marks.line.isascii())
