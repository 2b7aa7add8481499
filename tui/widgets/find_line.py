"""One line to type into, and the row that holds what is typed is gone to."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input


class FindLine(Input):
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
