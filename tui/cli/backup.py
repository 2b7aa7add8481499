"""`backup` and `restore`: copies of the journal, by hand. One a day is made without being asked for."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from tui.cli.ending import OK, RefusedError, UsageError
from tui.cli.files import require_folder
from tui.cli.group import AS_JSON, Command
from tui.cli.output.lines import say, say_json
from tui.cli.terminal import can_ask, confirm
from tui.journal import JournalError
from tui.journal.backups import check_whole, keep_copy
from tui.journal.copies import copies, folder_of
from tui.journal.restore import Contents, contents
from tui.journal.restore import restore as put_back
from tui.photos.photo_files import PhotoFiles
from tui.photos.take_in import Picture
from tui.recovery.context import AppContext
from tui.text.humanize import counted, reason_of


@click.command(cls=Command)
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@click.option("--photos", is_flag=True, help="With the photos, in a folder beside it.")
@click.pass_obj
def backup(context: AppContext, file: Path | None, photos: bool) -> int:
    """Write a copy of the journal.

    To FILE, or else among the copies beside the journal. What is there already is never replaced.
    """
    journal = context.paths.journal
    data = context.journal.snapshot()
    if not data:
        raise RefusedError("There is no journal yet.")
    check_whole(data, journal)
    name = f"{journal.stem}.{context.now():%Y-%m-%d-%H%M%S}{journal.suffix}"
    target = folder_of(journal) / name if file is None else file
    if file is not None:
        if file.exists():
            raise UsageError(f"{file} is there already.")
        require_folder(file)
    try:
        path = keep_copy(data, target)
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {reason_of(error)}.") from None
    say(f"Copied to {path}: {_held(contents(path), context)}.")
    if photos:
        count = _copy_photos(PhotoFiles(context.paths.photos), _photos_beside(path))
        say(f"With {counted(count, 'photo')} in {_photos_beside(path).folder}.")
    return OK


def _photos_beside(copy: Path) -> PhotoFiles:
    """The photos that go with a copy of the journal."""
    return PhotoFiles(copy.with_name(f"{copy.name}.photos"))


def _copy_photos(source: PhotoFiles, target: PhotoFiles) -> int:
    """Copy photos that are not there yet; gives how many there are then.

    Raises:
        RefusedError: If one cannot be read or written.
    """
    try:
        for name in sorted(source.names()):
            target.keep(Picture(source.read(name), 0, 0))
    except OSError as error:
        raise RefusedError(
            f"The photos could not be copied to {target.folder}: {reason_of(error)}."
        ) from None
    return len(target.names())


@click.command(cls=Command)
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
@AS_JSON
@click.pass_obj
def restore(context: AppContext, file: Path | None, yes: bool, as_json: bool) -> int:
    """Put a copy in the journal's place.

    Without FILE: list the copies there are. The present journal is kept among them, be it damaged or not.
    """
    journal = context.paths.journal
    if as_json:
        if file is not None:
            raise UsageError("--json lists the copies, and goes with no FILE.")
        say_json([{"file": str(path), **_value(path)} for path in copies(journal)])
        return OK
    if file is None:
        found = copies(journal)
        if not found:
            raise RefusedError(_no_copies(folder_of(journal)))
        say(*(f"{path}: {_summary(path, context)}" for path in found))
        return OK
    if not file.exists():
        raise UsageError(f"{file} is not there.")
    try:
        copy = contents(file)
    except OSError as error:
        raise RefusedError(f"{file} cannot be read: {reason_of(error)}.") from None
    say(f"The copy {file}: {_held(copy, context)}.")
    if journal.exists():
        say(f"The journal {journal}: {_summary(journal, context)}.")
    if not yes:
        if not can_ask():
            raise UsageError("To put it in the journal's place, say --yes.")
        if not confirm("Put the copy in the journal's place?"):
            raise RefusedError("Nothing was changed.")
    try:
        kept = put_back(file, journal, f"{context.now():%Y-%m-%d-%H%M%S}")
    except OSError as error:
        raise RefusedError(
            f"It could not be restored: {reason_of(error)}. The journal is as it was."
        ) from None
    beside = _photos_beside(file)
    if beside.names():
        count = _copy_photos(beside, PhotoFiles(context.paths.photos))
        say(f"With what there was of photos: {counted(count, 'photo')}.")
    say("Restored." if kept is None else f"Restored. The journal from before is {kept}.")
    return OK


def _no_copies(folder: Path) -> str:
    try:
        os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as error:
        return f"{folder} cannot be read: {reason_of(error)}."
    return f"There are no copies in {folder}."


def _value(path: Path) -> dict[str, Any]:
    """What a copy holds; all of it null where it is damaged."""
    try:
        held = contents(path)
    except (JournalError, OSError):
        return {"acts": None, "last": None, "words": None}
    return {"acts": held.acts, "last": held.last or None, "words": held.words or None}


def _summary(path: Path, context: AppContext) -> str:
    try:
        return _held(contents(path), context)
    except (JournalError, OSError):
        return "damaged, or no journal"


def _held(held: Contents, context: AppContext) -> str:
    acts = counted(held.acts, "act")
    if not held.last:
        return acts
    local = datetime.fromisoformat(held.last).astimezone(context.now().tzinfo)
    return f"{acts}, the last on {local:%Y-%m-%d %H:%M} ({held.words})"
