"""Which lines stand under "When to call", and whom they say to call."""

from collections.abc import Iterable, Iterator
from itertools import product

from textual.content import Content

from checklists.checklist import Call, Checklist, Warning
from checklists.presence import covers
from tui.day.recovery import Clinic
from tui.day.state import DayState, WarningState
from tui.day.words import clock, day_month
from tui.widgets.call_list import Line
from tui.widgets.wrapping import cut

_ALWAYS = (
    ("trouble-breathing", Call.EMERGENCY, "Trouble breathing, or swelling of the lips or throat"),
    ("fits", Call.EMERGENCY, "Fits, or confusion"),
    ("high-fever", Call.EMERGENCY, "A high fever with fast breathing"),
    ("eyes", Call.URGENT, "Eye pain, or loss of vision"),
    ("worried", Call.CLINIC_TODAY, "Anything that worries you or is not on your clinic's sheet"),
)
"""What holds whatever was done, and where no checklist can be read."""


def lines_of(states: Iterable[DayState]) -> tuple[Line, ...]:
    """The lines of every recovery given, most urgent first; one that several have stands once."""
    found: dict[str, Line] = {}
    for state in states:
        for warning in state.warnings:
            id = line_id(warning.warning)
            line = found.get(id) or _line(warning.warning)
            found[id] = line._replace(
                ticked=line.ticked or warning.ticked,
                called=line.called or _called(warning, state),
                recoveries=(*line.recoveries, state.recovery.id),
            )
    return _by_urgency(found.values())


def general_lines(checklist: Checklist | None) -> tuple[Line, ...]:
    """What holds for the first two days, before anything is known."""
    return _by_urgency(_of_first_days(checklist) if checklist else ())


def line_id(warning: Warning) -> str:
    """One name for one sentence, whichever checklist says it."""
    return f"{warning.call}/{warning.condition}"


def headings(number: str) -> dict[Call, tuple[str, str]]:
    """What stands above the lines of each urgency, and the same in few cells.

    Args:
        number: What to call in an emergency: a number, or `your emergency number`.
    """
    known = any(letter.isdigit() for letter in number)
    return {
        Call.EMERGENCY: (
            f"NOW: your emergency number, {number}" if known else f"NOW: {number}",
            f"NOW: call {number}" if known else "NOW: emergency",
        ),
        Call.URGENT: ("NOW: urgent eye or skin care", "NOW: urgent care"),
        Call.CLINIC_TODAY: ("Today: your clinic",) * 2,
        Call.CLINIC_SOON: ("In the next days: your clinic", "Soon: your clinic"),
    }


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
    return Line(line_id(warning), warning.call, warning.condition, meanwhile=warning.meanwhile)


def _called(warning: WarningState, state: DayState) -> str:
    called = warning.called
    if called is None:
        return ""
    same_day = state.now.date() == called.date()
    return clock(called) if same_day else f"{day_month(called.date())}, {clock(called)}"


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
