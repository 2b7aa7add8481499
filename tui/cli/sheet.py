"""A whole checklist as a sheet of paper: phase by phase, in the order of the days."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from checklists.checklist import Checklist, Phase, Prepare, Question, Sign
from checklists.rules import Cited, Kind, Match, Rule, Span
from tui.cli.urgency import headings
from tui.cli.values import condition, value_words
from tui.day.words import counted, days_words, duration_words, listed, minutes_words

WIDTH = 78
"""Cells of a line, at most."""

_HEADINGS = (
    (Kind.DO, "Do"),
    (Kind.CHECK, "Look at"),
    (Kind.AVOID, "Leave alone"),
    (Kind.EXPECT, "Expect"),
)
_AGREEMENT = {
    "strong": "Sources agree.",
    "moderate": "Sources agree in the main.",
    "weak": "Few sources.",
    "conflict": "Sources differ.",
    "unsourced": "No source.",
}


def sheet(checklist: Checklist, emergency: str, sources: bool) -> Iterator[str]:
    """The checklist in lines of at most `WIDTH` cells.

    Args:
        emergency: The number to call in an emergency.
        sources: Whether each rule names its sources, and all of them are listed at the end.
    """
    yield from _title(checklist)
    for phase in checklist.phases:
        yield from _phase(phase, checklist, sources)
    yield from _calls(checklist, emergency, sources)
    yield from _asked(checklist)
    yield from _course(checklist, sources)
    if sources:
        yield from _sources(checklist)


def _title(checklist: Checklist) -> Iterator[str]:
    yield checklist.title
    yield "=" * min(len(checklist.title), WIDTH)
    yield from _text(checklist.purpose)
    yield f"{checklist.id}, revision {checklist.revision}, reviewed {checklist.reviewed}"
    yield ""
    yield from _text(
        "General aftercare information from public sources, not medical advice. Your clinic's own "
        "instructions come first, even where they differ."
    )


def _phase(phase: Phase, checklist: Checklist, sources: bool) -> Iterator[str]:
    yield ""
    title = f"{phase.title}, {days_words(*phase.span)}"
    yield title
    yield "-" * min(len(title), WIDTH)
    for normal in checklist.normal:
        if normal.days and _within(normal.days[0].first, phase):
            yield from _text(f"Normal, {_days(normal.days)}: {normal.usual}")
            yield from _text(f"Not usual: {normal.not_usual}", indent="  ")
    begun = [rule for rule in checklist.rules if _within(_first(rule), phase)]
    for kind, heading in _HEADINGS:
        rules = sorted((rule for rule in begun if rule.kind is kind), key=_first)
        if rules:
            yield ""
            yield heading
        for rule in rules:
            yield from _rule(rule, checklist, sources)


def _rule(rule: Rule, checklist: Checklist, sources: bool) -> Iterator[str]:
    when = ", ".join(part for part in (_days(rule.days) or _lasts(rule), *_times(rule)) if part)
    yield from _text(f"- {rule.title} ({when})", indent="  ", first="")
    conditions = [*_ifs(rule, checklist), *_whiles(rule, checklist)]
    for text in (rule.how, rule.why, rule.then and f"Then: {rule.then}", *conditions):
        yield from _text(text, indent="  ")
    if sources:
        yield from _text(_AGREEMENT.get(rule.agreement, ""), indent="  ")
        yield from _text(rule.differ, indent="  ")
        yield from _cited(rule.sources)


def _times(rule: Rule) -> Iterator[str]:
    if rule.step > 1:
        yield f"every {rule.step} days"
    if rule.weekdays:
        names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
        yield f"on {listed([names[day] for day in rule.weekdays])}"
    if rule.interval is not None:
        yield f"every {minutes_words(rule.interval.minutes)}"
    yield from (_slot(at.name) for at in rule.at)
    if rule.once:
        yield "once"
    if rule.as_needed is not None:
        yield "as needed"


def _slot(name: str) -> str:
    if name.startswith("after-"):
        return f"{duration_words(name.removeprefix('after-'))} after"
    return name.replace("-", " ")


def _lasts(rule: Rule) -> str:
    return f"for {minutes_words(rule.lasts)}" if rule.lasts is not None else ""


def _ifs(rule: Rule, checklist: Checklist) -> Iterator[str]:
    """On whom it depends, in the labels of the answers."""
    for word, groups in (("If", rule.when), ("Not if", rule.unless)):
        told = [" and ".join(_label(test, checklist) for test in group) for group in groups]
        if told:
            yield f"{word}: {', or '.join(told)}."


def _label(test: Match, checklist: Checklist) -> str:
    question, sign = checklist.question(test.subject), checklist.sign(test.subject)
    if question is not None:
        labels = [label for id, label in question.answers if id in test.answers]
        return f"{question.ask} {' or '.join(labels)}"
    return f"you report {condition(test, sign.top if sign else 1)}"


def _whiles(rule: Rule, checklist: Checklist) -> Iterator[str]:
    if rule.held_by:
        top = {sign.id: sign.top for sign in checklist.signs}
        tests = [condition(test, top.get(test.subject, 1)) for test in rule.held_by]
        yield f"Longer while you report {' or '.join(tests)}."


def _calls(checklist: Checklist, emergency: str, sources: bool) -> Iterator[str]:
    if checklist.warnings:
        yield from ("", "When to call", "------------")
    for how, heading in headings(emergency).items():
        lines = [each for each in checklist.warnings if each.call is how]
        if lines:
            yield ""
            yield heading
        for each in lines:
            yield from _text(f"- {each.condition} ({_days(each.days)})", indent="  ", first="")
            if sources:
                yield from _cited(each.sources)


def _asked(checklist: Checklist) -> Iterator[str]:
    if checklist.questions:
        yield from ("", "Questions", "---------")
    for question in checklist.questions:
        yield from _question(question)
    if checklist.signs:
        yield from ("", "Signs", "-----")
    for sign in checklist.signs:
        yield from _sign(sign)


def _question(question: Question) -> Iterator[str]:
    later = ", asked later" if question.later else ""
    answers = ", ".join(f"{id} ({label})" for id, label in question.answers)
    yield from _text(f"- {question.id}{later}: {question.ask} {answers}", indent="  ", first="")


def _sign(sign: Sign) -> Iterator[str]:
    yield from _text(
        f"- {sign.id}: {sign.ask} {value_words(sign)} ({_days(sign.days)})", indent="  ", first=""
    )


def _course(checklist: Checklist, sources: bool) -> Iterator[str]:
    course = checklist.course
    if course is None:
        return
    yield from ("", "The course", "----------")
    if course.sessions is not None:
        low, high = course.sessions
        yield f"Sessions: {low}{'' if high == low else f' to {high}' if high else ' or more'}"
    for name, stretch in (("Gap", course.gap), ("Maintenance", course.maintenance)):
        if stretch is not None:
            span = f"{stretch.low} to {stretch.high}" if stretch.high else f"{stretch.low} or more"
            yield f"{name}: {span} {stretch.unit}"
    if course.prepare:
        yield ""
        yield "Before the next session"
    for each in course.prepare:
        avoid = "Leave alone: " if each.kind is Kind.AVOID else ""
        yield from _text(f"- {avoid}{each.title} ({_before(each)})", indent="  ", first="")
        yield from _text(each.how, indent="  ")
        if sources:
            yield from _cited(each.sources)


def _before(each: Prepare) -> str:
    if each.last == 0:
        return f"from {counted(each.first, 'day')} before" if each.first else "on the day"
    return f"{each.first} to {counted(each.last, 'day')} before"


def _sources(checklist: Checklist) -> Iterator[str]:
    yield from ("", "Sources", "-------")
    for source in checklist.sources:
        by = f", {source.by}" if source.by else ""
        yield from _text(f"[{source.key}] {source.title}{by}", indent="  ", first="")
        if source.url:
            # An address is never broken: it is there to be copied.
            yield f"  {source.url}"


def _cited(cited: Iterable[Cited]) -> Iterator[str]:
    for each in cited:
        yield from _text(f"[{each.key}]{f' {each.says}' if each.says else ''}", indent="    ")


def _text(text: str, indent: str = "", first: str | None = None) -> list[str]:
    start = indent if first is None else first
    return wrap(text, WIDTH, initial_indent=start, subsequent_indent=indent, break_on_hyphens=False)


def _days(days: Iterable[Span]) -> str:
    """`day 0`, `days 1 to 13`, `days 0 to 3, 7 and 10`, `from day 14`."""
    spans = list(days)
    if len(spans) < 2:
        return "".join(days_words(*span) for span in spans)
    return f"days {listed([days_words(*span).removeprefix('days ').removeprefix('day ') for span in spans])}"


def _first(rule: Rule) -> int:
    return rule.days[0].first if rule.days else 0


def _within(number: int, phase: Phase) -> bool:
    return phase.span.first <= number and (phase.span.last is None or number <= phase.span.last)
