"""What a report of signs leads to on a day: what it holds, what it lets back, and until when."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta

from msgspec import Struct

from checklists.rules.checklist import Sign
from checklists.rules.rule import Match, Rule
from tui.recovery.outcomes import SignChange
from tui.recovery.standing import matches
from tui.recovery.state import AvoidState, DayState
from tui.text.humanize import capital, clock, full_stop, listed, lower_first
from tui.wording.calling import report_to_mind_words
from tui.wording.signs import sign_name
from tui.wording.status_line import asked_by_session, call_first, condition_words

_NAMED = 2
"""How many rules are named where there is little room; one more than that is named too, and not counted."""


class ReportEffect(Struct, frozen=True):
    """What hangs on the signs that were reported."""

    held: tuple[Rule, ...]
    """What a report holds past its day."""
    back: tuple[Rule, ...]
    """What hangs on the signs and is back, and is not to be left alone for the next session."""
    maybe: tuple[AvoidState, ...]
    """What hangs on other signs too, of which nobody has reported."""
    tomorrow: tuple[Rule, ...]
    """The same of what is back tomorrow."""
    until: datetime | None
    """Until when a report holds that runs out by the clock, in the person's zone."""
    asks_first: str = ""
    """What comes before anything that is back; then nothing is said to be back in few words."""
    warning: str = ""
    """What is more than usual or may fit a line, and what to do; empty where a line stands."""

    def lines(self) -> Iterator[str]:
        """It all, in the words of the checklist."""
        if self.warning:
            yield self.warning
        if self.held:
            yield f"Left alone for as long as that lasts: {listed([rule.title for rule in self.held])}."
        for rule in self.back:
            yield f"Back today: {rule.title}. {rule.then}".rstrip()
        for avoid in self.maybe:
            yield f"{avoid.avoid.rule.title}: back {condition_words(avoid)}."
        for rule in self.tomorrow:
            yield f"Back tomorrow: {rule.title}. {rule.then}".rstrip()
        if self.asks_first and (self.back or self.maybe or self.tomorrow):
            yield self.asks_first
        if self.until is not None:
            yield f"That holds until {clock(self.until)}."

    def sentences(self) -> Iterator[str]:
        """The same by short names: `Make-up stays off while that lasts.`"""
        if self.held:
            verb = "stays" if len(self.held) == 1 else "stay"
            yield f"{capital(_few(self.held))} {verb} off while that lasts."
        if self.asks_first:
            return
        if self.back:
            yield f"Back today: {_few(self.back)}."
        elif self.maybe:
            rules = tuple(avoid.avoid.rule for avoid in self.maybe)
            yield f"{capital(_few(rules))}: back {condition_words(self.maybe[0])}."
        if self.tomorrow:
            yield f"Back tomorrow: {_few(self.tomorrow)}."


def report_effect(state: DayState, signs: Collection[Sign]) -> ReportEffect:
    """What the reports of these signs lead to.

    Args:
        state: The day as it stands once they are kept.
        signs: Those that were reported.
    """
    ids = {sign.id for sign in signs}

    def on_them(matches: Iterable[Match]) -> bool:
        return any(match.subject in ids for match in matches)

    return ReportEffect(
        held=tuple(each.avoid.rule for each in state.avoids if on_them(each.avoid.held)),
        back=tuple(
            each.avoid.rule
            for each in state.avoids
            if each.returns
            and not each.avoid.on
            and not each.unsure
            and on_them(each.avoid.rule.held_by)
            and not asked_by_session(each, state, state.date)
        ),
        maybe=tuple(
            each
            for each in state.avoids
            if each.conditional and each.returns and on_them(each.avoid.rule.held_by)
        ),
        tomorrow=tuple(
            each.avoid.rule
            for each in state.avoids
            if each.returns
            and each.avoid.on
            and not each.avoid.held
            and each.avoid.until == state.date + timedelta(days=1)
            and on_them(each.avoid.rule.held_by)
            and _is_calm(each.avoid.rule, state)
            and not asked_by_session(each, state, each.avoid.until)
        ),
        until=state.out_until if any(sign.until is not None for sign in signs) else None,
        asks_first=call_first(state),
        warning=": ".join(report_to_mind_words(state)) if state.warns else "",
    )


def _is_calm(rule: Rule, state: DayState) -> bool:
    """Whether every sign that may hold a rule was reported, and none of the latest reports does."""
    latest = {each.sign.id: each.last for each in state.signs}
    values = ((test, latest.get(test.subject)) for test in rule.held_by)
    return all(value is not None and not matches(test, value) for test, value in values)


def change_words(change: SignChange) -> str:
    """`redness 3 → 2`, `crusts yes → no`; the value alone where it is the same, or the first."""
    words = _value_words(change.sign, change.value)
    if change.before is not None and change.before != change.value:
        words = f"{_value_words(change.sign, change.before)} \N{RIGHTWARDS ARROW} {words}"
    return f"{sign_name(change.sign.id)} {words}"


def fitting_sentences(state: DayState, signs: Collection[Sign]) -> Iterator[str]:
    """The published lines that reports of these signs fit, with what to do until somebody was called."""
    ids = {sign.id for sign in signs}
    for each in state.standing:
        if any(report.sign.id in ids for report in each.reports):
            # Its first sentence: what to do until somebody was called; the rest stands under When to call.
            meanwhile, _, _ = " ".join(each.warning.meanwhile.split()).partition(". ")
            if meanwhile:
                yield full_stop(f"{each.warning.condition}: {lower_first(meanwhile)}")
            else:
                yield full_stop(each.warning.condition)


def _value_words(sign: Sign, value: int) -> str:
    return ("no", "yes")[value] if sign.top == 1 else str(value)


def _few(rules: tuple[Rule, ...]) -> str:
    """`make-up`, `make-up and alcohol`, `make-up, alcohol and 2 more`."""
    shorts = [rule.short for rule in rules]
    if len(shorts) > _NAMED + 1:
        shorts = [*shorts[:_NAMED], f"{len(shorts) - _NAMED} more"]
    return listed(shorts)
