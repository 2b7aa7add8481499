"""`checklist diff`, `accept` and `keep`: a changed file seen before it counts, and then wanted or not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from tui.cli.codes import NO, OK, Faulty, No, Wrong
from tui.cli.files import named
from tui.cli.group import Command
from tui.cli.here import Here
from tui.cli.lines import say
from tui.day.banner import RUNS_ON

if TYPE_CHECKING:
    from tui.day.difference import Difference
    from tui.day.newer import Newer


@dataclass(frozen=True, slots=True)
class Changes:
    """What a file changes, in lines and commands."""

    here: Here
    newer: "Newer"

    def command(self, name: str) -> str:
        """A command about this file, as it would be typed."""
        picked = f" --recovery {self.newer.recovery.id}" if self.here.picked else ""
        return f"afterglow checklist {name} {self.newer.file.id}{picked}"

    def same(self) -> str:
        """That there is nothing to be said."""
        return f"Nothing waits: {self.newer.whose} runs by what {self.newer.file.path} says."

    def lines(self) -> Iterator[str]:
        """What it changes, and that what has passed stays."""
        yield from self.newer.opening.splitlines()
        yield ""
        from tui.authoring.reasons import with_reasons

        found = with_reasons(self.newer)
        for each in found:
            yield from _said(each)
        if not found:
            yield "Nothing in your days changes."
        yield ""

    def choices(self) -> Iterator[str]:
        """What can be done about it."""
        yield "Days that have passed stay as they are, with every tick."
        yield f"To have it so: {self.command('accept')}"
        yield f"To keep the plan as it is: {self.command('keep')}"


def _said(each: "Difference") -> Iterator[str]:
    ending = "" if str(each).endswith(("?", "!", ".")) else "."
    yield f"{' '.join(str(each).split())}{ending}"
    if each.because:
        yield f"  Because: {' '.join(each.because.split())}"


def changes(here: Here, id: str) -> Changes:
    """A checklist's file, read for the recovery spoken of. Nothing is written.

    Raises:
        Wrong: If there is no such checklist, or the recovery does not follow it.
        No: If there is no recovery.
        Faulty: If the file cannot be used, with every Problem.
    """
    from checklists.loader import ChecklistError
    from tui.day.care import Care
    from tui.day.newer import Unrelated, newer, own_file

    recovery = here.recovery()
    care = Care(here.journal, here.settings, recovery)
    own = own_file(care, here.paths) if id == recovery.checklist else None
    file = own or named(here, id)
    try:
        return Changes(here, newer(care, here.paths, file, here.now))
    except Unrelated:
        raise Wrong(
            f"{recovery.named} ({recovery.id}) follows {recovery.checklist}, and {id} does not extend that. "
            f"Name another recovery with --recovery, or begin one: afterglow start {id}"
        ) from None
    except ChecklistError as error:
        fault = str(error)
    except OSError as error:
        fault = f"{file.path} cannot be read: {(error.strerror or str(error)).lower()}."
    raise Faulty(f"{fault}\nUntil that is mended, {RUNS_ON}.")


@click.command(cls=Command)
@click.argument("id")
@click.pass_obj
def diff(here: Here, id: str) -> int:
    """Say what the file of ID changes in your days, before it counts.

    Exits 1 if something waits to be accepted, 0 if nothing does. Nothing is written.
    """
    found = changes(here, id)
    if not found.newer.waits:
        say(found.same())
        return OK
    if found.newer.unwanted:
        say(f"Nothing waits: you kept the plan as it is. To have it after all: {found.command('accept')}")
        return OK
    say(*found.lines(), *found.choices())
    return NO


@click.command(cls=Command)
@click.argument("id")
@click.pass_obj
def accept(here: Here, id: str) -> int:
    """Let what the file of ID says count from now on. Undo puts the old version back."""
    found = changes(here, id)
    if not found.newer.waits:
        found.newer.mind()
        raise No(found.same())
    lines = list(found.lines())
    found.newer.accept()
    whose = found.newer.whose
    say(*lines, f"Accepted: {whose} runs by it from now on. afterglow undo puts the old version back.")
    return OK


@click.command(cls=Command)
@click.argument("id")
@click.pass_obj
def keep(here: Here, id: str) -> int:
    """Keep the plan as it is.

    No more is said of the file of ID until it changes again.
    """
    found = changes(here, id)
    if not found.newer.waits:
        raise No(found.same())
    if not found.newer.unwanted:
        found.newer.keep()
    whose = found.newer.whose
    say(f"Kept: {whose} goes on as it was. Nothing more is said of {id} until its file changes again.")
    return OK
