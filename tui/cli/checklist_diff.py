"""`checklist diff`, `accept` and `keep`: a changed file seen before it counts, and then wanted or not."""

import os
from collections.abc import Callable, Container, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct
from msgspec.structs import replace

from tui.cli.context import recovery_of
from tui.cli.ending import NO, OK, FaultyChecklistError, RefusedError, UsageError
from tui.cli.files import checklist_path, read_version, warn_of_same_ids
from tui.cli.group import AS_JSON, Command, completed
from tui.cli.output.lines import say, say_json
from tui.cli.terminal import can_ask, confirm
from tui.files.checklist_files import ChecklistPath
from tui.files.status import PUT_BACK, RUNS_ON
from tui.recovery.context import AppContext
from tui.text.humanize import capital, counted, listed, reason_of

# What compares files, and pydantic with it, is loaded by the functions that need it.
if TYPE_CHECKING:
    from checklists.overlay.parts import ChangedPart
    from checklists.plan.plan import Plan
    from checklists.rules.checklist import Checklist
    from tui.files.comparison import ChecklistUpdate, OverlayView
    from tui.files.difference import Difference


class Changes(Struct, frozen=True):
    """What a file changes, in lines and commands."""

    context: AppContext
    update: "ChecklistUpdate"

    def command(self, name: str) -> str:
        """A command about this file, as it would be typed."""
        picked = f" --recovery {self.update.recovery.id}" if self.context.picked else ""
        return f"afterglow checklist {name} {self.update.file.id}{picked}"

    def nothing_waits(self) -> str:
        """That the recovery runs by just what the file says."""
        file = self.update.file
        says = f"{file.id} as it comes with Afterglow" if file.shipped else f"what {file.path} says"
        return f"Nothing waits: {self.update.whose} runs by {says}."

    def lines(self, new: Container[str] = ()) -> Iterator[str]:
        """What it changes.

        Args:
            new: Rules, by id, that might have been renamed ones and are not.
        """
        yield from self.update.opening.splitlines()
        yield ""
        yield from _difference_lines(self.update, "Nothing in your days changes.", new)
        yield ""
        if self.update.refused:
            yield from self.refused_lines()
            yield ""

    def refused_lines(self) -> Iterator[str]:
        """What of the file stays out of the plan, since it is refused; what is for safety is named so."""
        yield f"{self.update.refused_before or 'Refused, until it changes'}:"
        for each in self.update.left_out:
            yield from _lines(each)
            if guards := guards_words(each):
                yield f"  {guards}"

    def part(self, word: str) -> "ChangedPart":
        """The part of the file that a word stands for: its id, or enough of its words.

        Raises:
            UsageError: If it stands for none, or for several.
        """
        parts, folded = self.update.parts, word.casefold()
        exact = [each for each in parts if word in each.keys or word == each.name]
        fit = exact or [each for each in parts if folded in f"{each.key} {self.title(each)}".casefold()]
        if len(fit) == 1:
            return fit[0]
        names = listed([f"{each.name or each.key} ({self.title(each)})" for each in fit or parts])
        raise UsageError(f"{'Several parts fit' if fit else 'No part fits'} '{word}'. They are {names}.")

    def title(self, part: "ChangedPart") -> str:
        """The words that a part is known by."""
        every = (*self.update.differences, *self.update.left_out)
        return next((each.title for each in every if part.keys & {*each.parts}), part.name or part.section)

    def overlay_lines(self) -> Iterator[str]:
        """What the file that is in force changes of the one it extends, or nothing."""
        view = _overlay_view(self.update.file, lambda each: self.update.reader.plan(self.context.now(), each))
        if view is not None and view.differences:
            yield ""
            yield f"What it changes in {view.named}, {self.update.since}:"
            yield ""
            yield from _difference_lines(view, "")

    def value(self) -> dict[str, Any]:
        """The same as data: each change as it is said, what is weaker first."""
        from tui.files.comparison import with_reasons
        from tui.files.difference import weaker_first

        differences = with_reasons(self.update) if self.update.waits else ()
        weaker = weaker_first(differences)
        rest = [each for each in differences if not each.weaker]
        return {
            "recovery": self.update.recovery.id,
            "file": str(self.update.file.path),
            "waits": self.update.waits,
            "kept": self.update.unwanted,
            "changes": [
                {
                    "rule": each.rule or None,
                    "says": " ".join(str(each).split()),
                    "weaker": bool(each.weaker),
                    "because": each.because or None,
                    "parts": [part.key for part in self.update.parts_of(each)],
                }
                for each in (*weaker, *rest)
            ],
            "refused": [
                {
                    "parts": [part.key for part in self.update.parts_of(each)],
                    "says": " ".join(str(each).split()),
                    "since": self._refused_since(each),
                    "safety": each.guards,
                }
                for each in self.update.left_out
            ],
        }

    def _refused_since(self, each: "Difference") -> str | None:
        """The day on which something was refused."""
        since = [self.update.refused.get(part.key) for part in self.update.parts_of(each)]
        days = sorted(one.astimezone(self.update.before.zone).date().isoformat() for one in since if one)
        return days[0] if days else None

    def choices(self) -> Iterator[str]:
        """What can be done about it."""
        yield "Days that have passed stay as they are, with every tick."
        yield f"To have it so: {self.command('accept')}"
        wanted = [part for part in self.update.parts if part.key not in self.update.refused]
        if len(wanted) > 1:
            part = wanted[-1]
            yield f"To refuse a part of it: {self.command('accept')} --except {part.name or part.key}"
        yield f"To keep the plan as it is: {self.command('keep')}"
        yield from self.take_back()

    def take_back(self) -> Iterator[str]:
        """How something that was refused is had after all, where there is such."""
        for part in self.update.parts:
            if part.key in self.update.refused:
                accept = f"{self.command('accept')} --with {part.name or part.key}"
                yield f"To have a refused part after all: {accept}"
                return


def _difference_lines(
    view: "ChecklistUpdate | OverlayView", nothing: str, new: Container[str] = ()
) -> Iterator[str]:
    from tui.files.comparison import with_reasons

    yield from change_lines(with_reasons(view), nothing, new)


def change_lines(
    differences: "Sequence[Difference]", nothing: str, new: Container[str] = ()
) -> Iterator[str]:
    """What changes: what is weaker first, under a heading of its own.

    Args:
        nothing: What to say where nothing does.
        new: Rules, by id, that might have been renamed ones and are not.
    """
    from tui.files.difference import WEAKER, weaker_first

    weaker = weaker_first(differences)
    rest = [each for each in differences if not each.weaker]
    if weaker:
        yield f"{WEAKER}:"
        yield from (line for each in weaker for line in _lines(each))
        yield from [""] * bool(rest)
    for each in rest:
        yield from _lines(each.as_new() if each.rule in new else each)
    if not differences:
        yield nothing


def _lines(each: "Difference") -> Iterator[str]:
    ending = "" if str(each).endswith(("?", "!", ".")) else "."
    yield f"{' '.join(str(each).split())}{ending}"
    for text in each.texts:
        what = f"{text.what}, " if text.what else ""
        yield f"  {capital(f'{what}was')}: {' '.join(text.was.split())}"
        yield f"  {capital(f'{what}now')}: {' '.join(text.now.split()) or 'gone'}"
    if each.because:
        yield f"  Because: {' '.join(each.because.split())}"


def guards_words(each: "Difference") -> str:
    """What a plan is without where something is refused that is for safety; nothing where it is not."""
    if each.guards_call:
        return "For safety: without it your plan has no such reason to call, or a weaker one."
    return "For safety: without it your plan leaves this alone for less long." if each.guards else ""


def _overlay_view(file: ChecklistPath, plan: "Callable[[Checklist], Plan]") -> "OverlayView | None":
    from checklists.loader import ChecklistError
    from tui.files.comparison import overlay_view

    try:
        return overlay_view(file, plan)
    except (ChecklistError, OSError):
        # What it extends may be broken by itself, and then says so where it is read.
        read_version(file)
        return None


def read_changes(context: AppContext, id: str) -> Changes:
    """A checklist's file, read for the recovery spoken of. Nothing is written.

    Raises:
        UsageError: If there is no such checklist, or the recovery does not follow it.
        RefusedError: If there is no recovery.
        FaultyChecklistError: If the file cannot be used, with every Problem.
    """
    from checklists.loader import ChecklistError
    from tui.files.comparison import UnrelatedFileError, checklist_update, own_file
    from tui.recovery.reader import RecoveryReader

    recovery = recovery_of(context)
    reader = RecoveryReader(context.journal, context.settings, recovery)
    own = own_file(reader, context.paths) if id == recovery.checklist else None
    if own is not None:
        warn_of_same_ids(own)
    file = own or checklist_path(context, id)
    try:
        return Changes(context, checklist_update(reader, context.paths, file, context.now()))
    except UnrelatedFileError:
        raise UsageError(
            f"{recovery.full_title} ({recovery.id}) follows {recovery.checklist}, "
            f"and {id} does not extend that. "
            f"Name another recovery with --recovery, or begin one: afterglow start {id}"
        ) from None
    except ChecklistError as error:
        fault = str(error)
    except OSError as error:
        if not os.path.lexists(file.path):
            gone = f"{file.path} is not there any more; {RUNS_ON}. {PUT_BACK}"
            raise FaultyChecklistError(gone) from None
        fault = f"{file.path} cannot be read: {reason_of(error)}."
    raise FaultyChecklistError(f"{fault}\nUntil that is mended, {RUNS_ON}.")


@click.command(cls=Command)
@click.argument("id", shell_complete=completed("checklist_ids"))
@AS_JSON
@click.pass_obj
def diff(context: AppContext, id: str, as_json: bool) -> int:
    """Say what the file of ID changes in your days, before it counts.

    Before a recovery is started, it says what the file changes of the one it extends. Exits 1 if something
    waits to be accepted, 0 if nothing does. Nothing is written.
    """
    from tui.recovery.recovery import in_focus

    _ = context.now()
    if as_json:
        changes = read_changes(context, id)
        say_json(changes.value())
        return OK if changes.update.decided else NO
    if context.picked is None and in_focus(context.journal) is None:
        say(*_lines_without_recovery(context, id))
        return OK
    changes = read_changes(context, id)
    if not changes.update.waits:
        say(changes.nothing_waits(), *changes.overlay_lines())
        return OK
    if changes.update.unwanted:
        say(f"Nothing waits: you kept the plan as it is. To have it after all: {changes.command('accept')}")
        return OK
    if changes.update.decided:
        say("Nothing waits.", "", *changes.refused_lines(), "", *changes.take_back())
        return OK
    say(*changes.lines(), *changes.choices())
    return NO


def _lines_without_recovery(context: AppContext, id: str) -> Iterator[str]:
    """What a file changes of the one it extends, for somebody treated now.

    Raises:
        RefusedError: If it extends nothing: then there is nothing to compare it with.
        UsageError: If there is no such checklist.
        FaultyChecklistError: If it cannot be used, with every Problem.
    """
    from tui.recovery.begin import preview_plan

    now, zone = context.now(), context.clock.zone
    view = _overlay_view(
        checklist_path(context, id), lambda each: preview_plan(each, now, zone, {}, {}, context.settings, now)
    )
    if view is None:
        recovery_of(context)
        return
    yield f"What {id} changes in {view.named}, for somebody treated now:"
    yield ""
    yield from _difference_lines(view, "Nothing in any day.")
    yield ""
    yield f"No recovery has been started, so nothing waits. To begin one with it: afterglow start {id}"


@click.command(cls=Command)
@click.argument("id", shell_complete=completed("checklist_ids"))
@click.option("--as-new", is_flag=True, help="Take a rule that may be a renamed one for a new one.")
@click.option(
    "--except", "refused", multiple=True, metavar="PART", help="Refuse this part, until it changes."
)
@click.option("--with", "wanted", multiple=True, metavar="PART", help="Have this part, refused before.")
@click.pass_obj
def accept(
    context: AppContext, id: str, as_new: bool, refused: tuple[str, ...], wanted: tuple[str, ...]
) -> int:
    """Let what the file of ID says count from now on. Undo puts the old version back.

    A PART is the id of a rule, of a line on when to call or of another part, or enough of its words. What is
    refused stays refused until it changes. Of a rule that has only another id, it is asked first whether it
    is the same.
    """
    changes = read_changes(context, id)
    if as_new:
        new = frozenset(each.rule for each in _possible_renames(changes.update))
    else:
        update, new = _ask_of_renames(context, changes.update, lambda: read_changes(context, id).update)
        changes = Changes(context, update)
    if not changes.update.waits:
        changes.update.mind()
        raise RefusedError(changes.nothing_waits())
    changes = _chosen(changes, refused, wanted)
    update = changes.update
    lines = list(changes.lines(new))
    update.accept()
    count = len(update.refused_shown)
    but = f", but for {counted(count, 'part')}" if count else ""
    say(
        *lines,
        f"Accepted: {update.whose} runs by it from now on{but}. afterglow undo puts the old version back.",
    )
    return OK


def _chosen(changes: Changes, refused: Sequence[str], wanted: Sequence[str]) -> Changes:
    """What waits, without what is refused and with what is wanted after all.

    Raises:
        UsageError: If a word is no part's, or the rest does not stand without what is refused.
        RefusedError: If nothing is left to be accepted.
    """
    from tui.files.comparison import InseparableError

    update = changes.update
    if update.decided and not update.unwanted and not wanted:
        raise RefusedError("\n".join(["Nothing waits.", *changes.refused_lines(), *changes.take_back()]))
    if wanted and update.unwanted:
        update = update.refuse([part.key for part in update.parts])
    if wanted:
        update = update.want([changes.part(word).key for word in wanted])
    if refused:
        update = update.refuse([*update.refused, *(changes.part(word).key for word in refused)])
    if update.refused and len(update.refused) == len(update.parts):
        raise RefusedError(f"That refuses all of it. To keep the plan as it is: {changes.command('keep')}")
    try:
        update.without(update.refused)
    except InseparableError as error:
        raise UsageError(str(error)) from None
    return replace(changes, update=update)


def _ask_of_renames(
    context: AppContext, update: "ChecklistUpdate", read_again: "Callable[[], ChecklistUpdate]"
) -> "tuple[ChecklistUpdate, frozenset[str]]":
    """Ask of each rule that may be a renamed one whether it is, and write `was` into the file where it is.

    Args:
        update: What the file says.
        read_again: What it says after something was written into it.

    Returns:
        What the file says then, and the rules, by id, that are new ones.

    Raises:
        UsageError: If nobody can be asked, or `was` cannot be written.
    """
    new: frozenset[str] = frozenset()
    while open_renames := [each for each in _possible_renames(update) if each.rule not in new]:
        if not can_ask():
            raise UsageError(_refusal(update, open_renames))
        each = open_renames[0]
        if confirm(f"{each.title}: {each.was} is called {each.rule} now. Is it the same rule?"):
            _write(context, update, each)
            update = read_again()
        else:
            new |= {each.rule}
    return update, new


def _possible_renames(update: "ChecklistUpdate") -> "Iterator[Difference]":
    """What waits of rules that may only have another id."""
    from tui.files.difference import Change

    return (
        (each for each in update.differences if each.change is Change.RENAMED) if update.waits else iter(())
    )


def _refusal(update: "ChecklistUpdate", renames: "list[Difference]") -> str:
    write = listed([f"was: [{each.was}] in {each.rule}" for each in renames])
    same = "if it is the same rule" if len(renames) == 1 else "where it is the same rule"
    return (
        f"Write {write}, in {update.file.path}, {same} under another id, so that every tick stays with it; "
        "if not, accept it with --as-new."
    )


def _write(context: AppContext, update: "ChecklistUpdate", rename: "Difference") -> None:
    from checklists.loader import ChecklistError
    from tui.files.author import Author
    from tui.files.edits import CannotEditError, SameRule

    try:
        Author(context.paths).write_in(update.file, SameRule(rename.rule, rename.was))
    except (CannotEditError, ChecklistError) as error:
        raise UsageError(str(error)) from None


@click.command(cls=Command)
@click.argument("id", shell_complete=completed("checklist_ids"))
@click.pass_obj
def keep(context: AppContext, id: str) -> int:
    """Keep the plan as it is.

    No more is said of the file of ID until it changes again.
    """
    changes = read_changes(context, id)
    if not changes.update.waits:
        raise RefusedError(changes.nothing_waits())
    if not changes.update.unwanted:
        changes.update.keep()
    whose = changes.update.whose
    say(f"Kept: {whose} goes on as it was. Nothing more is said of {id} until its file changes again.")
    return OK
