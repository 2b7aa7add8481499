"""What a person is asked, on paper: questions, and signs with their usual course, which is an estimate."""

from collections.abc import Iterator
from itertools import pairwise

from checklists.checklist import Checklist, Question, Sign, Usual, UsualOn
from tui.cli.sheet_words import answered, changed_here, days_text, heading, text
from tui.cli.values import value_words
from tui.day.words import capital, days_words


def asked_lines(checklist: Checklist) -> Iterator[str]:
    """The questions and the signs, with the names by which the command line takes the answers."""
    if checklist.questions:
        yield from ("", *heading("What you are asked"))
    for question in checklist.questions:
        yield from _question(question)
    if checklist.signs:
        yield from ("", *heading("What you report"))
    for sign in checklist.signs:
        yield from _asked_sign(sign, checklist)


def _question(question: Question) -> Iterator[str]:
    later = ", asked when it first matters" if question.later else ""
    yield from text(f"- {question.ask} ({question.id}{later})", indent="  ", first="")
    if [(id, label.casefold()) for id, label in question.answers] == [("yes", "yes"), ("no", "no")]:
        yield "    Yes or no"
    else:
        for id, label in question.answers:
            yield from text(f"{id}: {label}", indent="      ", first="    ")
    yield from changed_here(question.because)


def _asked_sign(sign: Sign, checklist: Checklist) -> Iterator[str]:
    when = f", {days_text(sign.days)}" if sign.until is None else ", whenever it is so"
    yield from text(f"- {sign.ask} ({sign.id}{when})", indent="  ", first="")
    yield from text(capital(value_words(sign)), indent="    ")
    for place, usual in enumerate(sign.usual):
        whom = answered(usual.when, checklist)
        other = " otherwise" if place and not whom else ""
        yield from text(_usual(usual, f" if {whom}" if whom else other), indent="      ", first="    ")
    yield from changed_here(sign.because)


def _usual(usual: Usual, whom: str) -> str:
    """`Usual, by estimate: 3 to 4 on day 0, 1 to 2 on days 1 to 6, 0 from day 7.`"""
    parts = [f"{_range(on)} {_on(on, after)}" for on, after in pairwise(usual.course)]
    last = usual.course[-1]
    return f"Usual{whom}, by estimate: {', '.join([*parts, f'{_range(last)} from day {last.day}'])}."


def _range(on: UsualOn) -> str:
    return f"{on.low}" if on.low == on.high else f"{on.low} to {on.high}"


def _on(on: UsualOn, after: UsualOn) -> str:
    return f"on {days_words(on.day, after.day - 1)}"
