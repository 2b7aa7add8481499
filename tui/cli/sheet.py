"""A whole checklist as a sheet of paper: when to call, phase by phase, the course, and what is asked."""

from collections.abc import Iterator

from checklists.checklist import Call, Checklist
from tui.cli.sheet_asked import asked_lines
from tui.cli.sheet_course import course_lines
from tui.cli.sheet_phases import phase_lines
from tui.cli.sheet_sources import cited, source_list
from tui.cli.sheet_words import calm, changed_here, days_text, heading, only_if, reported, text, together
from tui.day.emergency import emergencies
from tui.day.urgency import headings


def sheet(checklist: Checklist, emergency: str, sources: bool) -> Iterator[str]:
    """The checklist in lines of at most `sheet_words.WIDTH` cells; an address may be longer.

    Args:
        emergency: The number to call in an emergency.
        sources: Whether each line is followed by what its sources say, and the sheet by all of them.
    """
    yield from _title(checklist)
    yield from _calls(checklist, emergency, sources)
    yield from _reading(checklist)
    for phase in checklist.phases:
        yield from phase_lines(phase, checklist, sources)
    yield from course_lines(checklist, sources)
    yield from asked_lines(checklist)
    if sources:
        yield from source_list(checklist)


def _title(checklist: Checklist) -> Iterator[str]:
    yield from heading(checklist.title, "=")
    yield from text(checklist.purpose)
    yield f"{checklist.id}, revision {checklist.revision}, reviewed {checklist.reviewed}"
    yield ""
    yield from text(
        "Your clinic's own instructions come first, even where they differ. This is general aftercare "
        "information from public sources, not medical advice. It cannot see your skin, and does not diagnose."
    )


def _calls(checklist: Checklist, emergency: str, sources: bool) -> Iterator[str]:
    yield from ("", *heading("When to call"))
    if not any(each.call is Call.EMERGENCY for each in checklist.warnings):
        # A file may leave them out; the sheet never does.
        yield from text(emergencies(emergency))
    for how, (title, _) in headings(emergency).items():
        lines = [each for each in checklist.warnings if each.call is how]
        if lines:
            yield from ("", title)
        for each in lines:
            when = "" if [*each.days] == [(0, None)] else together(f"({days_text(each.days)})")
            yield from text(f"- {each.condition} {when}", indent="  ", first="")
            yield from only_if(each.when, checklist)
            yield from text(f"Meanwhile: {each.meanwhile}" if each.meanwhile else "", indent="  ")
            yield from changed_here(each.because)
            if sources:
                yield from cited(each.sources, each.agreement, "", checklist)


def _reading(checklist: Checklist) -> Iterator[str]:
    yield from ("", *heading("How to read this"))
    held = reported(calm(checklist), checklist)
    told = [
        "Day 0 is the day of treatment.",
        '"Only if" is for those it fits; if you are not sure, keep to it.',
        f'"Until calm" is for as long as you report {held}.' if held else "",
        "What is called normal or usual is an estimate between the few days that sources give."
        if checklist.normal
        else "",
    ]
    yield from text(" ".join(part for part in told if part))
