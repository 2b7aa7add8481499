"""`export`: what was recorded, taken elsewhere."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.ending import OK, UsageError
from tui.cli.files import require_folder
from tui.cli.group import Group
from tui.cli.output.lines import json_text, say, say_file, say_json, warn
from tui.export.json import export_value
from tui.paths import replace_file
from tui.recovery.context import AppContext
from tui.text.humanize import capital, reason_of, short_date

if TYPE_CHECKING:
    from checklists.plan.plan import Plan
    from tui.export.calendar import CalendarExport
    from tui.export.report import ReportPhoto
    from tui.recovery.reader import RecoveryReader

_OUTPUT = click.option(
    "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write here, as a whole or not at all."
)
PRINT = "Open it in a browser to print it."
_DAYS = re.compile(r"([0-9]{1,4})(?:-([0-9]{1,4}))?")


@click.group(cls=Group)
def export() -> None:
    """Write what was recorded in a format for others."""


def write_output(output: Path, content: bytes) -> None:
    """Write a file, as a whole or not at all.

    Raises:
        UsageError: If it cannot be written, or its folder is not there.
    """
    try:
        if output.is_dir():
            raise UsageError(f"{output} is a folder.")
        require_folder(output)
        replace_file(output, content)
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {reason_of(error)}.") from None


@export.command("json")
@click.option("--photos", is_flag=True, help="With the photos.")
@_OUTPUT
@click.pass_obj
def as_json(context: AppContext, photos: bool, output: Path | None) -> int:
    """Write everything as JSON.

    What holds now, and every act that led there. `import json` takes it in again.
    """
    value = export_value(context.journal, context.now())
    if photos:
        value["photos"] = _photos(context)
    if output is None:
        say_json(value)
    else:
        write_output(output, f"{json_text(value)}\n".encode())
    return OK


@export.command("csv")
@click.argument("what", metavar="entries|signs|sessions", type=click.Choice(["entries", "signs", "sessions"]))
@_OUTPUT
@click.pass_obj
def as_csv(context: AppContext, what: str, output: Path | None) -> int:
    """Write rows for a spreadsheet, of every session of the course.

    A note that begins with = stays a note: such cells begin with an apostrophe.
    """
    from tui.cli.context import reader_of
    from tui.export import csv

    now, sessions = context.now(), _sessions(reader_of(context), context, course=True)
    if what == "entries":
        text = csv.csv_text(csv.ENTRIES, csv.entry_rows(sessions))
    elif what == "signs":
        text = csv.csv_text(csv.SIGNS, csv.sign_rows(sessions, now))
    else:
        text = csv.csv_text(csv.SESSIONS, csv.session_rows(sessions, now))
    if output is None:
        say(*text.split("\r\n")[:-1], whole=True)
    else:
        # With the mark by which spreadsheets know UTF-8.
        write_output(output, text.encode("utf-8-sig"))
    return OK


@export.command("report")
@click.option("--course", is_flag=True, help="Every session of the course, a page each.")
@click.option("--days", metavar="A-B", help="Only these days, such as 0-14.")
@click.option("--photos", is_flag=True, help="With the photos of these days.")
@_OUTPUT
@click.pass_obj
def as_report(context: AppContext, course: bool, days: str | None, photos: bool, output: Path | None) -> int:
    """Write one page for the clinic.

    What you reported, did and noted: as .html to be opened and printed, or as .pdf. Nothing is loaded from
    anywhere, and nothing is sent.
    """
    from tui.cli.context import reader_of
    from tui.export.report import ReportError, report_html, write_report

    wanted = None if days is None else _days(days)
    reader = reader_of(context)
    sessions = _sessions(reader, context, course)
    pictures = _pictures(context, sessions, wanted) if photos else {}
    page = report_html(sessions, context.now(), wanted, pictures)
    if output is None:
        say(*page.split("\n"), whole=True)
        return OK
    try:
        write_report(page, output)
    except ReportError as error:
        raise UsageError(str(error)) from None
    warn(f"Written: {output}. {PRINT if output.suffix.lower() != '.pdf' else ''}".rstrip())
    return OK


@export.command("ics")
@click.option("--todo", is_flag=True, help="Tasks that are due, instead of events.")
@click.option("--home-time", is_flag=True, help="With the plan's time zone, also if you travel.")
@_OUTPUT
@click.pass_obj
def as_ics(context: AppContext, todo: bool, home_time: bool, output: Path | None) -> int:
    """Write what is to come as a calendar file.

    Import it again after a change: what moved moves, and what left the plan is cancelled. Its words are
    neutral, unless the setting private is no.
    """
    from tui.cli.context import recovery_of
    from tui.export.calendar import export_words, write_calendar

    recovery_of(context)

    def write(made: "CalendarExport") -> None:
        if output is None:
            say_file(made.content.decode())
        else:
            write_output(output, made.content)
            words = export_words(made)
            warn(f"Written: {output}: {words}. Import it into your calendar, and again after a change.")

    write_calendar(context, write, warn, todo=todo, home_time=home_time)
    return OK


def _photos(context: AppContext) -> dict[str, str]:
    """Every photo that the journal names, by name, in base64."""
    from base64 import b64encode

    from tui.journal import Topic
    from tui.photos.photo_files import PhotoFiles

    files = PhotoFiles(context.paths.photos)
    values = (entry.value for entry in context.journal.across(Topic.PHOTO).values())
    names = {str(value.get("file")) for value in values if isinstance(value, dict)} & files.names()
    return {name: b64encode(files.read(name)).decode("ascii") for name in sorted(names)}


def _pictures(
    context: AppContext, sessions: "list[tuple[RecoveryReader, Plan]]", days: tuple[int, int] | None
) -> "dict[str, list[ReportPhoto]]":
    """The photos of each recovery, by its id, whose files are there."""
    from tui.export.report import ReportPhoto
    from tui.photos.photo_files import PhotoFiles
    from tui.recovery.photos import photos_of

    files = PhotoFiles(context.paths.photos)
    there, pictures = files.names(), dict[str, list[ReportPhoto]]()
    for reader, plan in sessions:
        for each in photos_of(context.journal, reader.recovery, plan):
            if each.name in there and (days is None or days[0] <= each.day <= days[1]):
                name = f"{capital(each.label)}, {short_date(each.date)}"
                photo = ReportPhoto(name, files.read(each.name))
                pictures.setdefault(reader.recovery.id, []).append(photo)
    return pictures


def _days(text: str) -> tuple[int, int]:
    parts = _DAYS.fullmatch(text.strip())
    first, last = (int(parts[1]), int(parts[2] or parts[1])) if parts else (1, 0)
    if first > last:
        raise UsageError(f"{text!r} is not a range of days. Write it like 0-14.")
    return first, last


def _sessions(
    reader: "RecoveryReader", context: AppContext, course: bool
) -> "list[tuple[RecoveryReader, Plan]]":
    from msgspec.structs import replace

    from tui.recovery.recovery import course_of

    recoveries = course_of(context.journal, reader.recovery) if course else (reader.recovery,)
    readers = [replace(reader, recovery=recovery) for recovery in recoveries]
    return [(each, each.plan(context.now())) for each in readers]
