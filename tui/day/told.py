"""What is told of one recovery beside its checklist, and the versions of the checklist that come of it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from checklists.checklist import Checklist
from checklists.circumstances import VersionFrom

T = TypeVar("T")


class Told(NamedTuple):
    """Something told, in force from `since` until it is told again under its key."""

    since: datetime
    key: str
    value: Any
    """None takes it back."""


def laid_over(
    versions: Sequence[VersionFrom],
    told: Sequence[Told],
    lay: Callable[[Checklist, Mapping[str, T]], Checklist],
) -> tuple[VersionFrom, ...]:
    """The versions of a checklist with what is told laid over them, a version for each moment it changes.

    Args:
        versions: In order of recording; at least one, and the first also governs what came before.
        told: In order of recording.
        lay: Lays what holds, by key, over a version.
    """
    if not told:
        return tuple(versions)
    found: list[VersionFrom] = []
    before: tuple[Checklist, Mapping[str, T]] | None = None
    for moment in sorted({*(each.since for each in versions), *(each.since for each in told)}):
        version = _latest(versions, moment)
        holds = _held(told, moment)
        if before is None or before[0] is not version or before[1] != holds:
            found.append(VersionFrom(moment, lay(version, holds)))
        before = version, holds
    return tuple(found)


def _latest(versions: Sequence[VersionFrom], moment: datetime) -> Checklist:
    known = [each for each in versions if each.since <= moment] or versions[:1]
    return sorted(known, key=lambda each: each.since)[-1].checklist


def _held(told: Sequence[Told], moment: datetime) -> dict[str, Any]:
    known = [each for each in told if each.since <= moment]
    said = {each.key: each.value for each in sorted(known, key=lambda each: each.since)}
    return {key: value for key, value in said.items() if value is not None}
