"""`checklist`: the files behind the plan."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click
from msgspec.structs import replace

from tui.cli.ending import CHECKLIST, OK, WRONG, FaultyChecklistError, UsageError, parse_argument
from tui.cli.files import (
    checklist_path,
    file_named,
    folder_fault,
    format_note,
    own_bases,
    read_version,
    same_ids,
)
from tui.cli.group import AS_JSON, Group, LazyCommand, completed
from tui.cli.output.lines import say, say_json, warn
from tui.files.checklist_files import MOST, ChecklistPath, base_of, checklist_paths
from tui.recovery.context import AppContext
from tui.text.cells import columns
from tui.text.humanize import counted, reason_of

if TYPE_CHECKING:
    from checklists.rules.checklist import Checklist
    from checklists.yaml.problem import Problem
    from tui.cli.output.leaflet import Patient
    from tui.recovery.recovery import Recovery

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
@AS_JSON
@click.pass_obj
def list_all(context: AppContext, hidden: bool, as_json: bool) -> int:
    """List every checklist, and where it is from."""
    paths = (each for each in checklist_paths(context.paths) if hidden or not each.hidden)
    if as_json:
        say_json([_value(each) for each in paths])
    else:
        say(*columns(_row(each) for each in paths))
    warn(*folder_fault(context), *same_ids(context), *own_bases(context))
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


def _value(each: ChecklistPath) -> dict[str, Any]:
    value: dict[str, Any] = {"id": each.id, "shipped": each.shipped, "file": str(each.path)}
    try:
        checklist = read_version(each)[0].checklist
    except FaultyChecklistError as error:
        return {
            **value,
            "title": None,
            "rules": None,
            "hidden": each.hidden,
            "faults": str(error).splitlines(),
        }
    return {
        **value,
        "title": checklist.title,
        "rules": len(checklist.rules),
        "hidden": checklist.hidden,
        "faults": [],
    }


@checklist.command()
@click.argument("id", shell_complete=completed("checklist_ids"))
@click.option("--on", metavar="DATE", help="With dates, for a treatment on DATE.")
@click.option("--sources", is_flag=True, help="All that it says: why, what is asked, and every source.")
@click.option("--ids", is_flag=True, help="The id of everything in it, for a file that changes it.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with the keys of a checklist file.")
@click.pass_obj
def show(context: AppContext, id: str, on: str | None, sources: bool, ids: bool, as_json: bool) -> int:
    """Print the checklist ID, to be read like a sheet of paper.

    For a recovery that runs: with its dates and clinic, and without what does not fit. Else with lines
    to write on.
    """
    if on is not None and (sources or ids or as_json):
        raise UsageError("--on is for the printed page. Leave out --sources, --ids and --json.")
    version = read_version(checklist_path(context, id))[0]
    checklist = version.checklist
    if as_json:
        say_json(json.loads(version.canonical))
    elif ids:
        from tui.cli.output.sheet import id_lines

        say(*id_lines(checklist))
    elif sources:
        from tui.cli.output.sheet import sheet

        say(*sheet(checklist, context.emergency_number(), sources))
    else:
        from tui.cli.output.leaflet import leaflet

        followed = _followed(context, checklist.id) if on is None else None
        say(*leaflet(*(followed or (checklist, _patient(context, checklist.id, on)))))
    return OK


def _patient(context: AppContext, id: str, on: str | None) -> "Patient":
    """Who holds a page of a checklist that nobody follows, or of a day 0 that is asked for."""
    from tui.cli.output.leaflet import Patient
    from tui.recovery.recovery import Clinic
    from tui.text.parse import parse_date

    recovery = _running(context, id)
    asked = parse_argument(parse_date, on, context.present()) if on is not None else None
    clinic = recovery.clinic if recovery else Clinic()
    return Patient(clinic.emergency or context.emergency_number(), asked, clinic=clinic)


def _followed(context: AppContext, id: str) -> "tuple[Checklist, Patient] | None":
    """The checklist as a recovery that runs by it follows it, with the clinic's own days, and whose it is.

    None where nobody follows it, or what was recorded cannot be read.
    """
    from tui.cli.output.leaflet import Patient
    from tui.journal import JournalError
    from tui.recovery.course import PrepareRule

    recovery = _running(context, id)
    reader = context.reader(recovery) if recovery is not None else None
    if recovery is None or reader is None:
        return None
    try:
        plan = reader.plan(context.now())
    except JournalError:
        return None
    # Also what counts from a report that nobody has made yet.
    version = plan.state.version or plan.checklist
    patient = Patient(
        recovery.clinic.emergency or context.emergency_number(recovery.zone),
        plan.date_of(0),
        f'your recovery "{recovery.full_title}"',
        plan.state.answers,
        recovery.clinic,
    )
    # What makes ready for a booked session has a section of its own.
    rules = tuple(rule for rule in version.rules if not isinstance(rule, PrepareRule))
    return replace(version, rules=rules), patient


def _running(context: AppContext, id: str) -> "Recovery | None":
    """The latest recovery by it that runs. A page prints without a journal, and with a bad one."""
    from tui.journal import JournalError

    try:
        running = context.running() if context.paths.journal.exists() else ()
    except JournalError:
        return None
    return max(
        (each for each in running if each.checklist == id), key=lambda each: each.treated, default=None
    )


@checklist.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@AS_JSON
@click.pass_obj
def check(context: AppContext, files: tuple[str, ...], as_json: bool) -> int:
    """Check FILEs, and name every problem by file, line and column. Silence is good.

    The id of a checklist will do for its file. Exits 3 when any of them has a problem.
    """
    found = [_check(context, file_named(context, file)) for file in files]
    if as_json:
        say_json([row for each in found for row in each.rows()])
    else:
        for each in found:
            warn(*each.faults)
            say(*(format_note(note, str(each.file)) for note in each.notes))
    return max((each.code for each in found), default=OK)


class _FileCheck(NamedTuple):
    """What was found in one file."""

    file: Path
    code: int
    faults: tuple[str, ...] = ()
    problems: "tuple[Problem, ...]" = ()
    notes: "tuple[Problem, ...]" = ()

    def rows(self) -> Iterator[dict[str, Any]]:
        """Each fault and note as a value; what is wrong with the file itself has no line."""
        for each in (*self.problems, *self.notes):
            yield {
                "file": each.file or str(self.file),
                "line": each.line,
                "column": each.column,
                "where": each.where,
                "message": each.message,
                "note": each in self.notes,
            }
        if self.code == WRONG:
            nowhere = {"line": None, "column": None, "where": None}
            yield {"file": str(self.file), **nowhere, "message": self.faults[0], "note": False}


def _check(context: AppContext, file: Path) -> _FileCheck:
    from checklists.loader import ChecklistError, load_checklist
    from tui.cli.quiet_notes import quiet_notes

    if file.is_dir():
        return _FileCheck(file, WRONG, (f"{file}: is a folder, not a checklist.",))
    try:
        # Not as a file of one's own is read: what another program writes is as good here.
        with file.open("rb") as opened:
            text = opened.read(MOST)
        loaded = load_checklist(text, name=str(file), base=base_of(file))
    except OSError as error:
        return _FileCheck(file, WRONG, (f"{file}: cannot be read: {reason_of(error)}.",))
    except ChecklistError as error:
        return _FileCheck(file, CHECKLIST, tuple(str(error).splitlines()), error.problems)
    notes = quiet_notes(loaded, text, name=str(file), base=base_of(file), context=context)
    return _FileCheck(file, OK, notes=(*loaded.notes, *notes))


@checklist.command()
def schema() -> int:
    """Print the JSON Schema of a checklist file, for editors."""
    from checklists.schema import schema_text

    click.echo(schema_text(), nl=False)
    return OK


@checklist.command()
@click.argument("id", required=False, shell_complete=completed("checklist_ids"))
@click.pass_obj
def path(context: AppContext, id: str | None) -> int:
    """Print the folder for your own checklists, or the file of ID."""
    say(str(context.paths.checklists if id is None else checklist_path(context, id).path))
    return OK
