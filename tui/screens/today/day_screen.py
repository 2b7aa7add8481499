"""One day of a recovery, read from the journal whenever it may be otherwise."""

from collections.abc import Iterator

from msgspec.structs import replace
from textual import on

from tui.journal import Act, JournalError
from tui.recovery.plan_days import summary
from tui.recovery.state import DayState, ItemState
from tui.screens.today.day_view import DayView
from tui.screens.today.layout import opened
from tui.screens.today.selection import first_stop
from tui.screens.today.task_rows import row_key
from tui.widgets.messages import Changed, ReminderDue, ReminderGone
from tui.widgets.placing import Size
from tui.widgets.rows import RowKind
from tui.wording.reasons import Background


class DayScreen(DayView):
    """Keeps the day on the screen true. What a person does to it is for its children."""

    def __init__(self) -> None:
        super().__init__()
        self.undoable: Act | None = None
        """What undo was offered to take back, when the day was last read."""
        self.redoable: Act | None = None
        self._number: int | None = None
        self._came_to = ""
        self._away = False

    def on_mount(self) -> None:
        self.read()

    def on_resize(self) -> None:
        size = Size(*self.app.size)
        if self.state is not None and (self.page is None or self.page.size != size):
            chosen = self.folds.chosen
            self.folds = replace(opened(self.state, size, self.host.look.marks), chosen=chosen)
            self.lay()

    def on_screen_suspend(self) -> None:
        self._away = True

    def on_screen_resume(self) -> None:
        if self._away:
            self._away = False
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
        state, unmoved = self.state, self.cursor == self._came_to
        if state is None or not state.is_today or message.telling.recovery != state.recovery.id:
            return
        keys = {item.item.key for item in message.telling.items}
        found = [item for item in state.items if item.item.key in keys]
        if found:
            self.reveal(found[0], state, come=unmoved)

    def reveal(self, item: ItemState, state: DayState, come: bool) -> None:
        """Unfold the section of an item, and if asked to, come to it with the cursor."""
        section = next(section for section in state.sections if item in section.items)
        self.folds = self.folds.turned(section.slot, True)
        self.lay()
        if come:
            self.stand(f"{RowKind.ITEM}/{row_key(item)}")
            self._came_to = self.cursor

    def read(self, said: str | None = None) -> None:
        """Read the day back from the journal, and draw what has changed.

        Args:
            said: What was just done, to be said in the now-line; None says on what was said before.
        """
        try:
            self._read(said)
        except JournalError as error:
            self.host.fail(error)

    def _read(self, said: str | None) -> None:
        context, before = self.host.context, self.state
        reader, now = context.reader(), context.now()
        if reader is None:
            # Even the start can be undone.
            self.host.begin_again()
            return
        plan = context.plans.at(reader, now)
        number = plan.today if self._number is None else self._number
        if before is not None and self.app.screen is not self and self._number is None:
            # An open question keeps its own day, also past that day's end.
            number = before.number
        state = reader.state_of(plan, now, number)
        self.summary = summary(reader, plan) if state.finished else None
        self.plan = plan
        if said is None:
            # Nothing that is done on this screen begins or ends another.
            self.beside = tuple(one for one in context.running() if one.id != state.recovery.id)
        self.background = Background(plan.checklist, plan.state.answers, plan.state.signs.keys())
        self.undoable, self.redoable = context.journal.top(), context.journal.top_redo()
        self._take(before, state, said)

    def _take(self, before: DayState | None, state: DayState, said: str | None) -> None:
        """Show a state in place of the one before it."""
        if said is not None:
            self.said = said
        elif before is not None and f"{before.now:%H:%M}" != f"{state.now:%H:%M}":
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
