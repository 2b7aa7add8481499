"""What a settings file sets: each problem is named, and only what is faulty takes its default.

A setting is a field of `Settings`, and here its line in `_Reader.settings` with the kind of value it takes.
A kind is a function from what TOML has to what `Settings` has. It raises ValueError with a sentence.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import time
from typing import Any, TypeVar

from checklists.plan.timing import in_day
from checklists.text import nearest_sentence
from tui.settings.keys import call_problem, is_key, key_clashes, keys_of
from tui.settings.values import (
    DAY_STARTS,
    OWN_THEMES,
    STANDARD_SLOTS,
    TEXTUAL_THEMES,
    KeyChoice,
    Loud,
    Plain,
    Quiet,
    SettingProblem,
    Settings,
    SlotTime,
)
from tui.sun import Location
from tui.text.parse import minutes_of

T = TypeVar("T")

_SLOT = re.compile(r"[a-z][a-z0-9-]{0,63}")
# Names that a checklist's own slots have, and so may not mean a time of day.
_TAKEN = re.compile(r"day|once|n[0-9]+|after-.+")
_THEMES = ("auto", "terminal", *OWN_THEMES, *TEXTUAL_THEMES)
_EMERGENCY_CELLS = 40


def understand(
    data: Mapping[str, Any], *, name: str, bindings: Collection[str] | None = None
) -> tuple[Settings, tuple[SettingProblem, ...]]:
    """What the data of a file set, and every problem with it.

    Args:
        name: What to call the file in a problem.
        bindings: The ids that `[keys]` may name. None lets any be named.
    """
    reader = _Reader(name, bindings)
    return reader.settings(data), tuple(reader.problems)


class _Reader:
    """Reads one file's data, and notes what is wrong with it."""

    def __init__(self, file: str, bindings: Collection[str] | None) -> None:
        self.problems: list[SettingProblem] = []
        self._file = file
        self._bindings = bindings

    def settings(self, data: Mapping[str, Any]) -> Settings:
        usual = Settings()
        self._check_names("", data, Settings.__struct_fields__)
        day_start = self._read("day_start", data.get("day_start"), _day_start, usual.day_start)
        return Settings(
            day_start=day_start,
            quiet=self._quiet(self._group(data, "quiet"), usual.quiet),
            loud=self._read("loud", data.get("loud"), _loud, usual.loud),
            theme=self._read("theme", data.get("theme"), _theme, usual.theme),
            plain=self._read("plain", data.get("plain"), _plain, usual.plain),
            keys=self._keys(self._group(data, "keys")),
            emergency=self._read("emergency", data.get("emergency"), _emergency, usual.emergency),
            private=self._read("private", data.get("private"), _yes_no, usual.private),
            place=self._read("place", data.get("place"), _place, usual.place),
            slots=self._slots(self._group(data, "slots"), day_start, usual.care_times()),
        )

    def _note(self, key: str, message: str) -> None:
        self.problems.append(SettingProblem(self._file, key, message))

    def _read(self, key: str, value: Any, kind: Callable[[Any], T], usual: T) -> T:
        """A value as its kind has it, or what is usual where there is none or it is faulty."""
        try:
            return usual if value is None else kind(value)
        except ValueError as problem:
            self._note(key, str(problem))
            return usual

    def _check_names(self, group: str, data: Mapping[str, Any], known: Collection[str]) -> None:
        for name in data:
            if name not in known:
                self._note(group + name, f"there is no such setting.{nearest_sentence(name, known)}")

    def _group(self, data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        value = data.get(key, {})
        if isinstance(value, dict):
            return value
        self._note(key, f"{shown(value)} is not a group of settings. Begin the group with [{key}].")
        return {}

    def _quiet(self, group: Mapping[str, Any], usual: Quiet) -> Quiet:
        self._check_names("quiet.", group, ("from", "to"))
        return Quiet(
            self._read("quiet.from", group.get("from"), _time_of_day, usual.start),
            self._read("quiet.to", group.get("to"), _time_of_day, usual.end),
        )

    def _slots(self, group: Mapping[str, Any], day_start: int, times: dict[str, int]) -> tuple[SlotTime, ...]:
        standard = len(times)
        for name, value in group.items():
            problem = "" if name in times else _slot_name_problem(name)
            if problem:
                self._note(f"slots.{name}", problem)
                continue
            minutes = self._read(f"slots.{name}", value, _time_of_day, times.get(name))
            if minutes is not None:
                times[name] = minutes
        slots = tuple(SlotTime(name, minutes) for name, minutes in times.items())
        order = [in_day(slot.minutes, day_start) for slot in slots[:standard]]
        if order != sorted(set(order)):
            as_set = " ".join(f"{name} {_clock(minutes)}" for name, minutes in slots[:standard])
            self._note(
                "slots", f"morning, midday, evening and bedtime must follow one another, not {as_set}."
            )
            return STANDARD_SLOTS + slots[standard:]
        return slots

    def _keys(self, group: Mapping[str, Any]) -> tuple[KeyChoice, ...]:
        choices: list[KeyChoice] = []
        for binding, value in _flat(group):
            if self._bindings is not None and binding not in self._bindings:
                self._note(
                    f"keys.{binding}", f"nothing is called so.{nearest_sentence(binding, self._bindings)}"
                )
            elif keys := self._read(f"keys.{binding}", value, _key_names, None):
                if problem := call_problem(binding, keys):
                    self._note(f"keys.{binding}", problem)
                else:
                    choices.append(KeyChoice(binding, keys))
        if self._bindings is not None:
            for binding, problem in key_clashes(dict(choices)).items():
                self._note(f"keys.{binding}", problem)
        return tuple(choices)


def _time_of_day(value: object) -> int:
    """Minutes from midnight."""
    if isinstance(value, str) and (minutes := minutes_of(value)) is not None:
        return minutes
    if isinstance(value, time) and not (value.second or value.microsecond):
        return value.hour * 60 + value.minute
    raise ValueError(f'{shown(value)} is not a time of day. Write it like "08:00".')


def _day_start(value: object) -> int:
    minutes, (earliest, latest) = _time_of_day(value), DAY_STARTS
    if not earliest <= minutes <= latest:
        raise ValueError(f"{_clock(minutes)} is not between {_clock(earliest)} and {_clock(latest)}.")
    return minutes


def _loud(value: object) -> Loud:
    return Loud(_choice(value, tuple(Loud)))


def _plain(value: object) -> Plain:
    if isinstance(value, bool):
        return Plain.YES if value else Plain.NO
    return Plain(_choice(value, tuple(Plain)))


def _yes_no(value: object) -> bool:
    return value if isinstance(value, bool) else _choice(value, ("yes", "no")) == "yes"


def _choice(value: object, choices: Collection[str]) -> str:
    if isinstance(value, str) and value in choices:
        return value
    near = nearest_sentence(value, choices) if isinstance(value, str) else ""
    raise ValueError(f"{shown(value)} is not one of {', '.join(choices)}.{near}")


def _theme(value: object) -> str:
    if isinstance(value, str) and value in _THEMES:
        return value
    near = nearest_sentence(value, _THEMES) if isinstance(value, str) else ""
    raise ValueError(f"there is no theme {shown(value)}.{near or ' Take dusk, dawn or plain.'}")


def _emergency(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**_EMERGENCY_CELLS:
        value = str(value)
    if isinstance(value, str) and value.isprintable() and len(value) <= _EMERGENCY_CELLS:
        return value.strip()
    raise ValueError(f'{shown(value)} is not a number to call. Write it like "112".')


_COORDINATES = re.compile(r"\s*([+-]?[0-9]{1,3}(?:\.[0-9]+)?)\s*,\s*([+-]?[0-9]{1,3}(?:\.[0-9]+)?)\s*")


def _place(value: object) -> Location | None:
    if value == "":
        return None
    if not isinstance(value, str) or not value.isprintable():
        raise ValueError(f'{shown(value)} is not a place. Write it like "Singapore", or "1.35, 103.82".')
    if numbers := _COORDINATES.fullmatch(value):
        place = Location(float(numbers[1]), float(numbers[2]))
        if abs(place.latitude) > 90 or abs(place.longitude) > 180:
            raise ValueError(f"{shown(value)} is nowhere: write the latitude first, from -90 to 90.")
        return place
    # Imported only here: few set a place, and a city is looked up in a table.
    from tui.cities import city

    latitude, longitude = city(value)
    return Location(latitude, longitude, value)


def _key_names(value: object) -> tuple[str, ...]:
    keys = keys_of(value) if isinstance(value, str) else value
    if not isinstance(keys, tuple | list) or not keys:
        raise ValueError(f'{shown(value)} is not a key. Write it like "t" or "t,space".')
    for key in keys:
        if not (isinstance(key, str) and is_key(key)):
            raise ValueError(f"there is no key {shown(key)}.")
    # Textual joins keys by commas, and so has a name for the comma itself.
    return tuple("comma" if key == "," else key for key in keys)


def _slot_name_problem(name: str) -> str:
    """Why a name cannot be that of a slot of the person's own; empty where it can."""
    if _TAKEN.fullmatch(name):
        return "checklists use this name for something else. Choose another."
    if not _SLOT.fullmatch(name):
        return "a slot's name is small letters, digits and -, and begins with a letter."
    near = nearest_sentence(name, [slot.name for slot in STANDARD_SLOTS], 0.85)
    return f"looks like a slip of the pen.{near}" if near else ""


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Names and values: to TOML, `item.tick = "t"` is a table within a table."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value


def shown(value: object) -> str:
    """A value out of the file, short and without anything that a terminal would obey."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and value.bit_length() > 128:
        # Python refuses to write out a number of many thousand digits.
        return "so long a number"
    text = str(value)
    text = text if len(text) <= 40 else text[:37] + "..."
    return repr(text) if isinstance(value, str) or not text.isprintable() else text


def _clock(minutes: int) -> str:
    """Minutes from midnight as a time of day: `08:00`."""
    return f"{minutes // 60:02}:{minutes % 60:02}"
