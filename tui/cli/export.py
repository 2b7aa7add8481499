"""`export`: what was recorded, taken elsewhere."""

from pathlib import Path

import click

from tui.cli.ending import OK, UsageError
from tui.cli.files import require_folder
from tui.cli.group import Group
from tui.cli.output.lines import json_text, say_json
from tui.export.json import export_value
from tui.paths import replace_file
from tui.recovery.context import AppContext
from tui.text.humanize import reason_of


@click.group(cls=Group)
def export() -> None:
    """Write what was recorded in a format for others."""


@export.command("json")
@click.option(
    "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write here, as a whole or not at all."
)
@click.pass_obj
def as_json(context: AppContext, output: Path | None) -> int:
    """Write everything as JSON.

    What holds now, and every act that led there.
    """
    value = export_value(context.journal, context.now())
    if output is None:
        say_json(value)
        return OK
    try:
        if output.is_dir():
            raise UsageError(f"{output} is a folder.")
        require_folder(output)
        replace_file(output, f"{json_text(value)}\n".encode())
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {reason_of(error)}.") from None
    return OK
