"""When to call: the published lines of everything that runs, and of the sessions before it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from checklists.rules.checklist import Call, CallWarning
from tui.recovery.acts import Acts
from tui.recovery.reader import RecoveryReader
from tui.recovery.recovery import Recovery, sessions_before
from tui.recovery.state import DayState, WarningState
from tui.text.humanize import listed


def headings(number: str) -> dict[Call, tuple[str, str]]:
    """What stands above the lines of each urgency, and the same in few cells; the most urgent first.

    Args:
        number: What to call in an emergency: a number, or `your emergency number`.
    """
    known = any(letter.isdigit() for letter in number)
    return {
        Call.EMERGENCY: (
            f"NOW: your emergency number, {number}" if known else f"NOW: {number}",
            f"NOW: call {number}" if known else "NOW: emergency",
        ),
        Call.URGENT: ("NOW: urgent eye or skin care", "NOW: urgent care"),
        Call.CLINIC_TODAY: ("Today: your clinic",) * 2,
        Call.CLINIC_SOON: ("In the next days: your clinic", "Soon: your clinic"),
    }


def marked(state: DayState) -> Iterator[tuple[str, tuple[CallWarning, ...]]]:
    """What the person ticked, by how soon it says to call: `Today: your clinic` and its lines."""
    said = headings(state.recovery.clinic.emergency or "your emergency number")
    for call, lines in groupby(state.marked, key=lambda warning: warning.call):
        yield said[call][0], tuple(lines)


def how_soon(state: DayState) -> str:
    """How soon the most urgent line that the person ticked says to call: `now`, `today` or `soon`."""
    said = {Call.EMERGENCY: "now", Call.URGENT: "now", Call.CLINIC_TODAY: "today", Call.CLINIC_SOON: "soon"}
    return said[state.marked[0].call]


_SAID = (
    "For hard breathing or swallowing, sudden swelling of the tongue, throat, lips or eyes, faintness, hives "
    "all over, fits, confusion, or a high fever with fast breathing, call {whom} now. For eye pain or lost "
    "sight get urgent eye care now."
)


def emergencies(number: str) -> str:
    """When to call an emergency number, and when to get urgent eye care.

    Args:
        number: What to call: a number, or `your emergency number`.
    """
    known = any(letter.isdigit() for letter in number)
    return _SAID.format(whom=f"your emergency number, {number}," if known else number)


class Actor(Protocol):
    """Who acts: a session of the app, or a command."""

    def acts(self, reader: RecoveryReader, /) -> Acts:
        """What can be done to a recovery now."""


class CallLine(Struct, frozen=True):
    """One published line, once, whoever it is for."""

    whose: tuple[tuple[RecoveryReader, WarningState], ...]
    """Whom it is for: what runs first, then sessions before it. At least one."""
    of: str = ""
    """Whom it is for, in words, where it is not for everything that runs."""

    @property
    def warning(self) -> CallWarning:
        """The line as its file has it."""
        return self.whose[0][1].warning

    @property
    def ticked(self) -> bool:
        """Whether the person ticked it."""
        return any(state.ticked for _, state in self.whose)

    @property
    def called(self) -> datetime | None:
        """When the person noted that they called, in the zone they were in."""
        return next((state.called for _, state in self.whose if state.called is not None), None)


def line_id(warning: CallWarning) -> str:
    """One name for one sentence, whichever checklist says it."""
    return f"{warning.call}/{warning.condition}"


def call_lines_of(readers: Sequence[RecoveryReader], now: datetime) -> tuple[CallLine, ...]:
    """The lines of the day, the most urgent first.

    A scar that the first session left does not go because the second has begun: what a session before says of
    the day it is for that one goes on being said.

    Args:
        readers: What runs, each recovery once.
        now: Aware.

    Raises:
        JournalError: If the journal cannot be read.
    """
    found: dict[str, list[tuple[RecoveryReader, WarningState]]] = {}
    before = [
        replace(reader, recovery=one)
        for reader in readers
        for one in sessions_before(reader.journal, reader.recovery)
    ]
    for reader in (*readers, *before):
        for state in reader.warnings(reader.plan(now), now):
            found.setdefault(line_id(state.warning), []).append((reader, state))
    lines = (CallLine(tuple(whose), _of(whose, readers)) for whose in found.values())
    return tuple(sorted(lines, key=lambda line: line.whose[0][1].urgency))


def heed(doer: Actor, line: CallLine, *, ticked: bool, called: bool = False) -> None:
    """Tick a line, untick it, or note a call about it, wherever it is for; one act.

    Raises:
        JournalError: If it could not be written; then nothing was.
    """
    # A session that was put away is only written to where the line is for it alone, or is ticked there.
    first = line.whose[0][0].recovery.ended is None
    asked = [
        (reader, state)
        for reader, state in line.whose
        if state.ticked or (reader.recovery.ended is None) is first
    ]
    acts: list[tuple[Acts, CallWarning]] = [(doer.acts(reader), state.warning) for reader, state in asked]
    acts[0][0].heed(acts[0][1], ticked, called, acts[1:])


def _of(whose: Iterable[tuple[RecoveryReader, WarningState]], readers: Sequence[RecoveryReader]) -> str:
    """`session 1`, `PicoSure on the face`; nothing for a line that is for everything that runs."""
    recoveries = [reader.recovery for reader, _ in whose]
    running = [reader.recovery for reader in readers]
    for_running = [one for one in recoveries if one in running]
    if len(for_running) == len(running):
        return ""
    if for_running:
        return listed([one.named for one in for_running])
    return listed(list(_before(recoveries, several=len(running) > 1)))


def _before(recoveries: Iterable[Recovery], several: bool) -> Iterator[str]:
    for one in recoveries:
        yield f"{one.title}, session {one.session}" if several else f"session {one.session}"
