"""The published lines that stand, as plain lines and as JSON: the report, how soon to call, and whom."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from checklists.rules.checklist import Call
from tui.recovery.call_lines import CallLine, standing_lines
from tui.recovery.context import AppContext
from tui.recovery.reader import RecoveryReader
from tui.recovery.state import SignReport, WarningState
from tui.recovery.words import format_report
from tui.text.humanize import clock, full_stop, short_date
from tui.wording.calling import NO_ANSWER, standing_words, whose_words

_SOON = {
    Call.EMERGENCY: "Call {number} now",
    Call.URGENT: "Get urgent care now: hospital, eye clinic or out-of-hours line",
    Call.CLINIC_TODAY: "Call your clinic today",
    Call.CLINIC_SOON: "Call your clinic in the next days",
}
_NO_NUMBER = "afterglow clinic --phone NUMBER keeps its number"


def safety_of(context: AppContext) -> tuple[CallLine, ...]:
    """The lines that stand of everything that runs, the most urgent first.

    Raises:
        JournalError: If the journal cannot be read.
    """
    readers = (context.reader(each) for each in context.running())
    return standing_lines([each for each in readers if each is not None], context.now(), context.plans)


def safety_lines(lines: Iterable[CallLine], context: AppContext) -> Iterator[str]:
    """Each line that stands, with the number and what to do meanwhile; nothing where none does."""
    for line in lines:
        reader, state = line.standing[0]
        yield safety_line(line, context)
        if state.warning.meanwhile:
            yield f"  {' '.join(state.warning.meanwhile.split())}"
        if line.asks:
            yield f"  {_still(state, reader, context)}"


def safety_line(line: CallLine, context: AppContext) -> str:
    """`! You said blisters: A blister of any size is on the face. Call your clinic today: +49 30 1234.`

    Where no number is kept for when the clinic is closed, whom to call then stands behind it.
    """
    reader, state = line.standing[0]
    words = standing_words([state for _, state in line.standing]) if line.reports else "You ticked"
    of = whose_words(line)
    named = f"{state.warning.condition.removesuffix('.')}{f' ({of})' if of else ''}"
    call = _call(state, reader, context)
    if line.called is not None:
        day = "" if line.called.date() == context.now().date() else f"{short_date(line.called.date())} "
        call = f"You called, {day}{clock(line.called)}. If it is worse: {call[0].lower()}{call[1:]}"
    no_answer = "" if reader.recovery.clinic.after_hours else NO_ANSWER.get(state.warning.call, "")
    return f"! {words}: {named}. {full_stop(call)} {no_answer}".rstrip()


def safety_json(lines: Iterable[CallLine], context: AppContext) -> list[dict[str, Any]]:
    """The same, an item for each recovery that a line stands for."""
    return [_json(reader, state, context) for line in lines for reader, state in line.standing]


def number_to_call(call: Call, reader: RecoveryReader, context: AppContext) -> str:
    """Whom a line says to call: the emergency number, or the clinic's; empty where that was not told."""
    clinic = reader.recovery.clinic
    if call is Call.EMERGENCY:
        zone = str(context.plans.at(reader, context.now()).zone)
        return clinic.emergency or context.emergency_number(zone)
    return clinic.phone or clinic.after_hours


def _call(state: WarningState, reader: RecoveryReader, context: AppContext) -> str:
    call = state.warning.call
    number = number_to_call(call, reader, context)
    if call is Call.EMERGENCY:
        return _SOON[call].format(number=number)
    clinic = reader.recovery.clinic
    if not number:
        return f"{_SOON[call]} ({_NO_NUMBER})"
    closed = f", closed: {clinic.after_hours}" if clinic.phone and clinic.after_hours else ""
    named = f"{_SOON[call]}. Clinic" if call is Call.URGENT else _SOON[call]
    return f"{named}: {number}{closed}"


def _still(state: WarningState, reader: RecoveryReader, context: AppContext) -> str:
    """The question whether a word of a day before still holds, and what answers it."""
    plan = context.plans.at(reader, context.now())
    today = plan.date_of(plan.today)
    asked = [report for report in state.reports if report.date < today]
    if asked:
        report = min(asked, key=lambda each: each.date)
        values = "yes, or no" if report.sign.top == 1 else f"0 to {report.sign.top}"
        words = format_report(report.sign, report.value)
        return (
            f"You said {report.sign.id} {words} on {short_date(report.date)}. Still? "
            f"afterglow sign {report.sign.id} {values}"
        )
    day = f" on {short_date(state.since)}" if state.since else ""
    return f"You ticked it{day}. Still? If not: afterglow call --untick {state.warning.id}"


def report_json(report: SignReport) -> dict[str, Any]:
    """A report as JSON says it."""
    return {"sign": report.sign.id, "value": report.value, "date": report.date.isoformat()}


def _json(reader: RecoveryReader, state: WarningState, context: AppContext) -> dict[str, Any]:
    number = number_to_call(state.warning.call, reader, context)
    return {
        "recovery": reader.recovery.id,
        "warning": state.warning.id,
        "if": state.warning.condition,
        "by": "report" if state.reports else "tick",
        "said": [report_json(report) for report in state.reports],
        "since": state.since.isoformat() if state.since else None,
        "asks": state.asks,
        "call": state.warning.call.value,
        "number": number if any(letter.isdigit() for letter in number) else None,
        "meanwhile": state.warning.meanwhile or None,
        "called": state.called.isoformat(timespec="seconds") if state.called else None,
    }


def fitting(lines: Sequence[CallLine], signs: Iterable[str]) -> tuple[CallLine, ...]:
    """Those that stand by a report of one of these signs, by id."""
    ids = set(signs)
    return tuple(line for line in lines if any(report.sign.id in ids for report in line.reports))
