"""The emergencies in one breath, for wherever no plan is open: the published lines, in fewer words."""

_SAID = (
    "For hard breathing or swallowing, sudden swelling of the tongue, throat, lips or eyes, faintness, hives "
    "all over, fits, confusion, or a high fever with fast breathing, call {whom} now. For eye pain or lost "
    "sight get urgent eye care now."
)


def emergencies(number: str) -> str:
    """When to call an emergency number, and when to get urgent eye care.

    Args:
        number: What to call: a number, or `your emergency number`.
    """
    known = any(letter.isdigit() for letter in number)
    return _SAID.format(whom=f"your emergency number, {number}," if known else number)
