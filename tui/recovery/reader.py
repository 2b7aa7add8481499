"""One recovery, opened: its plan and its days as the journal tells them at a moment."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from checklists.plan.circumstances import Times, VersionFrom
from checklists.plan.day import Day
from checklists.plan.plan import Plan
from checklists.plan.timing import wall_time
from checklists.rules.checklist import Checklist, Question
from checklists.text import cleaned
from tui.journal import Entry, Journal, Topic
from tui.recovery.course import Booking, next_booking, without_preparation
from tui.recovery.join import Joiner
from tui.recovery.names import under_names_of_today
from tui.recovery.plan_inputs import plan_inputs, reports
from tui.recovery.questions import later_questions, unsure_days
from tui.recovery.recovery import RECOVERY_KEY, Recovery, course_of, sessions_before
from tui.recovery.standing import Reports, reports_by_sign
from tui.recovery.state import DayMark, DayState, Returning, SignState, Timing, Upcoming, WarningState
from tui.settings import Settings

_NEAR = 3
"""Days the strip shows on either side, past the closed phases."""
_LONG = 21
"""Days of closed phases beyond which the strip shows only what is near."""
_BY_DAY = (Topic.ITEM, Topic.SLIP, Topic.NOTE, Topic.LATER)


class RecoveryReader(Struct, frozen=True):
    """Reads one recovery. Writes nothing: `tui.recovery.acts` does."""

    journal: Journal
    settings: Settings
    recovery: Recovery
    banner: str = ""
    """What is wrong with the checklist's file, if something is."""

    def latest_recovery(self) -> Recovery:
        """The recovery as the journal has it at this moment: another program may have changed it.

        Raises:
            JournalError: If the journal cannot be read.
        """
        entry = self.journal.latest(self.recovery.id, Topic.RECOVERY, RECOVERY_KEY)
        return self.recovery if entry is None else Recovery.from_value(self.recovery.id, entry.value)

    def plan(self, now: datetime, newer: Checklist | None = None) -> Plan:
        """The plan as judged at `now`.

        Args:
            now: Aware.
            newer: A version that nobody has accepted, as if it were accepted at `now`.

        Raises:
            JournalError: If the journal cannot be read, or does not hold the checklist.
        """
        times = Times(self.settings.day_start, self.settings.care_times(), self.settings.place)
        version = VersionFrom(now.astimezone(UTC), newer) if newer is not None else None
        return Plan(plan_inputs(self.journal, self.recovery, times.day_start, version), times, now)

    def state(self, now: datetime, number: int | None = None) -> DayState:
        """One day as it stands at `now`.

        Args:
            now: Aware.
            number: Which day; None is the day it is.

        Raises:
            JournalError: As for `plan`.
        """
        plan = self.plan(now)
        return self.state_of(plan, now, plan.today if number is None else number)

    def state_of(self, plan: Plan, now: datetime, number: int) -> DayState:
        """As `state`, for a plan already made at the same `now`."""
        day = plan.day(number)
        joiner = self.joiner(plan, now, [*_strip(plan, number), number - 1, number])
        latest = {report.sign: report for report in reports(self.journal, self.recovery)}
        standing = self._standing(joiner, now)
        signs = self._signs(joiner, day, {report.sign.id for line in standing for report in line.reports})
        asked = {each.sign.id for each in signs}
        out = [report.until for report in latest.values() if report.value and report.until]
        return DayState(
            recovery=self.recovery,
            checklist=plan.checklist.id,
            now=joiner.now,
            number=number,
            date=day.date,
            today=plan.today,
            last_day=plan.last_day,
            last_care_day=without_preparation(plan.checklist).last_care_day,
            ends=wall_time(day.ends, plan.zone),
            phase=day.phase,
            slots=joiner.sections(day),
            yesterday=joiner.yesterday(day) if number == plan.today else (),
            avoids=joiner.avoids(day),
            expects=day.expects,
            normal=day.normal if self.recovery.treated <= now else None,
            signs=signs,
            groups=tuple(group for group in plan.checklist.together if asked.issuperset(group.signs)),
            warnings=joiner.warnings(day),
            progress=joiner.progress(day, joiner.items(day)),
            marks=tuple(DayMark(near, joiner.outcome(near)) for near in _strip(plan, number)),
            phases=plan.checklist.phases,
            asks=joiner.asks(day),
            notes=tuple(_day_notes(joiner, day)),
            gone=joiner.gone(day),
            next=self._next(plan, now, day),
            out_until=max((wall_time(until, plan.zone) for until in out if until > now), default=None),
            bedtime=joiner.bedtime(day),
            **(self._ahead(plan, joiner) if number == plan.today <= plan.last_day else {}),
            banner=self.banner,
            strong_sun=self._strong_sun(plan, day) if number >= plan.today else None,
            standing=standing,
            warns_today=number != plan.today and joiner.warns(plan.day(max(plan.today, 0))),
        )

    def _strong_sun(self, plan: Plan, day: Day) -> tuple[datetime, datetime] | None:
        place = self.settings.place
        strong = place.strong_sun(day.date, plan.zone) if place is not None else None
        return strong and (wall_time(strong[0], plan.zone), wall_time(strong[1], plan.zone))

    def _ahead(self, plan: Plan, joiner: Joiner) -> dict[str, Any]:
        """What the day it is looks ahead to, and back on: as `DayState` has it."""
        last = self.journal.top()
        away = 0 if last is None else plan.today - plan.number_at(last.recorded)
        waits = {state.when(joiner.now) for state in joiner.items(plan.day(plan.today))}
        return {
            "tomorrow": tuple(_first_due(plan.day(plan.today + 1), joiner)),
            # Said once nothing more comes today; to look a week ahead takes as long as the day itself.
            "returning": () if waits & {Timing.NOW, Timing.LATER} else tuple(_returning(plan)),
            "away": away if away > 1 else 0,
        }

    def warnings(self, plan: Plan, now: datetime, day: date | None = None) -> tuple[WarningState, ...]:
        """The published lines of a care date, the most urgent first.

        Args:
            plan: Of this recovery, as judged at `now`.
            day: None is the day it is.
        """
        number = plan.today if day is None else plan.number_of(day)
        return self._line_joiner(plan, now).warnings(plan.day(max(number, 0)))

    def standing(self, plan: Plan, now: datetime) -> tuple[WarningState, ...]:
        """The published lines of this session that stand, the most urgent first; see `warnings`."""
        return self._line_joiner(plan, now).standing()

    def _line_joiner(self, plan: Plan, now: datetime) -> Joiner:
        """Joins days with the entries of published lines, and with nothing else."""
        ticked = self.journal.current(self.recovery.id, Topic.WARNING)
        entries = {(Topic.WARNING, key): entry for key, entry in ticked.items()}
        return Joiner(self.recovery, plan, now.astimezone(plan.zone), entries, self._reports(plan, now))

    def _reports(self, plan: Plan, now: datetime) -> Reports:
        """What was reported; of a session before, also what the sessions since say of a sign.

        Of a sign that has its usual after each session, such as redness, a report since then is of that one,
        and those before it say no more.
        """
        own = self._sign_entries(self.recovery)
        later = [entry for one in self._sessions_after() for entry in self._sign_entries(one)]
        reports = reports_by_sign([*own, *later], now, plan.checklist.former_names)
        usual = {sign.id for sign in plan.checklist.signs if sign.usual}
        since = {entry.recovery for entry in later}
        return {
            sign: entries
            for sign, entries in reports.items()
            if sign not in usual or not any(entry.recovery in since for entry in entries)
        }

    def _sign_entries(self, recovery: Recovery) -> tuple[Entry, ...]:
        return tuple(entry for _, entry in self.journal.in_effect(recovery.id, (Topic.SIGN,)))

    def _sessions_after(self) -> tuple[Recovery, ...]:
        if not self.recovery.ended:
            return ()
        course = course_of(self.journal, self.recovery)
        return course[course.index(self.recovery) + 1 :]

    def may_stand(self) -> bool:
        """Whether a line of a session that is over may stand, by a tick or by a report.

        Asked first: a plan costs.
        """
        if self.journal.current(self.recovery.id, Topic.WARNING):
            return True
        latest: dict[str, Entry] = {}
        for one in (self.recovery, *self._sessions_after()):
            latest |= self.journal.current(one.id, Topic.SIGN)
        return any(isinstance(one.value, dict) and one.value.get("value") for one in latest.values())

    def _standing(self, joiner: Joiner, now: datetime) -> tuple[WarningState, ...]:
        """What stands of this session and of those before it, each sentence once."""
        states = list(joiner.standing())
        for before in sessions_before(self.journal, self.recovery):
            reader = replace(self, recovery=before)
            if reader.may_stand():
                states += reader.standing(reader.plan(now), now)
        by_words: dict[str, WarningState] = {}
        for state in states:
            by_words.setdefault(state.warning.condition, state)
        return tuple(sorted(by_words.values(), key=lambda state: state.urgency))

    def _signs(self, joiner: Joiner, day: Day, named: Collection[str]) -> tuple[SignState, ...]:
        """What a day asks, with what was reported on it: of a day gone by, whatever was reported since."""
        signs = joiner.signs(day, named)
        if day.number >= joiner.plan.today:
            return signs
        checklist = joiner.plan.checklist
        values = self.values_on(day.date, checklist)
        names = {former: sign.id for sign in checklist.signs for former in sign.was}
        return tuple(
            replace(each, value=values.get(each.sign.id, values.get(names.get(each.sign.id, ""))))
            for each in signs
        )

    def values_on(self, day: date, checklist: Checklist) -> dict[str, int]:
        """What was reported on a care date, by sign; of a day gone by too, whatever was reported since.

        Args:
            checklist: By whose names.

        Raises:
            JournalError: If the journal cannot be read.
        """
        return self.values_by_day(day, day, checklist).get(day, {})

    def values_by_day(self, first: date, last: date, checklist: Checklist) -> dict[date, dict[str, int]]:
        """What was reported on each care date that has a report, by sign; both ends inclusive.

        Args:
            checklist: By whose names.

        Raises:
            JournalError: If the journal cannot be read.
        """
        by_day: dict[date, dict[str, int]] = {}
        former = checklist.former_names
        dates = first.isoformat(), last.isoformat()
        for _, entry in self.journal.in_effect(self.recovery.id, (Topic.SIGN,), *dates):
            values = by_day.setdefault(date.fromisoformat(entry.date or ""), {})
            value = entry.value.get("value") if isinstance(entry.value, dict) else None
            sign = former.get(entry.key, entry.key)
            values.pop(sign, None)
            if isinstance(value, int):
                values[sign] = value
        return {day: values for day, values in by_day.items() if values}

    def later_questions(self, plan: Plan, number: int) -> tuple[Question, ...]:
        """What the check-in of a day asks beside the signs, for a plan of this recovery.

        Raises:
            JournalError: If the journal cannot be read.
        """
        former = plan.checklist.former_names
        answers = under_names_of_today(self.journal.current(self.recovery.id, Topic.ANSWER), former)
        return later_questions(plan, number, unsure_days(answers, plan))

    def _next(self, plan: Plan, now: datetime, day: Day) -> Booking | None:
        """The booked session, for the days up to it; for the day it is also one whose day has passed."""
        booking = next_booking(self.journal, self.recovery.id, now)
        if booking is None or day.number < plan.today:
            return None
        return booking if day.number == plan.today or booking.day >= day.date else None

    def joiner(self, plan: Plan, now: datetime, numbers: Iterable[int], *, signs: bool = True) -> Joiner:
        """Joins any of these days, given by number, with what the journal says.

        Args:
            signs: Whether it is asked for more than items and their counts: all reports are read for that.
        """
        numbers = list(numbers)
        id = self.recovery.id
        first, last = plan.date_of(min(numbers)), plan.date_of(max(numbers))
        entries = self.journal.between(id, _BY_DAY, first.isoformat(), last.isoformat())
        # Also of rules that only an earlier version had: days that it judged show what was done.
        once = self.journal.below(id, Topic.ITEM, "once")
        entries.update(((Topic.ITEM, key), entry) for key, entry in once.items())
        if signs:
            reported = under_names_of_today(self.journal.current(id, Topic.SIGN), plan.checklist.former_names)
            entries.update(((Topic.SIGN, key), entry) for key, entry in reported.items())
            ticked = self.journal.current(id, Topic.WARNING)
            entries.update(((Topic.WARNING, key), entry) for key, entry in ticked.items())
        reports = self._reports(plan, now) if signs else {}
        return Joiner(self.recovery, plan, now.astimezone(plan.zone), entries, reports)


def _strip(plan: Plan, number: int) -> range:
    """The days the strip names: all of the closed phases, or those near one beyond."""
    closed = [phase.span.last for phase in plan.checklist.phases if phase.span.last is not None]
    last = min(max(closed, default=plan.last_day), plan.last_day)
    if 0 <= number <= last and last <= _LONG:
        return range(last + 1)
    first = max(0, min(number - _NEAR, plan.last_day - 2 * _NEAR))
    return range(first, min(first + 2 * _NEAR, max(plan.last_day, first)) + 1)


_AHEAD = 7
"""Days ahead in which it is looked for what comes back."""


def _first_due(day: Day, joiner: Joiner) -> Iterator[Upcoming]:
    """What a day yet to come begins with: all that is due at its first moment."""
    timed = [(item.due, item.rule.short) for item in day.items if item.due is not None]
    timed += [(counted.first, counted.rule.short) for counted in day.counted if counted.first is not None]
    first = min((due for due, _ in timed), default=None)
    if first is not None:
        for short in dict.fromkeys(short for due, short in timed if due == first):
            yield Upcoming(wall_time(first, joiner.now.tzinfo), short)


def _returning(plan: Plan) -> Iterator[Returning]:
    """What comes back on each of the next days, in order, by what is known now."""
    for number in range(plan.today + 1, min(plan.today + _AHEAD, plan.last_day + 1) + 1):
        date = plan.date_of(number)
        back = [avoid for avoid in plan.day(number).avoids if avoid.returns_on(date) and avoid.rule.then]
        if back:
            shorts = tuple(avoid.rule.short for avoid in back)
            yield Returning(date, shorts, any(avoid.unsure for avoid in back))


def _day_notes(joiner: Joiner, day: Day) -> Iterator[str]:
    for (topic, key), entry in joiner.entries.items():
        if topic is Topic.NOTE and key.startswith(f"{day.date.isoformat()}/note/"):
            yield cleaned(str(entry.value.get("text", "")))
