"""One sign: as a chart of levels by days, and in sentences."""

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from tui.recovery.overview import Overview, earlier_sessions, overview
from tui.screens.act import journal_of
from tui.screens.dialogs import LeavingScreen
from tui.screens.host import ascii_only, host
from tui.screens.progress.rows import chart_marks
from tui.text.humanize import capital
from tui.widgets.hints import CALL, HELP, SCROLL, Hints, hint
from tui.widgets.messages import Changed
from tui.widgets.page import Page
from tui.widgets.wrapping import ends
from tui.wording.charts import level_legend, level_lines
from tui.wording.going import sign_sentences, where
from tui.wording.signs import sign_name

_BESIDE = 3
"""Columns that padding and scrollbar take."""


class SignScreen(LeavingScreen[None]):
    """One sign of the recovery in focus, with the sessions before it."""

    DEFAULT_CSS = """
    SignScreen {
        #title { height: 1; padding: 0 1; }
        Page { height: 1fr; }
        &.-tall Page { margin: 1 0 0 0; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,left", "leave_sign", "back", id="sign.back", tooltip="Back to all of it"),
    ]

    page = getters.query_one(Page)

    def __init__(self, sign: str) -> None:
        """Show a sign.

        Args:
            sign: Its id.
        """
        super().__init__()
        self._sign = sign
        self._overview: Overview | None = None
        self._earlier: tuple[Overview, ...] = ()

    def compose(self) -> ComposeResult:
        yield Static(id="title", markup=False)
        yield Page()
        yield Hints(hint("sign.back", "back", stays=True), SCROLL, CALL, HELP, ascii_only=ascii_only(self))

    def on_mount(self) -> None:
        self._read()

    def on_resize(self) -> None:
        self._draw()

    def on_changed(self, message: Changed) -> None:
        self._read()

    def action_leave_sign(self) -> None:
        self.dismiss()

    def _read(self) -> None:
        with journal_of(self) as context:
            now, reader = context.now(), context.reader()
            if reader is None:
                self.dismiss()
                return
            self._overview = overview(reader, context.plans.at(reader, now), now)
            self._earlier = earlier_sessions(reader, now)
            self._draw()

    def _draw(self) -> None:
        whole, width = self._overview, self.size.width - _BESIDE
        course = whole.sign(self._sign) if whole is not None else None
        if whole is None or course is None or width < 1:
            return
        marks = host(self).look.marks
        charts = chart_marks(marks)
        title = Content.styled(capital(sign_name(self._sign)), "bold")
        right = Content.styled(where(whole), "$mute")
        self.query_one("#title", Static).update(ends(title, right, width + 1, marks.cut))
        parts: list[Content] = []
        for each in (whole, *reversed(self._earlier)):
            its = each.sign(self._sign)
            if its is None:
                continue
            if self._earlier:
                parts += [Content.styled(f"Session {each.recovery.session}", "bold")]
            for line in level_lines(its, each, width, charts):
                parts.append(Content.assemble(*((cell.text, _style(cell.style)) for cell in line.cells)))
            parts.append(Content(""))
        parts += [Content.styled(level_legend(course, charts), "$mute"), Content("")]
        parts += [Content(sentence) for sentence in sign_sentences(course, whole)]
        self.page.show(Content("\n").join(parts))


def _style(name: str) -> str:
    """A style of a line, for Textual's own text."""
    words = name.split()
    color = "$foreground" if words[-1] == "text" else f"${words[-1]}"
    return " ".join([*words[:-1], color])
