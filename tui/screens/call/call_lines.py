"""Which lines stand under "When to call", and whom they say to call."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import product

from textual.content import Content

from checklists.plan.activation import covers
from checklists.rules.checklist import Call, CallWarning, Checklist
from tui.recovery.call_lines import CallLine, line_id
from tui.recovery.recovery import Clinic
from tui.screens.call.call_list import CallRow
from tui.text.humanize import clock, day_month
from tui.widgets.wrapping import click, cut, ends
from tui.wording.calling import whose_words

_ALWAYS = (
    ("breathing", Call.EMERGENCY, "Hard to breathe or swallow; tongue, throat, lips or eyes suddenly swell"),
    ("faint-or-hives", Call.EMERGENCY, "Faintness, or itchy hives all over"),
    ("fits", Call.EMERGENCY, "Fits, or confusion"),
    ("high-fever", Call.EMERGENCY, "Fever 38 with fast heart or breath, vomiting or clammy skin"),
    ("eyes", Call.URGENT, "Eye pain, light hurts, blurred or lost sight"),
    ("worried", Call.CLINIC_TODAY, "Anything that feels wrong or is not on your sheet"),
)
"""What holds whatever was done, and where no checklist can be read."""


def lines_of(spoken: Iterable[CallLine], now: datetime) -> tuple[CallRow, ...]:
    """The lines of what is spoken for, most urgent first.

    Args:
        now: In the person's zone.
    """
    return _by_urgency(
        _line(each.warning)._replace(
            ticked=each.ticked, called=_called(each.called, now), of=whose_words(each), heeded=True
        )
        for each in spoken
    )


def general_lines(checklist: Checklist | None) -> tuple[CallRow, ...]:
    """What holds for the first two days, before anything is known."""
    return _by_urgency(_of_first_days(checklist) if checklist else ())


_LEAST = 8
"""Cells of a name that still say whose it is."""
_CLOSED = ("  after hours: ", "  closed: ")


def clinic_line(clinic: Clinic, width: int, mark: str) -> Content:
    """The clinic in one line. The name gives way to the numbers, which are never cut; then after hours does.

    Args:
        clinic: With one number at least.
        width: Cells there are.
        mark: What stands where the name was cut.
    """
    name = clinic.name or "Your clinic"
    for named, label in product((True, False), _CLOSED if clinic.after_hours else ()):
        between = label if clinic.phone else label.lstrip()
        numbers = Content.assemble((clinic.phone, "bold"), (between, "$mute"), (clinic.after_hours, "bold"))
        room = width - numbers.cell_length - 1
        if named and room >= min(len(name), _LEAST):
            return Content.assemble((cut(name, room, mark), "$mute"), " ", numbers)
        if not named and room >= -1:
            return numbers
    room = width - len(clinic.phone) - 1
    if room < _LEAST:
        return Content.styled(clinic.phone, "bold")
    return Content.assemble((cut(name, room, mark), "$mute"), " ", (clinic.phone, "bold"))


def unknown_line(edit: str, width: int, mark: str) -> Content:
    """That there is no number, and how it gets here.

    Args:
        edit: The key that writes it. Empty before there is a recovery.
        width: Cells there are.
        mark: What stands where the line was cut.
    """
    how, brief = (f"press {edit} to add it", f"{edit} adds it") if edit else ("Start asks for it",) * 2
    lines = (f"No clinic number yet: {how}", f"No number yet: {brief}")
    fitting = (line for line in lines if Content(line).cell_length <= width)
    return Content.styled(next(fitting, cut(lines[-1], max(width, 0), mark)), "$mute")


def ways_out(key: str, more: str) -> list[Content]:
    """The key that leads back, to be clicked too, and how much more there is; from the widest on."""
    back, brief = Content.styled(key, "bold $accent"), more.removesuffix(" more")
    named = back + Content.styled(" back", "$mute")
    return [
        Content.assemble(out.stylize(click("screen.leave_call")), f" {told}" if told else "")
        for out, told in ((named, more), (named, brief), (back, brief), (back, ""))
    ]


def beside(whom: Callable[[int], Content], outs: Sequence[Content], clinic: Clinic, width: int) -> Content:
    """Whom to call, and at the end of the line a way out. A name gives way to it, a number never does.

    Args:
        whom: The line for as many cells.
        outs: From the widest on; the last has nothing beside it.
    """
    whole = whom(width)
    numbers = [number for number in (clinic.phone, clinic.after_hours) if number in whole.plain]
    for kept, tried in ((width, outs[:-1]), (_LEAST, outs[:-1]), (0, outs)):
        for out in tried:
            room = width - out.cell_length - 2
            line = whom(room)
            fits = line.cell_length <= room and line.plain[:kept] == whole.plain[:kept]
            if fits and all(number in line.plain for number in numbers):
                return ends(line, out, width)
    return whole


def _line(warning: CallWarning) -> CallRow:
    return CallRow(
        line_id(warning), warning.call, warning.condition, meanwhile=warning.meanwhile, short=warning.short
    )


def _called(called: datetime | None, now: datetime) -> str:
    if called is None:
        return ""
    at = called.astimezone(now.tzinfo)
    return clock(at) if now.date() == at.date() else f"{day_month(at.date())}, {clock(at)}"


def _of_first_days(checklist: Checklist) -> Iterator[CallRow]:
    for warning in checklist.warnings:
        if any(covers(span, number) for span in warning.days for number in (0, 1)):
            yield _line(warning)


def _by_urgency(lines: Iterable[CallRow]) -> tuple[CallRow, ...]:
    order, found = tuple(Call), list(lines)
    if not any(line.call is Call.EMERGENCY for line in found):
        # A file may leave them out; the screen never does.
        found += [CallRow(*line) for line in _ALWAYS]
    return tuple(sorted(found, key=lambda line: order.index(line.call)))
