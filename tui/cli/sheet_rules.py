"""One rule of a checklist on paper: when, for whom, how and why, and what comes after."""

from collections.abc import Iterator

from checklists.checklist import Checklist
from checklists.rules import At, Interval, Kind, Rule
from tui.cli.sheet_sources import cited, disagreement
from tui.cli.sheet_words import calm, changed_here, days_text, only_if, reported, text, together
from tui.day.words import counted, duration_words, listed, minutes_words

_WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


def rule_lines(rule: Rule, checklist: Checklist, sources: bool) -> Iterator[str]:
    """A rule: its title with its days, for whom it is, and all that it says.

    Args:
        sources: Whether what its sources say stands below it. Without them only a rule that has none, or
            whose sources are in conflict, says so.
    """
    when = together(f"({', '.join(_when(rule, checklist))})")
    yield from text(f"- {rule.title} {when}", indent="  ", first="")
    yield from only_if(rule.when, checklist, rule.title)
    yield from only_if(rule.unless, checklist, not_if=True)
    yield from text(" ".join(part for part in (rule.how, rule.why) if part), indent="  ")
    yield from text(f"After that: {rule.then}" if rule.then else "", indent="  ")
    for said in _longer(rule, checklist):
        yield from text(said, indent="  ")
    yield from changed_here(rule.because)
    if sources:
        yield from cited(rule.sources, rule.agreement, rule.differ, checklist)
    else:
        yield from disagreement(rule.agreement, rule.differ)


def _when(rule: Rule, checklist: Checklist) -> Iterator[str]:
    held = calm(checklist)
    until = " and until calm" if held and rule.held_by == held else ""
    if rule.lasts is not None:
        yield f"for the first {minutes_words(rule.lasts)}{until}"
    elif rule.days:
        yield f"{days_text(rule.days)}{until}"
    if rule.not_before:
        yield f"not before {minutes_words(rule.not_before)} have passed"
    if rule.step > 1:
        yield f"every {rule.step} days"
    if rule.weekdays:
        yield listed([_WEEKDAYS[day] for day in rule.weekdays])
    if rule.interval is not None:
        yield _interval(rule.interval)
    if rule.at and rule.lasts is None:
        yield listed([_slot(at) for at in rule.at])
    if rule.once:
        yield "once"
    if rule.as_needed is not None:
        yield "as needed"
        if rule.as_needed.at_most is not None:
            yield f"at most {counted(rule.as_needed.at_most, 'time')} a day"
        if rule.as_needed.gap is not None:
            yield f"at least {minutes_words(rule.as_needed.gap)} apart"


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


def _longer(rule: Rule, checklist: Checklist) -> Iterator[str]:
    """What makes it longer, and what it waits for."""
    if rule.held_by and rule.held_by != calm(checklist):
        yield f"Longer while you report {reported(rule.held_by, checklist)}."
    lifted = checklist.rule(rule.once_lifted) if rule.once_lifted else None
    if lifted is not None and lifted.kind is Kind.AVOID:
        yield f"Not before this is back: {lifted.title}."
    elif lifted is not None:
        yield f"Not before this is over: {lifted.title}."
