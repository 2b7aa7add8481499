"""`checklist new`: a file of the person's own to start from."""

import os
import re
from pathlib import Path

import click

from checklists import library
from tui.cli.ending import OK, RefusedError, UsageError
from tui.cli.files import chosen, named
from tui.cli.group import Command
from tui.cli.output.lines import say
from tui.files.checklist_files import find
from tui.files.new_file import overlay_text, whole_text, write_new
from tui.recovery.context import AppContext
from tui.text.humanize import reason_of

_ID = re.compile(r"[a-z][a-z0-9-]{0,63}")


@click.command(cls=Command)
@click.argument("id")
@click.option("--from", "base", metavar="BASE", help="The checklist it extends, such as picosure-face.")
@click.pass_obj
def new(context: AppContext, id: str, base: str | None) -> int:
    """Write a file of your own, called ID, to start from.

    With --from it extends another checklist and holds only what differs; without, it is a small one of its
    own. With the id of a shipped one it takes its place. It overwrites nothing.
    """
    path = make_file(context, id, base)
    say(str(path), f"Next: afterglow checklist edit {id}")
    return OK


def make_file(context: AppContext, id: str, base: str | None) -> Path:
    """Write the file, and the schema beside it for editors.

    Raises:
        UsageError: If the id or what it extends cannot be, or the file cannot be written.
        RefusedError: If there is a file already.
        FaultyChecklistError: If what it extends cannot be used.
    """
    path = context.paths.checklists / f"{id}.yaml"
    base = _base(id, base)
    there = find(context.paths, id)
    if there is not None and not there.shipped:
        raise RefusedError(f"{there.path} is there already. Change it: afterglow checklist edit {id}")
    if os.path.lexists(path):
        raise RefusedError(f"{path} is there already, under another id.")
    # Before anything is written: what it extends may be broken.
    today = context.now().date()
    text = (
        whole_text(id, today) if base is None else overlay_text(id, chosen(named(context, base))[0].checklist)
    )
    try:
        write_new(path, text)
    except FileExistsError:
        raise RefusedError(f"{path} is there now: another program made it.") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {reason_of(error)}.") from None
    return path


def _base(id: str, base: str | None) -> str | None:
    if not _ID.fullmatch(id):
        raise UsageError(
            f"{id!r} is not an id: small letters, digits and -, a letter first, such as my-face."
        )
    if id not in library.shipped():
        return base
    if base not in (None, id):
        raise UsageError(f"{id} comes with Afterglow, and a file of that id extends it. Choose another id.")
    return id
