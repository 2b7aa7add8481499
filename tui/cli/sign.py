"""`sign`, `answer` and `check-in`: what the skin is like, and what is true of the person."""

from collections.abc import Mapping
from contextlib import suppress

import click

from checklists.rules.checklist import Question, Sign
from tui.cli.call import call_lines
from tui.cli.context import acts_of
from tui.cli.ending import OK, RefusedError, UsageError
from tui.cli.group import Command
from tui.cli.output.lines import clean, say, say_json
from tui.cli.output.safety import fitting, safety_json, safety_lines, safety_of
from tui.cli.pick import check_begun
from tui.cli.terminal import can_ask
from tui.cli.values import parse_answer, parse_sign, parse_value
from tui.recovery.acts import Acts
from tui.recovery.context import AppContext
from tui.recovery.state import DayState, SignState
from tui.recovery.words import format_answer, format_report
from tui.text.humanize import short_date
from tui.wording.report import report_effect
from tui.wording.signs import value_words


@click.command(cls=Command)
@click.argument("name")
@click.argument("value")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def sign(context: AppContext, name: str, value: str, as_json: bool) -> int:
    """Report a sign, such as crusts yes.

    The value is yes or no, a number, or the word for it. A published line that says to call about just that
    is said back at once.
    """
    acts = acts_of(context)
    plan = acts.plan
    target = parse_sign(name, plan.checklist)
    number = parse_value(value, target)
    check_begun(plan, plan.today)
    done = acts.report({target: number}, plan.date_of(plan.today))
    safety = safety_of(context)
    if as_json:
        day = {"day": plan.today, "date": plan.date_of(plan.today).isoformat()}
        noted = {"recovery": acts.reader.recovery.id, "sign": target.id, "value": number, **day}
        say_json(noted | {"safety": safety_json(safety, context)})
        return OK
    say(f"Noted: {target.id} {format_report(target, number)}, day {plan.today}.")
    say(*safety_lines(fitting(safety, [target.id]), context))
    say(*report_effect(done.what.day, [target]).lines())
    return OK


@click.command(cls=Command)
@click.argument("answer", metavar="QUESTION=VALUE")
@click.pass_obj
def answer(context: AppContext, answer: str) -> int:
    """Change an answer, from now on.

    Such as habits=makeup,exercise; habits= is none of them, and habits=not-sure keeps every rule on.
    """
    acts = acts_of(context)
    question, ids = parse_answer(answer, acts.plan.checklist)
    words = format_answer(question, ids)
    if acts.plan.state.answers.get(question.id) == ids:
        say(f"Already so: {question.ask} {words}.")
        return OK
    acts.answer(question, ids)
    say(f"From now on: {question.ask} {words}.")
    return OK


AnswerIds = tuple[str, ...] | None
"""The ids of answers: none is "none of these", and None is "not sure"."""


@click.command(cls=Command)
@click.pass_obj
def check_in(context: AppContext) -> int:
    """Be asked the day's signs, one by one. Enter leaves one out; nothing is kept before the last."""
    if not can_ask():
        raise UsageError("A check-in asks, and this is no terminal. Report with: afterglow sign NAME VALUE")
    acts = acts_of(context)
    reader = acts.reader
    state = reader.state_of(acts.plan, acts.now, acts.plan.today)
    questions = reader.later_questions(acts.plan, state.number)
    if not state.signs and not questions:
        raise RefusedError(f"Day {state.number} asks nothing.")
    say(f"Check-in, day {state.number}. Enter leaves one out; ctrl+c leaves everything as it was.")
    values = {each.sign: value for each in state.signs if (value := _ask_sign(each)) is not None}
    answers = {question: reply[0] for question in questions if (reply := _ask_answer(question))}
    after = _record(acts, state, values, answers)
    say(*safety_lines(fitting(safety_of(context), [each.id for each in values]), context))
    say(*report_effect(after, values).lines())
    with suppress(EOFError):
        if input("\nAnything from When to call? y or enter: ").strip().casefold() in ("y", "yes"):
            say("", *call_lines(reader, context))
    return OK


def _ask_sign(each: SignState) -> int | None:
    """Ask until it is a value, or left out."""
    say("", each.sign.ask)
    if each.sign.top > 1:
        say("  Worst in the last 24 hours" + ("" if each.sign.words else ": 0 none, 10 worst imaginable"))
    if each.before is not None:
        say(f"  {short_date(each.before.date)}: {format_report(each.sign, each.before.value)}")
    if each.sign.words:
        say(*(f"  {value}  {word}" for value, word in enumerate(each.sign.words)))
    if each.usual is not None:
        low, high = each.usual
        say(f"  Usual by now, an estimate: {low if low == high else f'{low} to {high}'}")
    return _ask_value(each.sign, value_words(each.sign) if not each.sign.words else f"0 to {each.sign.top}")


def _ask_value(sign: Sign, values: str) -> int | None:
    while True:
        text = input(clean(f"  {values}: ")).strip()
        if not text:
            return None
        try:
            return parse_value(text, sign)
        except UsageError as error:
            say(f"  {error}")


def _ask_answer(question: Question) -> tuple[AnswerIds] | None:
    """Ask until it is an answer, in a tuple of one, or left open."""
    none = ["None of these"] if question.many else []
    choices = [*(label for _, label in question.answers), *none, "Not sure"]
    say("", question.ask)
    say(*(f"  {number}  {label}" for number, label in enumerate(choices, start=1)))
    several = ", several with commas," if question.many else ""
    while True:
        text = input(f"  1 to {len(choices)}{several} or enter to leave it open: ").strip()
        if not text:
            return None
        numbers = {part.strip() for part in (text.split(",") if question.many else [text])}
        if numbers <= {str(number) for number in range(1, len(choices) + 1)}:
            places = sorted(int(number) - 1 for number in numbers)
            ids = tuple(question.answers[place][0] for place in places if place < len(question.answers))
            if len(places) == 1 and not ids:
                return (None if places[0] == len(choices) - 1 else (),)
            if len(ids) == len(places):
                return (ids,)
            say("  That says two things at once.")


def _record(
    acts: Acts, state: DayState, values: Mapping[Sign, int], answers: Mapping[Question, AnswerIds]
) -> DayState:
    """Write it down, and say so; the day as it stands then."""
    if not values and not answers:
        raise RefusedError("Nothing was reported.")
    check_in_items = (each.item for each in state.items if each.item.rule.check_in and each.open)
    done = acts.report(values, state.date, next(check_in_items, None) if values else None, answers)
    say("")
    if values:
        reported = (f"{sign.id} {format_report(sign, value)}" for sign, value in values.items())
        say(f"Noted: {', '.join(reported)}.")
    changes = ((question.ask, format_answer(question, each)) for question, each in answers.items())
    say(*(f"From now on: {ask} {words}." for ask, words in changes))
    return done.what.day
