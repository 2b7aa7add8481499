"""The small language of days: spans, lists of spans, weekdays, dates, days counted back; as in `grammar`."""

import re
from datetime import date
from itertools import pairwise

from checklists.format.grammar import FieldError, FieldValueError, once_each, one_or_many, text
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


def iso_date(value: object) -> str:
    """A date that the calendar has, as `2026-11-20`."""
    word = text(value)
    try:
        if not re.fullmatch(DATE, word):
            raise ValueError
        return date.fromisoformat(word).isoformat()
    except ValueError:
        raise FieldValueError(f'"{clip(word)}" must be a date such as 2026-11-20') from None


def day(word: str) -> int:
    """A day from 0 to LAST_DAY."""
    if not re.fullmatch(r"[0-9]+", word):
        raise FieldValueError(f'"{clip(word)}" must be a day such as 0 or 14')
    if len(word) > 1 and word[0] == "0":
        raise FieldValueError(f'"{clip(word)}" begins with a nought; write {clip(word.lstrip("0") or "0")}')
    if len(word) > 4 or int(word) > LAST_DAY:
        raise FieldValueError(f'"{clip(word)}" is later than day {LAST_DAY}, ten years on')
    return int(word)


def span(value: object) -> Span:
    """Days such as `0`, `1-13` or `14-`.

    Raises:
        FieldValueError: If it is not that, or runs backwards.
    """
    word = text(value)
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


def days(value: object) -> tuple[Span, ...]:
    """A span, or an ascending list of spans without overlap, of which only the last may be open."""
    spans = one_or_many(value, span)
    errors: list[FieldError] = []
    for place, (before, after) in enumerate(pairwise(spans)):
        if before.last is None:
            errors.append(
                FieldError(f"only the last of a list may be open; {before.first}- has no end", (place,))
            )
        elif after.first <= before.last:
            message = f"the days of a list must ascend; day {after.first} does not come after {before.last}"
            errors.append(FieldError(message, (place + 1,)))
    if errors:
        raise FieldValueError(*errors)
    return spans


def days_before(value: object) -> tuple[int, int]:
    """Days before a session, counted back: `42-0`, or one day. The larger number comes first."""
    word = text(value)
    if not re.fullmatch(r"[0-9]+(-[0-9]+)?", word):
        raise FieldValueError(f'"{clip(word)}" must be days counted back to the session, such as 42-0')
    first, _, last = word.partition("-")
    start, end = day(first), day(last or first)
    if start < end:
        raise FieldValueError(f'"{word}" must count back to the session; write {end}-{start}')
    return start, end


def weekdays(value: object) -> tuple[int, ...]:
    """Days of the week, `mon` to `sun`, once each. Monday is 0, and the numbers ascend.

    Raises:
        FieldValueError: If one is unknown or written twice.
    """

    def weekday(word: str) -> int:
        if word not in WEEKDAYS:
            raise FieldValueError(f'"{clip(word)}" must be a weekday: {", ".join(WEEKDAYS)}')
        return WEEKDAYS.index(word)

    numbers = one_or_many(value, weekday)
    once_each(numbers, lambda number: WEEKDAYS[number])
    return tuple(sorted(numbers))
