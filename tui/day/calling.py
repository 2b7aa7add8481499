"""When to call: the published lines of everything that runs, and of the sessions before it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from checklists.checklist import Warning
from tui.day.acts import Acts
from tui.day.care import Care
from tui.day.recovery import Recovery, sessions_before
from tui.day.state import WarningState
from tui.day.words import listed


class Doer(Protocol):
    """Who acts: a session of the app, or a command."""

    def acts(self, care: Care, /) -> Acts:
        """What can be done to a recovery now."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One published line, once, whoever it is for."""

    whose: tuple[tuple[Care, WarningState], ...]
    """Whom it is for: what runs first, then sessions before it. At least one."""
    of: str = ""
    """Whom it is for, in words, where it is not for everything that runs."""

    @property
    def warning(self) -> Warning:
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


def line_id(warning: Warning) -> str:
    """One name for one sentence, whichever checklist says it."""
    return f"{warning.call}/{warning.condition}"


def spoken(cares: Sequence[Care], now: datetime) -> tuple[Spoken, ...]:
    """The lines of the day, the most urgent first.

    A scar that the first session left does not go because the second has begun: what a session before says of
    the day it is for that one goes on being said.

    Args:
        cares: What runs, each recovery once.
        now: Aware.

    Raises:
        JournalError: If the journal cannot be read.
    """
    found: dict[str, list[tuple[Care, WarningState]]] = {}
    before = [
        replace(care, recovery=one) for care in cares for one in sessions_before(care.journal, care.recovery)
    ]
    for care in (*cares, *before):
        for state in care.warnings(care.plan(now), now):
            found.setdefault(line_id(state.warning), []).append((care, state))
    lines = (Spoken(tuple(whose), _of(whose, cares)) for whose in found.values())
    return tuple(sorted(lines, key=lambda line: line.whose[0][1].urgency))


def heed(doer: Doer, line: Spoken, *, ticked: bool, called: bool = False) -> None:
    """Tick a line, untick it, or note a call about it, wherever it is for; one act.

    Raises:
        JournalError: If it could not be written; then nothing was.
    """
    # A session that was put away is only written to where the line is for it alone, or is ticked there.
    first = line.whose[0][0].recovery.ended is None
    asked = [
        (care, state) for care, state in line.whose if state.ticked or (care.recovery.ended is None) is first
    ]
    acts: list[tuple[Acts, Warning]] = [(doer.acts(care), state.warning) for care, state in asked]
    acts[0][0].heed(acts[0][1], ticked, called, acts[1:])


def _of(whose: Iterable[tuple[Care, WarningState]], cares: Sequence[Care]) -> str:
    """`session 1`, `PicoSure on the face`; nothing for a line that is for everything that runs."""
    recoveries = [care.recovery for care, _ in whose]
    running = [care.recovery for care in cares]
    for_running = [one for one in recoveries if one in running]
    if len(for_running) == len(running):
        return ""
    if for_running:
        return listed([one.named for one in for_running])
    return listed(list(_before(recoveries, several=len(running) > 1)))


def _before(recoveries: Iterable[Recovery], several: bool) -> Iterator[str]:
    for one in recoveries:
        yield f"{one.title}, session {one.session}" if several else f"session {one.session}"
