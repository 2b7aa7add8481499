"""All there is to say about one row."""

from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tui.day.course import books
from tui.day.state import DayState
from tui.screens.host import ascii_only, host
from tui.widgets.detail_rows import detail, laid_out
from tui.widgets.hints import Hints, hint
from tui.widgets.reasons import Background
from tui.widgets.row_list import RowList
from tui.widgets.under import under

_WIDEST = 76


class DetailScreen(ModalScreen[str | None]):
    """What a rule says, why, why it is here, and who says so. Answers with what was kept of it, in words."""

    DEFAULT_CSS = """
    DetailScreen {
        background: $background;
        Hints { dock: bottom; }
    }
    """
    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,left", "leave_detail", "back", id="detail.back", tooltip="Back to the day"),
        Binding("b", "book", "book the next session", id="course.book", tooltip="Book the next session"),
        Binding("d", "clinic_date", "my clinic said", id="rule.clinic", tooltip="Say what my clinic said"),
        Binding("c", "app.call", "when to call", id="call.open", tooltip="When to call, and whom"),
        Binding("question_mark", "app.keys", "all keys", id="help.open", tooltip="Every key of this screen"),
        Binding("up,k", "scroll_by(-1)", "up", id="page.up", tooltip="One line up"),
        Binding("down,j", "scroll_by(1)", "down", id="page.down", tooltip="One line down"),
        Binding("pageup", "scroll_by(-8)", "page up", id="page.page-up", tooltip="Several lines up"),
        Binding("pagedown,space", "scroll_by(8)", "page down", id="page.page-down", tooltip="Several down"),
    ]

    text = getters.query_one(RowList)

    def __init__(self, stop: str, state: DayState, background: Background) -> None:
        """Show what there is to say about a row, given by its name for the cursor."""
        super().__init__()
        self._texts = detail(stop, state, background, whole=True)
        self._rules = under(stop, state).rules

    def compose(self) -> ComposeResult:
        yield RowList(host(self).look.marks)
        yield Hints(
            hint("detail.back", "back", stays=True),
            hint("course.book", "book it"),
            hint("rule.clinic", "my clinic said", "clinic"),
            hint("page.up page.down", "move"),
            hint("call.open", "when to call", "call", stays=True),
            ascii_only=ascii_only(self),
        )

    def on_mount(self) -> None:
        self._lay()

    def on_resize(self) -> None:
        self._lay()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "book":
            return any(books(rule) for rule in self._rules)
        return bool(self._rules) if action == "clinic_date" else True

    def action_leave_detail(self) -> None:
        self.dismiss()

    @work
    async def action_clinic_date(self) -> None:
        from tui.screens.clinic_date import tell_clinic_date

        if said := await tell_clinic_date(self, self._rules):
            self.dismiss(said)

    @work
    async def action_book(self) -> None:
        from tui.screens.book import book

        if said := await book(self):
            self.dismiss(said)

    def action_scroll_by(self, lines: int) -> None:
        self.text.scroll_rows(lines)

    def _lay(self) -> None:
        width, height = self.app.size
        self.text.styles.width, self.text.styles.height = width, max(height - 1, 0)
        self.text.show(laid_out(self._texts, min(width, _WIDEST)), height - 1)
