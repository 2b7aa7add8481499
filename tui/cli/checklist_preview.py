"""`checklist preview`: the days of a file as somebody who follows it would see them."""

from collections.abc import Iterator
from datetime import datetime
from textwrap import wrap

import click

from tui.cli.ending import OK, UsageError
from tui.cli.files import file_named, read_version
from tui.cli.group import Command
from tui.cli.output.lines import say
from tui.cli.values import parse_answers
from tui.files.checklist_files import ChecklistPath, is_shipped
from tui.journal import JournalError
from tui.recovery.context import AppContext
from tui.text.humanize import reason_of


@click.command(cls=Command)
@click.argument("file")
@click.option("--day", "days", metavar="N", type=int, multiple=True, help="This day; more than once is fine.")
@click.option("--width", metavar="CELLS", type=click.IntRange(20, 400), help="Lines of so many cells.")
@click.option("--at", "clock", metavar="TIME", default="morning", help="At this time of day.")
@click.option("--answer", "answer_texts", metavar="QUESTION=ANSWER", multiple=True, help="As for start.")
@click.pass_obj
def preview(
    context: AppContext,
    file: str,
    days: tuple[int, ...],
    width: int | None,
    clock: str,
    answer_texts: tuple[str, ...],
) -> int:
    """Show days of FILE as they would look.

    As if the laser had finished today at 14:00. FILE may be an id too. Without --day: days 0, 1, 3, 7 and 14.
    What is not answered is "not sure". Nothing is begun, and no plan changes.
    """
    from tui.cli.output.today_lines import today_lines
    from tui.recovery.preview import FIRST_LOOKS, TREATED, preview

    path = file_named(context, file)
    version, _ = read_version(ChecklistPath(file, path, is_shipped(path)))
    answers = parse_answers(answer_texts, version.checklist, {})
    treated = datetime.combine(context.now().date(), TREATED, context.now().tzinfo)
    minutes = _minutes(context, clock)
    try:
        with preview(version, context.settings, context.clock.zone, answers, treated) as shown:
            last = shown.plan(treated).last_day
            _refuse_beyond(days, last)
            chosen = days or tuple(day for day in FIRST_LOOKS if day <= last)
            for place, state in enumerate(shown.days(chosen, minutes)):
                say(*([""] if place else []), *_wrapped(today_lines(state), width))
    except (OSError, JournalError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise UsageError(f"A preview needs room in the folder for temporary files: {reason}") from None
    return OK


def _minutes(context: AppContext, text: str) -> int:
    """Minutes from midnight of a slot of the settings, or of a time of day.

    Raises:
        UsageError: If it is neither.
    """
    from tui.text.parse import parse_clock

    slots = context.settings.care_times()
    if text in slots:
        return slots[text]
    try:
        return parse_clock(text)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _refuse_beyond(days: tuple[int, ...], last: int) -> None:
    beyond = [day for day in days if not 0 <= day <= last]
    if beyond:
        raise UsageError(f"There is no day {beyond[0]} in it: it runs from day 0 to day {last}.")


def _wrapped(lines: Iterator[str], width: int | None) -> Iterator[str]:
    """The lines, those that are too long broken at words."""
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip()))
        if width is None or len(line) <= width:
            yield line
        else:
            yield from wrap(line, width, initial_indent="", subsequent_indent=f"{indent}    ")
