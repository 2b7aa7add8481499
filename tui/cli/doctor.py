"""`doctor`: what there is, where it is, and whether it is well."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from shlex import quote

import click
from msgspec import Struct

from checklists.rules.compiled import COMPILED, encode
from tui.cli.ending import CHECKLIST, JOURNAL, NO, OK, FaultyChecklistError, RefusedError
from tui.cli.files import folder_fault, own_bases, read_version, same_ids
from tui.cli.group import AS_JSON, Command, program_version
from tui.cli.output.lines import say, say_json, warn
from tui.files.checklist_files import checklist_paths
from tui.journal import Journal, JournalError, Topic
from tui.journal.copies import copies
from tui.journal.file import asides, siblings
from tui.photos.photo_files import PhotoFiles
from tui.recovery.context import AppContext
from tui.recovery.recovery import followed_zone, in_focus
from tui.recovery.versions import recompiled
from tui.recovery.wrong_clock import dated, dated_after, write_anew
from tui.reminders.tellers import TellerName, fault_of, tellers
from tui.reminders.words import teller_rows
from tui.settings import read_settings
from tui.settings.keys import BINDINGS
from tui.text.cells import columns
from tui.text.humanize import counted, listed, reason_of

_MOST = 20
"""Entries that are named one by one."""


class Finding(Struct, frozen=True):
    """What was found of one thing."""

    rows: list[tuple[str, str]]
    faults: list[str] = []
    code: int = OK
    """How the command would end if there were nothing else."""


@click.command(cls=Command)
@click.option("--set-right", is_flag=True, help="Write what is dated after now anew, as of now.")
@click.option("--notify", is_flag=True, help="Tell a test by every means there is, and say what came of it.")
@AS_JSON
@click.pass_obj
def doctor(context: AppContext, set_right: bool, notify: bool, as_json: bool) -> int:
    """Say what was found, and whether it is well.

    Places, the journal's health, permissions, reminders, the zone. Exits 0 if all is well, else as the
    gravest thing found does: 1 for the settings, a clock or a timer that cannot tell, 3 for a checklist, 4
    for the journal.
    """
    if notify:
        from tui.cli.notify import try_each

        return try_each(context)
    if set_right:
        count = write_anew(context.journal, context.now(), context.settings.day_start)
        if not count:
            raise RefusedError("Nothing is dated after now.")
        say(f"Written anew, as of now: {counted(count, 'entry', 'entries')}. afterglow undo takes it back.")
        return OK
    # In this order: the settings are read for the rest.
    findings = [find(context) for find in (_settings, _checklists, _journal, _photos, _timer, _clock)]
    loud = context.settings.loud.value
    rows = [
        ("Afterglow", f"{program_version()}, Python {sys.version.split()[0]}"),
        *(row for each in findings for row in each.rows),
        ("Reminders", f"while the app is open ({loud}); {_while_closed(context)}"),
        *_tellers(context),
        *_quiet(context),
    ]
    faults = [*dict.fromkeys(fault for each in findings for fault in each.faults)]
    if as_json:
        found = [{"of": of, "found": what} for of, what in rows]
        say_json({"well": not any(each.code for each in findings), "found": found, "faults": faults})
    else:
        say(*columns(rows))
    if "journal" in context.__dict__:
        # Each was named.
        context.journal.set_aside.clear()
    # Every file that extends a broken one has its faults.
    warn(*([] if as_json else faults))
    return max(each.code for each in findings)


def _tellers(context: AppContext) -> Iterator[tuple[str, str]]:
    """Who was ever seen to tell, since when, and when it was last seen."""
    found, now = tellers(context.paths.tellers), context.now()
    for name, words, _ in teller_rows(found, context.settings.loud, now, all_of_them=False):
        yield "", f"{name}: {words}"


def _quiet(context: AppContext) -> Iterator[tuple[str, str]]:
    """What the quiet hours keep from being told at its time, or at all, today and tomorrow."""
    from tui.reminders.quiet import effects_ahead, quiet_lines

    # What is wrong with the journal is told of the journal.
    with suppress(JournalError):
        for recovery in context.running():
            reader = context.reader(recovery)
            for words in (
                quiet_lines(effects_ahead(reader, context.plans, context.now())) if reader is not None else ()
            ):
                yield "", f"Quiet hours: {words}"


def _settings(context: AppContext) -> Finding:
    path = context.paths.settings
    # Told with the rest, at the end, and not twice.
    context.__dict__["settings"], problems = read_settings(path, bindings=BINDINGS)
    state = counted(len(problems), "fault") if problems else "well" if path.exists() else "not made yet"
    return Finding([("Settings", f"{path}: {state}")], [*map(str, problems)], NO if problems else OK)


def _checklists(context: AppContext) -> Finding:
    files = checklist_paths(context.paths)
    folder = context.paths.checklists
    faults: list[str] = []
    broken = 0
    for each in files:
        try:
            read_version(each)
        except FaultyChecklistError as error:
            broken += 1
            faults += str(error).splitlines()
    folder_faults = list(folder_fault(context))
    if folder_faults:
        state = "see below"
    elif not folder.exists():
        state = "not made yet"
    else:
        own = sum(not each.shipped for each in files)
        state = counted(own, "file") + (f", {broken} cannot be used" if broken else "")
    faults += [*folder_faults, *same_ids(context)]
    status = CHECKLIST if faults else OK
    return Finding([("Checklists", f"{folder}: {state}")], [*faults, *own_bases(context)], status)


def _journal(context: AppContext) -> Finding:
    path = context.paths.journal
    try:
        with Journal.open(path) as journal:
            faults = [*journal.check(), *_not_writable(context), *_open_to_others(context)]
            _heal(context, journal)
            counts = journal.counts()
    except JournalError as error:
        faults, counts = [str(error)], {}
    if not faults and not path.exists():
        return Finding([("Journal", f"{path}: not made yet")])
    acts = (
        f"; {counted(counts['act'], 'act')}, {counted(counts['entry'], 'entry', 'entries')}" if counts else ""
    )
    faults += _back_up(context)
    rows = [("Journal", f"{path}: {'see below' if faults else 'well'}{acts}"), ("Copies", _copies(context))]
    return Finding(rows, [*faults, *_beside(context)], JOURNAL if faults else OK)


def _beside(context: AppContext) -> Iterator[str]:
    """What lies beside the journal and may be meant for it. The journal itself is well with it."""
    path = context.paths.journal
    for other in siblings(path):
        yield (
            f"{other} is another journal, such as a sync program makes of a conflict. What only it holds "
            "is not shown. To see how much that is, and to put it in the journal's place if you say so: "
            f"afterglow restore {quote(str(other))}"
        )
    for other in asides(path):
        yield f"{other} was set aside, for it belongs to another journal. This one does not need it."


def _heal(context: AppContext, journal: Journal) -> None:
    """Compile anew what is damaged of the checklists' versions, where what their files set is as it was."""
    for stored in () if context.clock.rehearsed else journal.damaged_versions():
        with suppress(JournalError):
            checklist, now = recompiled(journal, stored), context.now()
            journal.keep_version(
                stored.hash, stored.checklist, stored.canonical, encode(checklist), COMPILED, now
            )


def _back_up(context: AppContext) -> Iterator[str]:
    """Make the day's copy, if there is none; why it cannot be made."""
    if context.clock.rehearsed:
        return
    try:
        context.journal.back_up_daily(f"{context.now():%Y-%m-%d}")
    except JournalError as error:
        yield f"No copy of the journal was made. {error}"
    except OSError as error:
        yield f"No copy of the journal can be kept in {context.paths.backups}: {reason_of(error)}."


def _copies(context: AppContext) -> str:
    found = copies(context.paths.journal)
    if not found:
        return f"{context.paths.backups}: none yet"
    return f"{context.paths.backups}: {counted(len(found), 'copy', 'copies')}, the last is {found[-1].name}"


def _photos(context: AppContext) -> Finding:
    """Photos, and those that the journal names and whose file is not there."""
    files = PhotoFiles(context.paths.photos)
    names = files.names()
    if not names and not os.path.exists(context.paths.journal):
        return Finding([])
    with suppress(JournalError):
        gone: dict[str, list[str]] = {}
        used: set[str] = set()
        for (recovery, key), entry in context.journal.across(Topic.PHOTO).items():
            value = entry.value if isinstance(entry.value, dict) else {}
            name = str(value.get("file"))
            used.add(name)
            if name not in names and not value.get("forgotten"):
                gone.setdefault(recovery, []).append(key.partition("/")[0])
        if not names and not gone:
            return Finding([])
        unused = len(names - used)
        aside = f"; {unused} that no entry names, of what was undone" if unused else ""
        faults = [
            f"{counted(len(dates), 'photo')} that the journal names {verb} gone:"
            f" {', '.join(sorted(dates))} of {recovery}."
            for recovery, dates in gone.items()
            for verb in (["is"] if len(dates) == 1 else ["are"])
        ]
        row = ("Photos", f"{context.paths.photos}: {counted(len(names), 'file')}{aside}")
        return Finding([row], faults, NO if faults else OK)
    return Finding([])


def _while_closed(context: AppContext) -> str:
    """Who tells while the app is closed, as far as can be seen."""
    now = context.now()
    alive = [
        each
        for each in tellers(context.paths.tellers)
        if each.name is not TellerName.APP and each.is_alive(now)
    ]
    if not alive:
        return "nothing tells while it is closed (afterglow reminders install)"
    names = (f"the {each.name.value}, last seen {each.seen.astimezone(now.tzinfo):%H:%M}" for each in alive)
    return f"while it is closed {listed([*names])}"


def _timer(context: AppContext) -> Finding:
    """Whether what tells while the app is closed could tell the last time that it had something to."""
    fault = fault_of(context.paths.tellers, TellerName.TIMER)
    if fault is None:
        return Finding([])
    at = fault.at.astimezone(context.now().tzinfo)
    return Finding(
        [],
        [
            f"At {at:%Y-%m-%d %H:%M} the timer could not tell what was due: {fault.sentence} "
            "To try every means: afterglow doctor --notify"
        ],
        NO,
    )


def _open_to_others(context: AppContext) -> Iterator[str]:
    """The places that other people can write to, but those that the journal's own check names."""
    paths = context.paths
    own = {paths.journal, paths.journal.parent} if paths.journal.exists() else set()
    places = dict.fromkeys(
        (
            paths.journal.parent,
            paths.settings.parent,
            paths.settings,
            paths.checklists,
            paths.backups,
            paths.photos,
        )
    )
    for place in places if os.name == "posix" else ():
        with suppress(OSError):
            status = place.stat()
            if status.st_uid not in (0, os.geteuid()):
                yield f"{place} belongs to another user, who can change what is in it."
            elif place not in own and (mode := stat.S_IMODE(status.st_mode)) & (stat.S_IWGRP | stat.S_IWOTH):
                yield f"{place} has permissions {mode:04o}: others can change what is in it."


def _not_writable(context: AppContext) -> Iterator[str]:
    path = context.paths.journal
    for each in (path, path.parent):
        if each.exists() and not os.access(each, os.W_OK):
            yield f"{each} cannot be written to."


def _clock(context: AppContext) -> Finding:
    rehearsed = ", a rehearsal" if context.clock.rehearsed else ""
    rows = [("Clock", f"{context.now():%Y-%m-%d %H:%M} in {context.clock.zone}{rehearsed}")]
    # What is wrong with the journal is told of the journal.
    with suppress(JournalError):
        recovery = in_focus(context.journal)
        if recovery is not None:
            place = followed_zone(context.journal, recovery)
            rows.append(("Recovery", f"{recovery.title} ({recovery.id}), in {place}"))
    faults = []
    with suppress(JournalError):
        faults = [*_dated_after(context)]
    return Finding(rows, faults, NO if faults else OK)


def _dated_after(context: AppContext) -> Iterator[str]:
    """What was written by a clock that ran ahead, if this one is right."""
    now = context.now()
    entries = dated_after(context.journal, now)
    if entries:
        yield (
            f"{counted(len(entries), 'entry is', 'entries are')} dated after now, {now:%Y-%m-%d %H:%M}. "
            "If this clock is right, write them anew as of now: afterglow doctor --set-right"
        )
    for entry in entries[:_MOST]:
        local = dated(entry).astimezone(now.tzinfo)
        yield f"  {local:%Y-%m-%d %H:%M}  {entry.recovery}  {entry.topic} {entry.key}"
    if len(entries) > _MOST:
        yield f"  and {len(entries) - _MOST} more"
