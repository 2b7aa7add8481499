"""What is written in the lines of a rule's form would mean, in words."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from checklists.format.days import days as read_spans
from checklists.format.measures import SHORT, cells, shortened
from checklists.format.times import at as read_slots
from checklists.format.times import duration
from checklists.format.times import remind as read_remind
from checklists.plan.plan import Plan
from checklists.plan.timing import DAY
from checklists.rules.rule import At, Kind, Remind, Rule, Span
from tui.files.edits import Said
from tui.recovery.clinic_text import at_text
from tui.text.humanize import capital, clock, listed, long_date, minutes_words, spans_words
from tui.wording.clinic import outlook


class MeaningContext(NamedTuple):
    """What the words are told by."""

    plan: Plan
    treated: datetime
    """In the person's zone."""
    slots: Mapping[str, int]
    """Minutes from midnight by slot name."""


def meaning(key: str, said: Said | None, rule: Rule, around: MeaningContext) -> str:
    """What the value of a key would mean for a rule, in a sentence or two. Nothing where that is plain.

    Args:
        said: Good in itself.
        rule: As it stands; its title, where that is being written too, is the new one.
    """
    match key:
        case "days":
            return _days(read_spans(said), rule, around.plan)
        case "lasts":
            ends = around.treated + timedelta(minutes=duration(said))
            return f"Until {long_date(ends.date())}, {clock(ends)}."
        case "at":
            return f"{_times(read_slots(said), around)}." if said is not None else "Any time, never late."
        case "remind":
            return _told(read_remind(said) if said is not None else None, rule, around)
        case "short" if said is None:
            return f"Without one it reads: {shortened(rule.title)}"
        case "short":
            return f"{cells(str(said))} of {SHORT} columns."
    return ""


def _days(days: tuple[Span, ...], rule: Rule, plan: Plan) -> str:
    calm = " It stays longer while the skin is not calm." if rule.held_by else ""
    when = outlook(replace(rule, days=days, lasts=None), plan)
    return f"{capital(spans_words(days))}. {when}{calm}"


def _told(remind: Remind | None, rule: Rule, around: MeaningContext) -> str:
    if remind is None:
        timed = rule.kind in (Kind.DO, Kind.CHECK) and (rule.at or rule.interval)
        return "Told with its times." if timed else "Nothing is told of it."
    if remind.off:
        return "Nothing is told of it."
    when = f"at {_times((remind.at,), around)}" if remind.at is not None else "with its times"
    return f"Told {when}{f', {spans_words(remind.days)}' if remind.days else ''}."


def _times(slots: tuple[At, ...], around: MeaningContext) -> str:
    """`morning 08:00 and evening+1h 21:00`."""
    return listed([_time(slot, around) for slot in slots])


def _time(slot: At, around: MeaningContext) -> str:
    if slot.after is not None:
        then = around.treated + timedelta(minutes=slot.after)
        return f"{minutes_words(slot.after)} after the treatment, {long_date(then.date())} {clock(then)}"
    if slot.clock is not None:
        return at_text((slot,))
    minutes = (around.slots[slot.name] + slot.offset) % DAY
    return f"{at_text((slot,))} {minutes // 60:02}:{minutes % 60:02}"
