"""Text that may be longer than the screen."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static


class Page(VerticalScroll, inherit_bindings=False):
    """A text to read, that scrolls by keys and by mouse."""

    DEFAULT_CSS = """
    Page {
        padding: 0 1; scrollbar-size-vertical: 1;
        & > Static { height: auto; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", "up", id="page.up", tooltip="A line up"),
        Binding("down", "scroll_down", "down", id="page.down", tooltip="A line down"),
        Binding("pageup", "page_up", "page up", id="page.page-up", tooltip="A screenful up"),
        Binding("pagedown,space", "page_down", "page down", id="page.page-down", tooltip="A screenful down"),
        Binding("home", "scroll_home", "first", id="page.first", tooltip="To the beginning"),
        Binding("end", "scroll_end", "last", id="page.last", tooltip="To the end"),
    ]

    def __init__(self, text: Content | None = None, *, id: str | None = None) -> None:
        """Show a text. Whoever makes it says what in it is literal."""
        super().__init__(id=id)
        self._text = text or Content()

    def compose(self) -> ComposeResult:
        yield Static(self._text)

    def show(self, text: Content) -> None:
        """Show another text from now on."""
        self._text = text
        self.query_one(Static).update(text)
