"""The app: wires screens, journal, clock and reminders, and notices by itself what is otherwise."""

import asyncio
import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from copy import copy
from datetime import UTC, timedelta
from functools import partial
from itertools import count
from threading import Thread
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import work
from textual.actions import SkipAction
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.events import Event, Key, Paste
from textual.filter import LineFilter, NoColor
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.timer import Timer
from textual.widgets import Input

from tui.app.keyboard import Keyboard
from tui.app.layouts import is_foreign, other_names
from tui.app.pending import PendingActs
from tui.clock import SystemClock
from tui.files.status import FileStatus, ShownVersion, file_status
from tui.journal import JournalError, Reason
from tui.recovery.call_lines import CallLine, CallSheet, standing_lines
from tui.recovery.context import AppContext
from tui.recovery.order import runs_behind
from tui.recovery.plans import Plans
from tui.recovery.recovery import MOVED, Recovery, ZoneChange, zone_change
from tui.reminders.delivery import attempt
from tui.reminders.means import Answer, Means, Notice
from tui.reminders.occasion import Occasion
from tui.reminders.outlet import Outlet, notice_text
from tui.reminders.reminder import Reminder
from tui.reminders.reminders import Reminders
from tui.reminders.respond import respond
from tui.screens.dialogs import LeavingScreen
from tui.screens.host import PendingAct, key_of
from tui.settings import Loud, read_settings
from tui.settings.keys import BINDINGS
from tui.text.humanize import clock, listed
from tui.themes import Look, default_variables, look, register_themes
from tui.widgets.messages import Changed, ReminderDue, ReminderGone, RoomChanged
from tui.widgets.private import QuietApp
from tui.widgets.top_row import TopRowLine
from tui.wording.clocks import behind_sentence
from tui.wording.top_row import TopRow, top_lines, top_row
from tui.zones import local_zone

if TYPE_CHECKING:
    from textual.command import Provider

    from tui.recovery.state import DayState
    from tui.screens.today import TodayScreen
    from tui.widgets.placing import Size
    from tui.widgets.rows import Row
    from tui.wording.find import FindAnswer

T = TypeVar("T")

WATCH_SECONDS = 2.0
"""How soon the app notices another program's act, a file, the minute, the day, and that the machine slept."""

JUMP = timedelta(seconds=60)
"""How far the wall clock and the steady one may part before the machine must have slept, or been set."""

ARM_SECONDS = 0.5
"""How long after the first paint the scheduler is imported, so that it does not hold up the first key."""

TOAST_SECONDS = 10.0

_COLOURLESS = (NoColor(),)


def _palette_provider() -> "type[Provider]":
    # Here, since the palette is opened long after the first paint, if ever.
    from tui.screens.help import PaletteProvider

    return PaletteProvider


class Afterglow(QuietApp):
    """Afterglow in a terminal. It looks around every two seconds, and gives word to every screen."""

    TITLE = "Afterglow"
    CSS = """
    Screen {
        background: $background; color: $foreground;
        & > .screen--selection { background: $background; color: $foreground; text-style: reverse; }
    }
    Input:nocolor > .input--cursor { text-style: reverse; }
    Choices:nocolor, Choices:ansi, .-theme-plain Choices {
        & > .option-list--option-highlighted { text-style: reverse; }
    }
    StartScreen:nocolor #banner, StartScreen:ansi #banner, .-theme-plain #banner { text-style: bold reverse; }
    ToastRack { dock: top; align: right top; margin: 0; }
    Screen.-top-row ToastRack { margin: 1 0 0 0; }
    Toast, Toast.-information {
        width: auto; max-width: 100%; margin: 0; padding: 0 1; border: none;
        background: $accent; color: $background;
    }
    """

    COMMANDS: "ClassVar[set[type[Provider] | Callable[[], type[Provider]]]]" = {_palette_provider}

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "call", "when to call", id="call.open", tooltip="When to call, and whom"),
        Binding("question_mark", "keys", "all keys", id="help.open", tooltip="Every key of this screen"),
        Binding("slash", "find", "find", id="list.find", tooltip="Find when something is, or is back"),
        Binding("comma", "settings", "settings", id="settings.open", tooltip="Times, looks, the treatment"),
        Binding("q", "leave", "quit", id="app.quit", tooltip="Leave; everything is already kept"),
        # With no name to be moved by: in a terminal it always means to stop.
        Binding("ctrl+c", "interrupt", show=False, system=True, priority=True),
        # And this to step aside, until the shell brings it back.
        Binding("ctrl+z", "suspend_process", show=False, system=True, priority=True),
    ]

    def __init__(self, context: AppContext, look: Look) -> None:
        super().__init__()
        self.context = context
        self.look = look._replace(marks=look.marks._replace(moved=tuple(context.settings.keymap().items())))
        self.keyboard = Keyboard(self, self._take_key)
        self.offered = ShownVersion()
        self.reminders = Reminders(context, self.deliver, self._answered)
        self.outlet = Outlet(os.environ, self.write_to_terminal)
        self.animation_level = "none"
        self._wear(look.theme)
        self._begun = count()
        self._seen: tuple[int, str] = (0, "")
        self._clocks = (context.now(), context.clock.monotonic())
        self._files = FileStatus()
        self._recovery: Recovery | None = None
        self._others: dict[str, set[tuple[str, str]]] = {}
        self._looked_at: set[str] = set()
        self._asked_zone = ""
        self._pending = PendingActs()
        self._trying: Timer | None = None
        self._trouble: JournalError | None = None
        self._told_loss = False
        self._leaves_pending = False
        self.call_sheet: CallSheet | None = None
        self.top_lines: tuple[CallLine, ...] = ()
        self.top_row: TopRow | None = None
        self._top_row_seen = (-1, "")
        self.waiting_status = ""
        self.palette_used: list[str] | None = None

    def _wear(self, theme: str) -> None:
        """Take a theme before anything is styled; to set it as a person does would style everything twice."""
        register_themes(self)
        self.set_reactive(App.theme, theme)
        dark = self.current_theme.dark
        self.set_class(dark, "-dark-mode", update=False)
        self.set_class(not dark, "-light-mode", update=False)
        self.add_class(f"-theme-{self.current_theme.name}", update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def on_mount(self) -> None:
        # Textual enters its screen again, which is empty then, and draws only what is otherwise than it was.
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self.set_keymap(self.context.settings.keymap())
        with suppress(JournalError):
            self._seen = self._look_around()
            self._read_top_row()
        self.screen_change_signal.subscribe(self, self._show_top_row)
        for screen in self._screens():
            self._show_top_row(screen)
        self.set_interval(WATCH_SECONDS, self._watch)
        self.set_timer(ARM_SECONDS, self._start_reminders)

    def on_unmount(self) -> None:
        self.reminders.stop()
        self.outlet.close()
        # The terminal may have gone, and with it whoever could try once more.
        self._pending.flush()

    async def on_event(self, event: Event) -> None:
        if not isinstance(event, Key | Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self.is_headless:
            await self._take_key(event)
        else:
            self.keyboard.press(event)

    async def _take_key(self, event: Event) -> None:
        """Do with a key what Textual does, by the name that something is bound to."""
        if isinstance(event, Key) and is_foreign(event) and (event.character is None or not self._writes):
            bound = self.screen.active_bindings
            if event.key not in bound:
                event = next((each for each in other_names(event) if each.key in bound), event)
        await super().on_event(event)

    @property
    def _writes(self) -> bool:
        """Whether letters are text where the focus is, or will be as soon as a line is there."""
        focused, screen = self.focused, self.screen
        return bool(getattr(focused, "writes", False) or screen.query(Input))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Where no colour is wanted the terminal's own two, and not so much as a grey."""
        return _COLOURLESS if self.no_color else super().get_line_filters()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables, for themes that are not ours."""
        return default_variables(dark=self.current_theme.dark, ansi=self.current_theme.ansi)

    def fault_sentence(self, fault: str) -> str:
        return f"This is a fault in Afterglow itself: {fault}. All that was recorded is kept."

    def get_default_screen(self) -> Screen[Any]:
        """Today, or Start before the first recovery, or what is wrong with the journal."""
        try:
            begun = self.context.recovery() is not None
            self._read_top_row()
        except JournalError as error:
            from tui.screens.dialogs import TroubleScreen

            return TroubleScreen(error)
        if begun:
            from tui.screens.today import TodayScreen

            return TodayScreen()
        from tui.screens.start import StartScreen

        return StartScreen()

    def day_rows(self, state: "DayState", size: "Size", rule: str) -> "tuple[Sequence[Row], str]":
        """A day as Today draws it, open at a rule; and the stop of that, or nothing."""
        from tui.screens.today import day_rows

        return day_rows(state, size, self.look.marks, rule)

    def begin_again(self) -> None:
        """Show the first screen anew: after Start, or when the journal works again."""
        # Textual cannot switch away from the first screen of a stack, so each gets a stack of its own.
        mode, before = f"begun-{next(self._begun)}", self.current_mode
        self.add_mode(mode, self.get_default_screen)
        self.switch_mode(mode)
        if before != self.DEFAULT_MODE:
            self.remove_mode(before)
        self.call_next(self.changed)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        # Before a plan has begun there is nothing to be found on it.
        if action == "find":
            return any(hasattr(screen, "go_to") for screen in self._screens()[:1])
        return super().check_action(action, parameters)

    def action_call(self) -> None:
        from tui.screens.call import CallScreen

        if not isinstance(self.screen, CallScreen):
            self.push_screen(CallScreen())

    def action_keys(self) -> None:
        from tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())

    def action_settings(self) -> None:
        from tui.screens.settings import SettingsScreen

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen())

    def settings_changed(self) -> None:
        """Let what the settings file says now hold at once; marks are those of the next start."""
        context = self.context
        context.settings, _ = read_settings(context.paths.settings, bindings=BINDINGS)
        context.plans = Plans()
        self.look = self.look._replace(
            marks=self.look.marks._replace(moved=tuple(context.settings.keymap().items()))
        )
        self.set_keymap(context.settings.keymap())
        if not self.no_color and self.current_theme.name != "plain":
            self.theme = look(context.settings, os.environ).theme
        self.changed()

    @work(exclusive=True, group="find")
    async def action_find(self) -> None:
        """Answer when something is; on Today, go to it."""
        from tui.screens.dialogs import FindScreen, find_on_plan
        from tui.screens.today import TodayScreen

        today = self.screen_stack[0]
        if not isinstance(today, TodayScreen) or isinstance(self.screen, FindScreen):
            return
        answer = await self.push_screen_wait(find_on_plan(self._find_answers))
        if answer is None:
            return
        if len(self.screen_stack) == 1:
            today.go_to(answer)
        elif answer.rule is None:
            self.action_call()
        elif (screen := today.detail_of(answer)) is not None:
            self.push_screen(screen)

    def _find_answers(self, text: str) -> "Sequence[FindAnswer]":
        """What on the plan of the recovery shown goes by a text."""
        from tui.wording.find import find_answers

        context = self.context
        try:
            reader = context.reader()
            if reader is None:
                return ()
            now = context.now()
            plan, state = context.plans.at(reader, now), context.plans.state(reader, now)
            return find_answers(text, reader, plan, state)
        except JournalError as error:
            self.fail(error)
            return ()

    async def action_interrupt(self) -> None:
        """Close a question, or else leave. Where something is marked it is copied, and marked no more."""
        if getattr(self.focused, "selected_text", ""):
            raise SkipAction
        if text := self.screen.get_selected_text():
            self.copy_to_clipboard(text)
            self.screen.clear_selection()
        elif isinstance(self.screen, ModalScreen):
            self.screen.dismiss(None)
        else:
            await self.run_action("app.leave")

    @work(exclusive=True, group="leave")
    async def action_leave(self) -> None:
        """Leave, but not at once with what only this program has."""
        if len(self._pending) and not self._leaves_pending:
            self._leaves_pending = True
            key = key_of(self, "app.quit", "q")
            self.notify(f"Not recorded yet: {key} once more leaves without it.", markup=False)
            return
        if self.context.journal.loss() is not None and not await self._offer_rescue():
            return
        self.exit(0, message=getattr(self.screen_stack[0], "farewell", None))

    async def _offer_rescue(self) -> bool:
        """Ask whether to save what only this program holds; whether to leave then."""
        from tui.screens.dialogs import ChoiceScreen

        title = "The journal's file has gone or is another, and only here is what you recorded last."
        options = (("save", "Save it as a copy, and leave"), ("leave", "Leave without it"))
        choice = await self.push_screen_wait(ChoiceScreen(title, options))
        if choice == "save":
            try:
                self.context.journal.rescue()
            except JournalError as error:
                self.notify(str(error), severity="warning", markup=False)
                return False
        return choice is not None

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Leave the terminal to another program. It is taken back also where that cannot be run."""
        away = super().suspend()
        away.__enter__()
        try:
            yield
        finally:
            # Textual's own would not come back from an error.
            away.__exit__(None, None, None)

    def action_command_palette(self) -> None:
        from tui.widgets.private import PatientPalette

        if not isinstance(self.screen, PatientPalette):
            self.push_screen(PatientPalette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the palette offers."""
        from tui.screens.help import palette_commands

        yield from palette_commands(self, screen)

    def tell(self, message: Message) -> None:
        """Give word to every screen in the stack: a question that is open must not swallow it."""
        for screen in self.screen_stack:
            screen.post_message(copy(message))

    def changed(self) -> None:
        """Let every screen read again what it shows, and reminders what they tell."""
        try:
            self._seen = self._look_around()
            self._read_top_row()
            self.tell(Changed())
            self.reminders.look()
        except JournalError as error:
            self.fail(error)

    def _read_top_row(self) -> None:
        """Find out which published lines take the top row of every screen, and show them there.

        Raises:
            JournalError: If the journal cannot be read. Then the row stays as it was.
        """
        if (seen := self._look_around()) == self._top_row_seen:
            return
        self._top_row_seen = seen
        context, before = self.context, self.top_row
        readers = [reader for one in context.running() if (reader := context.reader(one)) is not None]
        self.top_lines = top_lines(standing_lines(readers, context.now(), context.plans))
        if self.top_lines:
            plan = context.plans.at(self.top_lines[0].standing[0][0], context.now())
            now, number = context.now().astimezone(plan.zone), context.emergency_number(str(plan.zone))
            self.top_row = top_row(self.top_lines, now, plan.date_of(plan.today), number)
        else:
            self.top_row = None
        if self.top_row != before:
            for screen in self._screens():
                self._show_top_row(screen)
            if (self.top_row is None) is not (before is None):
                self.tell(RoomChanged())

    def _screens(self) -> Sequence[Screen[Any]]:
        """The screens in the stack; none before the first."""
        return self.screen_stack if self.is_running else ()

    def _show_top_row(self, screen: Screen[Any]) -> None:
        """Put the top row on a screen, or take it away."""
        from tui.screens.today import TodayScreen

        lines = list(screen.query_children(TopRowLine))
        screen.set_class(self.top_row is not None, "-top-row")
        if self.top_row is None:
            for line in lines:
                line.remove()
        elif lines:
            lines[0].show(self.top_row)
        else:
            answers = isinstance(screen, TodayScreen)
            screen.mount(TopRowLine(self.top_row, answers=answers, mark=self.look.marks.cut), before=0)

    def files_changed(self) -> None:
        """Look at the person's checklist files again, at once, and let every screen know."""
        self._read_banner()
        self.changed()

    def fail(self, error: JournalError) -> None:
        """Say what is wrong with the journal, and what to do, as soon as nothing is being asked."""
        # What only looks is silent: it looks again by itself.
        if error.reason is not Reason.BUSY:
            self._trouble = error
            self._show_trouble()

    def _show_trouble(self) -> None:
        """Say it where the day is in sight: over a question it would take the keys meant for that."""
        screen = self.screen_stack[-1] if self.screen_stack else None
        resting = screen is not None and not isinstance(screen, ModalScreen | LeavingScreen)
        if self._trouble is None or not resting or isinstance(self.focused, Input):
            return
        from tui.screens.dialogs import TroubleScreen

        trouble, self._trouble = self._trouble, None
        self.push_screen(TroubleScreen(trouble))

    def attempt(self, act: PendingAct) -> None:
        """Do something to the journal; what it does not take now is kept, and tried again."""
        self._pending.add(act, self._recorded)
        self._keep_trying()

    def retry(self) -> JournalError | None:
        """Try what waits to be recorded at once; why some of it still cannot be."""
        return self._pending.retry(self._recorded)

    def pending_words(self) -> tuple[int, tuple[str, ...]]:
        """How many acts wait to be recorded, and what was typed for them."""
        return len(self._pending), self._pending.words

    def announce(self, sentence: str) -> None:
        """Say what came of something after the screen that did it has gone."""
        from tui.screens.today import TodayScreen

        today = next((each for each in self.screen_stack if isinstance(each, TodayScreen)), None)
        if today is not None:
            today.reload(sentence)
        else:
            self.notify(sentence, markup=False)

    def _recorded(self) -> None:
        # Once what came of it is drawn: other screens and reminders can wait that long.
        self.call_after_refresh(self.changed)

    def _keep_trying(self) -> None:
        """See to what waits, until nothing does."""
        error = self._pending.error
        if error is None or self._trying is not None:
            return
        self.fail(error)
        self._trying = self.set_timer(self._pending.delay, self._try_again)

    def _try_again(self) -> None:
        self._trying = None
        if self.retry() is not None:
            self._trying = self.set_timer(self._pending.delay, self._try_again)

    def notify(self, message: str, **more: Any) -> None:
        """A toast on the first line that is free; on Today a sentence in its status row, and nothing over it.

        The arguments are those of Textual's own.
        """
        from tui.screens.call import CallScreen
        from tui.screens.today import TodayScreen

        if isinstance(self.screen, TodayScreen):
            self.screen.set_status(message)
            return
        if not isinstance(self.screen, CallScreen):
            super().notify(message, **more)

    def deliver(self, occasion: Occasion) -> None:
        """The status line where Today shows, else a one-line toast; and what is to be heard outside of it."""
        from tui.screens.today import TodayScreen

        self.tell(ReminderDue(occasion))
        # While the app is being left there is no screen any more.
        if self.screen_stack and not isinstance(self.screen, TodayScreen):
            self.notify(f"{clock(occasion.due)}  {occasion.words}", timeout=TOAST_SECONDS, markup=False)
        if self.context.settings.loud is Loud.BELL:
            # At once: who rings is decided before another program looks.
            delivery = self.reminders.delivery(occasion, (Means.BELL,))
            while (means := delivery.next()) is not None:
                delivery.settle(attempt(self.outlet, means, Notice("")))
        elif self.context.settings.loud is Loud.DESKTOP:
            self._notify_outside(occasion)

    @work(group="outside")
    async def _notify_outside(self, occasion: Occasion) -> None:
        """Tell by a notice: what may take its time is done beside the app."""
        context = self.context
        order = await beside(lambda: self.outlet.order(context.settings.loud))
        delivery = self.reminders.delivery(occasion, order)
        while (means := delivery.next()) is not None:
            calls = any(line.called is None for line in self.top_lines)
            text = notice_text(delivery.reminders, private=context.settings.private, calls=calls)
            notice = Notice(text, partial(self.call_from_thread, self._press, delivery.reminders))
            delivery.settle(await beside(partial(attempt, self.outlet, means, notice)))

    def _press(self, reminders: Sequence[Reminder], answer: Answer) -> None:
        """What was pressed on a notice is done as by the key, to what is still open."""
        from tui.screens.act import sentence_of

        context, at = self.context, self.context.now()

        def run(reminder: Reminder) -> str | None:
            return sentence_of(self, respond(context, reminder, answer, at))

        for each in reminders:
            self.attempt(PendingAct(partial(run, each), self.announce))

    def _answered(self) -> None:
        """What was told of is answered, and so is no more to be read."""
        self.clear_notifications()
        self.outlet.withdraw()
        self.tell(ReminderGone())

    def _look_around(self) -> tuple[int, str]:
        """What tells, cheaply, that something may be otherwise: the journal's own counter, and the minute."""
        return self.context.journal.data_version(), f"{self.context.now():%Y-%m-%dT%H:%M}"

    def _watch(self) -> None:
        now, steady = self.context.now(), self.context.clock.monotonic()
        then, steady_then = self._clocks
        self._clocks = (now, steady)
        passed = now.astimezone(UTC) - then.astimezone(UTC)
        jumped = abs(passed - timedelta(seconds=steady - steady_then)) > JUMP
        try:
            changed = jumped or self._look_around() != self._seen
            if not len(self._pending):
                self._trouble = None
            loss = self.context.journal.loss()
        except JournalError as error:
            self.fail(error)
            return
        if loss is not None and not self._told_loss:
            self.fail(loss)
        self._told_loss = loss is not None
        self._show_trouble()
        if changed:
            self._notice_zone()
        if self._read_banner() or changed:
            self.changed()
        self._offer_difference()
        if self.context.wants_backup():
            Thread(target=self.context.back_up, daemon=True).start()

    def _start_reminders(self) -> None:
        if not gc.isenabled():
            # It was off while the program started, and what start made is there for good.
            gc.freeze()
            gc.enable()
        try:
            self.reminders.start()
        except JournalError as error:
            self.fail(error)
        self._notice_zone()
        if self._read_banner():
            self.changed()
        self._offer_difference()

    def _read_banner(self) -> bool:
        """Look at the checklist's file; whether there is something else to say of it, or of the clocks."""
        context, before = self.context, (self._files, self.context.banner)
        with suppress(JournalError):
            recovery = self._recovery = context.recovery()
            # A rehearsal writes nothing by itself, not even what it has read.
            now = None if context.clock.rehearsed else context.now()
            self._files = (
                file_status(context.journal, context.paths, recovery, now) if recovery else FileStatus()
            )
            for each in context.running():
                if recovery is not None and each.id not in {recovery.id, *self._looked_at}:
                    # What is new of when to call counts for whatever runs.
                    file_status(context.journal, context.paths, each, now)
                    self._looked_at.add(each.id)
            shows = f"{key_of(self, 'file.difference', 'v')} shows what it changes"
            last = runs_behind(context.journal, context.now())
            clocks = behind_sentence(last, context.now()) if last else ""
            file = self._files.sentence(shows)
            context.banner = context.set_aside or file or context.notice or clocks
        return (self._files, context.banner) != before

    def _offer_difference(self) -> None:
        """Show what a changed file changes, once, where the day is in sight and nothing is being asked."""
        from tui.screens.today import TodayScreen

        context = self.context
        with suppress(JournalError):
            today = self.screen_stack[-1] if self.screen_stack else None
            # Who writes into the line that finds is not to be interrupted either.
            if not isinstance(today, TodayScreen) or isinstance(today.focused, Input):
                return
            self._tell_of_others(today)
            recovery = self._recovery if self._files.hash else None
            if recovery and self.offered.is_due(context.journal, recovery, self._files):
                self._show_difference(today)

    def _tell_of_others(self, today: "TodayScreen") -> None:
        """Say once that a file the plan may be moved to is new, or is another than before."""
        if self._recovery is None:
            return
        others = set(self._files.others)
        # What was there when the program was opened is no news.
        known = self._others.setdefault(self._recovery.id, others)
        if news := others - known:
            known |= news
            names = sorted({name for name, _ in news})
            extend = "extends" if len(names) == 1 else "extend"
            shows = f"{key_of(self, 'file.difference', 'v')} shows what would change"
            today.reload(f"{listed(names)} {extend} {self._recovery.checklist}: {shows}.")

    @work(group="difference", exclusive=True)
    async def _show_difference(self, today: "TodayScreen") -> None:
        from tui.screens.difference import show_difference

        status = await show_difference(today, by_itself=True)
        if status:
            today.reload(status)

    @work(group="zone")
    async def _notice_zone(self) -> None:
        """Follow the machine into another zone; ask once where that is far."""
        try:
            await self._follow_zone()
        except JournalError as error:
            self.fail(error)

    async def _follow_zone(self) -> None:
        context, reader = self.context, self.context.reader()
        # Neither a rehearsal nor a clock of a test is anywhere.
        if not isinstance(context.clock, SystemClock) or reader is None:
            return
        try:
            here, answer = local_zone(os.environ), "local"
        except ValueError:
            return
        home = str(reader.plan(context.now()).zone)
        wanted = zone_change(reader.recovery, home, here.key, context.now())
        # What was asked or followed once is so, until the machine moves on: it may have been taken back.
        undone = context.journal.top_redo()
        again = self._asked_zone == here.key or (undone is not None and undone.kind == MOVED)
        if wanted is ZoneChange.NONE or again:
            return
        context.clock = SystemClock(here)
        self._asked_zone = here.key
        if wanted is ZoneChange.ASK:
            from tui.screens.dialogs import ChoiceScreen

            options = (("local", f"Follow the time in {here.key}"), ("home", f"Keep the time of {home}"))
            choice = await self.push_screen_wait(ChoiceScreen("You seem to be far from home.", options))
            answer = choice or ""
        recovery, at = reader.recovery, context.now()

        def run() -> str | None:
            # Made anew: what is known of the recovery may be otherwise by now.
            reader = context.reader(recovery)
            if reader is None:
                return None
            acts = context.acts(reader, at)
            readers = (context.reader(each) for each in context.running() if each.id != recovery.id)
            others = [context.acts(each, at) for each in readers if each is not None]
            if answer == "home":
                acts.keep_home_time(others)
                return f"Your times keep the time of {home}."
            acts.arrive(here.key, others)
            return f"Your times follow the time in {here.key}."

        if answer:
            # What follows by itself does so without a word.
            say = self.announce if wanted is ZoneChange.ASK else _say_nothing
            self.attempt(PendingAct(run, say))
        self.changed()


async def beside(call: Callable[[], T]) -> T:
    """What a call gives that may wait, made in a thread of its own: the app goes on, and may be left."""
    loop = asyncio.get_running_loop()
    came = loop.create_future()

    def run() -> None:
        result = call()
        # The app may have gone meanwhile.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(came.set_result, result)

    Thread(target=run, daemon=True).start()
    result: T = await came
    return result


def _say_nothing(_: str) -> None:
    """Of what nobody asked for."""
