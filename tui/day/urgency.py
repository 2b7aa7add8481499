"""How soon to call, in the words that screens and commands have."""

from checklists.checklist import Call


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
