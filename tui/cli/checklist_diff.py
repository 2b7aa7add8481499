"""`checklist diff`, `accept` and `keep`: a changed file seen before it counts, and then wanted or not."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

import click

from tui.cli.codes import NO, OK, Faulty, No, Wrong
from tui.cli.files import chosen, named
from tui.cli.group import Command
from tui.cli.here import Here
from tui.cli.lines import say
from tui.day.acts import Acts
from tui.day.banner import RUNS_ON, followed, in_force, unwanted
from tui.day.bases import ids
from tui.day.begin import Chosen
from tui.day.care import Care
from tui.day.difference import Difference, differences
from tui.day.files import Found, Look, remember
from tui.day.recovery import Recovery
from tui.day.words import short_date


@dataclass(frozen=True, slots=True)
class Newer:
    """What a file says, beside what a recovery runs by."""

    here: Here
    recovery: Recovery
    file: Found
    chosen: Chosen
    seen: Look

    @property
    def waits(self) -> bool:
        """Whether it is another version than the one in force."""
        return self.chosen.hash != in_force(self.here.journal, self.recovery)

    @property
    def unwanted(self) -> bool:
        """Whether the person has said that they do not want it."""
        return self.chosen.hash == unwanted(self.here.journal, self.recovery, self.file.id)

    @property
    def whose(self) -> str:
        """`PicoSure on the face (picosure-face)`."""
        return f"{self.recovery.named} ({self.recovery.id})"

    def care(self) -> Care:
        """The recovery, opened without a word on its file."""
        return Care(self.here.journal, self.here.settings, self.recovery)

    def acts(self) -> Acts:
        """What can be done to it now."""
        return self.here.acts(self.care())

    def command(self, name: str) -> str:
        """A command about this file, as it would be typed."""
        picked = f" --recovery {self.recovery.id}" if self.here.picked else ""
        return f"afterglow checklist {name} {self.file.id}{picked}"

    def same(self) -> str:
        """That there is nothing to be said."""
        return f"Nothing waits: {self.whose} runs by what {self.file.path} says."

    def lines(self) -> Iterator[str]:
        """What it changes, and that what has passed stays."""
        before = self.care().plan(self.here.now)
        after = self.care().plan(self.here.now, self.chosen.checklist)
        first = max(before.today, 0)
        day = f"day {first} ({short_date(before.date_of(first))})"
        since = f"from {day} on" if before.today < 0 else f"from now, {day}, on"
        if self.file.id != self.recovery.checklist:
            verb = "extends" if self.recovery.checklist in ids(self.file.path) else "is what stands under"
            yield f"{self.file.id} {verb} {self.recovery.checklist}: accepting it moves {self.whose} to it."
            yield f"What changes {since}:"
        else:
            yield f"{self.file.id} has changed. For {self.whose}, {since}:"
        yield ""
        found = differences(before, after)
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


def _said(each: Difference) -> Iterator[str]:
    ending = "" if str(each).endswith(("?", "!", ".")) else "."
    yield f"{' '.join(str(each).split())}{ending}"
    if each.because:
        yield f"  Because: {' '.join(each.because.split())}"


def newer(here: Here, id: str) -> Newer:
    """A checklist's file, read for the recovery spoken of. Nothing is written.

    Raises:
        Wrong: If there is no such checklist, or the recovery does not follow it.
        No: If there is no recovery.
        Faulty: If the file cannot be used, with every Problem.
    """
    recovery = here.recovery()
    file = _file(here, recovery, id)
    related = file.id == recovery.checklist or recovery.checklist in ids(file.path)
    if not related:
        own = followed(here.journal, here.paths, recovery)
        related = own is not None and os.path.lexists(own.path) and file.id in ids(own.path)
    if not related:
        raise Wrong(
            f"{recovery.named} ({recovery.id}) follows {recovery.checklist}, and {id} does not extend that. "
            f"Name another recovery with --recovery, or begin one: afterglow start {file.id}"
        )
    try:
        read, seen = chosen(file)
    except Faulty as error:
        raise Faulty(f"{error}\nUntil that is mended, {RUNS_ON}.") from None
    return Newer(here, recovery, file, read, seen)


def _file(here: Here, recovery: Recovery, id: str) -> Found:
    """The file of an id; of the recovery's own checklist also one outside the person's folder."""
    own = followed(here.journal, here.paths, recovery) if id == recovery.checklist else None
    return own if own is not None and os.path.lexists(own.path) else named(here, id)


@click.command(cls=Command)
@click.argument("id")
@click.pass_obj
def diff(here: Here, id: str) -> int:
    """Say what the file of ID changes in your days, before it counts.

    Exits 1 if something waits to be accepted, 0 if nothing does. Nothing is written.
    """
    found = newer(here, id)
    if not found.waits:
        say(found.same())
        return OK
    if found.unwanted:
        say(f"Nothing waits: you kept the plan as it is. To have it after all: {found.command('accept')}")
        return OK
    say(*found.lines(), *found.choices())
    return NO


@click.command(cls=Command)
@click.argument("id")
@click.pass_obj
def accept(here: Here, id: str) -> int:
    """Let what the file of ID says count from now on. Undo puts the old version back."""
    found = newer(here, id)
    if not found.waits:
        # Said outright, so that no more is said of a file of its id that has gone.
        remember(here.journal, found.seen, found.chosen.hash)
        raise No(found.same())
    lines = list(found.lines())
    found.acts().accept(found.chosen)
    remember(here.journal, found.seen, found.chosen.hash)
    say(*lines, f"Accepted: {found.whose} runs by it from now on. afterglow undo puts the old version back.")
    return OK


@click.command(cls=Command)
@click.argument("id")
@click.pass_obj
def keep(here: Here, id: str) -> int:
    """Keep the plan as it is.

    No more is said of the file of ID until it changes again.
    """
    found = newer(here, id)
    if not found.waits:
        raise No(found.same())
    if not found.unwanted:
        found.acts().keep(found.chosen)
        remember(here.journal, found.seen, found.chosen.hash)
    say(f"Kept: {found.whose} goes on as it was. Nothing more is said of {id} until its file changes again.")
    return OK
