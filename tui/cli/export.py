"""`export`: what was recorded, taken elsewhere."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.ending import OK, UsageError
from tui.cli.files import require_folder
from tui.cli.group import Group
from tui.cli.output.lines import json_text, say, say_json, warn
from tui.export.json import export_value
from tui.paths import replace_file
from tui.recovery.context import AppContext
from tui.text.humanize import reason_of

if TYPE_CHECKING:
    from checklists.plan.plan import Plan
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
@_OUTPUT
@click.pass_obj
def as_json(context: AppContext, output: Path | None) -> int:
    """Write everything as JSON.

    What holds now, and every act that led there.
    """
    value = export_value(context.journal, context.now())
    if output is None:
        say_json(value)
    else:
        write_output(output, f"{json_text(value)}\n".encode())
    return OK


@export.command("report")
@click.option("--course", is_flag=True, help="Every session of the course, a page each.")
@click.option("--days", metavar="A-B", help="Only these days, such as 0-14.")
@_OUTPUT
@click.pass_obj
def as_report(context: AppContext, course: bool, days: str | None, output: Path | None) -> int:
    """Write one page for the clinic, as .html to be opened and printed, or as .pdf.

    What you reported, did and noted. Nothing is loaded from anywhere, and nothing is sent.
    """
    from tui.cli.context import reader_of
    from tui.export.report import ReportError, report_html, write_report

    wanted = None if days is None else _days(days)
    reader = reader_of(context)
    page = report_html(_sessions(reader, context, course), context.now(), wanted)
    if output is None:
        say(*page.split("\n"))
        return OK
    try:
        write_report(page, output)
    except ReportError as error:
        raise UsageError(str(error)) from None
    warn(f"Written: {output}. {PRINT if output.suffix.lower() != '.pdf' else ''}".rstrip())
    return OK


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
