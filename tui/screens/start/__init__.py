"""The first minute, and the next session of a course."""

from tui.screens.start.forms import UsualForm, WhatForm, WhomForm
from tui.screens.start.offers import DraftProblem, Offer, read_offer
from tui.screens.start.screen import StartScreen, begin_another

__all__ = [
    "DraftProblem",
    "Offer",
    "StartScreen",
    "UsualForm",
    "WhatForm",
    "WhomForm",
    "begin_another",
    "read_offer",
]
