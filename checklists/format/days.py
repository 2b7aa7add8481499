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
_UNITS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30}
_LENGTH = re.compile(
    r"(?:the )?(?:first )?([0-9]{1,3}|one|two|three|four|six)? ?(day|night|week|fortnight|month)s?"
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "six": 6}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def iso_date(value: object) -> str:
    """A date that the calendar has, as `2026-11-20`."""
    word = text(value)
    try:
        if not re.fullmatch(DATE, word):
            raise ValueError
        return date.fromisoformat(word).isoformat()
    except ValueError:
        fix = f"; write {loose}" if (loose := _loose_date(word)) else ""
        raise FieldValueError(f'"{clip(word)}" must be a date such as 2026-11-20{fix}') from None


def _loose_date(word: str) -> str:
    """The date to write for one that has only one reading, such as `20.11.2026`; nothing for any other."""
    year_first = re.fullmatch(r"([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})", word)
    year_last = re.fullmatch(r"([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]{4})", word)
    if year_first:
        year, month, number = map(int, year_first.groups())
    elif year_last:
        number, month, year = map(int, year_last.groups())
        if month > 12:
            number, month = month, number
        elif number <= 12 and number != month and "." not in word:
            return ""
    else:
        return ""
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return ""


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
        write = _days_to_write(word.casefold().strip())
        fix = f"; {write}" if write else ""
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


def _days_to_write(word: str) -> str:
    """What to write for days as people say them; nothing where that is not known."""
    if loose := _LOOSE.fullmatch(word):
        return f"write {loose[1]}-{loose[2]}"
    if numbered := re.fullmatch(r"days? ([0-9]{1,4}(?:-[0-9]{0,4})?)", word):
        return f"write {numbered[1]}"
    if between := re.fullmatch(r"days? (.+)", word):
        return _days_to_write(between[1])
    if word in ("always", "daily", "every day", "all days", "forever"):
        return "write 0- for every day from the treatment on"
    if onwards := re.fullmatch(r"(?:from (?:day )?)?([0-9]{1,4}) ?(?:\+|onwards|on)", word):
        return f"write {onwards[1]}-"
    if until := re.fullmatch(r"(?:until|till|to|up to) (?:day )?([0-9]{1,4})", word):
        return f"write 0-{until[1]}"
    if several := re.fullmatch(r"([0-9]{1,4}) (?:and|or|&) ([0-9]{1,4})", word):
        return f"write [{several[1]}, {several[2]}]"
    if week := re.fullmatch(r"week ([1-9][0-9]?)", word):
        last = 7 * int(week[1]) - 1
        return f"write {last - 6}-{last}"
    if span := re.fullmatch(r"([0-9]{1,4}) ?(?:-|to) ?([0-9]{1,4}) days?", word):
        length = f"0-{max(int(span[2]) - 1, 0)} for a length of {span[2]} days"
        return f"write {span[1]}-{span[2]} for day {span[1]} to day {span[2]}, or {length}"
    if again := _LENGTH.fullmatch(word):
        number = again[1] or "1"
        days = _NUMBERS.get(number) or int(number)
        last = days * _UNITS[again[2]] - 1
        return f"write 0-{last} for a length from the treatment on" if 0 <= last <= LAST_DAY else ""
    return ""


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
