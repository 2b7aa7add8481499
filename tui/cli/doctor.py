"""`doctor`: what there is, where it is, and whether it is well."""

import os
import sys
from collections.abc import Iterator

import click

from tui.cli.ending import CHECKLIST, JOURNAL, NO, OK, FaultyChecklistError
from tui.cli.files import folder_fault, read_version
from tui.cli.group import Command, program_version
from tui.cli.output.lines import say, warn
from tui.files.checklist_files import checklist_paths
from tui.journal import Journal, JournalError, Topic
from tui.recovery.context import AppContext
from tui.recovery.recovery import in_focus
from tui.settings import read_settings
from tui.settings.keys import BINDINGS
from tui.text.cells import columns
from tui.text.humanize import counted


@click.command(cls=Command)
@click.pass_obj
def doctor(context: AppContext) -> int:
    """Say what was found, and whether it is well.

    Places, the journal's health, permissions, reminders, the zone. Exits 0 if all is well, else as the
    gravest thing found does: 1 for the settings, 3 for a checklist, 4 for the journal.
    """
    rows = [("Afterglow", f"{program_version()}, Python {sys.version.split()[0]}")]
    faults: list[str] = []
    codes = [part(context, rows, faults) for part in (_settings, _checklists, _journal, _clock)]
    rows.append(
        (
            "Reminders",
            f"while the app is open ({context.settings.loud.value}); nothing rings while it is closed",
        )
    )
    say(*columns(rows))
    # Every file that extends a broken one has its faults.
    warn(*dict.fromkeys(faults))
    return max(codes)


Rows = list[tuple[str, str]]


def _settings(context: AppContext, rows: Rows, faults: list[str]) -> int:
    path = context.paths.settings
    # Told with the rest, at the end, and not twice.
    context.__dict__["settings"], wrong = read_settings(path, bindings=BINDINGS)
    state = "not made yet" if not path.exists() else counted(len(wrong), "fault") if wrong else "well"
    rows.append(("Settings", f"{path}: {state}"))
    faults += map(str, wrong)
    return NO if wrong else OK


def _checklists(context: AppContext, rows: Rows, faults: list[str]) -> int:
    own = [each for each in checklist_paths(context.paths) if not each.shipped]
    broken = 0
    for each in checklist_paths(context.paths):
        try:
            read_version(each)
        except FaultyChecklistError as error:
            broken += 1
            faults += str(error).splitlines()
    folder = context.paths.checklists
    told = list(folder_fault(context))
    if told:
        state, broken = "see below", broken + 1
        faults += told
    elif not folder.exists():
        state = "not made yet"
    else:
        state = counted(len(own), "file") + (f", {broken} cannot be used" if broken else "")
    rows.append(("Checklists", f"{folder}: {state}"))
    return CHECKLIST if broken else OK


def _journal(context: AppContext, rows: Rows, faults: list[str]) -> int:
    path = context.paths.journal
    try:
        with Journal.open(path) as journal:
            wrong = [*journal.check(), *_not_writable(context)]
            counts = journal.counts()
    except JournalError as error:
        wrong, counts = [str(error)], {}
    faults += wrong
    if not path.exists() and not wrong:
        rows.append(("Journal", f"{path}: not made yet"))
        return OK
    held = (
        f"; {counted(counts['act'], 'act')}, {counted(counts['entry'], 'entry', 'entries')}" if counts else ""
    )
    rows.append(("Journal", f"{path}: {'see below' if wrong else 'well'}{held}"))
    return JOURNAL if wrong else OK


def _not_writable(context: AppContext) -> Iterator[str]:
    path = context.paths.journal
    for each in (path, path.parent):
        if each.exists() and not os.access(each, os.W_OK):
            yield f"{each} cannot be written to."


def _clock(context: AppContext, rows: Rows, faults: list[str]) -> int:
    rehearsed = ", a rehearsal" if context.clock.rehearsed else ""
    rows.append(("Clock", f"{context.now():%Y-%m-%d %H:%M} in {context.clock.zone}{rehearsed}"))
    try:
        recovery = in_focus(context.journal)
        if recovery is None:
            return OK
        zone = context.journal.latest(recovery.id, Topic.ZONE, "zone")
        place = recovery.zone if zone is None or recovery.home else str(zone.value)
        rows.append(("Recovery", f"{recovery.title} ({recovery.id}), in {place}"))
    except JournalError:
        # Told already.
        pass
    return OK
