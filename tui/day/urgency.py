"""How soon to call, in the words that screens and commands have."""

from collections.abc import Iterator
from itertools import groupby

from checklists.checklist import Call, Warning
from tui.day.state import DayState


def headings(number: str) -> dict[Call, tuple[str, str]]:
    """What stands above the lines of each urgency, and the same in few cells; the most urgent first.

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


def marked(state: DayState) -> Iterator[tuple[str, tuple[Warning, ...]]]:
    """What the person ticked, by how soon it says to call: `Today: your clinic` and its lines."""
    said = headings(state.recovery.clinic.emergency or "your emergency number")
    for call, lines in groupby(state.marked, key=lambda warning: warning.call):
        yield said[call][0], tuple(lines)


def how_soon(state: DayState) -> str:
    """How soon the most urgent line that the person ticked says to call: `now`, `today` or `soon`."""
    said = {Call.EMERGENCY: "now", Call.URGENT: "now", Call.CLINIC_TODAY: "today", Call.CLINIC_SOON: "soon"}
    return said[state.marked[0].call]
