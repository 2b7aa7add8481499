"""The end of Start: the draft becomes a recovery, and not before."""

from contextlib import suppress

from msgspec.structs import replace

from tui.files.checklist_files import ChecklistPath, fingerprint
from tui.files.status import remember, shipped_look
from tui.paths import replace_file
from tui.recovery.begin import begin
from tui.recovery.context import AppContext
from tui.screens.start.draft import Calendar, StartDraft
from tui.screens.start.offers import Offer
from tui.settings import SettingsError, write_setting
from tui.text.humanize import reason_of


def finish(context: AppContext, draft: StartDraft, calendar: Calendar, undo: str) -> list[str]:
    """Begin the recovery; then keep the file and the setting.

    Args:
        undo: The key that undoes, as it is written.

    Returns:
        What became of the session before, a sentence each. What could not be kept beside the recovery is in
        the context's notices.

    Raises:
        ValueError: If the draft has no checklist or no moment; then nothing was written.
        JournalError: If it could not be recorded; then nothing was written.
    """
    offer, treated = draft.offer, calendar.instant(draft.when)
    if offer is None or treated is None:
        raise ValueError("a recovery begins with a checklist and a moment")
    zone, after = calendar.zone.key, draft.after
    recovery = begin(
        context.journal,
        offer.version,
        treated,
        zone,
        draft.relevant_answers,
        draft.clinic,
        context.now(),
        after.before if after else None,
        draft.relevant_dates,
        draft.session,
    )
    if context.picked is not None:
        context.picked = recovery.id
    sentences = [f"{after.becomes} {undo} restores both."] if after and after.becomes else []
    left = after.left_behind(offer.version.checklist, draft.relevant_dates) if after else ""
    sentences += [left] if left else []
    # What went wrong stands as long as it is so.
    context.notices += [*_keep_file(context, offer), *_keep_loudness(context, draft)]
    context.banner = context.notice
    return sentences


def _keep_file(context: AppContext, offer: Offer) -> list[str]:
    """Copy a file that the person gave into their own folder."""
    file = offer.file
    if offer.copy_as:
        path = context.paths.checklists / offer.copy_as
        try:
            replace_file(path, offer.content)
        except OSError as error:
            why = reason_of(error)
            return [f"{path} could not be written ({why}). The plan runs from its copy in the journal."]
        file = ChecklistPath(file.id, path, False)
    if not file.shipped:
        with suppress(OSError):
            seen = fingerprint(file)
            # Whoever changed it since it was read is to be told what that changes.
            same = file.read() == offer.content
            remember(context.journal, seen if same else replace(seen, digest=""), offer.version.hash)
    elif offer.content:
        # What comes out of the journal is no file.
        with suppress(OSError):
            remember(context.journal, shipped_look(file.id), offer.version.hash)
    return []


def _keep_loudness(context: AppContext, draft: StartDraft) -> list[str]:
    if draft.loud is context.settings.loud:
        return []
    context.settings = replace(context.settings, loud=draft.loud)
    try:
        write_setting(context.paths.settings, "loud", draft.loud.value)
    except SettingsError as error:
        return [f"How loud could not be kept for next time: {error}"]
    except OSError as error:
        return [f"How loud could not be kept for next time: {reason_of(error)}."]
    return []
