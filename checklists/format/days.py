"""The small language of days: spans, lists of spans, weekdays, dates, days counted back."""

import re
from datetime import date
from itertools import pairwise

from checklists.format.grammar import FieldError, FieldValueError, each, once_each, text
from checklists.rules.rule import Span
from checklists.yaml.tree import clip

LAST_DAY = 3650
"""The last day that a file may name: ten years."""

DAY = r"^(0|[1-9][0-9]{0,3})$"
DAYS = r"^(0|[1-9][0-9]{0,3})(-(0|[1-9][0-9]{0,3})?)?$"
DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
DAYS_BEFORE = r"^(0|[1-9][0-9]{0,3})(-(0|[1-9][0-9]{0,3}))?$"
_LOOSE = re.compile(r"([0-9]{1,4})\s*(?:-|[\u2010-\u2015\u2212]|\.\.+|to|till|until)\s*([0-9]{1,4})")
"""Days as they stand in a letter: `0 to 4`, or with the long dash of a word processor."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def iso_date(said: object) -> str:
    """A date that the calendar has, as `2026-11-20`.

    Raises:
        FieldValueError: If it is not one.
    """
    word = text(said)
    try:
        if not re.fullmatch(DATE, word):
            raise ValueError
        return date.fromisoformat(word).isoformat()
    except ValueError:
        raise FieldValueError(f'"{clip(word)}" must be a date such as 2026-11-20') from None


def day(said: str) -> int:
    """A day from 0 to LAST_DAY.

    Raises:
        FieldValueError: If it is not one.
    """
    if not re.fullmatch(r"[0-9]+", said):
        raise FieldValueError(f'"{clip(said)}" must be a day such as 0 or 14')
    if len(said) > 1 and said[0] == "0":
        raise FieldValueError(f'"{clip(said)}" begins with a nought; write {clip(said.lstrip("0") or "0")}')
    if len(said) > 4 or int(said) > LAST_DAY:
        raise FieldValueError(f'"{clip(said)}" is later than day {LAST_DAY}, ten years on')
    return int(said)


def span(said: object) -> Span:
    """Days such as `0`, `1-13` or `14-`.

    Raises:
        FieldValueError: If it is not that, or runs backwards.
    """
    word = text(said)
    first, dash, last = word.partition("-")
    if not re.fullmatch(r"[0-9]+(-[0-9]*)?", word):
        loose = _LOOSE.fullmatch(word)
        fix = f"; write {loose[1]}-{loose[2]}" if loose else ""
        raise FieldValueError(f'"{clip(word)}" must be days such as 0, 1-13 or 14-{fix}')
    start = day(first)
    if not dash:
        return Span(start, start)
    if not last:
        return Span(start, None)
    end = day(last)
    if end < start:
        raise FieldValueError(f'"{word}" runs backwards; write {end}-{start}')
    return Span(start, end)


def days(said: object) -> tuple[Span, ...]:
    """A span, or an ascending list of spans without overlap, of which only the last may be open.

    Raises:
        FieldValueError: If it is not that.
    """
    spans = each(said, span)
    wrong: list[FieldError] = []
    for place, (before, after) in enumerate(pairwise(spans)):
        if before.last is None:
            wrong.append(
                FieldError(f"only the last of a list may be open; {before.first}- has no end", (place,))
            )
        elif after.first <= before.last:
            message = f"the days of a list must ascend; day {after.first} does not come after {before.last}"
            wrong.append(FieldError(message, (place + 1,)))
    if wrong:
        raise FieldValueError(*wrong)
    return spans


def days_before(said: object) -> tuple[int, int]:
    """Days before a session, counted back: `42-0`, or one day. The larger number comes first.

    Raises:
        FieldValueError: If it is not that.
    """
    word = text(said)
    if not re.fullmatch(r"[0-9]+(-[0-9]+)?", word):
        raise FieldValueError(f'"{clip(word)}" must be days counted back to the session, such as 42-0')
    first, _, last = word.partition("-")
    start, end = day(first), day(last or first)
    if start < end:
        raise FieldValueError(f'"{word}" must count back to the session; write {end}-{start}')
    return start, end


def weekdays(said: object) -> tuple[int, ...]:
    """Days of the week, `mon` to `sun`, once each. Monday is 0, and the numbers ascend.

    Raises:
        FieldValueError: If one is unknown or said twice.
    """

    def weekday(word: str) -> int:
        if word not in WEEKDAYS:
            raise FieldValueError(f'"{clip(word)}" must be a weekday: {", ".join(WEEKDAYS)}')
        return WEEKDAYS.index(word)

    found = each(said, weekday)
    once_each(found, lambda number: WEEKDAYS[number])
    return tuple(sorted(found))
