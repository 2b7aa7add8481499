"""What somebody looks for by a word of it, and the answer: when it is, or is back, and on what that hangs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import assert_never

from msgspec import Struct

from checklists.plan.plan import Plan
from checklists.rules.checklist import CallWarning
from checklists.rules.rule import Kind, Rule
from tui.recovery.naming import rule_names, warning_names
from tui.recovery.reader import RecoveryReader
from tui.recovery.state import AvoidState, DayState, ItemState, State, Timing
from tui.text.humanize import capital, clock, dated, listed, near_date, slot_title, spans_words, weekday
from tui.text.names import EXACT, Names, grade, has_words, squeezed
from tui.wording.calling import published_headings
from tui.wording.clinic import is_for
from tui.wording.signs import held_by_words
from tui.wording.status_line import call_first, condition_words

MOST = 12
"""Answers at most. Who meets more says another word."""

NOTHING = "Nothing found."

_NOT_NOW = "not now, by what you answered or reported"

_TELLING = 4
"""Letters of a word that may stand for all that was typed."""

_FAR = 400
"""Days ahead that are looked through for the next time of something."""


class FindAnswer(Struct, frozen=True):
    """One thing on the plan that fits what was typed."""

    name: str
    """Its short name."""
    words: str
    """When, and on what that hangs."""
    rule: Rule | None = None
    """None is a line on when to call."""
    asks_first: bool = False
    """Whether its words begin with whom to ask before it is back."""

    def __str__(self) -> str:
        return f"{self.name}: {self.words}"


def find_answers(text: str, reader: RecoveryReader, plan: Plan, state: DayState) -> list[FindAnswer]:
    """What on the plan goes by a text, the best fits first: a whole name before a part of one.

    Args:
        text: As typed. Of several words each must be in a name; where nothing has them all, one will do:
            `red wine` finds what `wine` finds. Empty is nothing.
        state: The day it is.
    """
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    if not words:
        return []
    found = _answers(text, words, reader, plan, state)
    if found or len(words) == 1:
        return found
    single = (_answers(word, [word], reader, plan, state) for word in words if len(word) >= _TELLING)
    return list(dict.fromkeys(each for answers in single for each in answers))[:MOST]


def _answers(
    text: str, words: Sequence[str], reader: RecoveryReader, plan: Plan, state: DayState
) -> list[FindAnswer]:
    fitting = sorted(
        (each for each in plan.checklist.rules if _fits(words, rule_names(each))),
        key=lambda rule: _rank(text, rule_names(rule)),
    )
    lines = sorted(state.warnings, key=lambda each: each.urgency)
    calls = [each.warning for each in lines if _fits(words, warning_names(each.warning))]
    shorts = Counter(each.short for each in fitting)
    names = [each.short if shorts[each.short] == 1 else each.title for each in fitting]
    answers = [_answer(name, each, plan, state) for name, each in zip(names, fitting, strict=True)]
    # What is called just that comes first; else nothing comes before a line on when to call.
    wanted = squeezed(text)
    named = [each for each in answers if each.rule and wanted in map(squeezed, rule_names(each.rule).words)]
    others = [each for each in answers if each not in named]
    return [*named, *(_call(each, reader) for each in calls), *others][:MOST]


def _fits(words: Sequence[str], names: Names) -> bool:
    """Whether each word is in one of the names."""
    return all(grade(word, names) is not None for word in words)


def _rank(text: str, names: Names) -> int:
    """The whole of a name first, then whole words of one, then parts of words."""
    best = grade(text, names)
    if best is not None and best <= EXACT:
        return best
    return 2 if has_words(text, names) else 3


def _answer(name: str, rule: Rule, plan: Plan, state: DayState) -> FindAnswer:
    """When it is; what gives something back says first that there is, or may be, a reason to call."""
    words, first = _when(rule, plan, state), call_first(state)
    if first and words != _NOT_NOW and _gives_back(rule, plan, state):
        return FindAnswer(name, f"{first} {capital(words)}", rule, asks_first=True)
    return FindAnswer(name, words, rule)


def _gives_back(rule: Rule, plan: Plan, state: DayState) -> bool:
    """Whether the answer says that something is or will be back, or how to begin with it."""
    if rule.kind is not Kind.AVOID:
        # What follows on other care, sunscreen once a dressing is off, is no such thing.
        lifted = plan.checklist.rule(rule.once_lifted) if rule.once_lifted else None
        return lifted is not None and lifted.kind is Kind.AVOID
    avoid = next((each for each in state.avoids if each.avoid.rule.id == rule.id), None)
    return avoid is None or not avoid.avoid.on or (avoid.returns and avoid.last is None)


def _call(line: CallWarning, reader: RecoveryReader) -> FindAnswer:
    number = reader.recovery.clinic.emergency or "your emergency number"
    how = published_headings(number)[line.call][0]
    return FindAnswer(line.short or line.condition, f"when to call. {how}")


def _when(rule: Rule, plan: Plan, state: DayState) -> str:
    match rule.kind:
        case Kind.AVOID:
            return _avoid_when(rule, plan, state)
        case Kind.DO | Kind.CHECK:
            return _item_when(rule, plan, state)
        case Kind.EXPECT:
            on = "may come now" if rule in state.expects else "may come"
            return f"{on}, {spans_words(plan.days_of(rule))}"
        case _:
            assert_never(rule.kind)


def _avoid_when(rule: Rule, plan: Plan, state: DayState) -> str:
    avoid = next((each for each in state.avoids if each.avoid.rule.id == rule.id), None)
    today = state.date
    if avoid is not None:
        return _back(avoid, state)
    spans = plan.days_of(rule)
    coming = next((span.first for span in spans if span.first > state.number), None)
    if coming is not None:
        return f"left alone from {_day(plan.date_of(coming), today)}"
    last = spans[-1].last if spans else None
    if last is not None and last < state.number and rule.then:
        return f"back since {dated(plan.date_of(last + 1), today)}. {rule.then}"
    return "need not be left alone now" if is_for(rule, plan) else _NOT_NOW


def _back(avoid: AvoidState, state: DayState) -> str:
    """`back Tue 24, if no crusts, blisters or open skin`, and how to begin."""
    what, today = avoid.avoid, state.date
    condition = f", {words}" if (words := condition_words(avoid)) else ""
    then = f". {what.rule.then}" if what.rule.then else ""
    if avoid.last is not None:
        return f"left alone up to the session, {_day(avoid.last, today)} included"
    if not what.on:
        return f"back{' today' if what.returns_on(today) else ''}{condition}{then}"
    if avoid.held:
        return f"left alone while {held_by_words(avoid.held)}"
    if what.lifts is not None:
        lifts = what.lifts.astimezone(state.now.tzinfo)
        when = clock(lifts) if lifts < state.ends else f"{_day(lifts.date(), today)} at {clock(lifts)}"
        return f"{'back' if avoid.returns else 'left alone until'} {when}"
    if avoid.last_quiet is not None:
        return f"left alone to {_day(avoid.last_quiet, today)}, the day included"
    if what.until is None or not avoid.returns:
        return "left alone for as long as the plan goes on"
    return f"back {_day(what.until, today)}{condition}"


def _item_when(rule: Rule, plan: Plan, state: DayState) -> str:
    today = [each for each in state.items if each.item.rule.id == rule.id]
    parts = [*_today_parts(today, state)]
    if any(each.open and each.when(state.now) is not Timing.PASSED for each in today):
        return ", ".join(parts)
    return ", ".join([*parts, _next_time(rule, plan, state)])


def _today_parts(items: Sequence[ItemState], state: DayState) -> Iterator[str]:
    """What was done of it today and what is to be, a part each."""
    done = [each for each in items if each.state is State.DONE]
    if done:
        yield f"done {listed([_time(each) for each in done])}"
    if any(each.state is State.SKIPPED for each in items):
        yield "skipped"
    now = [each for each in items if each.when(state.now) is Timing.NOW]
    if now:
        starts = [each.starts for each in now if each.starts is not None]
        yield f"now, since {clock(min(starts))}" if starts else "now"
    passed = [each.due for each in items if each.when(state.now) is Timing.PASSED and each.due is not None]
    if passed:
        yield f"passed today, {listed([clock(each) for each in passed])}"
    later = [each.starts for each in items if each.when(state.now) is Timing.LATER and each.starts]
    if later:
        yield f"today at {listed([clock(each) for each in sorted(later)[:3]])}"
    if any(each.item.rule.as_needed for each in items):
        yield "as needed, at any time"
    elif any(each.when(state.now) is Timing.ANY_TIME for each in items):
        yield "today, any time"


def _time(item: ItemState) -> str:
    return clock(item.at) if item.at else slot_title(item.item.slot).lower()


def _next_time(rule: Rule, plan: Plan, state: DayState) -> str:
    """The next day that has it, with its first time; or that there is none."""
    first = max(state.number + 1, 0)
    for number in range(first, min(plan.last_day, first + _FAR) + 1):
        items = [each for each in plan.day(number).items if each.rule.id == rule.id]
        if items:
            due = [each.due.astimezone(state.now.tzinfo) for each in items if each.due is not None]
            at = f" at {clock(min(due))}" if due else ""
            word = "next" if state.number >= 0 else "first"
            return f"{word} {_day(plan.date_of(number), state.date)}{at}"
    spans = plan.days_of(rule)
    if spans and spans[-1].last is not None and spans[-1].last <= state.number:
        return f"its last day was {_day(plan.date_of(spans[-1].last), state.date)}"
    return _NOT_NOW


def _day(day: date, today: date) -> str:
    """`tomorrow`, `Tue 24`, `Fri 18 Dec`, with the year where that is another."""
    near = near_date(day, today)
    return f"{weekday(day)} {dated(day, today)}" if near[0].isdigit() else near
