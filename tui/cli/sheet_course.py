"""The course of a checklist on paper: how many sessions, how far apart, what goes before the next one."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from checklists.checklist import Checklist, Course, Prepare, Stretch
from checklists.rules import Kind
from tui.cli.sheet_sources import cited, disagreement
from tui.cli.sheet_words import _WEEK, changed_here, heading, only_if, text, together
from tui.day.words import capital, counted

_first_session = attrgetter("first")


def course_lines(checklist: Checklist, sources: bool) -> Iterator[str]:
    """How many sessions, how far apart, and what to do before the next one."""
    course = checklist.course
    if course is None:
        return
    yield from ("", *heading("The course"))
    yield from text(" ".join(_said(course)))
    yield from changed_here(course.because)
    if sources and course.sources:
        yield from cited(course.sources, "", "", checklist)
    for first, steps in groupby(sorted(course.prepare, key=_first_session, reverse=True), key=_first_session):
        yield from (
            "",
            f"{_back(first)} before the next session" if first else "On the day of the next session",
        )
        yield from _prepare(checklist, steps, sources)


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


def _prepare(checklist: Checklist, steps: Iterable[Prepare], sources: bool) -> Iterator[str]:
    """What begins as long before the session, with until when where it ends before the day."""
    for each in steps:
        avoid = "Leave alone: " if each.kind is Kind.AVOID else ""
        until = f"(until {_back(each.last)} before)" if 0 < each.last < each.first else ""
        only = "(that day alone)" if each.last == each.first and each.first else ""
        yield from text(f"- {avoid}{each.title} {together(until or only)}", indent="  ", first="")
        yield from text(each.how, indent="  ")
        yield from only_if(each.when, checklist)
        if sources:
            yield from cited(each.sources, each.agreement, "", checklist)
        elif each.agreement == "unsourced":
            yield from disagreement(each.agreement, "")


def _back(days: int) -> str:
    return counted(days, "day") if days % _WEEK else counted(days // _WEEK, "week")
