"""A checklist laid out for one recovery, day by day. Pure: the moment it is judged by is passed in.

One principle of judgement: an item is judged by what was in force at its due instant, what has no due instant
by now. So a day that has ended never changes, and what is already due keeps what it was due by.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo

from checklists.circumstances import Circumstances, State, Timeline, Times
from checklists.day import Avoid, Day, Item
from checklists.layout import Layout
from checklists.presence import covers, free_from
from checklists.rules import Call, Checklist, Kind, Normal, Phase, Sign, Usual, Warning
from checklists.timing import care_date, day_begins

_URGENCY = {call: order for order, call in enumerate(Call)}


class Plan:
    """Every day of one recovery, as judged at `now`."""

    def __init__(self, circumstances: Circumstances, times: Times, now: datetime) -> None:
        self._circumstances = circumstances
        self._times = times
        self._now = now.astimezone(UTC)
        self._treated = circumstances.treated.astimezone(UTC)
        self._timeline = Timeline(circumstances, self._now)
        self._latest = len(self._timeline.changes)
        self._layouts: dict[int, Layout] = {}
        self._begins: dict[int, datetime] = {}
        self._held: dict[tuple[str, int], bool] = {}
        first = self._timeline.state(0).zone
        self.treatment_date: date = care_date(self._treated, first, times.day_start)
        """Day 0."""
        self.today: int = self.number_at(self._now)
        """The number of the day it is now; negative before the treatment."""

    @property
    def state(self) -> State:
        """What is in force now."""
        return self._timeline.state(self._latest)

    @property
    def checklist(self) -> Checklist:
        """The version in force now."""
        return self.state.checklist

    @property
    def zone(self) -> tzinfo:
        """Where the person is now."""
        return self.state.zone

    @property
    def last_day(self) -> int:
        """The last day, inclusive. What is open goes on from then, outside the plan."""
        return self.checklist.last_day

    def date_of(self, number: int) -> date:
        """The care date of a day."""
        return self.treatment_date + timedelta(days=number)

    def number_of(self, day: date) -> int:
        """The day of a care date."""
        return (day - self.treatment_date).days

    def number_at(self, instant: datetime) -> int:
        """The day it is at `instant`: the greatest reached in any zone so far, so it never decreases."""
        reached = []
        zones = self._circumstances.zones
        for index, entry in enumerate(zones):
            if index and entry.since > instant:
                break
            leaves = zones[index + 1].since if index + 1 < len(zones) else instant
            day = care_date(min(leaves, instant), self._zone_from(entry.since), self._times.day_start)
            reached.append(self.number_of(day))
        return max(reached)

    def begins(self, number: int) -> datetime:
        """The UTC instant a day begins, in the zone the person was in by then."""
        if number not in self._begins:
            zones = self._circumstances.zones
            day, start = self.date_of(number), self._times.day_start
            begins = day_begins(day, self._zone_from(zones[0].since), start)
            for entry in zones[1:]:
                if begins <= entry.since or entry.since > self._now:
                    break
                begins = day_begins(day, self._zone_from(entry.since), start)
            self._begins[number] = begins
        return self._begins[number]

    def day(self, number: int) -> Day:
        """One day. Numbers before 0 and after the last are days too, with what the file says of them."""
        begins, ends = self.begins(number), self.begins(number + 1)
        judged = min(self._now, ends - timedelta(microseconds=1))
        last = self._timeline.index(judged)
        layout = self._layout(last)
        state = layout.state
        return Day(
            number=number,
            date=self.date_of(number),
            begins=begins,
            ends=ends,
            phase=_phase(state.checklist, number),
            items=self._items(number, self._timeline.index(min(begins, judged)), last),
            counted=tuple(layout.counted(number)),
            avoids=tuple(self._avoids(layout, number, judged)),
            expects=tuple(rule for rule in layout.on(number) if rule.kind is Kind.EXPECT),
            normal=_normal(state, number),
            signs=tuple(_signs(layout, number)),
            warnings=_warnings(state, number),
        )

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

    def _zone_from(self, since: datetime) -> tzinfo:
        return self._timeline.state(self._timeline.index(since)).zone

    def _layout(self, index: int) -> Layout:
        if index not in self._layouts:
            self._layouts[index] = Layout(
                self._timeline.state(index), self._times, self._treated, self.treatment_date, self._was_held
            )
        return self._layouts[index]

    def _was_held(self, id: str, number: int) -> bool:
        """Whether a rule's signs still held it when a day ended, or now for a day that has not."""
        if not self._circumstances.reports:
            return False
        if (id, number) not in self._held:
            judged = min(self._now, self.begins(number + 1) - timedelta(microseconds=1))
            state = self._timeline.state(self._timeline.index(judged))
            rule = state.checklist.rule(id)
            tests = rule.held_by if rule else ()
            self._held[id, number] = any(state.match(test) for test in tests)
        return self._held[id, number]

    def _items(self, number: int, first: int, last: int) -> tuple[Item, ...]:
        if first == last:
            return tuple(self._layout(last).items(number))
        settled: dict[str, Item] = {}
        for index in range(first, last):
            change = self._timeline.changes[index]
            for item in self._layout(index).items(number):
                if item.due is not None and item.due <= change:
                    settled.setdefault(item.key, item)
        rest = [item for item in self._layout(last).items(number) if item.key not in settled]
        return (*settled.values(), *rest)

    def _avoids(self, layout: Layout, number: int, judged: datetime) -> Iterator[Avoid]:
        """What is on, and what comes back on this very day."""
        on = {rule.id for rule in layout.on(number)}
        for rule in layout.state.checklist.rules:
            if rule.kind is not Kind.AVOID:
                continue
            if rule.lasts is not None and rule.id in on:
                lifts = self._treated + timedelta(minutes=rule.lasts)
                free = self.number_at(lifts - timedelta(microseconds=1)) + 1
                yield Avoid(rule, judged < lifts, self.date_of(free), lifts, ())
            elif rule.id not in on:
                if layout.presence.back_on(rule, number):
                    yield Avoid(rule, False, self.date_of(number), None, ())
            elif any(covers(span, number) for span in rule.days):
                last = free_from(rule, number)
                yield Avoid(rule, True, None if last is None else self.date_of(last), None, ())
            else:
                held = tuple(test for test in rule.held_by if layout.state.match(test))
                yield Avoid(rule, True, None, None, held)


def _phase(checklist: Checklist, number: int) -> Phase | None:
    return next((phase for phase in checklist.phases if covers(phase.span, number)), None)


def _normal(state: State, number: int) -> Normal | None:
    """The latest one reached, never the nearest; of two that begin together, the first that fits."""
    best: tuple[int, Normal] | None = None
    for normal in state.checklist.normal:
        if normal.when and not state.truth(normal.when):
            continue
        reached = max((span.first for span in normal.days if span.first <= number), default=None)
        if reached is not None and (best is None or reached > best[0]):
            best = (reached, normal)
    return best[1] if best else None


def _signs(layout: Layout, number: int) -> Iterator[Sign]:
    """A sign on its own days, and for as long as it holds a rule."""
    holding = layout.presence.holding(number)
    for sign in layout.state.checklist.signs:
        if sign.until is None and (sign.id in holding or any(covers(span, number) for span in sign.days)):
            yield sign


def _warnings(state: State, number: int) -> tuple[Warning, ...]:
    found = [
        warning
        for warning in state.checklist.warnings
        if any(covers(span, number) for span in warning.days) and state.truth(warning.when) is not False
    ]
    return tuple(sorted(found, key=lambda warning: _URGENCY[warning.call]))


def _course(courses: tuple[Usual, ...], state: State) -> Usual | None:
    return next((usual for usual in courses if state.truth(usual.when)), None)
