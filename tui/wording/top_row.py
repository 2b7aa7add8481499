"""The top row of every screen while a published line stands: the report, how soon to call, the number."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from msgspec import Struct

from checklists.rules.checklist import Call
from tui.recovery.call_lines import CallLine
from tui.recovery.recovery import Clinic
from tui.recovery.state import SignReport
from tui.text.humanize import clock, full_stop, past_day
from tui.wording.calling import is_number, said_names, standing_words, whose_words


class TopRow(Struct, frozen=True):
    """What the row says, each from the fullest to the barest."""

    words: tuple[str, ...]
    asks: tuple[str, ...]
    """The report and whether it is still so; empty where that is not asked."""
    call: tuple[str, ...]
    """How soon, and the number; the last, which may be the number alone, is what is never cut."""
    closed: tuple[tuple[str, ...], ...] = ()
    """The same with the number for when it is closed; then that `c` has it. Longer words come after these."""


def top_lines(lines: Sequence[CallLine]) -> tuple[CallLine, ...]:
    """Those of some lines that take the top row: most urgent first, and first those not called about."""
    taking = (line for line in lines if any(state.takes_top_row for _, state in line.standing))
    return tuple(sorted(taking, key=lambda line: (line.whose[0][1].urgency, line.called is not None)))


def asked_line(lines: Sequence[CallLine], now: datetime) -> CallLine | None:
    """The first of the most urgent lines that stands by the word of a day before.

    None once the person called today: then the row asks whether it is worse.

    Args:
        lines: As `top_lines` gives them.
        now: In the person's zone.
    """
    if not lines or _called_today(lines[0], now):
        return None
    return next((line for line in _alike(lines) if line.asks), None)


def asked_report(line: CallLine, today: date) -> SignReport | None:
    """The report of a line that is asked about: the oldest of a day before. None where it is a tick.

    Args:
        today: The care date.
    """
    return min((one for one in line.reports if one.date < today), key=lambda one: one.date, default=None)


def top_row(lines: Sequence[CallLine], now: datetime, today: date, number: str) -> TopRow | None:
    """The row for the lines that take it; None where none does.

    Args:
        lines: As `top_lines` gives them.
        now: In the person's zone.
        today: The care date.
        number: What to call in an emergency.
    """
    if not lines:
        return None
    first = lines[0]
    clinic = first.standing[0][0].recovery.clinic
    asked = asked_line(lines, now)
    return TopRow(
        words=tuple(_reports(lines, now)),
        asks=tuple(_asks(asked, today)) if asked is not None else (),
        call=tuple(_call(first.warning.call, clinic, clinic.emergency or number)),
        closed=_closed(clinic) if first.warning.call is Call.CLINIC_TODAY else (),
    )


def _reports(lines: Sequence[CallLine], now: datetime) -> Iterator[str]:
    first = lines[0]
    if first.called is not None:
        uncalled = sum(line.called is None for line in lines)
        more = f" +{uncalled}" if uncalled else ""
        yield f"Called {past_day(first.called.date(), now.date())} {clock(first.called)}. Worse? c{more}"
        yield f"Called {clock(first.called)}. Worse? c{more}"
        return
    if first.reports:
        told = [line for line in _alike(lines) if line.reports]
        states = [state for line in told for _, state in line.standing]
        others = len(lines) - len(told)
        texts = [standing_words(states)]
        bare, *rest = said_names(states)
    else:
        others = len(lines) - 1
        texts = [first.warning.condition, first.warning.short]
        bare, rest = first.warning.short or first.warning.condition.removesuffix("."), []
        told = [first]
    more = f" +{others}" if others else ""
    if whose := _whose(told):
        yield f"{texts[0].removesuffix('.')}{more} ({whose})."
    for text in filter(None, texts):
        yield f"{text.removesuffix('.')}{more}." if more else full_stop(text)
    others += len(rest)
    if others:
        yield f"{bare} +{others}"
    yield bare


def _asks(line: CallLine, today: date) -> Iterator[str]:
    report = asked_report(line, today)
    if report is not None:
        what = standing_words([state for _, state in line.standing], only=report.sign.id)
        day = report.date
    else:
        what = f"You marked {line.warning.short or line.warning.condition}"
        day = min((state.since for _, state in line.standing if state.since), default=today)
    bare = what.removeprefix("You said ").removeprefix("You marked ")
    if whose := whose_words(line):
        yield f"{what} on {past_day(day, today)} ({whose}). Still?"
    yield f"{what} on {past_day(day, today)}. Still?"
    yield f"{bare} still?"
    yield f"{bare}?"


def _whose(lines: Sequence[CallLine]) -> str:
    """Whose lines these are, where they are all of one; nothing where that is all that runs."""
    whose = {whose_words(line) for line in lines}
    return whose.pop() if len(whose) == 1 else ""


def _call(call: Call, clinic: Clinic, number: str) -> Iterator[str]:
    phone = clinic.phone or clinic.after_hours
    if call is Call.EMERGENCY:
        yield f"Call {number} now"
        if is_number(number):
            yield number.replace(" (", " ").replace(")", "")
        return
    full, few = (
        ("Get urgent care now", "Urgent care now")
        if call is Call.URGENT
        else ("Call your clinic today", "Clinic today")
    )
    if not phone:
        yield full
        yield few
        return
    both = f"{clinic.phone}, closed: {clinic.after_hours}" if clinic.phone and clinic.after_hours else phone
    if call is Call.URGENT:
        # The clinic's number is never given as that of urgent care.
        yield f"{full}. Clinic: {both}"
        yield f"{few}. Clinic: {both}"
        yield few
        return
    yield f"{full}: {phone}"
    yield f"{few}: {phone}"
    yield f"Today: {phone}"
    yield phone


def _closed(clinic: Clinic) -> tuple[tuple[str, ...], ...]:
    """Its hours are not known, so that at any hour either number may be the one that answers."""
    if not (clinic.phone and clinic.after_hours):
        return ()
    both = f"{clinic.phone}, closed: {clinic.after_hours}"
    leads = ("Call your clinic today", "Clinic today", "Today")
    return tuple(f"{lead}: {both}" for lead in leads), (f"Today: {clinic.phone}, closed?",)


def _alike(lines: Sequence[CallLine]) -> list[CallLine]:
    """Those as urgent as the first."""
    return [line for line in lines if line.warning.call is lines[0].warning.call]


def _called_today(line: CallLine, now: datetime) -> bool:
    return line.called is not None and line.called.date() == now.date()
