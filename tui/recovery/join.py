"""A day of the plan joined with what the journal says of it."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from checklists.plan.activation import covers
from checklists.plan.day import ANY_TIME, CountedRule, Day, Item
from checklists.plan.plan import Plan
from checklists.plan.timing import wall_time
from checklists.rules.checklist import CallWarning, Sign
from checklists.rules.rule import SUNSET, At, Match, Rule
from checklists.text import cleaned
from tui.journal import Entry, Topic
from tui.recovery.recovery import Recovery
from tui.recovery.standing import Reports, fits, warning_state
from tui.recovery.state import (
    AvoidState,
    DayOutcome,
    ItemState,
    LiftingQuestion,
    Progress,
    Section,
    SignReport,
    SignState,
    SignTest,
    State,
    WarningState,
    alone_key,
    is_above_usual,
    progress,
    reminder_key,
)
from tui.text.humanize import capital, slot_title

_BEDTIME = At("bedtime")

_ASKED_DAYS = 3
"""For how many days after its last one it is asked whether something is back."""

_GROWS = re.compile(r"\b(the day before|grows)\b", re.IGNORECASE)
_AFTER_DAY = re.compile(r"\bafter day (\d+)\b")
"""In a line about what grows: the last day on which it is not for it."""

REPORTED = "@reported"
"""Name of the section of what a report calls for, and that has no time."""

HELPS = "@helps"
"""Names the section that day 0 begins with: what is done as needed. No slot's name begins like this."""
AS_NEEDED = "As needed"

UNSAID = "unsaid"
"""What an entry's `time` is where an answer came without one once its day was over. Its `at` says nothing."""

DROP = timedelta(hours=1)
"""How long an item stays worth doing that is let go when missed, or that is due at bedtime or after."""

Entries = Mapping[tuple[Topic, str], Entry]
"""The latest entry of each key, cleared ones left out."""


class Joiner(Struct, frozen=True):
    """Joins days of one plan with the entries of one recovery."""

    recovery: Recovery
    plan: Plan
    now: datetime
    """In the person's zone."""
    entries: Entries
    reports: Reports = {}
    """What was ever reported of each sign."""
    _joined: dict[int, tuple[ItemState, ...]] = field(default_factory=dict)

    def items(self, day: Day) -> tuple[ItemState, ...]:
        """Every item of a day that is to be shown, in the order of the file."""
        if day.number not in self._joined:
            # A screen asks several times for the same days.
            states = tuple(self._items(day))
            if day.number >= self.plan.today:
                states = tuple(self.moments(states, day))
            self._joined[day.number] = states
        return self._joined[day.number]

    def bedtime(self, day: Day) -> datetime:
        """When a day's open items pass."""
        return wall_time(self.plan.clock_time(day.number, _BEDTIME), self.now.tzinfo)

    def moments(self, states: Sequence[ItemState], day: Day) -> Iterator[ItemState]:
        """The items of a day, with what they were put off to and when they pass."""
        bedtime = self.bedtime(day)
        begins: dict[str, datetime] = {}
        for state in states:
            if state.due is not None:
                slot = _slot(state.item)
                begins[slot] = min(begins.get(slot, state.due), state.due)
        for state in states:
            if not state.open or state.due is None:
                yield state
                continue
            passes = self._passes(state, states, begins, day, bedtime)
            entry = self._put_off(state.item)
            until = wall_time(datetime.fromisoformat(entry.value), self.now.tzinfo) if entry else None
            if entry is None or until is None or until <= state.due:
                yield replace(state, passes=passes, with_treatment=state.due == self.recovery.treated)
            else:
                yield replace(
                    state,
                    put_off=until,
                    is_alone=entry.key == alone_key(state.item),
                    passes=max(passes, until + DROP) if passes else None,
                )

    def _put_off(self, item: Item) -> Entry | None:
        """The entry that puts an item off: its own or that of its slot, whichever was written later."""
        found = (self.entries.get((Topic.LATER, key)) for key in (reminder_key(item), alone_key(item)))
        return max((each for each in found if each is not None), key=lambda each: each.id, default=None)

    def _passes(
        self,
        state: ItemState,
        states: Sequence[ItemState],
        begins: Mapping[str, datetime],
        day: Day,
        bedtime: datetime,
    ) -> datetime | None:
        """From when on an open item is not worth doing.

        That is by its own `if_missed` and the day's bedtime, and by the hours that its rule lasts.
        """
        rule = state.item.rule
        passes = self._passes_by_day(state, states, begins, day, bedtime)
        if rule.lasts is None or self.plan.state.holding(rule):
            return passes
        over = wall_time(self.recovery.treated + timedelta(minutes=rule.lasts), self.now.tzinfo)
        return over if passes is None else min(passes, over)

    def _passes_by_day(
        self,
        state: ItemState,
        states: Sequence[ItemState],
        begins: Mapping[str, datetime],
        day: Day,
        bedtime: datetime,
    ) -> datetime | None:
        rule, due = state.item.rule, state.due
        assert due is not None
        if rule.interval is not None:
            last = min(self.plan.clock_time(day.number, _window_end(rule)), bedtime)
            following = _following(state, states, begins)
            return wall_time(max(min(last, following or last), due + DROP), self.now.tzinfo)
        missed = rule.if_missed
        if missed == "now":
            return None
        passes = due + DROP if due >= bedtime else bedtime
        if isinstance(missed, At):
            own = wall_time(self.plan.clock_time(day.number, missed), self.now.tzinfo)
            return min(own, passes) if own > due else due + DROP
        if missed == "drop":
            return min(passes, due + DROP)
        return min(passes, _following(state, states, begins) or passes)

    def _items(self, day: Day) -> Iterator[ItemState]:
        for item in day.items:
            state = self._item(item, day)
            if item.rule.once and state.at is not None and not day.begins <= state.at < day.ends:
                continue
            yield state
        for counted in day.counted:
            yield from self._counted(counted, day)

    def sections(self, day: Day) -> tuple[Section, ...]:
        """The items of a day by slot, in order of time, any time last."""
        grouped: dict[str, list[ItemState]] = {}
        for state in self.items(day):
            helps = not day.number and state.item.rule.as_needed is not None
            slot = REPORTED if self._called_for(state) else HELPS if helps else _slot(state.item)
            grouped.setdefault(slot, []).append(state)
        sections = []
        for slot, states in grouped.items():
            # What may be done again after a while helps now; what is only asked or remembered comes behind.
            states.sort(key=lambda each: (each.due or self.now, slot == HELPS and not _again_and_again(each)))
            due = min((state.due for state in states if state.due), default=None)
            own = states[0].item.rule.id == slot
            title = (
                self._called_for(states[0])
                if slot == REPORTED
                else AS_NEEDED
                if slot == HELPS
                else capital(states[0].item.rule.short)
                if own
                else slot_title(slot)
            )
            sections.append(Section(slot, title, due, tuple(states)))
        return tuple(sorted(sections, key=lambda each: (_rank(each), each.due or self.now)))

    def _called_for(self, state: ItemState) -> str:
        """`For open skin`: what an item without a time, which is there only after a report, is for."""
        rule = state.item.rule
        if state.due is not None or rule.unreported or rule.as_needed is not None:
            return ""
        signs = (self.plan.checklist.sign(test.subject) for group in rule.when for test in group)
        return next((f"For {sign.noun}" for sign in signs if sign is not None), "")

    def progress(self, day: Day, states: Iterable[ItemState]) -> Progress:
        """Counts of what was due so far."""
        counts = progress(states, self.now, ended=self.now >= day.ends)
        # Once the plan is finished what goes on is listed, and nothing is due.
        return replace(counts, now=0, later=0) if day.number > self.plan.last_day else counts

    def outcome(self, number: int, states: Iterable[ItemState] | None = None) -> DayOutcome:
        """How a day went, by what had a time: what can be done at any time leaves no gap in a day.

        Args:
            states: The day's items, where they are at hand.
        """
        if number >= self.plan.today:
            return DayOutcome.NOW if number == self.plan.today else DayOutcome.AHEAD
        items = self.items(self.plan.day(number)) if states is None else states
        timed = [state for state in items if state.due is not None and state.item.rule.counts]
        answered = [state for state in timed if state.state in (State.DONE, State.SKIPPED)]
        if len(answered) == len(timed):
            return DayOutcome.DONE
        return DayOutcome.PARTLY if answered else DayOutcome.NOTHING

    def yesterday(self, day: Day) -> tuple[ItemState, ...]:
        """What was due on the day before and waits for a word, with what was answered since."""
        before = self.plan.day(day.number - 1)
        if day.number < 1 or self._was_away(before):
            return ()
        left = []
        for state in self.items(before):
            counts = state.due is not None and state.due >= self.recovery.begun and state.item.rule.counts
            entry = self._entry(Topic.ITEM, state.item)
            since = entry is not None and entry.recorded >= day.begins
            if counts and not state.item.rule.once and (state.state is State.MISSED or since):
                left.append(replace(state, state=State.OPEN) if state.state is State.MISSED else state)
        return tuple(left) if any(state.open for state in left) else ()

    def _was_away(self, day: Day) -> bool:
        """Whether nothing was written on a day, though it had been begun: then nothing of it is asked for."""
        if self.recovery.begun >= day.begins:
            return False
        return not any(day.begins <= entry.recorded < day.ends for entry in self.entries.values())

    def avoids(self, day: Day) -> tuple[AvoidState, ...]:
        """What is left alone, with the slips noted on the day."""
        states = []
        for avoid in day.avoids:
            if not avoid.on and not avoid.rule.then:
                # What has no word for its return is no news.
                continue
            keys = (f"{day.date.isoformat()}/{id}" for id in (avoid.rule.id, *avoid.rule.was))
            entry = self._first(Topic.SLIP, keys)
            note = str(_value(entry).get("note", ""))
            held, unsure = self._tests(avoid.held), self._tests(avoid.unsure)
            states.append(AvoidState(avoid, entry is not None, note, held, unsure))
        return tuple(states)

    def _tests(self, tests: Iterable[Match]) -> tuple[SignTest, ...]:
        signs = ((test, self.plan.checklist.sign(test.subject)) for test in tests)
        return tuple(SignTest(test, sign) for test, sign in signs if sign is not None)

    def signs(self, day: Day, named: Collection[str]) -> tuple[SignState, ...]:
        """What the day's check-in asks, in the order of the file, with what was reported.

        What a standing line rests on is asked on, so is what lasts of a day before or may fit a line, and so
        is what was reported of the day unasked.

        Args:
            named: The signs by whose reports lines stand, those of the sessions before too.
        """
        # Of a day gone by as it was asked then: a newer version may word a sign otherwise.
        asked = [*day.signs]
        if day.number == self.plan.today:
            signs = self.plan.checklist.signs
            rest_on = {*named}
            rest_on |= {each.sign.id for line in self._with_may_fit(day) for each in line.may_fit}
            rest_on |= {sign.id for sign in signs if self._reported(sign.id, day) is not None}
            rest_on |= {sign.id for sign in signs if self._lasts(sign, day)}
            asked = [sign for sign in signs if sign in day.signs or (sign.id in rest_on and not sign.until)]
        return tuple(self._sign(sign, day) for sign in asked)

    def _sign(self, sign: Sign, day: Day) -> SignState:
        last = _value(self.entries.get((Topic.SIGN, sign.id))).get("value")
        return SignState(
            sign,
            self._reported(sign.id, day),
            last,
            self.plan.usual(sign, day.number),
            self._report_before(sign, day.date),
            self._lasts(sign, day),
        )

    def _reported(self, sign: str, day: Day) -> int | None:
        """What was reported of a sign of a day, where that is the latest there is of it."""
        entry = self.entries.get((Topic.SIGN, sign))
        of_day = entry is not None and entry.date == day.date.isoformat()
        value: int | None = _value(entry).get("value") if of_day else None
        return value

    def _report_before(self, sign: Sign, before: date) -> SignReport | None:
        """The latest report of a sign of a care date before this one."""
        # Of one day the last to be written holds.
        of_days: dict[date, Any] = {}
        for entry in self.reports.get(sign.id, ()):
            if entry.date:
                of_days[date.fromisoformat(entry.date)] = _value(entry).get("value")
        days = (day for day, value in of_days.items() if day < before and isinstance(value, int))
        last = max(days, default=None)
        return SignReport(sign, of_days[last], last) if last is not None else None

    def warns(self, day: Day) -> bool:
        """Whether a report is more than usual on the day it is, or may fit a line once the person looks."""
        return bool(self._above_usual(day)) or any(line.may_fit for line in self._with_may_fit(day))

    def _above_usual(self, day: Day) -> list[SignReport]:
        """The latest reports that are more than usual on the day it is: of that day, or what lasts."""
        return [
            each
            for each in self._latest_reports(day)
            if (
                self._is_above_usual(each, day.number)
                if each.date == day.date
                else self._lasts(each.sign, day)
            )
        ]

    def _latest_reports(self, day: Day) -> list[SignReport]:
        return [each for sign in self.plan.checklist.signs if (each := self._latest_report(sign, day))]

    def _latest_report(self, sign: Sign, day: Day) -> SignReport | None:
        """The latest report of a sign up to a day; none of what holds for hours only."""
        return None if sign.until else self._report_before(sign, day.date + timedelta(days=1))

    def _lasts(self, sign: Sign, day: Day) -> bool:
        """Whether a report of a day before is more than usual today, and nothing was reported since.

        It was more than usual on its own day as well, or something is left alone for it: what was usual when
        it was reported has mostly passed since. Of a scale a day more is waited for that: where the usual
        falls overnight nobody has had time to look.
        """
        report = self._latest_report(sign, day)
        if report is None or report.date == day.date or day.number != self.plan.today:
            return False
        if not self._is_above_usual(report, day.number):
            return False
        if self._is_above_usual(report, self.plan.number_of(report.date)):
            return True
        held = any(test.subject == sign.id for avoid in day.avoids for test in avoid.held)
        return held and (sign.top == 1 or self._is_above_usual(report, day.number - 1))

    def _is_above_usual(self, report: SignReport, number: int) -> bool:
        return is_above_usual(report.sign, report.value, self.plan.usual(report.sign, number))

    def warnings(self, day: Day) -> tuple[WarningState, ...]:
        """The published lines of a day, most urgent first; what stands stays until it is taken back."""
        of_day = {warning.id for warning in day.warnings}
        states = self._with_may_fit(day)
        states += [
            state
            for state in self.standing()
            if state.warning.id not in of_day and state.since is not None and state.since <= day.date
        ]
        return tuple(sorted(states, key=lambda state: state.urgency))

    def _with_may_fit(self, day: Day) -> list[WarningState]:
        """The lines of a day; of today those that do not stand with the reports that they may be about."""
        ticks = self._ticked()
        states = [self._warning(warning, ticks) for warning in day.warnings]
        if day.number != self.plan.today:
            return states
        named = {report.sign.id for state in self.standing() for report in state.reports}
        above = tuple(each for each in self._above_usual(day) if each.sign.id not in named)
        lasting = [each for each in above if each.date < day.date]
        reports = self._latest_reports(day)
        return [
            state
            if state.stands
            else replace(state, may_fit=above)
            if state.is_catch_all
            else replace(
                state,
                may_fit=tuple(
                    each
                    for each in reports
                    if self._needs_a_look(state, each) or (each in lasting and fits(state.warning, each))
                ),
            )
            for state in states
        ]

    def _needs_a_look(self, state: WarningState, report: SignReport) -> bool:
        """Whether a line begins with what was reported, and the rest of it is for the person to judge.

        "A blister is over 3 cm wide" begins with blisters, "Lips tingle, or tiny blisters group" does not.
        Of a scale it is a line on what grows, and more was reported today than the time before.
        """
        warning, sign = state.warning, report.sign
        begins = rf"(an? )?{re.escape(sign.noun.removesuffix('s'))}s?\b"
        if not report.value or warning.fits or not re.match(begins, warning.condition, re.IGNORECASE):
            return False
        if sign.top == 1:
            return True
        number, after = self.plan.number_of(report.date), _AFTER_DAY.search(warning.condition)
        if number != self.plan.today or (after and number <= int(after[1])):
            return False
        before = self._report_before(sign, report.date)
        return before is not None and report.value > before.value and bool(_GROWS.search(warning.condition))

    def standing(self) -> tuple[WarningState, ...]:
        """The lines that stand now, most urgent first."""
        ticks = self._ticked()
        states = (self._warning(warning, ticks) for warning in self.plan.checklist.warnings)
        return tuple(sorted((state for state in states if state.stands), key=lambda state: state.urgency))

    def asks(self, day: Day) -> LiftingQuestion | None:
        """What decides whether something comes back: held by a report that is not of today, or unreported.

        What is held is asked every day, what nobody has reported on the first three. What nothing is said of
        when it ends, such as rubbing, never comes back, so nothing is asked for it. Where nothing hangs on a
        sign, what lasts of a day before is asked on, one sign at a time.
        """
        if day.number != self.plan.today:
            return None
        asked: dict[str, list[Rule]] = {}
        for avoid in day.avoids:
            if not avoid.rule.then:
                continue
            tests = [test for test in avoid.held if not self._reported_on(test, day)]
            last = None if avoid.until is None else self.plan.number_of(avoid.until) - 1
            if avoid.held or (not avoid.on and last is not None and day.number - last <= _ASKED_DAYS):
                tests += avoid.unsure
            for test in tests:
                asked.setdefault(test.subject, []).append(avoid.rule)
        # An event has a day of its own, and is asked by the check-in.
        signs = [sign for sign in self.plan.checklist.signs if sign.id in asked and not sign.event]
        together = [sign for sign in signs if sign.top == 1] or signs[:1]
        if not together:
            lasting = (
                sign for sign in self.plan.checklist.signs if not sign.event and self._lasts(sign, day)
            )
            sign = next(lasting, None)
            return LiftingQuestion((sign,), ()) if sign is not None else None
        rules = dict.fromkeys(rule.id for sign in together for rule in asked[sign.id])
        on_it = (rule for rule in self.plan.checklist.rules if rule.id in rules)
        return LiftingQuestion(tuple(together), tuple(on_it))

    def gone(self, day: Day) -> tuple[str, ...]:
        """The titles of entries of a day that the plan has no place for any more."""
        keys = {state.item.key for state in self.items(day)}
        keys |= {item.key for item in day.items}
        titles = []
        for (topic, key), entry in self.entries.items():
            if topic is Topic.ITEM and entry.date == day.date.isoformat() and key not in keys:
                id = key.split("/")[1]
                if _has_gone(self.plan.checklist.rule(id), key, day, self.plan):
                    titles.append(str(_value(entry).get("title") or id))
        return tuple(titles)

    def _reported_on(self, test: Match, day: Day) -> bool:
        entry = self.entries.get((Topic.SIGN, test.subject))
        return entry is not None and entry.date == day.date.isoformat()

    def _ticked(self) -> Mapping[str, Entry]:
        """The entries of lines, by their ids."""
        return {key: entry for (topic, key), entry in self.entries.items() if topic is Topic.WARNING}

    def _warning(self, warning: CallWarning, ticks: Mapping[str, Entry]) -> WarningState:
        return warning_state(warning, self.plan, self.now, ticks, self.reports)

    def _item(self, item: Item, day: Day) -> ItemState:
        keys = (item.key, *item.former)
        entry = self._first(Topic.ITEM, keys)
        value = _value(entry)
        state = State(value["state"]) if value else State.OPEN
        if state is State.OPEN and self.now >= day.ends and not self._still_open(item, day):
            state = State.MISSED
        note = cleaned(str(_value(self._first(Topic.NOTE, keys)).get("text", "")))
        reason = cleaned(str(value.get("why") or ""))
        unsaid = value.get("time") == UNSAID
        at = wall_time(entry.at, self.now.tzinfo) if entry is not None and not unsaid else None
        due = wall_time(item.due, self.now.tzinfo) if item.due else None
        return ItemState(item, state, due, at, note, unsaid=unsaid, reason=reason)

    def _entry(self, topic: Topic, item: Item) -> Entry | None:
        """The latest entry of an item, also under a former id of its rule."""
        return self._first(topic, (item.key, *item.former))

    def _first(self, topic: Topic, keys: Iterable[str]) -> Entry | None:
        for key in keys:
            if (entry := self.entries.get((topic, key))) is not None:
                return entry
        return None

    def _still_open(self, item: Item, day: Day) -> bool:
        """Whether a once item may be done on a later day."""
        if not item.rule.once:
            return False
        return any(each.last is None or day.number < each.last for each in self.plan.days_of(item.rule))

    def _counted(self, counted: CountedRule, day: Day) -> Iterator[ItemState]:
        """What was done of a counted rule, and the next one if there is one."""
        ids = (counted.rule.id, *counted.rule.was)
        ticks = [entry for id in ids for entry in self._ticks(id, day) if "/n" in entry.key]
        numbers = [int(entry.key.rpartition("/n")[2]) for entry in ticks]
        done = [
            self._item(counted.item(count, entry.at), day)
            for count, entry in zip(numbers, ticks, strict=True)
        ]
        next_item = counted.item(max(numbers, default=0) + 1, None)
        interval = counted.rule.interval
        if interval is None or counted.first is None or counted.last is None:
            if self.now < day.ends or done:
                last = max((entry.at for entry in ticks), default=None)
                state = State.OPEN if self.now < day.ends else State.DONE
                at = wall_time(last, self.now.tzinfo) if last else None
                yield ItemState(next_item, state, None, at, times=len(done))
            return
        yield from done
        waits_for = [*ticks, *self._ticks(interval.since or "", day)]
        gap = timedelta(minutes=interval.minutes)
        # To the minute: at the minute that is named its time has come.
        times = (entry.at for entry in waits_for if _value(entry).get("time") != UNSAID)
        comes = ((at + gap).replace(second=0, microsecond=0) for at in times)
        due = max([counted.first, *comes])
        if due <= counted.last:
            yield self._item(next_item._replace(due=due), day)

    def _ticks(self, rule: str, day: Day) -> list[Entry]:
        """A rule's own entries on a day."""
        prefix = f"{day.date.isoformat()}/{rule}/"
        return [
            entry
            for (topic, key), entry in self.entries.items()
            if topic is Topic.ITEM and key.startswith(prefix)
        ]


def _again_and_again(state: ItemState) -> bool:
    needed = state.item.rule.as_needed
    return needed is not None and needed.gap is not None


def _has_gone(rule: Rule | None, key: str, day: Day, plan: Plan) -> bool:
    """Whether a rule as it is now makes no item of this key on a day, whatever is answered and reported.

    Args:
        rule: The one of the key. None where the plan has it no more.
        key: Of an entry that none of the day's items takes.
    """
    if rule is None:
        return True
    slot = key.rpartition("/")[2]
    if rule.once:
        return not key.startswith("once/")
    if rule.as_needed or rule.interval:
        # Those are numbered; what was ticked while it had a slot is of none of them.
        return not slot.removeprefix("n").isdigit()
    if slot not in ([each.name for each in rule.at] or [ANY_TIME]):
        return True
    # A sign may hold a rule past its days, and what waits for another one moves with it.
    moves = rule.held_by or rule.once_lifted or rule.lifted_by
    if rule.weekdays and day.date.weekday() not in rule.weekdays:
        return True
    return not moves and not any(covers(span, day.number) for span in plan.days_of(rule))


def _window_end(rule: Rule) -> At:
    if rule.interval is None or rule.interval.last is None:
        return _BEDTIME
    return At(SUNSET if SUNSET in rule.by_sun else "window", clock=rule.interval.last)


def _following(
    state: ItemState, states: Iterable[ItemState], begins: Mapping[str, datetime]
) -> datetime | None:
    """When the slot begins in which the same rule comes next on the day, or None if it does not.

    By the slot and not by the item: at eight in the evening nobody makes up for the morning's washing if the
    evening's is at nine.
    """
    rule, due = state.item.rule.id, state.due
    same = [(each.due, _slot(each.item)) for each in states if each.item.rule.id == rule and each.due]
    after = min((each for each in same if due is not None and each[0] > due), default=None)
    if due is None or after is None:
        return None
    comes, slot = after
    return begins[slot] if begins[slot] > due else comes


def _rank(section: Section) -> int:
    """What a report calls for and what helps first, then by time, any time last."""
    return 0 if section.slot in (HELPS, REPORTED) else 1 if section.due is not None else 2


def _slot(item: Item) -> str:
    """The section an item stands in: an interval has one of its own."""
    if item.rule.as_needed:
        return ANY_TIME
    return item.rule.id if item.rule.interval else item.slot


def _value(entry: Entry | None) -> Mapping[str, Any]:
    return entry.value if entry is not None and isinstance(entry.value, Mapping) else {}
