"""The items that a checklist makes of a day, while nothing changes."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

from checklists.circumstances import State, Times
from checklists.day import ANY_TIME, Counted, Item
from checklists.presence import Live, Presence
from checklists.rules import Rule
from checklists.timing import care_date, day_begins, instant_of, steps

_MINUTE = timedelta(minutes=1)
_MIDNIGHT = datetime.min.time()


class Layout:
    """One state of a checklist, laid out over days."""

    def __init__(
        self,
        state: State,
        times: Times,
        treated: datetime,
        day0: date,
        was_held: Callable[[str, int], bool],
    ) -> None:
        """As `Presence`."""
        self.state = state
        self.presence = Presence(state, times, treated, day0, was_held)
        self._times = times
        self._treated = treated
        self._day0 = day0

    def on(self, number: int) -> list[Rule]:
        """The rules on a day, in the order of the file."""
        return [live.rule for live, _ in self.presence.on(number)]

    def items(self, number: int) -> list[Item]:
        """What may be ticked on a day, save what is counted from ticks, in the order of the file."""
        day = self._day0 + timedelta(days=number)
        midnight = self._midnight(day)
        found: list[Item] = []
        for live, shift in self.presence.on(number):
            rule = live.rule
            if not rule.ticked or live.counted:
                continue
            if rule.once:
                found += self._once(live, number, shift, day, midnight)
            elif live.slots and midnight is not None and number > live.partial and not live.after:
                found += [Item(rule, day, name, midnight + delta) for name, _, delta in live.slots]
            elif live.slots or live.after:
                found += self._slots(live, day, midnight)
            elif self._late_enough(rule, number):
                found.append(Item(rule, day, ANY_TIME, None))
        return found

    def counted(self, number: int) -> Iterator[Counted]:
        """The rules of a day whose items follow from ticks."""
        day = self._day0 + timedelta(days=number)
        for live, _ in self.presence.on(number):
            rule = live.rule
            if rule.as_needed:
                yield Counted(rule, day, None, None)
            elif rule.interval and rule.interval.last_done:
                first, last = self._window(rule, day, self._midnight(day))
                if last >= self._not_before(rule):
                    yield Counted(rule, day, max(first, self._not_before(rule)), last)

    def _midnight(self, day: date) -> datetime | None:
        """The day's midnight in UTC, or None if clocks change before the day ends."""
        local = datetime.combine(day, _MIDNIGHT)
        before = local.replace(tzinfo=self.state.zone).utcoffset()
        after = (local + timedelta(days=2)).replace(tzinfo=self.state.zone).utcoffset()
        if before != after or before is None:
            return None
        return local.replace(tzinfo=UTC) - before

    def _instant(self, day: date, midnight: datetime | None, minutes: int) -> datetime:
        if midnight is None:
            return instant_of(day, minutes, self.state.zone)
        return midnight + minutes * _MINUTE

    def _not_before(self, rule: Rule) -> datetime:
        return self._treated + rule.not_before * _MINUTE

    def _late_enough(self, rule: Rule, number: int) -> bool:
        """Whether a rule without a time is on at all on a day that `from` cuts into."""
        if not rule.not_before:
            return True
        tomorrow = self._day0 + timedelta(days=number + 1)
        return day_begins(tomorrow, self.state.zone, self._times.day_start) > self._not_before(rule)

    def _slots(self, live: Live, day: date, midnight: datetime | None) -> Iterator[Item]:
        """Slots one by one: on a day that the treatment or `from` cuts into, or on which clocks change."""
        rule = live.rule
        not_before = self._not_before(rule)
        for name, due in self._moments(live, day, midnight):
            if due >= not_before:
                yield Item(rule, day, name, due)

    def _moments(self, live: Live, day: date, midnight: datetime | None) -> Iterator[tuple[str, datetime]]:
        if live.rule.interval:
            first, last = self._window(live.rule, day, midnight)
            grid = steps(first, last, live.rule.interval.minutes)
            yield from ((f"n{count}", due) for count, due in enumerate(grid, start=1))
            return
        for name, minutes, _ in live.slots:
            yield name, self._instant(day, midnight, minutes)
        for at in live.after:
            due = self._treated + (at.after or 0) * _MINUTE
            if care_date(due, self.state.zone, self._times.day_start) == day:
                yield at.name, due

    def _once(
        self, live: Live, number: int, shift: int, day: date, midnight: datetime | None
    ) -> Iterator[Item]:
        """Due on its first day; from then on any time, until done or until its last day has passed."""
        timed = list(self._slots(live, day, midnight)) if number == live.first + shift else []
        if timed:
            yield timed[0]
        elif self._late_enough(live.rule, number):
            yield Item(live.rule, day, ANY_TIME, None)

    def _window(self, rule: Rule, day: date, midnight: datetime | None) -> tuple[datetime, datetime]:
        """Both ends included."""
        first, last = self.presence.window(rule)
        return self._instant(day, midnight, first), self._instant(day, midnight, last)
