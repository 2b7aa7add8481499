"""A checklist's question as a row to answer, and what was answered out of it."""

from collections.abc import Collection

from checklists.checklist import Question
from tui.day.state import SignState
from tui.widgets.sign_rows import Asked

_NONE, _NOT_SURE = "none of these", "not sure"


def sign_row(state: SignState) -> Asked:
    """The row of a sign: its scale with its words, and beside it what is usual, always as an estimate."""
    sign = state.sign
    yes_no = sign.top == 1
    words = ("no", "yes") if yes_no else sign.words or ("",) * (sign.top + 1)
    low, high = state.usual or (0, 0)
    if yes_no:
        about = words[low] if low == high else "yes or no"
    else:
        about = f"{low}-{high}" if low != high else f"{low}"
    return Asked(sign.id, sign.ask, words, f"usual about {about}, an estimate" if state.usual else "", yes_no)


def asked_row(question: Question) -> Asked:
    """The row: its answers, and behind them that the person is not sure."""
    labels = tuple(label for _, label in question.answers)
    if question.many:
        return Asked(row_id(question), question.ask, (*labels, _NONE, _NOT_SURE), many=True)
    return Asked(row_id(question), question.ask, (*labels, _NOT_SURE), first=1)


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
