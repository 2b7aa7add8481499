"""What was recorded as rows for a spreadsheet: entries, signs by day, sessions.

Instants are ISO 8601 with their offset, care dates plain dates. No cell is a formula, whatever is in it.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from checklists.plan.plan import Plan
from checklists.text import printable
from tui.journal import Entry, Topic
from tui.recovery.course import next_booking
from tui.recovery.overview import days_until_calm, overview
from tui.recovery.reader import RecoveryReader

Session = tuple[RecoveryReader, Plan]
Cell = str | int | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%")
"""What a cell may not begin with: a spreadsheet would run it."""

ENTRIES = ("recovery", "session", "date", "day", "at", "recorded", "topic", "key", "title", "value", "words")
SIGNS = ("recovery", "session", "date", "day", "sign", "value", "word", "usual_low", "usual_high")
SESSIONS = (
    *("recovery", "session", "title", "checklist", "treated", "put_away", "price", "days_since_last"),
    *("nothing_reported_from_day", "next"),
)


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Rows as CSV (RFC 4180), with formulas made harmless by an apostrophe."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(header)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return target.getvalue()


def _cell(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = printable(cell, "\N{REPLACEMENT CHARACTER}")
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def entry_rows(sessions: Iterable[Session]) -> Iterator[Sequence[Cell]]:
    """Every value that holds, or held until it was set anew; what was undone is not in it."""
    for reader, plan in sessions:
        recovery = reader.recovery
        for _, entry in reader.journal.in_effect(recovery.id, tuple(Topic)):
            value: Mapping[str, Any] = entry.value if isinstance(entry.value, Mapping) else {}
            day = None if entry.date is None else plan.number_of(datetime.fromisoformat(entry.date).date())
            yield (
                recovery.id,
                recovery.session,
                entry.date,
                day,
                None if value.get("time") == "unsaid" else _instant(entry.at, entry.zone),
                _instant(entry.recorded, entry.zone),
                entry.topic.value,
                entry.key,
                _title(entry, plan),
                _value(entry),
                str(value.get("text") or value.get("why") or value.get("note") or ""),
            )


def sign_rows(sessions: Iterable[Session], now: datetime) -> Iterator[Sequence[Cell]]:
    """The last report of each sign on each day that has one, and what is usual, an estimate."""
    for reader, plan in sessions:
        whole = overview(reader, plan, now, 0, max(plan.today, 0))
        dates = {day.number: day.date.isoformat() for day in whole.care}
        for course in whole.signs:
            for number, value in sorted(course.reports.items()):
                usual = course.usual.get(number, (None, None))
                word = course.sign.words[value] if course.sign.words else ""
                if course.sign.top == 1:
                    word = "yes" if value else "no"
                yield (
                    reader.recovery.id,
                    reader.recovery.session,
                    dates.get(number),
                    number,
                    course.sign.id,
                    value,
                    word,
                    *usual,
                )


def session_rows(sessions: Iterable[Session], now: datetime) -> Iterator[Sequence[Cell]]:
    """A row a session, the first one first."""
    before: Plan | None = None
    for reader, plan in sessions:
        recovery = reader.recovery
        booking = next_booking(reader.journal, recovery.id, now)
        gap = None if before is None else (plan.treatment_date - before.treatment_date).days
        yield (
            recovery.id,
            recovery.session,
            recovery.title,
            recovery.checklist,
            _instant(recovery.treated, recovery.zone),
            _instant(recovery.ended, recovery.zone) if recovery.ended else None,
            recovery.price,
            gap,
            days_until_calm(reader, plan),
            booking.day.isoformat() if booking else None,
        )
        before = plan


def _instant(moment: datetime, zone: str) -> str:
    return moment.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")


def _title(entry: Entry, plan: Plan) -> str:
    if isinstance(entry.value, Mapping) and entry.value.get("title") and entry.topic is not Topic.RECOVERY:
        return str(entry.value["title"])
    parts = entry.key.split("/")
    rule = plan.checklist.rule(parts[1] if len(parts) > 1 else entry.key)
    return rule.title if rule else ""


def _value(entry: Entry) -> Cell:
    """What was set, in one cell; nothing where it was cleared."""
    value = entry.value
    if isinstance(value, Mapping):
        if entry.topic is Topic.RECOVERY:
            return str(value.get("treated") or "")
        for name in ("value", "state", "date", "part"):
            if value.get(name) is not None:
                each = value[name]
                return each if isinstance(each, int) else str(each)
        return "yes" if value.get("ticked") or value.get("called") else ""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return None if value is None else value if isinstance(value, int) else str(value)
