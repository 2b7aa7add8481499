"""`checklist pack`: a checklist and all it stands on as one file for somebody else."""

import os
import shlex
import sys
from pathlib import Path

import click

from tui.cli.ending import OK, FaultyChecklistError, RefusedError, UsageError
from tui.cli.files import checklist_path, require_folder
from tui.cli.group import Command, completed
from tui.cli.output.lines import say
from tui.cli.terminal import can_ask, confirm
from tui.files.checklist_files import base_of
from tui.files.sharing import pack_text
from tui.paths import create_file, replace_file
from tui.recovery.context import AppContext
from tui.text.humanize import reason_of


@click.command(cls=Command)
@click.argument("id", shell_complete=completed("checklist_ids"))
@click.option("--author", metavar="NAME", help="Who packs it, for whoever gets it to read.")
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="Write here.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.pass_obj
def pack(context: AppContext, id: str, author: str | None, output: Path | None, force: bool) -> int:
    """Write the checklist ID as one file for somebody else.

    It holds all that the checklist stands on. They take it with: afterglow checklist add FILE
    """
    text = _pack(context, id, _name(author)).encode()
    if output is None:
        # As it is, byte for byte: the loader lets nothing through that a terminal would obey.
        sys.stdout.flush()
        sys.stdout.buffer.write(text)
        return OK
    _write(output, text, force)
    command = f"afterglow checklist add {shlex.quote(output.name)}"
    say(f"{output}: one file, with everything in it. To use it: {command}")
    return OK


def _name(author: str | None) -> str:
    """An author as a file can hold it.

    Raises:
        UsageError: If it cannot.
    """
    from checklists.yaml.source import REFUSED_IN_VALUES

    name = " ".join((author or "").split())
    if author is not None and (not name or REFUSED_IN_VALUES.search(name)):
        raise UsageError("--author takes a name, such as --author 'Skin Clinic, Ward 3'.")
    return name


def _pack(context: AppContext, id: str, author: str) -> str:
    from checklists.loader import ChecklistError, load_checklist

    file = checklist_path(context, id)
    try:
        loaded = load_checklist(file.read(), name=str(file.path), base=base_of(file.path))
    except ChecklistError as error:
        raise FaultyChecklistError(str(error)) from None
    except OSError as error:
        raise FaultyChecklistError(f"{file.path} cannot be read: {reason_of(error)}.") from None
    try:
        return pack_text(loaded, author, context.now().date())
    except ChecklistError as error:
        raise FaultyChecklistError(f"{id} cannot be one file. {error}") from None


def _write(output: Path, text: bytes, force: bool) -> None:
    """Write it, over a file that is there only where that is wanted."""
    try:
        if output.is_dir():
            raise UsageError(f"{output} is a folder.")
        require_folder(output)
        if not os.path.lexists(output):
            create_file(output, text)
        elif not output.is_file():
            raise UsageError(f"{output} is not a plain file.")
        elif force or (can_ask() and confirm(f"{output} is there already. Write over it?")):
            replace_file(output, text)
        else:
            raise RefusedError(f"{output} is there already, and stays as it is. To write over it: --force")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{output} cannot be written: {reason.lower()}.") from None
