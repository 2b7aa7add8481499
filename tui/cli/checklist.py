"""`checklist`: the files behind the plan."""

from pathlib import Path

import click

from tui.cli.ending import CHECKLIST, OK, WRONG, FaultyChecklistError
from tui.cli.files import checklist_path, file_named, folder_fault, format_note, read_version
from tui.cli.group import Group, LazyCommand
from tui.cli.output.lines import say, warn
from tui.files.checklist_files import MOST, ChecklistPath, base_of, checklist_paths
from tui.recovery.context import AppContext
from tui.text.cells import columns
from tui.text.humanize import counted, reason_of

_COMMANDS = {
    "new": LazyCommand("checklist_edit", "Write a file of your own, called ID, to start from."),
    "edit": LazyCommand("checklist_edit", "Open the file of ID in your editor: $VISUAL, or else $EDITOR."),
    "diff": LazyCommand("checklist_diff", "Say what the file of ID changes in your days, before it counts."),
    "accept": LazyCommand("checklist_diff", "Let what the file of ID says count from now on."),
    "keep": LazyCommand("checklist_diff", "Keep the plan as it is."),
    "preview": LazyCommand("checklist_preview", "Show days of FILE as they would look."),
    "pack": LazyCommand("checklist_pack", "Write the checklist ID as one file for somebody else."),
    "add": LazyCommand("checklist_add", "Take a FILE from somebody else among your own."),
}


@click.group(cls=Group, lazy=_COMMANDS)
def checklist() -> None:
    """List, read, check and change checklists, shipped and your own."""


@checklist.command("list")
@click.option("--all", "hidden", is_flag=True, help="With what is only there for others to extend.")
@click.pass_obj
def list_all(context: AppContext, hidden: bool) -> int:
    """List every checklist, and where it is from."""
    paths = (each for each in checklist_paths(context.paths) if hidden or not each.hidden)
    say(*columns(_row(each) for each in paths))
    warn(*folder_fault(context))
    return OK


def _row(each: ChecklistPath) -> tuple[str, ...]:
    place = "shipped" if each.shipped else str(each.path)
    try:
        checklist = read_version(each)[0].checklist
    except FaultyChecklistError as error:
        problems = str(error).count("\n") + 1
        return each.id, f"cannot be used: {counted(problems, 'problem')}", "", place
    rules = f"{counted(len(checklist.rules), 'rule')}{', hidden' if checklist.hidden else ''}"
    return each.id, checklist.title, rules, place


@checklist.command()
@click.argument("id")
@click.option("--sources", is_flag=True, help="With every source, and what it says.")
@click.option("--ids", is_flag=True, help="The id of everything in it, for a file that changes it.")
@click.pass_obj
def show(context: AppContext, id: str, sources: bool, ids: bool) -> int:
    """Print the checklist ID, to be read like a sheet of paper."""
    from tui.cli.output.sheet import id_lines, sheet

    checklist = read_version(checklist_path(context, id))[0].checklist
    if ids:
        say(*id_lines(checklist))
    else:
        say(*sheet(checklist, context.emergency_number(), sources))
    return OK


@checklist.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.pass_obj
def check(context: AppContext, files: tuple[str, ...]) -> int:
    """Check FILEs, and name every problem by file, line and column. Silence is good.

    The id of a checklist will do for its file. Exits 3 when any of them has a problem.
    """
    return max((_check(file_named(context, file)) for file in files), default=OK)


def _check(file: Path) -> int:
    from checklists.loader import ChecklistError, load_checklist

    if file.is_dir():
        warn(f"{file}: is a folder, not a checklist.")
        return WRONG
    try:
        # Not as a file of one's own is read: what another program writes is as good here.
        with file.open("rb") as opened:
            loaded = load_checklist(opened.read(MOST), name=str(file), base=base_of(file))
    except OSError as error:
        warn(f"{file}: cannot be read: {reason_of(error)}.")
        return WRONG
    except ChecklistError as error:
        warn(*str(error).splitlines())
        return CHECKLIST
    say(*(format_note(each, str(file)) for each in loaded.notes))
    return OK


@checklist.command()
def schema() -> int:
    """Print the JSON Schema of a checklist file, for editors."""
    from checklists.schema import schema_text

    click.echo(schema_text(), nl=False)
    return OK


@checklist.command()
@click.argument("id", required=False)
@click.pass_obj
def path(context: AppContext, id: str | None) -> int:
    """Print the folder for your own checklists, or the file of ID."""
    say(str(context.paths.checklists if id is None else checklist_path(context, id).path))
    return OK
