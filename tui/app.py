"""The app: wires screens, journal, clock and reminders together. No layout and no SQL."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from tui.day.session import Session
from tui.journal import JournalError
from tui.messages import Changed
from tui.themes import Look, textual_themes

WATCH_SECONDS = 2.0
"""How soon the app notices another program's act, a file, the minute and the day."""


class Afterglow(App[int]):
    """Afterglow in a terminal."""

    TITLE = "Afterglow"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    CSS = """
    Screen { background: $background; color: $text; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "call", "when to call", id="call.open", tooltip="When to call, and whom"),
        Binding("question_mark", "keys", "all keys", id="help.open", tooltip="Every key of this screen"),
        Binding("q", "leave", "quit", id="app.quit", tooltip="Leave; everything is already kept"),
    ]

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self.session = session
        self.look = look
        self.animation_level = "none"
        for theme in textual_themes():
            self.register_theme(theme)
        self.theme = look.theme
        self._seen = (0, "")

    def get_default_screen(self) -> Screen[object]:
        """Today, or Start before the first recovery, or what is wrong with the journal."""
        try:
            begun = self.session.recovery() is not None
        except JournalError as error:
            from tui.screens.trouble import TroubleScreen

            return TroubleScreen(error)
        if begun:
            from tui.screens.today import TodayScreen

            return TodayScreen()
        from tui.screens.start import StartScreen

        return StartScreen()

    def on_mount(self) -> None:
        self.set_keymap(self.session.settings.keymap())
        self._seen = self._look_around()
        self.set_interval(WATCH_SECONDS, self._watch)

    def tell(self, message: Message) -> None:
        """Give a message to every screen in the stack: a question that is open must not swallow it."""
        for screen in self.screen_stack:
            screen.post_message(message)

    def changed(self) -> None:
        """Let every screen read again what it shows."""
        self.tell(Changed())

    def fail(self, error: JournalError) -> None:
        """Say what is wrong with the journal, and what to do."""
        from tui.screens.trouble import TroubleScreen

        self.push_screen(TroubleScreen(error))

    def action_call(self) -> None:
        from tui.screens.call import CallScreen

        if not isinstance(self.screen, CallScreen):
            self.push_screen(CallScreen())

    def action_keys(self) -> None:
        from tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())

    def action_leave(self) -> None:
        self.exit(0)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette offers: the keys of the screen by their names, and the looks."""
        yield SystemCommand("When to call", "The published lines for today", self.action_call)
        yield SystemCommand("All keys", "Every key of this screen", self.action_keys)
        yield SystemCommand("Quit", "Leave; everything is already kept", self.action_leave)

    def _look_around(self) -> tuple[int, str]:
        """What tells, cheaply, that something may have changed: the journal's own counter, and the minute."""
        return self.session.journal.data_version(), f"{self.session.now():%Y-%m-%dT%H:%M}"

    def _watch(self) -> None:
        try:
            seen = self._look_around()
        except JournalError as error:
            self.fail(error)
            return
        if seen != self._seen:
            self._seen = seen
            self.changed()
