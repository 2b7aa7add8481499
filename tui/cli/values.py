"""Answers and reports as a person writes them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from checklists.rules.checklist import Checklist, Question, Sign
from checklists.text import nearest_or_all
from tui.cli.ending import UsageError
from tui.cli.names import ambiguous
from tui.text.names import EXACT, Names, best_fits
from tui.wording.signs import value_words

NOT_SURE = ("not sure", "not-sure", "unsure")

_YES = ("yes", "y", "true", "1")
_NO = ("no", "n", "false", "0")
YES_OR_NO = _YES + _NO
"""What a yes-no sign takes, in small letters."""
_MOST_WORDS = 4
"""Of a name or a value that was not put in quotes."""


class Pair(NamedTuple):
    """A name and its value, as they were typed."""

    name: str
    value: str | None
    """None where nothing follows the name."""


def read_pairs(
    words: Sequence[str], is_name: Callable[[str], bool], is_value: Callable[[str, str], bool]
) -> list[Pair]:
    """`pain 5 redness=3`: names and values, one after the other or with = between.

    Args:
        is_name: Whether several words are a name.
        is_value: Whether several words are a value of the name before them.
    """
    pairs, place = [], 0
    while place < len(words):
        name, equals, value = words[place].partition("=")
        if equals:
            pairs.append(Pair(name.strip(), value.strip()))
            place += 1
            continue
        length = _length(words[place:], is_name)
        name = " ".join(words[place : place + length])
        place += length
        if place == len(words):
            pairs.append(Pair(name, None))
            break
        length = _length(words[place:], partial(is_value, name))
        pairs.append(Pair(name, " ".join(words[place : place + length])))
        place += length
    return pairs


def _length(words: Sequence[str], fits: Callable[[str], bool]) -> int:
    """How many of these words are one, two at the least, or else 1."""
    longest = min(_MOST_WORDS, len(words))
    return next((each for each in range(longest, 1, -1) if fits(" ".join(words[:each]))), 1)


def find_question(name: str, checklist: Checklist) -> Question:
    """The question of this name: its id, a part of it, or itself, in any case.

    Raises:
        UsageError: If there is none, or several fit.
    """
    _, fitting = best_fits(name, checklist.questions, _question_names)
    if not fitting:
        ids = [each.id for each in checklist.questions]
        raise UsageError(f"There is no question {name!r} in {checklist.id}.{nearest_or_all(name, ids)}")
    if len(fitting) > 1:
        raise ambiguous(name, [each.id for each in fitting])
    return fitting[0]


def _question_names(question: Question) -> Names:
    return Names((question.id,), (question.ask,))


def parse_answer(text: str, checklist: Checklist) -> tuple[Question, frozenset[str] | None]:
    """A question and what is answered to it: `habits=makeup,exercise`.

    Returns:
        As `parse_choice` gives it.

    Raises:
        UsageError: If there is no such question or answer, or several where one is asked for.
    """
    name, equals, value = (part.strip() for part in text.partition("="))
    if not equals:
        raise UsageError(f"{text!r} is not an answer. Write it like habits=makeup,exercise.")
    question = find_question(name, checklist)
    return question, parse_choice(value, question, checklist)


def parse_answers(
    texts: Sequence[str], checklist: Checklist, before: Mapping[str, frozenset[str]]
) -> Mapping[str, frozenset[str]]:
    """Answers by question id; "not sure" is left out.

    Args:
        before: What holds where nothing else is answered.

    Raises:
        UsageError: If one makes no sense, or a question is answered twice.
    """
    answers: dict[str, frozenset[str] | None] = {}
    for text in texts:
        question, ids = parse_answer(text, checklist)
        if question.id in answers:
            raise UsageError(
                f"{question.id} is answered twice. Put its answers in one, with commas between them."
            )
        answers[question.id] = ids
    return {id: ids for id, ids in {**before, **answers}.items() if ids is not None}


def parse_choice(value: str, question: Question, checklist: Checklist) -> frozenset[str] | None:
    """What is answered to a question: ids, parts of them or labels, with commas between, in any case.

    Returns:
        The ids of the answers: none after nothing at all or `none`, and None for `not-sure`.

    Raises:
        UsageError: If there is no such answer, several fit, several are given where one is asked for, or none
            where one must be true.
    """
    if value.strip().casefold() in NOT_SURE:
        return None
    known = [id for id, _ in question.answers]
    none = question.many and value.strip().casefold() == "none" and "none" not in known
    # A label may hold a comma.
    grade, whole = best_fits(value, question.answers, _answer_names)
    parts = [] if none else [value] if whole and grade <= EXACT else value.split(",")
    chosen = frozenset(_answer_id(part.strip(), question) for part in parts if part.strip())
    if not question.many and len(chosen) != 1:
        raise UsageError(f"{question.id} takes one answer: {', '.join(known)}.")
    if not chosen and not checklist.may_be_none(question):
        raise UsageError(
            f"When to call depends on {question.id}, so one at least must be true: {', '.join(known)}. "
            f"Not sure? {question.id}=not-sure"
        )
    return chosen


def _answer_id(text: str, question: Question) -> str:
    known = [id for id, _ in question.answers]
    for words, id in ((_YES, "yes"), (_NO, "no")):
        if text.casefold() in words and id in known and text.casefold() not in known:
            return id
    _, fitting = best_fits(text, question.answers, _answer_names)
    if not fitting:
        raise UsageError(f"{text!r} is not an answer to {question.id}.{nearest_or_all(text, known)}")
    if len(fitting) > 1:
        raise ambiguous(text, [id for id, _ in fitting])
    return fitting[0][0]


def _answer_names(answer: tuple[str, str]) -> Names:
    id, label = answer
    return Names((id,), (label,))


def parse_value(text: str, sign: Sign) -> int:
    """A report of a sign: a number, the word for it, or yes or no.

    Raises:
        UsageError: If the sign has no such value.
    """
    plain = text.strip().casefold()
    if sign.top == 1 and plain in YES_OR_NO:
        return int(plain in _YES)
    if plain.isdecimal() and len(plain) < 3 and int(plain) <= sign.top:
        return int(plain)
    words = [word.casefold() for word in sign.words]
    if plain in words:
        return words.index(plain)
    for value, word in enumerate(words):
        if plain == f"{value} {word}":
            return value
    raise UsageError(f"{text!r} is not a value of {sign.id}: {value_words(sign)}.{_like(plain, words)}")


def parse_sign(name: str, checklist: Checklist) -> Sign:
    """The sign of this name: its id, a part of it, or its noun, in any case.

    Raises:
        UsageError: If there is none, or several fit.
    """
    _, fitting = best_fits(name, checklist.signs, _sign_names)
    if not fitting:
        ids = [each.id for each in checklist.signs]
        raise UsageError(f"There is no sign {name!r} in {checklist.id}.{nearest_or_all(name, ids)}")
    if len(fitting) > 1:
        raise ambiguous(name, [each.id for each in fitting])
    return fitting[0]


def is_sign_name(text: str, checklist: Checklist) -> bool:
    """Whether a text is the whole of a sign's name."""
    grade, fitting = best_fits(text, checklist.signs, _sign_names)
    return bool(fitting) and grade <= EXACT


def _sign_names(sign: Sign) -> Names:
    return Names((sign.id,), (sign.noun,))


def _like(plain: str, words: list[str]) -> str:
    """The nearest word, where one is near; all of them are listed already."""
    from difflib import get_close_matches

    near = get_close_matches(plain[:80], words, n=1)
    return f" Nearest: {near[0]}." if near else ""
