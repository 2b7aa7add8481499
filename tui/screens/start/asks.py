"""The small questions that Start asks on the way."""

import os
from datetime import date
from pathlib import Path
from typing import Any

from textual.app import App

from tui.files.checklist_files import Snapshot
from tui.screens.dialogs.prompt import AskScreen, ChoiceScreen
from tui.screens.start.draft import Offer
from tui.screens.start.end import free_name, name_in
from tui.screens.start.when import Calendar
from tui.screens.start.whom import Field
from tui.text.phone import phone_fault

_FIELDS: dict[Field, str] = {"name": "What is your clinic called?", "phone": "What is its phone number?"}
_MOST = 60
"""Characters of a name or a number."""


async def ask_day(app: App[Any], calendar: Calendar) -> date | None:
    """The day of the treatment, asked until it can be one; None if the person gave up."""
    ask = "Which day was it?"
    while text := await app.push_screen_wait(AskScreen(ask, "2026-11-16, or how many days ago", 10)):
        try:
            return calendar.day_of(text)
        except ValueError as error:
            ask = str(error)
    return None


def field_question(field: Field, value: str) -> AskScreen:
    """Asks for the clinic's name or number."""
    return AskScreen(_FIELDS[field], max_length=_MOST, value=value)


async def ask_field(app: App[Any], field: Field, question: AskScreen) -> str | None:
    """The clinic's name or number, asked until it can be one; None if the person gave up."""
    while (text := await app.push_screen_wait(question)) is not None:
        fault = phone_fault(text) if field == "phone" else ""
        if not fault:
            return text
        question = AskScreen(fault, max_length=_MOST, value=text)
    return None


async def ask_name(app: App[Any], folder: Path, offer: Offer) -> str | None:
    """The name a file is to get in the person's own folder; nothing is overwritten unasked.

    Returns:
        An empty text where nothing has to be copied, and None where the person gave up.
    """
    same = Snapshot().by_id(folder).get(offer.found.id)
    name = name_in(folder, offer, None if same is None else same.path)
    if not name or not os.path.lexists(folder / name):
        return name
    other = free_name(folder, name)
    # Of two files of one id a plan can follow but one, and it might be the wrong one.
    both = () if same is not None else (("both", f"Keep both: this one as {other}"),)
    choices = (("replace", "Replace it with this one"), *both, ("neither", "Choose something else"))
    answer = await app.push_screen_wait(ChoiceScreen(f"{name} is in your folder already.", choices))
    return {"replace": name, "both": other}.get(answer or "")
