"""One phase of a checklist on paper: what is normal, what is back, what goes on, and what begins."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from checklists.checklist import Checklist, Normal, Phase
from checklists.rules import Kind, Rule
from tui.cli.sheet_rules import rule_lines
from tui.cli.sheet_words import answered, calm, changed_here, days_text, heading, text
from tui.day.words import days_words

_HEADINGS = (
    (Kind.DO, "Do"),
    (Kind.AVOID, "Leave alone"),
    (Kind.CHECK, "Check and ask"),
    (Kind.EXPECT, "Expect"),
)


def phase_lines(phase: Phase, checklist: Checklist, sources: bool) -> Iterator[str]:
    """A phase: the days that are normal in it, then what it brings, by kind and in the order of the days."""
    yield from ("", *heading(f"{phase.title}, {days_words(*phase.span)}"))
    yield from changed_here(phase.because)
    usual = [normal for normal in checklist.normal if normal.days and _in(normal.days[0].first, phase)]
    for _, lines in groupby(usual, key=attrgetter("days")):
        yield from _normal(list(lines), checklist)
    yield from _before(phase, checklist)
    begun = [rule for rule in checklist.rules if _in(_first(rule), phase)]
    for kind, title in _HEADINGS:
        rules = sorted((rule for rule in begun if rule.kind is kind), key=_order)
        if rules:
            yield from ("", title)
        for rule in rules:
            yield from rule_lines(rule, checklist, sources)


def _normal(lines: list[Normal], checklist: Checklist) -> Iterator[str]:
    """What is usual on the same days, of which the first line that fits holds, and what is not."""
    shared = len({normal.not_usual for normal in lines}) == 1
    for normal in lines:
        whom = answered(normal.when, checklist)
        also = f", if {whom}" if whom else ", otherwise" if len(lines) > 1 else ""
        yield from text(f"Normal, {days_text(normal.days)}{also}: {normal.usual}", indent="  ", first="")
        if normal.not_usual and not (shared and normal is not lines[-1]):
            yield from text(f"Not usual: {normal.not_usual}", indent="  ")
        yield from changed_here(normal.because)


def _before(phase: Phase, checklist: Checklist) -> Iterator[str]:
    """What earlier phases leave for this one, in few words."""
    earlier = [rule for rule in checklist.rules if rule.days and _first(rule) < phase.span.first]
    left = [rule for rule in earlier if rule.kind is Kind.AVOID]
    back = [rule for rule in left if _comes_back(rule, phase)]
    done = [rule for rule in earlier if rule.kind in (Kind.DO, Kind.CHECK) and not rule.once]
    yield from _listed("Back again", _by_return(back, checklist))
    yield from _listed("Goes on", _still([rule for rule in done if rule.as_needed is None], phase))
    yield from _listed("Still leave alone", _still([rule for rule in left if rule not in back], phase))


def _comes_back(rule: Rule, phase: Phase) -> bool:
    return bool(rule.then) and rule.last_day is not None and _in(rule.last_day + 1, phase)


def _by_return(back: Iterable[Rule], checklist: Checklist) -> dict[str, list[str]]:
    """What comes back in a phase, by the day."""
    held = calm(checklist)
    found: dict[tuple[int, bool], list[str]] = defaultdict(list)
    for rule in back:
        found[(rule.last_day or 0) + 1, bool(held) and rule.held_by == held].append(rule.short)
    return {f"day {day}{', once calm' * calmed}": found[day, calmed] for day, calmed in sorted(found)}


def _still(rules: Iterable[Rule], phase: Phase) -> dict[str, list[str]]:
    """What goes on into a phase, by its last day."""
    found: dict[int | None, list[str]] = defaultdict(list)
    for rule in rules:
        if rule.last_day is None or rule.last_day >= phase.span.first:
            found[rule.last_day].append(rule.short)
    order = sorted(found, key=lambda day: (day is None, day))
    return {"with no end" if day is None else f"to day {day}": found[day] for day in order}


def _listed(title: str, lines: dict[str, list[str]]) -> Iterator[str]:
    if lines:
        yield from ("", title)
    for when, shorts in lines.items():
        yield from text(f"- {when}: {'; '.join(dict.fromkeys(shorts))}", indent="  ", first="")


def _first(rule: Rule) -> int:
    return rule.days[0].first if rule.days else 0


def _order(rule: Rule) -> tuple[int, bool]:
    """By the day it begins, and of what is left alone first what nobody should ever do to healing skin."""
    return _first(rule), rule.kind is Kind.AVOID and bool(rule.then)


def _in(number: int, phase: Phase) -> bool:
    return phase.span.first <= number and (phase.span.last is None or number <= phase.span.last)
