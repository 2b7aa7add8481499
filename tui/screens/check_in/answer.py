"""One question of the checklist, answered anew."""

from collections.abc import Collection

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical

from checklists.rules.checklist import Question
from tui.recovery.state import SignState
from tui.screens.check_in.sign_list import CheckInRow, SignList
from tui.screens.dialogs import Dialog
from tui.screens.host import host
from tui.widgets.hints import hint

_NONE, _NOT_SURE = "none of these", "not sure"


def sign_row(state: SignState) -> CheckInRow:
    """The row of a sign: its scale with its words, and beside it what is usual, always as an estimate."""
    sign = state.sign
    yes_no = sign.top == 1
    words = ("no", "yes") if yes_no else sign.words or ("",) * (sign.top + 1)
    low, high = state.usual or (0, 0)
    if yes_no:
        about = words[low] if low == high else "yes or no"
    else:
        about = f"{low}-{high}" if low != high else f"{low}"
    return CheckInRow(
        sign.id, sign.ask, words, f"usual about {about}, an estimate" if state.usual else "", yes_no
    )


def asked_row(question: Question) -> CheckInRow:
    """The row: its answers, and behind them that the person is not sure."""
    labels = tuple(label for _, label in question.answers)
    if question.many:
        return CheckInRow(row_id(question), question.ask, (*labels, _NONE, _NOT_SURE), many=True)
    return CheckInRow(row_id(question), question.ask, (*labels, _NOT_SURE), first=1)


def row_id(question: Question) -> str:
    """The id of its row, which no sign has."""
    return f"later {question.id}"


def answer_of(question: Question, value: int) -> list[str] | None:
    """The ids of the answers that a row's value says; none is "none of these", and None is "not sure"."""
    ids = [id for id, _ in question.answers]
    if question.many:
        unsure = bool(value >> (len(ids) + 1) & 1)
        return None if unsure else [id for place, id in enumerate(ids) if value >> place & 1]
    return None if value == len(ids) else [ids[value]]


def value_of(question: Question, chosen: Collection[str] | None) -> int:
    """The row's value for what was answered. Arguments are as `answer_of` gives them."""
    ids = [id for id, _ in question.answers]
    if question.many:
        if chosen is None:
            return 1 << (len(ids) + 1)
        return sum(1 << place for place, id in enumerate(ids) if id in chosen) or 1 << len(ids)
    return next((place for place, id in enumerate(ids) if chosen and id in chosen), len(ids))


Answered = tuple[list[str] | None]
"""The ids of the answers, as `answer_of` gives them, in a tuple of one."""


class AnswerScreen(Dialog[Answered]):
    """Question a question of the checklist. Enter answers; escape gives None."""

    DEFAULT_CSS = """
    AnswerScreen {
        #title { display: none; }
        SignList { height: auto; max-height: 16; border: none; }
        &.-short SignList { height: 1fr; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (14, "-tall")]

    signs = getters.query_one(SignList)

    def __init__(self, question: Question, chosen: Collection[str] | None, *, known: bool) -> None:
        """Ask.

        Args:
            question: What is asked.
            chosen: What was answered before; None is "not sure".
            known: Whether anything was.
        """
        super().__init__(question.ask)
        self._question = question
        self._before = {row_id(question): value_of(question, chosen)} if known else {}

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield SignList(host(self).look.marks)
            yield self._hints(
                hint("sign.save", "keep", stays=True),
                hint("question.back", "back", stays=True),
                hint("sign.mark", "mark"),
                hint("sign.less sign.more", "answer"),
            )

    def on_mount(self) -> None:
        super().on_mount()
        self.signs.rows = (asked_row(self._question)._replace(kept=bool(self._before)),)
        self.signs.answers = dict(self._before)
        self.signs.focus()
        self.call_after_refresh(self.signs.draw)

    def on_resize(self) -> None:
        self.call_after_refresh(self.signs.draw)

    @on(SignList.HandedIn)
    def _answered(self, message: SignList.HandedIn) -> None:
        value = message.answers.get(row_id(self._question))
        changed = value is not None and message.answers != self._before
        self.dismiss((answer_of(self._question, value),) if changed and value is not None else None)
