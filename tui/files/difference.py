"""What a new version of a checklist changes in the days of one recovery, before it counts. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from checklists.plan.plan import Plan
from checklists.rules.checklist import (
    Call,
    CallWarning,
    Checklist,
    ClinicContact,
    Course,
    Phase,
    Prepare,
    Question,
    Sign,
    SignGroup,
)
from checklists.rules.rule import Match, Rule
from tui.recovery.state import SignTest
from tui.text.humanize import clock, days_words, listed, minutes_words, short_date, slot_words, spans_words
from tui.wording.signs import match_words, test_words


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


class WordChange(NamedTuple):
    """Words of a file as they were and as they are to be."""

    what: str
    """What they are: `how`. Empty where that is plain."""
    was: str
    now: str
    """Empty where they go."""


class Difference(Struct, frozen=True):
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
    texts: tuple[WordChange, ...] = ()
    """The words that change."""
    weaker_call: bool = False
    """Whether a line on when to call goes, is for later or for fewer, or says to call less soon."""
    parts: tuple[str, ...] = ()
    """The keys of the parts that it tells of, as `checklists.overlay.parts` has them."""

    guards: bool = False
    """Whether a plan without it is weaker, where it is refused."""
    guards_call: bool = False
    """Whether without it there is less reason to call."""

    @property
    def weaker(self) -> bool:
        """Whether less is left alone, or less is a reason to call."""
        return self.sooner or self.weaker_call

    def __str__(self) -> str:
        return f"{self.title}: {self.words}"

    def as_new(self) -> "Difference":
        """What may be a renamed rule, and is none."""
        return replace(self, words=f"begins anew as {self.rule}; what was ticked stays with {self.was}")


WEAKER = "Asks for less care: only if your clinic said so"
"""Stands above what is left alone for less long, and lines on when to call that go or are weaker."""


def weaker_first(differences: Iterable[Difference]) -> list[Difference]:
    """What is weaker alone: lines on when to call before what is left alone."""
    return sorted((each for each in differences if each.weaker), key=lambda each: not each.weaker_call)


class SlotTrace(NamedTuple):
    """A slot of a rule's day."""

    name: str
    """Empty for what is not ticked but on all day."""
    due: datetime | None = None
    """In the person's zone."""


class TraceRun(NamedTuple):
    """Days without a gap, both included."""

    first: int
    last: int | None
    """None is as far as was looked."""


@dataclass(slots=True)
class RuleTrace:
    """One rule in one plan, from a day on."""

    days: dict[int, frozenset[SlotTrace]] = field(default_factory=dict)
    """By the number of each day it is on; the slots that it has there."""
    lifts: datetime | None = None
    """When it lifts, for what is left alone for some hours."""
    held: bool = False
    """Whether a report keeps it on, past its last day."""

    def add(self, number: int, slot: SlotTrace) -> None:
        """Add a slot of a day."""
        self.days[number] = self.days.get(number, frozenset()) | {slot}

    def runs(self, end: int) -> tuple[TraceRun, ...]:
        """Its days as runs; one that reaches day `end` is open."""
        runs: list[TraceRun] = []
        for number in sorted(self.days):
            if runs and runs[-1].last == number - 1:
                runs[-1] = TraceRun(runs[-1].first, number)
            else:
                runs.append(TraceRun(number, number))
        return tuple(run._replace(last=None) if run.last == end else run for run in runs)


def _traced(plan: Plan, numbers: Iterable[int]) -> Mapping[str, RuleTrace]:
    """What a plan has on these days, by the rule's id. A rule that has nothing is left out."""
    traces: dict[str, RuleTrace] = {}

    def of(rule: Rule) -> RuleTrace:
        return traces.setdefault(rule.id, RuleTrace())

    def local(instant: datetime | None) -> datetime | None:
        return instant.astimezone(plan.zone) if instant else None

    for number in numbers:
        day = plan.day(number)
        for item in day.items:
            of(item.rule).add(number, SlotTrace(item.slot, local(item.due)))
        for counted in day.counted:
            of(counted.rule).add(number, SlotTrace("n", local(counted.first)))
        for avoid in day.avoids:
            if avoid.on:
                trace = of(avoid.rule)
                trace.add(number, SlotTrace(""))
                trace.lifts, trace.held = local(avoid.lifts), bool(avoid.held)
        for rule in day.expects:
            of(rule).add(number, SlotTrace(""))
    return traces


def _first_slot(slots: frozenset[SlotTrace]) -> SlotTrace | None:
    """The slot due first, or None where one has no time."""
    dues = [slot for slot in slots if slot.due is not None]
    return min(dues, key=lambda slot: (slot.due and slot.due.timestamp(), slot.name)) if dues else None


def _rule_part(rule: Rule) -> str:
    """The key of the part that a rule is."""
    return f"rules/{rule.id}"


def _is_alone(rule: Rule) -> bool:
    """Whether a rule is about leaving something alone."""
    return rule.kind.left_alone


_TEXTS = {
    "title": "the title",
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
    "lifted_by": "what ends it",
    "counted_from": "what its days count from",
    "once_lifted": "what it waits for",
    "silences": "what it takes the place of",
    "because": "the reason",
}
"""How the keys of a rule are spoken of that the days do not show."""
_WHEN_ON = ("days", "lasts", "held_by", "lifted_by", "counted_from", "when", "unless", "unreported")
"""Those that say on which days a rule is, also such days as nothing reported brings."""
_WORDS = ("title", "short", "how", "why", "then", "differ")
"""Those that are words, and shown as they were."""


def differences(before: Plan, after: Plan) -> tuple[Difference, ...]:
    """What changes from now on, in the order of the days; what has no day is last.

    Args:
        before: As the recovery runs.
        after: The same circumstances with the new version in force from the same `now` on.
    """
    unsorted = _Comparison(before, after).differences()
    return tuple(sorted(unsorted, key=lambda each: (each.day is None, each.day or 0)))


class _Comparison:
    def __init__(self, before: Plan, after: Plan, *, actual: bool = True) -> None:
        """Compare two plans.

        Args:
            before, after: As for `differences`.
            actual: Whether their reports are what was reported, and not what is supposed.
        """
        first = max(before.today, 0)
        self._plans, self._actual = (before, after), actual
        end = max(first, *(_end(plan) for plan in self._plans))
        self._was, self._now = (_traced(plan, range(first, end + 1)) for plan in self._plans)
        self._moves = Moves(before, end)
        gone = (before.once_gone(), after.once_gone()) if actual else self._plans
        self._once_gone = _Comparison(*gone, actual=False) if gone != self._plans else None
        """As if all that is reported were gone: a report hides on which days the new version would hold."""

    @cached_property
    def _if_come(self) -> "_Comparison":
        """As if all that days are counted from were reported today: before it a rule is on no day."""
        plans = self._plans
        tests = [rule.counted_from for plan in plans for rule in plan.version.rules if rule.counted_from]
        values = {test.subject: test.low or 0 for test in tests if not plans[0].state.match(test)}
        return _Comparison(*(plan.if_reported(values) for plan in plans), actual=False)

    @cached_property
    def _if_held(self) -> "_Comparison":
        """As if all were reported that brings or keeps on what is left alone."""
        values: dict[str, int] = {}
        for plan in self._plans:
            for test in (each for rule in plan.version.rules if _is_alone(rule) for each in _bringing(rule)):
                values[test.subject] = max(values.get(test.subject, 0), test.low or 0)
        return _Comparison(*(plan.if_reported(values) for plan in self._plans), actual=False)

    def _supposed(self, *rules: Rule) -> Iterator[tuple["_Comparison", str]]:
        """What to look at where nothing reported shows what changes for some rules, and what is supposed."""
        if not self._actual:
            return
        counted = [rule.counted_from for rule in rules if rule.counted_from is not None]
        if counted:
            yield self._if_come, f"; if you reported {self._named(counted)} today"
        brought = [test for rule in rules if _is_alone(rule) for test in _bringing(rule)]
        if brought:
            yield self._if_held, f"; if you reported {self._named(brought)} today"

    def _named(self, tests: Iterable[Match]) -> str:
        """What reports say, by the nouns of the signs."""
        signs = {sign.id: sign for plan in self._plans for sign in plan.version.signs}
        known = ((test, signs.get(test.subject)) for test in tests)
        words = (test_words(SignTest(test, sign)) if sign else match_words(test) for test, sign in known)
        return listed(list(dict.fromkeys(words)))

    def differences(self) -> Iterator[Difference]:
        old, new = (plan.version for plan in self._plans)
        pairs, added, gone = _paired(old, new)
        silent: list[Rule] = []
        for was, now in pairs:
            changes = list(self._changed(was, now))
            yield from changes
            if not changes and _without_names(was) != _without_names(now):
                silent.append(now)
        for now in list(added):
            former = next((each for each in gone if _same_text(each, now)), None)
            if former is not None:
                added.remove(now)
                gone.remove(former)
                yield self._renamed(former, now)
        come, went = [self._added(rule) for rule in added], [self._gone(rule) for rule in gone]
        yield from (each for each in (*come, *went) if each is not None)
        silent += [rule for rule, each in zip(added, come, strict=True) if each is None]
        silent += [rule for rule, each in zip(gone, went, strict=True) if each is None]
        if silent:
            title = "Changed too, with nothing in your days from now on"
            parts = tuple(map(_rule_part, silent))
            yield Difference(Change.OTHER, "", title, listed([rule.title for rule in silent]), parts=parts)
        yield from sections_changed(old, new)

    def _traces_of(self, was: Rule, now: Rule) -> tuple[RuleTrace, RuleTrace]:
        return self._was.get(was.id, RuleTrace()), _joined(self._now, was.id, now.id)

    def _moved(self, was: Rule, now: Rule) -> Difference | None:
        """On which other days, or at which other times, a rule is; None where that stays."""
        before, after = self._traces_of(was, now)
        words = self._moves.moved((was, now), before, after)
        if words and not after.days:
            words += self._held_off(now, before)
        hidden = self._once_gone._moved(was, now) if self._once_gone is not None else None
        sooner = _is_alone(now) and _sooner(before, after)
        if hidden is not None and (not words or (hidden.sooner and not sooner)):
            return self._as_hidden(hidden, was, now)
        if not words:
            return None
        day, slot = _first(before, after)
        name = slot.name if slot else ""
        because = now.because if now.because != was.because else ""
        # What moves and is called otherwise is known by both its titles.
        titles = tuple(_text_changes(was, now, ("title",)))
        return Difference(
            *(Change.MOVED, now.id, now.title, words, day, name, because, "", sooner, titles),
            parts=(_rule_part(now),),
        )

    def _as_hidden(self, difference: Difference | None, *rules: Rule) -> Difference | None:
        """What a report of now keeps from showing, with words that say so."""
        state = self._plans[0].state
        tests = [test for rule in rules for test in rule.held_by if state.match(test)]
        named = " or ".join(self._named(tests).rsplit(" and ", 1))
        until = f"you no longer report {named}" if named else "what you reported is gone"
        return difference and replace(difference, words=f"{difference.words}; only once {until}")

    def _changed(self, was: Rule, now: Rule) -> Iterator[Difference]:
        moved = self._moved(was, now)
        if moved is not None:
            yield moved
        if not (moved and moved.sooner) and any(getattr(was, key) != getattr(now, key) for key in _WHEN_ON):
            supposed = self._moved_if(was, now, known=moved is not None)
            if supposed is not None:
                moved = supposed
                yield supposed
        shown_above = ("because", "title") if moved else ()
        changed = [key for key in _TEXTS if getattr(was, key) != getattr(now, key) and key not in shown_above]
        texts = listed(list(dict.fromkeys(_TEXTS[key] for key in changed)))
        if texts:
            words = f"other words for {texts}" if _only_words(changed) else f"changed in {texts}"
            because = now.because if now.because != was.because and moved is None else ""
            shown = tuple(_text_changes(was, now, [key for key in changed if key in _WORDS]))
            day = _next_day(self._traces_of(was, now)[1])
            yield Difference(
                *(Change.REWORDED, now.id, now.title, words, day),
                because=because,
                texts=shown,
                parts=(_rule_part(now),),
            )

    def _moved_if(self, was: Rule, now: Rule, *, known: bool) -> Difference | None:
        """What a rule would be changed in by a report that is not there; what is weaker before the rest.

        Args:
            was, now: The rule as it was, and as it becomes.
            known: Whether it moves by what is reported too, so that nothing but what is weaker is new.
        """
        found = [
            replace(each, words=each.words + words)
            for comparison, words in self._supposed(was, now)
            if (each := comparison._moved(was, now)) is not None
        ]
        weaker = [each for each in found if each.sooner]
        counted = [] if known or (was.counted_from is None and now.counted_from is None) else found
        return next(iter((*weaker, *counted)), None)

    def _held_off(self, rule: Rule, before: RuleTrace) -> str:
        """That what a rule waits for is left alone on all of its days, where it is."""
        awaited = self._plans[1].checklist.rule(rule.once_lifted) if rule.once_lifted else None
        if awaited is None or not before.days.keys() <= self._now.get(awaited.id, RuleTrace()).days.keys():
            return ""
        return f", when '{awaited.title}' is now left alone"

    def _hidden(
        self, rule: Rule, change: Callable[["_Comparison", Rule], Difference | None]
    ) -> Difference | None:
        """What is told of a rule that comes or goes while it is on no day by what was reported."""
        if self._once_gone is not None and (found := change(self._once_gone, rule)):
            return self._as_hidden(found, rule)
        for comparison, words in self._supposed(rule):
            if found := change(comparison, rule):
                return replace(found, words=found.words + words)
        return None

    def _added(self, rule: Rule) -> Difference | None:
        if (trace := self._now.get(rule.id)) is None:
            return self._hidden(rule, _Comparison._added)
        day, slot = _first(RuleTrace(), trace)
        words = f"new, {self._moves.present(rule, trace)}"
        name = slot.name if slot else ""
        parts = (_rule_part(rule),)
        return Difference(Change.ADDED, rule.id, rule.title, words, day, name, rule.because, parts=parts)

    def _gone(self, rule: Rule) -> Difference | None:
        if (trace := self._was.get(rule.id)) is None:
            return self._hidden(rule, _Comparison._gone)
        day, slot = _first(trace, self._now.get(rule.id, RuleTrace()))
        since = self._moves.since(self._plans[0].today if day is None else day, slot)
        words = f"gone {since}{self._moves.went(rule, trace)}"
        name = slot.name if slot else ""
        alone, parts = _is_alone(rule), (_rule_part(rule),)
        return Difference(Change.GONE, rule.id, rule.title, words, day, name, sooner=alone, parts=parts)

    def _renamed(self, was: Rule, now: Rule) -> Difference:
        words = (
            f"the same rule? It was {was.id} and is {now.id}. If so, write was: [{was.id}] in it, "
            "or it begins anew"
        )
        trace = self._now.get(now.id, RuleTrace())
        parts = (_rule_part(now), _rule_part(was))
        return Difference(Change.RENAMED, now.id, now.title, words, _next_day(trace), was=was.id, parts=parts)


def _bringing(rule: Rule) -> Iterator[Match]:
    """The tests of signs that bring a rule, or keep it on past its last day."""
    yield from rule.held_by
    yield from (test for group in rule.when for test in group if not test.answers)


def _end(plan: Plan) -> int:
    """A day after which what is on is on for ever."""
    days = [span.last or 0 for rule in plan.checklist.rules for span in plan.days_of(rule)]
    # What waits for another rule moves with it, by no more days than that one has been held.
    return max([plan.last_day, *days]) + max(plan.today, 0) + 1


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


def _joined(traces: Mapping[str, RuleTrace], *ids: str) -> RuleTrace:
    """What a plan has of a rule under both its names: what is due already keeps the former one."""
    joined = RuleTrace()
    for id in ids:
        trace = traces.get(id, RuleTrace())
        for number, slots in trace.days.items():
            joined.days[number] = joined.days.get(number, frozenset()) | slots
        joined.lifts, joined.held = trace.lifts or joined.lifts, trace.held or joined.held
    return joined


def _first(before: RuleTrace, after: RuleTrace) -> tuple[int | None, SlotTrace | None]:
    """The first day and slot that differ."""
    for number in sorted(before.days.keys() | after.days):
        was, now = before.days.get(number, frozenset()), after.days.get(number, frozenset())
        if was != now:
            return number, _first_slot(was ^ now)
    return None, None


def _next_day(trace: RuleTrace) -> int | None:
    return min(trace.days, default=None)


def _sooner(before: RuleTrace, after: RuleTrace) -> bool:
    """Whether something comes back on a day, or at an hour, when it did not yet."""
    if before.lifts is not None and after.lifts is not None:
        return after.lifts < before.lifts
    return bool(before.days.keys() - after.days)


def _same_text(was: Rule, now: Rule) -> bool:
    return was.kind is now.kind and was.title.casefold() == now.title.casefold()


def _without_names(rule: Rule) -> list[object]:
    return [getattr(rule, key) for key in Rule.__struct_fields__ if key not in ("id", "was", "title", "also")]


def _only_words(changed: list[str]) -> bool:
    return set(changed) <= {"title", "short", "how", "why", "then", "differ", "because"}


_Part = TypeVar("_Part", Sign, Question, Phase, Prepare)


def _text_changes(was: object, now: object, keys: Iterable[str]) -> Iterator[WordChange]:
    """What some of the texts of a part were, and are to be; those that are alike, and new ones, left out."""
    for key in keys:
        before, after = str(getattr(was, key)), str(getattr(now, key))
        if before and before != after:
            what = "" if key in ("title", "ask") else _TEXTS.get(key, key.replace("_", " "))
            yield WordChange(what, before, after)


def sections_changed(old: Checklist, new: Checklist) -> Iterator[Difference]:
    """What changes beside the rules; what no page shows is left out."""
    if old.title != new.title:
        titles = _text_changes(old, new, ("title",))
        yield _of_section("title", "The title of the checklist", "changed", texts=titles)
    yield from _clinic_changed(old.clinic, new.clinic)
    lines = list(_call_lines_changed(old.warnings, new.warnings))
    yield from sorted(lines, key=lambda each: not each.weaker)
    for sign, before, became, why in _parts(old.signs, new.signs):
        texts = _text_changes(before, sign, ("ask", "short")) if before else ()
        yield _of_section(f"signs/{sign.id}", f"The check-in, '{sign.ask}'", became, why, texts)
    yield from _groups_changed(old, new)
    for question, asked, became, why in _parts(old.questions, new.questions):
        texts = _question_texts(asked, question) if asked else ()
        yield _of_section(f"questions/{question.id}", f"The question '{question.ask}'", became, why, texts)
    for phase, named, became, why in _parts(old.phases, new.phases):
        texts = _text_changes(named, phase, ("title",)) if named else ()
        yield _of_section("phases", f"The phase '{phase.title}'", became, why, texts)
    if old.normal != new.normal:
        reasons = {each.because for each in new.normal if each not in old.normal}
        because = reasons.pop() if len(reasons) == 1 else ""
        yield _of_section("normal", "What is normal", "changed", because, texts=_normal_texts(old, new))
    yield from _course_changed(old.course, new.course)
    if old.check_in != new.check_in:
        yield _of_section("check_in", "The check-in", "at another time")


def _clinic_changed(old: ClinicContact | None, new: ClinicContact | None) -> Iterator[Difference]:
    """What changes in whom the file names. Whom the person calls stays as they have it."""
    if old == new:
        return
    became = "new" if old is None else "gone" if new is None else "changed"
    texts = [] if old is None else [WordChange("", str(old), str(new) if new else "")]
    yield _of_section("clinic", "The clinic of the file, not the one you call", became, texts=texts)


def _groups_changed(old: Checklist, new: Checklist) -> Iterator[Difference]:
    """What the check-in asks in one line, and what it asks by itself again; a line is known by its words."""
    nouns = {sign.id: sign.noun for sign in new.signs}
    was: dict[str, SignGroup] = {each.ask: each for each in old.together}
    now = {each.ask: each for each in new.together}
    for ask, group in now.items():
        signs, why = listed([nouns[sign] for sign in group.signs]), group.because
        if ask not in was:
            yield _of_section("together", f"The check-in, '{ask}'", f"new: one line for {signs}", why)
        elif set(was[ask].signs) != set(group.signs):
            yield _of_section("together", f"The check-in, '{ask}'", f"one line for {signs} now", why)
    for ask in was.keys() - now.keys():
        yield _of_section("together", f"The check-in, '{ask}'", "asked sign by sign again")


def _course_changed(old: Course | None, new: Course | None) -> Iterator[Difference]:
    """What changes in how sessions follow one another, and of each step before the next."""
    was, now = (replace(each or Course(), prepare=()) for each in (old, new))
    if was != now or (old is None) != (new is None):
        yield _of_section("course", "The course of sessions", "changed", new.because if new else "")
    steps = _parts(old.prepare if old else (), new.prepare if new else ())
    for step, before, became, why in steps:
        texts = [*(_text_changes(before, step, ("title", "how")) if before else ())]
        days = [_before_words(each) for each in (before, step) if each is not None]
        if before is not None and days[0] != days[1]:
            texts.append(WordChange("", *days))
        gone = became == "gone" and step.kind.left_alone
        later = (
            before is not None
            and step.kind.left_alone
            and (before.first > step.first or before.last < step.last)
        )
        title = f"Before the next session, '{step.title}'"
        yield replace(_of_section(f"course/{step.id}", title, became, why, texts), sooner=gone or later)


def _before_words(step: Prepare) -> str:
    """`42 to 0 days before`."""
    return (
        f"{step.first} to {step.last} days before" if step.first != step.last else f"{step.first} days before"
    )


def _of_section(
    part: str, title: str, words: str, because: str = "", texts: Iterable[WordChange] = ()
) -> Difference:
    return Difference(Change.OTHER, "", title, words, because=because, texts=tuple(texts), parts=(part,))


def _question_texts(was: Question, now: Question) -> Iterator[WordChange]:
    """A question in other words, and its answers that have others or go."""
    yield from _text_changes(was, now, ("ask",))
    became = dict(now.answers)
    for id, label in was.answers:
        if became.get(id) != label:
            yield WordChange(f"the answer {id}", label, became.get(id, ""))


def _normal_texts(old: Checklist, new: Checklist) -> Iterator[WordChange]:
    """What was usual and not, where other words take its place or none do."""
    now = {(each.days, each.when): each for each in new.normal}
    for was in old.normal:
        became, days = now.get((was.days, was.when)), spans_words(was.days)
        for key in ("usual", "not_usual", "short"):
            before, after = getattr(was, key), getattr(became, key) if became else ""
            if before and before != after:
                yield WordChange(f"{key.replace('_', ' ')} on {days}", before, after)


def _parts(old: Sequence[_Part], new: Sequence[_Part]) -> Iterator[tuple[_Part, _Part | None, str, str]]:
    """What is new, changed or gone, with what it was where it changed, what became of it and the reason."""
    was = {each.id: each for each in old}
    names: set[str] = set()
    for each in new:
        own = _names_of(each)
        before = next((was[name] for name in own if name in was), None)
        names.update(own)
        if before is None:
            yield each, None, "new", each.because
        elif _unnamed(before) != _unnamed(each):
            yield each, before, "changed", each.because
    yield from ((each, None, "gone", "") for each in old if each.id not in names)


def _names_of(part: Sign | Question | Phase | Prepare) -> tuple[str, ...]:
    """Its id, and its former ones."""
    return (part.id,) if isinstance(part, Phase) else (part.id, *part.was)


def _unnamed(part: _Part) -> _Part:
    """A part without its names: to call it otherwise changes nothing."""
    return replace(part, id="") if isinstance(part, Phase) else replace(part, id="", was=())


_SOON = {
    Call.EMERGENCY: "an emergency, now",
    Call.URGENT: "urgent care, now",
    Call.CLINIC_TODAY: "the clinic, today",
    Call.CLINIC_SOON: "the clinic, soon",
}
_FAR = 3651
"""A day after every day of a file."""


def _call_lines_changed(old: Sequence[CallWarning], new: Sequence[CallWarning]) -> Iterator[Difference]:
    """The lines on when to call that are new, changed or gone, each as it was and as it is to be."""
    taken: set[str] = set()
    for was in old:
        became = [each for each in new if was.id in (each.id, *each.was)]
        taken.update(each.id for each in became)
        if not became:
            yield _call_line(was, "gone", "", (WordChange("", _line_words(was), ""),), weaker=True)
        elif _without_former(became[0]) != _without_former(was) or len(became) > 1:
            because = next((each.because for each in became if each.because != was.because), "")
            weaker = listed(list(weaker_in(was, became)))
            words = weaker or ("in several lines" if len(became) > 1 else "changed")
            before, after = _line_words(was), "; ".join(map(_line_words, became))
            texts = (WordChange("", before, after),) if before != after else ()
            meanwhile = _text_changes(was, became[0], ("meanwhile", "short")) if len(became) == 1 else ()
            yield _call_line(was, words, because, (*texts, *meanwhile), weaker=bool(weaker))
    for each in new:
        if each.id not in taken:
            yield _call_line(each, "new", each.because, (), weaker=False)


def _call_line(
    line: CallWarning, words: str, because: str, texts: tuple[WordChange, ...], *, weaker: bool
) -> Difference:
    title = f"When to call, '{line.condition}'"
    parts = (f"warnings/{line.id}",)
    return Difference(
        Change.OTHER, "", title, words, because=because, texts=texts, weaker_call=weaker, parts=parts
    )


def _without_former(line: CallWarning) -> CallWarning:
    return replace(line, id="", was=(), new=False)


def _line_words(line: CallWarning) -> str:
    """`A blister of any size is on the face: the clinic, today; days 0 to 7`."""
    return f"{line.condition}: {_SOON[line.call]}; {spans_words(line.days)}"


def weaker_in(was: CallWarning, became: Sequence[CallWarning]) -> Iterator[str]:
    """In what a line is weaker than it was; nothing where it is not."""
    urgency = tuple(Call).index
    least = max(became, key=lambda each: urgency(each.call))
    if urgency(least.call) > urgency(was.call):
        yield f"{_SOON[least.call]}, instead of {_SOON[was.call]}"
    if _days(was) - set().union(*map(_days, became)):
        yield "on fewer days"
    if any(each.when and each.when != was.when for each in became):
        yield "only for some answers"
    if set(was.fits) - {test for each in became for test in each.fits}:
        yield "no longer said back when it is reported"


def _days(line: CallWarning) -> set[int]:
    spans = ((span.first, _FAR if span.last is None else span.last) for span in line.days)
    return {day for first, last in spans for day in range(first, last + 1)}


_MANY = 5
"""Runs of days that are named; of more, only so many."""


class Moves(Struct, frozen=True):
    """Says how the days of one recovery change."""

    plan: Plan
    """Either plan: days are numbered alike in both."""
    end: int
    """The last day that was looked at."""

    def day(self, number: int) -> str:
        """`day 5 (Wed 25 Nov)`."""
        return f"day {number} ({short_date(self.plan.date_of(number))})"

    def since(self, number: int, slot: SlotTrace | None) -> str:
        """`from day 3 (Mon 23 Nov), evening, on`; the slot only where it has a time."""
        if slot is None or slot.due is None:
            return f"from {self.day(number)} on"
        # The slots of an interval are numbered, and a number says less than the clock.
        time = _name_words(slot.name) if slot.name[1:].isalpha() else clock(slot.due)
        return f"from {self.day(number)}, {time}, on"

    def spans(self, runs: Sequence[TraceRun]) -> str:
        """`days 3 to 13`; of many, the first ones and the number of days."""
        if len(runs) > _MANY:
            first = ", ".join(spans_words(runs[:_MANY]).rsplit(" and ", 1))
            return f"{first} and {len(runs) - _MANY} more"
        return spans_words(runs)

    def present(self, rule: Rule, trace: RuleTrace) -> str:
        """When a rule is on, from now on: `days 3 to 13, morning and evening`."""
        runs = trace.runs(self.end)
        if _is_alone(rule):
            return f"left alone {self._alone(runs, trace)}"
        last_whole = trace.days[max(trace.days)]
        times = _times_words(rule, last_whole, clocks=False) if rule.ticked else ""
        return f"{self.spans(runs)}{f', {times}' if times not in ('', 'any time') else ''}"

    def went(self, rule: Rule, trace: RuleTrace) -> str:
        """What becomes of a rule that is on no more."""
        runs = trace.runs(self.end)
        if _is_alone(rule) and len(runs) == 1 and runs[0].last is not None:
            last = runs[0].last
            # What has no word for its return only ends.
            return (
                f"; it was to be back on {self.day(last + 1)}"
                if rule.then
                else f"; it was until {self.day(last)}"
            )
        return ""

    def moved(self, rules: tuple[Rule, Rule], before: RuleTrace, after: RuleTrace) -> str:
        """How a rule's days and times change; nothing where both say the same.

        Args:
            rules: As it was, and as it becomes.
        """
        if not after.days and not before.days:
            return ""
        if _is_alone(rules[1]):
            return self._alone_moved(before, after)
        if not after.days or not before.days:
            if after.days:
                return f"{self.present(rules[1], after)}; it was on no day before"
            return f"not in your plan any more; it was for {self.present(rules[0], before)}"
        parts = (self._days_moved(before, after), self._times_moved(rules, before, after))
        return "; ".join(part for part in parts if part)

    def _alone(self, runs: Sequence[TraceRun], trace: RuleTrace) -> str:
        last = runs[-1].last
        if last is None:
            return "until what you reported is gone" if trace.held else "always"
        if trace.lifts is not None:
            return f"until {clock(trace.lifts)} on {self.day(self.plan.number_at(trace.lifts))}"
        return f"on {self.spans(runs)}, back on {self.day(last + 1)}"

    def _alone_moved(self, before: RuleTrace, after: RuleTrace) -> str:
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

    def _back(self, runs: Sequence[TraceRun], trace: RuleTrace) -> str:
        """When something was to be back."""
        last = runs[-1].last
        if last is None:
            return "when what you reported is gone" if trace.held else "always"
        if trace.lifts is not None:
            return f"{clock(trace.lifts)} on {self.day(self.plan.number_at(trace.lifts))}"
        return self.day(last + 1)

    def _days_moved(self, before: RuleTrace, after: RuleTrace) -> str:
        was, now = before.runs(self.end), after.runs(self.end)
        if was == now:
            return ""
        if len(was) == len(now) == 1:
            old, new = was[0], now[0]
            if old.first == new.first and None not in (old.last, new.last):
                return f"to {self.day(new.last or 0)} instead of {self.day(old.last or 0)}"
            if old.last == new.last:
                return f"from {self.day(new.first)} instead of {self.day(old.first)}"
            return f"{days_words(*new)} instead of {days_words(*old)}"
        return f"{self.spans(now)} instead of {self.spans(was)}"

    def _times_moved(self, rules: tuple[Rule, Rule], before: RuleTrace, after: RuleTrace) -> str:
        differ = [n for n in sorted(before.days.keys() & after.days) if before.days[n] != after.days[n]]
        # Today may still have what is due by the version before, and then says little.
        whole = [n for n in differ if n != self.plan.today] or differ
        if not whole:
            return ""
        number = whole[0]
        old, new = before.days[number], after.days[number]
        for clocks in (False, True):
            was, now = _times_words(rules[0], old, clocks), _times_words(rules[1], new, clocks)
            if was != now:
                break
        slot = _first_slot(before.days[differ[0]] ^ after.days[differ[0]])
        times = f"{now} instead of {was}" if was != now else "at other times"
        return f"{times}, {self.since(differ[0], slot)}"


def _times_words(rule: Rule, slots: frozenset[SlotTrace], clocks: bool) -> str:
    """The times of a day: `morning and evening`, `every 2 hours from 08:00 to 22:00`, `any time`.

    Args:
        clocks: Whether slots are given by the clock, where their names do not tell two days apart.
    """
    if rule.as_needed is not None:
        return "as needed"
    timed = sorted((slot.due.timestamp(), slot.name, slot.due) for slot in slots if slot.due)
    dues = [due for _, _, due in timed]
    if rule.interval is not None:
        every = f"every {minutes_words(rule.interval.minutes)}"
        return f"{every} from {clock(dues[0])} to {clock(dues[-1])}" if len(dues) > 1 else every
    if clocks:
        return listed([clock(due) for due in dues]) or "any time"
    untimed = sorted(slot.name for slot in slots if not slot.due)
    return listed([_name_words(name) for name in (*(name for _, name, _ in timed), *untimed)])


def _name_words(name: str) -> str:
    """A slot's name in a sentence."""
    return "any time" if name == "day" else slot_words(name)
