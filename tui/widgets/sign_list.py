"""The signs of a day, to be answered row by row."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import var
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.themes import GLYPHS, Marks
from tui.widgets.choices import Choices
from tui.widgets.sign_rows import Asked, box, question


class SignList(Choices):
    """What is asked, each with its answer. None has to be answered."""

    DEFAULT_CSS = """
    SignList { height: 1fr; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "hand_in", "save all", id="sign.save", tooltip="Save all answers, as one act"),
        Binding("left", "step(-1)", "less", id="sign.less", tooltip="One less; before the first, no answer"),
        Binding("right", "step(1)", "more", id="sign.more", tooltip="One more"),
        Binding("space", "mark", "mark", id="sign.mark", tooltip="Mark the answer, or take the mark away"),
        Binding("y", "say(1)", "yes", id="sign.yes", tooltip="Yes"),
        Binding("n", "say(0)", "no", id="sign.no", tooltip="No"),
        *(
            Binding(str(digit), f"number({digit})", "number", id=f"sign.{digit}", tooltip="Answer by number")
            for digit in range(10)
        ),
    ]

    rows: var[tuple[Asked, ...]] = var(())
    answers: var[dict[str, int]] = var(dict)
    """By row id; what is missing was not answered. Replaced as a whole."""

    @dataclass
    class HandedIn(Message):
        """The person is done."""

        answers: dict[str, int]

    def __init__(self, marks: Marks = GLYPHS) -> None:
        super().__init__()
        self.auto_links = False
        self.cursor_mark = marks.cursor
        self._drawn = 0
        self._typed: tuple[str, int] | None = None

    def draw(self) -> None:
        """Lay the rows out anew for the width there is."""
        width = self._width
        if width < 1 or width == self._drawn:
            return
        self._drawn = width
        kept = self.highlighted
        self.set_options(option for row in self.rows for option in self._drawn_as(row))
        self.highlighted = kept if kept is not None else self._first

    def watch_answers(self, old: dict[str, int], new: dict[str, int]) -> None:
        if self._drawn:
            for row in self.rows:
                if old.get(row.id) != new.get(row.id):
                    for option in self._drawn_as(row):
                        self.replace_option_prompt(str(option.id), option.prompt)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        row = self._current
        if action == "say":
            return row is not None and row.yes_no
        if action == "number":
            numbers = range(row.first, row.first + min(len(row.answers), 10)) if row and not row.many else ()
            return parameters[0] in numbers
        return (row is not None and row.many) if action == "mark" else True

    def action_hand_in(self) -> None:
        self.post_message(self.HandedIn(dict(self.answers)))

    def action_step(self, by: int) -> None:
        row = self._current
        if row is None:
            return
        value = self.answers.get(row.id)
        if row.many:
            if (by > 0) is not bool((value or 0) >> self._place & 1):
                self.action_mark()
            return
        lowest = 0 if row.kept else -1
        self._answer(row, min(max((-1 if value is None else value) + by, lowest), len(row.answers) - 1))

    def action_mark(self) -> None:
        """Mark the box under the cursor, or take the mark away."""
        row = self._current
        if row is not None and row.many:
            marked = row.marked(self.answers.get(row.id, 0), self._place)
            self._answer(row, marked or -1)

    def action_say(self, value: int) -> None:
        if self._current is not None:
            self._answer(self._current, value)

    def action_number(self, digit: int) -> None:
        """Take a digit; a second one right behind a 1 makes 10 of it."""
        row = self._current
        if row is None:
            return
        ten = self._typed == (row.id, 1) and digit == 0 and len(row.answers) > 10
        self._answer(row, 10 if ten else digit - row.first)
        self._typed = (row.id, digit)

    def action_pick(self, id: str, value: int) -> None:
        """Take the answer that was clicked."""
        self.highlighted = self.get_option_index(id)
        row = self._current
        if row is not None:
            self._answer(row, value)

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width - 3

    @property
    def _current(self) -> Asked | None:
        option = self.highlighted_option
        id = option.id.partition("=")[0] if option is not None and option.id else ""
        return next((row for row in self.rows if row.id == id), None)

    @property
    def _place(self) -> int:
        """Which of a row's boxes the cursor is on."""
        option = self.highlighted_option
        return int((option.id if option is not None and option.id else "").partition("=")[2] or 0)

    @property
    def _first(self) -> int | None:
        return next((place for place, option in enumerate(self.options) if not option.disabled), None)

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        # Which keys answer depends on the row.
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_mark()

    def _answer(self, row: Asked, value: int) -> None:
        self._typed = None
        answers = {id: given for id, given in self.answers.items() if id != row.id}
        self.answers = answers if value < 0 else {**answers, row.id: value}

    def _drawn_as(self, row: Asked) -> Iterator[Option]:
        value, width = self.answers.get(row.id), self._drawn
        yield Option(question(row, value, width), row.id, disabled=row.many)
        for place, id in enumerate(row.options):
            yield Option(box(row, place, value, width), id)
