"""The app: wires screens, journal, clock and reminders together. No layout and no SQL."""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from copy import copy
from datetime import timedelta
from itertools import count
from typing import Any, ClassVar

from textual import work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import LineFilter, NoColor
from textual.message import Message
from textual.screen import Screen

from tui.clock import SystemClock
from tui.day.banner import banner
from tui.day.session import Session
from tui.day.travel import Move, move
from tui.day.words import clock
from tui.journal import JournalError
from tui.keyboard import KeyboardApp
from tui.messages import Changed, ReminderDue, ReminderGone
from tui.reminders.due import Telling
from tui.reminders.reminders import Reminders
from tui.themes import Look, default_variables, register_themes
from tui.zones import local_zone

WATCH_SECONDS = 2.0
"""How soon the app notices another program's act, the minute, the day, and that the machine slept."""

JUMP = timedelta(seconds=60)
"""How far the wall clock and the steady one may part before the machine must have slept, or been set."""

ARM_SECONDS = 0.5
"""How long after the first paint the scheduler is imported, so that it does not hold up the first key."""

TOAST_SECONDS = 10.0

_COLOURLESS = (NoColor(),)


class Afterglow(KeyboardApp):
    """Afterglow in a terminal."""

    TITLE = "Afterglow"
    CSS = """
    Screen { background: $background; color: $foreground; }
    Input:nocolor > .input--cursor { text-style: reverse; }
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
        register_themes(self)
        self.theme = look.theme
        self.reminders = Reminders(session, self._deliver, lambda: self.tell(ReminderGone()))
        self._seen: tuple[int, str] = (0, "")
        self._clocks = (session.now(), session.clock.monotonic())
        self._asked_zone = ""
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
            begun = self.session.recovery() is not None
        except JournalError as error:
            from tui.screens.trouble import TroubleScreen

            return TroubleScreen(error)
        if begun:
            from tui.screens.today import TodayScreen

            return TodayScreen()
        from tui.screens.start import StartScreen

        return StartScreen()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Where no colour is wanted the terminal's own two, and not so much as a grey."""
        return _COLOURLESS if self.no_color else super().get_line_filters()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables, for themes that are not ours."""
        return default_variables(dark=self.current_theme.dark)

    def on_mount(self) -> None:
        self.set_keymap(self.session.settings.keymap())
        with suppress(JournalError):
            self._seen = self._look_around()
        self.set_interval(WATCH_SECONDS, self._watch)
        self.set_timer(ARM_SECONDS, self._start_reminders)

    def on_unmount(self) -> None:
        self.reminders.stop()

    def _fatal_error(self) -> None:
        """Textual's own would print a traceback with every local value, and so what the person wrote."""
        fault = f"{type(self._exception).__name__}: {self._exception}"
        said = f"This is a fault in Afterglow itself: {fault}. All that was recorded is kept."
        self._exit_renderables.append(said.replace("[", r"\["))
        self._close_messages_no_wait()

    def tell(self, message: Message) -> None:
        """Give word to every screen in the stack: a question that is open must not swallow it."""
        for screen in self.screen_stack:
            screen.post_message(copy(message))

    def changed(self) -> None:
        """Let every screen read again what it shows, and reminders what they tell."""
        try:
            self._seen = self._look_around()
            self.tell(Changed())
            self.reminders.look()
        except JournalError as error:
            self.fail(error)

    def fail(self, error: JournalError) -> None:
        """Say what is wrong with the journal, and what to do."""
        from tui.screens.trouble import TroubleScreen

        # When to call may lie on top of it, and is not to be covered again.
        if not any(isinstance(screen, TroubleScreen) for screen in self.screen_stack):
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
        self.exit(0, message=getattr(self.screen_stack[0], "farewell", None))

    def action_command_palette(self) -> None:
        from tui.screens.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the palette offers."""
        from tui.screens.palette import palette

        yield from palette(self, screen)

    def _look_around(self) -> tuple[int, str]:
        """What tells, cheaply, that something may be otherwise: the journal's own counter, and the minute."""
        return self.session.journal.data_version(), f"{self.session.now():%Y-%m-%dT%H:%M}"

    def _watch(self) -> None:
        now, steady = self.session.now(), self.session.clock.monotonic()
        then, steady_then = self._clocks
        self._clocks = (now, steady)
        jumped = abs((now - then) - timedelta(seconds=steady - steady_then)) > JUMP
        try:
            changed = jumped or self._look_around() != self._seen
        except JournalError as error:
            self.fail(error)
            return
        if changed:
            self._notice_zone()
        if self._read_banner() or changed:
            self.changed()

    def _read_banner(self) -> bool:
        """Look at the checklist's file; whether there is something else to say of it than before."""
        session, before = self.session, self.session.banner
        with suppress(JournalError):
            recovery = session.recovery()
            # A rehearsal writes nothing by itself, not even what it has read.
            now = None if session.clock.rehearsed else session.now()
            session.banner = banner(session.journal, session.paths, recovery, now) if recovery else ""
        return session.banner != before

    def _start_reminders(self) -> None:
        try:
            self.reminders.start()
        except JournalError as error:
            self.fail(error)
        self._notice_zone()
        if self._read_banner():
            self.changed()

    def _deliver(self, telling: Telling) -> None:
        """The now-line where Today shows, a one-line toast where it does not, and the bell if it may ring."""
        from tui.screens.today import TodayScreen

        self.tell(ReminderDue(telling))
        if not isinstance(self.screen, TodayScreen):
            self.notify(f"{clock(telling.due)}  {telling.words}", timeout=TOAST_SECONDS, markup=False)
        if self.reminders.may_ring(telling):
            self.bell()

    @work(group="zone")
    async def _notice_zone(self) -> None:
        """Follow the machine into another zone; ask once where that is far."""
        try:
            await self._follow_zone()
        except JournalError as error:
            self.fail(error)

    async def _follow_zone(self) -> None:
        session, care = self.session, self.session.care()
        # Neither a rehearsal nor a clock of a test is anywhere.
        if not isinstance(session.clock, SystemClock) or care is None:
            return
        with suppress(ValueError):
            here, answer = local_zone(os.environ), "local"
            home = str(care.plan(session.now()).zone)
            found = move(care.recovery, home, here.key, session.now())
            if found is Move.NONE or (found is Move.ASK and self._asked_zone == here.key):
                return
            session.clock = SystemClock(here)
            if found is Move.ASK:
                from tui.screens.zone import ask_zone

                self._asked_zone = here.key
                answer = await ask_zone(self, here.key, home)
            if answer == "home":
                session.acts(care).keep_home_time()
            elif answer == "local":
                session.acts(care).arrive(here.key)
            self.changed()
