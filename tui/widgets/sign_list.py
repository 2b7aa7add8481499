"""The signs of a day, to be answered row by row."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.style import Style
from textual.widgets.option_list import Option

from tui.themes import GLYPHS, Marks
from tui.widgets.choices import Choices
from tui.widgets.wrapping import hanging

_INDENT = "  "


class Asked(NamedTuple):
    """One row: what is asked, and what can be answered."""

    id: str
    ask: str
    answers: tuple[str, ...]
    """The words of each value from 0 up. Empty words are a bare number."""
    aside: str = ""
    """The usual range, in words."""
    yes_no: bool = False
    kept: bool = False
    """Whether there was an answer before, so that it can be changed but not left open."""
    first: int = 0
    """The number of the first answer."""


class SignList(Choices):
    """What is asked, each with its answer. None has to be answered."""

    DEFAULT_CSS = """
    SignList { height: 1fr; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "hand_in", "save all", id="sign.save", tooltip="Save all answers, as one act"),
        Binding("left", "step(-1)", "less", id="sign.less", tooltip="One less; before the first, no answer"),
        Binding("right", "step(1)", "more", id="sign.more", tooltip="One more"),
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
        kept = self.highlighted or 0
        self.set_options(Option(self._row(row, width), row.id) for row in self.rows)
        self.highlighted = kept

    def watch_answers(self, old: dict[str, int], new: dict[str, int]) -> None:
        if self._drawn:
            for row in self.rows:
                if old.get(row.id) != new.get(row.id):
                    self.replace_option_prompt(row.id, self._row(row, self._width))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        row = self._current
        if action == "say":
            return row is not None and row.yes_no
        if action == "number":
            return row is not None and parameters[0] in range(
                row.first, row.first + min(len(row.answers), 10)
            )
        return True

    def action_hand_in(self) -> None:
        self.post_message(self.HandedIn(dict(self.answers)))

    def action_step(self, by: int) -> None:
        row = self._current
        if row is None:
            return
        value = self.answers.get(row.id)
        lowest = 0 if row.kept else -1
        self._answer(row, min(max((-1 if value is None else value) + by, lowest), len(row.answers) - 1))

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
        return next((row for row in self.rows if option is not None and row.id == option.id), None)

    def _answer(self, row: Asked, value: int) -> None:
        self._typed = None
        answers = {id: given for id, given in self.answers.items() if id != row.id}
        self.answers = answers if value < 0 else {**answers, row.id: value}

    def _row(self, row: Asked, width: int) -> Content:
        ask = Content(row.ask)
        aside = Content.styled(row.aside, "$mute")
        lines = [hanging(Content(), ask, width)]
        scale = Content(_INDENT) + self._scale(row, width - len(_INDENT))
        beside = width - ask.cell_length - aside.cell_length
        if row.aside and beside >= 1:
            lines = [ask + " " * beside + aside]
        lines.append(scale)
        if row.aside and beside < 1:
            lines.append(hanging(Content(_INDENT + " "), aside, width))
        return Content("\n").join(lines)

    def _scale(self, row: Asked, width: int) -> Content:
        """The answers side by side with their words, or as bare numbers where those are too long."""
        full = Content().join(self._choices(row, words=True))
        if full.cell_length <= width:
            return full
        bare = Content().join(self._choices(row, words=False))
        value = self.answers.get(row.id)
        said = "" if value is None else f" {row.answers[value]}"
        if row.answers[0] and not row.yes_no and bare.cell_length + len(said) > width:
            return Content("\n").join(self._choices(row, words=True))
        return bare + Content.styled(said, "bold")

    def _choices(self, row: Asked, *, words: bool) -> Iterator[Content]:
        chosen = self.answers.get(row.id)
        order = (1, 0) if row.yes_no else range(len(row.answers))
        for value in order:
            number = "" if row.yes_no else str(value + row.first)
            word = row.answers[value] if words or row.yes_no else ""
            said = f"{number} {word}".strip()
            here = value == chosen
            text = Content.styled(f"[{said}]" if here else f" {said} ", "bold $accent" if here else "$mute")
            yield text.stylize(Style.from_meta({"@click": f"pick({row.id!r}, {value})"}))
