"""`call`: when to call, and whom, for today. What sheets say; nothing is concluded from it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

import click

from checklists.rules.checklist import Call
from tui.cli.context import reader_of, running_of
from tui.cli.ending import OK, RefusedError, UsageError
from tui.cli.group import Command
from tui.cli.output.emergencies import emergencies_first, emergency_lines
from tui.cli.output.lines import say, say_json
from tui.cli.output.safety import report_json, safety_json
from tui.recovery.call_lines import (
    CallLine,
    call_lines_of,
    called_as_well,
    emergencies_beside,
    heed,
    lines_left,
)
from tui.recovery.context import AppContext
from tui.recovery.reader import RecoveryReader
from tui.recovery.words import format_report
from tui.text.humanize import capital, clock, long_date, short_date
from tui.wording.call_topics import by_topic, in_short
from tui.wording.calling import (
    NOT_ON_THE_SHEET,
    note_words,
    published_headings,
    report_words,
    what_to_say,
)


@click.command(cls=Command)
@click.option("--tick", metavar="WORDS", help="Tick the line with these words, because it fits you.")
@click.option("--untick", metavar="WORDS", help="Take the tick away again.")
@click.option("--called", metavar="WORDS", help="Tick the line, and note that you called about it.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def call(context: AppContext, tick: str | None, untick: str | None, called: str | None, as_json: bool) -> int:
    """Say when to call, and whom, for today.

    Speaks for every recovery that runs and the sessions before it, the emergencies first. Nothing is
    concluded from a tick: while there is one, today shows that line in place of what is normal.
    """
    texts = [text for text in (tick, untick, called) if text is not None]
    if len(texts) > 1:
        raise UsageError("Take one of --tick, --untick and --called at a time.")
    if texts:
        return _heed(context, texts[0], ticked=untick is None, called=called is not None)
    if as_json:
        say_json(_json(context))
        return OK
    with emergencies_first(context):
        blocks = [list(call_lines(reader_of(context, each), context)) for each in running_of(context)]
    if not blocks:
        say(*emergency_lines(context.emergency_number()))
    for place, lines in enumerate(blocks):
        say(*([""] if place else []), *lines)
    return OK


def _json(context: AppContext) -> dict[str, Any]:
    """The lines of today of everything that runs, the emergency number, and what stands."""
    readers = [reader_of(context, each) for each in running_of(context)]
    lines = call_lines_of(readers, context.now(), context.plans)
    return {
        "number": context.emergency_number(),
        "emergencies": " ".join(emergency_lines(context.emergency_number())),
        "lines": [
            {
                "recovery": reader.recovery.id,
                "warning": state.warning.id,
                "if": state.warning.condition,
                "call": state.warning.call.value,
                "meanwhile": state.warning.meanwhile or None,
                "ticked": state.ticked,
                "fits": bool(state.reports),
                "by": "report" if state.reports else "tick" if state.ticked else None,
                "may_fit": [report_json(each) for each in state.may_fit],
                "new": state.warning.new,
            }
            for line in lines
            for reader, state in line.whose
        ],
        "safety": safety_json([line for line in lines if line.standing], context),
    }


def _heed(context: AppContext, words: str, *, ticked: bool, called: bool) -> int:
    readers = [reader_of(context, each) for each in running_of(context)] or [reader_of(context)]
    lines = call_lines_of(readers, context.now())
    line = _find_line(words, lines, standing=called or not ticked)
    warning = line.warning
    if not ticked and not line.ticked:
        raise RefusedError(f"It is not ticked: {warning.condition}")
    also = called_as_well(line, lines) if called else ()
    heed(context, line, ticked=ticked, called=called, also=also)
    if not ticked:
        say(f"Not ticked any more: {warning.condition}")
        return OK
    reader = line.whose[0][0]
    clinic, zone = reader.recovery.clinic, str(reader.plan(context.now()).zone)
    how, _ = published_headings(clinic.emergency or context.emergency_number(zone))[warning.call]
    say(f"{'You called about' if called else 'Ticked'}: {warning.condition}", how)
    say(*(f"And about: {each.warning.condition}" for each in also))
    if warning.meanwhile:
        say(warning.meanwhile)
    say(what_to_say(reader.recovery, reader.plan(context.now()).zone), _whom(reader))
    return OK


def _find_line(words: str, lines: Sequence[CallLine], *, standing: bool) -> CallLine:
    """The one line of today that has these words, or this name.

    Args:
        standing: Whether of several the one is meant that stands.

    Raises:
        UsageError: If none has, or several have.
    """
    query = " ".join(words.casefold().split())
    matches = [line for line in lines if line.warning.id == query]
    matches = matches or [line for line in lines if query and query in line.warning.condition.casefold()]
    if standing and len(matches) > 1:
        matches = [line for line in matches if line.standing] or matches
    if len(matches) == 1:
        return matches[0]
    if not matches:
        raise UsageError(f"No line of today has the words {words!r}. All of them: afterglow call")
    raise UsageError(
        "\n".join([f"Several lines have the words {words!r}:", *(f"  {_name(one)}" for one in matches)])
    )


def _name(line: CallLine) -> str:
    of = note_words(line)
    return f"{line.warning.condition} ({of})" if of else line.warning.condition


def call_lines(reader: RecoveryReader, context: AppContext) -> Iterator[str]:
    """The published lines of a recovery's day, and of the sessions before it, by how soon to call."""
    plan = reader.plan(context.now())
    day, clinic = max(plan.today, 0), reader.recovery.clinic
    lines = call_lines_of([reader], context.now())
    yield f"When to call    Day {day}, {long_date(plan.date_of(day))} - {reader.recovery.title}"
    number = clinic.emergency or context.emergency_number(str(plan.zone))
    # A file may leave them out; this never does.
    beside = emergencies_beside(lines_left(plan))
    if not any(each.call is Call.EMERGENCY for each in lines_left(plan)):
        beside = ()
        yield from ("", *emergency_lines(number), "    (these always hold, they are not on your sheet)")
    else:
        warnings = [*beside, *(each.warning for each in lines)]
        yield in_short(((each.call, each.condition, each.short) for each in warnings), number)
    for how, (heading, _) in published_headings(number).items():
        matching = [each for each in lines if each.warning.call is how]
        always = [each.condition for each in beside if each.call is how]
        if matching or always:
            yield ""
            yield heading
            yield from (f"    {condition} ({NOT_ON_THE_SHEET})" for condition in always)
            now, today = context.now().astimezone(plan.zone), plan.date_of(plan.today)
            for about, group in by_topic(
                matching, lambda each: each.warning.condition, lambda each: bool(each.reports or each.may_fit)
            ):
                yield from (f"  {about}",) if about else ()
                yield from (line for each in group for line in _line(each, now, today))
    yield ""
    yield what_to_say(reader.recovery, plan.zone)
    yield _whom(reader)


def _whom(reader: RecoveryReader) -> str:
    """Whom to call, as far as the person told."""
    clinic = reader.recovery.clinic
    after_hours = f"After hours: {clinic.after_hours}" if clinic.after_hours else ""
    by_day = f"Your clinic: {clinic}" if str(clinic) else "" if after_hours else _NO_CLINIC
    return "    ".join(part for part in (by_day, after_hours) if part)


_NO_CLINIC = "Your clinic: not told yet (afterglow clinic --phone NUMBER)"


def _line(each: CallLine, now: datetime, today: date) -> Iterator[str]:
    mark, call_note = "[x]" if each.ticked else "[!]" if each.reports or each.may_fit else "[ ]", ""
    if each.called is not None:
        day = "" if each.called.date() == now.date() else f"{short_date(each.called.date())} "
        call_note = f"    you called, {day}{clock(each.called)}"
    yield f"{mark} {_name(each)}{call_note}"
    if each.reports:
        reports = (
            f"{report.sign.id} {format_report(report.sign, report.value)}, {short_date(report.date)}"
            for report in each.reports
        )
        yield f"    You said: {'; '.join(reports)}"
    elif each.may_fit:
        yield f"    {capital(report_words(each, today))}"
    if each.warning.meanwhile:
        yield f"    {' '.join(each.warning.meanwhile.split())}"
