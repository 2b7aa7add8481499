"""`checklist add`: a file from somebody else, checked and shown, and then among the person's own."""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import click
from msgspec import Struct

from checklists.rules.checklist import Checklist
from checklists.rules.rule import Kind
from tui.cli.context import running_of
from tui.cli.ending import OK, CommandError, FaultyChecklistError, RefusedError, UsageError
from tui.cli.files import check_id, format_note, read_version
from tui.cli.group import Command
from tui.cli.output.lines import say, warn
from tui.cli.terminal import ask, can_ask
from tui.files import sharing
from tui.files.checklist_files import (
    MOST,
    ChecklistPath,
    Snapshot,
    checklist_paths,
    find,
    is_shipped,
    read_whole,
)
from tui.files.new_file import write_new
from tui.files.sharing import CannotAddError, SharedFile, UnusableFileError
from tui.journal import JournalError
from tui.paths import replace_file
from tui.recovery.context import AppContext
from tui.recovery.recovery import Recovery
from tui.text.humanize import counted, listed, reason_of

STDIN = "(standard input)"
_MOST_CHANGES = 25
"""So many changes that weaken nothing are shown before anybody has agreed to see all of it."""


class Destination(Struct, frozen=True):
    """Where a checklist of an id would be written."""

    id: str
    path: Path
    existing: ChecklistPath | None
    """What has this id now."""

    @property
    def obstacle(self) -> str:
        """Why nothing can be written there, whoever agrees, or nothing."""
        if self.path.is_symlink():
            return f"{self.path} is a link, and stays one."
        if os.path.lexists(self.path) and (self.existing is None or self.existing.path != self.path):
            return f"{self.path} is there already, and is something else."
        return ""

    @property
    def loss(self) -> str:
        """What it would take the place of, or nothing."""
        if self.existing is None:
            return ""
        if self.existing.shipped:
            return f"{self.id} comes with Afterglow, and this would take its place."
        return f"{self.id} is there already, in {self.path}, and what that says would be lost."

    def holds(self, shared: SharedFile) -> bool:
        """Whether the same stands there, letter by letter."""
        try:
            return not self.obstacle and self.path.read_bytes() == shared.text.encode()
        except OSError:
            return False


@click.command(cls=Command)
@click.argument("file")
@click.option("--as", "id", metavar="ID", help="Give it another id.")
@click.option("--yes", is_flag=True, help="Do not ask. Nothing is replaced.")
@click.option("--force", is_flag=True, help="Do not ask, and replace what has its id.")
@click.option("--even-if-changed", is_flag=True, help="Though it was changed since it was packed.")
@click.pass_obj
def add(context: AppContext, file: str, id: str | None, yes: bool, force: bool, even_if_changed: bool) -> int:
    """Take a FILE from somebody else among your own.

    It is checked first, and shown. By itself it changes no plan. FILE may be - for the standard input.
    """
    asks = not yes and not force
    if asks and (file == "-" or not can_ask()):
        raise UsageError("Nobody can be asked here. To have it checked, and taken if it is good: --yes")
    shared = _read_shared(context, file)
    if id is not None:
        shared = _with_id(context, shared, id)
    say(*_preview(context, shared))
    if _changed_since(shared) and not asks and not even_if_changed:
        raise RefusedError(
            "Nothing was added: it was changed since it was packed. Ask whom it is from for another copy; "
            "or, where you know what was changed: --even-if-changed"
        )
    if asks:
        shared = _confirm_file(context, shared)
    destination = _destination(context, shared)
    if destination.holds(shared):
        say(f"{destination.path} is there already, and says just that.")
        return OK
    if destination.obstacle or (destination.loss and not asks and not force):
        raise RefusedError(
            f"{destination.obstacle or destination.loss} {_alternatives(context, destination)}"
        )
    _write(destination, shared)
    say(f"Added: {destination.path}", _next_step(context, destination.id))
    return OK


def _read_shared(context: AppContext, file: str) -> SharedFile:
    try:
        if file != "-":
            return sharing.shared_file(sharing.read(Path(file)), file, context.paths)
        return sharing.shared_file(sys.stdin.buffer.read(MOST), STDIN, context.paths)
    except UnusableFileError as error:
        raise FaultyChecklistError(str(error)) from None
    except CannotAddError as error:
        raise UsageError(str(error)) from None


def _with_id(context: AppContext, shared: SharedFile, id: str) -> SharedFile:
    check_id(id)
    try:
        return sharing.with_id(shared, id, context.paths)
    except UnusableFileError as error:
        raise FaultyChecklistError(f"It cannot be called {id}.\n{error}") from None
    except CannotAddError as error:
        raise UsageError(str(error)) from None


def _preview(context: AppContext, shared: SharedFile) -> Iterator[str]:
    """What it is, who it is from, and what it would touch."""
    checklist = shared.loaded.checklist
    kinds = Counter(rule.kind for rule in checklist.rules)
    yield checklist.title
    yield f"For: {checklist.purpose}"
    yield f"{checklist.id}, revision {checklist.revision}, reviewed {checklist.reviewed}"
    rules = ", ".join(f"{kinds[kind]} {kind}" for kind in Kind if kinds[kind])
    yield f"{counted(len(checklist.rules), 'rule')} ({rules}), {counted(len(checklist.warnings), 'warning')}"
    yield _packing_sentence(shared)
    if shared.loaded.bases:
        base = Path(shared.loaded.bases[0])
        yield f"It holds only what differs from {Snapshot().head(base).id if is_shipped(base) else base}"
    if shared.left_out:
        lines = listed([str(line) for line in shared.left_out])
        yield f"Left out, since it speaks to an editor and not to you: line {lines}"
    yield from (format_note(each, shared.name) for each in shared.loaded.notes if each.where != "packed.hash")
    yield from _compared(context, shared)
    followers = _followers(context, checklist.id)
    if followers:
        names = listed([f"{each.full_title} ({each.id})" for each in followers])
        yield f"It concerns {names}, where nothing changes before you accept it."
    else:
        yield "No recovery of yours follows it."


def _compared(context: AppContext, shared: SharedFile) -> Iterator[str]:
    """What is other than in the checklist that it extends, has the id of, or resembles: weaker first."""
    from tui.cli.checklist_diff import change_lines
    from tui.files.difference import differences, weaker_first
    from tui.recovery.begin import preview_plan

    checklist, now, zone = shared.loaded.checklist, context.now(), context.clock.zone
    base = _beside(context, shared)
    with suppress(OSError):
        outcome = read_whole(base)[1] if base is not None else None
        if base is None or outcome is None or isinstance(outcome, Exception):
            return
        before, after = (
            preview_plan(each, now, zone, {}, {}, context.settings, now)
            for each in (outcome.checklist, checklist)
        )
        changes = differences(before, after)
        weaker = weaker_first(changes)
        rest = [each for each in changes if not each.weaker]
        if changes:
            yield f"Beside {base.id}:"
            yield from change_lines([*weaker, *rest[:_MOST_CHANGES]], "")
        if len(rest) > _MOST_CHANGES:
            yield f"And {counted(len(rest) - _MOST_CHANGES, 'other change')}."


def _beside(context: AppContext, shared: SharedFile) -> ChecklistPath | None:
    """What a file is compared with: what it extends, what has its id now, or what it resembles."""
    if shared.loaded.bases:
        path = Path(shared.loaded.bases[0])
        return ChecklistPath(Snapshot().head(path).id, path, is_shipped(path))
    return find(context.paths, shared.loaded.checklist.id) or _resembling(context, shared)


def _resembling(context: AppContext, shared: SharedFile) -> ChecklistPath | None:
    """The checklist that has at least half of this one's lines, by their ids; of several, the most."""
    ids = _line_ids(shared.loaded.checklist)
    nearest, most = None, len(ids) / 2
    for each in checklist_paths(context.paths):
        with suppress(OSError, FaultyChecklistError):
            alike = len(ids & _line_ids(read_version(each)[0].checklist))
            if alike >= most and alike:
                nearest, most = each, alike + 1
    return nearest


def _line_ids(checklist: Checklist) -> set[str]:
    return {each.id for each in checklist.rules} | {each.id for each in checklist.warnings}


def _packing_sentence(shared: SharedFile) -> str:
    packed = shared.loaded.packed
    if packed is None:
        return "Nobody packed it, so nothing tells whether it is as its author left it."
    by = f"by {packed.by}, so it says," if packed.by else "by somebody it does not name,"
    since = "and changed since" if _changed_since(shared) else "and not changed since"
    return f"Packed on {packed.on} {by} {since}."


def _changed_since(shared: SharedFile) -> bool:
    """Whether it is not as whoever packed it left it."""
    packed = shared.loaded.packed
    return packed is not None and not packed.fits(shared.loaded.canonical)


def _followers(context: AppContext, id: str) -> tuple[Recovery, ...]:
    """The recoveries that follow a checklist of this id, or one that stands on it."""
    try:
        recoveries = running_of(context)
    except JournalError as error:
        warn(str(error))
        return ()
    return tuple(
        each for each in recoveries if each.checklist == id or id in _base_ids(context, each.checklist)
    )


def _base_ids(context: AppContext, id: str) -> tuple[str, ...]:
    file = find(context.paths, id)
    return Snapshot().ids(file.path) if file is not None else ()


def _destination(context: AppContext, shared: SharedFile) -> Destination:
    id = shared.loaded.checklist.id
    existing = find(context.paths, id)
    path = context.paths.checklists / f"{id}.yaml" if existing is None or existing.shipped else existing.path
    return Destination(id, path, existing)


def _confirm_file(context: AppContext, shared: SharedFile) -> SharedFile:
    """The file as the person wants it.

    Raises:
        RefusedError: If they do not.
    """
    while True:
        destination = _destination(context, shared)
        if destination.holds(shared):
            return shared
        question = f"{destination.obstacle or destination.loss} {_question(destination)}".strip()
        reply = ask(question)
        if reply.casefold() in ("n", "no"):
            raise RefusedError("Nothing was added.")
        if reply.casefold() in ("s", "see"):
            from tui.cli.output.sheet import sheet

            number = context.emergency_number()
            say("", *sheet(shared.loaded.checklist, number, False), "")
        elif reply.casefold() in ("y", "yes") and not destination.obstacle:
            return shared
        elif destination.obstacle or destination.loss:
            try:
                shared = _with_id(context, shared, reply)
            except CommandError as error:
                warn(*str(error).splitlines())


def _question(destination: Destination) -> str:
    if destination.obstacle:
        return "Another id for it, n to leave it, or s to see all of it"
    if destination.loss:
        return "Have it so? y/n, another id for it, or s to see all of it"
    return "Add it? y/n, or s to see all of it"


def _alternatives(context: AppContext, destination: Destination) -> str:
    taken_ids = {each.id for each in checklist_paths(context.paths)}
    free_id = next(id for number in count(2) if (id := f"{destination.id[:60]}-{number}") not in taken_ids)
    replaces = "" if destination.obstacle else "To have it so: --force. "
    return f"{replaces}To give it another id: --as {free_id}"


def _write(destination: Destination, shared: SharedFile) -> None:
    try:
        if destination.existing is None or destination.existing.shipped:
            write_new(destination.path, shared.text)
        else:
            replace_file(destination.path, shared.text.encode())
    except FileExistsError:
        raise RefusedError(
            f"{destination.path} is there now: another program made it. Nothing was added."
        ) from None
    except OSError as error:
        raise UsageError(f"{destination.path} cannot be written: {reason_of(error)}.") from None


def _next_step(context: AppContext, id: str) -> str:
    """What can be done with a checklist that was taken."""
    followers = _followers(context, id)
    if not followers:
        return f"Begin with it: afterglow start {id}"
    several = f" --recovery {followers[0].id}" if len(context.running()) > 1 else ""
    return f"What it changes in your days, before it counts: afterglow checklist diff {id}{several}"
