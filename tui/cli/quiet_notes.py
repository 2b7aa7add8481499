"""What of a checklist the person's quiet hours keep from being told at all, noted where its author looks."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from tui.journal import JournalError
from tui.recovery.begin import ChecklistVersion
from tui.recovery.context import AppContext
from tui.recovery.preview import TREATED, preview
from tui.reminders.quiet import quiet_effects
from tui.text.humanize import clock
from tui.text.parse import clock_words

if TYPE_CHECKING:
    from checklists.loader import Base, LoadedChecklist, Problem

_DAYS = 15
"""Days from the treatment on that are all looked at; of what begins later its first day is."""


def quiet_notes(
    loaded: "LoadedChecklist",
    text: bytes,
    *,
    name: str,
    base: "Base",
    context: AppContext,
) -> "tuple[Problem, ...]":
    """A note for each rule with something that would be told in the person's quiet hours, and so is not.

    Args:
        text, name, base: What `loaded` was read from.
    """
    from checklists.format.grammar import FieldError
    from checklists.loader import place_notes

    if loaded.checklist.hidden:
        return ()
    try:
        swallowed = dict(_swallowed(loaded, context))
    except (OSError, JournalError):
        # Without room for a journal that goes again: the file is none the worse for it.
        return ()
    quiet = context.settings.quiet
    hours = f"{clock_words(quiet.start)} to {clock_words(quiet.end)}"
    places = {rule.id: place for place, rule in enumerate(loaded.checklist.rules)}
    errors = (
        FieldError(
            f"what is told at {at} is not told at all in your quiet hours, {hours}; write quiet: earlier or "
            "quiet: ignore here, or set other hours in the settings",
            ("rules", places[id], "at"),
        )
        for id, at in swallowed.items()
        if id in places
    )
    return place_notes(text, name=name, base=base, notes=errors)


def _swallowed(loaded: "LoadedChecklist", context: AppContext) -> Iterator[tuple[str, str]]:
    """The ids of rules, and the times at which they would be told."""
    settings, now = context.settings, context.now()
    treated = datetime.combine(now.date(), TREATED, now.tzinfo)
    version = ChecklistVersion(loaded.checklist, loaded.canonical, loaded.hash)
    with preview(version, settings, context.clock.zone, {}, treated) as shown:
        last = shown.plan(treated).last_day
        firsts = (span.first for rule in loaded.checklist.rules for span in rule.days)
        days = sorted({day for day in (*range(_DAYS), *firsts) if 0 <= day <= last})
        for state in shown.days(days, settings.day_start):
            for each in quiet_effects(shown.plan(state.now), state, settings.quiet):
                yield from ((item.item.rule.id, clock(each.due)) for item in each.untold)
