"""What there is to say of one rule of a checklist: when it is, where it stands, and whose word it is."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from checklists.plan.plan import Plan
from checklists.rules.rule import Kind, Rule, Span
from tui.files.rule_origin import OriginKind, RuleOrigin
from tui.recovery.clinic_dates import at_text, date_words, days_text
from tui.screens.dialogs import Paragraph
from tui.text.humanize import (
    capital,
    day_month,
    full_stop,
    lower_first,
    minutes_words,
    short_date,
    spans_words,
)
from tui.wording.clinic import is_held, outlook
from tui.wording.reasons import Background, agreement, times_words

_IN_FEW_WORDS = {
    **dict.fromkeys((*Kind, "short", "how", "why", "then", "differ"), "wording"),
    "at": "times",
    "every": "how often",
    "between": "how often",
    "counting": "how often",
    "since": "how often",
    "on": "weekdays",
    "remind": "reminder",
    "repeat": "reminder",
    "quiet": "reminder",
    "when": "whom it is for",
    "unless": "whom it is for",
    "unreported": "whom it is for",
    "while": "what keeps it on",
    "once_lifted": "what it waits for",
    "silences": "what it takes the place of",
    "if_missed": "what if it is missed",
    "counts": "whether it counts",
    "sources": "sources",
    "agreement": "sources",
}
"""What keys are called where there is no room for what they hold."""

_WEEK = 7

_WITH_VALUE = {**dict.fromkeys(map(str, Kind), "title"), "at": "times"}
"""What keys are called before what they hold."""


def days_part(rule: Rule) -> str:
    """`days 0 to 6`, `first 4 hours`."""
    return f"first {minutes_words(rule.lasts)}" if rule.lasts is not None else spans_words(rule.days)


def dates_words(rule: Rule, plan: Plan) -> tuple[str, ...]:
    """When a rule is, by dates from the day it is; the fullest first: `to Thu 10 Dec, day 13`, `to 10 Dec`.

    Nobody has to add a day to the date of the treatment. What a report holds past its days is not over.
    """
    days, today = plan.days_of(rule), plan.today
    if not days:
        return (days_part(rule),)
    ahead = [span for span in days if span.last is None or span.last >= today]
    if not ahead:
        if is_held(rule, plan):
            return ("while you report it", "held")
        if rule.kind.left_alone and rule.held_by:
            return ("back if calm",)
        return _dated("ended ", days[-1].last or 0, plan)
    span, later = ahead[0], ahead[1:]
    if span.first > today:
        one = span.first == span.last
        return _dated("next " if one and later else "on " if one else "from ", span.first, plan)
    if rule.lasts is not None:
        return (days_part(rule), f"{minutes_words(rule.lasts)}")
    if span.last is None:
        return ("from now on",)
    then = _then(span, later)
    if span.last == today:
        on = _dated("today, then ", later[0].first, plan) if later and not then else ()
        return (*((f"today{then}",) if then else ()), *on, "today")
    named = _dated("to ", span.last, plan)
    return (*(f"{each}{then}" for each in named[1:]), *named) if then else named


def _then(span: Span, later: Sequence[Span]) -> str:
    """What comes after some days, where it is one day in every seven."""
    starts = [span.last or 0, *(each.first for each in later)]
    weekly = all(after - before == _WEEK for before, after in pairwise(starts))
    return ", then weekly" if len(later) > 1 and weekly and all(a == b for a, b in later) else ""


def _dated(before: str, number: int, plan: Plan) -> tuple[str, ...]:
    """`to Thu 10 Dec, day 13`, `to Thu 10 Dec`, `to 10 Dec`."""
    day = plan.date_of(number)
    return (
        f"{before}{short_date(day)}, day {number}",
        f"{before}{short_date(day)}",
        f"{before}{day_month(day)}",
    )


def when_words(rule: Rule) -> str:
    """`days 1 to 13, mornings and evenings`."""
    times = "" if rule.lasts is not None else times_words(rule)
    return ", ".join(part for part in (days_part(rule), times) if part)


def reminder_words(rule: Rule) -> str:
    """The reminder that a rule sets itself, in a sentence. Nothing where that goes by its kind."""
    remind = rule.remind
    if remind is None:
        return ""
    if remind.off:
        return "No reminder."
    when = at_text((remind.at,)) if remind.at is not None else "its times"
    on = f", {spans_words(remind.days)}" if remind.days else ""
    return f"Reminder: {when}{on}."


def origin_words(origin: RuleOrigin) -> str:
    """Where a rule stands, in few words: `yours: days 0-4`. Nothing for one as it came."""
    if origin.origin is OriginKind.REMOVED:
        return f"off: {origin.because}" if origin.because else "off"
    if origin.off is not None and origin.off.whole:
        return origin.off.words
    if origin.clinic is not None:
        date = days_text(origin.clinic.days) or at_text(origin.clinic.at)
        return f"clinic: {'days ' if origin.clinic.days else ''}{date}"
    if origin.origin is OriginKind.ADDED:
        return "added"
    if origin.origin is OriginKind.CHANGED:
        return f"yours: {', '.join(_changes(origin)) or 'why'}"
    return f"by {origin.changed_by}" if origin.changed_by else ""


def origin_word(origin: RuleOrigin) -> str:
    """The same in the least room: `yours`, `off`, `not for you`."""
    return origin_words(origin).partition(":")[0]


def is_off(origin: RuleOrigin) -> bool:
    """Whether a rule is off on all of its days."""
    return origin.origin is OriginKind.REMOVED or (origin.off is not None and origin.off.whole)


def value_text(value: Any) -> str:
    """A value in the file's grammar, on one line: `0-4`, `morning, evening+1h`, `days: 1-3, at: morning`."""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {value_text(each)}" for key, each in value.items())
    if isinstance(value, list):
        return ", ".join(value_text(each) for each in value)
    return "" if value is None else " ".join(str(value).split())


def rule_texts(origin: RuleOrigin, background: Background, base: str, plan: Plan) -> Iterator[Paragraph]:
    """All there is to say of a rule in paragraphs, what matters most first.

    Args:
        base: What to call what the file extends.
        plan: The days that the words are told by.
    """
    rule = origin.rule
    yield Paragraph(rule.title, "bold text")
    yield from _origin_texts(origin, base)
    yield Paragraph(f"{full_stop(capital(when_words(rule)))}{_outlook(origin, plan)}")
    if reminder := reminder_words(rule):
        yield Paragraph(reminder, "mute")
    if rule.how:
        yield Paragraph(rule.how)
    if rule.why:
        yield Paragraph(f"Why: {lower_first(rule.why)}")
    if rule.then:
        yield Paragraph(f"Then: {lower_first(rule.then)}")
    if sources := agreement(rule, background):
        yield Paragraph(sources, "mute")


def _origin_texts(origin: RuleOrigin, base: str) -> Iterator[Paragraph]:
    """What is other than it came, and why."""
    if origin.origin is OriginKind.REMOVED:
        why = f": {origin.because}" if origin.because else ""
        yield Paragraph(full_stop(f"You switched this off{why}"), "accent")
        return
    if origin.off is not None:
        yield Paragraph(origin.off.sentence, "accent")
    if origin.clinic is not None:
        words = full_stop(f"Your clinic said {date_words(origin.clinic)}")
        yield Paragraph(f"{words} That comes before any file.", "accent")
    if origin.origin is OriginKind.ADDED:
        yield Paragraph("You added this.", "accent")
    if origin.changed:
        yield Paragraph(f"Yours: {full_stop(_changes_from(origin, base))}", "accent")
    if origin.changed_by:
        yield Paragraph(f"As {origin.changed_by} has it.", "accent")
    if origin.because:
        yield Paragraph(full_stop(f"Because: {value_text(origin.because)}"))


def _outlook(origin: RuleOrigin, plan: Plan) -> str:
    """When a rule is on or back, for one that is on by days of its own."""
    by_clinic = origin.clinic is not None and origin.clinic.days
    return "" if is_off(origin) or by_clinic or not origin.rule.days else f" {outlook(origin.rule, plan)}"


def _changes(origin: RuleOrigin) -> list[str]:
    """What is changed; days and times as they are now."""
    names = []
    for each in origin.changed:
        if each.key in ("days", "lasts", "at") and each.now is not None:
            names.append(f"{each.key} {value_text(each.now)}")
        else:
            names.append(_IN_FEW_WORDS.get(each.key, each.key.replace("_", " ")))
    return list(dict.fromkeys(names))


def _changes_from(origin: RuleOrigin, base: str) -> str:
    """What is changed, with what it was: `days 0-4 (in base: 0-6), times none (in base: morning)`."""
    return ", ".join(
        f"{_WITH_VALUE.get(each.key, each.key)} {value_text(each.now) or 'none'} "
        f"(in {base}: {value_text(each.was) or 'none'})"
        for each in origin.changed
    )
