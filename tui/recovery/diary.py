"""The diary: all that a person recorded of a recovery, newest first."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from checklists.plan.plan import Plan
from checklists.rules.checklist import Sign
from checklists.text import cleaned
from tui.journal import Act, Entry, Topic
from tui.recovery.clinic_dates import date_words, read_date
from tui.recovery.course import Booking
from tui.recovery.questions import UNSURE
from tui.recovery.reader import RecoveryReader
from tui.recovery.recovery import Recovery
from tui.recovery.words import format_answer, format_report
from tui.text.humanize import clock


class DiaryKind(StrEnum):
    """What an entry of the diary is about."""

    SESSION = "session"
    CHECK_IN = "check-in"
    REPORT = "report"
    """Of a sign, without a check-in."""
    NOTE = "note"
    SLIP = "slip"
    SKIP = "skip"
    ANSWER = "answer"
    CLINIC_DATE = "clinic date"
    TICKED = "ticked"
    """A published line on when to call."""
    UNTICKED = "unticked"
    CALLED = "called"
    BOOKED = "booked"
    PHOTO = "photo"
    PHOTO_FORGOTTEN = "photo forgotten"
    PHOTO_GONE = "photo gone"
    """Its file was removed by hand."""
    OTHER = "other"
    """The clinic's details, the price, the end."""


class DiaryEntry(Struct, frozen=True):
    """One entry of the diary."""

    id: int
    """Of the journal's entry; greater is later written."""
    date: date
    """The care date it belongs to."""
    day: int
    at: datetime | None
    """When it was, in the zone of that moment. None has no time."""
    kind: DiaryKind
    subject: str = ""
    """What it is about: a rule's title, a line's condition, a question."""
    words: str = ""
    """The person's own words, or the value in words."""
    values: tuple[tuple[Sign, int], ...] = ()
    """Of a check-in and a report."""
    photo: str = ""
    """The name of a photo's file."""


def diary(
    reader: RecoveryReader, plan: Plan, first: date | None = None, last: date | None = None
) -> tuple[DiaryEntry, ...]:
    """The entries of the care dates from `first` to `last`, both inclusive, the newest first.

    What was taken back is not in it, nor are plain ticks.

    Args:
        plan: The recovery's, as judged now.
        first: None is from the beginning on, preparation and all.
        last: None is to the end.

    Raises:
        JournalError: If the journal cannot be read.
    """
    dates = (first or date.min, last or date.max)
    writer = _Writer(reader, plan)
    entries = [*writer.dated(dates), *writer.undated(dates)]
    return tuple(sorted(entries, key=_order, reverse=True))


def without_files(entries: Iterable[DiaryEntry], names: Collection[str]) -> tuple[DiaryEntry, ...]:
    """The same, with a remark on photos whose file is not there.

    Args:
        names: Of the files that are.
    """
    return tuple(
        replace(each, kind=DiaryKind.PHOTO_GONE)
        if each.kind is DiaryKind.PHOTO and each.photo not in names
        else each
        for each in entries
    )


def _order(entry: DiaryEntry) -> tuple[date, bool, str, int]:
    # What has no time is of the day as a whole, and so stands at its end.
    return entry.date, entry.at is None, f"{entry.at:%Y-%m-%dT%H:%M}" if entry.at else "", entry.id


_CURRENT = (Topic.ITEM, Topic.SLIP, Topic.NOTE, Topic.PHOTO)
_HISTORY = (Topic.SIGN, Topic.WARNING)
_UNDATED = (Topic.RECOVERY, Topic.ANSWER, Topic.CLINIC_DATE, Topic.NEXT)


class _Writer(Struct, frozen=True):
    """Makes entries of one recovery's diary from those of the journal."""

    reader: RecoveryReader
    plan: Plan

    def dated(self, dates: tuple[date, date]) -> Iterator[DiaryEntry]:
        journal, id = self.reader.journal, self.reader.recovery.id
        first, last = dates[0].isoformat(), dates[1].isoformat()
        reported = set()
        for act, entries in _by_act(journal.in_effect(id, _HISTORY, first, last)):
            for each in (self._report(act, entries), self._line(act, entries)):
                if each is not None:
                    reported.add(each.date)
                    yield each
        for entry in journal.between(id, _CURRENT, first, last).values():
            match entry.topic:
                case Topic.ITEM:
                    yield from self._item(entry, reported)
                case Topic.SLIP:
                    value = _mapping(entry.value)
                    title = str(value.get("title") or entry.key.rpartition("/")[2])
                    yield self._made(entry, DiaryKind.SLIP, title, str(value.get("note") or ""))
                case Topic.NOTE:
                    yield self._made(
                        entry,
                        DiaryKind.NOTE,
                        self._title(entry.key),
                        cleaned(str(_mapping(entry.value).get("text", ""))),
                    )
                case _:
                    yield self._photo(entry)

    def undated(self, dates: tuple[date, date]) -> Iterator[DiaryEntry]:
        pairs = self.reader.journal.in_effect(self.reader.recovery.id, _UNDATED)
        before: Recovery | None = None
        for act, entry in pairs:
            made: DiaryEntry | None = None
            match entry.topic:
                case Topic.RECOVERY:
                    after = Recovery.from_value(entry.recovery, entry.value) if entry.value else None
                    if after is not None:
                        made = self._change(entry, before, after)
                        before = after
                case Topic.ANSWER if act.kind != "start":
                    made = self._answer(entry)
                case Topic.CLINIC_DATE:
                    made = self._clinic_date(entry)
                case Topic.NEXT:
                    booking = Booking.from_value(entry.value)
                    words = f"{booking}" if booking else "taken back"
                    made = self._made(entry, DiaryKind.BOOKED, "next session", words)
                case _:
                    pass
            if made is not None and dates[0] <= made.date <= dates[1]:
                yield made

    def _made(
        self,
        entry: Entry,
        kind: DiaryKind,
        subject: str = "",
        words: str = "",
        values: tuple[tuple[Sign, int], ...] = (),
    ) -> DiaryEntry:
        if entry.date is not None:
            day = date.fromisoformat(entry.date)
        else:
            day = self.plan.date_of(self.plan.number_at(entry.at))
        is_unsaid = _mapping(entry.value).get("time") == "unsaid"
        at = None if is_unsaid else entry.at.astimezone(ZoneInfo(entry.zone))
        photo = str(_mapping(entry.value).get("file") or "") if entry.topic is Topic.PHOTO else ""
        return DiaryEntry(entry.id, day, self.plan.number_of(day), at, kind, subject, words, values, photo)

    def _report(self, act: Act, entries: Collection[Entry]) -> DiaryEntry | None:
        """What was reported with one act. Behind a report of a day gone by the newer one stands again."""
        written: dict[str, Entry] = {}
        for entry in entries:
            if entry.topic is Topic.SIGN:
                written.setdefault(entry.key, entry)
        reported = [
            (entry, value)
            for entry in written.values()
            if isinstance(value := _mapping(entry.value).get("value"), int)
        ]
        if not reported:
            return None
        values = tuple((self._sign(entry.key, value), value) for entry, value in reported)
        kind = DiaryKind.CHECK_IN if act.words.startswith("check-in") else DiaryKind.REPORT
        words = ", ".join(f"{sign.id} {format_report(sign, value)}" for sign, value in values)
        return self._made(reported[0][0], kind, "", words, values)

    def _line(self, act: Act, entries: Collection[Entry]) -> DiaryEntry | None:
        """What one act did with a published line."""
        lines = [entry for entry in entries if entry.topic is Topic.WARNING and entry.at == act.recorded]
        entry = next((each for each in lines if each.value), lines[0] if lines else None)
        if entry is None:
            return None
        value = _mapping(entry.value)
        kind = DiaryKind.TICKED if value.get("ticked") else DiaryKind.UNTICKED
        warnings = self.plan.checklist.warnings
        warning = next((each for each in warnings if entry.key in (each.id, *each.was)), None)
        return self._made(
            entry,
            DiaryKind.CALLED if act.kind == "call" else kind,
            warning.condition if warning else entry.key,
        )

    def _item(self, entry: Entry, reported: Collection[date]) -> Iterator[DiaryEntry]:
        value = _mapping(entry.value)
        rule = self.plan.checklist.rule(entry.key.split("/")[1])
        title = str(value.get("title") or (rule.title if rule else entry.key))
        if value.get("state") == "skipped":
            slot = entry.key.rpartition("/")[2]
            timed = rule is not None and len(rule.at) > 1
            subject = f"{title}, {slot}" if timed else title
            yield self._made(entry, DiaryKind.SKIP, subject, cleaned(str(value.get("why") or "")))
        elif rule is not None and rule.check_in and entry.date and value.get("state") == "done":
            made = self._made(entry, DiaryKind.CHECK_IN, "", "nothing reported")
            if made.date not in reported:
                yield made

    def _photo(self, entry: Entry) -> DiaryEntry:
        value = _mapping(entry.value)
        kind = DiaryKind.PHOTO_FORGOTTEN if value.get("forgotten") else DiaryKind.PHOTO
        return self._made(entry, kind, str(value.get("part") or "").replace("-", " "))

    def _answer(self, entry: Entry) -> DiaryEntry:
        question = self.plan.checklist.question(entry.key)
        chosen = None if entry.value in (None, UNSURE) else [str(each) for each in entry.value]
        if question is None:
            return self._made(entry, DiaryKind.ANSWER, entry.key, ", ".join(chosen or ("not sure",)))
        return self._made(entry, DiaryKind.ANSWER, question.ask, format_answer(question, chosen))

    def _clinic_date(self, entry: Entry) -> DiaryEntry:
        date = read_date(entry.value)
        rule = self.plan.checklist.rule(entry.key)
        title = rule.title if rule else str(_mapping(entry.value).get("title") or entry.key)
        return self._made(entry, DiaryKind.CLINIC_DATE, title, date_words(date) if date else "taken back")

    def _change(self, entry: Entry, before: Recovery | None, after: Recovery) -> DiaryEntry | None:
        """What an entry of the recovery itself changed; None where that is nothing a person did."""
        if before is None:
            treated = after.treated.astimezone(ZoneInfo(after.zone))
            return self._made(entry, DiaryKind.SESSION, after.full_title, f"treated at {clock(treated)}")
        if before.treated != after.treated:
            treated = after.treated.astimezone(self.plan.zone)
            words = f"{treated:%Y-%m-%d %H:%M}"
            return self._made(entry, DiaryKind.OTHER, "treatment corrected to", words)
        if before.price != after.price:
            return self._made(entry, DiaryKind.OTHER, "price", after.price or "taken away")
        if before.clinic != after.clinic:
            return self._made(entry, DiaryKind.OTHER, "clinic", str(after.clinic) or "none")
        if before.ended != after.ended:
            return self._made(entry, DiaryKind.OTHER, "put away" if after.ended else "opened again")
        if before.checklist != after.checklist:
            return self._made(entry, DiaryKind.OTHER, "follows another checklist", after.title)
        return None

    def _sign(self, id: str, value: int) -> Sign:
        return self.plan.checklist.sign(id) or Sign(id, id, max(1, value), ())

    def _title(self, key: str) -> str:
        """The title of the rule that a note is to; empty where it is to the day."""
        parts = key.split("/")
        if "note" in parts[1:2]:
            return ""
        rule = self.plan.checklist.rule(parts[1]) if len(parts) > 1 else None
        return rule.title if rule else ""


def _by_act(pairs: tuple[tuple[Act, Entry], ...]) -> Iterator[tuple[Act, list[Entry]]]:
    for _, group in groupby(pairs, key=lambda pair: pair[0].id):
        written = list(group)
        yield written[0][0], [entry for _, entry in written]


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
