"""Today: what to do now, what to leave alone and until when, whether this is normal, and when to call."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from msgspec.structs import replace
from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Resize, ScreenResume
from textual.reactive import var
from textual.screen import Screen

from checklists.plan.plan import Plan
from checklists.rules.checklist import Sign
from checklists.rules.rule import Rule
from tui.journal import Act, JournalError
from tui.recovery.acts import Acts
from tui.recovery.call_lines import CallLine, heed
from tui.recovery.outcomes import Outcome
from tui.recovery.plan_days import ComingDay, Summary, coming_days, summary
from tui.recovery.recovery import START, Recovery
from tui.recovery.state import DayState, ItemState, State, Timing
from tui.reminders.occasion import Occasion
from tui.reminders.reminder import Reminder, reminders_of
from tui.screens.act import bring_back, journal_of, perform, perform_asked, take_back
from tui.screens.dialogs import paragraph_rows
from tui.screens.host import Host, ascii_only, key_of, room_of
from tui.screens.today.detail import detail
from tui.screens.today.finished_rows import finished_page
from tui.screens.today.head_rows import fit_answer, fit_sentences, reminder_row, status_row
from tui.screens.today.info_rows import LEAVE
from tui.screens.today.layout import DayPage, Sections, initial_sections, lay_out
from tui.screens.today.selection import Selection, first_stop, selected
from tui.screens.today.task_rows import ASKED, point_to_question, row_key
from tui.text.humanize import clock
from tui.widgets.hints import Hint, Hints, hint
from tui.widgets.messages import Changed, ReminderDue, ReminderGone, RoomChanged
from tui.widgets.placing import Size, place
from tui.widgets.row_list import RowList, nearest
from tui.widgets.rows import Row, RowKind, Seg
from tui.wording.hourly import current, is_hourly
from tui.wording.reasons import Background
from tui.wording.status_line import ahead_line, status_line
from tui.wording.top_row import asked_line, asked_report
from tui.zones import zone_words

if TYPE_CHECKING:
    from tui.recovery.overview import SignCourse
    from tui.reminders.reminders import Reminders
    from tui.screens.today.detail import DetailScreen
    from tui.wording.find import FindAnswer

_NUMBER = "Answer the question on the screen by its number"
_NEXT = "Begin the next session, once you have had it"


class TodayHost(Host, Protocol):
    """The app, as far as Today needs it."""

    reminders: "Reminders"


class TodayScreen(Screen[None]):
    """The day it is now, ready to tick, and its neighbours to look at."""

    DEFAULT_CSS = """
    TodayScreen {
        #info { border-left: solid $faint; padding: 0 0 0 1; }
        &.-ascii #info { border-left: ascii $faint; }
        Hints { dock: bottom; }
    }
    """
    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "w", "answers", "what you said", id="said.open", tooltip="Your answers, and what your clinic said"
        ),
        Binding(
            "space", "tick", "tick", id="item.tick", tooltip="Tick or untick; on a heading, the whole slot"
        ),
        Binding(
            "s", "skip", "skip", id="item.skip", tooltip="Leave it out on purpose, with a reason or none"
        ),
        Binding("x", "slip", "I slipped", id="item.slip", tooltip="Note a slip; of yesterday's, let it go"),
        Binding("n", "answer(0)", "no", id="sign.no", tooltip="Answer no to the question on the screen"),
        Binding("y", "answer(1)", "yes", id="sign.yes", tooltip="Answer yes to the question on the screen"),
        *(
            Binding(str(digit), f"answer_number({digit})", "number", id=f"sign.{digit}", tooltip=_NUMBER)
            for digit in range(10)
        ),
        Binding("n", "begin_next(1)", "begin the next session", id="course.next", tooltip=_NEXT),
        Binding("n", "note", "note", id="item.note", tooltip="Write a note to the row, or to the day"),
        Binding("l", "later", "later", id="item.later", tooltip="Tell me later"),
        Binding(
            "f", "part", "some of it", id="item.part", tooltip="Mark which of what is due is done, or not"
        ),
        Binding("g", "go_due", "go to what is due", id="item.due", tooltip="Go to what is due"),
        Binding("enter", "open", "open", id="item.open", tooltip="Open, fold, or read all about the row"),
        Binding("d", "clinic_date", "my clinic said", id="rule.clinic", tooltip="Say what my clinic said"),
        Binding(
            "a", "do_all", "did them all", id="yesterday.tick", tooltip="All that yesterday left is done"
        ),
        Binding("left", "move(-1)", "day before", id="day.before", tooltip="The day before"),
        Binding("right", "move(1)", "day after", id="day.after", tooltip="The day after"),
        Binding("t", "today", "today", id="day.today", tooltip="Back to today"),
        Binding("u", "take_back", "undo", id="act.undo", tooltip="Take back the last thing done"),
        Binding("U", "bring_back", "redo", id="act.redo", tooltip="Do again what was undone"),
        Binding("o", "go_out", "going out", id="sign.out", tooltip="I am going out, or I am back"),
        Binding("i", "check_in", "check in", id="check-in.open", tooltip="Say how it is healing"),
        Binding("p", "plan", "plan", id="plan.show", tooltip="Every day of the plan"),
        Binding(
            "h", "progress", "how it is going", id="progress.show", tooltip="How it is going, and the diary"
        ),
        Binding("b", "book", "book the next session", id="course.book", tooltip="Book the next session"),
        Binding("z", "put_away", "put away", id="recovery.end", tooltip="Put a finished recovery away"),
        Binding("z", "switch_off", "not for me", id="rule.off", tooltip="Leave this rule out, and say why"),
        Binding("r", "reminders", "reminders", id="reminders.open", tooltip="What is told, and what was"),
        Binding("k", "checklist", "checklist", id="checklist.open", tooltip="Every rule of the checklist"),
        Binding("e", "edit", "editor", id="file.edit", tooltip="Open the file in your editor at this rule"),
        Binding("v", "difference", "what changes", id="file.difference", tooltip="What the file changes"),
        Binding("up", "step(-1)", "up", id="list.up", tooltip="One row up"),
        Binding("down", "step(1)", "down", id="list.down", tooltip="One row down"),
        Binding("home", "step(-999)", "first", id="list.first", tooltip="The first row"),
        Binding("end", "step(999)", "last", id="list.last", tooltip="The last row"),
        Binding("pageup", "step(-8)", "page up", id="list.page-up", tooltip="Several rows up"),
        Binding("pagedown", "step(8)", "page down", id="list.page-down", tooltip="Several rows down"),
        Binding("q", "app.leave", "quit", id="app.quit", tooltip="Leave; everything is already kept"),
    ]

    state: DayState | None = None
    """What is on the screen. The journal changes first, then this, then the widgets."""

    cursor: var[str] = var("")
    """The row the cursor is on, by its name. Empty is none."""

    head = getters.query_one("#head", RowList)
    status_list = getters.query_one("#status", RowList)
    tasks = getters.query_one("#tasks", RowList)
    info = getters.query_one("#info", RowList)
    detail = getters.query_one("#detail", RowList)
    keys = getters.query_one(Hints)

    def __init__(self) -> None:
        super().__init__()
        self.plan: Plan | None = None
        """The plan that the day was read from."""
        self.background: Background | None = None
        """Where the reasons of a rule come from."""
        self.summary: Summary | None = None
        """What the plan came to, once it is finished."""
        self.others: tuple[DayState, ...] = ()
        """The day it is of the others that run."""
        self.undoable: Act | None = None
        """What undo was offered to take back, when the day was last read."""
        self.redoable: Act | None = None
        self.status = ""
        """What the last key did, until the next minute or key."""
        self.page: DayPage | None = None
        self.sections = Sections()
        self._number: int | None = None
        self._auto_cursor = ""
        self._hints: tuple[Hint, ...] = ()
        self._coming: tuple[object, tuple[ComingDay, ...]] = (None, ())
        self._status_height = 1
        self._charted: tuple[str, tuple[SignCourse, ...]] = ("", ())
        """What came of a check-in, and the signs of which one is drawn below that."""

    @property
    def host(self) -> TodayHost:
        """The app this screen is in."""
        return cast(TodayHost, self.app)

    def compose(self) -> ComposeResult:
        marks = self.host.look.marks
        for id in ("head", "status", "tasks", "info", "detail"):
            yield RowList(marks, id=id)
        yield Hints(ascii_only=ascii_only(self))

    def on_mount(self) -> None:
        self.set_class(ascii_only(self), "-ascii")
        self.reload()

    @on(Resize)
    @on(RoomChanged)
    def _on_room(self) -> None:
        size = Size(*room_of(self).size)
        if self.state is not None and (self.page is None or self.page.size != size):
            choices = self.sections.choices
            self.sections = replace(initial_sections(self.state, size, self.host.look.marks), choices=choices)
            self.relayout()

    @on(ScreenResume)
    def _on_resume(self) -> None:
        # No toast lies over Today.
        self.app.clear_notifications()
        if waiting := self.host.waiting_status:
            self.host.waiting_status = ""
            self.set_status(waiting)

    @on(ScreenResume)
    @on(Changed)
    @on(ReminderGone)
    def _on_change(self) -> None:
        if self.state is not None:
            self.reload()

    @on(ReminderDue)
    def _on_reminder(self, message: ReminderDue) -> None:
        """Unfold what is due; the cursor goes there only if nobody has moved it since the last time."""
        self.status = ""
        self.reload()
        # Whoever is writing a note comes back to the row that it is about.
        state, unmoved = self.state, self.cursor == self._auto_cursor and self.app.screen is self
        if state is None or not state.is_today:
            return
        keys = _keys_of(message.occasion, state)
        item = next((item for item in state.items if item.item.key in keys), None)
        if item is not None:
            self.reveal(item, state, come=unmoved)

    def reload(self, status: str | None = None) -> None:
        """Show the day as the journal tells it now.

        Args:
            status: What was just done, for the status row; None leaves what stands there.
        """
        with journal_of(self) as context:
            reader, now = context.reader(), context.now()
            if reader is None:
                # Even the start can be undone.
                self.host.begin_again()
                return
            plan = context.plans.at(reader, now)
            same = self.state is None or self.state.recovery.id == reader.recovery.id
            if not same:
                # Begun, put away or chosen on another screen: of each the day it is.
                self._number = None
            number = plan.today if self._number is None else self._number
            if self.state is not None and same and self.app.screen is not self and self._number is None:
                # An open question keeps its own day, also past that day's end.
                number = self.state.number
            state = context.plans.state(reader, now, number)
            self.others = context.beside(state.recovery)
            if state is self.state:
                # What reminders tell may be otherwise all the same.
                self.set_status(self.status if status is None else status)
                return
            self.plan = plan
            self.summary = summary(reader, plan) if state.finished else None
            self.background = Background(plan.checklist, plan.state.answers, plan.state.signs.keys())
            self.undoable, self.redoable = context.journal.top(), context.journal.top_redo()
            self.show(state, status)

    def show(self, state: DayState, status: str | None = None) -> None:
        """Show a state in place of the one before it.

        Args:
            status: As for `reload`.
        """
        before, self.state = self.state, state
        if status is not None:
            self.status = status
        elif before is not None and f"{before.now:%H:%M}" != f"{state.now:%H:%M}":
            self.status = ""
        if before is not None and (before.date, before.recovery.id) == (state.date, state.recovery.id):
            answered = self._just_answered(before, state)
            self.sections = self.sections.open_due(before.now, state).keep_open(*answered)
            self.relayout()
            return
        self.sections = initial_sections(state, Size(*room_of(self).size), self.host.look.marks)
        stops = self._lay_out(state).stops
        self.cursor = first_stop(state, stops) if state.is_today else "".join(stops[:1])
        self._auto_cursor = self.cursor
        self.redraw()

    def _just_answered(self, before: DayState, state: DayState) -> Iterator[str]:
        """Sections that stand open and in which nothing waits any more: they stay open."""
        waited = {section.slot for section in before.sections if section.open}
        for section in state.sections:
            if section.slot in waited and not section.open and self.is_unfolded(section.slot):
                yield section.slot

    def relayout(self) -> None:
        """Lay the day out for the terminal as it is, and draw it."""
        if self.state is not None:
            self._lay_out(self.state)
            self.redraw()

    def _lay_out(self, state: DayState) -> DayPage:
        """Lay the day out and give the widgets their places; the cursor stays as near as it can."""
        size, before = Size(*room_of(self).size), self.page
        marks = self.host.look.marks
        if self.summary is not None:
            page = finished_page(state.beside(self.others), self.summary, size, marks)
        else:
            title = state.recovery.title if self.others else ""
            coming_days = self._coming_days() if size.panes else ()
            ahead = ahead_line(state, self.others)
            zone = zone_words(str(state.now.tzinfo), self.host.context.clock.zone, state.now)
            page = lay_out(
                state.beside(self.others), size, self.sections, marks, coming_days, title, ahead, zone
            )
        self.page = page
        self.cursor = nearest(self.cursor, before.stops if before else (), page.stops)
        if before is None or before.frame != page.frame:
            for id, region in page.frame.items():
                place(self.query_one(f"#{id}"), region.translate(room_of(self).offset))
            self._status_height = 1
        return page

    def _coming_days(self) -> tuple[ComingDay, ...]:
        """What the next days bring, looked up again only when the plan is another or the day."""
        if self.plan is None or self.state is None or self.state.number < self.plan.today:
            return ()
        key = (self.state.number, self.plan.state)
        if self._coming[0] != key:
            self._coming = (key, tuple(coming_days(self.plan, self.state.number)))
        return self._coming[1]

    def move_cursor(self, stop: str) -> None:
        """Put the cursor on a row, if there is one of this name."""
        if self.page is not None and stop in self.page.stops:
            self.cursor = stop
            self.redraw()

    def set_status(self, status: str) -> None:
        """Say something in the status row until the next minute or key."""
        self.status = status
        if self.page is not None and self.state is not None:
            self._draw_head(self.page, self.state)

    def redraw(self) -> None:
        """Give the widgets what they are to draw. They draw only what is otherwise than it was."""
        page, state = self.page, self.state
        if page is None or state is None:
            return
        self._draw_head(page, state)
        frame, tasks, info = page.frame, page.tasks, page.info
        if state.asks is not None and self.selected.item is not None:
            tasks = point_to_question(tasks, page.size.left)
            info = point_to_question(info, frame["info"].width - 2)
        self.tasks.show(tasks, frame["tasks"].height, self.cursor, page.tasks_foot)
        self.info.show(info, frame["info"].height, self.cursor, page.info_foot)
        if page.rule >= 0 and self.background is not None:
            texts = detail(
                self.cursor, state.beside(self.others), self.background, self.host.look.marks, whole=False
            )
            line = Row(RowKind.TEXT, left=(Seg(self.host.look.marks.line * page.size.left, "faint"),))
            rows = [line, *paragraph_rows(texts, page.size.left)] if texts else []
            self.detail.show(rows, frame["detail"].height)
        shown = hints(self.selected, state, page.size.narrow, self.asks_yes_or_no)
        if shown != self._hints:
            self._hints = shown
            # After the row: it is the row that a key press waits for.
            self.call_after_refresh(self._draw_hints)

    def _draw_head(self, page: DayPage, state: DayState) -> None:
        """The header and the status row, or the one in the other's place."""
        row, head = self._status(state, page), list(page.head)
        if row is not None and page.status >= 0:
            rows = [row, *self._chart_rows(state, page)]
            if self._status_height != len(rows):
                self._status_height = len(rows)
                region = page.frame["status"].grow((0, 0, len(rows) - 1, 0))
                place(self.status_list, region.translate(room_of(self).offset))
            self.status_list.show(rows, len(rows))
        elif row is not None:
            head[0] = row
        self.head.show(head, len(head))

    def _chart_rows(self, state: DayState, page: DayPage) -> list[Row]:
        """Below what came of a check-in a small chart; never while a published line stands."""
        status, courses = self._charted
        if not courses or self.status != status or not state.is_today:
            return []
        if self.host.top_lines or state.calls or page.top - page.status < 2:
            return []
        from tui.wording.charts import ASCII_MARKS, GLYPH_MARKS, small_chart_line

        marks, lead = ASCII_MARKS if ascii_only(self) else GLYPH_MARKS, 7 if page.size.narrow else 8
        line = small_chart_line(courses, state.number, marks, page.size.width - lead - 1)
        return [Row(RowKind.TEXT, left=(Seg(" " * lead), Seg(line, "mute")))] if line else []

    def _courses(self, signs: Collection[Sign]) -> "tuple[SignCourse, ...]":
        """The last days of some signs of the recovery shown, up to the day it is."""
        from tui.recovery.overview import sign_courses
        from tui.wording.charts import SMALL

        with journal_of(self) as context:
            reader, now = context.reader(), context.now()
            if signs and reader is not None and (plan := context.plans.at(reader, now)).today >= 0:
                days = range(max(plan.today - SMALL + 1, 0), plan.today + 1)
                return tuple(each for each in sign_courses(reader, plan, days) if each.sign in signs)
        return ()

    def _draw_hints(self) -> None:
        self.keys.show(*self._hints)

    def _status(self, state: DayState, page: DayPage) -> Row | None:
        """The status row. In a short terminal there is one only when it has something to tell."""
        marks, width = self.host.look.marks, page.size.width
        waiting = self.waiting
        if waiting is not None:
            keys = _keys_of(waiting, state)
            here = any(item.item.key in keys for item in self.selected.items)
            return reminder_row(waiting, self._title_of(waiting, state), here, width, marks, self.status)
        if page.status < 0 and not self.status:
            return None
        if self.status:
            return status_row(state.now, fit_answer(self.status, width), width, marks)
        sentences = status_line(state, self.others)
        if not state.is_today:
            sentences = f"{sentences} {marks.key('day.today')} goes back to today."
        return status_row(state.now, fit_sentences(sentences, width), width, marks)

    def _title_of(self, occasion: Occasion, state: DayState) -> str:
        """The recovery that reminders are of, where it is another than the one shown and they are of one."""
        recoveries = {reminder.recovery for reminder in occasion.reminders}
        if len(recoveries) > 1 or state.recovery.id in recoveries:
            return ""
        return next((one.recovery.title for one in self.others if one.recovery.id in recoveries), "")

    @property
    def selected(self) -> Selection:
        """What of the day is under the cursor."""
        return selected(self.cursor, self.state) if self.state else Selection(RowKind.BLANK)

    @property
    def waiting(self) -> Occasion | None:
        """What was told last and waits for an answer."""
        active, state = self.host.reminders.active, self.state
        if active is None or state is None or not state.is_today:
            return active
        if any(not each.items or each.recovery != state.recovery.id for each in active.reminders):
            return active
        items = (state.item(item.item.key) for item in active.items)
        return active if any(item is None or item.open for item in items) else None

    @property
    def asked_line(self) -> CallLine | None:
        """The published line that the top row asks about, whether it is still so, and y and n answer that."""
        state = self.state
        if state is None or not state.is_today or self.selected.kind is RowKind.ASK:
            return None
        return asked_line(self.host.top_lines, state.now)

    @property
    def asks_yes_or_no(self) -> bool:
        """Whether a question is on the screen that y and n answer."""
        return self._asks(yes_no=True)

    def _asks(self, *, yes_no: bool) -> bool:
        """Whether a question is on the screen that yes and no answer, or else a number."""
        asks = self.state.asks if self.state else None
        if asks is None or asks.yes_no is not yes_no:
            return False
        stop = f"{RowKind.ASK}/{ASKED}"
        return self.cursor == stop or self.tasks.sees(stop) or self.info.sees(stop)

    def is_unfolded(self, name: str) -> bool:
        """Whether a section is drawn unfolded."""
        row = self.page.row(f"{RowKind.HEADING}/{name}") if self.page else None
        return row is not None and any(seg.text == self.host.look.marks.unfolded for seg in row.left)

    def reveal(self, item: ItemState, state: DayState, come: bool) -> None:
        """Unfold the section of an item.

        Args:
            come: Put the cursor on it too.
        """
        section = next(section for section in state.sections if item in section.items)
        self.sections = self.sections.choose(section.slot, True)
        if is_hourly(section):
            item = current(section.items, state)
        stop, page = f"{RowKind.ITEM}/{row_key(item)}", self._lay_out(state)
        if come:
            self.cursor = self._auto_cursor = stop if stop in page.stops else self.cursor
        self.redraw()

    @property
    def farewell(self) -> str:
        """The last words when the program is left: when there will be something to do."""
        state = self._day_it_is()
        if state is None or state.finished:
            return "Take care."
        coming = [one.next_due for one in (state, *self.others) if one.is_today and one.next_due is not None]
        if coming:
            return f"See you at {clock(min(coming))}."
        return "See you tomorrow." if any(one.tomorrow for one in (state, *self.others)) else "Take care."

    def _day_it_is(self) -> DayState | None:
        """Today, whichever day is shown; None where it cannot be read."""
        if self.state is None or self.state.is_today:
            return self.state
        context = self.host.context
        with suppress(JournalError):
            reader, now = context.reader(), context.now()
            if reader is not None:
                return context.plans.state(reader, now, context.plans.at(reader, now).today)
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys mean something on this row and this day."""
        state = self.state
        if state is None:
            return False
        match action:
            case "answer":
                asks = self.asks_yes_or_no and (parameters == (1,) or self.selected.item is None)
                return asks or self.asked_line is not None
            case "answer_number":
                top = state.asks.signs[0].top if state.asks and self._asks(yes_no=False) else -1
                return isinstance(digit := parameters[0], int) and digit <= top
            case "begin_next":
                return state.finished if parameters else self.can_begin_next
            case "note":
                # No is n as well, wherever it does not stand on what a note may be written to.
                if self.asked_line is not None:
                    return False
                says_no = self.asks_yes_or_no and self.selected.item is None
                return not (says_no or self.selected.kind is RowKind.ASK or state.finished)
            case "do_all":
                return bool(self._left_over)
            case "go_out":
                return self._outing is not None
            case "put_away":
                return state.finished and state.recovery.ended is None
            case "switch_off":
                return not state.finished
        return True

    def _do(self, act: Callable[[Acts], Outcome], recovery: Recovery | None = None, words: str = "") -> None:
        """Do something to a recovery, or else to the one that is shown, and show what came of it."""
        if recovery is None and self.state is not None:
            recovery = self.state.recovery
        perform(self, act, self.reload, recovery, words)

    def _report(self, status: str | None) -> None:
        """Show what came of an act on another screen, if there was one."""
        if status:
            self.reload(status)
            self.call_after_refresh(self.host.changed)

    def _want_row(self, id: str, usual: str) -> None:
        """Say what a key needs that did nothing, where the cursor is on no row."""
        if self.selected.kind is RowKind.BLANK and self.state is not None and not self.state.finished:
            self.set_status(f"Go to a row first, then {key_of(self.app, id, usual)}.")

    def action_tick(self) -> None:
        """Tick or untick the row; on a heading its whole slot. The check-in is ticked by answering it."""
        state, selected = self.state, self.selected
        if selected.item is not None and selected.item.item.rule.check_in and selected.item.open:
            self._check_in(selected.item.item.date)
            return
        items: Sequence[ItemState] = selected.items
        if selected.kind is RowKind.HEADING and not selected.yesterday:
            items = [item for item in items if not (item.item.rule.check_in or item.item.rule.as_needed)]
        if items and state is not None:
            if (
                selected.section is not None
                and selected.kind is RowKind.HEADING
                and self._is_ahead(items, state)
            ):
                self._tick_ahead(selected.section.title, items, state)
            else:
                self._do(lambda acts: acts.toggle(items, state))
        else:
            self._want_row("item.tick", "space")

    def _is_ahead(self, items: Sequence[ItemState], state: DayState) -> bool:
        """Whether all that waits of a slot is still to come today."""
        waiting = [item for item in items if item.open] if state.is_today else []
        return bool(waiting) and all(item.when(state.now) is Timing.LATER for item in waiting)

    @work
    async def _tick_ahead(self, title: str, items: Sequence[ItemState], state: DayState) -> None:
        """Tick a whole slot whose time has not come, once that was meant."""
        from tui.screens.dialogs import ChoiceScreen

        first = min((item.starts for item in items if item.open and item.starts), default=state.now)
        options = (("no", "No, not yet"), ("yes", "Yes, all of it is done"))
        if (
            await self.app.push_screen_wait(
                ChoiceScreen(f"{title} is at {clock(first)}. Done already?", options)
            )
            == "yes"
        ):
            self._do(lambda acts: acts.toggle(items, state))

    @work
    async def action_skip(self) -> None:
        """Skip the row, or what is open of a heading's slot, with a reason or without."""
        from tui.screens.dialogs import prompt_reason

        state, selected = self.state, self.selected
        items = [item.item for item in selected.items if selected.item or item.open]
        if not items:
            self._want_row("item.skip", "s")
            return
        why = await prompt_reason(self, [item.rule.title for item in items])
        if why is not None and state is not None:
            self._do(lambda acts: acts.skip(items, why), state.recovery, why)

    @work
    async def action_slip(self) -> None:
        """Note a slip; of what is left from yesterday, let it go."""
        state, selected = self.state, self.selected
        if selected.yesterday:
            self._let_go(selected.items)
            return
        avoids = [avoid for avoid in selected.avoids if avoid.avoid.on]
        if not selected.avoids and self._left_over:
            slip = key_of(self.app, "item.slip", "x")
            self.set_status(f"Go to what is left from yesterday first, then {slip}.")
        if len(avoids) > 1:
            from tui.screens.dialogs import ChoiceScreen

            options = [(avoid.avoid.rule.id, avoid.avoid.rule.title) for avoid in avoids]
            chosen = await self.app.push_screen_wait(ChoiceScreen("Which one?", options))
            avoids = [avoid for avoid in avoids if avoid.avoid.rule.id == chosen]
        if avoids and state is not None:
            self._do(lambda acts: acts.toggle_slip(avoids[0], state.date), state.recovery)

    def action_answer(self, value: int) -> None:
        """Answer the question that is on the screen; the top row's comes first."""
        if self.asked_line is not None:
            self.action_still(value)
            return
        state, asks = self.state, self.state.asks if self.state else None
        if state is None or asks is None:
            return
        if value and len(asks.signs) > 1:
            # Which of them it is, is asked there.
            self._ask_signs(*asks.signs)
        else:
            self._do(lambda acts: acts.report(dict.fromkeys(asks.signs, value), state.date))

    def action_answer_number(self, digit: int) -> None:
        """Answer the question on the screen by its number; where there is a 10, a 1 may become one."""
        state, asks = self.state, self.state.asks if self.state else None
        if state is None or asks is None:
            return
        sign = asks.signs[0]
        if sign.top > 9 and digit == 1:
            self._ask_signs(sign, value=digit)
        else:
            self._do(lambda acts: acts.report({sign: digit}, state.date))

    @work(exclusive=True, group="still")
    async def _ask_signs(self, *signs: Sign, value: int | None = None) -> None:
        """Ask a few signs of the day by themselves, and report what is answered."""
        from tui.screens.check_in import AskSignScreen

        state = self.state
        answers = await self.app.push_screen_wait(AskSignScreen(*signs, value=value))
        if answers and state is not None:
            values = {sign: answers[sign.id] for sign in signs if sign.id in answers}
            self._do(lambda acts: acts.report(values, state.date), state.recovery)

    @work(exclusive=True, group="still")
    async def action_still(self, value: int) -> None:
        """Say whether what the top row asks about is still so; on a scale no asks for the number."""
        from tui.screens.check_in import AskSignScreen

        state, line = self.state, self.asked_line
        if state is None or line is None:
            return
        report = asked_report(line, state.date)
        if report is None:
            with journal_of(self) as context:
                heed(context, line, ticked=bool(value))
                self._report("Still so, as of today." if value else "Not marked any more.")
            return
        recovery = next(each for each, one in line.standing if report in one.reports).recovery
        answer: int | None = report.value if value else 0
        if not value and report.sign.top > 1:
            answers = await self.app.push_screen_wait(AskSignScreen(report.sign, value=report.value))
            answer = answers.get(report.sign.id) if answers else None
        if answer is not None:
            now = answer
            self._do(lambda acts: acts.report({report.sign: now}, state.date), recovery)

    @work
    async def action_note(self) -> None:
        """Write a note to the row, or to the day."""
        from tui.screens.dialogs import PromptScreen

        state, item = self.state, self.selected.item
        if state is None:
            return
        title = f"A note to: {item.item.rule.title}" if item else f"A note to day {state.number}"
        before = item.note if item else ""
        text = await self.app.push_screen_wait(PromptScreen(title, value=before))
        if text is not None and text != before:
            about = item.item if item else None
            self._do(lambda acts: acts.note(text, state.date, about), state.recovery, text)

    @work
    async def action_later(self) -> None:
        """Put off what waits, or else the slot of the row under the cursor; or one row of it, or all."""
        from tui.screens.dialogs import prompt_postponement

        state, scope = self.state, self._reminders_here()
        if state is None or not scope:
            self.set_status("There is nothing to put off here.")
            return
        states = [state, *self.others]
        quiet, only = self.host.context.settings.quiet, self.selected.item
        chosen = await prompt_postponement(self, scope, states, quiet, only)
        if chosen is not None:
            with journal_of(self) as context:
                recovery = context.running_one(chosen.recovery) or state.recovery
                self._do(lambda acts: chosen.put_off(context, acts), recovery)

    @work
    async def action_part(self) -> None:
        """Mark which of all that is due, or of the slot under the cursor, is done, skipped or put off."""
        from tui.screens.dialogs import prompt_part

        state, scope = self.state, self._reminders_here()
        if state is None or not scope:
            self.set_status("Nothing is due here.")
            return
        quiet = self.host.context.settings.quiet
        chosen = await prompt_part(self, scope, [state, *self.others], quiet)
        if isinstance(chosen, str):
            self.set_status(chosen)
        elif chosen is not None:
            with journal_of(self) as context:
                recovery = context.running_one(chosen.recovery) or state.recovery
                self._do(lambda acts: chosen.do(context, acts), recovery, chosen.words)

    def _reminders_here(self) -> list[Reminder]:
        """What waits, or else the reminder of the slot of the row under the cursor."""
        state, waiting = self.state, self.waiting
        if waiting is not None:
            return [each for each in waiting.reminders if each.items]
        if state is None or not state.is_today:
            return []
        keys = {item.item.key for item in self.selected.items}
        reminders = reminders_of(state, self.host.context.settings.quiet)
        return [one for one in reminders if any(item.item.key in keys for item in one.items)][:1]

    def action_go_due(self) -> None:
        """Go to what the reminder is of, be it another recovery, or to the first thing due."""
        waiting, shown = self.waiting, self.state
        ids = [each.recovery for each in waiting.reminders] if waiting is not None else []
        elsewhere = [one.recovery.id for one in self.others if one.recovery.id in ids]
        if elsewhere and (shown is None or shown.recovery.id not in ids):
            self.look_at(elsewhere[0])
        else:
            self.show_day(None)
        state, waiting = self.state, self.waiting
        if state is None:
            return
        keys = _keys_of(waiting, state) if waiting is not None else set()
        due = [item for item in state.items if item.open and item.item.key in keys] or state.due
        if not due:
            self.set_status("Nothing is due.")
            return
        self.reveal(due[0], state, come=True)

    def action_open(self) -> None:
        """Fold or unfold a heading; of any other row, show all there is to say."""
        kind, _, key = self.cursor.partition("/")
        if kind == RowKind.HEADING:
            self.action_fold()
        elif key and self.state is not None and self.background is not None:
            from tui.screens.today.detail import DetailScreen

            self.app.push_screen(
                DetailScreen(self.cursor, self.state, self.background, self.host.look.marks), self._report
            )

    def action_fold(self) -> None:
        """Fold or unfold the section whose heading the cursor is on."""
        if self.page is not None and self.cursor.startswith(RowKind.HEADING):
            name = self.cursor.partition("/")[2]
            self.sections = self.sections.choose(name, not self.is_unfolded(name))
            self.relayout()

    @work
    async def action_clinic_date(self) -> None:
        """Note which days or times the clinic gave for the rule under the cursor."""
        from tui.screens.dialogs import prompt_clinic_date
        from tui.wording.clinic import no_date

        selected, rules = self.selected, self.selected.rules
        if rules:
            await perform_asked(self, prompt_clinic_date(self, rules), self.reload)
            return
        rules_here = [
            *(item.item.rule for item in selected.items),
            *(avoid.avoid.rule for avoid in selected.avoids),
        ]
        reasons = (reason for rule in rules_here if (reason := no_date(rule)))
        first = f"Go to a rule first, then {key_of(self.app, 'rule.clinic', 'd')}."
        self.set_status(next(reasons, first))

    def action_do_all(self) -> None:
        """Tick all that is left from yesterday."""
        state, waiting = self.state, [one for one in self._left_over if not one.item.rule.check_in]
        if state is not None and waiting:
            self._do(lambda acts: acts.toggle(waiting, state))
        elif state is not None and self._left_over:
            self.set_status("A check-in is answered, not ticked.")

    def action_let_all_go(self) -> None:
        """Let go of all that is left from yesterday."""
        self._let_go(self._left_over)

    def _let_go(self, items: Sequence[ItemState]) -> None:
        waiting = [item.item for item in items if item.open]
        if waiting:
            self._do(lambda acts: acts.let_go(waiting))

    @property
    def _left_over(self) -> list[ItemState]:
        """What yesterday left open."""
        return [item for item in self.state.yesterday if item.open] if self.state else []

    def action_move(self, days: int) -> None:
        """Look at another day."""
        if self.state is not None:
            last = max(self.state.last_day, self.state.today)
            self.action_go(max(min(0, self.state.today), min(self.state.number + days, last)))

    def action_go(self, number: int) -> None:
        """Look at a day by its number."""
        if self.state is not None:
            self.show_day(None if number == self.state.today else number)

    def action_today(self) -> None:
        """Back to the day it is."""
        self.show_day(None)

    def show_day(self, number: int | None) -> None:
        """Show a day by its number. None is the day it is, and stays so when that becomes another."""
        if number != self._number:
            self._number = number
            self.status = ""
            self.reload()

    def look_at(self, recovery: str) -> None:
        """Show another recovery that runs, as it is today, for as long as the app is open.

        Args:
            recovery: Its id.
        """
        self.host.context.picked = recovery
        self._number = None
        self.status = ""
        self.reload()
        self.call_after_refresh(self.host.changed)

    @work
    async def action_take_back(self) -> None:
        """Undo what was done last, by the act that was on top when this was drawn; ask about the start."""
        shown = self.undoable
        if shown is None or shown.kind != START or await self._means_the_start():
            take_back(self, shown, self.reload)

    async def _means_the_start(self) -> bool:
        from tui.screens.dialogs import ChoiceScreen

        options = (("keep", "No, keep it"), ("undo", "Yes, as if it had never been begun"))
        return (
            await self.app.push_screen_wait(ChoiceScreen("Undo the start of this recovery?", options))
            == "undo"
        )

    def action_bring_back(self) -> None:
        """Do again what was undone last."""
        bring_back(self, self.redoable, self.reload)

    def action_go_out(self) -> None:
        """Say that the person is going out, or is back."""
        state, sign = self.state, self._outing
        if state is not None and sign is not None:
            self._do(lambda acts: acts.go_out(sign, state.out_until is None, state.date))

    @property
    def _outing(self) -> Sign | None:
        """The sign that says the person is out, if the checklist has one and today is shown."""
        if self.background is None or self.state is None or not self.state.is_today:
            return None
        return next((sign for sign in self.background.checklist.signs if sign.until is not None), None)

    def action_check_in(self) -> None:
        """Ask how the skin is, for the day shown."""
        if self.state is not None:
            self._check_in(self.state.date)

    def _check_in(self, day: date) -> None:
        from tui.screens.check_in import CheckInScreen

        state = self.state
        if state is None:
            return
        number = state.number + (day - state.date).days
        if number > state.today:
            self.set_status(f"Day {number} has not come.")
            return
        screen = CheckInScreen(number)

        def report(status: str | None) -> None:
            if status:
                self._charted = (status, self._courses(screen.reported) if number == state.today else ())
            self._report(status)

        self.app.push_screen(screen, report)

    @work
    async def action_plan(self) -> None:
        """Show every day, and go to the one that is chosen."""
        from tui.screens.plan import PlanScreen

        number = await self.app.push_screen_wait(PlanScreen(self.state.number if self.state else None))
        if number is not None:
            self.action_go(number)

    @work
    async def action_reminders(self) -> None:
        """Show what is to be told and what was, and go to the day that is chosen."""
        from tui.screens.reminders import RemindersScreen

        number = await self.app.push_screen_wait(RemindersScreen())
        if number is not None:
            self.action_go(number)

    @work
    async def action_progress(self) -> None:
        """Show how it is going and the diary, and go to the day that is chosen."""
        from tui.screens.progress import ProgressScreen

        number = await self.app.push_screen_wait(ProgressScreen())
        if number is not None:
            self.action_go(number)

    @work
    async def action_answers(self) -> None:
        """Show the answers and the clinic dates, to be changed."""
        from tui.screens.answers import AnswersScreen

        if await self.app.push_screen_wait(AnswersScreen()):
            self.action_progress()

    @work
    async def action_book(self) -> None:
        """Book the next session, move it or take it back; from its day on, begin it."""
        from tui.screens.course import book_session

        state = self.state
        if state is not None and state.next is not None and state.is_today and state.next.day <= state.date:
            from tui.screens.dialogs import ChoiceScreen

            options = (("begin", "I have had it: begin it"), ("move", "Move it, or take it back"))
            choice = await self.app.push_screen_wait(ChoiceScreen("The next session", options))
            if choice == "begin":
                self.action_begin_next()
            if choice != "move":
                return

        await perform_asked(self, book_session(self), self.reload)

    @property
    def can_begin_next(self) -> bool:
        """Whether the next session of the course can have been."""
        return self.state is not None and self.state.today > 0

    def action_begin_next(self, finished: int = 0) -> None:
        """Begin the next session of the course, with what this one had."""
        from tui.files.next_session import find_next_session
        from tui.screens.start import StartScreen

        state = self.state
        if state is None:
            return
        with journal_of(self) as context:
            following = find_next_session(context.journal, context.settings, state.recovery, context.now())
            self.app.push_screen(StartScreen(following), lambda _: self._begun(state.recovery))

    @work
    async def action_begin(self) -> None:
        """Begin the next session of what runs, or another recovery beside it."""
        from tui.screens.start import begin_another

        await begin_another(self)

    def _begun(self, before: Recovery) -> None:
        """Show the day it is of the session that was begun, if one was."""
        context = self.host.context
        if context.recovery() != before:
            self.show_day(None)

    @work
    async def action_put_away(self) -> None:
        """Put a finished recovery away, once that was meant."""
        from tui.screens.dialogs import ChoiceScreen

        options = (("keep", "Keep it here"), ("away", "Put it away; nothing is deleted"))
        if await self.app.push_screen_wait(ChoiceScreen("Put this recovery away?", options)) == "away":
            self._do(lambda acts: acts.end())

    @work
    async def action_switch_off(self) -> None:
        """Leave the rule under the cursor out of the person's file, and say why."""
        from tui.screens.checklist import switch_off

        state, rule = self.state, await self._choose_rule(self.selected.rules)
        if rule is not None and state is not None:
            self._report(await switch_off(self, state.recovery.checklist, rule))
        elif not self.selected.rules:
            self.set_status(f"Go to a rule first, then {key_of(self.app, 'rule.off', 'z')}.")

    @work
    async def action_edit(self) -> None:
        """Open the person's file in their editor, at the rule under the cursor."""
        from tui.screens.checklist import edit_file

        state, rules = self.state, self.selected.rules
        rule = await self._choose_rule(rules)
        if state is not None and (rule is not None or not rules):
            self._report(await edit_file(self, state.recovery.checklist, rule))

    @work
    async def action_checklist(self) -> None:
        """Show every rule of the checklist, beginning at the one under the cursor."""
        from tui.screens.checklist import ChecklistScreen

        rules = self.selected.rules
        await self.app.push_screen_wait(ChecklistScreen(rules[0].id if rules else ""))

    @work
    async def action_difference(self) -> None:
        """Show what a changed file changes in the days, if something waits."""
        from tui.screens.difference import show_difference

        self._report(await show_difference(self))

    async def _choose_rule(self, rules: Sequence[Rule]) -> Rule | None:
        """The rule that is meant, by a question where a row is about several; None where it is about none."""
        if len(rules) < 2:
            return rules[0] if rules else None
        from tui.screens.dialogs import ChoiceScreen

        options = [(rule.id, rule.title) for rule in rules]
        id = await self.app.push_screen_wait(ChoiceScreen("Which one?", options))
        return next((rule for rule in rules if rule.id == id), None)

    @on(RowList.Pointed)
    async def _pointed(self, message: RowList.Pointed) -> None:
        message.stop()
        again = message.row and message.row == self.cursor
        self.move_cursor(message.row)
        action = message.action or ("open" if again else "")
        if action:
            await self.app.run_action(action, self)

    def go_to(self, answer: "FindAnswer") -> None:
        """Go to what was found: to its row, or else to all there is to say of it."""
        self.show_day(None)
        state, rule, page = self.state, answer.rule, self.page
        if rule is None or state is None or page is None:
            self.app.call_later(self.app.run_action, "app.call")
            return
        item = next((each for each in state.items if each.item.rule.id == rule.id and each.open), None)
        if item is not None and any(item in section.items for section in state.sections):
            self.reveal(item, state, come=True)
            return
        if rule.kind.left_alone and not any(_is_of(stop, rule) for stop in page.stops):
            self.sections = self.sections.choose(LEAVE, True)
            page = self._lay_out(state)
        stop = next((stop for stop in page.stops if _is_of(stop, rule)), "")
        if stop:
            self.move_cursor(stop)
        elif (screen := self.detail_of(answer)) is not None:
            self.app.push_screen(screen, self._report)
        else:
            self.set_status(f"{answer}.")

    def detail_of(self, answer: "FindAnswer") -> "DetailScreen | None":
        """All there is to say of what was found, where it is of the day shown."""
        from tui.screens.today.detail import DetailScreen, detail

        state, rule, background = self.state, answer.rule, self.background
        if state is None or rule is None or background is None:
            return None
        item = next((each for each in state.items if each.item.rule.id == rule.id), None)
        kind = RowKind.AVOID if rule.kind.left_alone else RowKind.EXPECT
        stop = f"{RowKind.ITEM}/{row_key(item)}" if item is not None else f"{kind}/{rule.id}"
        marks = self.host.look.marks
        if not detail(stop, state, background, marks, whole=True):
            return None
        return DetailScreen(stop, state, background, marks)

    def action_step(self, rows: int) -> None:
        """Move the cursor by as many rows, and not past either end; a page without stops scrolls."""
        if self.page is None:
            return
        stops = self.page.stops
        if not stops:
            self.tasks.scroll_rows(rows)
            return
        start = stops.index(self.cursor) if self.cursor in stops else -1 if rows > 0 else len(stops)
        self.move_cursor(stops[max(0, min(start + rows, len(stops) - 1))])


def _is_of(stop: str, rule: Rule) -> bool:
    """Whether a row is of a rule that is no item: of what is left alone one row may be of several."""
    kind, _, key = stop.partition("/")
    return kind in (RowKind.AVOID, RowKind.EXPECT) and rule.id in key.split(",")


def _keys_of(occasion: Occasion, state: DayState) -> set[str]:
    """The keys of what reminders tell of the recovery that is shown."""
    own = (each for each in occasion.reminders if each.recovery == state.recovery.id)
    return {item.item.key for each in own for item in each.items}


def hints(selected: Selection, state: DayState, narrow: bool, asks: bool) -> tuple[Hint, ...]:
    """What the last line offers, by the row under the cursor.

    Args:
        asks: Whether a question is on the screen, to which n says no but from an item.
    """
    call = hint("call.open", "call" if narrow else "when to call", "call", stays=True)
    keys = hint("help.open", "keys" if narrow else "all keys", "keys", stays=True)
    undo = hint("act.undo", "undo")
    if state.finished:
        return call, hint("plan.show", "plan"), undo, keys
    first = _row_hints(selected)
    if narrow:
        return *first[:1], undo, call, keys
    note = [] if asks and selected.item is None else [hint("item.note", "note")]
    return *first, *note, undo, hint("day.before day.after", "day"), call, keys


def _row_hints(selected: Selection) -> list[Hint]:
    """What can be done with the row itself."""
    if selected.kind is RowKind.ASK:
        return [hint("sign.yes", "yes"), hint("sign.no", "no")]
    if selected.kind is RowKind.AVOID:
        return [hint("item.slip", "I slipped"), hint("item.open", "why")]
    if selected.kind is RowKind.EXPECT:
        return [hint("item.open", "read"), hint("rule.off", "not for me")]
    if selected.kind is RowKind.NORMAL:
        return [hint("item.open", "read")]
    if selected.books:
        return [hint("course.book", "book it"), hint("item.tick", "tick"), hint("item.skip", "skip")]
    if selected.yesterday:
        whole = hint("yesterday.tick", "did them all")
        return [hint("item.tick", "did it"), hint("item.slip", "let it go"), whole]
    if selected.kind is RowKind.HEADING and not selected.items:
        return [hint("item.open", "fold")]
    if selected.item is not None and selected.item.item.rule.check_in and selected.item.open:
        return [hint("item.tick", "check in"), hint("item.skip", "skip")]
    done = bool(selected.items) and all(item.state is State.DONE for item in selected.items)
    return [hint("item.tick", "untick" if done else "tick"), hint("item.skip", "skip")]
