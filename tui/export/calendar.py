"""What a calendar is told of the reminders to come, and what it was told before.

A file that is imported takes nothing away, so what left the plan since the last one is written as cancelled.
That is known from a small file beside the journal, which names no care. Another machine's exports are not in
it; but the ids of lines are made from the journal's own, and their sequence goes by the clock, so that of two
machines with one calendar the one that exported last is believed.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import assert_never
from uuid import NAMESPACE_OID, uuid5
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tui.export.ics import NAME, CalendarLine, LineKind, calendar_file
from tui.journal.device import fingerprint
from tui.paths import read_file, replace_file
from tui.recovery.context import AppContext
from tui.recovery.course import next_booking
from tui.recovery.reader import RecoveryReader
from tui.reminders.coming import DayLine, coming, day_lines
from tui.reminders.reminder import Reminder, ReminderKind
from tui.reminders.tellers import TellerName, begin
from tui.text.humanize import clock, counted, reason_of, things, year_date

GONE = "Done, or no longer planned"
"""What is said in the place of a line that left the plan."""

_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_MOST = 16 * 1024 * 1024
"""Bytes that are read of a record."""


class KnownLine(Struct, frozen=True):
    """A line that calendars may still have. Nothing in it names any care."""

    recovery: str
    kind: LineKind
    at: str
    """`2026-11-27`, `2026-11-27T08:00:00` for a local time, or with its offset."""
    zone: str
    """The IANA name of a zone that it keeps to. Empty is none."""
    print: str
    """What tells this content from another."""
    sequence: int
    gone: bool = False
    """Whether it was cancelled."""


class CalendarExport(Struct, frozen=True):
    """A calendar file that is ready to be written."""

    content: bytes
    tellings: int
    days: int
    gone: int
    """How many lines of before are cancelled in it."""
    reaches: date | None
    """The day of the last line. None where nothing is to come."""
    known: dict[str, KnownLine]
    """What calendars may have once it is imported, by uid: that of before too."""


def read_known(path: Path) -> dict[str, KnownLine]:
    """What was exported before from this machine, by uid.

    Args:
        path: As `Paths.calendar` has it. Need not exist.

    Raises:
        OSError: If it cannot be read.
        ValueError: If it is damaged.
    """
    try:
        known = msgspec.json.decode(read_file(path, _MOST), type=dict[str, KnownLine])
        for each in known.values():
            _when(each)
    except FileNotFoundError:
        return {}
    except (msgspec.MsgspecError, ZoneInfoNotFoundError) as error:
        raise ValueError(str(error)) from error
    return known


def write_known(path: Path, known: Mapping[str, KnownLine]) -> None:
    """Keep what was exported.

    Raises:
        OSError: If it cannot be written. What was kept before is as it was.
    """
    replace_file(path, msgspec.json.encode(known))


def write_calendar(
    context: AppContext,
    write: Callable[[CalendarExport], object],
    warn: Callable[[str], object],
    *,
    todo: bool = False,
    home_time: bool = False,
) -> None:
    """Export a calendar, and note what was exported and that a calendar tells from now on.

    Args:
        context: What is exported.
        write: Writes it. What it raises ends this, and then nothing is noted.
        warn: Says what could not be read or noted, in sentences.
        todo: As in `export_calendar`.
        home_time: As in `export_calendar`.

    Raises:
        JournalError: If the journal cannot be read.
    """
    path, now, known = context.paths.calendar, context.now(), dict[str, KnownLine]()
    try:
        known = read_known(path)
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else "it is damaged"
        warn(f"{path}: {reason}. What left the plan since the last export is not cancelled.")
    made = export_calendar(context, known, todo=todo, home_time=home_time)
    write(made)
    try:
        write_known(path, made.known)
    except OSError as error:
        warn(f"{path} cannot be written: {reason_of(error)}. The next export can cancel nothing.")
    if made.reaches is not None and not context.clock.rehearsed:
        until = datetime.combine(made.reaches + timedelta(days=1), time(), now.tzinfo)
        begin(context.paths.tellers, TellerName.CALENDAR, now, until)


def export_words(made: CalendarExport) -> str:
    """What is in it: `3 reminders and 1 day, until 3 Mar 2027; 1 line is cancelled`."""
    if made.reaches is None:
        what = "nothing is to come"
    else:
        days = f" and {counted(made.days, 'day')}" if made.days else ""
        what = f"{counted(made.tellings, 'reminder')}{days}, until {year_date(made.reaches)}"
    gone = f"; {counted(made.gone, 'line is', 'lines are')} cancelled" if made.gone else ""
    return f"{what}{gone}"


def export_calendar(
    context: AppContext, known: Mapping[str, KnownLine], *, todo: bool = False, home_time: bool = False
) -> CalendarExport:
    """A calendar of what is to come in every recovery that runs, or in the one that was picked.

    Args:
        known: What was exported before, by uid.
        todo: Whether tellings are tasks instead of events.
        home_time: Whether every moment keeps to the zone that its plan follows now.

    Raises:
        JournalError: If the journal cannot be read.
    """
    now = context.now()
    picked = [each for each in context.running() if context.picked in (None, each.id)]
    readers = [reader for each in picked if (reader := context.reader(each)) is not None]
    lines = [
        _numbered(line, known.get(line.uid), now)
        for reader in readers
        for line in _lines(reader, context, todo, home_time)
    ]
    kinds = (LineKind.DAY, LineKind.TODO if todo else LineKind.EVENT)
    ours = {
        uid: each
        for uid, each in known.items()
        if each.kind in kinds and context.picked in (None, each.recovery)
    }
    gone = list(_gone(ours, {line.uid for line in lines}, now))
    days = [line.when.date() if isinstance(line.when, datetime) else line.when for line in lines]
    return CalendarExport(
        content=calendar_file((*lines, *gone), now, _as_of(now)),
        tellings=sum(line.kind is not LineKind.DAY for line in lines),
        days=sum(line.kind is LineKind.DAY for line in lines),
        gone=len(gone),
        reaches=max(days, default=None),
        known={**known, **{line.uid: _known(line) for line in (*lines, *gone)}},
    )


def _as_of(now: datetime) -> str:
    """What stands under every line: a calendar cannot know what is reported later."""
    moment = f"{year_date(now.date())}, {clock(now)}"
    return f"As of {moment}. What hangs on a report may move: export again after a check-in."


def _lines(
    reader: RecoveryReader, context: AppContext, todo: bool, home_time: bool
) -> Iterator[CalendarLine]:
    """The lines of one recovery, in the order of time; those of whole days behind the tellings."""
    now, private = context.now(), context.settings.private
    plan = context.plans.at(reader, now)
    booking = next_booking(reader.journal, reader.recovery.id, now)
    last = plan.last_day if booking is None else max(plan.last_day, plan.number_of(booking.day))
    until = plan.begins(max(last, plan.today) + 1)
    zone = _kept_zone(reader, plan.zone, home_time)
    journal, text = reader.journal.id(), _as_of(now)
    for reminder in coming(reader, context.plans, now, now, until):
        kind = LineKind.TODO if todo else LineKind.EVENT
        titles = "" if private else "".join(f"{title}\n" for title in reminder.titles)
        yield CalendarLine(
            _uid(journal, kind, reminder.id),
            reminder.recovery,
            kind,
            _moment(reminder, zone),
            _neutral(reminder) if private else f"{reminder.title}: {reminder.words}",
            f"{titles}{text}",
            tuple(moment - reminder.due for moment in reminder.moments[1:]),
        )
    for line in day_lines(reader, context.plans, now, now, until):
        yield CalendarLine(
            _uid(journal, LineKind.DAY, f"{line.recovery}/{line.key}"),
            line.recovery,
            LineKind.DAY,
            line.date,
            _neutral_day(line) if private else line.words,
            text,
        )


def _neutral_day(line: DayLine) -> str:
    """What a whole day is called where that names no care."""
    back = f"something may come back{', ask first' * line.asks_first}"
    name = {"back": back, "session": "appointment"}
    return f"{NAME}: {name.get(line.key.rpartition('/')[2], 'a change today')}"


def _neutral(reminder: Reminder) -> str:
    match reminder.kind:
        case ReminderKind.SLOT:
            return f"{NAME}: {things(len(reminder.items))}"
        case ReminderKind.NOTICE:
            return f"{NAME}: a change today"
        case ReminderKind.SESSION:
            return f"{NAME}: appointment"
        case _:
            assert_never(reminder.kind)


def _kept_zone(reader: RecoveryReader, zone: tzinfo, home_time: bool) -> ZoneInfo | None:
    """The zone that the moments of a recovery keep to; None where they follow the calendar's own."""
    follows = not (reader.recovery.home or home_time)
    return None if follows or not isinstance(zone, ZoneInfo) else zone


def _moment(reminder: Reminder, zone: ZoneInfo | None) -> datetime:
    due = reminder.due
    if reminder.is_elapsed:
        return due.astimezone(UTC)
    if zone is None:
        return due.replace(tzinfo=None)
    local = due.astimezone(zone)
    # Of an hour that comes twice a calendar takes the first.
    return due.astimezone(UTC) if local.fold else local


def _uid(journal: str, kind: LineKind, id: str) -> str:
    """The same on every machine that has the journal, and whatever the line says or when it is."""
    return str(uuid5(NAMESPACE_OID, f"{journal}/{kind.value}/{id}"))


def _numbered(line: CalendarLine, known: KnownLine | None, now: datetime) -> CalendarLine:
    """A line with its sequence: the one it had, unless it says something else than it did."""
    if known is not None and not known.gone and known.print == _print(line):
        return replace(line, sequence=known.sequence)
    return replace(line, sequence=_next_sequence(known, now))


def _next_sequence(known: KnownLine | None, now: datetime) -> int:
    """Seconds, so that of two machines that know nothing of each other the later has the greater."""
    seconds = int((now.astimezone(UTC) - _EPOCH).total_seconds())
    return max(seconds, 0) if known is None else max(seconds, known.sequence + 1)


def _gone(known: Mapping[str, KnownLine], planned: Collection[str], now: datetime) -> Iterator[CalendarLine]:
    """What calendars may still have and nobody plans any more, as far as it has not passed."""
    for uid, each in known.items():
        when = _when(each)
        if uid in planned or _passed(when, now):
            continue
        sequence = each.sequence if each.gone else _next_sequence(each, now)
        yield CalendarLine(uid, each.recovery, each.kind, when, GONE, sequence=sequence, cancelled=True)


def _when(known: KnownLine) -> date | datetime:
    if known.kind is LineKind.DAY:
        return date.fromisoformat(known.at)
    at = datetime.fromisoformat(known.at)
    return at.astimezone(ZoneInfo(known.zone)) if known.zone else at


def _passed(when: date | datetime, now: datetime) -> bool:
    if not isinstance(when, datetime):
        return when < now.date()
    return when < (now.replace(tzinfo=None) if when.tzinfo is None else now)


def _known(line: CalendarLine) -> KnownLine:
    at = line.when.isoformat()
    zone = line.when.tzinfo if isinstance(line.when, datetime) else None
    name = zone.key if isinstance(zone, ZoneInfo) else ""
    return KnownLine(line.recovery, line.kind, at, name, _print(line), line.sequence, line.cancelled)


def _print(line: CalendarLine) -> str:
    """Of all that a line says, but for as of when."""
    again = [after.total_seconds() for after in line.again]
    zone = line.when.tzinfo if isinstance(line.when, datetime) else None
    titles = line.text.splitlines()[:-1]
    return fingerprint(repr((line.when.isoformat(), str(zone), line.summary, titles, again)))
