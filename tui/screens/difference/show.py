"""What a changed checklist changes in the days, shown to whoever asks, or by itself."""

import os
from pathlib import Path
from typing import Any

from textual.screen import Screen

from checklists.loader import ChecklistError
from tui.files.checklist_files import ChecklistPath, choose, find
from tui.files.comparison import ChecklistUpdate, UnrelatedFileError, checklist_update, other_files
from tui.files.status import PUT_BACK, RUNS_ON, followed_path, why
from tui.recovery.context import AppContext
from tui.recovery.reader import RecoveryReader
from tui.screens.act import journal_of
from tui.screens.dialogs import ChoiceScreen, ProblemsScreen
from tui.screens.difference.screen import DifferenceScreen, TakeBack
from tui.screens.host import host
from tui.text.humanize import full_stop


async def show_difference(
    screen: Screen[Any], take_back: TakeBack | None = None, *, by_itself: bool = False
) -> str | None:
    """Show what a file changes for the recovery in focus, if something waits. To be called in a worker.

    Args:
        screen: The one that it is shown on top of.
        take_back: Takes what was just written out of the file again, where the change was made in the app.
        by_itself: Nobody asked for it, so that keys typed at this moment are not meant for it.

    Returns:
        What came of it, in a sentence for the status line; None where there is nothing to say.
    """
    waiting: ChecklistUpdate | str = ""
    mended = True
    while mended:
        with journal_of(screen):
            mended = False
            try:
                waiting = await _what_waits(screen)
            except ChecklistError as error:
                answer = await screen.app.push_screen_wait(_problems_screen(error))
                mended = answer is True
    if not isinstance(waiting, ChecklistUpdate):
        return waiting or None
    # The app may have shown it by itself in the meantime.
    if any(isinstance(each, DifferenceScreen) for each in screen.app.screen_stack):
        return None
    return await screen.app.push_screen_wait(DifferenceScreen(waiting, take_back, by_itself=by_itself))


def _problems_screen(error: ChecklistError) -> ProblemsScreen:
    """What is wrong with a file, as long as that is so."""
    path = Path(error.name)
    file = ChecklistPath(path.stem, path, False)
    after = f"Until that is mended, {RUNS_ON}."
    return ProblemsScreen(path.name, _sentences(error), after, path, lambda: _problems(file))


def _problems(file: ChecklistPath) -> list[str]:
    try:
        choose(file)
    except ChecklistError as error:
        return _sentences(error)
    except OSError as error:
        return [f"{file.path.name} cannot be read: {why(error)}."]
    return []


def _sentences(error: ChecklistError) -> list[str]:
    return [full_stop(each.in_file(Path(error.name).name)) for each in error.problems]


async def _what_waits(screen: Screen[Any]) -> ChecklistUpdate | str:
    """What is to be shown, or why there is nothing."""
    context = host(screen).context
    reader = context.reader()
    if reader is None:
        return ""
    own = followed_path(context.journal, context.paths, reader.recovery)
    there = own is not None and os.path.lexists(own.path)
    first = _compare(context, reader, own) if own is not None and there else None
    if isinstance(first, str):
        return first
    if first is not None and not first.decided:
        return first
    other = await _other(screen, context, reader)
    if other is not None:
        return other
    if first is not None and first.waits:
        return first
    if first is None:
        shipped = _shipped(context, reader)
        if shipped is not None:
            return shipped
        if own is not None:
            return f"{own.path.name} is not there any more; {RUNS_ON}. {PUT_BACK}"
    name = own.path.name if own is not None else "its checklist as it came"
    return f"Nothing waits: your plan runs by {name}."


def _compare(context: AppContext, reader: RecoveryReader, file: ChecklistPath) -> ChecklistUpdate | str:
    """What a file says now, or why that cannot be shown: it may be another than a moment ago."""
    name = file.path.name
    try:
        return checklist_update(reader, context.paths, file, context.now())
    except (UnrelatedFileError, OSError) as error:
        if not os.path.lexists(file.path):
            return f"{name} is not there any more; {RUNS_ON}. {PUT_BACK}"
        if isinstance(error, OSError):
            return f"{name} cannot be read: {why(error)}."
        return f"{name} does not extend {reader.recovery.checklist} any more."


def _shipped(context: AppContext, reader: RecoveryReader) -> ChecklistUpdate | str | None:
    """What comes with the program, where it is another version than the plan runs by."""
    file = find(context.paths, reader.recovery.checklist)
    if file is None or not file.shipped:
        return None
    compared = _compare(context, reader, file)
    return compared if isinstance(compared, str) or compared.waits else None


async def _other(
    screen: Screen[Any], context: AppContext, reader: RecoveryReader
) -> ChecklistUpdate | str | None:
    """A file of another id that the plan may be moved to; of several the one that is chosen."""
    keep = None if context.clock.rehearsed else context.now()
    files = {each.id: each for each in other_files(reader, context.paths, keep)}
    if not files:
        return None
    id: str | None = next(iter(files))
    if len(files) > 1:
        options = [(id, each.path.name) for id, each in files.items()]
        id = await screen.app.push_screen_wait(ChoiceScreen("Which file?", options))
    return _compare(context, reader, files[id]) if id is not None else ""
