"""`checklist new` and `edit`: a file of the person's own, begun, and changed in their own editor."""

import os
from contextlib import suppress
from pathlib import Path

import click

from checklists import library
from checklists.rules.rule import Rule
from checklists.text import nearest_or_all
from tui.cli.checklist_diff import read_changes
from tui.cli.ending import OK, FaultyChecklistError, RefusedError, UsageError
from tui.cli.files import check_id, checklist_path, read_version
from tui.cli.group import Command, completed
from tui.cli.output.lines import say, warn
from tui.cli.terminal import can_ask, confirm
from tui.files.checklist_files import ChecklistPath, Snapshot, find, read
from tui.files.new_file import overlay_text, whole_text, write_new
from tui.files.stub import Stub, stub_for
from tui.files.text_editor import NoEditorError, editor, line_of, opening, run
from tui.recovery.context import AppContext
from tui.text.humanize import reason_of


@click.command(cls=Command)
@click.argument("id", shell_complete=completed("checklist_ids"))
@click.option("--from", "base", metavar="BASE", help="The checklist it extends, such as picosure-face.")
@click.option("--template", metavar="NAME", help=f"For other care: {', '.join(library.templates())}.")
@click.pass_obj
def new(context: AppContext, id: str, base: str | None, template: str | None) -> int:
    """Write a file of your own, called ID, to start from.

    With --from it extends another checklist and holds only what differs; with --template it is one for
    another kind of care, to be written over with what your sheet says; with neither, a small one of its own.
    With the id of a shipped one it takes its place. It overwrites nothing.
    """
    if base is not None and template is not None:
        raise UsageError("Take --from or --template, not both.")
    path = make_file(context, id, base, template)
    say(str(path), f"Next: afterglow checklist edit {id}")
    return OK


def make_file(context: AppContext, id: str, base: str | None, template: str | None = None) -> Path:
    """Write the file, and the schema beside it for editors.

    Raises:
        UsageError: If the id, what it extends or its template cannot be, or the file cannot be written.
        RefusedError: If there is a file already.
        FaultyChecklistError: If what it extends cannot be used.
    """
    path = context.paths.checklists / f"{id}.yaml"
    base = _base(id, base)
    if template is not None and base is not None:
        raise UsageError(f"{id} comes with Afterglow, and a file of that id extends it. Choose another id.")
    existing = find(context.paths, id)
    if existing is not None and not existing.shipped:
        raise RefusedError(f"{existing.path} is there already. Change it: afterglow checklist edit {id}")
    if os.path.lexists(path):
        raise RefusedError(f"{path} is there already, under another id.")
    # Before anything is written: what it extends may be broken.
    today = context.now().date()
    text = (
        whole_text(id, today, _template(template))
        if base is None
        else overlay_text(id, read_version(checklist_path(context, base))[0].checklist)
    )
    try:
        write_new(path, text)
    except FileExistsError:
        raise RefusedError(f"{path} is there now: another program made it.") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {reason_of(error)}.") from None
    return path


def _template(name: str | None) -> str | None:
    """The text of a template.

    Raises:
        UsageError: If there is none of this name.
    """
    if name is None:
        return None
    if name not in library.templates():
        names = list(library.templates())
        raise UsageError(f"There is no template {name!r}.{nearest_or_all(name, names)}")
    return library.template(name)


def _base(id: str, base: str | None) -> str | None:
    check_id(id)
    if id in library.bases():
        raise UsageError(
            f"{id} is what the checklists that come with Afterglow extend, and stays as it is. "
            "Make a file of your own over one of those: afterglow checklist list"
        )
    if id not in library.shipped():
        return base
    if base not in (None, id):
        raise UsageError(f"{id} comes with Afterglow, and a file of that id extends it. Choose another id.")
    return id


@click.command(cls=Command)
@click.argument("id", shell_complete=completed("checklist_ids"))
@click.option("--rule", metavar="RULE", help="Open it at this rule, where your editor can.")
@click.pass_obj
def edit(context: AppContext, id: str, rule: str | None) -> int:
    """Open the file of ID in your editor: $VISUAL, or else $EDITOR.

    It is checked when you come back, and you see what it changes in your days.
    """
    command = _editor()
    file = _own_file(context, id)
    stub = _stub(file, rule)
    while True:
        line = stub.line if stub is not None else _line(file, rule)
        try:
            _open(opening(command, file.path, line))
        finally:
            if stub is not None:
                _take_back(stub)
        try:
            read_version(file)
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


def _own_file(context: AppContext, id: str) -> ChecklistPath:
    """The person's own file of an id, made first where the id is a shipped one and they want it.

    Raises:
        UsageError: If there is none, or nobody can be asked.
        RefusedError: If they do not want one.
    """
    file = checklist_path(context, id)
    if not file.shipped:
        return file
    _base(id, None)
    stays = f"{id} comes with Afterglow, and its file stays as it is."
    if not can_ask():
        raise UsageError(f"{stays} Make one of your own over it: afterglow checklist new {id}")
    say(stays)
    if not confirm("Make a file of your own that takes its place, and holds only what differs?"):
        raise RefusedError("Left as it was.")
    return ChecklistPath(id, make_file(context, id, None), False)


def _stub(file: ChecklistPath, rule: str | None) -> Stub | None:
    """A line for the rule, written into the file where it does not speak of it; None where none is needed."""
    with suppress(OSError, FaultyChecklistError):
        found = _rule(file, rule) if rule is not None else None
        stub = stub_for(file.path, file.path.read_text("utf-8"), found) if found is not None else None
        if stub is not None:
            stub.write()
        return stub
    return None


def _rule(file: ChecklistPath, id: str) -> Rule | None:
    return next((each for each in read_version(file)[0].checklist.rules if each.id == id), None)


def _take_back(stub: Stub) -> None:
    with suppress(OSError):
        stub.take_back()


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
        complaint = run(command)
    except NoEditorError as error:
        raise UsageError(str(error)) from None
    if complaint:
        warn(complaint)


def _tell(context: AppContext, file: ChecklistPath) -> None:
    """What came of it: in the days of the recovery spoken of, where it follows this file."""
    try:
        # It may have been given another id in the meantime.
        id = Snapshot().head(file.path).id
        changes = read_changes(context, id)
    except (RefusedError, UsageError):
        say(f"{file.path} is a good checklist. Begin with it: afterglow start {id}")
        return
    if not changes.update.waits:
        say(changes.nothing_waits())
        return
    say(*changes.lines(), *changes.choices())
