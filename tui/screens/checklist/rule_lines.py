"""The lines of a rule's form: what each says in the file's own grammar, and what is read in it."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from checklists.format.grammar import FieldValueError
from checklists.format.measures import SHORT as SHORT_CELLS
from checklists.format.measures import line, short
from checklists.format.times import duration, slot
from checklists.rules.rule import Kind
from tui.files.edits import Said
from tui.files.rule_origin import Keys
from tui.recovery.clinic_text import at_text, days_text, fault_words, parse_at, parse_days
from tui.screens.checklist.rule_words import said_text

T = TypeVar("T")

TITLE = "title"
"""The name of the line that holds what stands behind a rule's kind."""


class FormLine(NamedTuple):
    """One line to write."""

    key: str
    """Of the rule; `title` stands for its kind."""
    label: str
    help: str
    """What can be written, with an example."""
    read: Callable[[str], Said | None]
    """What is written, as the file says it; None takes the key away. Raises ValueError with a sentence."""
    empty: str = ""
    """What stands in the line while nothing is written."""
    long: bool = False
    """Whether it holds a text, which nobody writes anew for one letter."""


def read_days(text: str) -> Said:
    """Days: `0-4`, or a list of them.

    Raises:
        ValueError: If they cannot be read.
    """
    return _one_or_many(days_text(parse_days(text)).split(", "))


def read_at(text: str) -> Said | None:
    """Times, or None for any time of the day.

    Raises:
        ValueError: If they cannot be read.
    """
    return _one_or_many(at_text(parse_at(text)).split(", ")) if text else None


def read_lasts(text: str) -> Said:
    """A length counted from the treatment.

    Raises:
        ValueError: If it is not one.
    """
    if not text:
        raise ValueError("Say how long, such as 24h.")
    _read(text, duration)
    return text


def read_remind(text: str) -> Said | None:
    """`no`, a slot, or days, a slot or both with their names; None goes by the rule's kind.

    Raises:
        ValueError: If it is none of these.
    """
    bare = text.strip("{} ")
    if not bare:
        return None
    if bare.casefold() in ("no", "off", "never"):
        return "no"
    parts = dict(_named_parts(bare))
    if parts:
        told: dict[str, Said] = {}
        if "days" in parts:
            told["days"] = read_days(parts["days"])
        if "at" in parts:
            told["at"] = at_text((_read(parts["at"], slot),))
        return told
    return at_text((_read(bare, slot),))


def read_title(text: str) -> Said:
    """What the rule says.

    Raises:
        ValueError: If it says nothing.
    """
    if not text:
        raise ValueError("A rule needs its words.")
    return line(text)


def read_short(text: str) -> Said | None:
    """A short name, or None for the first words of the title.

    Raises:
        ValueError: If it is too wide.
    """
    return _read(text, short) if text else None


def read_text(text: str) -> Said | None:
    """Any words, or None."""
    return text or None


DAYS = FormLine("days", "Days", "0, 1-13, 14-, or several: 0-3, 7", read_days)
LASTS = FormLine("lasts", "Lasts", "From the treatment on, such as 4h or 90m", read_lasts)
AT = FormLine("at", "Times", "morning, evening+1h, lunch 12:15. Empty is any time", read_at, "any time")
_REMIND_HELP = "no, a time such as morning, or days: 1-3, at: morning"
REMIND = FormLine("remind", "Reminder", _REMIND_HELP, read_remind, "as usual")
TITLE_LINE = FormLine(TITLE, "Title", "What to do or leave alone, in a few words", read_title, long=True)
_SHORT_HELP = f"At most {SHORT_CELLS} letters, for narrow lines"
SHORT = FormLine("short", "Short", _SHORT_HELP, read_short, "first words of the title")
HOW = FormLine("how", "How", "How to do it, in a sentence or two", read_text, long=True)
WHY = FormLine("why", "Why", "Why it matters, in a sentence", read_text, long=True)
BECAUSE = FormLine(
    "because", "Because", "Whose word this is, such as my clinic's sheet", read_text, long=True
)

_RUNS = ("every", "between", "counting", "since", "on", "from", "once", "as_needed")
"""Keys of when a rule is that this form does not change."""


def lines_of(kind: Kind, keys: Keys) -> tuple[FormLine, ...]:
    """The lines that make sense for a rule."""
    ticked = kind in (Kind.DO, Kind.CHECK)
    in_hours = "every" in keys and not str(keys["every"]).endswith(("d", "w"))
    found = [LASTS if "lasts" in keys else DAYS]
    if ticked and not in_hours and "as_needed" not in keys:
        found.append(AT)
    if kind is not Kind.EXPECT or "remind" in keys:
        found.append(REMIND)
    return (*found, TITLE_LINE, SHORT, HOW, BECAUSE)


def new_lines(kind: Kind) -> tuple[FormLine, ...]:
    """The lines for a rule to come."""
    times = (AT,) if kind in (Kind.DO, Kind.CHECK) else ()
    return (TITLE_LINE, DAYS, *times, WHY, BECAUSE)


def left_out(keys: Keys) -> str:
    """What of when a rule is this form does not change, as the file says it; or nothing."""
    return ", ".join(f"{key}: {said_text(keys[key])}" for key in _RUNS if key in keys)


def key_of(line: FormLine, kind: Kind) -> str:
    """The key of a rule that a line is of."""
    return str(kind) if line.key == TITLE else line.key


def value_of(line: FormLine, kind: Kind, keys: Mapping[str, object]) -> str:
    """What stands in a line, of a rule with these keys."""
    return said_text(keys.get(key_of(line, kind)))


def _one_or_many(parts: list[str]) -> Said:
    return parts[0] if len(parts) == 1 else [*parts]


def _named_parts(text: str) -> Iterator[tuple[str, str]]:
    """`days: 1-3, at: morning` as its two parts."""
    if not re.match(r"(days|at)\s*:", text):
        return
    for found in re.finditer(r"(days|at)\s*:\s*(.*?)\s*(?:,\s*(?=(?:days|at)\s*:)|$)", text):
        yield found[1], found[2].strip("[] ")


def _read(text: str, read: Callable[[object], T]) -> T:
    try:
        return read(text)
    except FieldValueError as error:
        raise ValueError(fault_words(error)) from None
