"""What the journal knows of one recovery, as the plan takes it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, NamedTuple, TypeVar

from msgspec.structs import replace

from checklists.plan.circumstances import AnswerFrom, Circumstances, ReportFrom, VersionFrom, ZoneFrom
from checklists.plan.timing import Dates
from checklists.rules.checklist import Checklist
from tui.journal import Entry, Journal, JournalError, Reason, Topic
from tui.recovery.clinic_dates import read_date, with_clinic_dates
from tui.recovery.course import BOOKING_KEY, Booking, bookings, with_preparation
from tui.recovery.new_call_lines import is_call_line, new_call_line, with_call_lines
from tui.recovery.order import in_order
from tui.recovery.questions import UNSURE
from tui.recovery.recovery import Recovery
from tui.recovery.versions import IN_FORCE, stored_checklist

T = TypeVar("T")

PLAN_TOPICS = frozenset(
    (
        *(Topic.RECOVERY, Topic.VERSION, Topic.ZONE, Topic.ANSWER, Topic.SIGN, Topic.NEXT),
        Topic.CLINIC_DATE,
    )
)
"""What a plan is made from. All else that is written leaves it as it is."""


class Override(NamedTuple):
    """A value that holds from `since` until the next one under its key."""

    since: datetime
    key: str
    value: Any
    """None takes it back."""


def merged(
    versions: Sequence[VersionFrom],
    overrides: Sequence[Override],
    lay: Callable[[Checklist, Mapping[str, T]], Checklist],
) -> tuple[VersionFrom, ...]:
    """The versions of a checklist with what overrides them, a version for each moment either changes.

    Args:
        versions: In order of recording; at least one, and the first also governs what came before.
        overrides: In order of recording.
        lay: Lays what holds, by key, over a version.
    """
    if not overrides:
        return tuple(versions)
    result: list[VersionFrom] = []
    before: tuple[Checklist, Mapping[str, T]] | None = None
    for moment in sorted({*(each.since for each in versions), *(each.since for each in overrides)}):
        version = _latest(versions, moment)
        holds = _in_force(overrides, moment)
        if before is None or before[0] is not version or before[1] != holds:
            result.append(VersionFrom(moment, lay(version, holds)))
        before = version, holds
    return tuple(result)


def _latest(versions: Sequence[VersionFrom], moment: datetime) -> Checklist:
    earlier = [each for each in versions if each.since <= moment] or versions[:1]
    return sorted(earlier, key=lambda each: each.since)[-1].checklist


def _in_force(overrides: Sequence[Override], moment: datetime) -> dict[str, Any]:
    earlier = [each for each in overrides if each.since <= moment]
    latest = {each.key: each.value for each in sorted(earlier, key=lambda each: each.since)}
    return {key: value for key, value in latest.items() if value is not None}


def plan_inputs(
    journal: Journal, recovery: Recovery, day_start: int, newer: VersionFrom | None = None
) -> Circumstances:
    """Everything the plan of a recovery is made from.

    Args:
        day_start: Minutes from midnight until which it is still the day before.
        newer: A version that nobody has accepted, as if it were in force from a moment on.

    Raises:
        JournalError: If the journal cannot be read, or does not hold the checklist.
    """
    first = _first_act(journal, recovery)
    zones = [
        # Where it began can be set right.
        ZoneFrom(since, recovery.zone if entry.act == first else str(entry.value))
        for since, entry in _since(journal, recovery, Topic.ZONE)
        if entry.value and not recovery.home
    ] or [ZoneFrom(recovery.treated, recovery.zone)]
    dates = Dates(recovery.treated, sorted(zones), day_start)
    answers = [
        AnswerFrom(since, entry.key, _chosen(entry.value), entry.value is None)
        for since, entry in _since(journal, recovery, Topic.ANSWER)
    ]
    return Circumstances(
        treated=recovery.treated,
        versions=_prepared(journal, recovery, dates, newer),
        zones=tuple(zones),
        answers=tuple(answers),
        reports=tuple(reports(journal, recovery)),
    )


def reports(journal: Journal, recovery: Recovery) -> Iterator[ReportFrom]:
    """Every report of a sign that holds for a time, in the order of writing; what was taken back too.

    One that is damaged takes back a report of nothing before it, so that the sign counts as unreported. A
    report of something before it goes on holding: nothing is let go by damage.
    """
    last: dict[str, bool] = {}
    sound = journal.timeline(recovery.id, Topic.SIGN)
    damaged = _damaged_reports(journal, recovery) if journal.set_aside else ()
    entries = sorted((*sound, *damaged), key=lambda each: each.id)
    for since, entry in _held_since(journal, recovery, entries):
        if entry in damaged and last.get(entry.key):
            continue
        value = entry.value if isinstance(entry.value, dict) else {}
        until = value.get("until")
        last[entry.key] = bool(value.get("value"))
        yield ReportFrom(
            since,
            entry.key,
            value.get("value"),
            datetime.fromisoformat(until).astimezone(UTC) if until else None,
            date.fromisoformat(entry.date) if entry.date else None,
        )


def _damaged_reports(journal: Journal, recovery: Recovery) -> tuple[Entry, ...]:
    """The reports that cannot be read. One of which nobody knows any more what of is one of every sign."""
    if not (damaged := journal.damaged(recovery.id, Topic.SIGN)):
        return ()
    versions = _versions(journal, recovery, _since(journal, recovery, Topic.VERSION))
    signs = dict.fromkeys(sign.id for version in versions for sign in version.checklist.signs)
    return tuple(
        replace(entry, key=key) for entry in damaged for key in ([entry.key] if entry.key in signs else signs)
    )


def _versions(
    journal: Journal, recovery: Recovery, entries: Sequence[tuple[datetime, Entry]]
) -> tuple[VersionFrom, ...]:
    versions = [
        VersionFrom(since, stored_checklist(journal, str(entry.value)))
        for since, entry in entries
        if entry.value and entry.key == IN_FORCE
    ]
    if not versions:
        sentence = f"The journal does not hold the checklist of {recovery.id}."
        raise JournalError(Reason.DAMAGED, journal.path, sentence)
    return tuple(versions)


def checklist_now(journal: Journal, recovery: Recovery, hash: str) -> Checklist:
    """The version that a recovery runs by, with the lines on when to call that count ahead of theirs.

    Args:
        hash: Of the version in force.

    Raises:
        JournalError: If the journal does not hold it.
    """
    entries = _since(journal, recovery, Topic.VERSION)
    lines = {each.key: each.value for each in _call_lines(journal, entries)}
    return with_call_lines(
        stored_checklist(journal, hash), {key: line for key, line in lines.items() if line is not None}
    )


def call_lines_ahead(journal: Journal, recovery: Recovery) -> Iterator[tuple[str, str]]:
    """The lines on when to call that count ahead of the version in force: the key and the value of each.

    Raises:
        JournalError: If the journal cannot be read.
    """
    entries = journal.current(recovery.id, Topic.VERSION)
    since = entries[IN_FORCE].id if IN_FORCE in entries else 0
    yield from (
        (key, str(each.value)) for key, each in entries.items() if is_call_line(each) and each.id > since
    )


def _call_lines(
    journal: Journal, entries: Iterable[tuple[datetime, Entry]], newer: VersionFrom | None = None
) -> list[Override]:
    """The lines on when to call that count ahead of their version, until another one is in force."""
    overrides: list[Override] = []
    for since, entry in entries:
        if is_call_line(entry) and entry.value:
            line = new_call_line(stored_checklist(journal, str(entry.value)), entry.key)
            overrides.append(Override(since, entry.key, line))
        elif entry.key == IN_FORCE and entry.value:
            overrides += [Override(since, key, None) for key in _keys(overrides)]
    return overrides + [Override(newer.since, key, None) for key in _keys(overrides) if newer]


def _keys(overrides: Sequence[Override]) -> dict[str, None]:
    return dict.fromkeys(each.key for each in overrides)


def _prepared(
    journal: Journal, recovery: Recovery, dates: Dates, newer: VersionFrom | None
) -> tuple[VersionFrom, ...]:
    """The versions with what makes ready for a session while one is booked, and with the clinic's dates."""

    def lay(checklist: Checklist, booked: Mapping[str, Booking]) -> Checklist:
        return with_preparation(checklist, dates.treatment_date, booked[BOOKING_KEY].day if booked else None)

    booked = [Override(since, BOOKING_KEY, each) for since, each in bookings(journal, recovery.id)]
    entries = _since(journal, recovery, Topic.VERSION)
    versions = (*_versions(journal, recovery, entries), *([newer] if newer else []))
    lined = merged(versions, _call_lines(journal, entries, newer), with_call_lines)
    prepared = merged(lined, booked, lay)
    clinic_dates = _clinic_dates(journal, recovery)
    return merged(prepared, clinic_dates, partial(with_clinic_dates, days_of=dates.days_of))


def _clinic_dates(journal: Journal, recovery: Recovery) -> list[Override]:
    return [
        Override(since, entry.key, read_date(entry.value))
        for since, entry in _since(journal, recovery, Topic.CLINIC_DATE)
    ]


def _since(journal: Journal, recovery: Recovery, topic: Topic) -> list[tuple[datetime, Entry]]:
    """From when each entry of a topic holds: see `_held_since`."""
    return _held_since(journal, recovery, journal.timeline(recovery.id, topic))


def _held_since(
    journal: Journal, recovery: Recovery, entries: Iterable[Entry]
) -> list[tuple[datetime, Entry]]:
    """From when each entry holds, in order of writing: those of the start from the treatment, or before."""
    first = _first_act(journal, recovery)
    moments = (
        (min(recovery.treated, entry.recorded) if entry.act == first else entry.recorded, entry)
        for entry in entries
    )
    return in_order(moments, recovery.treated)


def _first_act(journal: Journal, recovery: Recovery) -> int | None:
    """The act by which it was begun."""
    begun = journal.timeline(recovery.id, Topic.RECOVERY)[:1]
    return begun[0].act if begun else None


def _chosen(value: Any) -> frozenset[str] | None:
    return None if value is None or value == UNSURE else frozenset(value)
