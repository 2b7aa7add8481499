"""The course of a checklist on paper, and what a person is asked."""

from collections.abc import Iterator

from checklists.checklist import Checklist, Course, Prepare, Question, Sign, Stretch
from checklists.rules import Kind
from tui.cli.sheet_words import answered, changed_here, cited, days_text, ended, heading, listing, text
from tui.cli.values import value_words
from tui.day.words import capital, counted

_WEEK = 7


def course_lines(checklist: Checklist, sources: bool) -> Iterator[str]:
    """How many sessions, how far apart, and what to do before the next one."""
    course = checklist.course
    if course is None:
        return
    yield from ("", *heading("The course"))
    yield from text(" ".join(_said(course)))
    yield from changed_here(course.because)
    if sources and course.sources:
        yield from ("", "Where that is from")
        yield from listing(course.sources, checklist, indent="")
    if course.prepare:
        yield from ("", "Before the next session")
    for each in course.prepare:
        yield from _prepare(each, checklist, sources)


def asked_lines(checklist: Checklist) -> Iterator[str]:
    """The questions and the signs, with the names by which the command line takes the answers."""
    if checklist.questions:
        yield from ("", *heading("What you are asked"))
    for question in checklist.questions:
        yield from _question(question)
    if checklist.signs:
        yield from ("", *heading("What you report"))
    for sign in checklist.signs:
        yield from _sign(sign)


def _said(course: Course) -> Iterator[str]:
    if course.sessions is not None:
        low, high = course.sessions
        some = f"{low}" if high == low else f"{low} to {high}" if high else f"{low} or more"
        yield f"{some} {'session' if (low, high) == (1, 1) else 'sessions'}."
    if course.gap is not None:
        yield f"{capital(_stretch(course.gap))} from one to the next. Your clinic's date comes first."
    if course.maintenance is not None:
        yield f"After that, to keep the result up, one every {_stretch(course.maintenance)}."


def _stretch(stretch: Stretch) -> str:
    """`4 to 6 weeks`, `8 weeks or more`, `1 month`."""
    unit = stretch.unit.removesuffix("s")
    if stretch.high is None:
        return f"{counted(stretch.low, unit)} or more"
    if stretch.high == stretch.low:
        return counted(stretch.low, unit)
    return f"{stretch.low} to {counted(stretch.high, unit)}"


def _prepare(each: Prepare, checklist: Checklist, sources: bool) -> Iterator[str]:
    avoid = "Leave alone: " if each.kind is Kind.AVOID else ""
    yield from text(f"- {avoid}{each.title} ({_before(each)})", indent="  ", first="")
    yield from text(each.how, indent="  ")
    whom = answered(each.when, checklist)
    yield from text(ended(f"Only if {whom}") if whom else "", indent="  ")
    if sources:
        yield from cited(each.sources, each.agreement, "", checklist)


def _before(each: Prepare) -> str:
    """`from 6 weeks before`, `from 2 weeks to 1 week before`, `on the day`."""
    if each.first == 0:
        return "on the day"
    if each.last == 0:
        return f"from {_back(each.first)} before"
    if each.last == each.first:
        return f"{_back(each.first)} before"
    return f"from {_back(each.first)} to {_back(each.last)} before"


def _back(days: int) -> str:
    return counted(days, "day") if days % _WEEK else counted(days // _WEEK, "week")


def _question(question: Question) -> Iterator[str]:
    later = ", asked when it first matters" if question.later else ""
    yield from text(f"- {question.ask} ({question.id}{later})", indent="  ", first="")
    for id, label in question.answers:
        yield from text(f"{id}: {label}", indent="      ", first="    ")
    yield from changed_here(question.because)


def _sign(sign: Sign) -> Iterator[str]:
    when = f", {days_text(sign.days)}" if sign.until is None else ", whenever it is so"
    yield from text(f"- {sign.ask} ({sign.id}{when})", indent="  ", first="")
    yield from text(capital(value_words(sign)), indent="    ")
    yield from changed_here(sign.because)
