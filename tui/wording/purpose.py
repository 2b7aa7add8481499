"""What the program is for, and what it is not."""

PURPOSE = (
    "Afterglow shows what published aftercare sheets ask for on each day, and when to call. It is not "
    "medical advice: it cannot see your skin, judges nothing, and no doctor or nurse has checked it. "
    "Your clinic's own instructions come first. Children, pregnancy, open wounds: ask your clinic. If "
    "you are worried, call them."
)
"""At most 120 words, the same on Start, in the help, on a printed checklist, in README and in SAFETY."""
