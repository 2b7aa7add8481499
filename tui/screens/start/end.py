"""The end of Start: everything that was said becomes a recovery, and not before."""

import os
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from tui.files.checklist_files import ChecklistPath, fingerprint
from tui.files.status import remember
from tui.paths import replace_file
from tui.recovery.begin import begin
from tui.recovery.context import AppContext
from tui.screens.start.draft import Offer, StartDraft
from tui.screens.start.when import Calendar
from tui.settings import SettingsError, write_setting
from tui.text.humanize import reason_of


def finish(context: AppContext, draft: StartDraft, calendar: Calendar, undo: str) -> list[str]:
    """Begin the recovery; then keep the file and the setting.

    Args:
        undo: The key that undoes, as it is written.

    Returns:
        What became of the session before, and what could not be kept beside the recovery, a sentence each.

    Raises:
        ValueError: If the draft has no checklist or no moment; then nothing was written.
        JournalError: If it could not be recorded; then nothing was written.
    """
    offer, treated = draft.offer, calendar.instant(draft.when)
    if offer is None or treated is None:
        raise ValueError("a recovery begins with a checklist and a moment")
    zone, after = calendar.zone.key, draft.after
    begun = begin(
        context.journal,
        offer.chosen,
        treated,
        zone,
        draft.given(),
        draft.clinic,
        context.now(),
        after.before if after else None,
        draft.told_dates,
    )
    if context.picked is not None:
        context.picked = begun.id
    told = [f"{after.becomes} {undo} restores both."] if after and after.becomes else []
    told += [after.left_behind] if after and after.left_behind else []
    return [*told, *_keep_file(context, offer), *_keep_loudness(context, draft)]


def _keep_file(context: AppContext, offer: Offer) -> list[str]:
    """Copy a file that the person gave into their own folder."""
    found = offer.found
    if offer.copy_as:
        path = context.paths.checklists / offer.copy_as
        try:
            replace_file(path, offer.content)
        except OSError as error:
            why = reason_of(error)
            return [f"{path} could not be written ({why}). The plan runs from its copy in the journal."]
        found = ChecklistPath(found.id, path, False)
    if not found.shipped:
        with suppress(OSError):
            seen = fingerprint(found)
            # Whoever changed it since it was read is to be told what that changes.
            same = found.read() == offer.content
            remember(context.journal, seen if same else replace(seen, digest=""), offer.chosen.hash)
    return []


def _keep_loudness(context: AppContext, draft: StartDraft) -> list[str]:
    if draft.loud is context.settings.loud:
        return []
    context.settings = replace(context.settings, loud=draft.loud)
    try:
        write_setting(context.paths.settings, "loud", draft.loud.value)
    except (SettingsError, OSError) as error:
        return [f"How loud could not be kept for next time: {error}"]
    return []


def free_name(folder: Path, name: str) -> str:
    """A name that no file in a folder has: the one given, or with a number."""
    stem, suffix, number = Path(name).stem, Path(name).suffix, 1
    while os.path.lexists(folder / name):
        number += 1
        name = f"{stem}-{number}{suffix}"
    return name


def name_in(folder: Path, offer: Offer, same: Path | None) -> str:
    """The name a file gets in the person's own folder; nothing where it is there already, byte for byte.

    Args:
        same: The file in that folder that has the same id, of which it takes the place.
    """
    path = offer.found.path
    name = path.name if path.suffix in (".yaml", ".yml") else f"{path.stem or 'checklist'}.yaml"
    name = name if same is None else same.name
    if path.parent == folder:
        return ""
    with suppress(OSError):
        if (folder / name).read_bytes() == offer.content:
            return ""
    return name
