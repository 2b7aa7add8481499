"""A checklist to and from plain JSON values, without pydantic or YAML."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from checklists.rules.checklist import (
    Call,
    CallWarning,
    Checklist,
    Course,
    Normal,
    Phase,
    Prepare,
    Question,
    Sign,
    Source,
    Stretch,
    Usual,
    UsualOn,
)
from checklists.rules.rule import AsNeeded, At, Citation, Interval, Kind, Match, Remind, Repeat, Rule, Span

COMPILED = 3
"""Raised whenever `rules` changes shape, so that a kept compiled form of an older shape is made again."""

Read = Callable[[Any], Any]


def to_json(checklist: Checklist) -> dict[str, Any]:
    """The checklist as dicts, lists, strings, numbers and booleans. Defaults are left out."""
    written: dict[str, Any] = _write(checklist)
    return written


def from_json(data: Mapping[str, Any]) -> Checklist:
    """What `to_json` gave, as it was.

    Raises:
        KeyError, TypeError, ValueError: If `data` is not of this shape.
    """
    checklist: Checklist = _dataclass(Checklist)(data)
    return checklist


def _write(value: Any) -> Any:
    if is_dataclass(value):
        return {
            field.name: _write(given)
            for field in fields(value)
            if (given := getattr(value, field.name)) != field.default or field.default is MISSING
        }
    if isinstance(value, tuple):
        return [_write(each) for each in value]
    return value


def _many(read: Read) -> Read:
    return lambda values: tuple([read(value) for value in values])


def _maybe(read: Read) -> Read:
    return lambda value: None if value is None else read(value)


def _tuple(cls: type[Any], **nested: Read) -> Read:
    """Reads a NamedTuple, whose fields are stored by position."""
    places = [(cls._fields.index(name), read) for name, read in nested.items()]
    if not places:
        return lambda values: cls(*values)

    def read_tuple(values: Any) -> Any:
        values = list(values)
        for place, read in places:
            values[place] = read(values[place])
        return cls(*values)

    return read_tuple


def _dataclass(cls: type[Any]) -> Read:
    def read_dataclass(data: Any) -> Any:
        given = dict(data)
        for name, read in _NESTED[cls].items():
            if name in given:
                given[name] = read(given[name])
        return cls(**given)

    return read_dataclass


_span = _tuple(Span)
_at = _tuple(At)
_days = _many(_span)
_match = _tuple(Match, answers=tuple)
_condition = _many(_many(_match))
_cited = _many(_tuple(Citation))
_stretch = _maybe(_tuple(Stretch))

_NESTED: dict[type[Any], dict[str, Read]] = {
    Source: {},
    Question: {"answers": _many(tuple)},
    Sign: {
        "days": _days,
        "words": tuple,
        "usual": _many(_tuple(Usual, course=_many(_tuple(UsualOn)), when=_condition)),
    },
    Phase: {"span": _span},
    Normal: {"days": _days, "when": _condition},
    CallWarning: {"days": _days, "call": Call, "sources": _cited, "when": _condition},
    Rule: {
        "kind": Kind,
        "days": _days,
        "weekdays": tuple,
        "at": _many(_at),
        "interval": _maybe(_tuple(Interval)),
        "as_needed": _maybe(_tuple(AsNeeded)),
        "when": _condition,
        "unless": _condition,
        "held_by": _many(_match),
        "silences": tuple,
        "remind": _maybe(_tuple(Remind, at=_maybe(_at), days=_days)),
        "repeat": _maybe(_tuple(Repeat)),
        "was": tuple,
        "sources": _cited,
    },
    Prepare: {"kind": Kind, "sources": _cited, "when": _condition},
    Course: {
        "sessions": _maybe(tuple),
        "gap": _stretch,
        "maintenance": _stretch,
        "prepare": _many(_dataclass(Prepare)),
        "sources": _cited,
    },
    Checklist: {
        "check_in": _maybe(_at),
        "sources": _many(_dataclass(Source)),
        "questions": _many(_dataclass(Question)),
        "signs": _many(_dataclass(Sign)),
        "phases": _many(_dataclass(Phase)),
        "normal": _many(_dataclass(Normal)),
        "rules": _many(_dataclass(Rule)),
        "warnings": _many(_dataclass(CallWarning)),
        "course": _maybe(_dataclass(Course)),
    },
}
