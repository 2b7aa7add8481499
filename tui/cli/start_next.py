"""`start --next`: what the next session takes over, and what is said of it."""

from collections.abc import Iterator
from datetime import datetime

import click

from tui.cli.context import recovery_of
from tui.cli.ending import FaultyChecklistError, UsageError
from tui.cli.files import chosen
from tui.cli.files import named as file_of
from tui.cli.output.lines import warn
from tui.files.checklist_files import FileLook, find
from tui.files.following import NextSession, find_next_session, finished_before, kept, was_own
from tui.recovery.begin import ChecklistVersion
from tui.recovery.context import AppContext
from tui.recovery.recovery import Recovery, recoveries


def next_session(context: AppContext, treated: datetime) -> NextSession:
    """The next session of the course of the recovery spoken of.

    Args:
        treated: When its laser finished, aware.

    Raises:
        RefusedError: If there is no recovery.
        UsageError: If it cannot have been then.
    """
    found = find_next_session(context.journal, context.settings, recovery_of(context), context.now())
    before = found.before
    if treated <= before.treated:
        last = before.treated.astimezone(treated.tzinfo)
        raise UsageError(
            f"{treated:%Y-%m-%d %H:%M} is not after session {before.session}, treated {last:%Y-%m-%d %H:%M}."
        )
    if treated > context.now():
        raise UsageError(
            f"{treated:%Y-%m-%d %H:%M} has not come yet. Book it: afterglow next {treated:%Y-%m-%d}"
        )
    return found


def the_checklist(
    context: AppContext, id: str | None, found: NextSession | None
) -> tuple[ChecklistVersion, FileLook | None]:
    """The checklist to begin with, and how its file stood where that is the person's own.

    The one of the session before runs on from the journal if its file has vanished or is broken.

    Raises:
        UsageError: If none is named, or there is none of this name.
        FaultyChecklistError: If the one that is named cannot be used.
    """
    if id is None and found is None:
        raise click.UsageError("Missing argument 'CHECKLIST'.", click.get_current_context())
    if id is None and found is not None:
        file = find(context.paths, found.before.checklist)
        try:
            # A file of the person's own that has vanished does not become the shipped one of its id.
            if file is not None and not (file.shipped and was_own(context.journal, found.before)):
                return _read(context, file.id)
        except FaultyChecklistError as error:
            warn(*str(error).splitlines())
        warn(f"Session {found.number} begins with the checklist as session {found.before.session} had it.")
        return kept(context.journal, found.before), None
    return _read(context, id or "")


def _read(context: AppContext, id: str) -> tuple[ChecklistVersion, FileLook | None]:
    file = file_of(context, id)
    read, seen = chosen(file)
    return read, None if file.shipped else seen


def the_one_before(
    context: AppContext, read: ChecklistVersion, treated: datetime, follows: bool | None
) -> Recovery | None:
    """The session that this one follows by itself: the last of the same checklist whose plan is over."""
    if follows is False:
        return None
    return finished_before(context.journal, context.settings, read.checklist.id, treated, context.now())


def becomes(after: Recovery | None, found: NextSession | None) -> Iterator[str]:
    """What becomes of the session before."""
    if after is None:
        return
    if after.ended is None:
        yield (
            f"Session {after.session} ({after.id}) is put away and reminds of nothing more. When to call "
            "still speaks for it. Nothing is deleted; afterglow undo restores both."
        )
    if found is not None and found.left_behind:
        yield f"{found.left_behind} Say them again where they hold: afterglow clinic date."


def still_running(context: AppContext, recovery: Recovery) -> Iterator[str]:
    """A word on an earlier recovery of the same checklist that runs on beside a new one."""
    for each in recoveries(context.journal):
        if each.checklist == recovery.checklist and each.id != recovery.id and each.ended is None:
            yield (
                f"{each.id} runs on beside it. If this was its next session: afterglow undo, "
                f"then afterglow start --next."
            )
            return
