"""`import`: what was exported, taken in again. Nothing is merged in silence."""

from base64 import b64decode
from binascii import Error as Base64Error
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from tui.cli.ending import OK, RefusedError, UsageError
from tui.cli.group import Group
from tui.cli.output.lines import say
from tui.cli.terminal import can_ask, confirm
from tui.export.import_json import MOST_BYTES, Export, ExportFileError, build_journal, holds, read_export
from tui.journal.restore import restore
from tui.photos.photo_files import PhotoFiles
from tui.photos.take_in import Picture
from tui.recovery.context import AppContext
from tui.text.humanize import counted, reason_of


@click.group("import", cls=Group)
def import_() -> None:
    """Take in what was exported."""


@import_.command("json")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def from_json(context: AppContext, file: Path, yes: bool) -> int:
    """Take in a file of `export json`, as a whole or not at all.

    Into an empty home it gives the same days, and the same undo. Where something is recorded already, what
    would come is shown and asked about first: it takes the place of what is here, which is kept as a copy.
    """
    export = _read(file)
    say(f"{file.name}: {_summary(export, context)}.")
    photos = _pictures(export)
    present = list(context.journal.history())
    if present:
        if holds(context.journal, export):
            _keep(photos, context)
            say("All of it is here already. Nothing was changed.")
            return OK
        last = present[-1][0]
        moment = _moment(last.recorded, context)
        say(f"Here: {counted(len(present), 'act')}, the last on {moment} ({last.words}).")
        say(
            "The two are not put together: the file's would take the place of yours, which a copy is kept of."
        )
        if not yes:
            if not can_ask():
                raise UsageError("To put it in the place of what is here, say --yes.")
            if not confirm("Put the file's in the place of yours?"):
                raise RefusedError("Nothing was changed.")
    kept = _put(export, context)
    _keep(photos, context)
    say("Taken in." if kept is None else f"Taken in. What was here before is {kept}.")
    return OK


def _read(file: Path) -> Export:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise UsageError(f"{file.name} is too large to be an export.")
        content = file.read_bytes()
    except (OSError, ValueError) as error:
        why = reason_of(error) if isinstance(error, OSError) else "no file can have that name"
        raise UsageError(f"{file} cannot be read: {why}.") from None
    try:
        return read_export(content, file.name)
    except ExportFileError as error:
        raise UsageError(str(error)) from None


def _put(export: Export, context: AppContext) -> Path | None:
    """Make a journal of the file, and put it in the place of what is here."""
    context.close()
    journal = context.paths.journal
    with TemporaryDirectory() as folder:
        made = Path(folder) / journal.name
        try:
            build_journal(export, made)
            if not made.exists():
                raise UsageError("There is nothing in it.")
            return restore(made, journal, f"{context.now():%Y-%m-%d-%H%M%S}")
        except ExportFileError as error:
            raise UsageError(str(error)) from None
        except OSError as error:
            why = f"{journal} cannot be written: {reason_of(error)}."
            raise RefusedError(f"{why} Nothing was changed.") from None


def _pictures(export: Export) -> list[Picture]:
    pictures = []
    for name, text in export.photos.items():
        try:
            picture = Picture(b64decode(text, validate=True), 0, 0)
        except (Base64Error, ValueError):
            raise UsageError(f"Photo {name[:8]} is not what it was when it was exported.") from None
        if picture.name != name:
            raise UsageError(f"Photo {name[:8]} is not what it was when it was exported.")
        pictures.append(picture)
    return pictures


def _keep(photos: list[Picture], context: AppContext) -> None:
    files = PhotoFiles(context.paths.photos)
    for photo in photos:
        try:
            files.keep(photo)
        except OSError as error:
            why = f"A photo could not be kept: {reason_of(error)}."
            raise RefusedError(f"{why} All else was taken in. Import it once more.") from None


def _summary(export: Export, context: AppContext) -> str:
    acts = export.journal.acts
    recoveries = counted(export.recoveries, "recovery", "recoveries")
    last = f", the last on {_moment(acts[-1].recorded, context)} ({acts[-1].words})" if acts else ""
    photos = f", {counted(len(export.photos), 'photo')}" if export.photos else ""
    return f"{recoveries}, {counted(len(acts), 'act')}{photos}{last}"


def _moment(moment: datetime, context: AppContext) -> str:
    return f"{moment.astimezone(context.now().tzinfo):%Y-%m-%d %H:%M}"
