"""What the three steps of Start have in common."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.style import Style
from textual.widgets import OptionList

from tui.screens.start.draft import StartDraft
from tui.themes import GLYPHS, Marks
from tui.widgets.form_list import FormList, FormRow, rows_high
from tui.widgets.wrapping import hanging


class StartForm(FormList):
    """One step. Shows a draft, and says what the person made of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "next", id="start.next", tooltip="On to what comes next"),
    ]

    draft: var[StartDraft | None] = var(None)
    number: var[str] = var("")
    """What to call in an emergency, in words."""

    @dataclass
    class Said(Message):
        """The draft, with what was said now."""

        draft: StartDraft

    class Done(Message):
        """The person wants to go on."""

    def __init__(self, marks: Marks = GLYPHS) -> None:
        super().__init__(marks)
        self.marks = marks

    @property
    def title(self) -> Content:
        """What stands in the first line."""
        raise NotImplementedError

    @property
    def goes_on(self) -> tuple[str, str]:
        """What enter does where the cursor is, and the same in few cells."""
        return ("next", "next")

    @property
    def writes(self) -> bool:
        """Whether letters are written, where the cursor is, and no keys."""
        return False

    def rows(self, draft: StartDraft, *, roomy: bool) -> list[FormRow]:
        """Every row, with blank lines where there is room for them."""
        raise NotImplementedError

    def entered(self, row: str) -> None:
        """Do what enter does on a row."""
        self.post_message(self.Done())

    def clicked(self, row: str) -> None:
        """Do what a click does on a row; the cursor is on it already."""

    def watch_draft(self, draft: StartDraft | None) -> None:
        self.draw()

    def on_resize(self) -> None:
        self.call_after_refresh(self.draw)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.clicked(event.option_id or "")

    def action_go_on(self) -> None:
        self.entered(self.row)

    def draw(self, cursor: str | None = None) -> None:
        """Show the draft, and go to a row where one is named."""
        width, height = self.row_width, self.scrollable_content_region.height
        if self.draft is None or width < 1:
            return
        rows = self.rows(self.draft, roomy=True)
        if rows_high(rows, width) > height:
            rows = self.rows(self.draft, roomy=False)
        self.show(rows, cursor)


def blank(roomy: bool) -> list[FormRow]:
    """A blank line, where there is room for it."""
    return [FormRow("", lambda width: Content(" "))] if roomy else []


def heading(text: str, aside: str = "") -> FormRow:
    """A question, with a word beside it where that fits."""
    said = Content.assemble((text, "bold"), (f"   {aside}" if aside else "", "$mute"))
    return FormRow("", lambda width: said if said.cell_length <= width else Content.styled(text, "bold"))


def text(body: Content, indent: int = 0) -> FormRow:
    """Something to read."""
    return FormRow("", lambda width: hanging(Content(" " * indent), body, width))


def box(id: str, label: str, marked: bool) -> FormRow:
    """Something to mark."""
    head = Content("[x] " if marked else "[ ] ")
    return FormRow(id, lambda width: hanging(head, Content(label), width))


def click(action: str) -> Style:
    """What makes a text do something when it is clicked."""
    return Style.from_meta({"@click": action})
