"""The items that a checklist makes of a day, while nothing changes."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple, assert_never

from checklists.plan.activation import ActiveRule, LastHeld, RuleActivation
from checklists.plan.circumstances import Situation, Times, sun_time
from checklists.plan.day import ANY_TIME, CountedRule, Item
from checklists.plan.timing import DAY, Dates, in_day, instant_of, steps
from checklists.rules.rule import SUNRISE, SUNSET, Kind, Rule

_MINUTE = timedelta(minutes=1)
_MOMENT = timedelta(microseconds=1)


class _Hours(NamedTuple):
    """When a day is, and how its clock runs."""

    number: int
    day: date
    begins: datetime
    ends: datetime
    """Exclusive."""
    midnight: datetime | None
    """UTC. None where a clock changes before the day ends, or the person changes clocks."""


class ItemPlanner:
    """One state of a checklist, laid out over days."""

    def __init__(
        self,
        state: Situation,
        times: Times,
        treated: datetime,
        dates: Dates,
        begins: Callable[[int], datetime],
        last_held: LastHeld,
    ) -> None:
        """As `RuleActivation`, and `begins` says when a day begins as far as is known by now."""
        self.state = state
        self.activation = RuleActivation(state, times, treated, dates, last_held)
        self._zone = state.zone
        self._times = times
        self._treated = treated
        self._dates = dates
        self._begins = begins
        self.avoids: list[Rule] = []
        """What is left alone, in the order of the file, whether it is on or not."""
        self.expects: list[Rule] = []
        """What may come, likewise."""
        for rule in state.checklist.rules:
            match rule.kind:
                case Kind.DO | Kind.CHECK:
                    pass  # What is ticked makes items.
                case Kind.AVOID:
                    self.avoids.append(rule)
                case Kind.EXPECT:
                    self.expects.append(rule)
                case _:
                    assert_never(rule.kind)

    def on(self, number: int) -> dict[str, ActiveRule]:
        """The rules on a day by their ids, in the order of the file."""
        return {active.rule.id: active for active, _ in self.activation.on(number)}

    def items(self, number: int) -> list[Item]:
        """What may be ticked on a day, save what is counted from ticks, in the order of the file."""
        hours = self._hours(number)
        day = hours.day
        midnight = hours.midnight if number not in self.activation.cut else None
        items: list[Item] = []
        for active, shift in self.activation.on(number):
            rule = active.rule
            if not active.planned:
                continue
            if rule.once:
                items += self._once(active, shift, hours)
            elif not rule.at and rule.interval is None:
                items.append(Item(rule, day, ANY_TIME, None))
            elif midnight is not None and number > active.partial and not (active.after or active.by_sun):
                slots = active.slots
                if rule.slots_on:
                    slots = tuple(each for each in slots if rule.has_slot(each[0], number - shift))
                items += [Item(rule, day, name, midnight + delta) for name, _, delta in slots]
            else:
                items += self._slots(active, hours, shift)
        return items

    def counted_rules(self, number: int) -> Iterator[CountedRule]:
        """The rules of a day whose items follow from ticks."""
        hours = self._hours(number)
        for active, _ in self.activation.on(number):
            if active.rule.as_needed:
                yield CountedRule(active.rule, hours.day, None, None)
            elif active.counted:
                first, last = self._window(active.rule, hours)
                first = max(first, active.begins)
                last = last if active.ends is None else min(last, active.ends - _MOMENT)
                if first <= last:
                    yield CountedRule(active.rule, hours.day, first, last)

    def _hours(self, number: int) -> _Hours:
        day = self._dates.date_of(number)
        begins, ends = self._begins(number), self._begins(number + 1)
        midnight = instant_of(day, 0, self._zone)
        starts = midnight + self._times.day_start * _MINUTE
        plain = begins == starts and ends == starts + DAY * _MINUTE
        return _Hours(number, day, begins, ends, midnight if plain else None)

    def _instant(self, hours: _Hours, minutes: int) -> datetime:
        if hours.midnight is not None:
            return hours.midnight + minutes * _MINUTE
        # Clocks that jump, or a person who moves, may carry a time past the end of its own day.
        return min(instant_of(hours.day, minutes, self._zone), hours.ends - _MINUTE)

    def _slots(self, active: ActiveRule, hours: _Hours, shift: int) -> Iterator[Item]:
        """Slots one by one, for a day that does not have them all or on which clocks change."""
        silencers = self.activation.silencers(active, hours.number)
        for name, due in self._moments(active, hours):
            if active.rule.slots_on and not active.rule.has_slot(name, hours.number - shift):
                continue
            if active.during(due) and not any(other.during(due) for other in silencers):
                yield Item(active.rule, hours.day, name, due)

    def _moments(self, active: ActiveRule, hours: _Hours) -> Iterator[tuple[str, datetime]]:
        if active.rule.interval:
            first, last = self._window(active.rule, hours)
            grid = steps(first, last, active.rule.interval.minutes)
            yield from ((f"n{count}", due) for count, due in enumerate(grid, start=1))
            return
        for name, minutes, _ in active.slots:
            yield name, self._by_sun(name, hours) or self._instant(hours, minutes)
        for at in active.after:
            due = self._treated + (at.after or 0) * _MINUTE
            if hours.begins <= due < hours.ends:
                yield at.name, due

    def _once(self, active: ActiveRule, shift: int, hours: _Hours) -> Iterator[Item]:
        """Due on the first day that has one of its slots; on any other, at any time until it is done."""
        for number in range(active.first, hours.number):
            if self.activation.is_published(active, number, shift) and self._first_slot(
                active, self._hours(number), shift
            ):
                break
        else:
            if item := self._first_slot(active, hours, shift):
                yield item
                return
        yield Item(active.rule, hours.day, ANY_TIME, None)

    def _first_slot(self, active: ActiveRule, hours: _Hours, shift: int) -> Item | None:
        return next(self._slots(active, hours, shift), None)

    def _window(self, rule: Rule, hours: _Hours) -> tuple[datetime, datetime]:
        """Both ends included."""
        first, last = (self._instant(hours, minutes) for minutes in self.activation.window(rule))
        daylight = self._times.daylight(hours.day, self._zone)
        if not rule.by_sun or daylight is None:
            return first, last
        if daylight.rises is None:
            # No sun, no window: it ends before it begins.
            return hours.ends, hours.begins
        first = (self._by_sun(SUNRISE, hours) or first) if SUNRISE in rule.by_sun else first
        if SUNSET in rule.by_sun and (sets := self._by_sun(SUNSET, hours)) is not None:
            # Where the sun stays up late, nobody stays up for it.
            bedtime = self._instant(hours, in_day(self._times.slots["bedtime"], self._times.day_start))
            last = min(sets, bedtime - _MINUTE)
        return first, last

    def _by_sun(self, name: str, hours: _Hours) -> datetime | None:
        """When the sun rises or sets on a day, within it; None for other slots and where nobody knows."""
        if name not in (SUNRISE, SUNSET):
            return None
        instant = sun_time(name, self._times.daylight(hours.day, self._zone))
        return instant and min(max(instant, hours.begins), hours.ends - _MINUTE)
