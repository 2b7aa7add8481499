"""The small languages of a course and of the signs: stretches, sessions, usual ranges, texts of a width.

Readers as in `grammar`.
"""

import re

from checklists.format.days import day
from checklists.format.grammar import FieldError, FieldValueError, text
from checklists.rules.checklist import Stretch, UsualOn
from checklists.text import cells, phone_fault
from checklists.yaml.tree import clip

SESSIONS = r"^([1-9][0-9]?)(-([1-9][0-9]?)?)?$"
STRETCH = r"^([1-9][0-9]{0,3})(-([1-9][0-9]{0,3})?)? (day|week|month)s?$"
USUAL = r"^((yes|no)|([0-9]|10)(-([0-9]|10))?)$"
HAPPENED = "happened"
"""The scale of an event."""
SCALES = {"yes-no": 1, "0-3": 3, "0-4": 4, "0-10": 10, HAPPENED: 1}
"""The scales of a sign, and the greatest value of each."""

SHORT = 24
"""How many cells of a terminal a short name may take."""
GLANCE = 18
"""How many cells the first line of a day has for what is usual, and a title that is cut."""
BRIEF = 36
"""How many cells a line to call about may take in few words: one line of the smallest terminal."""


def stretch(value: object) -> Stretch:
    """A length such as `4-6 weeks`, `8- weeks` or `1 month`.

    Raises:
        FieldValueError: If it is not that, or runs backwards.
    """
    word = text(value)
    parts = re.fullmatch(STRETCH, word)
    if not parts:
        raise FieldValueError(f'"{clip(word)}" must be a length such as 4-6 weeks, 8- weeks or 2-3 months')
    low, high = _bounds(word, parts[1], parts[2], parts[3])
    return Stretch(low, high, f"{parts[4]}s")


def sessions(value: object) -> tuple[int, int | None]:
    """How many sessions: `4`, `2-5` or `4-`.

    Raises:
        FieldValueError: If it is not that, or runs backwards.
    """
    word = text(value)
    parts = re.fullmatch(SESSIONS, word)
    if not parts:
        raise FieldValueError(f'"{clip(word)}" must be a number of sessions such as 4, 2-5 or 4-')
    return _bounds(word, parts[1], parts[2], parts[3])


def _bounds(word: str, first: str, dash: str | None, last: str | None) -> tuple[int, int | None]:
    low = int(first)
    high = low if dash is None else int(last) if last else None
    if high is not None and high < low:
        raise FieldValueError(f'"{clip(word)}" runs backwards; write {high}-{low}')
    return low, high


def usual(value: object) -> tuple[UsualOn, ...]:
    """A map from the first day of each stretch to its usual range, such as `{0: 3-4, 3: 0}`. By day.

    Raises:
        FieldValueError: If a day or a range in it is not one.
    """
    if not isinstance(value, dict):
        raise FieldValueError("must be a map from a day to a range, such as {0: 3-4, 3: 0-1}")
    course: list[UsualOn] = []
    errors: list[FieldError] = []
    for key, usual_range in value.items():
        try:
            first = day(key)
        except FieldValueError as error:
            errors += [FieldError(each.message, (key,), at_key=True) for each in error.errors]
            continue
        try:
            course.append(UsualOn(first, *_range(text(usual_range))))
        except FieldValueError as error:
            errors += [each.inside(key) for each in error.errors]
    if errors:
        raise FieldValueError(*errors)
    return tuple(sorted(course))


def _range(word: str) -> tuple[int, int]:
    parts = re.fullmatch(USUAL, word)
    if not parts:
        raise FieldValueError(f'"{clip(word)}" must be a usual range such as 0, 2-3 or yes')
    if parts[2]:
        return (1, 1) if word == "yes" else (0, 0)
    low = int(parts[3])
    high = int(parts[5]) if parts[5] else low
    if high < low:
        raise FieldValueError(f'"{word}" runs backwards; write {high}-{low}')
    return low, high


def line(value: object) -> str:
    """A text on one line."""
    return " ".join(text(value).split("\n"))


def phone(value: object) -> str:
    """A telephone number, as a clinic writes it.

    Raises:
        FieldValueError: If it cannot be one.
    """
    number = line(value)
    fault = phone_fault(number)
    if fault:
        reason = fault[0].lower() + fault[1:].removesuffix(".")
        raise FieldValueError(f'"{clip(number)}" cannot be called; {reason}')
    return number


def short(value: object) -> str:
    """A text of at most SHORT cells."""
    return _within(value, SHORT, "a short name has")


def glance(value: object) -> str:
    """A text of at most GLANCE cells."""
    return _within(value, GLANCE, "what is usual in short has")


def brief(value: object) -> str:
    """A text of at most BRIEF cells."""
    return _within(value, BRIEF, "in few words it has")


def _within(value: object, most: int, name: str) -> str:
    word = line(value)
    if cells(word) > most:
        raise FieldValueError(f'"{clip(word)}" is {cells(word)} columns wide; {name} at most {most}')
    return word


def short_title(title: str) -> str:
    """The title cut at a word to at most GLANCE cells; within a word only where the first is wider."""
    end = wide = 0
    for place, character in enumerate(title):
        wide += cells(character)
        if wide > GLANCE:
            break
        end = place + 1
    if end == len(title) or title[end] == " ":
        return title[:end].rstrip(" ")
    at_word, space, _ = title[:end].rpartition(" ")
    return at_word.rstrip(" ,;:.-") if space else title[:end]
