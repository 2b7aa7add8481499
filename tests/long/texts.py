"""Has the one reader read a great many texts: `python -m tests.long.texts [COUNT] [FIRST]`.

Each is a moment, a date, a time, days, or one sentence: never a traceback. What is read is printed and read
back to the same; and never half of it is read: with a word behind it that means nothing it is refused.
Ends with 1 where any text did otherwise, and names its seed.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from checklists.rules.rule import Span
from tui.recovery.clinic_dates import at_text, days_text
from tui.text.humanize import year_date
from tui.text.parse import (
    Present,
    Toward,
    clock_words,
    moment_words,
    parse_at,
    parse_clock,
    parse_date,
    parse_day,
    parse_days,
    parse_length,
    parse_moment,
)

COUNT = 100_000
DAY_ZERO = date(2026, 11, 20)
_ZONES = ("Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata", "Australia/Lord_Howe", "UTC")
_WORDS = (
    *("now", "today", "tomorrow", "yesterday", "tonight", "noon", "midnight", "at", "on", "the", "of", "and"),
    *("mon", "Tue", "wednesday", "THU", "fri", "sat.", "sunday", "next", "last", "this", "ago", "in", "half"),
    *("jan", "Feb", "march", "sept", "Nov", "november", "dec", "an", "a", "one", "hour", "hours", "h", "min"),
    *("days", "day", "weeks", "w", "d", "m", "until", "till", "through", "from", "for", "to", "onwards"),
    *("20", "2", "31", "0", "9", "16", "2026", "99", "1999", "0-4", "14-", "3,", "7", "16:00", "8:10", "4pm"),
    *("20.11.2026", "20.11.", "11/20/2026", "11/12/2026", "2026-11-20", "2026-1-2", "20.05", "1630", "16h"),
    *("+14d", "-3d", "+1h30", "T16:00", "Z", "+01:00", "20th", "1st", "pm", "a.m.", "o'clock", "evening"),
    *("morning", "lunch 12:15", "bedtime-1h", "xyzzy", "2026-11-20T16:00", "24:00", "13pm", "-", ",", "."),
)
_LETTERS = "0123456789:./-+, apmhdwTZ\N{NO-BREAK SPACE}\N{EN DASH}\N{FULLWIDTH DIGIT TWO}\N{SUPERSCRIPT TWO}"
_STRANGE = "\x00\x1b\n\t\u202e\ud800\N{ARABIC-INDIC DIGIT FIVE}\N{PILE OF POO}\N{LATIN SMALL LETTER SHARP S}"
_NONSENSE = "xyzzy"


class Typed(NamedTuple):
    """A text, and when and where it is typed."""

    text: str
    present: Present
    toward: Toward


def typed(seed: int) -> Typed:
    """The text of a seed."""
    random = Random(seed)
    zone = ZoneInfo(random.choice(_ZONES))
    now = datetime.fromtimestamp(random.randrange(0, 4_000_000_000), UTC).astimezone(zone)
    return Typed(_text(random), Present(now, random.choice((180, 240, 360))), random.choice(list(Toward)))


def _text(random: Random) -> str:
    kind = random.randrange(10)
    if kind < 6:
        return random.choice((" ", " ", " ", "", "  ")).join(random.choices(_WORDS, k=random.randint(1, 5)))
    if kind < 8:
        return "".join(random.choices(_LETTERS, k=random.randint(0, 20)))
    text = list(_text(random))
    for _ in range(random.randint(1, 3)):
        text.insert(random.randint(0, len(text)), random.choice(_STRANGE + _LETTERS))
    return "".join(text) * (1 if kind < 9 else random.choice((1, 40)))


def fault_of(seed: int) -> tuple[str, tuple[str, ...]]:
    """What was wrong, or nothing; and what the text was read as."""
    text, present, toward = typed(seed)
    read_as = []
    for name, read, back in _readers(present, toward):
        try:
            value = read(text)
        except ValueError as error:
            if not str(error).strip() or not str(error).isprintable() or len(str(error)) > 700:
                return f"{name} of {text!r} is refused with {str(error)[:200]!r}", ()
            continue
        if value is None:
            continue
        read_as.append(name)
        if (again := read_back(back, value)) is not None:
            return f"{name} of {text!r} is {value!r}, and read back {again}", ()
        # Before a time of day any word is the name of a slot.
        more_texts = (f"{text} {_NONSENSE}", *([f"{_NONSENSE} {text}"] if name != "slots" else []))
        for more in more_texts:
            try:
                half = read(more)
            except ValueError:
                continue
            if half is not None:
                return f"{name} of {more!r} is {half!r}: half of it was read", ()
    return "", tuple(read_as)


Reader = tuple[str, Callable[[str], object], Callable[[object], bool | str]]


def _readers(present: Present, toward: Toward) -> Iterator[Reader]:
    """Each reader, and what prints a value of it and reads that again: whether it is the same."""

    def moment_again(value: object) -> bool:
        assert isinstance(value, datetime)
        texts = (value.isoformat(), moment_words(value))
        whole = value.replace(microsecond=0)
        read = {parse_moment(text, present).astimezone(UTC).replace(microsecond=0) for text in texts[:1]}
        # In the hour that clocks have twice the words mean the first.
        return read == {whole.astimezone(UTC)} and _words_again(texts[1], whole, present)

    def date_again(value: object) -> bool:
        assert isinstance(value, date)
        return parse_date(year_date(value), present) == value

    def clock_again(value: object) -> bool:
        assert isinstance(value, int)
        return parse_clock(clock_words(value)) == value

    def days_again(value: object) -> bool:
        spans: tuple[Span, ...] = value  # type: ignore[assignment]
        return parse_days(days_text(spans)) == spans

    def length_again(value: object) -> bool:
        return parse_length(f"{value}m") == value if isinstance(value, int) and value < 10_000 else True

    yield "moment", lambda text: parse_moment(text, present, toward), moment_again
    yield "date", lambda text: parse_date(text, present, toward), date_again
    yield "day", lambda text: parse_day(text, present), date_again
    yield "time", parse_clock, clock_again
    yield "days", lambda text: parse_days(text, DAY_ZERO), days_again
    yield "slots", parse_at, lambda value: parse_at(at_text(value)) == value  # type: ignore[arg-type]
    yield "length", parse_length, length_again


def _words_again(words: str, value: datetime, present: Present) -> bool:
    """Whether the words of a moment are read as it, or as the first of two that they name alike."""
    read = parse_moment(words, present)
    return read.replace(fold=0, tzinfo=None) == value.replace(fold=0, tzinfo=None)


def read_back(back: Callable[[object], bool | str], value: object) -> str | None:
    """What was wrong as a value was printed and read again; None where nothing was."""
    try:
        return None if back(value) else "as another"
    except ValueError as error:
        return f"is refused: {error}"


def main() -> int:
    """Read them all, and say what came of it."""
    count, first = (int(text) for text in (sys.argv[1:] + [str(COUNT), "0"][len(sys.argv) - 1 :]))
    start, faults, kinds, readable = time.monotonic(), 0, Counter[str](), 0
    for seed in range(first, first + count):
        fault, read_as = fault_of(seed)
        kinds.update(read_as)
        readable += bool(read_as)
        if fault:
            faults += 1
            sys.stdout.write(f"seed {seed}: {fault}\n")
    named = ", ".join(f"{number} as {name}" for name, number in kinds.most_common())
    took = f"{time.monotonic() - start:.0f} s"
    sys.stdout.write(f"{count} texts in {took}: {readable} read ({named}), {faults} faults\n")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
