"""A whole checklist as a sheet of paper: phase by phase, in the order of the days."""

from collections.abc import Iterator

from checklists.checklist import Checklist
from tui.cli.sheet_course import asked_lines, course_lines
from tui.cli.sheet_rules import phase_lines
from tui.cli.sheet_words import answered, changed_here, cited, days_text, ended, heading, text
from tui.day.urgency import headings


def sheet(checklist: Checklist, emergency: str, sources: bool) -> Iterator[str]:
    """The checklist in lines of at most `sheet_words.WIDTH` cells; an address may be longer.

    Args:
        emergency: The number to call in an emergency.
        sources: Whether each line is followed by its sources: title, publisher, address.
    """
    yield from _title(checklist, emergency)
    for phase in checklist.phases:
        yield from phase_lines(phase, checklist, sources)
    yield from _calls(checklist, emergency, sources)
    yield from course_lines(checklist, sources)
    yield from asked_lines(checklist)


def _title(checklist: Checklist, emergency: str) -> Iterator[str]:
    yield from heading(checklist.title, "=")
    yield from text(checklist.purpose)
    yield f"{checklist.id}, revision {checklist.revision}, reviewed {checklist.reviewed}"
    yield ""
    yield from text(
        "General aftercare information from public sources, not medical advice. It cannot see your skin, and "
        "does not diagnose. Your clinic's own instructions come first, even where they differ."
    )
    yield ""
    number = f"your emergency number, {emergency}," if any(map(str.isdigit, emergency)) else emergency
    yield from text(
        "For trouble breathing, swelling of the lips or throat, fits, confusion, or a high fever with fast "
        f"breathing, call {number} now. For eye pain or loss of vision get urgent eye care now. All of When "
        "to call is further down."
    )
    yield ""
    yield from text(
        'Day 0 is the day of treatment. What says "only if" is for those it fits; if you are not sure, keep '
        "to it."
    )


def _calls(checklist: Checklist, emergency: str, sources: bool) -> Iterator[str]:
    if checklist.warnings:
        yield from ("", *heading("When to call"))
    for how, (title, _) in headings(emergency).items():
        lines = [each for each in checklist.warnings if each.call is how]
        if lines:
            yield from ("", title)
        for each in lines:
            yield from text(f"- {each.condition} ({days_text(each.days)})", indent="  ", first="")
            whom = answered(each.when, checklist)
            yield from text(ended(f"Only if {whom}") if whom else "", indent="  ")
            yield from text(f"Meanwhile: {each.meanwhile}" if each.meanwhile else "", indent="  ")
            yield from changed_here(each.because)
            if sources:
                yield from cited(each.sources, each.agreement, "", checklist)
