"""One day of a recovery on the screen: read from the journal, laid out, drawn, and gone about in."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, cast

from textual import getters, on
from textual.app import ComposeResult
from textual.geometry import Region
from textual.reactive import var
from textual.screen import Screen
from textual.widget import Widget

from tui.day.state import DayState
from tui.day.summary import Summary, summary
from tui.day.voice import now_line
from tui.journal import Act, JournalError
from tui.messages import Changed, ReminderDue, ReminderGone
from tui.reminders.due import Telling
from tui.screens.host import Host, ascii_only
from tui.screens.today_keys import hints
from tui.widgets.act_rows import row_key
from tui.widgets.day_page import DayPage, Size
from tui.widgets.detail_rows import detail, laid_out
from tui.widgets.finished_rows import finished_page
from tui.widgets.fitting import lay_out, opened
from tui.widgets.folds import Folds
from tui.widgets.hints import Hints
from tui.widgets.now_rows import now_row, telling_row
from tui.widgets.reasons import Background
from tui.widgets.row_list import RowList
from tui.widgets.rows import Kind, Row, Seg
from tui.widgets.under import Under, first_stop, nearest, under

if TYPE_CHECKING:
    from tui.reminders.reminders import Reminders


class TodayHost(Host, Protocol):
    """The app, as far as Today needs it."""

    reminders: "Reminders"


class DayScreen(Screen[None]):
    """Shows a day and moves about in it. What writes to the journal is in the class above it."""

    DEFAULT_CSS = """
    DayScreen {
        #know { border-left: solid $faint; padding: 0 0 0 1; }
        &.-ascii #know { border-left: ascii $faint; }
        Hints { dock: bottom; }
    }
    """
    AUTO_FOCUS = ""

    state: var[DayState | None] = var(None)
    """What is on the screen. The journal changes first, then this, then the widgets."""

    cursor: var[str] = var("")
    """The row the cursor is on, by its name. Empty is none."""

    head = getters.query_one("#head", RowList)
    now = getters.query_one("#now", RowList)
    act = getters.query_one("#act", RowList)
    know = getters.query_one("#know", RowList)
    detail = getters.query_one("#detail", RowList)
    keys = getters.query_one(Hints)

    def __init__(self) -> None:
        super().__init__()
        self.background: Background | None = None
        self.page: DayPage | None = None
        self.said = ""
        """What the last key did, until the next minute or key."""
        self.undoable: Act | None = None
        self.redoable: Act | None = None
        self._number: int | None = None
        self.folds = Folds()
        self._came_to = ""
        self._summary: Summary | None = None

    @property
    def host(self) -> TodayHost:
        """The app this screen is in."""
        return cast(TodayHost, self.app)

    @property
    def here(self) -> Under:
        """What of the day is under the cursor."""
        return under(self.cursor, self.state) if self.state else Under(Kind.BLANK)

    @property
    def telling(self) -> Telling | None:
        """What stands told and is not yet answered."""
        standing, state = self.host.reminders.standing, self.state
        if standing is None or state is None or standing.recovery != state.recovery.id or not state.is_today:
            return standing
        found = (state.item(item.item.key) for item in standing.items)
        return standing if any(item is None or item.open for item in found) else None

    def compose(self) -> ComposeResult:
        marks = self.host.look.marks
        for id in ("head", "now", "act", "know", "detail"):
            yield RowList(marks, id=id)
        yield Hints(ascii_only=ascii_only(self))

    def on_mount(self) -> None:
        self.set_class(ascii_only(self), "-ascii")
        self.read()

    def on_resize(self) -> None:
        size = Size(*self.app.size)
        if self.state is not None and (self.page is None or self.page.size != size):
            chosen = self.folds.chosen
            self.folds = replace(opened(self.state, size, self.host.look.marks), chosen=chosen)
            self.lay()

    def on_screen_resume(self) -> None:
        if self.state is not None:
            self.read()

    @on(Changed)
    @on(ReminderGone)
    def _read_again(self) -> None:
        self.read()

    @on(ReminderDue)
    def _told(self, message: ReminderDue) -> None:
        """Open what is told; the cursor goes there only if nobody has moved it since the last time."""
        self.said = ""
        self.read()
        if self.state is None or not self.state.is_today or self.cursor != self._came_to:
            return
        keys = {item.item.key for item in message.telling.items}
        found = [item for item in self.state.items if item.item.key in keys]
        if found:
            self.stand(f"{Kind.ITEM}/{row_key(found[0])}")
            self._came_to = self.cursor

    def read(self) -> None:
        """Read the day back from the journal, and draw what has changed."""
        try:
            self._read()
        except JournalError as error:
            self.host.fail(error)

    def _read(self) -> None:
        session, before = self.host.session, self.state
        care, now = session.care(), session.now()
        if care is None:
            from tui.screens.start import StartScreen

            self.app.switch_screen(StartScreen())
            return
        plan = care.plan(now)
        number = plan.today if self._number is None else self._number
        if before is not None and not self.is_current and self._number is None:
            # An open question keeps its own day, also past that day's end.
            number = before.number
        state = care.state_of(plan, now, number)
        self._summary = summary(care, plan) if state.finished else None
        self.background = Background(plan.checklist, plan.state.answers)
        self.undoable, self.redoable = session.journal.top(), session.journal.top_redo()
        self._take(before, state)

    def _take(self, before: DayState | None, state: DayState) -> None:
        """Show a state in place of the one before it."""
        if before is not None and f"{before.now:%H:%M}" != f"{state.now:%H:%M}":
            self.said = ""
        same = before is not None and (before.date, before.recovery.id) == (state.date, state.recovery.id)
        if before is not None and same:
            self.folds = self.folds.since(before.now, state).kept(*self._answered(before, state))
        else:
            self.folds = opened(state, Size(*self.app.size), self.host.look.marks)
        self.state = state
        self.lay()
        if not same and self.page is not None:
            stops = self.page.stops
            self.cursor = first_stop(state, stops) if state.is_today else "".join(stops[:1])
            self._came_to = self.cursor
            self.paint()

    def _answered(self, before: DayState, state: DayState) -> Iterator[str]:
        """Sections that stand open and in which nothing waits any more: they stay open."""
        waited = {section.slot for section in before.sections if section.open}
        for section in state.sections:
            if section.slot in waited and not section.open and self.is_unfolded(section.slot):
                yield section.slot

    def is_unfolded(self, name: str) -> bool:
        """Whether a section is drawn unfolded."""
        row = self.page.row(f"{Kind.HEADING}/{name}") if self.page else None
        return row is not None and any(seg.text == self.host.look.marks.unfolded for seg in row.left)

    def lay(self) -> None:
        """Lay the day out for the terminal as it is, and draw it."""
        if self.state is None:
            return
        size, before = Size(*self.app.size), self.page
        marks = self.host.look.marks
        if self._summary is not None:
            page = finished_page(self.state, self._summary, size, marks)
        else:
            page = lay_out(self.state, size, self.folds, marks)
        self.page = page
        self.cursor = nearest(self.cursor, before.stops if before else (), page.stops)
        if before is None or before.frame != page.frame:
            for id, region in page.frame.items():
                _put(self.query_one(f"#{id}"), region)
        self.paint()

    def say(self, words: str) -> None:
        """Say something in the now-line until the next minute or key."""
        self.said = words
        self.paint()

    def stand(self, stop: str) -> None:
        """Put the cursor on a row, if there is one of this name."""
        if self.page is not None and stop in self.page.stops:
            self.cursor = stop
            self.paint()

    def paint(self) -> None:
        """Give the widgets what they are to draw. They draw only what is otherwise than it was."""
        page, state = self.page, self.state
        if page is None or state is None:
            return
        frame, marks = page.frame, self.host.look.marks
        voice = self._voice(state, page)
        head = list(page.head)
        if page.voice >= 0 and voice is not None:
            self.now.show([voice], 1)
        elif voice is not None:
            head[0] = voice
        self.head.show(head, len(head))
        self.act.show(page.rows, frame["act"].height, self.cursor, page.foot)
        self.know.show(page.know, frame["know"].height, self.cursor)
        if page.rule >= 0 and self.background is not None:
            texts = detail(self.cursor, state, self.background, whole=False)
            line = Row(Kind.TEXT, left=(Seg(marks.line * page.size.left, "faint"),))
            rows = [line, *laid_out(texts, page.size.left)] if texts else []
            self.detail.show(rows, frame["detail"].height)
        self.keys.show(*hints(self.here, state, page.size.narrow))

    def _voice(self, state: DayState, page: DayPage) -> Row | None:
        """The now-line. In a short terminal there is one only when it has something to tell."""
        marks, width = self.host.look.marks, page.size.width
        telling = self.telling
        if telling is not None:
            keys = {item.item.key for item in telling.items}
            here = any(item.item.key in keys for item in self.here.items)
            return telling_row(telling, self._title_of(telling, state), here, width, marks)
        if page.voice < 0 and not self.said:
            return None
        return now_row(state.now, self.said or now_line(state), width, marks)

    def _title_of(self, telling: Telling, state: DayState) -> str:
        """The recovery a telling is of, where it is not the one shown."""
        if telling.recovery == state.recovery.id:
            return ""
        running = self.host.session.running()
        return next((one.title for one in running if one.id == telling.recovery), "")


def _put(widget: Widget, region: Region) -> None:
    """Give a widget its place on the screen; one without any is not shown."""
    widget.display = region.area > 0
    if region.area:
        widget.styles.offset = region.offset
        widget.styles.width, widget.styles.height = region.width, region.height
