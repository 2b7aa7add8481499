"""Small boxes and forms that several screens open. Each is loaded by whoever first asks for it."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.screens.dialogs.clinic_date import DateForm as DateForm
    from tui.screens.dialogs.clinic_date import confirm_date as confirm_date
    from tui.screens.dialogs.clinic_date import confirm_sooner as confirm_sooner
    from tui.screens.dialogs.clinic_date import prompt_clinic_date as prompt_clinic_date
    from tui.screens.dialogs.clinic_date import prompt_date as prompt_date
    from tui.screens.dialogs.clinic_form import prompt_clinic as prompt_clinic
    from tui.screens.dialogs.fields import Field as Field
    from tui.screens.dialogs.fields import FieldsScreen as FieldsScreen
    from tui.screens.dialogs.fields import Verdict as Verdict
    from tui.screens.dialogs.find import FindScreen as FindScreen
    from tui.screens.dialogs.find import find_on_plan as find_on_plan
    from tui.screens.dialogs.find import find_rule as find_rule
    from tui.screens.dialogs.leaving import LeavingScreen as LeavingScreen
    from tui.screens.dialogs.paragraphs import Paragraph as Paragraph
    from tui.screens.dialogs.paragraphs import ParagraphsScreen as ParagraphsScreen
    from tui.screens.dialogs.paragraphs import paragraph_rows as paragraph_rows
    from tui.screens.dialogs.part import prompt_part as prompt_part
    from tui.screens.dialogs.problems import ProblemsScreen as ProblemsScreen
    from tui.screens.dialogs.prompt import FORM_HINTS as FORM_HINTS
    from tui.screens.dialogs.prompt import ChoiceScreen as ChoiceScreen
    from tui.screens.dialogs.prompt import Dialog as Dialog
    from tui.screens.dialogs.prompt import PromptScreen as PromptScreen
    from tui.screens.dialogs.prompt import prompt_reason as prompt_reason
    from tui.screens.dialogs.put_off import Postponement as Postponement
    from tui.screens.dialogs.put_off import prompt_postponement as prompt_postponement
    from tui.screens.dialogs.trouble import TroubleScreen as TroubleScreen
else:
    _FILES = {
        "clinic_date": ("DateForm", "prompt_date", "confirm_sooner", "confirm_date", "prompt_clinic_date"),
        "clinic_form": ("prompt_clinic",),
        "fields": ("Field", "FieldsScreen", "Verdict"),
        "find": ("FindScreen", "find_on_plan", "find_rule"),
        "leaving": ("LeavingScreen",),
        "paragraphs": ("Paragraph", "ParagraphsScreen", "paragraph_rows"),
        "part": ("prompt_part",),
        "problems": ("ProblemsScreen",),
        "prompt": ("FORM_HINTS", "ChoiceScreen", "Dialog", "PromptScreen", "prompt_reason"),
        "put_off": ("Postponement", "prompt_postponement"),
        "trouble": ("TroubleScreen",),
    }

    def __getattr__(name):
        # Today is drawn before any box is opened, and most need Textual's own input and list.
        for file, names in _FILES.items():
            if name in names:
                return getattr(import_module(f"{__name__}.{file}"), name)
        raise AttributeError(name)
