"""A rule as it is written in its form: its lines, what is read in them, what it means, what it changes."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from checklists.format.conditions import clauses, counted_from, while_clauses
from checklists.format.crosscheck import check_rule
from checklists.format.days import days as parse_spans
from checklists.format.grammar import FieldValueError, ident, slug
from checklists.format.measures import SHORT as SHORT_CELLS
from checklists.format.measures import line as parse_line
from checklists.format.measures import short as parse_short
from checklists.format.measures import short_title
from checklists.format.times import at as parse_slots
from checklists.format.times import duration, slot
from checklists.format.times import remind as parse_remind
from checklists.plan.plan import Plan
from checklists.plan.timing import DAY
from checklists.rules.rule import At, Kind, Remind, Rule, Span
from checklists.text import cells, nearest_or_all
from tui.files.edits import BECAUSE as BECAUSE_KEY
from tui.files.edits import AddRule, ChangeRule, Value
from tui.files.rule_origin import Keys
from tui.recovery.clinic_dates import at_text, days_text
from tui.screens.checklist.words import value_text
from tui.text.humanize import capital, clock, full_stop, listed, long_date, minutes_words, spans_words
from tui.text.parse import fault_words, parse_at, parse_days, parse_length
from tui.wording.clinic import outlook

T = TypeVar("T")

Values = Mapping[str, str]
"""What stands in the lines, by their keys."""

TITLE = "title"
"""The name of the line that holds what stands behind a rule's kind."""


class FormLine(NamedTuple):
    """One line to write."""

    key: str
    """Of the rule; `title` stands for its kind."""
    label: str
    help: str
    """What can be written, with an example."""
    read: Callable[[str], Value | None]
    """What is written, as the file has it; None takes the key away. Raises ValueError with a sentence."""
    empty: str = ""
    """What stands in the line while nothing is written."""
    long: bool = False
    """Whether it holds a text, which nobody writes anew for one letter."""
    wraps: bool = False
    """Whether that is a sentence or two, which take several rows."""


def _read_days(text: str, day_zero: date | None = None) -> Value:
    return _one_or_many(days_text(parse_days(text, day_zero)).split(", "))


def _read_at(text: str) -> Value | None:
    return _one_or_many(at_text(parse_at(text)).split(", ")) if text else None


def _read_lasts(text: str) -> Value:
    if not text:
        raise ValueError("Say how long, such as 24h.")
    try:
        _parse(text, duration)
    except ValueError as error:
        # `4 hours`, as people write it, is `4h` in a file.
        minutes = parse_length(text) if re.search("h|min", text.casefold()) else None
        if minutes is None:
            raise error from None
        return f"{minutes // 60}h" if minutes % 60 == 0 else f"{minutes}m"
    return text


def _read_remind(text: str) -> Value | None:
    """`no`, a slot, or days, a slot or both with their names; None goes by the rule's kind."""
    bare = text.strip("{} ")
    if not bare:
        return None
    if bare.casefold() in ("no", "off", "never"):
        return "no"
    if parts := dict(_named_parts(bare)):
        remind: dict[str, Value] = {}
        if "days" in parts:
            remind["days"] = _read_days(parts["days"])
        if "at" in parts:
            remind["at"] = at_text((_parse(parts["at"], slot),))
        return remind
    return at_text((_parse(bare, slot),))


def _read_title(text: str) -> Value:
    if not text:
        raise ValueError("A rule needs its words.")
    return parse_line(text)


def _read_short(text: str) -> Value | None:
    return _parse(text, parse_short) if text else None


def _read_text(text: str) -> Value | None:
    return text or None


def _read_when(text: str) -> Value | None:
    """Answers and reports as people write them: `habits: makeup, tone: deep or outdoors: yes`."""
    maps: list[Value] = [_condition(part) for part in re.split(r"\s+or\s+", text) if part.strip()]
    value: Value | None = maps[0] if len(maps) == 1 else maps or None
    if value is not None:
        _parse_value(value, clauses)
    return value


def _condition(text: str) -> Value:
    """`habits: makeup, exercise, tone: deep` as a map; what stands before no colon is one more answer."""
    condition: dict[str, Value] = {}
    for part in re.split(r"\s*,\s*(?=[a-z][a-z0-9-]*\s*:)", text.strip("{} ")):
        subject, colon, answers = (each.strip() for each in part.partition(":"))
        if not colon or not answers:
            raise ValueError("Write a question or sign and what was said of it, such as habits: makeup.")
        condition[subject] = _one_or_many([each.strip() for each in answers.strip("[]").split(",")])
    return condition


def _read_while(text: str) -> Value | None:
    """Reports, with commas between: `crusts, redness 2+`."""
    value = _one_or_many([each.strip() for each in text.strip("[] ").split(",")]) if text else None
    if value is not None:
        _parse_value(value, while_clauses)
    return value


def _read_event(text: str) -> Value | None:
    return _parse(text, ident) if text else None


def _read_counted(text: str) -> Value | None:
    if text:
        _parse_value(text, counted_from)
    return text or None


def _read_also(text: str) -> Value | None:
    """Words with commas between, always as a list: one of them is a list too."""
    words: list[Value] = [_parse(each, parse_line) for each in text.strip("[] ").split(",") if each.strip()]
    return words or None


def _parse_value(value: Value, parse: Callable[[object], T]) -> T:
    try:
        return parse(value)
    except FieldValueError as error:
        raise ValueError(fault_words(error)) from None


_DAYS_HELP = "Type for example: 0-4 (days 0 to 4), 14- (from day 14 on), until 2 Feb, or 0-3, 7"
DAYS = FormLine("days", "Days", _DAYS_HELP, _read_days)
LASTS = FormLine("lasts", "Lasts", "From the treatment on, such as 4h or 90m", _read_lasts)
_AT_HELP = "Type for example: morning, evening+1h (an hour later), lunch 12:15. Empty is any time"
AT = FormLine("at", "Times", _AT_HELP, _read_at, "any time")
_REMIND_HELP = "no, a time such as morning, or days: 1-3, at: morning"
REMIND = FormLine("remind", "Reminder", _REMIND_HELP, _read_remind, "as usual")
TITLE_LINE = FormLine(TITLE, "Title", "What to do or leave alone, in a few words", _read_title, long=True)
_SHORT_HELP = f"At most {SHORT_CELLS} letters, for narrow lines"
SHORT = FormLine("short", "Short", _SHORT_HELP, _read_short, "first words of the title")
HOW = FormLine("how", "How", "How to do it, in a sentence or two", _read_text, long=True, wraps=True)
WHY = FormLine("why", "Why", "Why it matters, in a sentence", _read_text, long=True, wraps=True)
THEN = FormLine("then", "Then", "How to begin again, in a sentence", _read_text, long=True, wraps=True)
_WHEN_HELP = "Only then, such as habits: makeup or outdoors: yes. Commas are and"
WHEN = FormLine("when", "When", _WHEN_HELP, _read_when, "always", long=True)
UNLESS = FormLine("unless", "Unless", "Not then, such as tone: deep", _read_when, "never", long=True)
_WHILE_HELP = "Past its days too, while this is reported: crusts, redness 2+"
WHILE = FormLine("while", "While", _WHILE_HELP, _read_while, "nothing holds it", long=True)
_LIFTED_HELP = "On until that has happened: a sign of its own, such as stitches-out"
LIFTED = FormLine("lifted_by", "Lifted by", _LIFTED_HELP, _read_event, "its last day", long=True)
_COUNTED_HELP = "Days count from there: stitches-out, or crusts no"
COUNTED = FormLine("counted_from", "Days from", _COUNTED_HELP, _read_counted, "the treatment", long=True)
_ALSO_HELP = "What you might look for it by: gym, workout. No screen shows them"
ALSO = FormLine("also", "Also", _ALSO_HELP, _read_also, "nothing more", long=True)
_BECAUSE_HELP = "Whose word this is, such as my clinic's sheet"
BECAUSE = FormLine(BECAUSE_KEY, "Because", _BECAUSE_HELP, _read_text, "nobody named", long=True)

_OTHER_TIMING = ("every", "between", "counting", "since", "on", "from", "once", "as_needed")
"""Keys of when a rule is that have no line."""
_OTHER_WORDS = {
    **dict.fromkeys(("every", "counting", "since", "as_needed", "once"), "how often it comes"),
    **dict.fromkeys(("between", "from"), "from when to when in the day"),
    "on": "its weekdays",
    "at": "its times on each day",
}
"""What those are called."""


def lines_of(kind: Kind, keys: Keys) -> tuple[FormLine, ...]:
    """The lines that make sense for a rule: first, to `BECAUSE`, those that a clinic has its own word on."""
    in_hours = "every" in keys and not str(keys["every"]).endswith(("d", "w"))
    lines = [LASTS if "lasts" in keys else DAYS]
    if kind.ticked and not in_hours and "as_needed" not in keys and not isinstance(keys.get("at"), Mapping):
        lines.append(AT)
    then = (THEN,) if kind.left_alone else ()
    conditions = (WHEN, UNLESS, WHILE, LIFTED, COUNTED) if kind.is_care else (WHEN, UNLESS)
    remind = [REMIND] if kind.is_care or "remind" in keys else []
    return (*lines, BECAUSE, *remind, TITLE_LINE, SHORT, HOW, WHY, *then, *conditions, ALSO)


def new_lines(kind: Kind) -> tuple[FormLine, ...]:
    """The lines for a rule to come."""
    times = (AT,) if kind.ticked else ()
    return (TITLE_LINE, DAYS, *times, HOW, WHY, BECAUSE)


def other_timing(keys: Keys) -> str:
    """What of when a rule is the form does not change, in words; or nothing."""
    shown = (*_OTHER_TIMING, *(("at",) if isinstance(keys.get("at"), Mapping) else ()))
    return listed(list(dict.fromkeys(_OTHER_WORDS[key] for key in shown if key in keys)))


class MeaningContext(NamedTuple):
    """What the meaning is told by."""

    plan: Plan
    treated: datetime
    """In the person's zone."""
    slots: Mapping[str, int]
    """Minutes from midnight by slot name."""
    names: frozenset[str] = frozenset()
    """The ids of the questions and signs that the file has. Without any, none is held against them."""
    events: frozenset[str] = frozenset()
    """Those of the signs that happen once."""


class RuleDraft(Struct, frozen=True):
    """One rule being changed, or a new one."""

    lines: Sequence[FormLine]
    rule: Rule
    """As it stands; of a new one only the kind counts."""
    keys: Keys
    """As the file has it. Empty for a new one."""
    base: Keys | None
    """As what the file extends has it, where it does."""
    context: MeaningContext

    def value(self, line: FormLine) -> str:
        """What stands in a line at first."""
        return self._text(line, self.keys)

    def before(self, line: FormLine) -> str | None:
        """What stands in a line in what the file extends; None where that has no such rule."""
        return None if self.base is None else self._text(line, self.base)

    def problems(self, values: Values) -> dict[str, str]:
        """What is wrong, as a sentence for each line that it is in, by its key."""
        parsed, problems = self._read(values)
        by_key = {self._key(line): line.key for line in self.lines}
        whole = {**self.keys, **{key: parsed.get(line) for key, line in by_key.items()}}
        # What cannot be read is there all the same, and what goes with it can be judged.
        whole |= {key: values[line] for key, line in by_key.items() if line in problems and values[line]}
        rule = {key: value for key, value in whole.items() if value is not None}
        if not self.keys:
            rule = {str(self.rule.kind): "?", "days": "0", "agreement": "unsourced"} | rule
        for line in self.lines:
            if line.key not in problems and (unknown := self._unknown(line, parsed[line.key])):
                problems[line.key] = unknown
        for error in check_rule(rule):
            at = next((str(key) for key in (*error.path[:1], *error.lacks) if key in by_key), None)
            if at is not None:
                problems.setdefault(by_key[at], full_stop(capital(error.message)))
        return problems

    def _unknown(self, line: FormLine, value: Value | None) -> str:
        """That a condition names a question or a sign that the file does not have; or nothing."""
        known = self.context.events if line == LIFTED else self.context.names
        if value is None or not self.context.names or line not in (WHEN, UNLESS, WHILE, LIFTED, COUNTED):
            return ""
        parts = value if isinstance(value, list) else [value]
        named = [name for part in parts for name in (part if isinstance(part, dict) else [str(part)])]
        for name in (each.partition(" ")[0] for each in named):
            if name not in known:
                what = "sign that happens once" if line == LIFTED else "question or sign"
                return f"There is no {what} {name}.{nearest_or_all(name, sorted(known))}"
        return ""

    def meaning(self, line: FormLine, values: Values) -> str:
        """What a line would mean, in a sentence or two; nothing where that is plain, or it cannot be read."""
        try:
            value = self._value(line, values[line.key])
        except ValueError:
            return ""
        at = self.rule.at if "at" not in values else (At("at"),) if values["at"] else ()
        rule = replace(self.rule, title=values.get(TITLE) or self.rule.title, at=at)
        return _meaning(line.key, value, rule, self.context)

    def changes(self, values: Values) -> dict[str, Value | None]:
        """What is otherwise than it was, by the keys of the rule. What is as in the base has its value there.

        Raises:
            ValueError: If a line cannot be read.
        """
        changes: dict[str, Value | None] = {}
        for line in self.lines:
            now, key = self._value(line, values[line.key]), self._key(line)
            if values[line.key] != self.value(line) and now != self._parsed(line, self.keys):
                back = self.base is not None and now == self._parsed(line, self.base)
                changes[key] = self.base.get(key) if back and self.base is not None else now
        return changes

    def edit(self, values: Values, taken: Collection[str]) -> ChangeRule | AddRule | None:
        """The change that the lines make; None where they make none.

        Args:
            taken: The ids that other rules have or had.

        Raises:
            ValueError: If a line cannot be read.
        """
        changes = self.changes(values)
        if not self.keys:
            keys = {key: value for key, value in changes.items() if value is not None}
            return AddRule({"id": self.id(values, taken), **keys, "agreement": "unsourced"})
        because = changes.get(BECAUSE_KEY)
        if because is not None:
            del changes[BECAUSE_KEY]
        return ChangeRule(self.rule.id, changes, str(because or "")) if changes or because else None

    def id(self, values: Values, taken: Collection[str]) -> str:
        """The id of the rule, or that which a new one gets."""
        return self.rule.id or new_id(values[TITLE], str(self.rule.kind), taken)

    def days(self, values: Values) -> tuple[Span, ...]:
        """The days that are written; none where the rule is counted in hours.

        Raises:
            ValueError: If they cannot be read.
        """
        line = next((line for line in self.lines if line.key == "days"), None)
        return parse_spans(self._value(line, values["days"])) if line is not None else ()

    def _value(self, line: FormLine, text: str) -> Value | None:
        """What a line reads in a text; days may end at a date too."""
        if line.key == DAYS.key:
            return _read_days(text, self.context.plan.treatment_date)
        return line.read(text)

    def _key(self, line: FormLine) -> str:
        """The key of the rule that a line is of."""
        return str(self.rule.kind) if line.key == TITLE else line.key

    def _text(self, line: FormLine, keys: Mapping[str, Any]) -> str:
        value = keys.get(self._key(line))
        if line in (WHEN, UNLESS) and isinstance(value, list):
            return " or ".join(value_text(each) for each in value)
        return value_text(value)

    def _parsed(self, line: FormLine, keys: Mapping[str, Any]) -> Value | None:
        """What a line would read in what a file has."""
        try:
            return self._value(line, self._text(line, keys))
        except ValueError:
            return None

    def _read(self, values: Values) -> tuple[dict[str, Value | None], dict[str, str]]:
        parsed: dict[str, Value | None] = {}
        problems: dict[str, str] = {}
        for line in self.lines:
            try:
                parsed[line.key] = self._value(line, values[line.key])
            except ValueError as error:
                problems[line.key] = str(error)
        return parsed, problems


def new_id(title: str, kind: str, taken: Collection[str]) -> str:
    """An id made of a title, that no other rule has or had.

    Args:
        kind: What it is made of where the title has no letter that an id may have.
    """
    made = slug(title) or f"my-{kind}"
    ids = (made, *(f"{made}-{number}" for number in range(2, len(taken) + 3)))
    return next(id for id in ids if id not in taken)


def _meaning(key: str, value: Value | None, rule: Rule, context: MeaningContext) -> str:
    match key:
        case "days":
            return _days_meaning(parse_spans(value), rule, context.plan)
        case "lasts":
            ends = context.treated + timedelta(minutes=duration(value))
            return f"Until {long_date(ends.date())}, {clock(ends)}."
        case "at":
            return f"{_times(parse_slots(value), context)}." if value is not None else "Any time, never late."
        case "remind":
            return _remind_meaning(parse_remind(value) if value is not None else None, rule, context)
        case "short" if value is None:
            return f"Without one it reads: {short_title(rule.title)}"
        case "short":
            return f"{cells(str(value))} of {SHORT_CELLS} columns."
    return ""


_HOLDS = re.compile(r"\bholds?\b")
"""What is said already of a report that holds a rule."""


def _days_meaning(days: tuple[Span, ...], rule: Rule, plan: Plan) -> str:
    when = outlook(replace(rule, days=days, lasts=None), plan)
    calm = " What you report may hold it longer." if rule.held_by and not _HOLDS.search(when) else ""
    return f"{capital(spans_words(days))}. {when}{calm}"


def _remind_meaning(remind: Remind | None, rule: Rule, context: MeaningContext) -> str:
    if remind is None:
        timed = rule.kind.ticked and (rule.at or rule.interval)
        return "Told with its times." if timed else "Nothing is told of it."
    if remind.off:
        return "Nothing is told of it."
    when = f"at {_times((remind.at,), context)}" if remind.at is not None else "with its times"
    return f"Told {when}{f', {spans_words(remind.days)}' if remind.days else ''}."


def _times(slots: tuple[At, ...], context: MeaningContext) -> str:
    """`morning 08:00 and evening+1h 21:00`."""
    return listed([_time(slot, context) for slot in slots])


def _time(slot: At, context: MeaningContext) -> str:
    if slot.after is not None:
        then = context.treated + timedelta(minutes=slot.after)
        return f"{minutes_words(slot.after)} after the treatment, {long_date(then.date())} {clock(then)}"
    if slot.clock is not None:
        return at_text((slot,))
    minutes = (context.slots[slot.name] + slot.offset) % DAY
    return f"{at_text((slot,))} {minutes // 60:02}:{minutes % 60:02}"


def _one_or_many(parts: list[str]) -> Value:
    return parts[0] if len(parts) == 1 else [*parts]


def _named_parts(text: str) -> Iterator[tuple[str, str]]:
    """`days: 1-3, at: morning` as its two parts."""
    if not re.match(r"(days|at)\s*:", text):
        return
    for part in re.finditer(r"(days|at)\s*:\s*(.*?)\s*(?:,\s*(?=(?:days|at)\s*:)|$)", text):
        yield part[1], part[2].strip("[] ")


def _parse(text: str, parse: Callable[[object], T]) -> T:
    try:
        return parse(text)
    except FieldValueError as error:
        raise ValueError(fault_words(error)) from None
