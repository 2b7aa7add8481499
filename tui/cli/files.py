"""Checklist files as the command line names and refuses them."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from checklists.text import nearest_or_all
from tui.cli.ending import FaultyChecklistError, UsageError
from tui.cli.output.lines import warn
from tui.files.checklist_files import (
    ChecklistPath,
    Fingerprint,
    Snapshot,
    checklist_paths,
    find,
    read_whole,
    same_id_sentence,
)
from tui.files.patience import patiently
from tui.recovery.begin import ChecklistVersion
from tui.recovery.context import AppContext
from tui.text.humanize import reason_of

if TYPE_CHECKING:
    from checklists.yaml.problem import Problem

_ID = re.compile(r"[a-z][a-z0-9-]{0,63}")


def checklist_path(context: AppContext, id: str) -> ChecklistPath:
    """The file of a checklist. That the person's own cannot be looked for is told, on the side.

    Where several have this id, it is the one that a plan follows, and all of them are named, on the side.

    Raises:
        UsageError: If there is none of this id.
    """
    warn(*folder_fault(context))
    file = find(context.paths, id)
    if file is None:
        ids = [each.id for each in checklist_paths(context.paths) if not each.hidden]
        raise UsageError(f"There is no checklist {id!r}.{nearest_or_all(id, ids)}")
    if not file.shipped and any(_same_ids(context)):
        file = Snapshot().by_id(context.paths.checklists)[id]
        warn_of_same_ids(file)
    return file


def warn_of_same_ids(file: ChecklistPath) -> None:
    """Say, on the side, that several files have the id of a file, or of one that it stands on."""
    from tui.files.status import several_of_one_id

    for id, same in several_of_one_id(file, Snapshot()):
        warn(same_id_sentence(id, same, same[0].path))


def _same_ids(context: AppContext) -> Iterator[tuple[str, tuple[ChecklistPath, ...]]]:
    """The ids that several of the person's files have, each with these: the one that a plan follows first."""
    several = {id for id, files in Snapshot().of_one_id(context.paths.checklists).items() if len(files) > 1}
    if several:
        _count_on_followed(context)
        beside = Snapshot().of_one_id(context.paths.checklists)
        yield from ((id, beside[id]) for id in beside if id in several)


def _count_on_followed(context: AppContext) -> None:
    """Have the files count that the plans follow and stand on."""
    from tui.files.status import followed_path
    from tui.journal import JournalError

    with suppress(JournalError):
        for each in context.running():
            followed_path(context.journal, context.paths, each)


def same_ids(context: AppContext) -> Iterator[str]:
    """That several of the person's files have one id, a sentence for each such id."""
    for id, files in _same_ids(context):
        yield same_id_sentence(id, files, files[0].path)


def own_bases(context: AppContext) -> Iterator[str]:
    """That a file of the person's has the id of a shipped base, and for whom it counts."""
    from checklists import library

    for id, file in Snapshot().by_id(context.paths.checklists).items():
        if id in library.bases():
            yield (
                f"{file.path.name} has the id of what the shipped checklists stand on ({id}). "
                "They go on without it: it counts only for files of yours that extend it. "
                "To change a shipped checklist, extend that one."
            )


def file_named(context: AppContext, name: str) -> Path:
    """The file of this name; where there is none, that of the checklist of this id."""
    file = Path(name)
    listed = None if file.exists() else find(context.paths, name)
    return file if listed is None else listed.path


def check_id(id: str) -> None:
    """Refuse what cannot be the id of a checklist.

    Raises:
        UsageError: If it is not small letters, digits and -, a letter first, or is too long.
    """
    if not _ID.fullmatch(id):
        raise UsageError(
            f"{id!r} is not an id: small letters, digits and -, a letter first, such as my-face."
        )


def folder_fault(context: AppContext) -> Iterator[str]:
    """That the person's folder cannot be read, in a sentence, where it is there and that is so."""
    folder = context.paths.checklists
    try:
        patiently(folder, lambda: os.listdir(folder))
    except FileNotFoundError:
        return
    except OSError as error:
        yield f"{folder} cannot be read: {reason_of(error)}. None of your own checklists is found."


def require_folder(output: Path) -> None:
    """Refuse to write where no folder is: it is more likely a slip of the hand than a wish for one.

    Raises:
        UsageError: If the folder of `output` is not there.
    """
    if not output.parent.is_dir():
        raise UsageError(f"{output} cannot be written: there is no folder {output.parent}.")


def format_note(note: "Problem", file: str) -> str:
    """A note on what may be a slip, as a line about the file that was asked for, or one it stands on."""
    return f"{note.file or file}:{note.line}:{note.column}: note: {note.where}: {note.message}"


def read_version(file: ChecklistPath) -> tuple[ChecklistVersion, Fingerprint]:
    """What a file says, and how it stood while it was read.

    Raises:
        FaultyChecklistError: If it cannot be read or used, with every Problem.
    """
    try:
        look, version = read_whole(file)
    except OSError as error:
        raise FaultyChecklistError(f"{file.path} cannot be read: {reason_of(error)}.") from None
    if isinstance(version, Exception):
        raise FaultyChecklistError(str(version))
    return version, look
