"""When to call: what always holds, how soon each published line says to, and whose line it is."""

from collections.abc import Iterator, Sequence
from datetime import date, tzinfo
from itertools import groupby

from checklists.rules.checklist import Call
from tui.recovery.call_lines import CallLine
from tui.recovery.recovery import Recovery
from tui.recovery.state import DayState, SignReport, WarningState
from tui.text.humanize import clock, full_stop, listed, lower_first, past_day, short_date
from tui.wording.signs import full_report, sign_name

_EMERGENCIES = (
    "For hard breathing or swallowing, sudden swelling of the tongue, throat, lips or eyes, faintness, hives "
    "all over, fits, confusion, or a high fever with fast breathing, call {whom} now. For eye pain or lost "
    "sight get urgent eye care now."
)
_NARROW = 38
"""Cells of a line of a terminal of 40."""
NOT_ON_THE_SHEET = "always holds, not on your sheet"
"""Stands behind an emergency that a file does not name: it comes with Afterglow."""
NEW_LINE = "New: this line came with a newer Afterglow and counts at once."
NO_ANSWER = {Call.CLINIC_TODAY: "No answer? An out-of-hours doctor, today."}
"""What to do where nobody answers, by how soon a line says to call."""
_SOON = {Call.EMERGENCY: "now", Call.URGENT: "now", Call.CLINIC_TODAY: "today", Call.CLINIC_SOON: "soon"}


def emergencies(number: str) -> str:
    """When to call an emergency number, and when to get urgent eye care.

    Args:
        number: What to call: a number, or `your emergency number`.
    """
    return _EMERGENCIES.format(whom=f"your emergency number, {number}," if is_number(number) else number)


def headings(number: str) -> dict[Call, tuple[str, str]]:
    """What stands above the lines of each urgency, and the same in few cells; the most urgent first.

    Args:
        number: What to call in an emergency: a number, or `your emergency number`.
    """
    known = is_number(number)
    return {
        Call.EMERGENCY: (
            f"NOW: your emergency number, {number}" if known else f"NOW: {number}",
            _few(number) if known else "NOW: emergency",
        ),
        Call.URGENT: ("NOW: urgent care - hospital, eye clinic or out-of-hours line", "NOW: urgent care"),
        Call.CLINIC_TODAY: ("Today: your clinic",) * 2,
        Call.CLINIC_SOON: ("In the next days: your clinic", "Soon: your clinic"),
    }


def published_headings(number: str) -> dict[Call, tuple[str, str]]:
    """The same above published lines, with what to do where nobody answers."""
    above = headings(number)
    full, few = above[Call.CLINIC_TODAY]
    return {**above, Call.CLINIC_TODAY: (f"{full}. {NO_ANSWER[Call.CLINIC_TODAY]}", few)}


def what_to_say(recovery: Recovery, zone: tzinfo) -> str:
    """What whoever answers the call asks first: `PicoSure on the face, Fri 20 Nov at 16:00`."""
    treated = recovery.treated.astimezone(zone)
    return f"Say: {recovery.title}, {short_date(treated.date())} at {clock(treated)}, and what you see."


def standing_by_heading(state: DayState) -> Iterator[tuple[str, tuple[WarningState, ...]]]:
    """The lines that stand, by how soon they say to call: `Today: your clinic` and its lines."""
    above = published_headings(state.recovery.clinic.emergency or "your emergency number")
    for call, lines in groupby(state.standing, key=lambda each: each.warning.call):
        yield above[call][0], tuple(lines)


def how_soon(state: DayState) -> str:
    """How soon the most urgent line that stands says to call: `now`, `today` or `soon`."""
    return _SOON[state.standing[0].warning.call]


def standing_words(states: Sequence[WarningState], only: str = "") -> str:
    """The reports that make lines stand: `You said blisters, pain 8`; of ticks alone `You marked`.

    Args:
        only: The id of the one sign that is named. Empty is all.
    """
    named = said_names(states, only)
    return f"You said {', '.join(named)}" if named else "You marked"


def report_to_mind_words(state: DayState) -> tuple[str, str]:
    """What was reported and is more than usual on the day, or may fit a line, and what to do.

    `You said redness 3 strong`, `More than usual on day 7 (an estimate). See when to call.`
    What was said of a day before is asked on: `You said redness 3 strong on Mon (still?)`.
    """
    above = state.above_usual
    # What lasts is asked on by its day; a report of the day itself needs none.
    reports = [
        one.before if one.lasts and one.before else SignReport(one.sign, one.value or 0, state.date)
        for one in above
    ]
    reports += [one for each in state.looks for one in each.may_fit]
    names = [full_report(one.sign, one.value) + _still(one, state.date) for one in reports]
    parts = []
    if above:
        known = all(one.usual for one in above)
        why = (
            "More than usual on day {} (an estimate)" if known else "Nothing says that it is usual on day {}"
        )
        parts.append(f"{why.format(state.number)}.")
    if state.looks:
        lines = " Or: ".join(full_stop(lower_first(each.warning.condition)) for each in state.looks)
        parts.append(f"Does this fit: {lines}")
    return f"You said {', '.join(dict.fromkeys(names))}", f"{' '.join(parts)} See when to call."


def _still(report: SignReport, today: date) -> str:
    """` on Mon (still?)` of a report of a day before, ` on 18 Nov (still?)` of one of a week ago."""
    return "" if report.date == today else f" on {past_day(report.date, today)} (still?)"


def said_names(states: Sequence[WarningState], only: str = "") -> list[str]:
    """The same, each report for itself: `blisters`, `pain 8`; empty where lines are only ticked."""
    reports = {
        report.sign.id: report for state in states for report in state.reports if only in ("", report.sign.id)
    }
    return [
        sign_name(report.sign.id) + ("" if report.sign.top == 1 else f" {report.value}")
        for report in reports.values()
    ]


def report_words(line: CallLine, today: date) -> str:
    """What was reported that a line fits: `you said blisters, Fri 27 Nov`; empty where nothing was.

    Args:
        today: The care date it is.
    """
    if not line.reports:
        return _may_fit_words(line, today)
    last = max(report.date for report in line.reports)
    names = listed(said_names([state for _, state in line.standing]))
    return f"you said {names}" + ("" if last == today else f", {short_date(last)}")


def _may_fit_words(line: CallLine, today: date) -> str:
    """`you said pain 6 of 10: more than usual`, `you said blisters: does this fit?`; or nothing."""
    if not line.may_fit:
        return ""
    names = listed([full_report(one.sign, one.value) + _still(one, today) for one in line.may_fit])
    return f"you said {names}: {'more than usual' if line.is_catch_all else 'does this fit?'}"


def whose_words(line: CallLine) -> str:
    """`session 1`, `PicoSure on the face`; nothing for a line that is for everything that runs."""
    recoveries = [reader.recovery for reader, _ in line.whose]
    running = [one for one in recoveries if one in line.running]
    if len(running) == len(line.running):
        return ""
    if running:
        return listed([one.full_title for one in running])
    if len(line.running) > 1:
        return listed([f"{one.title}, session {one.session}" for one in recoveries])
    return listed([f"session {one.session}" for one in recoveries])


def note_words(line: CallLine) -> str:
    """What stands behind a line: whose it is, and whether it is new; mostly nothing."""
    return ", ".join(part for part in (whose_words(line), "new" if line.warning.new else "") if part)


def _few(number: str) -> str:
    """The heading of the emergencies where two numbers with their countries may have to fit 38 cells."""
    line = f"NOW: call {number}"
    if len(line) <= _NARROW:
        return line
    return f"NOW: {number.removeprefix('the ').replace(' (', ' ').replace(') or ', ', ').removesuffix(')')}"


def is_number(number: str) -> bool:
    """Whether there is a number in it, and not only `your emergency number`."""
    return any(letter.isdigit() for letter in number)
