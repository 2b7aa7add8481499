"""The small languages of time: lengths, clocks, slots, intervals, reminders; as in `grammar`."""

import re
from itertools import pairwise
from typing import NamedTuple

from checklists.format.days import days, span
from checklists.format.grammar import (
    FieldError,
    FieldValueError,
    attempt,
    once_each,
    one_or_many,
    read_map,
    text,
    whole,
)
from checklists.rules.rule import SUNRISE, SUNSET, AsNeeded, At, Remind, Repeat, SlotsOn
from checklists.yaml.tree import clip

MISSED = ("now", "next", "drop")
"""What may become of a missed item, where it is not worth doing until a time."""
SLOTS = ("morning", "midday", "evening", "bedtime")
"""Slots that the settings give a time."""

DURATION = r"^(([1-9][0-9]{0,3})h([1-5]?[0-9]m)?|[1-9][0-9]{0,4}m)$"
STEPS = r"^([1-9][0-9]{0,2}[dw]|([1-9]|1[0-9]|2[0-3])h([1-5]?[0-9]m)?|[1-9][0-9]{0,3}m)$"
CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
BETWEEN = r"^(sunrise )?([01][0-9]|2[0-3]):[0-5][0-9]-(sunset )?([01][0-9]|2[0-3]):[0-5][0-9]$"
UNTIL = r"^(sunset )?([01][0-9]|2[0-3]):[0-5][0-9]$"
REPEAT = r"^([1-9][0-9]?h([1-5]?[0-9]m)?|[1-9][0-9]{0,3}m) x[1-9][0-9]?$"
SLOT = (
    r"^((morning|midday|evening|bedtime)([+-]([1-9][0-9]?h([1-5]?[0-9]m)?|[1-9][0-9]{0,3}m))?"
    r"|([01]?[0-9]|2[0-3]):[0-5][0-9]"
    r"|[a-z]+(-[a-z]+)* ([01][0-9]|2[0-3]):[0-5][0-9]"
    r"|after-([1-9][0-9]{0,3}h([1-5]?[0-9]m)?|[1-9][0-9]{0,4}m))$"
)

_DAY = 24 * 60
_DAY_START = 4 * 60
"""Before it, a clock time belongs to the night of the care date."""


class Steps(NamedTuple):
    """`every`: whole days, or minutes of elapsed time. One of the two is 0."""

    days: int
    minutes: int


def duration(value: object) -> int:
    """Minutes of a length such as `24h`, `90m` or `1h30m`.

    Raises:
        FieldValueError: If it is not one; days are refused with the hours to write.
    """
    word = text(value)
    parts = re.fullmatch(r"(?:([0-9]{1,4})h)?(?:([0-9]{1,5})m)?", word)
    in_days = re.fullmatch(r"([1-9][0-9]{0,2})([dw])", word)
    if in_days:
        hours = int(in_days[1]) * (24 if in_days[2] == "d" else 168)
        raise FieldValueError(f'"{word}" must be in hours, since it is counted by the clock; write {hours}h')
    if not parts or not word or not re.fullmatch(DURATION, word):
        raise FieldValueError(f'"{clip(word)}" must be a length such as 24h, 90m or 1h30m{_length_fix(word)}')
    return int(parts[1] or 0) * 60 + int(parts[2] or 0)


def every(value: object) -> Steps:
    """Steps such as `7d`, `2w`, `2h` or `90m`.

    Raises:
        FieldValueError: If it is not that, or says whole days or more than one in hours.
    """
    word = text(value)
    parts = re.fullmatch(r"([1-9][0-9]{0,2})([dw])", word)
    if parts:
        return Steps(int(parts[1]) * (1 if parts[2] == "d" else 7), 0)
    if steps_range := re.fullmatch(r"([1-9][0-9]{0,2})-[1-9][0-9]{0,2}([dwhm])", word):
        raise FieldValueError(
            f'"{word}" must be one step and no range; write {"".join(steps_range.groups())}'
        )
    if not re.fullmatch(DURATION, word):
        step, often = _loose_steps(word), _often(word)
        hint = f"; write {step}" if step else f"; write {often} in its place" if often else ""
        raise FieldValueError(f'"{clip(word)}" must be steps such as 7d, 2w, 2h or 90m{hint}')
    minutes = duration(word)
    if minutes % _DAY == 0:
        raise FieldValueError(f'"{word}" is whole days; write {minutes // _DAY}d')
    if minutes > _DAY:
        raise FieldValueError(
            f'"{word}" is more than a day; count it in days, such as {round(minutes / _DAY)}d'
        )
    return Steps(0, minutes)


def _length_fix(word: str) -> str:
    """What to write for a length as people say it, such as `2 days` or `48 hours`; nothing for any other."""
    parts = re.fullmatch(r"([1-9][0-9]{0,3})\s*([a-z]+?)s?\.?", word.casefold())
    unit = _UNITS.get(parts[2], parts[2]) if parts else ""
    if parts and unit in ("d", "w"):
        return f"; write {int(parts[1]) * (24 if unit == 'd' else 168)}h"
    if parts and unit in ("h", "m"):
        return f"; write {parts[1]}{unit}"
    return f"; write {word}h for hours" if re.fullmatch(r"[1-9][0-9]{0,3}", word) else ""


def clock(value: object) -> int:
    """Minutes from midnight of a time such as `08:00`."""
    word = text(value)
    if re.fullmatch(CLOCK, word):
        return int(word[:2]) * 60 + int(word[3:])
    if re.fullmatch(r"[0-9]:[0-5][0-9]", word):
        raise FieldValueError(f'"{word}" needs two digits for the hour; write 0{word}')
    time = _loose_clock(word)
    raise FieldValueError(
        f'"{clip(word)}" must be a time such as 08:00 or 21:30' + (f"; write {time}" if time else "")
    )


_SPOKEN = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_LOOSE_CLOCK = re.compile(
    r"([0-9]{1,2})(?:[:.h]([0-9]{2}))?\s*(?:([ap])\.?m\.?|h|uhr|o.clock)?", re.IGNORECASE
)


def _loose_clock(word: str) -> str:
    """The time to write for one as people say it, such as `8am`, `8.30` or `noon`; nothing for any other."""
    if word.casefold() in _SPOKEN:
        return _SPOKEN[word.casefold()]
    parts = _LOOSE_CLOCK.fullmatch(word.strip())
    if not parts or word.isdigit():
        return ""
    hour, minute, half = int(parts[1]), int(parts[2] or 0), (parts[3] or "").casefold()
    if half and not 1 <= hour <= 12:
        return ""
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


_OFTEN = {
    "once": "at: morning",
    "daily": "at: morning",
    "twice": "at: [morning, evening]",
    "two times": "at: [morning, evening]",
    "2 times": "at: [morning, evening]",
    "2x": "at: [morning, evening]",
    "three times": "at: [morning, midday, evening]",
    "3 times": "at: [morning, midday, evening]",
    "3x": "at: [morning, midday, evening]",
}
_UNITS = {"hour": "h", "hr": "h", "minute": "m", "min": "m", "day": "d", "week": "w"}


def _often(word: str) -> str:
    """What to write for how often people do a thing, such as `twice a day`; nothing for any other text."""
    spoken = re.sub(r"\s*(a|per|each|every)\s+day$|\s+daily$", "", word.casefold()).strip()
    return _OFTEN.get(spoken, "")


def _loose_steps(word: str) -> str:
    """The step to write for one as people say it, such as `2 hours` or `weekly`; nothing for any other."""
    if spoken := {"hourly": "1h", "daily": "1d", "weekly": "7d", "fortnightly": "14d"}.get(word.casefold()):
        return spoken
    parts = re.fullmatch(r"(?:every\s+)?([1-9][0-9]{0,2})?\s*([a-z]+?)s?", word.casefold())
    unit = _UNITS.get(parts[2]) if parts else None
    return f"{parts[1] or 1}{unit}" if parts and unit else ""


class Until(NamedTuple):
    """Until when on its day: a clock time, for which the sun's stands where a place is known."""

    minutes: int
    sunset: bool = False


class BetweenTimes(NamedTuple):
    """`between`: both ends included, in minutes from midnight, and which of them goes by the sun."""

    first: int
    last: int
    from_sunrise: bool = False
    to_sunset: bool = False


def until(value: object) -> Until:
    """A clock time, or `sunset 18:00`."""
    word = text(value)
    name = _sun_name(word, SUNSET)
    return Until(clock(word.removeprefix(f"{name} ")), bool(name))


def _sun_name(word: str, name: str) -> str:
    """The name itself, where a text begins with it; nothing where it does not.

    Raises:
        FieldValueError: If it stands there without the clock time that holds while no place is set.
    """
    said = word.partition(" ")[0]
    if said == name == word:
        raise FieldValueError(f'"{name}" needs the time that holds where no place is set; write {name} 18:00')
    return name if said == name else ""


def between(value: object) -> BetweenTimes:
    """The window `10:00-18:00`, both ends included, in the order of a day that begins at 04:00.

    Either end may go by the sun: `sunrise 07:00-sunset 18:00`.

    Raises:
        FieldValueError: If it is not that, or ends before it begins.
    """
    word = text(value)
    first, dash, last = word.partition("-")
    if not dash:
        raise FieldValueError(f'"{clip(word)}" must be two times such as 10:00-18:00')
    rises, sets = _sun_name(first, SUNRISE), _sun_name(last, SUNSET)
    start, end = clock(first.removeprefix(f"{rises} ")), clock(last.removeprefix(f"{sets} "))
    if in_day(end) <= in_day(start):
        message = f'"{word}" ends before it begins; a day runs from 04:00 to 04:00'
        raise FieldValueError(message if start != end else f'"{word}" begins and ends at once')
    return BetweenTimes(start, end, bool(rises), bool(sets))


def in_day(minutes: int) -> int:
    """Minutes from the day's start (04:00) of a clock time in minutes from midnight."""
    return (minutes - _DAY_START) % _DAY


def at(value: object) -> tuple[At, ...]:
    """A slot, or a list of slots, each name once.

    Raises:
        FieldValueError: If one is not a slot, or comes twice.
    """
    slots = one_or_many(value, slot)
    once_each(slots, lambda each: each.name)
    return slots


class Slots(NamedTuple):
    """The slots of a rule."""

    all: tuple[At, ...]
    """Each name once."""
    by_days: tuple[SlotsOn, ...] = ()
    """Which of them on which days, by day; nothing where they are the same on all."""


def slots(value: object) -> Slots:
    """Slots as `at` reads them, or a map from days to them: `{0-6: [morning, evening], 7-13: morning}`.

    Raises:
        FieldValueError: If it is none of that, ranges overlap, or one name has two times.
    """
    if not isinstance(value, dict):
        return Slots(at(value))
    errors: list[FieldError] = []
    ranges: list[SlotsOn] = []
    named: dict[str, At] = {}
    for key, held in value.items():
        try:
            on = span(key)
        except FieldValueError as error:
            errors += [FieldError(each.message, (key,), at_key=True) for each in error.errors]
            continue
        try:
            own = at(held)
        except FieldValueError as error:
            errors += [each.inside(key) for each in error.errors]
            continue
        for each in own:
            if named.setdefault(each.name, each) != each:
                errors.append(
                    FieldError(f'"{each.name}" has another time on earlier days; name it otherwise', (key,))
                )
        ranges.append(SlotsOn(on, tuple(each.name for each in own)))
    ranges.sort()
    for before, after in pairwise(ranges):
        if before.span.last is None or after.span.first <= before.span.last:
            key = next(key for key in value if attempt(span, key) == after.span)
            errors.append(FieldError("overlaps the days before it", (key,), at_key=True))
    if errors:
        raise FieldValueError(*errors)
    return Slots(tuple(named.values()), tuple(ranges))


def slot(value: object) -> At:
    """`morning`, `evening+1h`, `bedtime-30m`, `lunch 12:15`, `after-4h`, or a time that names its slot."""
    word = text(value)
    if re.fullmatch(r"[0-9]{1,2}:[0-9]{2}", word):
        time = word.zfill(5)
        return At(f"at-{time[:2]}{time[3:]}", clock=clock(time))
    if re.fullmatch(r"after-[0-9]+[hm][0-9hm]*", word):
        return At(word, after=duration(word.removeprefix("after-")))
    if often := _often(word):
        raise FieldValueError(f'"{clip(word)}" must be a slot, or a list of them; write {often}')
    name, space, time = word.partition(" ")
    if space and re.fullmatch(r"[A-Za-z -]+", word):
        raise FieldValueError(_slot_of_words(word))
    if word != word.casefold() and word.casefold() in SLOTS:
        raise FieldValueError(f'"{clip(word)}" is written in small letters; write {word.casefold()}')
    if space and not _loose_clock(word):
        return At(_own_name(name), clock=clock(time))
    parts = re.fullmatch(r"([a-z]+(?:-[a-z]+)*)(?:([+-])([0-9]+[hm].*))?", word)
    if not parts:
        clock_time = word if re.fullmatch(CLOCK, word) else _loose_clock(word)
        if not clock_time and re.fullmatch(r"[0-9]{3,4}", word):
            clock_time = _loose_clock(f"{word[:-2]}:{word[-2:]}")
        hint = f'; write morning, or "lunch {clock_time}"' if clock_time else ""
        raise FieldValueError(
            f'"{clip(word)}" must be a slot such as morning, evening+1h or "lunch 12:15"{hint}'
        )
    name, sign, length = parts.groups()
    if name not in SLOTS:
        hint = f'; write one behind it, such as "{clip(name)} 12:15"'
        raise FieldValueError(
            FieldError(f'"{clip(name)}" has no time of its own', near=(name, SLOTS), otherwise=hint)
        )
    minutes = duration(length) if length else 0
    if minutes >= _DAY:
        raise FieldValueError(f'"{word}" is a day or more from {name}')
    return At(name, offset=-minutes if sign == "-" else minutes)


def _slot_of_words(word: str) -> str:
    """What is wrong with a slot such as `after breakfast`, and what to write."""
    made = "-".join(re.findall("[a-z]+", word.casefold()))[:32].strip("-")
    known = next((each for each in SLOTS if each in word.casefold().split()), "")
    near = f"{known}, or " if known else "bedtime-30m, or " if word.casefold() == "before bed" else ""
    return f'"{clip(word)}" has no time of its own; write {near}a name with one, such as "{made} 08:30"'


def _own_name(name: str) -> str:
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name):
        raise FieldValueError(f'"{clip(name)}" must be a name in small letters, such as lunch')
    if name in ("day", "once"):
        raise FieldValueError(f'"{name}" is kept for rules without a time; choose another name')
    if len(name) > 32:
        raise FieldValueError(f'"{clip(name)}" is too long for the name of a slot')
    return name


def daily_slot(value: object) -> At:
    """A slot that comes every day, so not `after-4h`."""
    daily = slot(value)
    if daily.after is not None:
        raise FieldValueError(f'"{daily.name}" comes once only; write a slot of every day, such as evening')
    return daily


def missed(value: object) -> str | At:
    """`now`, `next`, `drop`, or a slot of every day such as `18:00`, `bedtime` or `sunset 18:00`."""
    word = text(value)
    if word in MISSED:
        return word
    if re.fullmatch(r"[0-9]{1,2}[.][0-9]{2}", word):
        clock(word)
    try:
        return daily_slot(word)
    except FieldValueError as error:
        if " " in word or any(letter.isdigit() for letter in word):
            raise
        near = (word, (*MISSED, *SLOTS))
        message = f'"{clip(word)}" must be now, next or drop, or a time such as 18:00 or bedtime'
        raise FieldValueError(FieldError(message, near=near)) from error


def repeat(value: object) -> Repeat:
    """`10m x3`: again after so long, so often."""
    word = text(value)
    if not re.fullmatch(REPEAT, word):
        raise FieldValueError(f'"{clip(word)}" must say how long and how often, such as 10m x3')
    length, _, times = word.partition(" x")
    return Repeat(duration(length), int(times))


def remind(value: object) -> Remind:
    """`no`, a slot, or a map with `days`, `at` or both."""
    if isinstance(value, dict):
        keys = read_map(value, {"days": days, "at": slot})
        return Remind(at=keys.get("at"), days=keys.get("days", ()))
    if value in ("no", "false"):
        return Remind(off=True)
    if not isinstance(value, str) or value in ("yes", "true"):
        raise FieldValueError("must be no, a slot such as morning, or a map such as {days: 1-3, at: morning}")
    return Remind(at=slot(value))


def as_needed(value: object) -> AsNeeded:
    """A map with `gap` (a length), `at_most` (a number) or both; or `yes`, which limits nothing."""
    if value in ("yes", "true"):
        return AsNeeded()
    if not isinstance(value, dict):
        raise FieldValueError("must be yes, or a map such as {gap: 1h, at_most: 6}")
    return AsNeeded(**read_map(value, {"gap": duration, "at_most": whole}))
