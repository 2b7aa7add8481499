"""The person's answers, their clinic and its dates, a row each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widgets import OptionList

from tui.widgets.choices import ChoiceRow, Choices, blank, heading
from tui.widgets.wrapping import hanging


class AnswerRow(NamedTuple):
    """One answer, or what there is of the clinic's."""

    id: str
    """Empty is the heading of those below it."""
    about: str
    words: str = ""


class AnswersList(Choices):
    """The rows, with the answer beside each or below it. Says which one the person wants to change."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "change", "change", id="said.change", tooltip="Change what the row says"),
    ]

    rows: var[tuple[AnswerRow, ...]] = var(())

    @dataclass
    class ChangeAsked(Message):
        """The person wants to change what a row says."""

        id: str

    def on_mount(self) -> None:
        # Once more: by then a scrollbar may have taken a cell of every row.
        self.call_after_refresh(self.draw_rows)

    def watch_rows(self) -> None:
        self.show(_choice_rows(self.rows))

    def action_change(self) -> None:
        if self.row:
            self.post_message(self.ChangeAsked(self.row))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_change()


def _choice_rows(rows: Sequence[AnswerRow]) -> list[ChoiceRow]:
    found: list[ChoiceRow] = []
    for row in rows:
        if not row.id and found:
            found.append(blank())
        found.append(_row(row) if row.id else heading(row.about, row.words))
    return found


def _row(row: AnswerRow) -> ChoiceRow:
    about, words = Content(row.about), Content.styled(row.words, "$mute")

    def draw(width: int) -> Content:
        between = width - about.cell_length - words.cell_length
        if not row.words or between >= 2:
            return about + " " * max(between, 0) + words if row.words else hanging(Content(), about, width)
        return hanging(Content(), about, width) + "\n" + hanging(Content("  "), words, width)

    return ChoiceRow(row.id, draw)
