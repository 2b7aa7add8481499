"""Lines to write in."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.events import Paste
from textual.message import Message
from textual.widgets import Input, TextArea

from checklists.text import cleaned


class OneLine(Input):
    """Takes all that is pasted, its lines as one; Textual's own would drop every line but the first."""

    def on_paste(self, event: Paste) -> None:
        lines = (line.strip() for line in event.text.splitlines() if line.strip())
        event.text = cleaned(" ".join(lines))

    def validate_value(self, value: str) -> str:
        """What is written, or was kept before, as text alone."""
        return str(cleaned(value))


class WrappedLine(TextArea):
    """Takes a sentence or two as they are written, in as many rows as they need. Enter is the form's."""

    DEFAULT_CSS = """
    WrappedLine {
        &, &:focus { border: none; height: auto; max-height: 6; padding: 0 1; color: $foreground; }
        scrollbar-size-vertical: 1;
        & .text-area--cursor-line { background: transparent; }
    }
    """

    def __init__(self, text: str, *, id: str | None = None, placeholder: str = "") -> None:
        super().__init__(str(cleaned(text)), id=id, placeholder=placeholder, compact=True)
        self.cursor_blink = False
        self.move_cursor(self.document.end)

    async def on_paste(self, event: Paste) -> None:
        lines = (line.strip() for line in event.text.splitlines() if line.strip())
        event.text = cleaned(" ".join(lines))

    def has_row(self, rows: int) -> bool:
        """Whether there is a row of text so many below the cursor's; less than none is above."""
        place = self.wrapped_document.location_to_offset(self.cursor_location).y + rows
        return 0 <= place < self.wrapped_document.height


class FindLine(OneLine):
    """Stands in place of the keys while something is looked for."""

    DEFAULT_CSS = """
    FindLine {
        &, &:focus {
            dock: bottom; height: 1; border: none; padding: 0 1;
            background: $selection; background-tint: $selection 0%; color: $foreground;
        }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close_find", "back", id="find.back", tooltip="Close this and stay where you are"),
    ]

    @dataclass
    class Sought(Message):
        """What is typed has changed."""

        text: str

    def __init__(self) -> None:
        super().__init__(placeholder="find", compact=True, select_on_focus=False)
        self.cursor_blink = False

    def on_mount(self) -> None:
        self.focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Sought(event.value))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.remove()

    def action_close_find(self) -> None:
        self.remove()
