"""`checklist edit`: a file of the person's own in their own editor, and what came of it."""

import os

import click

from tui.cli.checklist_diff import changes
from tui.cli.checklist_new import make_file
from tui.cli.ending import OK, FaultyChecklistError, RefusedError, UsageError
from tui.cli.files import chosen, named
from tui.cli.group import Command
from tui.cli.output.lines import say, warn
from tui.cli.terminal import can_ask, confirm
from tui.files.checklist_files import ChecklistPath
from tui.files.heads import head, read
from tui.files.text_editor import NoEditorError, editor, line_of, opening, run
from tui.recovery.context import AppContext


@click.command(cls=Command)
@click.argument("id")
@click.option("--rule", metavar="RULE", help="Open it at this rule, where your editor can.")
@click.pass_obj
def edit(context: AppContext, id: str, rule: str | None) -> int:
    """Open the file of ID in your editor: $VISUAL, or else $EDITOR.

    It is checked when you come back, and what it changes in your days is said.
    """
    command = _editor()
    file = _own(context, id)
    while True:
        line = _line(file, rule)
        _open(opening(command, file.path, line))
        try:
            chosen(file)
            break
        except FaultyChecklistError as error:
            if not can_ask():
                raise
            warn(*str(error).splitlines())
            if not confirm("Back into the editor?"):
                raise FaultyChecklistError(
                    "Left as it is. Until that is mended, it changes nothing."
                ) from None
    _tell(context, file)
    return OK


def _own(context: AppContext, id: str) -> ChecklistPath:
    """The person's own file of an id, made first where the id is a shipped one and they want it.

    Raises:
        UsageError: If there is none, or nobody can be asked.
        RefusedError: If they do not want one.
    """
    file = named(context, id)
    if not file.shipped:
        return file
    stays = f"{id} comes with Afterglow, and its file stays as it is."
    if not can_ask():
        raise UsageError(f"{stays} Make one of your own over it: afterglow checklist new {id}")
    say(stays)
    if not confirm("Make a file of your own that takes its place, and holds only what differs?"):
        raise RefusedError("Left as it was.")
    return ChecklistPath(id, make_file(context, id, None), False)


def _line(file: ChecklistPath, rule: str | None) -> int | None:
    if rule is None:
        return None
    try:
        return line_of(read(file.path).decode("utf-8", "replace"), rule)
    except OSError:
        return None


def _editor() -> list[str]:
    try:
        return editor(os.environ)
    except NoEditorError as error:
        raise UsageError(str(error)) from None


def _open(command: list[str]) -> None:
    try:
        said = run(command)
    except NoEditorError as error:
        raise UsageError(str(error)) from None
    if said:
        warn(said)


def _tell(context: AppContext, file: ChecklistPath) -> None:
    """What came of it: in the days of the recovery spoken of, where it follows this file."""
    try:
        # It may have been given another id in the meantime.
        id = head(file.path).id
        found = changes(context, id)
    except (RefusedError, UsageError):
        say(f"{file.path} is a good checklist. Begin with it: afterglow start {id}")
        return
    if not found.newer.waits:
        say(found.same())
        return
    say(*found.lines(), *found.choices())
