"""In words, how a rule's days and times in a new plan differ from those it had. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from checklists.plan import Plan
from checklists.rules import Rule
from tui.day.versions.traced import Run, Slot, Traced, is_alone, name_words, times_words
from tui.day.words import clock, days_words, short_date, spans_words

_MANY = 5
"""Runs of days that are named; of more, only so many."""


@dataclass(frozen=True, slots=True)
class Moves:
    """Says how the days of one recovery change."""

    plan: Plan
    """Either plan: days are numbered alike in both."""
    end: int
    """The last day that was looked at."""

    def day(self, number: int) -> str:
        """`day 5 (Wed 25 Nov)`."""
        return f"day {number} ({short_date(self.plan.date_of(number))})"

    def since(self, number: int, slot: Slot | None) -> str:
        """`from day 3 (Mon 23 Nov), evening, on`; the slot only where it has a time."""
        if slot is None or slot.due is None:
            return f"from {self.day(number)} on"
        # The slots of an interval are numbered, and a number says less than the clock.
        named = name_words(slot.name) if slot.name[1:].isalpha() else clock(slot.due)
        return f"from {self.day(number)}, {named}, on"

    def spans(self, runs: Sequence[Run]) -> str:
        """`days 3 to 13`; of many, the first ones and the number of days."""
        if len(runs) > _MANY:
            named = ", ".join(spans_words(runs[:_MANY]).rsplit(" and ", 1))
            return f"{named} and {len(runs) - _MANY} more"
        return spans_words(runs)

    def present(self, rule: Rule, trace: Traced) -> str:
        """When a rule is on, from now on: `days 3 to 13, morning and evening`."""
        runs = trace.runs(self.end)
        if is_alone(rule):
            return f"left alone {self._alone(runs, trace)}"
        last_whole = trace.days[max(trace.days)]
        times = times_words(rule, last_whole, clocks=False) if rule.ticked else ""
        return f"{self.spans(runs)}{f', {times}' if times not in ('', 'any time') else ''}"

    def went(self, rule: Rule, trace: Traced) -> str:
        """What becomes of a rule that is on no more."""
        runs = trace.runs(self.end)
        if is_alone(rule) and len(runs) == 1 and runs[0].last is not None:
            return f"; it was to be back on {self.day(runs[0].last + 1)}"
        return ""

    def moved(self, rules: tuple[Rule, Rule], before: Traced, after: Traced) -> str:
        """How a rule's days and times change; nothing where both say the same.

        Args:
            rules: As it was, and as it becomes.
        """
        if not after.days and not before.days:
            return ""
        if is_alone(rules[1]):
            return self._alone_moved(before, after)
        if not after.days or not before.days:
            if after.days:
                return f"{self.present(rules[1], after)}; it was on no day before"
            return f"not in your plan any more; it was for {self.present(rules[0], before)}"
        parts = (self._days_moved(before, after), self._times_moved(rules, before, after))
        return "; ".join(part for part in parts if part)

    def _alone(self, runs: Sequence[Run], trace: Traced) -> str:
        last = runs[-1].last
        if last is None:
            return "until your skin is calm" if trace.held else "always"
        if trace.lifts is not None:
            return f"until {clock(trace.lifts)} on {self.day(self.plan.number_at(trace.lifts))}"
        return f"on {self.spans(runs)}, back on {self.day(last + 1)}"

    def _alone_moved(self, before: Traced, after: Traced) -> str:
        was, now = before.runs(self.end), after.runs(self.end)
        if was == now and before.lifts == after.lifts:
            return ""
        if not was:
            return f"left alone {self._alone(now, after)}; it was free"
        if not now:
            return f"free from now on instead of {self._back(was, before)}"
        if was[0].first == now[0].first and len(was) == len(now) == 1:
            last = now[0].last
            if last is None or after.lifts:
                return f"left alone {self._alone(now, after)} instead of {self._back(was, before)}"
            return f"back on {self.day(last + 1)} instead of {self._back(was, before)}"
        return f"left alone {self._alone(now, after)} instead of on {self.spans(was)}"

    def _back(self, runs: Sequence[Run], trace: Traced) -> str:
        """When something was to be back."""
        last = runs[-1].last
        if last is None:
            return "when your skin is calm" if trace.held else "always"
        if trace.lifts is not None:
            return f"{clock(trace.lifts)} on day {self.plan.number_at(trace.lifts)}"
        return f"day {last + 1}"

    def _days_moved(self, before: Traced, after: Traced) -> str:
        was, now = before.runs(self.end), after.runs(self.end)
        if was == now:
            return ""
        if len(was) == len(now) == 1:
            old, new = was[0], now[0]
            if old.first == new.first and None not in (old.last, new.last):
                return f"to {self.day(new.last or 0)} instead of day {old.last}"
            if old.last == new.last:
                return f"from {self.day(new.first)} instead of day {old.first}"
            return f"{days_words(*new)} instead of {days_words(*old)}"
        return f"{self.spans(now)} instead of {self.spans(was)}"

    def _times_moved(self, rules: tuple[Rule, Rule], before: Traced, after: Traced) -> str:
        differ = [n for n in sorted(before.days.keys() & after.days) if before.days[n] != after.days[n]]
        # Today may still have what is due by the version before, and then says little.
        whole = [n for n in differ if n != self.plan.today] or differ
        if not whole:
            return ""
        number = whole[0]
        old, new = before.days[number], after.days[number]
        for clocks in (False, True):
            was, now = times_words(rules[0], old, clocks), times_words(rules[1], new, clocks)
            if was != now:
                break
        slot = first_slot(before.days[differ[0]] ^ after.days[differ[0]])
        times = f"{now} instead of {was}" if was != now else "at other times"
        return f"{times}, {self.since(differ[0], slot)}"


def first_slot(slots: frozenset[Slot]) -> Slot | None:
    """The slot due first, or None where one has no time."""
    dues = [slot for slot in slots if slot.due is not None]
    return min(dues, key=lambda slot: (slot.due and slot.due.timestamp(), slot.name)) if dues else None
