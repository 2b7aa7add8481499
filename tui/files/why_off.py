"""Why a rule of a file is not for this person now: an answer, a report, or a rule in its place. Pure."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from checklists.plan.activation import covers
from checklists.plan.circumstances import Situation
from checklists.rules.checklist import Checklist, Question
from checklists.rules.rule import Match, Rule, Span
from tui.text.humanize import listed, lower_first, spans_words

_DAY = 24 * 60
_LONG = 18
"""Letters of an answer's label from which its id says it better in a few words."""
_BARE = frozenset(("yes", "no"))
"""Answers that say nothing without their question."""


class OffReason(NamedTuple):
    """What keeps a rule off."""

    words: str
    """In a few words: `not for you: no make-up`."""
    sentence: str
    """Which answer, report or rule it is."""
    whole: bool = True
    """Whether it is off on all of its days."""


def off(rule: Rule, checklist: Checklist, state: Situation) -> OffReason | None:
    """Why a rule of a checklist is off, or None where it is on.

    Args:
        state: What the person has answered and reported; its own checklist is not looked at.
    """
    if state.truth(rule.when, rule.unreported) is False:
        return _unfit(rule, checklist, state)
    if rule.unless and state.truth(rule.unless, False) is True:
        return _excepted(rule, checklist, state)
    return _silenced(rule, checklist, state)


def _unfit(rule: Rule, checklist: Checklist, state: Situation) -> OffReason:
    """It is for others: of what it asks for, the first thing that does not fit."""
    tests = [test for group in rule.when for test in group]
    wrong = [test for test in tests if state.match(test) is False]
    asked = next((test for test in wrong if test.answers), None)
    question = checklist.question(asked.subject) if asked is not None else None
    if asked is None or question is None:
        of_signs = [test for test in tests if not test.answers]
        named = _report(of_signs[0])
        return OffReason(f"only if {named}", f"Only while you report {named}.")
    given = state.answers.get(question.id) or frozenset()
    if question.many or not given:
        lacking = listed([lower_first(label) for _, label in _chosen(question, asked.answers)])
        brief = _brief(question, asked.answers)
        return OffReason(f"not for you: no {brief}", f'Asked "{question.ask}" you did not say: {lacking}.')
    return OffReason(f"not for you: {_brief(question, given)}", _you_said(question, given))


def _excepted(rule: Rule, checklist: Checklist, state: Situation) -> OffReason:
    """It is for everybody but those whom its `unless` fits."""
    group = next(group for group in rule.unless if state.truth((group,), False))
    asked = next((test for test in group if test.answers), None)
    question = checklist.question(asked.subject) if asked is not None else None
    if asked is None or question is None:
        named = _report(group[0])
        return OffReason(f"not while {named}", f"Not while you report {named}.")
    given = (state.answers.get(question.id) or frozenset()).intersection(asked.answers)
    return OffReason(f"not for you: {_brief(question, given)}", _you_said(question, given))


def _silenced(rule: Rule, checklist: Checklist, state: Situation) -> OffReason | None:
    """Another rule takes its place, on all of its days or on some."""
    partly = None
    for other in _silencers(rule, checklist, state):
        days = _days(other)
        if all(_within(span, days) for span in _days(rule)):
            return OffReason(f"not for you: {other.short} instead", f'"{other.title}" takes its place.')
        if any(_meet(span, each) for span in _days(rule) for each in days) and partly is None:
            sentence = f'"{other.title}" takes its place on {spans_words(days)}.'
            partly = OffReason("", sentence, whole=False)
    return partly


def _silencers(rule: Rule, checklist: Checklist, state: Situation) -> Iterator[Rule]:
    """Those that are on by a real yes. What is silenced itself silences nothing."""
    for other in checklist.rules:
        if rule.id in other.silences and _is_sure(other, state):
            above = (each for each in checklist.rules if other.id in each.silences)
            if not any(_is_sure(each, state) for each in above):
                yield other


def _is_sure(rule: Rule, state: Situation) -> bool:
    spared = not rule.unless or state.truth(rule.unless) is False
    return spared and state.truth(rule.when) is True


def _days(rule: Rule) -> tuple[Span, ...]:
    """Its days, also of one that is counted in hours."""
    return rule.days if rule.lasts is None else (Span(0, rule.lasts // _DAY),)


def _within(span: Span, days: tuple[Span, ...]) -> bool:
    return any(
        covers(each, span.first) and (each.last is None or (span.last is not None and span.last <= each.last))
        for each in days
    )


def _meet(one: Span, other: Span) -> bool:
    return covers(one, other.first) or covers(other, one.first)


def _chosen(question: Question, ids: Collection[str]) -> list[tuple[str, str]]:
    """The id and the label of some answers, in the order of the question."""
    return [answer for answer in question.answers if answer[0] in ids]


def _brief(question: Question, ids: Collection[str]) -> str:
    """Answers in a few words; yes and no with the name of their question."""
    chosen = _chosen(question, ids)
    if all(label.casefold() in _BARE for _, label in chosen):
        return f"{_plain(question.id)} {listed([label for _, label in chosen]).casefold()}"
    return listed([_plain(id) if len(label) > _LONG else lower_first(label) for id, label in chosen])


def _you_said(question: Question, ids: Collection[str]) -> str:
    said = listed([lower_first(label) for _, label in _chosen(question, ids)])
    return f'Asked "{question.ask}" you said: {said}.'


def _plain(id: str) -> str:
    return id.replace("-", " ")


def _report(test: Match) -> str:
    """A report as it is asked for: `crusts`, `no crusts`, `pain of 4 or more`."""
    name = _plain(test.subject)
    if test.low == 1 and test.high is None:
        return name
    if test.high is None:
        return f"{name} of {test.low} or more"
    return f"no {name}" if test.high == 0 else f"{name} of {test.low} to {test.high}"
