"""Which lines stand under "When to call"."""

from collections.abc import Iterable, Iterator

from checklists.checklist import Call, Checklist, Warning
from checklists.presence import covers
from tui.day.state import DayState, WarningState
from tui.day.words import clock, day_month
from tui.widgets.call_list import Line

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
            line = found.get(id) or Line(id, warning.warning.call, warning.warning.condition)
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


def _called(warning: WarningState, state: DayState) -> str:
    called = warning.called
    if called is None:
        return ""
    same_day = state.now.date() == called.date()
    return clock(called) if same_day else f"{day_month(called.date())}, {clock(called)}"


def _of_first_days(checklist: Checklist) -> Iterator[Line]:
    for warning in checklist.warnings:
        if any(covers(span, number) for span in warning.days for number in (0, 1)):
            yield Line(line_id(warning), warning.call, warning.condition)


def _by_urgency(lines: Iterable[Line]) -> tuple[Line, ...]:
    order, found = tuple(Call), list(lines)
    if not any(line.call is Call.EMERGENCY for line in found):
        # A file may leave them out; the screen never does.
        found += [Line(*line) for line in _ALWAYS]
    return tuple(sorted(found, key=lambda line: order.index(line.call)))
