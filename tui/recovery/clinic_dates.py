"""Clinic dates: the clinic's own days and times for a rule, in the place of the checklist's.

A clinic date beats everything that the checklist says of when a rule is on, except whom it is for.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from checklists.rules.checklist import Checklist
from checklists.rules.rule import At, Remind, Rule, Span
from tui.journal import Journal, Json, Topic
from tui.recovery.recovery import Recovery
from tui.text.humanize import listed, spans_words

_WEEK = 7
"""Days that hold every weekday once."""


class ClinicDate(NamedTuple):
    """The clinic's own days and times for one rule. At least one of the two is there."""

    days: tuple[Span, ...] = ()
    """Ascending, without overlap. Empty leaves the checklist's days."""
    at: tuple[At, ...] = ()
    """Empty leaves the checklist's times."""
    lifts: bool = False
    """Whether the clinic lifts it even though a report holds it. Days alone leave every `while` in force."""


DaysOf = Callable[[Rule], tuple[Span, ...]]
"""As `Dates.days_of`."""


class ClinicRule(Rule, frozen=True, kw_only=True):
    """A rule whose days or times are the clinic's."""

    published: Rule
    """What the checklist says."""
    clinic_date: ClinicDate
    """Of this rule, or of the one it follows."""
    follows: str = ""
    """The title of the rule whose clinic date it is, where this one only moves with it."""


def with_clinic_dates(checklist: Checklist, dates: Mapping[str, ClinicDate], days_of: DaysOf) -> Checklist:
    """A checklist with the clinic's days and times in the place of its own.

    Args:
        checklist: As published.
        dates: By the id of a rule, also a former one. What names no rule of this version waits for one that
            it does.
        days_of: The days of a rule, also of one that is counted in hours.

    Returns:
        The checklist itself where none of its rules is named.
    """
    own = {rule.id: date for rule in checklist.rules if (date := date_of(rule, dates)) is not None}
    if not own:
        return checklist
    own_days = frozenset(id for id, date in own.items() if date.days)
    rules = []
    for rule in checklist.rules:
        free = rule
        if not own_days.isdisjoint(rule.silences):
            # What the clinic gave days of its own is on for all of them, whatever else is on.
            free = replace(rule, silences=tuple(id for id in rule.silences if id not in own_days))
        date = own.get(rule.id)
        if date is None:
            rules.append(_following(free, rule, checklist, own, days_of))
        else:
            rules.append(dated(rule, date, free.silences))
    return replace(checklist, rules=tuple(rules))


def date_of(rule: Rule, dates: Mapping[str, ClinicDate]) -> ClinicDate | None:
    """The clinic date of a rule, under its id or else a former one."""
    for id in (rule.id, *rule.was):
        if id in dates:
            date = dates[id] if rule.ticked else dates[id]._replace(at=())
            return date if date.days or date.at else None
    return None


def dated(rule: Rule, date: ClinicDate, silences: tuple[str, ...] | None = None) -> ClinicRule:
    """A published rule with the clinic's own days or times.

    Args:
        rule: As published.
        silences: Whom it silences. None is whom the checklist says.
    """
    changes: dict[str, Any] = {} if silences is None else {"silences": silences}
    if date.days:
        changes |= {"days": date.days, "lasts": None, "not_before": 0, "once_lifted": None}
        changes["counted_from"] = None
        if date.lifts:
            changes |= {"held_by": (), "lifted_by": None}
        if len(date.days) > 1 or date.days[0].first == date.days[0].last:
            # Days that are named one by one are meant one by one.
            changes["step"] = 1
        if not all(span.last is None or span.last - span.first + 1 >= _WEEK for span in date.days):
            changes["weekdays"] = ()
    if date.at:
        changes |= {"at": date.at, "slots_on": (), "interval": None, "as_needed": None}
        if rule.remind is not None and rule.remind.at is not None:
            days = rule.remind.days
            changes["remind"] = Remind(days=days) if days else None
    return _made(rule, rule, date, "", changes)


def _following(
    rule: Rule, published: Rule, checklist: Checklist, own: Mapping[str, ClinicDate], days_of: DaysOf
) -> Rule:
    """A rule that waits for another moves with it when the clinic moves that one's end."""
    waits_for = checklist.rule(rule.once_lifted) if rule.once_lifted else None
    date = own.get(waits_for.id) if waits_for is not None else None
    if waits_for is None or date is None or not date.days or not rule.days:
        return rule
    published_days = days_of(waits_for)
    before = published_days[-1].last if published_days else None
    after = date.days[-1].last
    if before is None or after is None or before == after:
        return rule
    by = max(after - before, -rule.days[0].first)
    days = tuple(Span(s.first + by, None if s.last is None else s.last + by) for s in rule.days)
    return _made(rule, published, date, waits_for.title, {"days": days})


def _made(rule: Rule, published: Rule, date: ClinicDate, follows: str, changes: dict[str, Any]) -> ClinicRule:
    fields = {name: getattr(rule, name) for name in Rule.__struct_fields__}
    return ClinicRule(**(fields | changes), published=published, clinic_date=date, follows=follows)


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


def _span_text(span: Span) -> str:
    if span.last is None:
        return f"{span.first}-"
    return f"{span.first}" if span.first == span.last else f"{span.first}-{span.last}"


def _slot_text(at: At) -> str:
    if at.after is not None:
        return at.name
    if at.clock is not None and at.name == f"at-{at.clock // 60:02}{at.clock % 60:02}":
        # A clock time is a slot of that name.
        return f"{at.clock // 60:02}:{at.clock % 60:02}"
    if at.clock is not None:
        return f"{at.name} {at.clock // 60:02}:{at.clock % 60:02}"
    if not at.offset:
        return at.name
    hours, minutes = divmod(abs(at.offset), 60)
    length = f"{hours}h" * bool(hours) + f"{minutes}m" * bool(minutes)
    return f"{at.name}{'-' if at.offset < 0 else '+'}{length}"


def date_value(date: ClinicDate, title: str) -> dict[str, Json]:
    """What the journal keeps.

    Args:
        title: The rule's, so that it can still be named where no version has the rule any more.
    """
    value: dict[str, Json] = {"days": days_text(date.days), "at": at_text(date.at), "title": title}
    return value | ({"lifts": True} if date.lifts else {})


def read_date(value: Any) -> ClinicDate | None:
    """What the journal kept; what cannot be read, or says nothing, leaves the checklist in force."""
    # Here, since few people have one, and the grammar takes time to load.
    from tui.text.parse import parse_at, parse_days

    if not isinstance(value, Mapping):
        return None
    days, at = str(value.get("days") or ""), str(value.get("at") or "")
    try:
        date = ClinicDate(
            parse_days(days) if days else (), parse_at(at) if at else (), bool(value.get("lifts"))
        )
    except ValueError:
        return None
    return date if date.days or date.at else None


class ClinicDateEntry(NamedTuple):
    """A clinic date as the journal keeps it."""

    id: str
    """What it is kept under: the id that the rule had then."""
    title: str
    date: ClinicDate
    rule: Rule | None
    """As it stands, or None where no rule of this version has that name, now or formerly."""


def clinic_date_entries(
    journal: Journal, recovery: Recovery, checklist: Checklist
) -> tuple[ClinicDateEntry, ...]:
    """Every clinic date of a recovery, the oldest first.

    Args:
        checklist: The version in force, with the clinic dates in it.

    Raises:
        JournalError: If the journal cannot be read.
    """
    dates = []
    for id, entry in journal.current(recovery.id, Topic.CLINIC_DATE).items():
        rule = checklist.rule(id)
        title = rule.title if rule is not None else str(entry.value.get("title") or id)
        dates.append(ClinicDateEntry(id, title, read_date(entry.value) or ClinicDate(), rule))
    return tuple(dates)
