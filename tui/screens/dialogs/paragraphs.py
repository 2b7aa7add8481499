"""Paragraphs to read, over the whole of the terminal."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from textual import getters, on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.geometry import Region
from textual.screen import ModalScreen

from tui.screens.host import ascii_only, host, room_of
from tui.widgets.hints import CALL, SCROLL, Hint, Hints, hint
from tui.widgets.messages import RoomChanged
from tui.widgets.placing import place
from tui.widgets.row_list import RowList
from tui.widgets.rows import BLANK, Row, RowKind, Seg, wrap

_WIDEST = 76


class Paragraph(NamedTuple):
    """A paragraph. Empty is a blank line."""

    text: str
    style: str = "text"


def paragraph_rows(texts: Iterable[Paragraph], width: int) -> list[Row]:
    """Paragraphs as rows, one cell in from the edge."""
    rows = []
    for text in texts:
        if not text.text:
            rows.append(BLANK)
            continue
        for line in wrap(text.text, width - 3):
            rows.append(Row(RowKind.TEXT, left=(Seg("  "), Seg(line, text.style))))
    return rows


class ParagraphsScreen(ModalScreen[str | None]):
    """A text that scrolls by keys and by mouse. Answers with what was done to what it is about, in words."""

    DEFAULT_CSS = """
    ParagraphsScreen {
        background: $background;
        Hints { dock: bottom; }
    }
    """
    AUTO_FOCUS: ClassVar[str | None] = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,left", "leave", "back", id="detail.back", tooltip="Back to where you were"),
        Binding("c", "app.call", "when to call", id="call.open", tooltip="When to call, and whom"),
        Binding("question_mark", "app.keys", "all keys", id="help.open", tooltip="Every key of this screen"),
        Binding("up,k", "scroll_by(-1)", "up", id="page.up", tooltip="One line up"),
        Binding("down,j", "scroll_by(1)", "down", id="page.down", tooltip="One line down"),
        Binding("pageup", "scroll_by(-8)", "page up", id="page.page-up", tooltip="Several lines up"),
        Binding("pagedown,space", "scroll_by(8)", "page down", id="page.page-down", tooltip="Several down"),
    ]

    HINTS: ClassVar[tuple[Hint, ...]] = ()
    """What can be done beside reading."""

    text = getters.query_one(RowList)

    def __init__(self, texts: Sequence[Paragraph]) -> None:
        """Show paragraphs. Literal, never markup."""
        super().__init__()
        self._texts = texts

    def compose(self) -> ComposeResult:
        yield RowList(host(self).look.marks)
        yield Hints(
            hint("detail.back", "back", stays=True),
            *self.HINTS,
            SCROLL,
            CALL,
            ascii_only=ascii_only(self),
        )

    def on_mount(self) -> None:
        self._draw()

    @on(Resize)
    @on(RoomChanged)
    def _on_room(self) -> None:
        self._draw()

    def dismiss(self, result: str | None = None) -> AwaitComplete:
        # Only from the top, and so only once, as `LeavingScreen` does.
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def action_leave(self) -> None:
        self.dismiss()

    def action_scroll_by(self, lines: int) -> None:
        self.text.scroll_rows(lines)

    def _draw(self) -> None:
        room = room_of(self)
        width, height = room.size
        place(self.text, Region(0, room.y, width, max(height - 1, 0)))
        self.text.show(paragraph_rows(self._texts, min(width, _WIDEST)), height - 1)
