"""The check-in: the signs of a day, one sign, and one question of the checklist, asked anew."""

from tui.screens.check_in.screen import AnswerScreen, AskSignScreen, CheckInScreen
from tui.screens.check_in.sign_list import SignList

__all__ = ["AnswerScreen", "AskSignScreen", "CheckInScreen", "SignList"]
