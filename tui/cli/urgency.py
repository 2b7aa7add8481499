"""How soon to call, in the words that the screen has too."""

from checklists.checklist import Call


def headings(number: str) -> dict[Call, str]:
    """A heading for each urgency, the most urgent first.

    Args:
        number: What to call in an emergency: a number, or `your emergency number`.
    """
    known = any(each.isdigit() for each in number)
    return {
        Call.EMERGENCY: f"NOW: your emergency number, {number}" if known else f"NOW: {number}",
        Call.URGENT: "NOW: urgent eye or skin care",
        Call.CLINIC_TODAY: "Today: your clinic",
        Call.CLINIC_SOON: "In the next days: your clinic",
    }
