"""One phase of a checklist on paper: what is usual, what to do, to look at, to leave alone and to expect."""

from collections.abc import Iterator

from checklists.checklist import Checklist, Normal, Phase
from checklists.rules import At, Interval, Kind, Rule
from tui.cli.sheet_words import answered, changed_here, cited, days_text, ended, heading, reported, text
from tui.day.words import capital, counted, days_words, duration_words, listed, minutes_words

_HEADINGS = (
    (Kind.DO, "Do"),
    (Kind.CHECK, "Look at"),
    (Kind.AVOID, "Leave alone"),
    (Kind.EXPECT, "Expect"),
)
_WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


def phase_lines(phase: Phase, checklist: Checklist, sources: bool) -> Iterator[str]:
    """What begins in a phase, by kind and in the order of the days."""
    yield from ("", *heading(f"{phase.title}, {days_words(*phase.span)}"))
    yield from changed_here(phase.because)
    usual = [normal for normal in checklist.normal if normal.days and _begins(normal.days[0].first, phase)]
    for place, normal in enumerate(usual):
        before = usual[place - 1] if place else None
        yield from _normal(normal, before, checklist)
    begun = [rule for rule in checklist.rules if _begins(_first(rule), phase)]
    for kind, title in _HEADINGS:
        rules = sorted((rule for rule in begun if rule.kind is kind), key=_first)
        if rules:
            yield from ("", title)
        for rule in rules:
            yield from _rule(rule, checklist, sources)


def _normal(normal: Normal, before: Normal | None, checklist: Checklist) -> Iterator[str]:
    """What is usual on some days. Of lines for the same days the first that fits holds."""
    days = days_text(normal.days)
    whom = answered(normal.when, checklist)
    follows = before is not None and before.when and before.days == normal.days
    also = f", if {whom}" if whom else ", otherwise" if follows else ""
    yield from text(f"Normal, {days}{also}: {normal.usual}", indent="  ", first="")
    yield from text(f"Not usual: {normal.not_usual}" if normal.not_usual else "", indent="  ")
    yield from changed_here(normal.because)


def _rule(rule: Rule, checklist: Checklist, sources: bool) -> Iterator[str]:
    when = ", ".join(_when(rule))
    yield from text(f"- {rule.title} ({when})", indent="  ", first="")
    told = (rule.how, rule.why, f"Then: {rule.then}" if rule.then else "", *_whom(rule, checklist))
    for paragraph in told:
        yield from text(paragraph, indent="  ")
    yield from changed_here(rule.because)
    if sources:
        yield from cited(rule.sources, rule.agreement, rule.differ, checklist)


def _when(rule: Rule) -> Iterator[str]:
    if rule.lasts is not None:
        yield f"for the first {minutes_words(rule.lasts)}"
    elif rule.days:
        yield days_text(rule.days)
    if rule.not_before:
        yield f"not before {minutes_words(rule.not_before)} have passed"
    if rule.step > 1:
        yield f"every {rule.step} days"
    if rule.weekdays:
        yield listed([_WEEKDAYS[day] for day in rule.weekdays])
    if rule.interval is not None:
        yield _interval(rule.interval)
    if rule.at:
        yield listed([_slot(at) for at in rule.at])
    if rule.once:
        yield "once"
    if rule.as_needed is not None:
        yield "as needed"
        if rule.as_needed.at_most is not None:
            yield f"at most {counted(rule.as_needed.at_most, 'time')} a day"
        if rule.as_needed.gap is not None:
            yield f"{minutes_words(rule.as_needed.gap)} apart"


def _interval(interval: Interval) -> str:
    every = f"every {minutes_words(interval.minutes)}"
    if interval.first is None or interval.last is None:
        return every
    first, last = (f"{minutes // 60:02}:{minutes % 60:02}" for minutes in (interval.first, interval.last))
    return f"{every} from {first} to {last}"


def _slot(at: At) -> str:
    if at.name.startswith("after-"):
        return f"{duration_words(at.name.removeprefix('after-'))} after"
    name = at.name.replace("-", " ")
    return name if at.clock is None else f"{name} at {at.clock // 60:02}:{at.clock % 60:02}"


def _whom(rule: Rule, checklist: Checklist) -> Iterator[str]:
    """For whom it is, and what makes it longer."""
    for word, condition in (("Only if", rule.when), ("Not if", rule.unless)):
        whom = answered(condition, checklist)
        if whom:
            yield ended(f"{word} {whom}")
    if rule.held_by:
        yield f"Longer while you report {reported(rule.held_by, checklist)}."
    lifted = checklist.rule(rule.once_lifted) if rule.once_lifted else None
    if lifted is not None:
        yield f"Waits until this may come back: {capital(lifted.title)}."


def _first(rule: Rule) -> int:
    return rule.days[0].first if rule.days else 0


def _begins(number: int, phase: Phase) -> bool:
    return phase.span.first <= number and (phase.span.last is None or number <= phase.span.last)
