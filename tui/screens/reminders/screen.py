"""Reminders: what waits, what comes, who tells, and what became of what was."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from tui.recovery.recovery import Recovery
from tui.recovery.state import DayState
from tui.reminders.coming import coming_of_all
from tui.reminders.ledger import PastReminder, ledger
from tui.reminders.quiet import QuietEffect, effects_ahead, quiet_lines
from tui.reminders.reminder import Reminder
from tui.reminders.tellers import Teller, TellerName, tellers
from tui.reminders.words import answer_words, coming_words, day_words, teller_choices, told_words
from tui.screens.act import ToDo, journal_of, perform
from tui.screens.dialogs import LeavingScreen
from tui.screens.host import ascii_only, host
from tui.settings import Loud, SettingsError, read_settings, write_setting
from tui.settings.keys import BINDINGS as KEY_IDS
from tui.text.humanize import clock, near_date, reason_of
from tui.text.parse import clock_words, parse_clock
from tui.widgets.choices import ChoiceRow, Choices, blank, heading
from tui.widgets.hints import CALL, HELP, MOVE, Hint, Hints, hint
from tui.widgets.messages import Changed, ReminderDue, ReminderGone
from tui.widgets.placing import NARROW
from tui.widgets.wrapping import ends, hanging

_BACK, _AHEAD = timedelta(hours=36), timedelta(hours=48)
_LOUD = {
    Loud.QUIET: "a line on the screen",
    Loud.BELL: "the line, and a beep",
    Loud.DESKTOP: "the line, and a notice of the desktop or the terminal",
    Loud.SILENT: "nothing",
}
_LOUD_ROW, _QUIET_ROW = "loud", "quiet"
_TELLER = "teller/"
_DOES = {_LOUD_ROW: "change", _QUIET_ROW: "change"} | {
    f"{_TELLER}{TellerName.TIMER}": "set up or stop",
    f"{_TELLER}{TellerName.CALENDAR}": "write the file",
}
"""What enter does to a row that is no reminder."""


class RemindersScreen(LeavingScreen[int | None]):
    """All of it in one list. Gives the number of the day to look at, or None."""

    DEFAULT_CSS = """
    RemindersScreen {
        #title { height: 1; padding: 0 1; }
        Choices { height: 1fr; }
        &.-tall #title { margin: 0 0 1 0; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "done", id="reminder.tick", tooltip="What is due of this row is done"),
        Binding("s", "skip", "skip", id="reminder.skip", tooltip="Leave it out on purpose, with a reason"),
        Binding(
            "f",
            "part",
            "some of it",
            id="reminder.part",
            tooltip="Mark which of it is done, or of all that is due",
        ),
        Binding("l", "later", "later", id="reminder.later", tooltip="Tell me later"),
        Binding("u", "take_back", "undo", id="act.undo", tooltip="Take back the last thing done"),
        Binding("escape,r", "leave_reminders", "back", id="reminders.back", tooltip="Back to the day"),
    ]

    rows = getters.query_one(Choices)

    def __init__(self) -> None:
        super().__init__()
        self.states: tuple[DayState, ...] = ()
        """The day it is, of every recovery that runs; the one in focus first."""
        self.coming: tuple[Reminder, ...] = ()
        """What waits and what comes, by time."""
        self.past: tuple[PastReminder, ...] = ()
        """What was, the newest first."""
        self.status = ""
        """What the last key did."""
        self._tellers: tuple[Teller, ...] = ()
        self._effects: tuple[QuietEffect, ...] = ()
        """What quiet hours do today and tomorrow."""

    def compose(self) -> ComposeResult:
        yield Static(id="title", markup=False)
        yield Choices(marks=host(self).look.marks)
        yield Hints(ascii_only=ascii_only(self))

    def on_mount(self) -> None:
        self.watch(self.rows, "highlighted", self._draw_hints, init=False)
        self._read()

    def on_resize(self) -> None:
        self._draw_title()

    @on(Changed)
    @on(ReminderDue)
    @on(ReminderGone)
    def _on_change(self) -> None:
        self._read()

    def action_leave_reminders(self) -> None:
        self.dismiss(None)

    @property
    def reminder(self) -> Reminder | None:
        """What is under the cursor: what waits or comes, or of what was all that is still open."""
        coming = next((each for each in self.coming if _row_id(each) == self.rows.row), None)
        return coming or next(
            (_unanswered(each) for each in self.past if _past_id(each) == self.rows.row), None
        )

    def _read(self) -> None:
        """Read again what is shown."""
        with journal_of(self) as context:
            now, reader = context.now(), context.reader()
            if reader is None:
                self.dismiss(None)
                return
            first = context.plans.state(reader, now)
            self.states = (first, *context.beside(reader.recovery))
            found, failures = coming_of_all(context, now - _BACK, now + _AHEAD)
            self.coming = tuple(each for each in found if each.due > now or each.waits(now))
            past, effects = list[PastReminder](), list[QuietEffect]()
            for recovery in context.running():
                if (own := context.reader(recovery)) is not None:
                    past += ledger(own, context.plans, now)
                    effects += effects_ahead(own, context.plans, now)
            self._effects = tuple(effects)
            self.past = tuple(sorted(past, key=lambda each: each.due, reverse=True))
            self._tellers = tellers(context.paths.tellers)
            self.rows.show(list(self._list()), None if self.rows.row else self._first())
            self._draw_title()
            self._draw_hints()
            for failure in failures:
                raise failure

    def _first(self) -> str | None:
        """The row that the cursor begins on: what waits, or what comes next."""
        return next((_row_id(each) for each in self.coming), None)

    @property
    def now(self) -> datetime:
        """This moment, where the person is."""
        return self.states[0].now

    def _list(self) -> Iterator[ChoiceRow]:
        settings, now = host(self).context.settings, self.now
        waiting = [each for each in self.coming if each.due <= now]
        ahead = [each for each in self.coming if each.due > now]
        if ahead:
            yield ChoiceRow("", partial(self._next, ahead[0]))
            yield blank()
        if waiting:
            yield heading("Due, and not answered yet")
            yield from (self._coming_row(each) for each in waiting)
            yield blank()
        if not ahead:
            yield heading("Nothing is told today and tomorrow")
        day: date | None = None
        for each in ahead:
            if each.due.date() != day:
                day = each.due.date()
                yield heading(day_words(day, now.date()))
            yield self._coming_row(each)
        yield blank()
        yield heading("How you are reminded")
        quiet = settings.quiet
        hours = (
            f"{clock_words(quiet.start)} to {clock_words(quiet.end)}" if quiet.start != quiet.end else "none"
        )
        yield self._row(_LOUD_ROW, "How loud", _LOUD[settings.loud])
        moved = " ".join(dict.fromkeys(quiet_lines(self._effects)))
        yield self._row(_QUIET_ROW, "Quiet hours", f"{hours}. {moved}" if moved else hours)
        yield blank()
        yield heading("When you are reminded")
        for teller, name, words, alive in teller_choices(self._tellers, settings.loud, now):
            id = f"{_TELLER}{teller}"
            yield self._row(id if id in _DOES else "", name, words, "$foreground" if alive else "$mute", 25)
        yield blank()
        yield heading("What you were reminded of", "the last 7 days")
        if not self.past:
            yield self._row("", "", "Nothing yet.", "$mute")
        day = None
        for past in self.past:
            if past.date != day:
                day = past.date
                yield heading(day_words(day, now.date()))
            yield ChoiceRow(_past_id(past), partial(self._past, past))

    def _coming_row(self, reminder: Reminder) -> ChoiceRow:
        return ChoiceRow(_row_id(reminder), partial(self._coming, reminder))

    def _coming(self, reminder: Reminder, width: int) -> Content:
        late = reminder.due <= self.now and bool(reminder.items)
        words = f"{self._whose(reminder.recovery)}{coming_words(reminder, self.now)}"
        head = Content.assemble((clock(reminder.due), "$accent" if late else "$mute"), "  ")
        if width >= NARROW:
            head = Content.assemble(head, f"{reminder.title:<10}  ")
        return hanging(head, Content(words), width)

    def _past(self, past: PastReminder, width: int) -> Content:
        marks = host(self).look.marks
        line = f"{self._whose(past.recovery)}{', '.join(past.shorts) or past.title}"
        head = Content.assemble((clock(past.due), "$mute"), "  ")
        if width >= NARROW:
            head = Content.assemble(head, (f"{past.title:<10}  ", "$mute"))
        first = ends(Content.assemble(head, line), Content(""), width, marks.cut)
        what = f" {marks.dot} ".join(filter(None, (told_words(past), answer_words(past, self.now))))
        indent = Content(" " * head.cell_length)
        return Content("\n").join([first, hanging(indent, Content.styled(what, "$mute"), width)])

    def _row(self, id: str, name: str, words: str, style: str = "$foreground", cells: int = 12) -> ChoiceRow:
        head, body = (
            Content.styled(f"{name:<{cells}} ", "$foreground" if id else "$mute"),
            Content.styled(words, style),
        )

        def draw(width: int) -> Content:
            if width < NARROW and cells > width // 2:
                return Content("\n").join([head.rstrip(), hanging(Content("  "), body, width)])
            return hanging(head, body, width)

        return ChoiceRow(id, draw)

    def _next(self, reminder: Reminder, width: int) -> Content:
        """What comes next, in a sentence."""
        day, words = near_date(reminder.due.date(), self.now.date()), self._whose(reminder.recovery)
        tells = coming_words(reminder, self.now)
        words += f"{tells[:1].lower()}{tells[1:]}"
        return hanging(
            Content(), Content.assemble(("Next: ", "bold"), f"{day} {clock(reminder.due)}, {words}."), width
        )

    def _whose(self, recovery: str) -> str:
        """Which recovery it is of, where several run."""
        if len(self.states) < 2:
            return ""
        return next((f"{each.recovery.title}: " for each in self.states if each.recovery.id == recovery), "")

    def _draw_title(self) -> None:
        width = self.size.width - 2
        if width < 1 or not self.states:
            return
        marks = host(self).look.marks
        title = Content.assemble(
            ("Reminders", "bold"), (f" {marks.dot} {self.states[0].recovery.title}", "$mute")
        )
        right = Content.styled(self.status or clock(self.now), "$accent" if self.status else "$mute")
        if self.status:
            title = Content.assemble(("Reminders", "bold"))
        self.query_one("#title", Static).update(ends(title, right, width, marks.cut))

    def _draw_hints(self) -> None:
        """The keys of the row under the cursor."""
        reminder, row = self.reminder, self.rows.row
        keys: list[Hint] = []
        if reminder is not None:
            today = reminder.date <= self._state_of(reminder).date
            if reminder.items and today:
                keys += [hint("reminder.tick", "done"), hint("reminder.part", "some of it")]
            if reminder.items and reminder.date == self._state_of(reminder).date:
                keys.append(hint("reminder.later", "later"))
            if reminder.items:
                keys.append(hint("reminder.skip", "skip"))
            keys.append(hint("list.choose", "its day"))
        elif row in _DOES:
            keys.append(hint("list.choose", _DOES[row], stays=True))
        self.query_one(Hints).show(
            *keys, hint("act.undo", "undo"), hint("reminders.back", "back", stays=True), MOVE, CALL, HELP
        )

    def _say(self, status: str) -> None:
        self.status = status
        self._read()

    def _recovery_of(self, reminder: Reminder) -> Recovery:
        states = (each for each in self.states if each.recovery.id == reminder.recovery)
        return next(states, self.states[0]).recovery

    def _state_of(self, reminder: Reminder) -> DayState:
        return next((each for each in self.states if each.recovery.id == reminder.recovery), self.states[0])

    def _nothing_here(self) -> None:
        gone = self.reminder is not None
        self._say("Nothing of it waits." if gone else "Go to what waits or comes first.")

    @work
    async def action_tick(self) -> None:
        """Tick what is open of the reminder; of one that has not come, once that was meant."""
        from tui.screens.dialogs import ChoiceScreen

        reminder = self.reminder
        if reminder is None or not reminder.items:
            self._nothing_here()
            return
        state = self._state_of(reminder)
        if reminder.date > state.date:
            self._say("That day has not come.")
            return
        items = [item for item in reminder.items if not item.item.rule.check_in]
        if not items:
            self._say("A check-in is answered: esc, then i.")
            return
        if reminder.due > self.now:
            options = (("no", "No, not yet"), ("yes", "Yes, all of it is done"))
            question = f"{reminder.title} is at {clock(reminder.due)}. Done already?"
            if await self.app.push_screen_wait(ChoiceScreen(question, options)) != "yes":
                return
        self._perform(lambda acts: acts.toggle(items, state), reminder)

    @work
    async def action_skip(self) -> None:
        """Skip what is open of the reminder, with a reason or without."""
        from tui.screens.dialogs import prompt_reason

        reminder = self.reminder
        if reminder is None or not reminder.items:
            self._nothing_here()
            return
        items = [item.item for item in reminder.items]
        why = await prompt_reason(self, [item.rule.title for item in items])
        if why is not None:
            self._perform(lambda acts: acts.skip(items, why), reminder, why)

    @work
    async def action_part(self) -> None:
        """Mark which of the reminder, and of all else that is due, is done, skipped or put off."""
        from tui.screens.dialogs import prompt_part

        reminder = self.reminder
        if reminder is None or not reminder.items:
            self._nothing_here()
            return
        if reminder.date > self._state_of(reminder).date:
            self._say("That day has not come.")
            return
        quiet = host(self).context.settings.quiet
        chosen = await prompt_part(self, [reminder], self.states, quiet)
        if isinstance(chosen, str):
            self._say(chosen)
        elif chosen is not None:
            with journal_of(self) as context:
                perform(
                    self,
                    lambda acts: chosen.do(context, acts),
                    self._say,
                    context.running_one(chosen.recovery),
                    chosen.words,
                )

    @work
    async def action_later(self) -> None:
        """Put the reminder off."""
        from tui.screens.dialogs import prompt_postponement

        reminder = self.reminder
        if reminder is None or not reminder.items:
            self._nothing_here()
            return
        if reminder.date != (today := self._state_of(reminder).date):
            self._say("That day has not come." if reminder.date > today else "That day is over.")
            return
        quiet = host(self).context.settings.quiet
        chosen = await prompt_postponement(self, [reminder], self.states, quiet)
        if chosen is not None:
            with journal_of(self) as context:
                self._perform(lambda acts: chosen.put_off(context, acts), reminder)

    def action_take_back(self) -> None:
        """Undo what was done last."""
        from tui.screens.act import take_back

        with journal_of(self) as context:
            take_back(self, context.journal.top(), self._say)

    def _perform(self, act: ToDo, reminder: Reminder, words: str = "") -> None:
        perform(self, act, self._say, self._recovery_of(reminder), words)

    @on(OptionList.OptionSelected)
    def _taken(self, event: OptionList.OptionSelected) -> None:
        """Change what is a setting; of a reminder, look at its day."""
        event.stop()
        if event.option_id == _LOUD_ROW:
            self._ask_loud()
        elif event.option_id == _QUIET_ROW:
            self._ask_quiet()
        elif (event.option_id or "").startswith(_TELLER):
            self._set_up(TellerName((event.option_id or "").removeprefix(_TELLER)))
        else:
            found, first = self.reminder, self.states[0]
            if found is not None and found.recovery == first.recovery.id:
                self.dismiss(first.number + (found.date - first.date).days)

    @work(exclusive=True, group="setup")
    async def _set_up(self, teller: TellerName) -> None:
        """Set up what reminds while the app is closed, once the person has said so; then say what is next."""
        from tui.screens.dialogs import Paragraph, ParagraphsScreen
        from tui.screens.reminders.setting_up import set_up_timer, write_calendar_file

        words = await (set_up_timer if teller is TellerName.TIMER else write_calendar_file)(self)
        if words:
            texts = [part for each in words for part in (Paragraph(each), Paragraph(""))]
            await self.app.push_screen_wait(ParagraphsScreen(texts))
        self._read()

    @work
    async def _ask_loud(self) -> None:
        from tui.screens.dialogs import ChoiceScreen

        options = [(loud.value, _LOUD[loud]) for loud in Loud]
        chosen = await self.app.push_screen_wait(
            ChoiceScreen("How are you told while the app is open?", options)
        )
        if chosen is not None:
            self._set((("loud", chosen),))

    @work
    async def _ask_quiet(self) -> None:
        from tui.screens.dialogs import PromptScreen

        quiet = host(self).context.settings.quiet
        text: str | None = f"{clock_words(quiet.start)}-{clock_words(quiet.end)}"
        title = "Quiet from when to when? Nothing is told then."
        while True:
            text = await self.app.push_screen_wait(
                PromptScreen(title, "such as 22:30-07:00", value=text or "")
            )
            if not text:
                return
            try:
                first, _, last = text.partition("-")
                times = clock_words(parse_clock(first)), clock_words(parse_clock(last))
            except ValueError as error:
                title = f"{error} Both times, such as 22:30-07:00."
                continue
            self._set((("quiet.from", times[0]), ("quiet.to", times[1])))
            return

    def _set(self, values: Sequence[tuple[str, str]]) -> None:
        """Write settings, and go by them from now on."""
        context = host(self).context
        path = context.paths.settings
        try:
            for key, value in values:
                write_setting(path, key, value)
        except SettingsError as error:
            self._say(str(error).splitlines()[0])
            return
        except OSError as error:
            self._say(f"The settings cannot be written: {reason_of(error)}.")
            return
        context.settings, _ = read_settings(path, bindings=KEY_IDS)
        self._say("Kept.")
        host(self).changed()


def _row_id(reminder: Reminder) -> str:
    return f"coming/{reminder.id}"


def _past_id(past: PastReminder) -> str:
    return f"past/{past.recovery}/{past.key}"


def _unanswered(past: PastReminder) -> Reminder:
    """What was, as a reminder of what of it nobody answered; of nothing where all of it was."""
    words = ", ".join(past.shorts) or past.title
    return Reminder(past.recovery, past.key, (past.due,), past.title, past.unanswered, words)
