"""A day drawn on the screen: six lists of rows, each in its place, and the keys below them."""

from typing import TYPE_CHECKING, Protocol, cast

from textual import getters
from textual.app import ComposeResult
from textual.reactive import var
from textual.screen import Screen

from checklists.plan.plan import Plan
from tui.recovery.plan_days import Summary
from tui.recovery.recovery import Recovery
from tui.recovery.state import DayState
from tui.reminders.reminder import Reminder
from tui.screens.dialogs.paragraphs import laid_out
from tui.screens.host import Host, ascii_only
from tui.screens.today.detail import detail
from tui.screens.today.finished_rows import finished_page
from tui.screens.today.head_rows import answer, now_row, sentences, telling_row
from tui.screens.today.layout import lay_out
from tui.screens.today.page import DayPage, Sections
from tui.screens.today.selection import Selection, under
from tui.screens.today.task_rows import from_afar
from tui.screens.today.today_keys import hints
from tui.widgets.hints import Hint, Hints
from tui.widgets.placing import Size, place
from tui.widgets.row_list import RowList, nearest
from tui.widgets.rows import Row, RowKind, Seg
from tui.wording.coming import Coming, coming
from tui.wording.reasons import Background
from tui.wording.status_line import status_line

if TYPE_CHECKING:
    from tui.reminders.reminders import Reminders


class TodayHost(Host, Protocol):
    """The app, as far as Today needs it."""

    reminders: "Reminders"

    def begin_again(self) -> None:
        """Show Start, since there is no recovery any more."""


class DayView(Screen[None]):
    """Draws the day it holds, for the terminal as it is. Its children say where the day comes from."""

    DEFAULT_CSS = """
    DayView {
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
        """What a rule's reasons are told from."""
        self.page: DayPage | None = None
        self.folds = Sections()
        self.said = ""
        """What the last key did, until the next minute or key."""
        self.plan: Plan | None = None
        """The plan that the day was read from."""
        self._shown: tuple[Hint, ...] = ()
        self._brought: tuple[object, tuple[Coming, ...]] = (None, ())
        self.summary: Summary | None = None
        """What the plan came to, once it is finished."""
        self.beside: tuple[Recovery, ...] = ()
        """The others that run."""

    @property
    def host(self) -> TodayHost:
        """The app this screen is in."""
        return cast(TodayHost, self.app)

    @property
    def here(self) -> Selection:
        """What of the day is under the cursor."""
        return under(self.cursor, self.state) if self.state else Selection(RowKind.BLANK)

    @property
    def telling(self) -> Reminder | None:
        """What stands told and is not yet answered."""
        standing, state = self.host.reminders.standing, self.state
        if standing is None or state is None or standing.recovery != state.recovery.id or not state.is_today:
            return standing
        found = (state.item(item.item.key) for item in standing.items)
        return standing if any(item is None or item.open for item in found) else None

    @property
    def asked(self) -> bool:
        """Whether a question is on the screen that yes or no answers."""
        asks = self.state.asks if self.state else None
        if asks is None or asks.top != 1:
            return False
        stop = f"{RowKind.ASK}/{asks.id}"
        return self.cursor == stop or self.act.sees(stop) or self.know.sees(stop)

    def compose(self) -> ComposeResult:
        marks = self.host.look.marks
        for id in ("head", "now", "act", "know", "detail"):
            yield RowList(marks, id=id)
        yield Hints(ascii_only=ascii_only(self))

    def on_mount(self) -> None:
        self.set_class(ascii_only(self), "-ascii")

    def is_unfolded(self, name: str) -> bool:
        """Whether a section is drawn unfolded."""
        row = self.page.row(f"{RowKind.HEADING}/{name}") if self.page else None
        return row is not None and any(seg.text == self.host.look.marks.unfolded for seg in row.left)

    def lay(self) -> None:
        """Lay the day out for the terminal as it is, and draw it."""
        if self.state is None:
            return
        size, before = Size(*self.app.size), self.page
        marks = self.host.look.marks
        if self.summary is not None:
            page = finished_page(self.state, self.summary, size, marks)
        else:
            title = self.state.recovery.title if self.beside else ""
            bring = self._bring() if size.panes else ()
            page = lay_out(self.state, size, self.folds, marks, bring, title)
        self.page = page
        self.cursor = nearest(self.cursor, before.stops if before else (), page.stops)
        if before is None or before.frame != page.frame:
            for id, region in page.frame.items():
                place(self.query_one(f"#{id}"), region)
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
        act, know = page.rows, page.know
        if state.asks is not None and self.here.item is not None:
            act, know = from_afar(act, page.size.left), from_afar(know, frame["know"].width - 2)
        self.act.show(act, frame["act"].height, self.cursor, page.foot)
        self.know.show(know, frame["know"].height, self.cursor, page.know_foot)
        if page.rule >= 0 and self.background is not None:
            texts = detail(self.cursor, state, self.background, whole=False)
            line = Row(RowKind.TEXT, left=(Seg(marks.line * page.size.left, "faint"),))
            rows = [line, *laid_out(texts, page.size.left)] if texts else []
            self.detail.show(rows, frame["detail"].height)
        shown = hints(self.here, state, page.size.narrow, self.asked)
        if shown != self._shown:
            self._shown = shown
            # After the row: it is the row that a key press waits for.
            self.call_after_refresh(self._offer)

    def _offer(self) -> None:
        self.keys.show(*self._shown)

    def _bring(self) -> tuple[Coming, ...]:
        """What the next days bring, looked up again only when the plan is another or the day."""
        if self.plan is None or self.state is None or self.state.number < self.plan.today:
            return ()
        key = (self.state.number, self.plan.state)
        if self._brought[0] != key:
            self._brought = (key, tuple(coming(self.plan, self.state.number)))
        return self._brought[1]

    def _voice(self, state: DayState, page: DayPage) -> Row | None:
        """The now-line. In a short terminal there is one only when it has something to tell."""
        marks, width = self.host.look.marks, page.size.width
        telling = self.telling
        if telling is not None:
            keys = {item.item.key for item in telling.items}
            own = telling.recovery == state.recovery.id
            here = own and any(item.item.key in keys for item in self.here.items)
            return telling_row(telling, self._title_of(telling, state), here, width, marks)
        if page.voice < 0 and not self.said:
            return None
        words = answer(self.said, width) if self.said else sentences(status_line(state), width)
        return now_row(state.now, words, width, marks)

    def _title_of(self, telling: Reminder, state: DayState) -> str:
        """The recovery a telling is of, where it is not the one shown."""
        if telling.recovery == state.recovery.id:
            return ""
        return next((one.title for one in self.beside if one.id == telling.recovery), "")
