"""All there is to say about one row."""

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from tui.day.course.course import books
from tui.day.state import DayState
from tui.screens.paragraphs import ParagraphsScreen
from tui.widgets.detail_rows import detail
from tui.widgets.hints import Hint, hint
from tui.widgets.reasons import Background
from tui.widgets.under import under


class DetailScreen(ParagraphsScreen):
    """What a rule says, why, why it is here, and who says so. Answers with what was kept of it, in words."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "book", "book the next session", id="course.book", tooltip="Book the next session"),
        Binding("d", "clinic_date", "my clinic said", id="rule.clinic", tooltip="Say what my clinic said"),
    ]

    HINTS: ClassVar[tuple[Hint, ...]] = (
        hint("course.book", "book it"),
        hint("rule.clinic", "my clinic said", "clinic"),
    )

    def __init__(self, stop: str, state: DayState, background: Background) -> None:
        """Show what there is to say about a row, given by its name for the cursor."""
        super().__init__(detail(stop, state, background, whole=True))
        self._rules = under(stop, state).rules

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "book":
            return any(books(rule) for rule in self._rules)
        return bool(self._rules) if action == "clinic_date" else True

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
