"""What the app lets every screen know. None of it bubbles: each screen in the stack gets it by itself."""

from dataclasses import dataclass

from textual.message import Message

from tui.reminders.occasion import Occasion


class Changed(Message, bubble=False):
    """Something a screen draws from may be otherwise now: an act, another program, the minute, the day."""


class RoomChanged(Message, bubble=False):
    """The top row came or went, and the rest of the screen has a row less or more."""


@dataclass
class ReminderDue(Message, bubble=False):
    """A reminder's time has come."""

    occasion: Occasion


class ReminderGone(Message, bubble=False):
    """What a reminder was of is done, skipped or put off, by whichever program."""
