"""Clinic dates as people write them."""

from collections.abc import Callable
from typing import TypeVar

from checklists.format.days import days as read_days
from checklists.format.grammar import FieldError, FieldValueError
from checklists.format.times import at as read_at
from checklists.rules.rule import At, Span
from checklists.text import nearest
from tui.text.humanize import capital, full_stop

T = TypeVar("T")


def parse_days(text: str) -> tuple[Span, ...]:
    """Days as a checklist writes them, with commas between: `0-4`, `14-`, `3, 7, 14`.

    Raises:
        ValueError: With the reason, as a sentence.
    """
    return _read(text, read_days, "days, such as 0-4 or 3, 7, 14")


def parse_at(text: str) -> tuple[At, ...]:
    """Slots as a checklist writes them, with commas between: `morning, evening+1h`, `lunch 12:15`.

    Raises:
        ValueError: With the reason, as a sentence.
    """
    return _read(text, read_at, "times, such as morning or lunch 12:15")


def _read(text: str, read: Callable[[object], T], wanted: str) -> T:
    parts = [part.strip() for part in text.split(",")]
    if not any(parts):
        raise ValueError(f"Say the {wanted}.")
    try:
        return read(parts[0] if len(parts) == 1 else parts)
    except FieldValueError as error:
        raise ValueError(fault_words(error)) from None


def fault_words(error: FieldValueError) -> str:
    """What cannot be read, and why, as a sentence with the word that was probably meant."""
    reasons = dict.fromkeys(_reason(each) for each in error.errors)
    return full_stop(capital("; ".join(reasons)))


def _reason(wrong: FieldError) -> str:
    near = nearest(*wrong.near) if wrong.near else None
    return f"{wrong.message}; did you mean {near}?" if near else f"{wrong.message}{wrong.otherwise}"
