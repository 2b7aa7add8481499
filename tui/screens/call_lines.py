"""Which lines stand under "When to call", and whom they say to call."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import product

from textual.content import Content

from checklists.checklist import Call, Checklist, Warning
from checklists.presence import covers
from tui.day.calling import Spoken, line_id
from tui.day.recovery import Clinic
from tui.day.words import clock, day_month
from tui.widgets.call_list import Line
from tui.widgets.wrapping import cut

_ALWAYS = (
    ("breathing", Call.EMERGENCY, "Hard to breathe or swallow; tongue, throat, lips or eyes suddenly swell"),
    ("faint-or-hives", Call.EMERGENCY, "Faintness, or itchy hives all over"),
    ("fits", Call.EMERGENCY, "Fits, or confusion"),
    ("high-fever", Call.EMERGENCY, "Fever 38 with fast heart or breath, vomiting or clammy skin"),
    ("eyes", Call.URGENT, "Eye pain, light hurts, blurred or lost sight"),
    ("worried", Call.CLINIC_TODAY, "Anything that feels wrong or is not on your sheet"),
)
"""What holds whatever was done, and where no checklist can be read."""


def lines_of(spoken: Iterable[Spoken], now: datetime) -> tuple[Line, ...]:
    """The lines of what is spoken for, most urgent first.

    Args:
        now: In the person's zone.
    """
    return _by_urgency(
        _line(each.warning)._replace(
            ticked=each.ticked, called=_called(each.called, now), of=each.of, heeded=True
        )
        for each in spoken
    )


def general_lines(checklist: Checklist | None) -> tuple[Line, ...]:
    """What holds for the first two days, before anything is known."""
    return _by_urgency(_of_first_days(checklist) if checklist else ())


_LEAST = 8
"""Cells of a name that still say whose it is."""
_CLOSED = ("  after hours: ", "  closed: ")


def clinic_line(clinic: Clinic, width: int, mark: str) -> Content:
    """The clinic in one line. The name gives way to the numbers, which are never cut; then after hours does.

    Args:
        clinic: With one number at least.
        width: Cells there are.
        mark: What stands where the name was cut.
    """
    name = clinic.name or "Your clinic"
    for named, label in product((True, False), _CLOSED if clinic.after_hours else ()):
        between = label if clinic.phone else label.lstrip()
        numbers = Content.assemble((clinic.phone, "bold"), (between, "$mute"), (clinic.after_hours, "bold"))
        room = width - numbers.cell_length - 1
        if named and room >= min(len(name), _LEAST):
            return Content.assemble((cut(name, room, mark), "$mute"), " ", numbers)
        if not named and room >= -1:
            return numbers
    room = width - len(clinic.phone) - 1
    return Content.assemble((cut(name, room, mark), "$mute"), " ", (clinic.phone, "bold"))


def _line(warning: Warning) -> Line:
    return Line(
        line_id(warning), warning.call, warning.condition, meanwhile=warning.meanwhile, short=warning.short
    )


def _called(called: datetime | None, now: datetime) -> str:
    if called is None:
        return ""
    at = called.astimezone(now.tzinfo)
    return clock(at) if now.date() == at.date() else f"{day_month(at.date())}, {clock(at)}"


def _of_first_days(checklist: Checklist) -> Iterator[Line]:
    for warning in checklist.warnings:
        if any(covers(span, number) for span in warning.days for number in (0, 1)):
            yield _line(warning)


def _by_urgency(lines: Iterable[Line]) -> tuple[Line, ...]:
    order, found = tuple(Call), list(lines)
    if not any(line.call is Call.EMERGENCY for line in found):
        # A file may leave them out; the screen never does.
        found += [Line(*line) for line in _ALWAYS]
    return tuple(sorted(found, key=lambda line: order.index(line.call)))
