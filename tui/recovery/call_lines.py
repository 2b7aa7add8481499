"""The published lines on when to call: of everything that runs, and of the sessions before it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from checklists.plan.plan import Plan
from checklists.rules.checklist import Call, CallWarning
from checklists.rules.rule import Span
from tui.recovery.context import AppContext
from tui.recovery.outcomes import Done
from tui.recovery.plans import Plans
from tui.recovery.reader import RecoveryReader
from tui.recovery.recovery import Recovery, sessions_before
from tui.recovery.state import SignReport, WarningState


class CallLine(Struct, frozen=True):
    """One published line, once, whoever it is for."""

    whose: tuple[tuple[RecoveryReader, WarningState], ...]
    """Whom it is for: what runs first, then sessions before it. At least one."""
    running: tuple[Recovery, ...]
    """Everything that runs, be the line for it or not."""

    @property
    def warning(self) -> CallWarning:
        """The line as its file has it."""
        return self.whose[0][1].warning

    @property
    def ticked(self) -> bool:
        """Whether the person ticked it."""
        return any(state.ticked for _, state in self.whose)

    @property
    def standing(self) -> tuple[tuple[RecoveryReader, WarningState], ...]:
        """Of those whom it is for, those for whom it stands."""
        return tuple((reader, state) for reader, state in self.whose if state.stands)

    @property
    def reports(self) -> tuple[SignReport, ...]:
        """The reports that fit it, the latest of each sign."""
        reports = (report for _, state in self.standing for report in state.reports)
        by_sign: dict[str, SignReport] = {}
        for report in sorted(reports, key=lambda each: each.date):
            by_sign[report.sign.id] = report
        return tuple(by_sign.values())

    @property
    def may_fit(self) -> tuple[SignReport, ...]:
        """Reports of today that it may be about, where it stands for nobody."""
        if self.standing:
            return ()
        return tuple(dict.fromkeys(report for _, state in self.whose for report in state.may_fit))

    @property
    def is_catch_all(self) -> bool:
        """Whether it is for whatever no other line names."""
        return self.whose[0][1].is_catch_all

    @property
    def asks(self) -> bool:
        """Whether it stands by the word of a day before: "Still?"."""
        return any(state.asks for _, state in self.standing)

    @property
    def called(self) -> datetime | None:
        """When the person noted that they called, in the zone they were in."""
        return next((state.called for _, state in self.whose if state.called is not None), None)


class EmergencyTopic(NamedTuple):
    """What is a reason to call at once whatever was done, and the words by which a sheet speaks of it."""

    line: CallWarning
    words: str
    """A pattern; letters of any case."""


def _always(id: str, call: Call, condition: str, short: str = "") -> CallWarning:
    return CallWarning(id, condition, (Span(0, None),), call, agreement="strong", short=short)


EMERGENCY_TOPICS = (
    EmergencyTopic(
        _always(
            "breathing",
            Call.EMERGENCY,
            "Breath or swallowing is hard; lips, tongue, throat or eyes swell fast",
            "Hard to breathe, or sudden swelling",
        ),
        r"to breathe|(trouble|difficulty|problems?) breathing|short\w* of breath|swallow",
    ),
    EmergencyTopic(
        _always("faint-or-hives", Call.EMERGENCY, "You feel faint, or hives cover you"),
        r"faint|hives",
    ),
    EmergencyTopic(
        _always("fits", Call.EMERGENCY, "You have fits or are confused"),
        r"\bfits,? or\b|seizure|convuls|confus",
    ),
    EmergencyTopic(
        _always(
            "high-fever",
            Call.EMERGENCY,
            "Fever 38 comes with fast heart or breath, vomiting or clammy skin",
            "Fever 38 with fast heart or vomiting",
        ),
        r"fever|temperature|vomit",
    ),
    EmergencyTopic(
        _always(
            "eyes",
            Call.URGENT,
            "Eyes hurt, light hurts them, or sight is blurred or lost",
            "Eyes hurt, hate light or sight blurs",
        ),
        r"eye pain|eyes? hurts?|pain in (the|an|your) eye|sight|vision",
    ),
)


def lines_left(plan: Plan) -> Iterator[CallWarning]:
    """The lines of a plan that are not over by today; those that are still to begin are among them."""
    for each in plan.checklist.warnings:
        if any(span.last is None or plan.today <= span.last for span in each.days):
            yield each


def emergencies_beside(warnings: Iterable[CallWarning]) -> tuple[CallWarning, ...]:
    """What is an emergency whatever was done, of which a sheet says nothing as urgent.

    Args:
        warnings: All lines of the sheet, or of several; of a plan that runs `lines_left`.
    """
    pressing = [each for each in warnings if each.call in (Call.EMERGENCY, Call.URGENT)]
    return tuple(
        topic.line
        for topic in EMERGENCY_TOPICS
        if not any(
            re.search(topic.words, each.condition, re.IGNORECASE)
            for each in pressing
            if each.call is Call.EMERGENCY or topic.line.call is Call.URGENT
        )
    )


class CallSheet(Struct, frozen=True):
    """What When to call is drawn from, as it was read."""

    lines: tuple[CallLine, ...] = ()
    """None before the first recovery."""
    focus: Recovery | None = None
    plan: Plan | None = None
    """Of the recovery in focus."""
    beside: tuple[CallWarning, ...] = ()
    """What is an emergency whatever was done, and none of the checklists says."""


def read_call_sheet(context: AppContext) -> CallSheet:
    """The lines of everything that runs, or of the one in focus where nothing does.

    Raises:
        JournalError: If the journal cannot be read.
    """
    now, focus = context.now(), context.recovery()
    if focus is None:
        return CallSheet()
    running = context.running() or (focus,)
    readers = [reader for one in running if (reader := context.reader(one)) is not None]
    own = context.reader(focus)
    plan = context.plans.at(own, now) if own is not None else None
    left = (each for reader in readers for each in lines_left(context.plans.at(reader, now)))
    beside = emergencies_beside(left)
    return CallSheet(call_lines_of(readers, now, context.plans), focus, plan, beside)


def source_names(line: CallLine, context: AppContext) -> tuple[str, ...]:
    """Who says a line, as its file names them."""
    checklist = context.plans.at(line.whose[0][0], context.now()).checklist
    by_key = {source.key: source.by or source.title for source in checklist.sources}
    return tuple(dict.fromkeys(by_key.get(each.key, each.key) for each in line.warning.sources))


def line_id(warning: CallWarning) -> str:
    """One name for one sentence, whichever checklist says it."""
    return f"{warning.call}/{warning.condition}"


def call_lines_of(
    readers: Sequence[RecoveryReader], now: datetime, plans: Plans | None = None
) -> tuple[CallLine, ...]:
    """The lines of the day, the most urgent first.

    A scar that the first session left does not go because the second has begun: what a session before says of
    the day it is for that one still holds.

    Args:
        readers: What runs, each recovery once.
        now: Aware.
        plans: The plans last made, where there may be some.

    Raises:
        JournalError: If the journal cannot be read.
    """
    plans = plans or Plans()
    states = (
        (reader, state)
        for reader in (*readers, *_before(readers))
        for state in reader.warnings(plans.at(reader, now), now)
    )
    return _lines(states, readers)


def _before(readers: Sequence[RecoveryReader]) -> Iterator[RecoveryReader]:
    """The sessions before these, opened."""
    for reader in readers:
        yield from (replace(reader, recovery=one) for one in sessions_before(reader.journal, reader.recovery))


def _lines(
    states: Iterable[tuple[RecoveryReader, WarningState]], readers: Sequence[RecoveryReader]
) -> tuple[CallLine, ...]:
    lines: dict[str, list[tuple[RecoveryReader, WarningState]]] = {}
    for reader, state in states:
        lines.setdefault(line_id(state.warning), []).append((reader, state))
    running = tuple(reader.recovery for reader in readers)
    by_urgency = sorted(lines.values(), key=lambda whose: whose[0][1].urgency)
    return tuple(CallLine(tuple(whose), running) for whose in by_urgency)


def standing_lines(
    readers: Sequence[RecoveryReader], now: datetime, plans: Plans | None = None
) -> tuple[CallLine, ...]:
    """The lines that stand, ticked or fitting what was reported; the rest as for `call_lines_of`."""
    plans = plans or Plans()
    before = (each for each in _before(readers) if each.may_stand())
    states = (
        (reader, state)
        for reader in (*readers, *before)
        for state in reader.standing(plans.at(reader, now), now)
    )
    return _lines(states, readers)


def called_as_well(line: CallLine, lines: Iterable[CallLine]) -> tuple[CallLine, ...]:
    """The other lines that a call about one is about: what stands, uncalled, and has the same number."""
    return tuple(
        each
        for each in lines
        if each.warning.id != line.warning.id
        and each.standing
        and each.called is None
        and _number(each.warning.call) is _number(line.warning.call)
    )


def _number(call: Call) -> Call:
    """The urgency that stands for all that are called about at the same number."""
    return Call.CLINIC_TODAY if call is Call.CLINIC_SOON else call


def heed(
    context: AppContext,
    line: CallLine,
    *,
    ticked: bool,
    called: bool = False,
    also: Sequence[CallLine] = (),
) -> Done[None]:
    """Tick a line, untick it, or note a call about it, wherever it is for; one act.

    A call about a line that a report fits leaves it as it is, ticked or not.

    Args:
        also: Lines that the same call was about.

    Raises:
        JournalError: If it could not be written; then nothing was.
    """
    acts = [
        (context.acts(reader), warning, marked)
        for each in (line, *also)
        for reader, warning, marked in _written_to(each, ticked, called)
    ]
    first, warning, marked = acts[0]
    return first.heed(warning, marked, called, acts[1:])


def _written_to(
    line: CallLine, ticked: bool, called: bool
) -> Iterator[tuple[RecoveryReader, CallWarning, bool]]:
    """Where an act on a line is written, and whether the line is ticked then."""
    # A session that was put away is only written to where the line is for it alone, or stands there.
    first = line.whose[0][0].recovery.ended is None
    marked = ticked and (line.ticked or not (called and line.reports))
    for reader, state in line.whose:
        if state.stands or (reader.recovery.ended is None) is first:
            yield reader, state.warning, marked
