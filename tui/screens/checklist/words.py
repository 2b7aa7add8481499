"""What there is to say of one rule of a checklist: when it is, where it stands, and whose word it is."""

from collections.abc import Iterator
from typing import Any

from checklists.plan.plan import Plan
from checklists.rules.rule import Kind, Rule
from tui.files.rule_origin import OriginKind, RuleOrigin
from tui.recovery.clinic_dates import at_text, date_words, days_text
from tui.screens.dialogs import Paragraph
from tui.text.humanize import capital, full_stop, lower_first, minutes_words, spans_words
from tui.wording.clinic import outlook
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

_LIST, _WEEK = 3, 7
"""Spans that are still read at a glance, and the days of a week."""

_WITH_VALUE = {**dict.fromkeys(map(str, Kind), "title"), "at": "times"}
"""What keys are called before what they hold."""


def days_part(rule: Rule) -> str:
    """`days 0 to 6`, `first 4 hours`."""
    return f"first {minutes_words(rule.lasts)}" if rule.lasts is not None else spans_words(rule.days)


def days_brief(rule: Rule) -> str:
    """The same in the file's own letters: `days 0-6`, `first 4h`."""
    if rule.lasts is None:
        one = len(rule.days) == 1 and rule.days[0].first == rule.days[0].last
        return f"{'day' if one else 'days'} {days_text(rule.days)}"
    hours, minutes = divmod(rule.lasts, 60)
    return f"first {f'{hours}h' if hours else ''}{f'{minutes}m' if minutes else ''}"


def days_span(rule: Rule) -> str:
    """A long list of days in few words: `to day 14, then weekly`, `9 days, 0 to 84`; empty for any other."""
    days = rule.days
    if rule.lasts is not None or len(days) <= _LIST or any(span.last is None for span in days):
        return ""
    starts = [span.first for span in days]
    ends = [span.last or 0 for span in days]
    weekly = all(after - before == _WEEK for before, after in zip(ends, starts[1:], strict=False))
    if weekly and ends[0] > starts[0] and starts[1:] == ends[1:]:
        return f"to day {ends[0]}, then weekly"
    count = sum(end - start + 1 for start, end in zip(starts, ends, strict=True))
    return f"{count} days, {starts[0]} to {ends[-1]}"


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
    yield Paragraph(f"{rule.id} in the file.", "faint")


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
