"""Clinic dates as people write them, and as the journal keeps them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from checklists.format.days import days as read_days
from checklists.format.grammar import FieldError, FieldValueError
from checklists.format.times import at as read_at
from checklists.rules.checklist import Checklist
from checklists.rules.rule import At, Rule, Span
from checklists.text import nearest
from tui.journal import Journal, Topic
from tui.recovery.clinic_dates import ClinicDate
from tui.recovery.recovery import Recovery
from tui.text.humanize import capital, full_stop, listed, spans_words

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


def days_text(days: Sequence[Span]) -> str:
    """`0-4`, `14-`, `3, 7, 14`: what `parse_days` reads."""
    return ", ".join(_span_text(span) for span in days)


def at_text(at: Sequence[At]) -> str:
    """`morning, evening+1h`, `lunch 12:15`, `after-4h`: what `parse_at` reads."""
    return ", ".join(_slot_text(each) for each in at)


def date_words(date: ClinicDate) -> str:
    """`days 0 to 4`, `evening+1h`, `days 0 to 4, morning and lunch 12:15`."""
    days = [spans_words(date.days)] if date.days else []
    return ", ".join([*days, *([at_words(date.at)] if date.at else [])])


def at_words(at: Sequence[At]) -> str:
    """`morning and lunch 12:15`, in the words in which they are written."""
    return listed([_slot_text(each) for each in at])


def date_value(date: ClinicDate, title: str) -> dict[str, str]:
    """What the journal keeps.

    Args:
        title: The rule's, so that it can still be named where no version has the rule any more.
    """
    return {"days": days_text(date.days), "at": at_text(date.at), "title": title}


def read_date(value: Any) -> ClinicDate | None:
    """What the journal kept; what cannot be read, or says nothing, leaves the checklist in force."""
    if not isinstance(value, Mapping):
        return None
    days, at = str(value.get("days") or ""), str(value.get("at") or "")
    try:
        date = ClinicDate(parse_days(days) if days else (), parse_at(at) if at else ())
    except ValueError:
        return None
    return date if date.days or date.at else None


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


def _span_text(span: Span) -> str:
    if span.last is None:
        return f"{span.first}-"
    return f"{span.first}" if span.first == span.last else f"{span.first}-{span.last}"


def _slot_text(at: At) -> str:
    if at.after is not None:
        return at.name
    if at.clock is not None:
        return f"{at.name} {at.clock // 60:02}:{at.clock % 60:02}"
    if not at.offset:
        return at.name
    hours, minutes = divmod(abs(at.offset), 60)
    length = f"{hours}h" * bool(hours) + f"{minutes}m" * bool(minutes)
    return f"{at.name}{'-' if at.offset < 0 else '+'}{length}"


class KeptDate(NamedTuple):
    """What the clinic said of one rule."""

    id: str
    """What it is kept under: the id that the rule had then."""
    title: str
    date: ClinicDate
    rule: Rule | None
    """As it stands, or None where no rule of this version has that name, now or formerly."""


def kept_dates(journal: Journal, recovery: Recovery, checklist: Checklist) -> tuple[KeptDate, ...]:
    """Everything that the clinic said, the oldest first.

    Args:
        checklist: The version in force, with the clinic's dates laid over it.

    Raises:
        JournalError: If the journal cannot be read.
    """
    found = []
    for id, entry in journal.current(recovery.id, Topic.CLINIC_DATE).items():
        rule = checklist.rule(id)
        title = rule.title if rule is not None else str(entry.value.get("title") or id)
        found.append(KeptDate(id, title, read_date(entry.value) or ClinicDate(), rule))
    return tuple(found)
