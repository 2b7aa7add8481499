"""What a person does, written to the journal: one act each, worded as undo will say it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct, field
from msgspec.structs import replace

from checklists.plan.day import ANY_TIME, Item
from checklists.plan.plan import Plan
from checklists.rules.checklist import CallWarning, Question, Sign
from checklists.rules.rule import SUNSET, At, Rule
from checklists.text import cleaned
from tui.journal import Act, Draft, Entry, Journal, Json, OvertakenError, Topic
from tui.recovery.begin import ChecklistVersion
from tui.recovery.clinic_dates import ClinicDate, date_value, date_words
from tui.recovery.course import BOOKING_KEY, Booking, books, next_booking
from tui.recovery.join import UNSAID
from tui.recovery.outcomes import (
    AcceptedInPart,
    ActedElsewhere,
    Booked,
    Cancelled,
    ClinicDateSet,
    DayNotCome,
    Deed,
    Done,
    LetGo,
    Obstacle,
    PhotosAdded,
    PhotosForgotten,
    PutOff,
    Redone,
    Refused,
    Reported,
    SignChange,
    Skipped,
    Ticked,
    Unbooked,
    Undone,
    Unticked,
    WentOut,
)
from tui.recovery.photos import is_photo_rule
from tui.recovery.plan_inputs import PLAN_TOPICS, call_lines_ahead
from tui.recovery.plans import Plans
from tui.recovery.questions import UNSURE
from tui.recovery.reader import RecoveryReader
from tui.recovery.recovery import MOVED, RECOVERY_KEY, Clinic, Recovery
from tui.recovery.state import LET_GO, AvoidState, DayState, ItemState, State, alone_key, reminder_key
from tui.recovery.versions import IN_FORCE, kept_key, later_key
from tui.recovery.words import format_answer, format_report
from tui.text.humanize import clock, counted, listed, short_date

T = TypeVar("T")

_MINUTE = timedelta(minutes=1)

_NAMED = 6
"""How many things the words of an act name; more are counted."""


class Acts(Struct, frozen=True):
    """Everything that is done to one recovery at a moment: a method an act, and what came of it its outcome.

    Raises (all of them):
        JournalError: If it could not be written; then nothing was.
    """

    reader: RecoveryReader
    plan: Plan
    now: datetime
    """Aware. What is done is recorded at this moment."""
    plans: Plans = field(default_factory=Plans)
    """The plans last made: an act that none is made from leaves them as they are."""

    def toggle(self, items: Sequence[ItemState], shown: DayState) -> Done[Ticked] | Done[Unticked] | Refused:
        """Tick what is open of these, or untick them if all of it is done.

        Args:
            items: As they stood on the day that was shown, which may be over by now.
            shown: That day.
        """
        # A check-in is ticked by answering it.
        items = [one for one in items if one.state is State.DONE or not one.item.rule.check_in]
        waiting = [one for one in items if one.state in (State.OPEN, State.MISSED)]
        if len(items) == 1 and items[0].state is State.SKIPPED:
            waiting = list(items)
        if not waiting:
            done = [one.item for one in items if one.state is State.DONE]
            return self.untick(done) if done else Refused(Obstacle.NOTHING_TO_TICK)
        ticked = self.tick([one.item for one in waiting])
        if isinstance(ticked, Refused):
            return ticked
        cautions = (caution for one in waiting if (caution := one.caution(shown.now)) is not None)
        return Done(Ticked(len(waiting), tuple(cautions)), ticked.act)

    def tick(
        self, items: Sequence[Item], at: datetime | None = None, beside: "Beside" = ()
    ) -> Done[Ticked] | Refused:
        """Record items as done, unless a day of theirs has not come.

        Args:
            items: At least one. Whoever calls sees to it that a check-in was answered.
            at: When it was done, where that was not now. Without it, what is of a day gone by has no time.
            beside: Items of other recoveries, written with the same act.
        """
        for acts, each in ((self, items), *beside):
            latest = max(acts.plan.number_of(item.date) for item in each)
            if latest > acts.plan.today:
                return Refused(DayNotCome(latest))
        return self._items(Ticked(_count(items, beside)), "tick", items, "done", at, beside=beside)

    def untick(
        self, items: Sequence[Item], at: datetime | None = None, beside: "Beside" = ()
    ) -> Done[Unticked]:
        """Take a tick or a skip back: the items are open again, as if never answered.

        Args:
            beside: Items of other recoveries, written with the same act.
        """

        def drafts() -> Iterator[Draft]:
            for acts, each in ((self, items), *beside):
                for item in each:
                    for key in (item.key, *acts._former(Topic.ITEM, item)):
                        yield acts._own(acts._draft(Topic.ITEM, key, None, item.date, at))

        words = f"untick {self._named(items, beside)}"
        return self._record(Unticked(_count(items, beside)), "untick", words, drafts)

    def skip(
        self, items: Sequence[Item], why: str = "", at: datetime | None = None, beside: "Beside" = ()
    ) -> Done[Skipped]:
        """Record that items were left out on purpose. They leave the counts.

        Args:
            beside: Items of other recoveries, written with the same act.
        """
        return self._items(Skipped(_count(items, beside)), "skip", items, "skipped", at, why, beside)

    def let_go(self, items: Sequence[Item]) -> Done[LetGo]:
        """Skip what was not done while its day lasted."""
        return self._items(LetGo(len(items)), "skip", items, "skipped", None, LET_GO)

    def toggle_slip(self, avoid: AvoidState, day: date) -> Done[Deed]:
        """Record that something to leave alone was not, on a care date; or take that back."""
        return (self.unslip if avoid.slipped else self.slip)(avoid.avoid.rule, day)

    def slip(self, rule: Rule, day: date, note: str = "", at: datetime | None = None) -> Done[Deed]:
        """Record that something to leave alone was not, on a care date."""
        value = {"note": note, "title": rule.title}
        draft = self._draft(Topic.SLIP, f"{day.isoformat()}/{rule.id}", value, day, at)
        words = f"slip '{rule.title}', day {self.plan.number_of(day)}"
        return self._record(Deed.SLIPPED, "slip", words, [draft])

    def unslip(self, rule: Rule, day: date) -> Done[Deed]:
        """Take a slip back."""
        keys = (f"{day.isoformat()}/{id}" for id in (rule.id, *rule.was))
        drafts = [self._draft(Topic.SLIP, key, None, day) for key in keys]
        words = f"take back the slip '{rule.title}', day {self.plan.number_of(day)}"
        return self._record(Deed.SLIP_TAKEN_BACK, "unslip", words, drafts)

    def note(self, text: str, day: date, item: Item | None = None, at: datetime | None = None) -> Done[Deed]:
        """Keep a note: to an item (an empty text removes it), or to a care date."""
        number = self.plan.number_of(day)
        if item is not None:
            draft = self._draft(Topic.NOTE, item.key, {"text": text} if text else None, item.date, at)
            deed = Deed.NOTED if text else Deed.NOTE_REMOVED
            return self._record(deed, "note", f"note to '{item.rule.title}', day {number}", [draft])

        def drafts() -> Iterator[Draft]:
            id, date = self.reader.recovery.id, day.isoformat()
            notes = self.reader.journal.between(id, (Topic.NOTE,), date, date)
            numbers = [key.rpartition("/")[2] for _, key in notes if "/note/" in key]
            key = f"{date}/note/{max(map(int, numbers), default=0) + 1}"
            yield self._draft(Topic.NOTE, key, {"text": text}, day, at)

        return self._record(Deed.NOTED, "note", f"note, day {number}", drafts)

    def add_photos(self, pictures: Sequence[tuple[str, int, int]], day: date, part: str) -> Done[PhotosAdded]:
        """Enter photos that were taken in; the same act ticks what of the day's rules asks for one.

        Args:
            pictures: The name of each one's file, its width and its height. At least one.
            part: As `parse_part` gives it; empty is none.
        """
        number = self.plan.number_of(day)
        drafts = [
            self._draft(
                Topic.PHOTO,
                f"{day.isoformat()}/photo/{name}{f'/{part}' if part else ''}",
                {"file": name, "part": part, "width": width, "height": height},
                day,
            )
            for name, width, height in pictures
        ]
        waiting = [
            each.item
            for each in self.reader.state_of(self.plan, self.now, number).items
            if is_photo_rule(each.item.rule) and each.state in (State.OPEN, State.MISSED)
        ]
        for item in waiting:
            value = {"state": "done", "title": item.rule.title}
            on = self.plan.date_of(self.plan.today) if item.rule.once else item.date
            drafts.append(self._draft(Topic.ITEM, item.key, value, on))
        count = len(pictures)
        named = f"{f'{count} photos' if count > 1 else 'a photo'}{f' of {part}' if part else ''}"
        words = f"add {named}, day {number}{', and tick it' if waiting else ''}"
        return self._record(PhotosAdded(count, bool(waiting)), "photo", words, drafts)

    def forget_photo(self, name: str) -> Done[PhotosForgotten]:
        """Say of every entry of a picture that its file is deleted. That is not undone.

        Args:
            name: Of its file.

        Raises:
            ValueError: If there is no entry of it.
        """
        drafts = []
        for (recovery, key), entry in self.reader.journal.across(Topic.PHOTO).items():
            if isinstance(entry.value, dict) and entry.value.get("file") == name:
                value = entry.value | {"forgotten": True}
                again = Draft(Topic.PHOTO, key, value, entry.at, entry.date, entry.local, entry.zone)
                drafts.append(replace(again, recovery=recovery))
        if not drafts:
            raise ValueError(f"{name} is no photo that was added")
        return self._record(PhotosForgotten(len(drafts)), "forget", "forget a photo", drafts, automatic=True)

    def check_in(
        self,
        shown: DayState,
        values: Mapping[Sign, int],
        answers: Mapping[Question, Collection[str] | None],
        on: Mapping[Sign, date] | None = None,
    ) -> Done[Reported] | Refused:
        """Report what a check-in was answered with, and tick its item if it still waits; all of it one act.

        Args:
            shown: The day that was asked about.
            values: What is reported otherwise than before.
            answers: To questions asked beside the signs, each as `answer` takes it.
            on: As for `report`.
        """
        own = (item for item in shown.items if item.item.rule.check_in)
        waiting = next((item.item for item in own if item.state is not State.DONE), None)
        answered = bool(values) or any(state.value is not None for state in shown.signs)
        if not (values or answers or (waiting and answered)):
            return Refused(Obstacle.NOTHING_ANSWERED if waiting else Obstacle.NOTHING_CHANGED)
        # It is never ticked unanswered: a question beside the signs says nothing of the skin.
        done = self.report(values, shown.date, waiting if answered else None, answers, on)
        before = {state.sign.id: state.before.value for state in shown.signs if state.before is not None}
        changes = tuple(SignChange(sign, value, before.get(sign.id)) for sign, value in values.items())
        return Done(replace(done.what, check_in=bool(values), changes=changes), done.act)

    def report(
        self,
        values: Mapping[Sign, int],
        day: date,
        check_in: Item | None = None,
        answers: Mapping[Question, Collection[str] | None] | None = None,
        on: Mapping[Sign, date] | None = None,
    ) -> Done[Reported]:
        """Report signs on a care date; the same act ticks the check-in's own item, and keeps what it asked.

        Args:
            values: May be empty where there is a check-in to tick or an answer to keep.
            check_in: The item that is ticked with it.
            answers: To questions asked beside the signs, each as `answer` takes it.
            on: The care dates of events that happened on another than `day`.
        """
        on = on or {}
        written = {question: self._answered(question, chosen) for question, chosen in (answers or {}).items()}
        answered = [words for words, _ in written.values()]

        def drafts() -> Iterator[Draft]:
            for sign, value in values.items():
                yield from self._reported(sign, value, on.get(sign, day))
            if check_in is not None:
                done = {"state": "done", "title": check_in.rule.title}
                yield self._draft(Topic.ITEM, check_in.key, done, check_in.date)
            yield from (draft for _, draft in written.values())

        if answered and not values and check_in is None:
            done = self._record(None, "answer", "; ".join(answered), drafts)
        else:
            named = ", ".join(
                f"{sign.id} {format_report(sign, value)}{f' on {short_date(on[sign])}' if sign in on else ''}"
                for sign, value in values.items()
            )
            words = f"check-in: {named or 'nothing to report'}, day {self.plan.number_of(day)}"
            done = self._record(None, "sign", "; ".join([words, *answered]), drafts)
        after = self.plans.state(self.reader, self.now)
        return Done(Reported(tuple(values), after, check_in is not None), done.act)

    def go_out(self, sign: Sign, out: bool, day: date) -> Done[WentOut] | Done[Deed]:
        """Report that the person is going out, by the sign that says so, or is back."""
        reported = self.report({sign: int(out)}, day)
        if out:
            return Done(WentOut(reported.what.day.out_until), reported.act)
        return Done(Deed.CAME_BACK, reported.act)

    def answer(self, question: Question, chosen: Collection[str] | None) -> Done[Deed]:
        """Answer a question from now on. None is "not sure", an empty collection "none of these"."""
        words, draft = self._answered(question, chosen)
        return self._record(Deed.ANSWERED, "answer", words, [draft])

    def put_off(
        self, items: Sequence[ItemState], until: datetime, alone: bool = False, beside: "BesideOpen" = ()
    ) -> Done[PutOff] | Refused:
        """Put items off until a moment of their day: with all that their slots tell, or by themselves.

        Args:
            items: Open ones of the day it is. At least one.
            until: Aware.
            alone: Whether each is told by itself from then on, and its slot tells the rest as before.
            beside: Items of other recoveries, written with the same act.
        """
        everything = ((self, items), *beside)
        if until <= self.now:
            return Refused(Obstacle.TIME_PASSED)
        if any(until >= acts.plan.begins(acts.plan.today + 1) for acts, _ in everything):
            return Refused(Obstacle.PAST_THE_DAY)
        drafts = []
        for acts, each in everything:
            day, value = acts.plan.date_of(acts.plan.today), until.astimezone(UTC).isoformat()
            keys = (alone_key(state.item) if alone else reminder_key(state.item) for state in each)
            drafts += [acts._own(acts._draft(Topic.LATER, key, value, day)) for key in dict.fromkeys(keys)]
        every = [state.item for _, each in everything for state in each]
        shorts = list(dict.fromkeys(item.rule.short for item in every))
        slot = f"{every[0].slot}, " if len({item.slot for item in every}) == 1 else ""
        named = listed(shorts) if len(shorts) <= _NAMED else f"{len(every)} things"
        words = f"{named}, {slot}day {self.plan.today}, until {clock(until.astimezone(self.plan.zone))}"
        return self._record(PutOff(until), "later", f"put off {words}", drafts)

    def heed(
        self,
        warning: CallWarning,
        ticked: bool,
        called: bool = False,
        beside: Sequence[tuple["Acts", CallWarning, bool]] = (),
    ) -> Done[None]:
        """Tick a published line, or untick it; and note that the person called, ticked or not.

        Args:
            beside: The same line of other recoveries, and others that the call was about, each with whether
                it is ticked; written with the same act.
        """
        moment = self.now.astimezone(UTC).isoformat() if called else None
        kind = "call" if called else "warning"
        verb = "note a call about" if called else "tick" if ticked else "untick"
        drafts = [
            draft
            for acts, each, marked in ((self, warning, ticked), *beside)
            for draft in acts._heeded(
                each, {"ticked": marked, "called": moment} if marked or called else None
            )
        ]
        return self._record(None, kind, f"{verb} '{warning.condition}'", drafts)

    def set_clinic(self, clinic: Clinic, before: Clinic) -> Done[Deed]:
        """Say whom to call.

        Args:
            before: What was shown. What is as it was there is left as it is by now.
        """
        names = Clinic.__struct_fields__
        changed = {name: text for name in names if (text := getattr(clinic, name)) != getattr(before, name)}

        def change(recovery: Recovery) -> Recovery:
            return replace(recovery, clinic=replace(recovery.clinic, **changed))

        return self._change(Deed.CLINIC_SET, "clinic", "change the clinic's details", change)

    def set_clinic_date(self, rule: Rule, date: ClinicDate) -> Done[ClinicDateSet]:
        """Keep the clinic's own days and times for a rule, in place of those before."""
        draft = self._draft(Topic.CLINIC_DATE, rule.id, date_value(date, rule.title), None)
        words = f"clinic date '{rule.title}', {date_words(date)}"
        return self._record(ClinicDateSet(date), "clinic-date", words, [draft])

    def clear_clinic_date(self, rule: Rule) -> Done[Deed]:
        """Let the checklist's own days and times hold again.

        Raises:
            ValueError: If the rule has no clinic date.
        """

        def drafts() -> Iterator[Draft]:
            dates = self.reader.journal.current(self.reader.recovery.id, Topic.CLINIC_DATE)
            # One that is filed under a former id would hold again where only the newest is cleared.
            ids = [id for id in (rule.id, *rule.was) if id in dates]
            return (self._draft(Topic.CLINIC_DATE, id, None, None) for id in ids)

        words = f"take back the clinic date '{rule.title}'"
        return self._record(Deed.CLINIC_DATE_CLEARED, "clinic-date", words, drafts)

    def forget_clinic_date(self, id: str, title: str) -> Done[Deed]:
        """Let go of the clinic date of a rule that this version of the checklist has not.

        Args:
            id: What it is kept under.
        """
        draft = self._draft(Topic.CLINIC_DATE, id, None, None)
        words = f"take back the clinic date '{title}'"
        return self._record(Deed.CLINIC_DATE_FORGOTTEN, "clinic-date", words, [draft])

    def set_next(
        self, booking: Booking | None, price: str
    ) -> Done[Booked] | Done[Unbooked] | Done[Deed] | Cancelled:
        """Book the next session, move it or take it back, and keep what this one cost: what is otherwise.

        Args:
            booking: None is none.
            price: Empty is none.
        """
        before = next_booking(self.reader.journal, self.reader.recovery.id, self.now)
        changed = price if price != self.reader.recovery.price else None
        if booking is not None and booking != before:
            return self.book(booking, changed)
        if booking is None and before is not None:
            return self.unbook(before, changed)
        return Cancelled() if changed is None else self.set_price(changed)

    def book(self, booking: Booking, price: str | None = None) -> Done[Booked]:
        """Book the next session, or move it. The checklist's own reminder to book is answered with it.

        Args:
            price: What this session cost, where the same act keeps that too.
        """

        def drafts() -> Iterator[Draft]:
            yield self._draft(Topic.NEXT, BOOKING_KEY, booking.to_value(), None)
            yield from self._reminders(answered=True)

        return self._with_price(Booked(booking), f"book the next session, {booking}", drafts, price)

    def unbook(self, booking: Booking, price: str | None = None) -> Done[Unbooked]:
        """Take a booking back. The checklist's own reminder to book is open again."""

        def drafts() -> Iterator[Draft]:
            yield self._draft(Topic.NEXT, BOOKING_KEY, None, None)
            yield from self._reminders(answered=False)

        return self._with_price(Unbooked(booking), f"take back the next session, {booking}", drafts, price)

    def set_price(self, price: str) -> Done[Deed]:
        """Keep what the session cost, in the person's own words; empty takes them away."""
        deed = Deed.PRICE_SET if price else Deed.PRICE_REMOVED
        return self._record(deed, "price", _price_words(price), lambda: [self._price(price)])

    def accept(
        self,
        chosen: ChecklistVersion,
        whole: ChecklistVersion | None = None,
        refused: Collection[str] = (),
        count: int = 0,
    ) -> Done[Deed] | Done[AcceptedInPart]:
        """Let a new version of the checklist count from now on; what was due already keeps its own.

        Args:
            chosen: Of this recovery's checklist, or of another one that the recovery moves to.
            whole: What the file says, where some of it is refused. It is noted as seen and not wanted.
            refused: The keys of the parts that are refused, by every id they have; none where nothing is.
            count: How many parts that is.
        """
        checklist, recovery = chosen.checklist, self.reader.recovery
        journal, kept = self.reader.journal, kept_key(checklist.id)

        def drafts() -> Iterator[Draft]:
            chosen.store(journal, self.now)
            yield self._draft(Topic.VERSION, IN_FORCE, chosen.hash, None)
            if whole is not None:
                whole.store(journal, self.now)
                yield self._draft(Topic.VERSION, kept, whole.hash, None)
            elif journal.latest(recovery.id, Topic.VERSION, kept) is not None:
                yield self._draft(Topic.VERSION, kept, None, None)
            # A line that counts ahead of its version goes on doing so while that is refused.
            for key, hash in call_lines_ahead(journal, recovery):
                if f"warnings/{key.rpartition('/')[2]}" in refused:
                    yield self._draft(Topic.VERSION, key, hash, None)
            latest = self.reader.latest_recovery()
            # A name that the person gave stays.
            named = latest.title != self.plan.checklist.title
            title = latest.title if named else checklist.title
            moved = replace(latest, checklist=checklist.id, title=title)
            if moved != latest:
                yield self._draft(Topic.RECOVERY, RECOVERY_KEY, moved.to_value(), None)

        words = f"accept the new version of {checklist.id}"
        if checklist.id != recovery.checklist:
            words = f"accept {checklist.id} in place of {recovery.checklist}"
        if whole is None:
            return self._record(Deed.VERSION_ACCEPTED, "accept", words, drafts)
        words = f"{words}, but for {counted(count, 'part')}"
        return self._record(AcceptedInPart(count), "accept", words, drafts)

    def keep(self, chosen: ChecklistVersion) -> Done[Deed]:
        """Note that what a checklist's file says now is not wanted, so that it is not offered again."""
        chosen.store(self.reader.journal, self.now)
        id = chosen.checklist.id
        draft = self._draft(Topic.VERSION, kept_key(id), chosen.hash, None)
        words = f"keep the plan as it is, not what {id} says now"
        return self._record(Deed.VERSION_DECLINED, "keep", words, [draft])

    def leave_for_later(self, chosen: ChecklistVersion) -> Done[Deed]:
        """Note that what a checklist's file says now was seen, so that it is not shown again by itself.

        Nothing of the plan changes, so there is nothing to undo.
        """
        id = chosen.checklist.id
        draft = self._draft(Topic.LATER, later_key(id), chosen.hash, None)
        words = f"look later at what {id} says now"
        return self._record(Deed.VERSION_LEFT, "later", words, [draft], automatic=True)

    def correct(self, treated: datetime, zone: str | None = None) -> Done[Deed]:
        """Set the instant of treatment right. Entries keep their dates; days are numbered anew.

        Args:
            zone: The IANA name of the zone it was in, where that was wrong as well. None leaves it.
        """
        place = self.plan.zone if zone is None else ZoneInfo(zone)
        words = f"correct the treatment to {treated.astimezone(place):%Y-%m-%d %H:%M}"
        if zone is not None:
            words += f", {zone}"

        def change(recovery: Recovery) -> Recovery:
            return replace(recovery.moved(treated), zone=zone or recovery.zone)

        return self._change(Deed.TREATMENT_CORRECTED, "correct", words, change)

    def end(self) -> Done[Deed]:
        """Put the recovery away. Nothing is deleted, and nothing of it is told any more."""
        ended, words = self.now.astimezone(UTC), f"put away {self.reader.recovery.title}"
        return self._change(Deed.PUT_AWAY, "end", words, lambda recovery: replace(recovery, ended=ended))

    def reopen(self) -> Done[Deed]:
        """Take a recovery that was put away up again: it reminds as before."""
        words = f"reopen {self.reader.recovery.title}"
        return self._change(Deed.REOPENED, "reopen", words, lambda recovery: replace(recovery, ended=None))

    def rename(self, title: str) -> Done[Deed]:
        """Call the recovery something else. Empty is its checklist's own title."""
        title = title or self.plan.checklist.title
        words = f"rename {self.reader.recovery.title} to {title}"
        return self._change(Deed.RENAMED, "rename", words, lambda recovery: replace(recovery, title=title))

    def focus(self) -> Done[None]:
        """Make this the recovery that commands and the app speak of."""
        words = f"look at {self.reader.recovery.title}"
        return self._record(None, "focus", words, [self._draft(Topic.FOCUS, "focus", True, None)])

    def arrive(self, zone: str, others: "Sequence[Acts]" = ()) -> Done[Deed]:
        """Note that the person is in another zone from now on.

        Args:
            zone: Its IANA name.
            others: The acts on the other recoveries that run. One that keeps home time goes on doing so.
        """

        def drafts() -> Iterator[Draft]:
            if self.reader.latest_recovery().home:
                yield self._changed(lambda recovery: replace(recovery, home=False))
            yield self._draft(Topic.ZONE, "zone", zone, None)
            for acts in others:
                if not acts.reader.latest_recovery().home and str(acts.plan.zone) != zone:
                    yield acts._own(acts._draft(Topic.ZONE, "zone", zone, None))

        return self._record(Deed.ZONE_FOLLOWED, MOVED, f"follow the time in {zone}", drafts)

    def keep_home_time(self, others: "Sequence[Acts]" = ()) -> Done[None]:
        """Let the slots keep the time of home, wherever the person is.

        Args:
            others: As for `arrive`.
        """

        def drafts() -> Iterator[Draft]:
            for acts in (self, *others):
                yield acts._own(acts._changed(lambda recovery: replace(recovery, home=True)))

        return self._record(None, MOVED, "keep home time", drafts)

    def _items(
        self,
        what: T,
        kind: str,
        items: Sequence[Item],
        state: str,
        at: datetime | None,
        why: str = "",
        beside: "Beside" = (),
    ) -> Done[T]:
        def drafts() -> Iterator[Draft]:
            for acts, each in ((self, items), *beside):
                for item in each:
                    yield acts._own(acts._item(item, state, at, why))

        return self._record(what, kind, f"{kind} {self._named(items, beside)}", drafts)

    def _item(self, item: Item, state: str, at: datetime | None, why: str) -> Draft:
        """What is recorded of one item."""
        value = {"state": state, "title": item.rule.title} | ({"why": why} if why else {})
        day = self.plan.date_of(self.plan.today) if item.rule.once else item.date
        moment, ends = at, self.plan.begins(self.plan.number_of(day) + 1)
        if state == "done" and at is None and ends <= self.now:
            # Said once its day is over, without a time: kept as such, and filed under that day's end.
            value, moment = value | {"time": UNSAID}, ends - _MINUTE
        return self._draft(Topic.ITEM, self._free_key(item), value, day, moment)

    def _own(self, draft: Draft) -> Draft:
        """A draft that is written to this recovery, whichever one the act is of."""
        return replace(draft, recovery=self.reader.recovery.id)

    def _named(self, items: Sequence[Item], beside: "Beside" = ()) -> str:
        first = items[0]
        number = self.plan.number_of(first.date)
        count = _count(items, beside)
        if count > len(items):
            return f"{count} items of {1 + len(beside)} recoveries"
        if count > 1:
            slots = {item.slot for item in items}
            where = f"{first.slot}, " if len(slots) == 1 and first.slot != ANY_TIME else ""
            return f"{count} items, {where}day {number}"
        slot = "" if first.slot == ANY_TIME or first.rule.once else f"{first.slot}, "
        return f"'{first.rule.title}', {slot}day {number}"

    def _free_key(self, item: Item) -> str:
        """The key to answer an item under: of what is counted a free one, where this was done meanwhile."""
        journal, id, key = self.reader.journal, self.reader.recovery.id, item.key
        if item.rule.interval is None and item.rule.as_needed is None:
            return key
        place, _, number = key.rpartition("/n")
        while (entry := journal.latest(id, Topic.ITEM, key)) and entry.value["state"] == "done":
            number = str(int(number) + 1)
            key = f"{place}/n{number}"
        return key

    def _former(self, topic: Topic, item: Item) -> list[str]:
        """The keys under former ids of an item's rule that say something of it."""
        journal, id = self.reader.journal, self.reader.recovery.id
        return [key for key in item.former if journal.latest(id, topic, key) is not None]

    def _reported(self, sign: Sign, value: int, day: date) -> list[Draft]:
        """A report; behind one of a day gone by the newer one again, for that goes on holding."""
        new = self._draft(Topic.SIGN, sign.id, {"value": value, "until": self._until(sign, day)}, day)
        if sign.event:
            # Which day it was on is what was said last, wherever that lies.
            return [new]
        journal, id = self.reader.journal, self.reader.recovery.id
        latest = [journal.latest(id, Topic.SIGN, name) for name in (sign.id, *sign.was)]
        newer = max((each for each in latest if each is not None), key=lambda each: each.id, default=None)
        today = self.plan.date_of(self.plan.today).isoformat()
        # One of a day that has not come was written by a clock that ran ahead.
        if newer is None or newer.date is None or not day.isoformat() < newer.date <= today:
            return [new]
        return [new, _again(newer)]

    def _until(self, sign: Sign, day: date) -> str | None:
        """When a report runs out: at its sign's clock time, or when the day ends if that has passed."""
        if sign.until is None:
            return None
        number = self.plan.number_of(day)
        at = At(SUNSET if sign.until_sunset else "until", clock=sign.until)
        until, ends = self.plan.clock_time(number, at), self.plan.begins(number + 1)
        return (until if until > self.now else ends).isoformat()

    def _answered(self, question: Question, chosen: Collection[str] | None) -> tuple[str, Draft]:
        """An answer in words, and as the journal keeps it."""
        draft = self._draft(Topic.ANSWER, question.id, UNSURE if chosen is None else sorted(chosen), None)
        return f"answer '{question.ask}' {format_answer(question, chosen)}", draft

    def _heeded(self, warning: CallWarning, value: Json) -> Iterator[Draft]:
        """The entry of a line; one under a former id counts for each line it has become."""
        id, today = self.reader.recovery.id, self.plan.date_of(self.plan.today)
        ticks = self.reader.journal.current(id, Topic.WARNING)
        former = [each for each in warning.was if each in ticks]
        for other in self.plan.checklist.warnings:
            old = next((each for each in other.was if each in former), None)
            if old is not None and other.id != warning.id and other.id not in ticks:
                yield replace(_again(ticks[old]), key=other.id, recovery=id)
        for key, each in ((warning.id, value), *((key, None) for key in former)):
            yield replace(self._draft(Topic.WARNING, key, each, today), recovery=id)

    def _reminders(self, answered: bool) -> Iterator[Draft]:
        """Entries for the checklist's own reminders to book that are not as they should be."""
        journal, id, today = self.reader.journal, self.reader.recovery.id, self.plan.date_of(self.plan.today)
        for rule in self.plan.checklist.rules:
            key = f"once/{rule.id}"
            if books(rule) and rule.once and answered is (journal.latest(id, Topic.ITEM, key) is None):
                value = {"state": "done", "title": rule.title} if answered else None
                yield self._draft(Topic.ITEM, key, value, today)

    def _with_price(
        self, what: T, words: str, drafts: Callable[[], Iterable[Draft]], price: str | None
    ) -> Done[T]:
        if price is None:
            return self._record(what, "next", words, drafts)
        words = f"{words}, and {_price_words(price)}"
        return self._record(what, "next", words, lambda: [*drafts(), self._price(price)])

    def _price(self, price: str) -> Draft:
        return self._changed(lambda recovery: replace(recovery, price=price))

    def _change(self, what: T, kind: str, words: str, change: Callable[[Recovery], Recovery]) -> Done[T]:
        return self._record(what, kind, words, lambda: [self._changed(change)])

    def _changed(self, change: Callable[[Recovery], Recovery]) -> Draft:
        """The recovery with one thing otherwise, and all else as it is at this moment."""
        value = change(self.reader.latest_recovery()).to_value()
        return self._draft(Topic.RECOVERY, RECOVERY_KEY, value, None)

    def _draft(
        self, topic: Topic, key: str, value: Json, day: date | None, at: datetime | None = None
    ) -> Draft:
        moment = at or self.now
        local = moment.astimezone(self.plan.zone)
        return Draft(
            topic,
            key,
            cleaned(value),
            moment,
            day.isoformat() if day else None,
            f"{local:%Y-%m-%dT%H:%M}",
            str(self.plan.zone),
        )

    def _record(
        self,
        what: T,
        kind: str,
        words: str,
        drafts: Sequence[Draft] | Callable[[], Iterable[Draft]],
        automatic: bool = False,
    ) -> Done[T]:
        """Write one act.

        Args:
            drafts: Those that are made from what the journal says are made within the act's transaction.
        """
        journal, id = self.reader.journal, self.reader.recovery.id
        before = journal.data_version()
        with journal.transaction():
            written = list(drafts() if callable(drafts) else drafts)
            act = journal.record(id, kind, words, written, recorded=self.now, automatic=automatic)
        if PLAN_TOPICS.isdisjoint(draft.topic for draft in written):
            self.plans.outlive(self.reader, before)
        return Done(what, act)


Beside = Sequence[tuple[Acts, Sequence[Item]]]
"""Items of other recoveries, with the acts on each."""


BesideOpen = Sequence[tuple[Acts, Sequence[ItemState]]]
"""The same with how they stand."""


def _count(items: Sequence[Item], beside: Beside) -> int:
    return len(items) + sum(len(each) for _, each in beside)


def _again(entry: Entry) -> Draft:
    """What an entry says, to be written once more."""
    return Draft(entry.topic, entry.key, entry.value, entry.at, entry.date, entry.local, entry.zone)


def _price_words(price: str) -> str:
    return f"keep the price '{price}'" if price else "take the price away"


def undo(journal: Journal, shown: Act | None, now: datetime) -> Done[Undone] | Refused:
    """Take back the act that was on top when the screen was drawn.

    Args:
        shown: That act. None where there was nothing to undo.
        now: Aware.

    Raises:
        JournalError: If it could not be written; then nothing was.
    """
    act = _turn_back(journal.undo, shown, now, Obstacle.NOTHING_TO_UNDO)
    return act if isinstance(act, Refused) else Done(Undone(act), act.id)


def redo(journal: Journal, shown: Act | None, now: datetime) -> Done[Redone] | Refused:
    """Do again what was undone last when the screen was drawn; see `undo`."""
    act = _turn_back(journal.redo, shown, now, Obstacle.NOTHING_TO_REDO)
    return act if isinstance(act, Refused) else Done(Redone(act), act.id)


def _turn_back(
    turn: Callable[..., Act | None], shown: Act | None, now: datetime, nothing: Obstacle
) -> Act | Refused:
    if shown is None:
        return Refused(nothing)
    try:
        act = turn(recorded=now, expected=shown.id)
    except OvertakenError as overtaken:
        return Refused(ActedElsewhere(overtaken.act))
    return Refused(nothing) if act is None else act
