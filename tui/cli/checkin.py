"""`check-in`: the day's signs, asked one by one in plain lines."""

import sys
from collections.abc import Iterator, Mapping

import click

from checklists.checklist import Question, Sign
from checklists.plan import Plan
from checklists.rules import Condition
from tui.cli.codes import OK, No, Wrong
from tui.cli.group import Command
from tui.cli.here import Here
from tui.cli.lines import clean, say
from tui.cli.opening import is_terminal
from tui.cli.values import parse_value, value_words
from tui.day.acts import Acts, said
from tui.day.outcome import outcome
from tui.day.state import DayState, SignState

FIRST_DAY = 2
"""The day from which a check-in asks what its usual courses depend on."""


@click.command(cls=Command)
@click.pass_obj
def check_in(here: Here) -> int:
    """Be asked the day's signs, one by one. Enter leaves one out; nothing is kept before the last."""
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        raise Wrong("A check-in asks, and this is no terminal. Report with: afterglow sign NAME VALUE")
    care = here.care()
    acts = here.acts(care)
    state = care.state_of(acts.plan, acts.now, acts.plan.today)
    if not state.signs:
        raise No(f"Day {state.number} asks no signs.")
    say(f"Check-in, day {state.number}. Enter leaves one out; ctrl+c leaves everything as it was.")
    values = {each.sign: value for each in state.signs if (value := _ask(each)) is not None}
    answers = {question: said for question in _later(acts.plan, state) if (said := _ask_which(question))}
    _keep(acts, state, values, answers)
    after = care.state(here.now)
    say(*outcome(after, values).lines())
    return OK


def _ask(each: SignState) -> int | None:
    """Ask until it is a value, or left out."""
    say("", each.sign.ask)
    if each.sign.words:
        say(*(f"  {value}  {word}" for value, word in enumerate(each.sign.words)))
    if each.usual is not None:
        low, high = each.usual
        say(f"  Usual by now, an estimate: {low if low == high else f'{low} to {high}'}")
    return _asked(each.sign, value_words(each.sign) if not each.sign.words else f"0 to {each.sign.top}")


def _asked(sign: Sign, values: str) -> int | None:
    while True:
        text = input(clean(f"  {values}: ")).strip()
        if not text:
            return None
        try:
            return parse_value(text, sign)
        except Wrong as error:
            say(f"  {error}")


def _ask_which(question: Question) -> str | None:
    say("", question.ask)
    say(*(f"  {number}  {label}" for number, (_, label) in enumerate(question.answers, start=1)))
    while True:
        text = input(f"  1 to {len(question.answers)}, or enter if not sure: ").strip()
        if not text:
            return None
        if text.isdecimal() and 1 <= int(text) <= len(question.answers):
            return question.answers[int(text) - 1][0]


def _later(plan: Plan, state: DayState) -> Iterator[Question]:
    """The later questions that the usual courses of today's signs wait for, where nobody has answered."""
    if state.number < FIRST_DAY:
        return
    courses = [usual for each in state.signs for usual in each.sign.usual]
    wanted = {subject for usual in courses for subject in _subjects(usual.when)}
    for question in plan.checklist.questions:
        if question.later and not question.many and question.id in wanted - plan.state.answers.keys():
            yield question


def _subjects(condition: Condition) -> Iterator[str]:
    return (test.subject for group in condition for test in group)


def _keep(acts: Acts, state: DayState, values: Mapping[Sign, int], answers: Mapping[Question, str]) -> None:
    if not values and not answers:
        raise No("Nothing was reported.")
    if values:
        waiting = next((each.item for each in state.items if each.item.rule.check_in and each.open), None)
        acts.report(values, state.date, waiting)
        say("", f"Noted: {', '.join(f'{sign.id} {said(sign, value)}' for sign, value in values.items())}.")
    for question, chosen in answers.items():
        acts.answer(question, [chosen])
