"""The types of single values in a checklist file: how each is read, and what a JSON Schema says of it.

YAML 1.2 gives a schema numbers and booleans where this program reads text, so a schema takes both.
"""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

from msgspec import Struct
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from checklists.format import conditions, days, grammar, measures, times
from checklists.format.conditions import Clause
from checklists.format.times import BetweenTimes, Steps, Until
from checklists.rules.checklist import Call, Stretch, UsualOn
from checklists.rules.rule import AsNeeded, At, Citation, Remind, Repeat, Span
from checklists.yaml.tree import clip

Schema = dict[str, Any]


class FieldReader(Struct, frozen=True, eq=False):
    """Marks a type with the function that reads it and the schema that describes it."""

    read: Callable[[object], Any]
    schema: Schema

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, given: CoreSchema, handler: GetJsonSchemaHandler) -> Schema:
        return dict(self.schema)


def citations(value: object) -> tuple[Citation, ...]:
    """A list of keys of `sources`, or a map from a key to what that source says.

    Raises:
        FieldValueError: If it is neither, or names a source twice.
    """
    if isinstance(value, dict):
        words = grammar.read_map(value, dict.fromkeys(value, measures.line))
        return tuple(Citation(key, says) for key, says in words.items())
    if not isinstance(value, list):
        raise grammar.FieldValueError(
            f"must be a list of keys of the file's sources, such as [{clip(grammar.text(value))}]"
        )
    cited = tuple(Citation(key) for key in grammar.many(value, grammar.text))
    grammar.once_each(cited, lambda one: one.key)
    return cited


def _string(pattern: str) -> Schema:
    return {"type": "string", "pattern": pattern}


def _number(pattern: str, least: int = 0, most: int | None = None) -> Schema:
    bounds = {"minimum": least} | ({} if most is None else {"maximum": most})
    return {"anyOf": [{"type": "integer", **bounds}, _string(pattern)]}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items, "minItems": 1}


def _set(items: Schema) -> Schema:
    return _list(items) | {"uniqueItems": True}


def _or_list(item: Schema) -> Schema:
    return {"anyOf": [item, _set(item)]}


def _map(values: Schema, keys: str | None = None) -> Schema:
    names = {"propertyNames": {"pattern": keys}} if keys else {}
    return {"type": "object", "additionalProperties": values, "minProperties": 1, **names}


_TEXT: Schema = {
    "anyOf": [{"type": "string", "pattern": r"\S"}, {"type": "number"}, {"type": "boolean"}],
}
_PHONE: Schema = {"anyOf": [{"type": "number"}, _string(r"^[0-9 ()/.+*#EXText-]+$")]}
_ID = _string(grammar.ID)
_DAYS = _number(days.DAYS, 0, days.LAST_DAY)
_ANSWER: Schema = {
    "anyOf": [
        {"type": "boolean"},
        {"type": "integer", "minimum": 0, "maximum": 10},
        _ID,
        _string(conditions.VALUE),
    ]
}
_CLAUSES = _map({"anyOf": [_ANSWER, _list(_ANSWER)]}, grammar.ID)
_REPORT = _map(
    {
        "anyOf": [
            {"type": "boolean"},
            {"type": "integer", "minimum": 0, "maximum": 10},
            _string(conditions.VALUE),
        ]
    },
    grammar.ID,
) | {"maxProperties": 1}
_BOOLEAN: Schema = {"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no", "true", "false"]}]}
_SLOT = _string(times.SLOT)
_DAILY_SLOT = _SLOT | {"not": {"pattern": "^after-[0-9]"}}
_REMIND: Schema = {
    "anyOf": [
        {"const": False},
        {"enum": ["no", "false"]},
        _SLOT,
        {
            "type": "object",
            "properties": {"days": _or_list(_DAYS), "at": _SLOT},
            "additionalProperties": False,
            "minProperties": 1,
        },
    ]
}
_AS_NEEDED: Schema = {
    "anyOf": [
        {"const": True},
        {"enum": ["yes", "true"]},
        {
            "type": "object",
            "properties": {"gap": _string(times.DURATION), "at_most": _number(grammar.NUMBER, 1)},
            "additionalProperties": False,
            "minProperties": 1,
        },
    ]
}


def _words(*words: str) -> FieldReader:
    return FieldReader(partial(grammar.one_of, words=words), {"enum": list(words)})


Text = Annotated[str, FieldReader(grammar.text, _TEXT)]
Line = Annotated[str, FieldReader(measures.line, _TEXT)]
Phone = Annotated[str, FieldReader(measures.phone, _PHONE)]
Short = Annotated[str, FieldReader(measures.short, _TEXT)]
Glance = Annotated[str, FieldReader(measures.glance, _TEXT)]
Brief = Annotated[str, FieldReader(measures.brief, _TEXT)]
Id = Annotated[str, FieldReader(grammar.ident, _ID)]
Ids = Annotated[tuple[str, ...], FieldReader(grammar.ids, _set(_ID))]
Several = Annotated[tuple[str, ...], FieldReader(grammar.ids, _set(_ID) | {"minItems": 2})]
Yes = Annotated[bool, FieldReader(grammar.boolean, _BOOLEAN)]
Whole = Annotated[int, FieldReader(grammar.whole, _number(grammar.NUMBER, 1))]
Format = Annotated[int, FieldReader(grammar.whole, {"enum": [1, "1"]})]
Date = Annotated[str, FieldReader(days.iso_date, _string(days.DATE))]
Address = Annotated[str, FieldReader(grammar.address, _string(grammar.ADDRESS))]
Seal = Annotated[str, FieldReader(grammar.seal, _string(grammar.SEAL))]
Day = Annotated[Span, FieldReader(days.span, _DAYS)]
Days = Annotated[tuple[Span, ...], FieldReader(days.days, _or_list(_DAYS))]
DaysBefore = Annotated[
    tuple[int, int], FieldReader(days.days_before, _number(days.DAYS_BEFORE, 0, days.LAST_DAY))
]
Weekdays = Annotated[tuple[int, ...], FieldReader(days.weekdays, _or_list({"enum": list(days.WEEKDAYS)}))]
Duration = Annotated[int, FieldReader(times.duration, _string(times.DURATION))]
Every = Annotated[Steps, FieldReader(times.every, _string(times.STEPS))]
UntilTime = Annotated[Until, FieldReader(times.until, _string(times.UNTIL))]
Between = Annotated[BetweenTimes, FieldReader(times.between, _string(times.BETWEEN))]
Slots = Annotated[
    times.Slots, FieldReader(times.slots, {"anyOf": [_SLOT, _set(_SLOT), _map(_or_list(_SLOT), days.DAYS)]})
]
DailySlot = Annotated[At, FieldReader(times.daily_slot, _DAILY_SLOT)]
RemindAt = Annotated[Remind, FieldReader(times.remind, _REMIND)]
Again = Annotated[Repeat, FieldReader(times.repeat, _string(times.REPEAT))]
WhenNeeded = Annotated[AsNeeded, FieldReader(times.as_needed, _AS_NEEDED)]
When = Annotated[
    tuple[tuple[Clause, ...], ...], FieldReader(conditions.clauses, {"anyOf": [_CLAUSES, _list(_CLAUSES)]})
]
While = Annotated[
    tuple[Clause, ...], FieldReader(conditions.while_clauses, _or_list(_string(conditions.WHILE)))
]
CountedFrom = Annotated[Clause, FieldReader(conditions.counted_from, _string(conditions.WHILE))]
Fits = Annotated[
    tuple[Clause, ...], FieldReader(conditions.fits_clauses, {"anyOf": [_REPORT, _set(_REPORT)]})
]
Sources = Annotated[
    tuple[Citation, ...], FieldReader(citations, {"anyOf": [_set(_ID), _map(_TEXT, grammar.ID)]})
]
Course = Annotated[
    tuple[UsualOn, ...],
    FieldReader(measures.usual, _map(_number(measures.USUAL, 0, 10), days.DAY)),
]
Length = Annotated[Stretch, FieldReader(measures.stretch, _string(measures.STRETCH))]
Sessions = Annotated[
    tuple[int, int | None], FieldReader(measures.sessions, _number(measures.SESSIONS, 1, 99))
]
Scale = Annotated[str, _words(*measures.SCALES)]
Agreement = Annotated[str, _words("strong", "moderate", "weak", "conflict", "unsourced")]
Missed = Annotated[
    str | At,
    FieldReader(times.missed, {"anyOf": [{"enum": list(times.MISSED)}, _string(times.CLOCK), _DAILY_SLOT]}),
]
Quiet = Annotated[str, _words("delay", "earlier", "ignore")]
Counting = Annotated[str, _words("plan", "last-done")]
OnOff = Annotated[str, _words("on", "off")]
_SOON = {
    **dict.fromkeys(("999", "911", "112", "000", "995", "ambulance", "a&e", "er"), Call.EMERGENCY.value),
    **dict.fromkeys(("today", "same day", "clinic", "doctor", "call"), Call.CLINIC_TODAY.value),
    **dict.fromkeys(("soon", "next visit", "routine"), Call.CLINIC_SOON.value),
    **dict.fromkeys(("now", "immediately", "at once", "hospital"), Call.URGENT.value),
}
"""How soon to call, as people write it."""
Urgency = Annotated[
    Call, FieldReader(lambda value: Call(grammar.one_of(value, list(Call), _SOON)), {"enum": list(Call)})
]
