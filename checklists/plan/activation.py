"""Which rules of a checklist are on, on which day, while nothing changes.

The order of evaluation: `days`, `when` and `unless`, `while`; then `silences`; then `once_lifted`.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from msgspec import Struct

from checklists.plan.circumstances import Situation, Times
from checklists.plan.timing import DAY, Dates, in_day, within_day
from checklists.rules.rule import SUNRISE, SUNSET, At, Rule, Span

_MINUTE = timedelta(minutes=1)

LastHeld = Callable[[str, int], int | None]
"""The last day before a day, both by number, at whose end a live report matched a rule's `while`, or None."""


def covers(span: Span, number: int) -> bool:
    """Whether a range of days holds this one."""
    return span.first <= number and (span.last is None or number <= span.last)


def free_from(rule: Rule, number: int) -> int | None:
    """The first day from `number` on that a rule's published days leave free, or None if none is."""
    for span in rule.days:
        if covers(span, number):
            if span.last is None:
                return None
            number = span.last + 1
    return number


class ActiveRule(Struct, frozen=True):
    """A rule whose conditions hold, made ready so that a day costs little."""

    rule: Rule
    sure: bool
    """Whether its conditions hold by a real yes, not for want of an answer."""
    held: bool
    """Whether a live report keeps it on past its last day."""
    first: int
    """The first day of its window."""
    last: int | None
    """The last day of its window, inclusive; None is open."""
    begins: datetime
    """UTC: nothing of it is before the treatment, or before `from` has passed. Inclusive."""
    ends: datetime | None
    """UTC: when `lasts` has passed, exclusive."""
    cut: tuple[int, ...]
    """The days that `from` or `lasts` leave it only a part of."""
    slots: tuple[tuple[str, int, timedelta], ...]
    """Its slots by the clock: name, minutes from the care date's midnight, and the same as a duration."""
    after: tuple[At, ...]
    """Its slots counted from the treatment."""
    planned: bool
    """Whether it has items that are known before any of them is ticked."""
    counted: bool
    """Whether its items follow from ticks."""
    by_sun: bool
    """Whether any of its times goes by the sun, and so differs from day to day."""
    partial: int
    """The last day on which some of its slots may not exist, because of the treatment, `from` or `lasts`."""

    def during(self, instant: datetime) -> bool:
        """Whether an instant is between the hours that it begins and ends."""
        return self.begins <= instant and (self.ends is None or instant < self.ends)


def _goes_by_sun(rule: Rule) -> bool:
    return bool(rule.by_sun) or any(at.name in (SUNRISE, SUNSET) for at in rule.at)


class RuleActivation:
    """The rules of each day in one state."""

    def __init__(
        self, state: Situation, times: Times, treated: datetime, dates: Dates, last_held: LastHeld
    ) -> None:
        """Make ready what is the same for every day.

        Args:
            state: What is in force.
            times: The person's slots.
            treated: UTC.
            dates: The person's days, as known in this state.
            last_held: What the reports of all states say.
        """
        self.state = state
        self._times = times
        self._treated = treated
        self._dates = dates
        self._last_held = last_held
        self._active = [active for rule in state.checklist.rules if (active := self._ready(rule)) is not None]
        self._by_id = {active.rule.id: active for active in self._active}
        self._silencers = [active for active in self._active if active.rule.silences and active.sure]
        self._on: dict[int, list[tuple[ActiveRule, int]]] = {}
        self.cut = frozenset(day for active in self._silencers for day in active.cut)
        """The days on which a rule may be silenced for only a part of the day."""

    def on(self, number: int) -> list[tuple[ActiveRule, int]]:
        """The rules on a day, in the order of the file, each with the days its window has moved by."""
        if number not in self._on:
            self._on[number] = list(self._find(number))
        return self._on[number]

    def is_published(self, active: ActiveRule, number: int, shift: int = 0) -> bool:
        """Whether a day is in a rule's window, moved by `shift` days, or `while` keeps it on past it."""
        rule, day = active.rule, number - shift
        if day < active.first:
            return False
        past = active.last is not None and day > active.last
        if past and not active.held:
            return False
        if rule.weekdays and self._dates.date_of(number).weekday() not in rule.weekdays:
            return False
        if rule.step > 1 and (day - rule.days[0].first) % rule.step:
            return False
        return past or len(rule.days) < 2 or any(covers(span, day) for span in rule.days)

    def lifted(self, rule: Rule, number: int) -> ActiveRule | None:
        """A rule whose days are over by a day, and that no report holds; None where that is not so."""
        active = self._by_id.get(rule.id)
        if active is None or active.last is None or number <= active.last or active.held:
            return None
        return None if self._is_silenced(active, number) else active

    def back_on(self, rule: Rule, number: int) -> bool:
        """Whether a rule that is off on a day was on the day before."""
        active, before = self._by_id.get(rule.id), number - 1
        if (
            active is None
            or active.last is None
            or self._is_silenced(active, number)
            or self._is_silenced(active, before)
        ):
            return False
        if before > active.last:
            return self._last_held(rule.id, number) == before
        # What is counted in hours comes back at an instant of its last day, and not on the next.
        return active.ends is None and self.is_published(active, before)

    def holding(self, number: int) -> set[str]:
        """The signs whose reports keep a rule on past its last day."""
        return {
            test.subject
            for active, _ in self.on(number)
            if active.held and active.last is not None and number > active.last
            for test in self.state.holding(active.rule)
        }

    def silencers(self, active: ActiveRule, number: int) -> list[ActiveRule]:
        """The rules that silence this one for only a part of a day."""
        return [other for other in self._silencing(active, number) if number in other.cut]

    def window(self, rule: Rule) -> tuple[int, int]:
        """The window of a rule with an interval, in minutes from its care date's midnight, both included."""
        interval = rule.interval
        start, slots = self._times.day_start, self._times.slots
        first = in_day(
            slots["morning"] if interval is None or interval.first is None else interval.first, start
        )
        last = in_day(slots["bedtime"] if interval is None or interval.last is None else interval.last, start)
        if first > last:
            # Written for another day's start than the person's: keep the part that is within their day.
            return (start, last) if first >= DAY else (first, start + DAY - 1)
        return first, last

    def _ready(self, rule: Rule) -> ActiveRule | None:
        if self.state.truth(rule.when, rule.unreported) is False or self._excepted(rule):
            return None
        held = bool(self.state.holding(rule))
        days = self._dates.days_of(rule)
        last = days[-1].last if days else rule.last_day
        if (lifted := self._lifted_on(rule)) is not None:
            last = lifted - 1 if last is None else min(last, lifted - 1)
        begins = self._treated + rule.not_before * _MINUTE
        ends = None if rule.lasts is None else self._treated + rule.lasts * _MINUTE
        cut: list[int] = []
        if rule.not_before:
            cut.append(self._dates.number_at(begins))
        if ends is not None:
            cut.append(self._dates.number_before(ends))
        counted = bool(rule.as_needed or (rule.interval and rule.interval.last_done))
        return ActiveRule(
            rule=rule,
            sure=self._sure(rule),
            held=held,
            first=days[0].first if days else max(cut, default=0),
            last=last,
            begins=begins,
            ends=None if held else ends,
            cut=tuple(cut),
            slots=self._grid(rule) or tuple(self._slot(at) for at in rule.at if at.after is None),
            after=tuple(at for at in rule.at if at.after is not None),
            planned=rule.ticked and not counted,
            counted=counted,
            by_sun=self._times.place is not None and _goes_by_sun(rule),
            partial=max([0, *cut]),
        )

    def _lifted_on(self, rule: Rule) -> int | None:
        """The day of the event that ends a rule, once it was said."""
        report = self.state.reports.get(rule.lifted_by or "")
        if report is None or not report.value:
            return None
        return (
            self._dates.number_at(report.since) if report.day is None else self._dates.number_of(report.day)
        )

    def _excepted(self, rule: Rule) -> bool:
        return bool(rule.unless) and self.state.truth(rule.unless, False) is True

    def _sure(self, rule: Rule) -> bool:
        spared = not rule.unless or self.state.truth(rule.unless) is False
        return spared and self.state.truth(rule.when) is True

    def _grid(self, rule: Rule) -> tuple[tuple[str, int, timedelta], ...]:
        if rule.interval is None:
            return ()
        first, last = self.window(rule)
        grid = range(first, last + 1, rule.interval.minutes)
        return tuple((f"n{count}", minutes, minutes * _MINUTE) for count, minutes in enumerate(grid, start=1))

    def _slot(self, at: At) -> tuple[str, int, timedelta]:
        clock = at.clock if at.clock is not None else self._times.slots[at.name]
        start = self._times.day_start
        minutes = within_day(in_day(clock, start) + at.offset, start)
        return at.name, minutes, minutes * _MINUTE

    def _find(self, number: int) -> Iterator[tuple[ActiveRule, int]]:
        for active in self._active:
            shift = self._shift(active.rule, number)
            if shift is None or not self.is_published(active, number, shift):
                continue
            if not self._silencers or not self._is_silenced(active, number):
                yield active, shift

    def _is_silenced(self, active: ActiveRule, number: int) -> bool:
        """Whether a rule leaves a day altogether."""
        return any(number not in other.cut for other in self._silencing(active, number))

    def _silencing(self, active: ActiveRule, number: int) -> Iterator[ActiveRule]:
        for other in self._silencers:
            silences = active.rule.id in other.rule.silences and self.is_published(other, number)
            if silences and not self._is_silenced(other, number):
                yield other

    def _shift(self, rule: Rule, number: int) -> int | None:
        """How far a window moves for the rule it waits for; None while that one is on."""
        waits_for = self._by_id.get(rule.once_lifted or "")
        if waits_for is None or waits_for.last is None:
            return 0
        if self.is_published(waits_for, number) and not self._is_silenced(waits_for, number):
            return None
        if rule.counted_from is not None:
            # Its days have moved already, with what they are counted from.
            return 0
        held = self._last_held(waits_for.rule.id, number)
        return 0 if held is None else max(0, held - waits_for.last)
