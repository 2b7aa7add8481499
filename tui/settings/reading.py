"""What a settings file says, key by key: each fault is named, and only what is faulty takes its default."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import time
from typing import Any

from msgspec.structs import replace

from checklists.plan.timing import in_day
from tui.settings.faults import SettingProblem, clock, nearest, shown
from tui.settings.keys import is_key, keys_of
from tui.settings.values import (
    DAY_STARTS,
    OWN_THEMES,
    STANDARD_SLOTS,
    TEXTUAL_THEMES,
    KeyChoice,
    Loud,
    Plain,
    Quiet,
    Settings,
    SlotTime,
)

_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_SLOT = re.compile(r"[a-z][a-z0-9-]{0,63}")
# Names that a checklist's own slots have, and so may not mean a time of day.
_TAKEN = re.compile(r"day|once|n[0-9]+|after-.+")
_EMERGENCY_CELLS = 40


def understand(
    data: Mapping[str, Any], *, name: str, bindings: Collection[str] | None = None
) -> tuple[Settings, tuple[SettingProblem, ...]]:
    """What the data of a file set, and every fault of it."""
    reader = _Reader(name, bindings)
    return reader.settings(data), tuple(reader.faults)


class _Reader:
    """Reads one file's data, and notes what is wrong with it."""

    def __init__(self, file: str, bindings: Collection[str] | None) -> None:
        self.faults: list[SettingProblem] = []
        self._file = file
        self._bindings = bindings

    def settings(self, data: Mapping[str, Any]) -> Settings:
        self._names("", data, ("day_start", "slots", "quiet", "loud", "theme", "plain", "keys", "emergency"))
        settings = Settings(
            day_start=self._day_start(data),
            quiet=self._quiet(data),
            loud=Loud(self._choice(data, "loud", tuple(Loud), Loud.QUIET)),
            theme=self._theme(data),
            plain=self._plain(data),
            keys=self._keys(data),
            emergency=self._emergency(data),
        )
        return replace(settings, slots=self._slots(data, settings.day_start))

    def _fault(self, key: str, message: str) -> None:
        self.faults.append(SettingProblem(self._file, key, message))

    def _names(self, table: str, data: Mapping[str, Any], known: Collection[str]) -> None:
        for name in data:
            if name not in known:
                self._fault(table + name, f"there is no such setting.{nearest(name, known)}")

    def _table(self, data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        found = data.get(key, {})
        if isinstance(found, dict):
            return found
        self._fault(key, f"{shown(found)} is not a group of settings. Begin the group with [{key}].")
        return {}

    def _time(self, data: Mapping[str, Any], table: str, key: str) -> int | None:
        """Minutes from midnight, or None where there is none that can be used."""
        found = data.get(key)
        if isinstance(found, str) and (parts := _TIME.fullmatch(found)):
            hours, minutes = int(parts[1]), int(parts[2])
            if hours < 24 and minutes < 60:
                return hours * 60 + minutes
        elif isinstance(found, time) and not (found.second or found.microsecond):
            return found.hour * 60 + found.minute
        if found is not None:
            self._fault(table + key, f'{shown(found)} is not a time of day. Write it like "08:00".')
        return None

    def _day_start(self, data: Mapping[str, Any]) -> int:
        found = self._time(data, "", "day_start")
        earliest, latest = DAY_STARTS
        if found is not None and not earliest <= found <= latest:
            bounds = f"{clock(earliest)} and {clock(latest)}"
            self._fault("day_start", f"{clock(found)} is not between {bounds}.")
            found = None
        return Settings().day_start if found is None else found

    def _slots(self, data: Mapping[str, Any], day_start: int) -> tuple[SlotTime, ...]:
        table = self._table(data, "slots")
        times = Settings().care_times()
        standard = len(times)
        for name in table:
            if name not in times and not self._is_slot(name):
                continue
            minutes = self._time(table, "slots.", name)
            if minutes is not None:
                times[name] = minutes
        slots = tuple(SlotTime(name, minutes) for name, minutes in times.items())
        order = [in_day(slot.minutes, day_start) for slot in slots[:standard]]
        if order != sorted(set(order)):
            said = " ".join(f"{name} {clock(minutes)}" for name, minutes in slots[:standard])
            self._fault("slots", f"morning, midday, evening and bedtime must follow one another, not {said}.")
            return STANDARD_SLOTS + slots[standard:]
        return slots

    def _is_slot(self, name: str) -> bool:
        """Whether a name can be that of a slot of the person's own."""
        standard = [slot.name for slot in STANDARD_SLOTS]
        if _TAKEN.fullmatch(name):
            fault = "checklists use this name for something else. Choose another."
        elif not _SLOT.fullmatch(name):
            fault = "a slot's name is small letters, digits and -, and begins with a letter."
        elif near := nearest(name, standard, 0.85):
            fault = f"looks like a slip of the pen.{near}"
        else:
            return True
        self._fault(f"slots.{name}", fault)
        return False

    def _quiet(self, data: Mapping[str, Any]) -> Quiet:
        table = self._table(data, "quiet")
        self._names("quiet.", table, ("from", "to"))
        start, end = self._time(table, "quiet.", "from"), self._time(table, "quiet.", "to")
        usual = Quiet()
        return Quiet(usual.start if start is None else start, usual.end if end is None else end)

    def _choice(self, data: Mapping[str, Any], key: str, choices: Collection[str], default: str) -> str:
        found = data.get(key, default)
        if isinstance(found, str) and found in choices:
            return found
        near = nearest(found, choices) if isinstance(found, str) else ""
        self._fault(key, f"{shown(found)} is not one of {', '.join(choices)}.{near}")
        return default

    def _theme(self, data: Mapping[str, Any]) -> str:
        found = data.get("theme", "auto")
        themes = ("auto", *OWN_THEMES, *TEXTUAL_THEMES)
        if found in themes:
            return str(found)
        near = nearest(found, themes) if isinstance(found, str) else ""
        self._fault("theme", f"there is no theme {shown(found)}.{near or ' Take dusk, dawn or plain.'}")
        return "auto"

    def _plain(self, data: Mapping[str, Any]) -> Plain:
        found = data.get("plain")
        if isinstance(found, bool):
            return Plain.YES if found else Plain.NO
        return Plain(self._choice(data, "plain", tuple(Plain), Plain.AUTO))

    def _keys(self, data: Mapping[str, Any]) -> tuple[KeyChoice, ...]:
        chosen = []
        for binding, found in _flat(self._table(data, "keys")):
            keys = keys_of(found) if isinstance(found, str) else found
            if self._bindings is not None and binding not in self._bindings:
                fault = f"nothing is called so.{nearest(binding, self._bindings)}"
            elif not isinstance(keys, tuple | list) or not keys:
                fault = f'{shown(found)} is not a key. Write it like "t" or "t,space".'
            elif bad := [key for key in keys if not (isinstance(key, str) and is_key(key))]:
                fault = f"there is no key {shown(bad[0])}."
            else:
                # Textual joins keys by commas, and so has a name for the comma itself.
                chosen.append(KeyChoice(binding, tuple("comma" if key == "," else key for key in keys)))
                continue
            self._fault(f"keys.{binding}", fault)
        return tuple(chosen)

    def _emergency(self, data: Mapping[str, Any]) -> str:
        found = data.get("emergency", "")
        if isinstance(found, int) and not isinstance(found, bool) and 0 < found < 10**_EMERGENCY_CELLS:
            found = str(found)
        if isinstance(found, str) and found.isprintable() and len(found) <= _EMERGENCY_CELLS:
            return found.strip()
        self._fault("emergency", f'{shown(found)} is not a number to call. Write it like "112".')
        return ""


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Names and values: to TOML, `item.tick = "t"` is a table within a table."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value
