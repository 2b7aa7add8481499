"""A checklist laid out for one recovery, day by day. Pure: the moment it is judged by is passed in.

One principle of judgement: an item is judged by what was in force at its due instant, what has no due instant
by now. So a day that has ended never changes, and what is already due keeps what it was due by.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cached_property

from msgspec.structs import replace

from checklists.plan.activation import ActiveRule, covers, free_from
from checklists.plan.circumstances import Circumstances, ReportFrom, Situation, Timeline, Times, sun_time
from checklists.plan.day import ANY_TIME, Avoid, Day, Item
from checklists.plan.items import ItemPlanner
from checklists.plan.timing import Dates, in_day, instant_of, within_day
from checklists.rules.checklist import Call, CallWarning, Checklist, Normal, Phase, Sign, Usual
from checklists.rules.rule import SUNRISE, SUNSET, At, Match, Rule, Span

_MOMENT = timedelta(microseconds=1)
_URGENCY = {call: order for order, call in enumerate(Call)}


class Plan:
    """Every day of one recovery, as judged at `now`."""

    def __init__(self, circumstances: Circumstances, times: Times, now: datetime) -> None:
        self._circumstances = circumstances
        self._times = times
        self._now = now.astimezone(UTC)
        self._treated = circumstances.treated.astimezone(UTC)
        first_zones = sorted(circumstances.zones, key=lambda each: each.since)
        counting = Dates(self._treated, first_zones, times.day_start)
        self._timeline = Timeline(circumstances, self._now, counting)
        self._reported = bool(circumstances.reports)
        self._planners: dict[Hashable, ItemPlanner] = {}
        self._held: dict[str, list[int | None]] = {}
        self._days: dict[int, Day] = {}
        self.state: Situation = self._timeline.state(self._timeline.index(self._now))
        """What is in force now."""
        self._dates = Dates(self._treated, self.state.zones, times.day_start)
        self.treatment_date: date = self._dates.treatment_date
        """Day 0."""
        self.today: int = self.number_at(self._now)
        """The number of the day it is now; negative before the treatment."""

    @property
    def checklist(self) -> Checklist:
        """The version in force now."""
        return self.state.checklist

    @property
    def version(self) -> Checklist:
        """The version in force now as it is written, with the rules that still wait for their first day."""
        return self.state.version or self.state.checklist

    @property
    def zone(self) -> tzinfo:
        """Where the person is now."""
        return self.state.zone

    @cached_property
    def last_day(self) -> int:
        """The last day, inclusive. What is open goes on from then, outside the plan."""
        return self.checklist.last_day

    def once_gone(self) -> "Plan":
        """The same plan as if all that is reported had just been reported gone; what has happened stays."""
        events = {sign.id for sign in self.checklist.signs if sign.event}
        there = [sign for sign, value in self.state.signs.items() if value and sign not in events]
        return self.if_reported(dict.fromkeys(there, 0)) if there else self

    def if_reported(self, values: Mapping[str, int]) -> "Plan":
        """The same plan as if these signs had just been reported so."""
        new = (ReportFrom(self._now, sign, value) for sign, value in values.items())
        reports = (*self._circumstances.reports, *new)
        return Plan(replace(self._circumstances, reports=reports), self._times, self._now)

    def date_of(self, number: int) -> date:
        """The care date of a day."""
        return self._dates.date_of(number)

    def number_of(self, day: date) -> int:
        """The day of a care date."""
        return self._dates.number_of(day)

    def number_at(self, instant: datetime) -> int:
        """The day it is at `instant`: the greatest reached in any zone so far, so it never decreases."""
        return self._dates.number_at(instant)

    def begins(self, number: int) -> datetime:
        """The UTC instant a day begins, in the zone the person was in by then, or arrived in with it."""
        return self._dates.begins(number)

    def clock_time(self, number: int, at: At) -> datetime:
        """The UTC instant of a slot, or of a rule's own clock time, on a day; never past the day's end.

        Args:
            at: Not counted from the treatment. `bedtime` and the like are the person's own, `sunset` is the
                sun's where a place is known and the sun rises.
        """
        last = self.begins(number + 1) - timedelta(minutes=1)
        if at.name in (SUNRISE, SUNSET):
            sun = sun_time(at.name, self._times.daylight(self.date_of(number), self.zone))
            if sun is not None:
                return min(max(sun, self.begins(number)), last)
        start = self._times.day_start
        clock = at.clock if at.clock is not None else self._times.slots[at.name]
        minutes = within_day(in_day(clock, start) + at.offset, start)
        return min(instant_of(self.date_of(number), minutes, self.zone), last)

    def days_of(self, rule: Rule) -> tuple[Span, ...]:
        """The days that hold a moment of a rule, by its days or its hours alone: `lasts` and `from` too.

        Ascending, without overlap. Empty where `from` is later than all of its days.
        """
        return self._dates.days_of(rule)

    def day(self, number: int) -> Day:
        """One day. Numbers before 0 and after the last are days too, with what the file says of them."""
        if number not in self._days:
            self._days[number] = self._make_day(number)
        return self._days[number]

    def days(self) -> Iterator[Day]:
        """Day 0 to the last."""
        return (self.day(number) for number in range(self.last_day + 1))

    def usual(self, sign: Sign, number: int) -> tuple[int, int] | None:
        """The usual range of a sign on a day, both ends included, by the latest day listed; an estimate.

        Until an answer chooses between courses, the one without a condition holds: the slower.
        """
        course = _course(sign.usual, self.state)
        reached = [usual for usual in course.course if usual.day <= number] if course else []
        return (reached[-1].low, reached[-1].high) if reached else None

    def _make_day(self, number: int) -> Day:
        begins, ends = self.begins(number), self.begins(number + 1)
        judged = min(max(self._now, begins), ends - _MOMENT)
        index = self._timeline.index(judged)
        planner = self._planner(index)
        state, on = planner.state, planner.on(number)
        return Day(
            number=number,
            date=self.date_of(number),
            begins=begins,
            ends=ends,
            phase=_phase(state.checklist, number),
            items=self._items(number, index),
            counted=tuple(planner.counted_rules(number)),
            avoids=tuple(self._avoids(planner, on, number, judged)),
            expects=tuple(rule for rule in planner.expects if rule.id in on),
            normal=_normal(state, number),
            signs=tuple(_signs(planner, number)),
            warnings=_warnings(state, number),
        )

    def _planner(self, index: int) -> ItemPlanner:
        """The planner of a state, shared by states that say the same: most reports only say it again."""
        state = self._timeline.state(index)
        content = (
            id(state.checklist),
            state.zones,
            frozenset(state.answers.items()),
            frozenset(state.signs.items()),
            tuple(
                state.reports[sign.id].day
                for sign in state.checklist.signs
                if sign.event and sign.id in state.reports
            ),
        )
        if content not in self._planners:
            dates = Dates(self._treated, state.zones, self._times.day_start)
            self._planners[content] = ItemPlanner(
                state, self._times, self._treated, dates, self.begins, self._last_held
            )
        return self._planners[content]

    def _last_held(self, id: str, number: int) -> int | None:
        """The last day before `number` at whose end a live report matched a rule's `while`, or None."""
        if not self._reported:
            return None
        held = self._held.setdefault(id, [None])
        for day in range(len(held) - 1, number):
            state = self._timeline.state(self._timeline.index(self.begins(day + 1) - _MOMENT))
            rule = state.checklist.rule(id)
            matched = rule is not None and bool(state.holding(rule))
            held.append(day if matched else held[day])
        return held[max(number, 0)]

    def _items(self, number: int, judged: int) -> tuple[Item, ...]:
        """The items of a day, in the order of the file that the state of index `judged` knows."""
        first = min(self._timeline.index(self.begins(number)), judged)
        last = max(self._timeline.index(self.begins(number + 1) - _MOMENT), judged)
        latest = self._planner(judged).items(number)
        if first == last:
            return tuple(latest)
        kept = {key for item in latest for key in (item.key, *item.former)}
        items = list(self._coming_due(number, first, last, kept))
        items += [item for item in latest if item.due is None]
        # Once its slot has passed unasked, a once item is still open.
        items += [item._replace(slot=ANY_TIME, due=None) for item in latest if item.rule.once]
        rules = self._planner(judged).state.checklist.rules
        places = {id: place for place, rule in enumerate(rules) for id in (*rule.was, rule.id)}
        return tuple(sorted(_once_each(items), key=lambda item: places.get(item.rule.id, len(places))))

    def _coming_due(self, number: int, first: int, last: int, kept: Collection[str]) -> Iterator[Item]:
        """The timed items of a day, each by the state it comes due in, of those from `first` to `last`.

        A new version or zone also brings what it would have made due before it came; an answer or a report
        does not. What was brought so is there only while that is in force: undo leaves nothing behind. Due at
        the very moment of a change is before it.

        Args:
            kept: The keys of the items that the last of these states has.
        """
        changes = self._timeline.changes
        in_force = self._timeline.state(last).version
        for index in range(first, last + 1):
            planner = self._planner(index)
            anew = index == first or _is_replaced(self._planner(index - 1).state, planner.state)
            for item in planner.items(number):
                if item.due is None:
                    continue
                late = index > first and item.due <= changes[index - 1]
                if late and not (anew and (planner.state.version is in_force or item.key in kept)):
                    continue
                if index == last or item.due <= changes[index]:
                    yield item

    def _avoids(
        self, planner: ItemPlanner, on: Mapping[str, ActiveRule], number: int, judged: datetime
    ) -> Iterator[Avoid]:
        """What is on, what comes back on this very day, and what is back if its signs allow it."""
        # The planner is shared by states that differ only in when something was reported.
        state = self._timeline.state(self._timeline.index(judged))
        for rule in planner.avoids:
            active = on.get(rule.id)
            held = state.holding(rule)
            if active is None:
                yield from self._off(rule, planner, state, number)
            elif active.last is not None and rule.lasts is not None:
                lifts = self._treated + timedelta(minutes=rule.lasts)
                unsure = self._undecided(rule, active.last, state)
                if held and lifts <= judged:
                    yield Avoid(rule, True, None, None, held, unsure)
                else:
                    yield Avoid(rule, judged < lifts, self.date_of(active.last + 1), lifts, (), unsure)
            elif any(covers(span, number) for span in rule.days):
                free = free_from(rule, number)
                unsure = () if free is None else self._undecided(rule, free - 1, state)
                yield Avoid(rule, True, None if free is None else self.date_of(free), None, (), unsure)
            else:
                unsure = () if active.last is None else self._unreported(rule, active.last, state)
                yield Avoid(rule, True, None, None, held, tuple(test for test in unsure if test not in held))

    def _off(self, rule: Rule, planner: ItemPlanner, state: Situation, number: int) -> Iterator[Avoid]:
        """What is not left alone on a day, but comes back on it, or is back only if a sign allows it."""
        lifted = planner.activation.lifted(rule, number)
        last = lifted.last if lifted is not None else None
        unsure = self._unreported(rule, last, state) if last is not None else ()
        if last is not None and unsure:
            # Of the days to come only the first: by the next somebody may have reported.
            if number <= max(self.today, last + 1):
                yield Avoid(rule, False, self.date_of(last + 1), None, (), unsure)
        elif planner.activation.back_on(rule, number) or self._was_decided(rule, last, number):
            yield Avoid(rule, False, self.date_of(number), None, ())

    def _was_decided(self, rule: Rule, last: int | None, number: int) -> bool:
        """Whether it was by a report of this day that a rule whose days were over is back."""
        if last is None or not rule.held_by or number <= last + 1:
            return False
        before = self._timeline.state(self._timeline.index(self.begins(number) - _MOMENT))
        return bool(self._unreported(rule, last, before))

    def _unreported(self, rule: Rule, last: int, state: Situation) -> tuple[Match, ...]:
        """The tests of a rule's `while` whose signs have no report on or after a day."""
        return tuple(
            test for test in rule.held_by if not self._is_reported(state.reports.get(test.subject), last)
        )

    def _undecided(self, rule: Rule, last: int, state: Situation) -> tuple[Match, ...]:
        """What the return of a rule on its own days hangs on: what is not reported, and what holds by now."""
        unreported = self._unreported(rule, last, state)
        holding = state.holding(rule)
        tests = dict.fromkeys((*rule.held_by, *holding))
        return tuple(test for test in tests if test in unreported or test in holding)

    def _is_reported(self, report: ReportFrom | None, last: int) -> bool:
        if report is None:
            return False
        day = self.number_of(report.day) if report.day is not None else self.number_at(report.since)
        return day >= last


def _is_replaced(before: Situation, after: Situation) -> bool:
    """Whether a state came with another version or another zone."""
    return before.version is not after.version or before.zone != after.zone


def _once_each(items: Iterable[Item]) -> Iterator[Item]:
    """The first of each key, also where a version knows a rule under another id."""
    keys: set[str] = set()
    former: set[str] = set()
    for item in items:
        if item.key not in keys and item.key not in former and keys.isdisjoint(item.former):
            keys.add(item.key)
            former.update(item.former)
            yield item


def _phase(checklist: Checklist, number: int) -> Phase | None:
    return next((phase for phase in checklist.phases if covers(phase.span, number)), None)


def _normal(state: Situation, number: int) -> Normal | None:
    """The latest one reached, never the nearest; of two that begin together, the first that fits."""
    best: tuple[int, Normal] | None = None
    for normal in state.checklist.normal:
        if normal.when and not state.truth(normal.when):
            continue
        reached = max((span.first for span in normal.days if span.first <= number), default=None)
        if reached is not None and (best is None or reached > best[0]):
            best = (reached, normal)
    return best[1] if best else None


def _signs(planner: ItemPlanner, number: int) -> Iterator[Sign]:
    """A sign on its own days, and for as long as it holds a rule."""
    holding = planner.activation.holding(number)
    for sign in planner.state.checklist.signs:
        if sign.event and planner.state.signs.get(sign.id):
            continue
        if sign.until is None and (sign.id in holding or any(covers(span, number) for span in sign.days)):
            yield sign


def _warnings(state: Situation, number: int) -> tuple[CallWarning, ...]:
    warnings = [
        warning
        for warning in state.checklist.warnings
        if any(covers(span, number) for span in warning.days) and state.truth(warning.when) is not False
    ]
    return tuple(sorted(warnings, key=lambda warning: _URGENCY[warning.call]))


def _course(courses: tuple[Usual, ...], state: Situation) -> Usual | None:
    return next((usual for usual in courses if state.truth(usual.when)), None)
