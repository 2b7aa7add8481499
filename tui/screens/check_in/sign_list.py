"""The signs of a day, to be answered row by row."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.style import Style
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from checklists.rules.checklist import Question, SignGroup
from checklists.text import cells
from tui.recovery.state import SignState
from tui.recovery.words import format_report
from tui.text.humanize import weekday
from tui.themes import GLYPHS, Marks
from tui.widgets.choices import Choices
from tui.widgets.wrapping import hanging

CALL_ROW, RECALL_ROW = "@call", "@recall"
"""The ids of the last rows of a check-in, which no sign has."""

_WINDOW = "Worst in the last 24 hours"
_NONE, _NOT_SURE = "none of these", "not sure"
_INDENT = "  "


class CheckInRow(NamedTuple):
    """One row: what is asked, and what can be answered."""

    id: str
    ask: str
    answers: tuple[str, ...]
    """The words of each value from 0 up. Empty words are a bare number."""
    aside: str = ""
    """The usual range in words, or how often it is asked."""
    aside_short: str = ""
    """The same in numbers, where there is little room."""
    scope: str = ""
    """Of what time the answer is, and what the ends of its scale are."""
    last: str = ""
    """What was answered on an earlier day, in words."""
    last_short: str = ""
    """The same by its number, where there is little room."""
    yes_no: bool = False
    kept: bool = False
    """Whether there was an answer before, so that it can be changed but not left open."""
    first: int = 0
    """The number of the first answer."""
    many: bool = False
    """Whether several may be true. Each answer has a box, and the value has a bit for each that is marked.

    What stands alone puts the others out: none of these, and not sure.
    """
    alone: int = 0
    """How many of the last answers of a row with boxes stand alone."""
    opens: tuple["CheckInRow", ...] = ()
    """The rows of the signs that it asks in one line: no is no to each, and yes shows them instead."""

    def value(self, answers: Mapping[str, int]) -> int | None:
        """What stands as its answer, where every row has its own in `answers`; None without one."""
        if not self.opens:
            return answers.get(self.id)
        return 0 if all(answers.get(row.id) == 0 for row in self.opens) else None

    @property
    def options(self) -> tuple[str, ...]:
        """The ids of the rows that it is drawn in, beside its own."""
        return tuple(f"{self.id}={place}" for place in range(len(self.answers))) if self.many else ()

    def marked(self, value: int, place: int) -> int:
        """The value with the box of a place marked, or unmarked if it was; 0 is nothing marked."""
        bit, alone = 1 << place, (1 << len(self.answers)) - (1 << len(self.answers) - self.alone)
        if bit & alone:
            return 0 if value & bit else bit
        return (value & ~alone) ^ bit


def sign_row(
    state: SignState, today: date | None = None, *, window: bool = True, when: str = "today"
) -> CheckInRow:
    """The row of a sign: its scale with its words, what is usual, always as an estimate, and the last answer.

    Args:
        today: The care date that is asked about, to say when the last answer was. None leaves it out.
        window: Whether a scale says of what time the worst is asked.
        when: That care date in words: `today`, `on day 3`.
    """
    sign = state.sign
    yes_no = sign.top == 1
    words = ("no", "yes") if yes_no else sign.words or ("",) * (sign.top + 1)
    low, high = state.usual or (0, 0)
    ends = "" if yes_no or sign.words else f"0 none, {sign.top} worst you can imagine"
    return CheckInRow(
        sign.id,
        sign.ask,
        words,
        # That a yes may be missing needs no words.
        _usual([words[low] or str(low), words[high] or str(high)], when)
        if state.usual and not (yes_no and not low)
        else "",
        _usual([str(low), str(high)], when) if state.usual and not yes_no else "",
        ": ".join(part for part in (_WINDOW if window and not yes_no else "", ends) if part),
        _last(state, today),
        "" if yes_no else _last(state, today, as_number=True),
        yes_no=yes_no,
    )


def _usual(ends: Sequence[str], when: str) -> str:
    return f"usual {when}: {' to '.join(dict.fromkeys(ends))} (an estimate)"


def sign_rows(
    states: Sequence[SignState],
    today: date,
    groups: Iterable[SignGroup] = (),
    kept: Mapping[str, int] = {},
    when: str = "today",
) -> Iterator[CheckInRow]:
    """The rows of a day's signs. The first scale says of what time it asks, and so for those below it.

    Args:
        groups: Signs that stand in one row, at the place of the first of them.
        kept: What was answered before, by sign: where one of a group was yes, or only some were answered,
            each of it has its own row.
        when: The care date in words.
    """
    has_window = False
    by_id = {each.sign.id: each for each in states}
    closed = [group for group in groups if {kept.get(id) for id in group.signs} in ({None}, {0})]
    group_of = {id: group for group in closed for id in group.signs}
    drawn: set[str] = set()
    for state in states:
        if group := group_of.get(state.sign.id):
            if state.sign.id not in drawn:
                yield group_row(group, [by_id[id] for id in group.signs], today, state.sign.id in kept)
                drawn.update(group.signs)
            continue
        row = sign_row(state, today, window=not has_window, when=when)
        has_window = has_window or not row.yes_no
        yield row._replace(kept=state.sign.id in kept)


def group_row(group: SignGroup, states: Sequence[SignState], today: date, kept: bool) -> CheckInRow:
    """The one row of several yes-no signs, with those beside it that were yes when they were last reported.

    Args:
        states: Of its signs, in its order.
    """
    before = (each for each in states if each.before is not None and each.before.value)
    last = "; ".join(f"{each.sign.noun}: {_last(each, today)}" for each in before)
    opens = tuple(sign_row(each, today)._replace(kept=kept) for each in states)
    id = f"together {group.signs[0]}"
    return CheckInRow(id, group.ask, ("no", "yes"), last=last, yes_no=True, kept=kept, opens=opens)


def call_row(key: str) -> CheckInRow:
    """The row behind the signs: whether anything from When to call fits. It records nothing.

    Args:
        key: What shows When to call.
    """
    return CheckInRow(CALL_ROW, f"Anything from When to call? {key} shows it", ("no", "yes"), yes_no=True)


def recall_row() -> CheckInRow:
    """The last row of the first days: whether the person wants to be asked when to call."""
    return CheckInRow(RECALL_ROW, "A short quiz on when to call?", ("no", "yes"), yes_no=True)


def _last(state: SignState, today: date | None, *, as_number: bool = False) -> str:
    if state.before is None or today is None:
        return ""
    days = (today - state.before.date).days
    when = f"on {weekday(state.before.date)}" if days < 7 else f"{days} days ago"
    if days == 1:
        when = "yesterday"
    value = state.before.value
    return f"{value if as_number else format_report(state.sign, value)} {when}"


def question_row(question: Question, may_be_none: bool) -> CheckInRow:
    """The row: its answers, and behind them that none is true, where that may be, and "not sure"."""
    labels = tuple(label for _, label in question.answers)
    if question.many:
        alone = (_NONE, _NOT_SURE) if may_be_none else (_NOT_SURE,)
        return CheckInRow(row_id(question), question.ask, (*labels, *alone), many=True, alone=len(alone))
    return CheckInRow(row_id(question), question.ask, (*labels, _NOT_SURE), first=1)


def row_id(question: Question) -> str:
    """The id of its row, which no sign has."""
    return f"later {question.id}"


def answer_of(question: Question, may_be_none: bool, value: int) -> list[str] | None:
    """The ids of the answers that a row's value says; none is "none of these", and None is "not sure"."""
    ids = [id for id, _ in question.answers]
    if question.many:
        unsure = bool(value >> (len(ids) + may_be_none) & 1)
        return None if unsure else [id for place, id in enumerate(ids) if value >> place & 1]
    return None if value == len(ids) else [ids[value]]


def value_of(question: Question, may_be_none: bool, chosen: Collection[str] | None) -> int:
    """The row's value for what was answered, which is "not sure" where none may not be true.

    Arguments are as `answer_of` gives them.
    """
    ids = [id for id, _ in question.answers]
    if question.many:
        if chosen is None:
            return 1 << (len(ids) + may_be_none)
        return sum(1 << place for place, id in enumerate(ids) if id in chosen) or 1 << len(ids)
    return next((place for place, id in enumerate(ids) if chosen and id in chosen), len(ids))


def question(row: CheckInRow, value: int | None, width: int) -> Content:
    """What is asked with its answers, or above the boxes of its answers, in a width in cells."""
    ask = Content(row.ask)
    if row.many:
        return hanging(
            Content(), Content.assemble(ask, (f"  {row.aside}" if row.aside else "", "$mute")), width
        )
    last = Content.styled(row.last, "$mute")
    if row.yes_no and not row.aside:
        answers = Content("").join([*([last, Content("  ")] if row.last else []), *_choices(row, value)])
        free = width - ask.cell_length - answers.cell_length
        if free >= 1:
            return ask + " " * free + answers
    aside = _fitting(row.aside, row.aside_short, width - min(ask.cell_length, width - 1) - 1)
    if ask.cell_length + aside.cell_length >= width:
        aside = _fitting(row.aside, row.aside_short, width - len(_INDENT) - 1)
    lines = [hanging(Content(), ask, width)]
    scale = _scale(row, value, width - len(_INDENT))
    if row.last:
        *above, end = scale.split("\n", allow_blank=True)
        last = _fitting(row.last, row.last_short, width - end.cell_length - 1)
        free = width - end.cell_length - last.cell_length
        tail = [end + " " * free + last] if free >= 1 else [end, hanging(Content(_INDENT + " "), last, width)]
        scale = Content("\n").join([*above, *tail])
    beside = width - ask.cell_length - aside.cell_length
    if row.aside and beside >= 1:
        lines = [ask + " " * beside + aside]
    if row.scope:
        lines.append(hanging(Content(_INDENT + " "), Content.styled(row.scope, "$mute"), width))
    lines.append(scale)
    if row.aside and beside < 1:
        lines.append(hanging(Content(_INDENT + " "), aside, width))
    return Content("\n").join(lines)


def _fitting(text: str, short: str, room: int) -> Content:
    """The text, or where only that fits the short one."""
    fits = short if short and cells(text) > room >= cells(short) else text
    return Content.styled(fits, "$mute")


def box(row: CheckInRow, place: int, value: int | None, width: int) -> Content:
    """One answer with its box."""
    here = bool((value or 0) >> place & 1)
    head = Content.styled(f"{_INDENT}{'[x]' if here else '[ ]'} ", "bold $accent" if here else "$mute")
    return hanging(head, Content(row.answers[place]), width)


def _scale(row: CheckInRow, value: int | None, width: int) -> Content:
    """The answers side by side with their words, in as many lines as that takes; none is parted."""
    lines: list[Content] = []
    for choice in _choices(row, value):
        if lines and lines[-1].cell_length + choice.cell_length <= width:
            lines[-1] += choice
        else:
            lines.append(choice)
    return Content("\n").join(Content(_INDENT) + line for line in lines)


def _choices(row: CheckInRow, chosen: int | None) -> Iterator[Content]:
    order = (1, 0) if row.yes_no else range(len(row.answers))
    for value in order:
        number = "" if row.yes_no else str(value + row.first)
        words = f"{number} {row.answers[value]}".strip()
        here = value == chosen
        text = Content.styled(f"[{words}]" if here else f" {words} ", "bold $accent" if here else "$mute")
        yield text.stylize(Style.from_meta({"@click": f"pick({row.id!r}, {value})"}))


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

    rows: var[tuple[CheckInRow, ...]] = var(())
    answers: var[dict[str, int]] = var(dict)
    """By row id; what is missing was not answered. Replaced as a whole."""

    @dataclass
    class Answered(Message):
        """A question was answered by a key that goes on to the next."""

        row: str

    @dataclass
    class HandedIn(Message):
        """The person is done."""

        answers: dict[str, int]

    def __init__(self, marks: Marks = GLYPHS) -> None:
        super().__init__()
        self.auto_links = False
        self.cursor_mark = marks.cursor
        self._drawn = 0
        self._typed: str | None = None
        """The row whose 1 may become 10."""

    def draw(self) -> None:
        """Lay the rows out anew for the width there is."""
        width = self._width
        if width < 1 or width == self._drawn:
            return
        self._drawn = width
        place = self.highlighted
        self.set_options(option for row in self.rows for option in self._drawn_as(row))
        self.highlighted = place if place is not None else self._first

    def watch_answers(self, old: dict[str, int], new: dict[str, int]) -> None:
        if self._drawn:
            for row in self.rows:
                if row.value(old) != row.value(new):
                    for option in self._drawn_as(row):
                        self.replace_option_prompt(str(option.id), option.prompt)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        row = self._current
        if action == "say":
            return row is not None and (row.yes_no or self._next_says(row))
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
        value = row.value(self.answers)
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
        """Answer yes or no, and go on to the next question."""
        row = self._current
        if row is None:
            return
        if not row.yes_no and (following := self._after(row)) is not None:
            # The 1 was the answer, and this is the next one's.
            self._typed = None
            self.highlighted = following
            row = self._current or row
        self._answer(row, value)
        self._go_on(row)

    def action_number(self, digit: int) -> None:
        """Take a digit, and go on to the next question. Where there is a 10, a 1 waits for a 0 behind it."""
        row = self._current
        if row is None:
            return
        waited = self._typed == row.id
        if waited and digit == 0:
            self._answer(row, 10)
            self._go_on(row)
        elif waited and (following := self._after(row)) is not None:
            # The 1 was the answer, and this is the next one's.
            self._typed = None
            self.highlighted = following
            if self.check_action("number", (digit,)):
                self.action_number(digit)
        else:
            self._answer(row, digit - row.first)
            if digit == 1 and len(row.answers) > 10:
                self._typed = row.id
            else:
                self._go_on(row)

    def _next_says(self, row: CheckInRow) -> bool:
        """Whether a 1 stands that waits for a 0, and the question below takes yes or no."""
        if self._typed != row.id or (following := self._after(row)) is None:
            return False
        id = self.options[following].id
        return any(each.yes_no for each in self.rows if each.id == id)

    def _after(self, row: CheckInRow) -> int | None:
        """Where the question below a row stands; None below the last."""
        ids = [option.id for option in self.options]
        own = [ids.index(id) for id in (row.id, *row.options)]
        return next(
            (place for place in range(max(own) + 1, len(ids)) if not self.options[place].disabled), None
        )

    def _go_on(self, row: CheckInRow) -> None:
        if row not in self.rows:
            # It was opened, and the cursor is on the first of what it asks.
            return
        following = self._after(row)
        if following is not None:
            self.highlighted = following
        self.post_message(self.Answered(row.id))

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
    def _current(self) -> CheckInRow | None:
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

    def _answer(self, row: CheckInRow, value: int) -> None:
        self._typed = None
        if row.opens and value > 0:
            self._open(row)
            return
        ids = [each.id for each in row.opens] or [row.id]
        others = {id: answer for id, answer in self.answers.items() if id not in ids}
        self.answers = others if value < 0 else {**others, **dict.fromkeys(ids, value)}

    def _open(self, row: CheckInRow) -> None:
        """Ask the signs of a row one by one in its place. A no that nobody has saved is taken back."""
        ids = [each.id for each in row.opens]
        if not row.kept:
            self.answers = {id: answer for id, answer in self.answers.items() if id not in ids}
        at = self.rows.index(row)
        self.rows = (*self.rows[:at], *row.opens, *self.rows[at + 1 :])
        self._drawn = 0
        self.draw()
        # Without a cell to draw in, what the row opens takes its place once there is one.
        if self._drawn:
            self.highlighted = self.get_option_index(ids[0])

    def _drawn_as(self, row: CheckInRow) -> Iterator[Option]:
        value, width = row.value(self.answers), self._drawn
        yield Option(question(row, value, width), row.id, disabled=row.many)
        for place, id in enumerate(row.options):
            yield Option(box(row, place, value, width), id)
