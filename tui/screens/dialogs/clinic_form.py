"""Whom to call, as a small form."""

from collections.abc import Mapping
from typing import Any

from textual.app import App

from checklists.text import phone_fault
from tui.recovery.recovery import Clinic
from tui.screens.dialogs.fields import Field, FieldsScreen, Verdict

_NUMBERS = {"phone": "Phone", "after_hours": "After hours", "emergency": "Emergency"}


async def prompt_clinic(app: App[Any], clinic: Clinic, emergency: str) -> Clinic | None:
    """Ask for everything there is to know of whom to call; None if the person gave up.

    Args:
        app: The app that asks.
        clinic: What is known.
        emergency: What is called in an emergency where the person says nothing else.
    """
    fields = (
        Field("name", "Name", clinic.name, "its name"),
        Field("phone", "Phone", clinic.phone, "with the country code"),
        Field("after_hours", "After hours", clinic.after_hours, "when it is closed"),
        Field("emergency", "Emergency", clinic.emergency, emergency),
    )
    values = await app.push_screen_wait(FieldsScreen("Your clinic", fields, _verdict))
    return None if values is None else Clinic(**values)


def _verdict(values: Mapping[str, str]) -> Verdict:
    for field, label in _NUMBERS.items():
        fault = phone_fault(values[field])
        if fault:
            return Verdict(f"{label}: {fault}", True)
    return Verdict("All of it may be left for later.")
