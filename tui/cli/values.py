"""Answers and reports as a person writes them."""

from checklists.rules.checklist import Checklist, Question, Sign
from checklists.text import nearest_or_all
from tui.cli.ending import UsageError
from tui.wording.signs import value_words

NOT_SURE = ("not sure", "not-sure")

_YES = ("yes", "y", "true", "1")
_NO = ("no", "n", "false", "0")


def parse_answer(text: str, checklist: Checklist) -> tuple[Question, frozenset[str] | None]:
    """A question and what is answered to it: `habits=makeup,exercise`.

    Returns:
        The ids of the answers: none after a bare `habits=`, and None for `habits=not-sure`.

    Raises:
        UsageError: If there is no such question or answer, or several where one is asked for.
    """
    name, equals, said = (part.strip() for part in text.partition("="))
    if not equals:
        raise UsageError(f"{text!r} is not an answer. Write it like habits=makeup,exercise.")
    question = checklist.question(name)
    if question is None:
        ids = [each.id for each in checklist.questions]
        raise UsageError(f"There is no question {name!r} in {checklist.id}.{nearest_or_all(name, ids)}")
    if said.casefold() in NOT_SURE:
        return question, None
    known = [id for id, _ in question.answers]
    chosen = frozenset(part.strip() for part in said.split(",") if part.strip())
    for each in sorted(chosen.difference(known)):
        raise UsageError(f"{each!r} is not an answer to {question.id}.{nearest_or_all(each, known)}")
    if not question.many and len(chosen) != 1:
        raise UsageError(f"{question.id} takes one answer: {', '.join(known)}.")
    return question, chosen


def parse_value(text: str, sign: Sign) -> int:
    """A report of a sign: a number, the word for it, or yes or no.

    Raises:
        UsageError: If the sign has no such value.
    """
    said = text.strip().casefold()
    if sign.top == 1 and said in _YES + _NO:
        return int(said in _YES)
    if said.isdecimal() and len(said) < 3 and int(said) <= sign.top:
        return int(said)
    words = [word.casefold() for word in sign.words]
    if said in words:
        return words.index(said)
    raise UsageError(f"{text!r} is not a value of {sign.id}: {value_words(sign)}.{_like(said, words)}")


def parse_sign(name: str, checklist: Checklist) -> Sign:
    """The sign of this name.

    Raises:
        UsageError: If there is none.
    """
    sign = checklist.sign(name)
    if sign is None:
        ids = [each.id for each in checklist.signs]
        raise UsageError(f"There is no sign {name!r} in {checklist.id}.{nearest_or_all(name, ids)}")
    return sign


def _like(said: str, words: list[str]) -> str:
    """The nearest word, where one is near; all of them are listed already."""
    from difflib import get_close_matches

    near = get_close_matches(said[:80], words, n=1)
    return f" Nearest: {near[0]}." if near else ""
