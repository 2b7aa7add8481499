"""Which rules of a checklist are on, on which day, while nothing changes.

The order of evaluation: `days`, `when` and `unless`, `while`; then `silences`; then `once_lifted`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from checklists.circumstances import State, Times
from checklists.rules import At, Rule, Span
from checklists.timing import DAY, care_date, in_day, within_day

_MINUTE = timedelta(minutes=1)


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


@dataclass(frozen=True, slots=True)
class Live:
    """A rule whose conditions hold, made ready so that a day costs little."""

    rule: Rule
    sure: bool
    """Whether its conditions hold by a real yes, not for want of an answer."""
    held: bool
    """Whether a live report keeps it on past its last day."""
    first: int
    last: int | None
    slots: tuple[tuple[str, int, timedelta], ...]
    """Its slots by the clock: name, minutes from the care date's midnight, and the same as a duration."""
    after: tuple[At, ...]
    """Its slots counted from the treatment."""
    counted: bool
    """Whether its items follow from ticks, and so are not laid out."""
    partial: int
    """The last day, by number, that the treatment or `from` may cut into."""


class Presence:
    """The rules of each day in one state."""

    def __init__(
        self,
        state: State,
        times: Times,
        treated: datetime,
        day0: date,
        was_held: Callable[[str, int], bool],
    ) -> None:
        """Make ready what is the same for every day.

        Args:
            state: What is in force.
            times: The person's slots.
            treated: UTC.
            day0: The care date of the treatment.
            was_held: Whether a rule, by id, was held by a sign at the end of a day, by number.
        """
        self.state = state
        self._times = times
        self._treated = treated
        self._day0 = day0
        self._was_held = was_held
        self._live = [live for rule in state.checklist.rules if (live := self._ready(rule)) is not None]
        self._by_id = {live.rule.id: live for live in self._live}
        self._silencers = [live for live in self._live if live.rule.silences and live.sure]
        self._plain = not self._silencers and not any(live.rule.once_lifted for live in self._live)

    def on(self, number: int) -> list[tuple[Live, int]]:
        """The rules on a day, in the order of the file, each with the days its window has moved by."""
        if self._plain:
            return [(live, 0) for live in self._live if self._published(live, number)]
        found = []
        for live in self._live:
            shift = self._shift(live.rule.once_lifted, number) if live.rule.once_lifted else 0
            if shift is None or not self._published(live, number - shift):
                continue
            if not self._silencers or not self._silenced(live, number):
                found.append((live, shift))
        return found

    def back_on(self, rule: Rule, number: int) -> bool:
        """Whether a rule that is off on a day was on the day before."""
        live = self._by_id.get(rule.id)
        if live is None or live.last is None or self._silenced(live, number):
            return False
        if number - 1 > live.last:
            return self._was_held(rule.id, number - 1)
        return self._published(live, number - 1)

    def holding(self, number: int) -> set[str]:
        """The signs whose reports keep a rule on past its last day."""
        return {
            test.subject
            for live, _ in self.on(number)
            if live.held and live.last is not None and number > live.last
            for test in live.rule.held_by
            if self.state.match(test)
        }

    def _ready(self, rule: Rule) -> Live | None:
        when = self.state.truth(rule.when, rule.unreported)
        if when is False or (rule.unless and self.state.truth(rule.unless, False)):
            return None
        first, last = (rule.days[0].first, rule.days[-1].last) if rule.days else (0, self._hours_end(rule))
        return Live(
            rule=rule,
            sure=when is True,
            held=any(self.state.match(test) for test in rule.held_by),
            first=first,
            last=last,
            slots=self._grid(rule) or tuple(self._slot(at) for at in rule.at if at.after is None),
            after=tuple(at for at in rule.at if at.after is not None),
            counted=bool(rule.as_needed or (rule.interval and rule.interval.last_done)),
            partial=rule.not_before // DAY + 1,
        )

    def window(self, rule: Rule) -> tuple[int, int]:
        """The window of a rule with an interval, in minutes from its care date's midnight, both included."""
        first = rule.interval.first if rule.interval else None
        last = rule.interval.last if rule.interval else None
        start = self._times.day_start
        return (
            in_day(self._times.slots["morning"] if first is None else first, start),
            in_day(self._times.slots["bedtime"] if last is None else last, start),
        )

    def _grid(self, rule: Rule) -> tuple[tuple[str, int, timedelta], ...]:
        if rule.interval is None:
            return ()
        first, last = self.window(rule)
        grid = range(first, last + 1, rule.interval.minutes)
        return tuple((f"n{count}", minutes, minutes * _MINUTE) for count, minutes in enumerate(grid, start=1))

    def _hours_end(self, rule: Rule) -> int:
        """The last day that `lasts` touches."""
        ends = self._treated + (rule.lasts or 0) * _MINUTE - timedelta(microseconds=1)
        return (care_date(ends, self.state.zone, self._times.day_start) - self._day0).days

    def _slot(self, at: At) -> tuple[str, int, timedelta]:
        clock = at.clock if at.clock is not None else self._times.slots[at.name]
        start = self._times.day_start
        minutes = within_day(in_day(clock, start) + at.offset, start)
        return at.name, minutes, minutes * _MINUTE

    def _published(self, live: Live, number: int) -> bool:
        """`days`, and `while` past them."""
        if number < live.first:
            return False
        if live.last is not None and number > live.last:
            return live.held
        rule = live.rule
        if rule.weekdays and (self._day0 + timedelta(days=number)).weekday() not in rule.weekdays:
            return False
        if rule.step > 1 and (number - live.first) % rule.step:
            return False
        return len(rule.days) < 2 or any(covers(span, number) for span in rule.days)

    def _silenced(self, live: Live, number: int) -> bool:
        return any(
            live.rule.id in other.rule.silences
            and self._published(other, number)
            and not self._silenced(other, number)
            for other in self._silencers
        )

    def _shift(self, lifted: str, number: int) -> int | None:
        """How far a window moves for the rule it waits for; None while that one is on."""
        waits_for = self._by_id.get(lifted)
        if waits_for is None or waits_for.last is None:
            return 0
        if self._published(waits_for, number) and not self._silenced(waits_for, number):
            return None
        for day in range(number - 1, waits_for.last, -1):
            if self._was_held(waits_for.rule.id, day):
                return day - waits_for.last
        return 0
