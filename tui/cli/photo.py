"""`photo`: photos of the skin, added from files, listed, opened and forgotten."""

from pathlib import Path

import click

from checklists.text import nearest_or_all
from tui.cli.context import acts_of, reader_of
from tui.cli.ending import OK, RefusedError, UsageError, parse_argument
from tui.cli.group import Group
from tui.cli.output.lines import say, say_json
from tui.cli.pick import Picker, check_begun
from tui.cli.terminal import can_ask, confirm
from tui.photos.adding import add_photos, forget_photo
from tui.photos.outside import open_outside
from tui.photos.photo_files import PhotoFiles
from tui.photos.take_in import PhotoError, Turn
from tui.recovery.acts import Acts
from tui.recovery.context import AppContext
from tui.recovery.photos import Photo, parse_part, photos_of
from tui.text.cells import columns
from tui.text.humanize import counted, short_date

_SHOWN = 8
"""Letters of a name that are shown, and that are enough to mean it."""


@click.group(cls=Group)
def photo() -> None:
    """Keep photos of how it heals beside the journal. They stay on this machine, and nothing judges them."""


@photo.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--day", metavar="N", type=int, help="The day they are of, by its number; without it, today.")
@click.option("--date", "on", metavar="DATE", help="The day they are of, such as 2026-11-22 or yesterday.")
@click.option("--part", metavar="PART", default="", help="What they show, such as left-cheek.")
@click.option(
    "--turn", type=click.Choice(["left", "right", "over"]), help="Turn it, where it would lie on its side."
)
@click.pass_obj
def add(
    context: AppContext, files: tuple[Path, ...], day: int | None, on: str | None, part: str, turn: str | None
) -> int:
    """Add photos, upright and without place, time zone, camera or comment. The files stay as they are.

    The day's photo rule is ticked with it.
    """
    acts = acts_of(context)
    number = _day(acts, day, on)
    wanted = parse_argument(parse_part, part)
    try:
        kept, date = PhotoFiles(context.paths.photos), acts.plan.date_of(number)
        done = add_photos(acts, kept, files, date, wanted, Turn(turn or "none"))
    except PhotoError as error:
        raise UsageError(str(error)) from None
    ticked = " The photo rule is ticked with it." if done.what.ticked else ""
    say(f"Added: {counted(done.what.count, 'photo')}, {_label(number, wanted)}.{ticked}")
    return OK


def _day(acts: Acts, day: int | None, on: str | None) -> int:
    if day is not None and on is not None:
        raise UsageError("Say either --day or --date.")
    number = Picker(acts.reader, acts.plan, acts.now).day(on) if day is None else day
    check_begun(acts.plan, number)
    if number > acts.plan.today:
        raise UsageError(f"Day {number} has not come.")
    return number


def _label(number: int, part: str) -> str:
    return f"day {number}{f', {part}' if part else ''}"


@photo.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def list_photos(context: AppContext, as_json: bool) -> int:
    """List the photos, by day."""
    photos, files = _photos(context), PhotoFiles(context.paths.photos)
    there = files.names()
    if as_json:
        say_json([_json(each, there, files) for each in photos])
        return OK
    if not photos:
        say("No photos yet. Add one with: afterglow photo add FILE")
        return OK
    say(*columns(_row(each, there) for each in photos))
    return OK


def _row(each: Photo, there: frozenset[str]) -> tuple[str, ...]:
    state = "forgotten" if each.forgotten else "" if each.name in there else "its file is gone"
    return f"Day {each.day}", short_date(each.date), each.name[:_SHOWN], each.part, state


def _json(each: Photo, there: frozenset[str], files: PhotoFiles) -> dict[str, object]:
    return {
        "name": each.name,
        "day": each.day,
        "date": each.date.isoformat(),
        "part": each.part or None,
        "file": str(files.path(each.name)) if each.name in there else None,
        "forgotten": each.forgotten,
    }


@photo.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def forget(context: AppContext, name: str, yes: bool) -> int:
    """Delete a photo's file for good. Its entry stays, and says so; undo does not bring the file back."""
    acts, files = acts_of(context), PhotoFiles(context.paths.photos)
    chosen = _find(context, name)
    if chosen.forgotten and not files.has(chosen.name):
        raise RefusedError("It is forgotten already.")
    if not yes:
        if not can_ask():
            raise RefusedError("Its file would be deleted for good. Say --yes to have that.")
        if not confirm(f"Delete the file of {chosen.label}, for good?"):
            raise RefusedError("Nothing was deleted.")
    try:
        forget_photo(acts, files, chosen)
    except PhotoError as error:
        raise RefusedError(str(error)) from None
    say(f"Forgotten: {chosen.label}. Its file is deleted.")
    return OK


@photo.command("open")
@click.argument("name")
@click.pass_obj
def open_photo(context: AppContext, name: str) -> int:
    """Open a photo in what this machine shows pictures with."""
    files, chosen = PhotoFiles(context.paths.photos), _find(context, name)
    if not files.has(chosen.name):
        raise RefusedError(f"The file of {chosen.label} is {'deleted' if chosen.forgotten else 'gone'}.")
    if not open_outside(files.path(chosen.name)):
        raise RefusedError(f"Nothing here opens pictures. It is {files.path(chosen.name)}.")
    return OK


def _photos(context: AppContext) -> tuple[Photo, ...]:
    reader = reader_of(context)
    return photos_of(context.journal, reader.recovery, reader.plan(context.now()))


def _find(context: AppContext, name: str) -> Photo:
    photos = _photos(context)
    found = [each for each in photos if each.name.startswith(name.strip().lower())]
    names = sorted({each.name[:_SHOWN] for each in photos})
    if not found or not name.strip():
        raise UsageError(f"There is no photo {name!r}.{nearest_or_all(name, names)}")
    if len({each.name for each in found}) > 1:
        raise UsageError(f"{name!r} is the beginning of {counted(len(found), 'photo')}. Write more of it.")
    return found[-1]
