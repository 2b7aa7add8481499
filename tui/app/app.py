"""The app: wires screens, journal, clock and reminders together. No layout and no SQL."""

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any, ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import LineFilter, NoColor
from textual.screen import Screen

from tui.app.watch import WatchfulApp
from tui.journal import JournalError
from tui.recovery.context import AppContext
from tui.reminders.reminder import Reminder
from tui.text.humanize import clock
from tui.themes import Look, default_variables, register_themes
from tui.widgets.messages import ReminderDue

TOAST_SECONDS = 10.0

_COLOURLESS = (NoColor(),)


class Afterglow(WatchfulApp):
    """Afterglow in a terminal."""

    TITLE = "Afterglow"
    CSS = """
    Screen { background: $background; color: $foreground; }
    Input:nocolor > .input--cursor { text-style: reverse; }
    Toast, Toast.-information {
        width: auto; max-width: 100%; margin: 0; padding: 0 1; border: none;
        background: $accent; color: $background;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "call", "when to call", id="call.open", tooltip="When to call, and whom"),
        Binding("question_mark", "keys", "all keys", id="help.open", tooltip="Every key of this screen"),
        Binding("q", "leave", "quit", id="app.quit", tooltip="Leave; everything is already kept"),
    ]

    def __init__(self, context: AppContext, look: Look) -> None:
        super().__init__(context)
        self.look = look
        self.animation_level = "none"
        register_themes(self)
        self.theme = look.theme
        self._begun = count()

    def begin_again(self) -> None:
        """Show the first screen anew: after Start, or when the journal works again."""
        # Textual cannot switch away from the first screen of a stack, so each gets a stack of its own.
        mode, before = f"begun-{next(self._begun)}", self.current_mode
        self.add_mode(mode, self.get_default_screen)
        self.switch_mode(mode)
        if before != self.DEFAULT_MODE:
            self.remove_mode(before)
        self.call_next(self.changed)

    def get_default_screen(self) -> Screen[Any]:
        """Today, or Start before the first recovery, or what is wrong with the journal."""
        try:
            begun = self.context.recovery() is not None
        except JournalError as error:
            from tui.screens.dialogs.trouble import TroubleScreen

            return TroubleScreen(error)
        if begun:
            from tui.screens.today.screen import TodayScreen

            return TodayScreen()
        from tui.screens.start.screen import StartScreen

        return StartScreen()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Where no colour is wanted the terminal's own two, and not so much as a grey."""
        return _COLOURLESS if self.no_color else super().get_line_filters()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables, for themes that are not ours."""
        return default_variables(dark=self.current_theme.dark)

    def on_mount(self) -> None:
        self.set_keymap(self.context.settings.keymap())

    def _fatal_error(self) -> None:
        """Textual's own would print a traceback with every local value, and so what the person wrote."""
        fault = f"{type(self._exception).__name__}: {self._exception}"
        said = f"This is a fault in Afterglow itself: {fault}. All that was recorded is kept."
        self._exit_renderables.append(said.replace("[", r"\["))
        self._close_messages_no_wait()

    def action_call(self) -> None:
        from tui.screens.call.screen import CallScreen

        if not isinstance(self.screen, CallScreen):
            self.push_screen(CallScreen())

    def action_keys(self) -> None:
        from tui.screens.help.screen import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())

    def action_leave(self) -> None:
        self.exit(0, message=getattr(self.screen_stack[0], "farewell", None))

    def action_command_palette(self) -> None:
        from tui.screens.help.palette import ActionPalette

        if not isinstance(self.screen, ActionPalette):
            self.push_screen(ActionPalette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the palette offers."""
        from tui.screens.help.palette import palette

        yield from palette(self, screen)

    def deliver(self, telling: Reminder) -> None:
        """The now-line where Today shows, a one-line toast where it does not, and the bell if it may ring."""
        from tui.screens.today.screen import TodayScreen

        self.tell(ReminderDue(telling))
        # While the app is being left there is no screen any more.
        if self.screen_stack and not isinstance(self.screen, TodayScreen):
            self.notify(f"{clock(telling.due)}  {telling.words}", timeout=TOAST_SECONDS, markup=False)
        if self.reminders.may_ring(telling):
            self.bell()
