"""The items that a checklist makes of a day, while nothing changes."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

from checklists.circumstances import State, Times
from checklists.day import ANY_TIME, Counted, Item
from checklists.presence import Live, Presence
from checklists.rules import Rule
from checklists.timing import DAY, care_date, day_begins, in_day, instant_of, steps

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

    def items(self, number: int) -> Iterator[Item]:
        """What may be ticked on a day, save what is counted from ticks."""
        day = self._day0 + timedelta(days=number)
        midnight = self._midnight(day)
        for live, shift in self.presence.on(number):
            rule = live.rule
            if not rule.ticked or rule.as_needed or (rule.interval and rule.interval.last_done):
                continue
            if rule.once:
                yield from self._once(live, number, shift, day, midnight)
            elif rule.interval:
                yield from self._grid(live, day, midnight)
            elif live.slots or live.after:
                yield from self._slots(live, number, day, midnight)
            elif self._late_enough(rule, number):
                yield Item(rule, day, ANY_TIME, None)

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

    def _slots(self, live: Live, number: int, day: date, midnight: datetime | None) -> Iterator[Item]:
        rule = live.rule
        early = number * DAY <= rule.not_before + DAY
        not_before = self._not_before(rule)
        for name, minutes, delta in live.slots:
            due = instant_of(day, minutes, self.state.zone) if midnight is None else midnight + delta
            if not early or due >= not_before:
                yield Item(rule, day, name, due)
        for at in live.after:
            due = self._treated + (at.after or 0) * _MINUTE
            if care_date(due, self.state.zone, self._times.day_start) == day and due >= not_before:
                yield Item(rule, day, at.name, due)

    def _once(
        self, live: Live, number: int, shift: int, day: date, midnight: datetime | None
    ) -> Iterator[Item]:
        """Due on its first day; from then on any time, until done or until its last day has passed."""
        if number == live.first + shift:
            timed = list(self._slots(live, number, day, midnight))
            if timed:
                yield timed[0]
                return
        if self._late_enough(live.rule, number):
            yield Item(live.rule, day, ANY_TIME, None)

    def _grid(self, live: Live, day: date, midnight: datetime | None) -> Iterator[Item]:
        interval = live.rule.interval
        if interval is None:
            return
        first, last = self._window(live.rule, day, midnight)
        for number, due in enumerate(steps(first, last, interval.minutes), start=1):
            if due >= self._not_before(live.rule):
                yield Item(live.rule, day, f"n{number}", due)

    def _window(self, rule: Rule, day: date, midnight: datetime | None) -> tuple[datetime, datetime]:
        """Both ends included."""
        interval = rule.interval
        first = interval.first if interval and interval.first is not None else self._times.slots["morning"]
        last = interval.last if interval and interval.last is not None else self._times.slots["bedtime"]
        start = self._times.day_start
        return (
            self._instant(day, midnight, in_day(first, start)),
            self._instant(day, midnight, in_day(last, start)),
        )
