"""All that a checklist says, in lines: when to call, phase by phase, the course, what is asked, the sources.

What stands in it for a patient alone is the leaflet.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter
from textwrap import wrap
from typing import assert_never

from checklists.rules.checklist import (
    Call,
    CallWarning,
    Checklist,
    Course,
    Normal,
    Phase,
    Prepare,
    Question,
    Sign,
    Stretch,
    Usual,
    UsualOn,
)
from checklists.rules.rule import SUNRISE, SUNSET, At, Citation, Condition, Interval, Kind, Match, Rule, Span
from tui.recovery.call_lines import emergencies_beside
from tui.text.cells import columns
from tui.text.humanize import (
    capital,
    counted,
    days_words,
    duration_words,
    full_stop,
    listed,
    lower_first,
    minutes_words,
    slot_words,
)
from tui.wording.call_topics import by_topic, in_short
from tui.wording.calling import NO_ANSWER, NOT_ON_THE_SHEET, emergencies, headings
from tui.wording.purpose import PURPOSE
from tui.wording.signs import full_match_words, value_words

WIDTH = 78
"""Cells of a line, at most."""
_NO_BREAK = "\N{NO-BREAK SPACE}"
BARE = ("yes", "no")
"""Answers that say nothing without their question."""
_WEEK = 7
_MANY = 3
"""Days at one pace that are told by it, and not one by one."""
_OFTEN = 3
"""Rules that must share what holds them, before it gets a name of its own."""
_WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_AGREEMENT = {
    "strong": "Sources agree",
    "moderate": "Sources agree in the main",
    "weak": "Few sources say so",
    "conflict": "Sources differ",
    "unsourced": "No source says so: it is common practice, or caution",
}
_ALONE = {"strong": "One good source", "moderate": "One good source", "weak": "One source"}
_ALWAYS_SHOWN = ("conflict", "unsourced")
"""What a reader is told even where nobody asked for the sources."""


_ABOUT = "What to do, what to leave alone and what to expect in the days after; and when to call."


def sheet(checklist: Checklist, emergency: str, sources: bool) -> Iterator[str]:
    """The checklist in lines of at most `WIDTH` cells; an address may be longer.

    Args:
        emergency: The number to call in an emergency.
        sources: Whether each line is followed by what its sources say, and the sheet by all of them.
    """
    yield from _title_lines(checklist)
    yield from call_lines(
        checklist, emergency, days_text, lambda line: _below_call_lines(line, checklist, sources)
    )
    yield from _reading_lines(checklist)
    for phase in checklist.phases:
        yield from _phase_lines(phase, checklist, sources)
    yield from _course_lines(checklist, sources)
    yield from _input_lines(checklist)
    yield from ("", *heading("What this is for, and what it is not"), *paragraph(PURPOSE))
    if sources:
        yield from _source_lines(checklist)


def _title_lines(checklist: Checklist) -> Iterator[str]:
    yield from heading(checklist.title, "=")
    yield from paragraph(checklist.purpose)
    yield from paragraph(_ABOUT)
    yield f"{checklist.id}, revision {checklist.revision}, reviewed {checklist.reviewed}"
    yield ""
    yield "Your clinic's own instructions come first, even where they differ."
    if checklist.clinic is not None:
        yield from paragraph(f"The clinic of this file: {checklist.clinic}")


def call_lines(
    checklist: Checklist,
    emergency: str,
    days: Callable[[Iterable[Span]], str],
    below: Callable[[CallWarning], Iterable[str]],
) -> Iterator[str]:
    """When to call, the most urgent first, with its heading.

    Args:
        days: The words for the days of a line.
        below: What stands below a line.
    """
    yield from ("", *heading("When to call"))
    # A file may leave them out; the sheet never does.
    beside = emergencies_beside(checklist.warnings)
    if not any(each.call is Call.EMERGENCY for each in checklist.warnings):
        beside = ()
        yield from paragraph(emergencies(emergency))
    else:
        every = sorted((*checklist.warnings, *beside), key=lambda each: [*Call].index(each.call))
        lines_in_short = ((each.call, each.condition, each.short) for each in every)
        yield from paragraph(in_short(lines_in_short, emergency))
    unsaid = dict(NO_ANSWER)
    for how, (title, _) in headings(emergency).items():
        lines = [each for each in checklist.warnings if each.call is how]
        always = [each.condition for each in beside if each.call is how]
        if always and not lines:
            yield from ("", title)
        for head, group in by_topic(lines, attrgetter("condition")) if lines else ():
            yield from ("", f"{title} - {head.lower()}" if head else title)
            if how in unsaid:
                yield unsaid.pop(how)
            for each in group:
                when = "" if [*each.days] == [(0, None)] else unbroken(f"({days(each.days)})")
                yield from hanging(f"- {each.condition} {when}")
                yield from below(each)
        for condition in always:
            yield from hanging(f"- {condition} ({NOT_ON_THE_SHEET})")


def _below_call_lines(line: CallWarning, checklist: Checklist, sources: bool) -> Iterator[str]:
    yield from audience_lines(line.when, checklist)
    yield from paragraph(line.meanwhile, indent="  ")
    yield from because_lines(line.because)
    if sources:
        yield from _citation_lines(line.sources, line.agreement, "", checklist)


def _reading_lines(checklist: Checklist) -> Iterator[str]:
    yield from ("", *heading("How to read this"))
    signs = sign_words(common_hold(checklist), checklist)
    sentences = [
        "Day 0 is the day of treatment: treated on a Monday, day 3 is Thursday.",
        '"Only if" is for those it fits; if you are not sure, keep to it.',
        f'"Until calm" is for as long as you report {signs}.' if signs else "",
        "What is called normal or usual is an estimate between the few days that sources give."
        if checklist.normal
        else "",
    ]
    yield from paragraph(" ".join(part for part in sentences if part))


def _phase_lines(phase: Phase, checklist: Checklist, sources: bool) -> Iterator[str]:
    """A phase: the days that are normal in it, then what it brings, by kind and in the order of the days."""
    yield from ("", *heading(f"{phase.title}, {days_words(*phase.span)}"))
    yield from because_lines(phase.because)
    usual = [normal for normal in checklist.normal if normal.days and is_in(normal.days[0].first, phase)]
    for _, lines in groupby(usual, key=attrgetter("days")):
        yield from _normal_lines(list(lines), checklist)
    yield from _earlier_lines(phase, checklist)
    rules = [rule for rule in checklist.rules if is_in(first_day(rule), phase)]
    for kind in Kind:
        of_kind = sorted((rule for rule in rules if rule.kind is kind), key=_order)
        if of_kind:
            yield from ("", kind_title(kind))
        for rule in of_kind:
            yield from _rule_lines(rule, checklist, sources)


def kind_title(kind: Kind) -> str:
    match kind:
        case Kind.DO:
            return "Do"
        case Kind.AVOID:
            return "Leave alone"
        case Kind.CHECK:
            return "Check and ask"
        case Kind.EXPECT:
            return "Expect"
        case _:
            assert_never(kind)


def _normal_lines(lines: list[Normal], checklist: Checklist) -> Iterator[str]:
    """What is usual on the same days, of which the first line that fits holds, and what is not."""
    shared = len({normal.not_usual for normal in lines}) == 1
    for normal in lines:
        whom = audience(normal.when, checklist)
        also = f", if {whom}" if whom else ", otherwise" if len(lines) > 1 else ""
        yield from hanging(f"Normal, {days_text(normal.days)}{also}: {normal.usual}")
        if normal.not_usual and not (shared and normal is not lines[-1]):
            yield from paragraph(f"Not usual: {normal.not_usual}", indent="  ")
        yield from because_lines(normal.because)


def _earlier_lines(phase: Phase, checklist: Checklist) -> Iterator[str]:
    """What earlier phases leave for this one, in few words."""
    earlier = [rule for rule in checklist.rules if rule.days and first_day(rule) < phase.span.first]
    avoids = [rule for rule in earlier if rule.kind.left_alone]
    returning = [rule for rule in avoids if _comes_back(rule, phase)]
    staying = [rule for rule in avoids if rule not in returning]
    tasks = [rule for rule in earlier if rule.kind.ticked and not rule.once and rule.as_needed is None]
    yield from _list_lines("Back again", _shorts_by_return(returning, checklist))
    yield from _list_lines("Goes on", _shorts_by_last_day(tasks, phase))
    yield from _list_lines("Still leave alone", _shorts_by_last_day(staying, phase))


def _comes_back(rule: Rule, phase: Phase) -> bool:
    return bool(rule.then) and rule.last_day is not None and is_in(rule.last_day + 1, phase)


def _shorts_by_return(back: Iterable[Rule], checklist: Checklist) -> dict[str, list[str]]:
    """What comes back in a phase, by the day."""
    hold = common_hold(checklist)
    shorts: dict[tuple[int, bool], list[str]] = defaultdict(list)
    for rule in back:
        shorts[(rule.last_day or 0) + 1, bool(hold) and rule.held_by == hold].append(rule.short)
    return {
        f"day {day}{', once calm' * once_calm}": shorts[day, once_calm] for day, once_calm in sorted(shorts)
    }


def _shorts_by_last_day(rules: Iterable[Rule], phase: Phase) -> dict[str, list[str]]:
    """What goes on into a phase, by its last day."""
    shorts: dict[int | None, list[str]] = defaultdict(list)
    for rule in rules:
        if rule.last_day is None or rule.last_day >= phase.span.first:
            shorts[rule.last_day].append(rule.short)
    order = sorted(shorts, key=lambda day: (day is None, day))
    return {"with no end" if day is None else f"to day {day}": shorts[day] for day in order}


def _list_lines(title: str, lines: dict[str, list[str]]) -> Iterator[str]:
    if lines:
        yield from ("", title)
    for when, shorts in lines.items():
        yield from hanging(f"- {when}: {'; '.join(dict.fromkeys(shorts))}")


def first_day(rule: Rule) -> int:
    return rule.days[0].first if rule.days else 0


def _order(rule: Rule) -> tuple[int, bool]:
    """By the day it begins, and of what is left alone first what nobody should ever do to healing skin."""
    return first_day(rule), rule.kind.left_alone and bool(rule.then)


def is_in(number: int, phase: Phase) -> bool:
    return phase.span.first <= number and (phase.span.last is None or number <= phase.span.last)


def _rule_lines(rule: Rule, checklist: Checklist, sources: bool) -> Iterator[str]:
    """A rule: its title with its days, for whom it is, and all that it says.

    Args:
        sources: Whether what its sources say stands below it. Without them only a rule that has none, or
            whose sources are in conflict, says so.
    """
    when = unbroken(f"({', '.join(when_words(rule, checklist))})")
    yield from hanging(f"- {rule.title} {when}")
    yield from audience_lines(rule.when, checklist, rule.title)
    yield from audience_lines(rule.unless, checklist, not_if=True)
    yield from paragraph(" ".join(part for part in (rule.how, rule.why) if part), indent="  ")
    yield from paragraph(f"After that: {rule.then}" if rule.then else "", indent="  ")
    for sentence in _hold_sentences(rule, checklist):
        yield from paragraph(sentence, indent="  ")
    yield from because_lines(rule.because)
    if sources:
        yield from _citation_lines(rule.sources, rule.agreement, rule.differ, checklist)
    else:
        yield from _agreement_lines(rule.agreement, rule.differ)


def when_words(
    rule: Rule,
    checklist: Checklist,
    days: Callable[[Iterable[Span]], str] | None = None,
) -> Iterator[str]:
    """When a rule is on, in parts.

    Args:
        days: The words for its days, for paper, which knows no place. None is `days_text`, with the hours
            that stand in for the sun's.
    """
    hold = common_hold(checklist)
    until = " and until calm" if hold and rule.held_by == hold else ""
    if rule.lasts is not None:
        yield f"for the first {minutes_words(rule.lasts)}{until}"
    elif rule.days:
        start = ""
        if rule.counted_from is not None:
            first = "first report of" if days is None else "first day with"
            start = f", counted from the {first} {sign_words((rule.counted_from,), checklist)}"
            sign = checklist.sign(rule.counted_from.subject)
            if sign is not None and sign.event:
                start = f", counted from the day of: {sign.noun}"
        # Days that count from something else have no date before it.
        words = (days or days_text) if rule.counted_from is None else days_text
        yield f"{words(rule.days)}{start}{until}"
    if rule.not_before:
        yield f"not before {minutes_words(rule.not_before)} have passed"
    if rule.step > 1:
        yield f"every {rule.step} days"
    if rule.weekdays:
        yield listed([_WEEKDAYS[day] for day in rule.weekdays])
    if rule.interval is not None:
        yield _interval_words(rule.interval, rule.by_sun, by_place=days is None)
    if rule.slots_on:
        words_of = {at.name: _slot_words(at) for at in rule.at}
        yield "; ".join(
            f"{listed([words_of[name] for name in each.names])} on {days_text((each.span,))}"
            for each in rule.slots_on
        )
    elif rule.at and rule.lasts is None:
        yield listed([_slot_words(at) for at in rule.at])
    if rule.once:
        yield "once"
    if rule.as_needed is not None:
        yield "as needed"
        if rule.as_needed.at_most is not None:
            yield f"at most {counted(rule.as_needed.at_most, 'time')} a day"
        if rule.as_needed.gap is not None:
            yield f"at least {minutes_words(rule.as_needed.gap)} apart"


def _interval_words(interval: Interval, by_sun: Sequence[str], *, by_place: bool) -> str:
    every = f"every {minutes_words(interval.minutes)}"
    if interval.first is None or interval.last is None:
        return every
    first, last = (f"{minutes // 60:02}:{minutes % 60:02}" for minutes in (interval.first, interval.last))
    if SUNRISE in by_sun and SUNSET in by_sun:
        hours = f" ({first} to {last} where no place is set)" if by_place else ""
        return f"{every} while the sun is up{hours}"
    if SUNSET in by_sun:
        return f"{every} from {first} to sunset" + (f" ({last} where no place is set)" if by_place else "")
    if SUNRISE in by_sun:
        sunrise = f"sunrise ({first} where no place is set)" if by_place else "sunrise"
        return f"{every} from {sunrise} to {last}"
    return f"{every} from {first} to {last}"


def _slot_words(at: At) -> str:
    if at.after is not None:
        return f"{duration_words(at.name.removeprefix('after-'))} after"
    name = slot_words(at.name)
    return (
        name
        if at.clock is None or name != at.name.replace("-", " ")
        else f"{name} at {at.clock // 60:02}:{at.clock % 60:02}"
    )


def _hold_sentences(rule: Rule, checklist: Checklist) -> Iterator[str]:
    """What makes it longer, and what it waits for."""
    event = checklist.sign(rule.lifted_by) if rule.lifted_by else None
    if event is not None:
        yield f"Until you say: {event.noun}. The days are the usual ones."
    if rule.held_by and rule.held_by != common_hold(checklist):
        yield f"Longer while you report {sign_words(rule.held_by, checklist)}."
    lifted = checklist.rule(rule.once_lifted) if rule.once_lifted else None
    if lifted is not None and lifted.kind.left_alone:
        yield f"Not before this is back: {lifted.title}."
    elif lifted is not None:
        yield f"Not before this is over: {lifted.title}."


def _course_lines(checklist: Checklist, sources: bool) -> Iterator[str]:
    """How many sessions, how far apart, and what to do before the next one."""
    course = checklist.course
    if course is None:
        return
    yield from ("", *heading("The course"))
    yield from paragraph(" ".join(course_sentences(course)))
    yield from because_lines(course.because)
    if sources and course.sources:
        yield from _citation_lines(course.sources, "", "", checklist)
    start = attrgetter("first")
    for first, steps in groupby(sorted(course.prepare, key=start, reverse=True), key=start):
        before = f"{length_before(first)} before" if first else "On the day of"
        yield from ("", f"{before} the next session")
        yield from _prepare_lines(checklist, steps, sources)


def course_sentences(course: Course) -> Iterator[str]:
    if course.sessions is not None:
        low, high = course.sessions
        some = f"{low}" if high == low else f"{low} to {high}" if high else f"{low} or more"
        yield f"{some} {'session' if (low, high) == (1, 1) else 'sessions'}."
    if course.gap is not None:
        yield f"{capital(_stretch_words(course.gap))} from one to the next. Your clinic's date comes first."
    if course.maintenance is not None:
        yield f"After that, to keep the result up, one every {_stretch_words(course.maintenance)}."


def _stretch_words(stretch: Stretch) -> str:
    """`4 to 6 weeks`, `8 weeks or more`, `1 month`."""
    unit = stretch.unit.removesuffix("s")
    if stretch.high is None:
        return f"{counted(stretch.low, unit)} or more"
    if stretch.high == stretch.low:
        return counted(stretch.low, unit)
    return f"{stretch.low} to {counted(stretch.high, unit)}"


def _prepare_lines(checklist: Checklist, steps: Iterable[Prepare], sources: bool) -> Iterator[str]:
    """What begins as long before the session, with until when where it ends before the day."""
    for each in steps:
        avoid = "Leave alone: " if each.kind.left_alone else "" if each.kind.is_care else "Expect: "
        until = f"(until {length_before(each.last)} before)" if 0 < each.last < each.first else ""
        only = "(that day alone)" if each.last == each.first and each.first else ""
        yield from hanging(f"- {avoid}{each.title} {unbroken(until or only)}")
        yield from paragraph(each.how, indent="  ")
        yield from audience_lines(each.when, checklist)
        yield from because_lines(each.because)
        if sources:
            yield from _citation_lines(each.sources, each.agreement, "", checklist)
        elif each.agreement == "unsourced":
            yield from _agreement_lines(each.agreement, "")


def length_before(days: int) -> str:
    return counted(days, "day") if days % _WEEK else counted(days // _WEEK, "week")


def _input_lines(checklist: Checklist) -> Iterator[str]:
    """The questions and the signs, with the names by which the command line takes the answers."""
    if checklist.questions:
        yield from ("", *heading("What you are asked"))
    for question in checklist.questions:
        yield from _question_lines(question)
    if checklist.signs:
        yield from ("", *heading("What you report"))
    for sign in checklist.signs:
        yield from _sign_lines(sign, checklist)


def _question_lines(question: Question) -> Iterator[str]:
    later = ", asked when it first matters" if question.later else ""
    yield from hanging(f"- {question.ask} ({question.id}{later})")
    if [(id, label.casefold()) for id, label in question.answers] == [("yes", "yes"), ("no", "no")]:
        yield "    Yes or no"
    else:
        for id, label in question.answers:
            yield from paragraph(f"{id}: {label}", indent="      ", first="    ")
    yield from because_lines(question.because)


def _sign_lines(sign: Sign, checklist: Checklist) -> Iterator[str]:
    when = f", {days_text(sign.days)}" if sign.until is None else ", whenever it is so"
    yield from hanging(f"- {sign.ask} ({sign.id}{when})")
    yield from paragraph(capital(value_words(sign)), indent="    ")
    for place, usual in enumerate(sign.usual):
        whom = audience(usual.when, checklist)
        other = " otherwise" if place and not whom else ""
        words = _usual_words(usual, f" if {whom}" if whom else other, sign.top == 1)
        yield from paragraph(words, indent="      ", first="    ")
    yield from because_lines(sign.because)


def _usual_words(usual: Usual, whom: str, yes_no: bool) -> str:
    """`Usual, by estimate: 3 to 4 on day 0, 1 to 2 on days 1 to 6, 0 from day 7.`"""
    parts = [f"{_range_words(on, yes_no)} {_on_words(on, after)}" for on, after in pairwise(usual.course)]
    last = usual.course[-1]
    parts.append(f"{_range_words(last, yes_no)} from day {last.day}")
    return f"Usual{whom}, by estimate: {', '.join(parts)}."


def _range_words(on: UsualOn, yes_no: bool) -> str:
    if yes_no:
        return " or ".join(("no", "yes")[on.low : on.high + 1])
    return f"{on.low}" if on.low == on.high else f"{on.low} to {on.high}"


def _on_words(on: UsualOn, after: UsualOn) -> str:
    return f"on {days_words(on.day, after.day - 1)}"


def _source_lines(checklist: Checklist) -> Iterator[str]:
    """Every source that something rests on, with its title, its publisher and its address."""
    if checklist.cited:
        yield from ("", *heading("Sources"))
    for source in checklist.cited:
        name = f"{source.title}, {source.by}" if source.by else source.title
        yield from hanging(f"[{source.key}] {name}")
        if source.url:
            # An address is never broken: it is there to be copied.
            yield f"  {source.url}"


def audience_lines(
    condition: Condition, checklist: Checklist, title: str = "", *, not_if: bool = False
) -> list[str]:
    """For whom a line is, below it; nothing where that is everyone, or where its title says the same.

    Args:
        not_if: Whether it is for everyone but these.
    """
    whom = audience(condition, checklist)
    if not whom or whom.casefold() in (f'you say "{part}"' for part in (title.casefold(), _topic(title))):
        return []
    return paragraph(_full_stop(f"{'Not' if not_if else 'Only'} if {whom}"), indent="  ")


def _topic(title: str) -> str:
    """What stands before the colon of a title: `on the body`."""
    return title.partition(":")[0].casefold()


def audience(condition: Condition, checklist: Checklist) -> str:
    """Whom something is for: `you say "Cold sores"`, `you report pain of 4 or more`."""
    groups = [_group_words(group, checklist) for group in condition]
    return ", or if ".join(group for group in groups if group)


def _group_words(group: Iterable[Match], checklist: Checklist) -> str:
    answers = [answer for test in group if (answer := _answer_words(test, checklist))]
    signs = [test for test in group if not test.answers]
    parts = [f"you say {' and '.join(answers)}"] if answers else []
    momentary = [test for test in signs if momentary_question(test, checklist)]
    parts += [f'you say yes to "{momentary_question(test, checklist)}"' for test in momentary]
    parts += [f"you report {full_match_words(test, checklist)}" for test in signs if test not in momentary]
    return " and ".join(parts)


def _answer_words(test: Match, checklist: Checklist) -> str:
    """An answer by its label, and with its question where the label says nothing without it."""
    question = checklist.question(test.subject)
    if question is None or not test.answers:
        return ""
    labels = [label for id, label in question.answers if id in test.answers]
    if all(label.casefold() in BARE for label in labels):
        return f'{" or ".join(labels).casefold()} to "{question.ask}"'
    return " or ".join(f'"{label}"' for label in labels)


def momentary_question(test: Match, checklist: Checklist) -> str:
    """The question of a sign that is of the moment, such as going out."""
    sign = checklist.sign(test.subject)
    return sign.ask if sign is not None and sign.until is not None and test.low == 1 else ""


def sign_words(tests: Iterable[Match], checklist: Checklist) -> str:
    """Signs as they are reported: `crusts, open skin or redness of 2 or more`."""
    names = [full_match_words(test, checklist) for test in tests]
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else "".join(names)


def common_hold(checklist: Checklist) -> tuple[Match, ...]:
    """What keeps most rules on past their last day, to stand once on a sheet; nothing where few have it."""
    counts = Counter(rule.held_by for rule in checklist.rules if rule.held_by)
    for hold, count in counts.most_common(1):
        return hold if count >= _OFTEN else ()
    return ()


def days_text(days: Iterable[Span]) -> str:
    """`day 0`, `days 1 to 13`, `days 0 to 3, 7 and 10`, `days 0 to 14, then weekly to day 84`."""
    spans = list(days)
    if len(spans) < 2:
        return "".join(days_words(*span) for span in spans)
    step = spans[-1].first - spans[-2].first
    steady = 1
    while steady < len(spans) and _follows(spans[-steady - 1], spans[-steady], step):
        steady += 1
    # The last of the steady ones that is a range, or the first of them, is what the others follow.
    head, tail = spans[: len(spans) - steady + 1], steady - 1
    if tail < _MANY:
        return f"days {listed([_bare_days(span) for span in spans])}"
    pace = "weekly" if step == _WEEK else f"every {step} days"
    return f"{days_text(head)}, then {pace} to day {spans[-1].first}"


def _follows(one: Span, other: Span, step: int) -> bool:
    """Whether a single day comes a step after the last of what is before it."""
    return other.first == other.last and one.last is not None and other.first - one.last == step


def _bare_days(span: Span) -> str:
    return days_words(*span).removeprefix("days ").removeprefix("day ")


def _citation_lines(
    sources: Sequence[Citation], agreement: str, differ: str, checklist: Checklist
) -> Iterator[str]:
    """How far the sources agree, and each by its key with what it says."""
    known_keys = {source.key for source in checklist.sources}
    citations = [each for each in sources if each.key in known_keys]
    words = _agreement_words(agreement, differ, len(citations))
    if any(each.says for each in citations):
        yield from paragraph(words, indent="  ")
        says = "; ".join(f"[{each.key}] {each.says}".strip() for each in citations)
        yield from paragraph(says, indent="  ")
    else:
        keys = ", ".join(f"[{each.key}]" for each in citations)
        yield from paragraph(f"{words} {keys}".strip(), indent="  ")


def _agreement_lines(agreement: str, differ: str) -> Iterator[str]:
    """That sources are in conflict, or that there is none; nothing where they agree."""
    if agreement in _ALWAYS_SHOWN:
        yield from paragraph(_agreement_words(agreement, differ, 0), indent="  ")


def _agreement_words(agreement: str, differ: str, count: int) -> str:
    sentence = _AGREEMENT.get(agreement, "")
    if count == 1 and agreement in _ALONE:
        sentence = _ALONE[agreement]
    if agreement == "conflict" and differ:
        return f"{sentence}: {lower_first(differ)}"
    if agreement == "unsourced" and differ:
        # What differs says by itself that no source has it.
        return differ
    return " ".join(full_stop(part) for part in (sentence, differ) if part)


def because_lines(because: str) -> list[str]:
    """Whose word it is that a line is as it is here; nothing where the file does not say."""
    return paragraph(f"Changed here: {because}", indent="  ") if because else []


def _full_stop(sentence: str) -> str:
    """The sentence with its full stop, unless it ends with a question."""
    return sentence if sentence.endswith('?"') else f"{sentence}."


def heading(words: str, line: str = "-") -> list[str]:
    """A line with a line below it."""
    return [words, line * min(len(words), WIDTH)]


def paragraph(words: str, indent: str = "", first: str | None = None) -> list[str]:
    """A paragraph in lines of at most `WIDTH` cells; nothing stays nothing.

    Args:
        indent: What every line begins with.
        first: What the first line begins with, where that is something else.
    """
    start = indent if first is None else first
    lines = wrap(words, WIDTH, initial_indent=start, subsequent_indent=indent, break_on_hyphens=False)
    return [line.replace(_NO_BREAK, " ") for line in lines]


def hanging(words: str) -> list[str]:
    """A paragraph of which all but the first line is indented."""
    return paragraph(words, indent="  ", first="")


def unbroken(words: str) -> str:
    """Words that stay in one line wherever they are wrapped; too many of them may part."""
    return words.replace(" ", _NO_BREAK) if len(words) < WIDTH // 2 else words


def id_lines(checklist: Checklist) -> Iterator[str]:
    """The id of everything that a file over this one may name, section by section, with what it is of.

    What is normal has no id, and is named by its days.
    """
    prepare = checklist.course.prepare if checklist.course else ()
    sections: tuple[tuple[str, list[tuple[str, str]]], ...] = (
        ("rules", [(each.id, f"{each.kind}: {each.title}") for each in checklist.rules]),
        ("signs", [(each.id, each.ask) for each in checklist.signs]),
        ("questions", [(each.id, each.ask) for each in checklist.questions]),
        (
            "answers",
            [
                (f"{each.id}={answer}", label)
                for each in checklist.questions
                for answer, label in each.answers
                if label.casefold() not in BARE
            ],
        ),
        ("warnings", [(each.id, each.condition) for each in checklist.warnings]),
        ("phases", [(each.id, each.title) for each in checklist.phases]),
        ("normal", [(_days_key(each), each.usual) for each in checklist.normal]),
        ("prepare", [(each.id, f"{each.kind}: {each.title}") for each in prepare]),
        ("sources", [(each.key, each.title) for each in checklist.sources]),
    )
    for name, items in sections:
        if items:
            yield f"{name}:"
            yield from (f"  {line}" for line in columns(items))


def _days_key(normal: Normal) -> str:
    """The days of a part of `normal` as a file writes them."""
    words = [
        f"{each.first}"
        if each.first == each.last
        else f"{each.first}-{'' if each.last is None else each.last}"
        for each in normal.days
    ]
    return words[0] if len(words) == 1 else f"[{', '.join(words)}]"
