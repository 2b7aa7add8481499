"""`checklist add`: a file from somebody else, checked and shown, and then among the person's own."""

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import click
from msgspec import Struct

from checklists.rules.rule import Kind
from tui.cli.context import running_of
from tui.cli.ending import OK, CommandError, FaultyChecklistError, RefusedError, UsageError
from tui.cli.files import format_note
from tui.cli.group import Command
from tui.cli.output.lines import say, warn
from tui.cli.terminal import ask, can_ask
from tui.files import sharing as adding
from tui.files.checklist_files import ChecklistPath, checklist_paths, find
from tui.files.heads import MOST, head, ids, is_shipped
from tui.files.new_file import write_new
from tui.files.sharing import CannotAddError, SharedFile, UnusableFileError
from tui.journal import JournalError
from tui.paths import replace_file
from tui.recovery.context import AppContext
from tui.recovery.recovery import Recovery
from tui.text.humanize import counted, listed, reason_of

STDIN = "(standard input)"
_ID = re.compile(r"[a-z][a-z0-9-]{0,63}")


class Destination(Struct, frozen=True):
    """Where a checklist of an id would be written."""

    id: str
    path: Path
    there: ChecklistPath | None
    """What has this id now."""

    @property
    def barred(self) -> str:
        """Why nothing can be written there, whoever agrees, or nothing."""
        if self.path.is_symlink():
            return f"{self.path} is a link, and stays one."
        if os.path.lexists(self.path) and (self.there is None or self.there.path != self.path):
            return f"{self.path} is there already, and is something else."
        return ""

    @property
    def taken(self) -> str:
        """What it would take the place of, or nothing."""
        if self.there is None:
            return ""
        if self.there.shipped:
            return f"{self.id} comes with Afterglow, and this would take its place."
        return f"{self.id} is there already, in {self.path}, and what that says would be lost."

    def holds(self, given: SharedFile) -> bool:
        """Whether the same stands there, letter by letter."""
        try:
            return not self.barred and self.path.read_bytes() == given.text.encode()
        except OSError:
            return False


@click.command(cls=Command)
@click.argument("file")
@click.option("--as", "id", metavar="ID", help="Give it another id.")
@click.option("--yes", is_flag=True, help="Do not ask. Nothing is replaced.")
@click.option("--force", is_flag=True, help="Do not ask, and replace what has its id.")
@click.pass_obj
def add(context: AppContext, file: str, id: str | None, yes: bool, force: bool) -> int:
    """Take a FILE from somebody else among your own.

    It is checked first, and shown. By itself it changes no plan. FILE may be - for the standard input.
    """
    asks = not yes and not force
    if asks and (file == "-" or not can_ask()):
        raise UsageError("Nobody can be asked here. To have it checked, and taken if it is good: --yes")
    given = _read_shared(context, file)
    if id is not None:
        given = _with_id(context, given, id)
    say(*preview(context, given))
    if asks:
        given = _confirm_file(context, given)
    place = _destination(context, given)
    if place.holds(given):
        say(f"{place.path} is there already, and says just that.")
        return OK
    if place.barred or (place.taken and not asks and not force):
        raise RefusedError(f"{place.barred or place.taken} {_alternatives(context, place)}")
    _write(place, given)
    say(f"Added: {place.path}", next_step(context, place.id))
    return OK


def _read_shared(context: AppContext, file: str) -> SharedFile:
    try:
        if file != "-":
            return adding.given(adding.read(Path(file)), file, context.paths)
        return adding.given(sys.stdin.buffer.read(MOST), STDIN, context.paths)
    except UnusableFileError as error:
        raise FaultyChecklistError(str(error)) from None
    except CannotAddError as error:
        raise UsageError(str(error)) from None


def _with_id(context: AppContext, given: SharedFile, id: str) -> SharedFile:
    if not _ID.fullmatch(id):
        raise UsageError(
            f"{id!r} is not an id: small letters, digits and -, a letter first, such as my-face."
        )
    try:
        return adding.renamed(given, id, context.paths)
    except UnusableFileError as error:
        raise FaultyChecklistError(f"It cannot be called {id}.\n{error}") from None
    except CannotAddError as error:
        raise UsageError(str(error)) from None


def _destination(context: AppContext, given: SharedFile) -> Destination:
    id = given.loaded.checklist.id
    there = find(context.paths, id)
    path = context.paths.checklists / f"{id}.yaml" if there is None or there.shipped else there.path
    return Destination(id, path, there)


def _confirm_file(context: AppContext, given: SharedFile) -> SharedFile:
    """The file as the person wants it.

    Raises:
        RefusedError: If they do not.
    """
    while True:
        place = _destination(context, given)
        if place.holds(given):
            return given
        question = f"{place.barred or place.taken} {_question(place)}".strip()
        said = ask(question)
        if said.casefold() in ("n", "no"):
            raise RefusedError("Nothing was added.")
        if said.casefold() in ("s", "see"):
            from tui.cli.output.sheet import sheet

            number = context.settings.emergency_number(context.clock.zone)
            say("", *sheet(given.loaded.checklist, number, False), "")
        elif said.casefold() in ("y", "yes") and not place.barred:
            return given
        elif place.barred or place.taken:
            try:
                given = _with_id(context, given, said)
            except CommandError as error:
                warn(*str(error).splitlines())


def _question(place: Destination) -> str:
    if place.barred:
        return "Another id for it, n to leave it, or s to see all of it"
    if place.taken:
        return "Have it so? y/n, another id for it, or s to see all of it"
    return "Add it? y/n, or s to see all of it"


def _alternatives(context: AppContext, place: Destination) -> str:
    taken = {each.id for each in checklist_paths(context.paths)}
    free = next(id for number in count(2) if (id := f"{place.id[:60]}-{number}") not in taken)
    replaces = "" if place.barred else "To have it so: --force. "
    return f"{replaces}To give it another id: --as {free}"


def _write(place: Destination, given: SharedFile) -> None:
    try:
        if place.there is None or place.there.shipped:
            write_new(place.path, given.text)
        else:
            replace_file(place.path, given.text.encode())
    except FileExistsError:
        raise RefusedError(
            f"{place.path} is there now: another program made it. Nothing was added."
        ) from None
    except OSError as error:
        raise UsageError(f"{place.path} cannot be written: {reason_of(error)}.") from None


def preview(context: AppContext, given: SharedFile) -> Iterator[str]:
    """What it is, who it is from, and what it would touch."""
    read = given.loaded.checklist
    kinds = Counter(rule.kind for rule in read.rules)
    yield read.title
    yield f"For: {read.purpose}"
    yield f"{read.id}, revision {read.revision}, reviewed {read.reviewed}"
    rules = ", ".join(f"{kinds[kind]} {kind}" for kind in Kind if kinds[kind])
    yield f"{counted(len(read.rules), 'rule')} ({rules}), {counted(len(read.warnings), 'warning')}"
    yield _packing_sentence(given)
    if given.loaded.bases:
        base = Path(given.loaded.bases[0])
        yield f"It holds only what differs from {head(base).id if is_shipped(base) else base}"
    if given.left_out:
        lines = listed([str(line) for line in given.left_out])
        yield f"Left out, since it speaks to an editor and not to you: line {lines}"
    yield from (format_note(each, given.name) for each in given.loaded.notes if each.where != "packed.hash")
    concerned = _followers(context, read.id)
    if concerned:
        names = listed([f"{each.named} ({each.id})" for each in concerned])
        yield f"It concerns {names}, where nothing changes before you accept it."
    else:
        yield "No recovery of yours follows it."


def _packing_sentence(given: SharedFile) -> str:
    packed = given.loaded.packed
    if packed is None:
        return "Nobody packed it, so nothing tells whether it is as its author left it."
    by = f"by {packed.by}, so it says," if packed.by else "by somebody it does not name,"
    since = "and not changed since" if packed.fits(given.loaded.canonical) else "and changed since"
    return f"Packed on {packed.on} {by} {since}."


def _followers(context: AppContext, id: str) -> tuple[Recovery, ...]:
    """The recoveries that follow a checklist of this id, or one that stands on it."""
    try:
        running = running_of(context)
    except JournalError as error:
        warn(str(error))
        return ()
    return tuple(each for each in running if each.checklist == id or id in _base_ids(context, each.checklist))


def _base_ids(context: AppContext, id: str) -> tuple[str, ...]:
    file = find(context.paths, id)
    return ids(file.path) if file is not None else ()


def next_step(context: AppContext, id: str) -> str:
    """What can be done with a checklist that was taken."""
    concerned = _followers(context, id)
    if not concerned:
        return f"Begin with it: afterglow start {id}"
    several = f" --recovery {concerned[0].id}" if len(context.running()) > 1 else ""
    return f"What it changes in your days, before it counts: afterglow checklist diff {id}{several}"
