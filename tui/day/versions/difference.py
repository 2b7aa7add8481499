"""What a new version of a checklist changes in the days of one recovery, before it counts. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from checklists.checklist import Checklist
from checklists.plan import Plan
from checklists.rules import Rule
from tui.day.versions.moved_words import Moves, first_slot
from tui.day.versions.sections import sections_changed
from tui.day.versions.traced import Slot, Traced, is_alone, traced
from tui.day.words import listed


class Change(StrEnum):
    """What becomes of a rule."""

    ADDED = "added"
    GONE = "gone"
    MOVED = "moved"
    """Other days or times."""
    REWORDED = "reworded"
    RENAMED = "renamed"
    """Perhaps: the text of one that goes is that of one that comes."""
    OTHER = "other"
    """No rule, or nothing that the days ahead show."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a new version changes. `str()` is a sentence without its full stop."""

    change: Change
    rule: str
    """The id in the new version; of what goes, in the old one. Empty for what is no rule."""
    title: str
    words: str
    day: int | None = None
    """The first day that it changes. None is none in particular."""
    slot: str = ""
    """The first slot of that day that changes. Empty is the whole day."""
    because: str = ""
    """The reason that the file gives."""
    was: str = ""
    """The id that a rule may have had, where it is perhaps another's."""
    sooner: bool = False
    """Whether something is left alone for less long than before."""

    def __str__(self) -> str:
        return f"{self.title}: {self.words}"

    def as_new(self) -> "Difference":
        """What may be a renamed rule, and is none."""
        return replace(self, words=f"begins anew as {self.rule}; what was ticked stays with {self.was}")


_TEXTS = {
    "short": "its short name",
    "how": "how",
    "why": "why",
    "then": "what comes then",
    "differ": "where sources differ",
    "sources": "its sources",
    "agreement": "its sources",
    "remind": "its reminder",
    "repeat": "its reminder",
    "quiet": "its reminder",
    "if_missed": "what to do if it is missed",
    "counts": "whether it counts",
    "when": "whom it is for",
    "unless": "whom it is for",
    "unreported": "whom it is for",
    "held_by": "what keeps it on longer",
    "once_lifted": "what it waits for",
    "silences": "what it takes the place of",
    "because": "the reason",
}
"""What is said of the keys of a rule that the days do not show."""
SOONER = "Sooner than before: only if your clinic said so."
"""What is said wherever something is left alone for less long than before."""
_DAY = 24 * 60
_NAMES = frozenset(("id", "was", "title"))


def differences(before: Plan, after: Plan) -> tuple[Difference, ...]:
    """What changes from now on, in the order of the days; what has no day is last.

    Args:
        before: As the recovery runs.
        after: The same circumstances with the new version in force from the same `now` on.
    """
    return tuple(
        sorted(_Comparison(before, after).found(), key=lambda each: (each.day is None, each.day or 0))
    )


class _Comparison:
    def __init__(self, before: Plan, after: Plan) -> None:
        first = max(before.today, 0)
        self._plans = before, after
        end = max(first, *(_end(plan) for plan in self._plans))
        self._was, self._now = (traced(plan, range(first, end + 1)) for plan in self._plans)
        self._moves = Moves(before, end)

    def found(self) -> Iterator[Difference]:
        old, new = (plan.checklist for plan in self._plans)
        pairs, added, gone = _paired(old, new)
        silent = []
        for was, now in pairs:
            differences = list(self._changed(was, now))
            yield from differences
            if not differences and _without_names(was) != _without_names(now):
                silent.append(now.title)
        for now in list(added):
            former = next((each for each in gone if _same_text(each, now)), None)
            if former is not None:
                added.remove(now)
                gone.remove(former)
                yield self._renamed(former, now)
        yield from (self._added(rule) for rule in added if rule.id in self._now)
        yield from (self._gone(rule) for rule in gone if rule.id in self._was)
        silent += [rule.title for rule in added if rule.id not in self._now]
        silent += [rule.title for rule in gone if rule.id not in self._was]
        if silent:
            title = "Changed too, with nothing in your days from now on"
            yield Difference(Change.OTHER, "", title, listed(silent))
        for said in sections_changed(old, new):
            yield Difference(Change.OTHER, "", said.title, said.words, because=said.because)

    def _changed(self, was: Rule, now: Rule) -> Iterator[Difference]:
        before = self._was.get(was.id, Traced())
        after = _joined(self._now, was.id, now.id)
        because = now.because if now.because != was.because else ""
        moved = self._moves.moved((was, now), before, after)
        if moved and not after.days:
            moved += self._held_off(now, before)
        if moved:
            day, slot = _first(before, after)
            name = slot.name if slot else ""
            sooner = is_alone(now) and _sooner(before, after)
            yield Difference(Change.MOVED, now.id, now.title, moved, day, name, because, sooner=sooner)
        if now.title != was.title:
            words = f"now called '{now.title}'"
            yield Difference(Change.REWORDED, now.id, was.title, words, self._next(after))
        changed = [key for key in _TEXTS if getattr(was, key) != getattr(now, key)]
        told = listed(list(dict.fromkeys(_TEXTS[key] for key in changed if key != "because" or not moved)))
        if told:
            words = f"other words for {told}" if _only_words(changed) else f"changed in {told}"
            said = "" if moved else because
            yield Difference(Change.REWORDED, now.id, now.title, words, self._next(after), because=said)

    def _held_off(self, rule: Rule, before: Traced) -> str:
        """That what a rule waits for is left alone on all of its days, where it is."""
        over = self._plans[1].checklist.rule(rule.once_lifted) if rule.once_lifted else None
        held = self._now.get(over.id, Traced()).days if over else {}
        return (
            f", when '{over.title}' is now left alone" if over and before.days.keys() <= held.keys() else ""
        )

    def _next(self, trace: Traced) -> int | None:
        return min(trace.days, default=None)

    def _added(self, rule: Rule) -> Difference:
        trace = self._now[rule.id]
        day, slot = _first(Traced(), trace)
        words = f"new, {self._moves.present(rule, trace)}"
        name = slot.name if slot else ""
        return Difference(Change.ADDED, rule.id, rule.title, words, day, name, rule.because)

    def _gone(self, rule: Rule) -> Difference:
        trace = self._was[rule.id]
        day, slot = _first(trace, self._now.get(rule.id, Traced()))
        since = self._moves.since(self._plans[0].today if day is None else day, slot)
        words = f"gone {since}{self._moves.went(rule, trace)}"
        name = slot.name if slot else ""
        return Difference(Change.GONE, rule.id, rule.title, words, day, name, sooner=is_alone(rule))

    def _renamed(self, was: Rule, now: Rule) -> Difference:
        words = (
            f"the same rule? It was {was.id} and is {now.id}. If so, write was: [{was.id}] in it, "
            "or it begins anew"
        )
        trace = self._now.get(now.id, Traced())
        return Difference(Change.RENAMED, now.id, now.title, words, self._next(trace), was=was.id)


def _end(plan: Plan) -> int:
    """A day after which what is on is on for ever."""
    hours = max((rule.lasts or 0 for rule in plan.checklist.rules), default=0)
    # What waits for another rule moves with it, by no more days than that one has been held.
    return max(plan.last_day, hours // _DAY + 1) + max(plan.today, 0) + 1


def _paired(old: Checklist, new: Checklist) -> tuple[list[tuple[Rule, Rule]], list[Rule], list[Rule]]:
    """The rules of both, those that are new, and those that go."""
    by_id: Mapping[str, Rule] = {id: rule for rule in old.rules for id in (*rule.was, rule.id)}
    pairs, added = [], []
    taken: set[str] = set()
    for rule in new.rules:
        was = next((by_id[id] for id in (rule.id, *rule.was) if id in by_id), None)
        if was is None or was.id in taken or was.kind is not rule.kind:
            added.append(rule)
        else:
            taken.add(was.id)
            pairs.append((was, rule))
    return pairs, added, [rule for rule in old.rules if rule.id not in taken]


def _joined(traces: Mapping[str, Traced], *ids: str) -> Traced:
    """What a plan has of a rule under both its names: what is due already keeps the former one."""
    found = Traced()
    for id in ids:
        trace = traces.get(id, Traced())
        for number, slots in trace.days.items():
            found.days[number] = found.days.get(number, frozenset()) | slots
        found.lifts, found.held = trace.lifts or found.lifts, trace.held or found.held
    return found


def _first(before: Traced, after: Traced) -> tuple[int | None, Slot | None]:
    """The first day and slot that differ."""
    for number in sorted(before.days.keys() | after.days):
        was, now = before.days.get(number, frozenset()), after.days.get(number, frozenset())
        if was != now:
            return number, first_slot(was ^ now)
    return None, None


def _sooner(before: Traced, after: Traced) -> bool:
    """Whether something comes back on a day, or at an hour, when it did not yet."""
    if before.lifts is not None and after.lifts is not None:
        return after.lifts < before.lifts
    return bool(before.days.keys() - after.days)


def _same_text(was: Rule, now: Rule) -> bool:
    return was.kind is now.kind and was.title.casefold() == now.title.casefold()


def _without_names(rule: Rule) -> list[object]:
    return [getattr(rule, each.name) for each in fields(Rule) if each.name not in _NAMES]


def _only_words(changed: list[str]) -> bool:
    return set(changed) <= {"short", "how", "why", "then", "differ", "because"}
