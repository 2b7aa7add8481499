"""`sign`, `answer` and `check-in`: what the skin is like, and what is true of the person."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout, suppress
from datetime import date
from typing import Any

import click

from checklists.plan.day import Item
from checklists.rules.checklist import Checklist, Question, Sign, SignGroup
from tui.cli.call import call_lines
from tui.cli.context import acts_of
from tui.cli.ending import OK, RefusedError, UsageError, parse_argument
from tui.cli.group import AS_JSON, Command, completed
from tui.cli.output.lines import clean, say, say_json
from tui.cli.output.safety import fitting, safety_json, safety_lines, safety_of
from tui.cli.pick import check_begun
from tui.cli.terminal import can_ask
from tui.cli.values import (
    NOT_SURE,
    YES_OR_NO,
    find_question,
    is_sign_name,
    parse_choice,
    parse_sign,
    parse_value,
    read_pairs,
)
from tui.recovery.acts import Acts
from tui.recovery.context import AppContext
from tui.recovery.event_day import event_day
from tui.recovery.state import DayState, SignState
from tui.recovery.words import format_answer, format_report
from tui.text.cells import columns
from tui.text.humanize import short_date
from tui.text.parse import Present, Toward, parse_date
from tui.wording.report import report_effect
from tui.wording.signs import value_words


@click.command(cls=Command)
@click.argument("words", metavar="[NAME VALUE ...]", nargs=-1, shell_complete=completed("signs"))
@click.option("--on", metavar="DAY", help="On which day it happened, for what happens once.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def sign(context: AppContext, words: tuple[str, ...], on: str | None, as_json: bool) -> int:
    """Report a sign, such as crusts yes.

    The value is yes or no, a number, or the word for it; of what happens once the day will do, such as
    stitches-out=Tue. Several at once, such as pain 5 redness=3, are one act. A published line that says to
    call about just that is said back at once. Without a name: which signs there are, what was reported, and
    the values.
    """
    acts = acts_of(context)
    plan = acts.plan
    if not words:
        return _list_signs(acts, as_json)
    values, days = _parse_reports(words, acts, context.present())
    check_begun(plan, plan.today)
    if on is not None:
        events = [each for each, value in values.items() if each.event and value]
        if not events:
            raise UsageError("--on goes with what happens once and did; other reports are of today.")
        days |= dict.fromkeys(events, parse_argument(event_day, on, acts.plan, context.present()))
    check_in = _completed(acts, values)
    done = acts.report(values, plan.date_of(plan.today), check_in, on=days)
    safety = safety_of(context)
    if as_json:
        day = {"day": plan.today, "date": plan.date_of(plan.today).isoformat()}
        reports = [{"sign": each.id, "value": value} for each, value in values.items()]
        one = reports[0] if len(reports) == 1 else {"sign": None, "value": None}
        noted = {"recovery": acts.reader.recovery.id, **one, "reports": reports, **day}
        say_json(noted | {"safety": safety_json(safety, context)})
        return OK
    noted_words = ", ".join(
        f"{each.id} {format_report(each, value)}{f' on {short_date(days[each])}' if each in days else ''}"
        for each, value in values.items()
    )
    say(f"Noted: {noted_words}, day {plan.today}.")
    say(*["That is all that the check-in asks: it is done."] * (check_in is not None))
    say(*safety_lines(fitting(safety, [each.id for each in values]), context))
    say(*report_effect(done.what.day, list(values)).lines())
    return OK


def _completed(acts: Acts, values: Mapping[Sign, int]) -> Item | None:
    """The check-in of the day, where it waits and these values are the last that it asks."""
    state = acts.reader.state_of(acts.plan, acts.now, acts.plan.today)
    left = {each.sign for each in state.signs if each.value is None}
    if not left or not left <= values.keys():
        return None
    return next((each.item for each in state.items if each.item.rule.check_in and each.open), None)


def _parse_reports(
    words: Sequence[str], acts: Acts, present: Present
) -> tuple[dict[Sign, int], dict[Sign, date]]:
    """Values by sign, and the days of events that were given one.

    Raises:
        UsageError: If one makes no sense, has no value, or is there twice.
    """

    checklist = acts.plan.checklist

    def is_value(name: str, text: str) -> bool:
        sign = parse_sign(name, checklist)
        if sign.event:
            with suppress(ValueError):
                return bool(parse_date(text, present, Toward.PAST))
        words = sign.words
        plain = text.casefold()
        return any(
            plain in (word.casefold(), f"{value} {word}".casefold()) for value, word in enumerate(words)
        )

    values: dict[Sign, int] = {}
    days: dict[Sign, date] = {}
    for name, value in read_pairs(words, lambda text: is_sign_name(text, checklist), is_value):
        target = parse_sign(name, checklist)
        if not value:
            raise UsageError(f"Say how {target.id} is: {value_words(target)}.")
        if target in values:
            raise UsageError(f"{target.id} is said twice. Once is enough.")
        if target.event and value.casefold() not in YES_OR_NO:
            values[target], days[target] = 1, parse_argument(event_day, value, acts.plan, present)
        else:
            values[target] = parse_value(value, target)
    return values, days


def _list_signs(acts: Acts, as_json: bool) -> int:
    """Every sign, what holds of it, and its values."""
    state, signs = acts.plan.state, acts.plan.checklist.signs
    dates = {
        each.id: report.day
        for each in signs
        if (report := state.reports.get(each.id)) and each.id in state.signs
    }
    if as_json:
        rows = [
            {
                "sign": each.id,
                "ask": each.ask,
                "top": each.top,
                "words": list(each.words),
                "value": state.signs.get(each.id),
                "date": day.isoformat() if (day := dates.get(each.id)) else None,
            }
            for each in signs
        ]
        say_json({"recovery": acts.reader.recovery.id, "signs": rows})
        return OK
    if not signs:
        raise RefusedError(f"{acts.plan.checklist.id} has no signs.")
    for each in signs:
        value, day = state.signs.get(each.id), dates.get(each.id)
        when = f", {short_date(day)}" if day else ""
        holds = "Not reported." if value is None else f"Reported: {format_report(each, value)}{when}."
        say(f"{each.id}: {each.ask}", f"  {holds} Takes {value_words(each)}.")
    example = f"{signs[0].id} {1 if signs[0].top > 1 else 'yes'}"
    say("", f"Report with: afterglow sign {example}. Several at once are one act.")
    return OK


@click.command(cls=Command)
@click.argument("words", metavar="[QUESTION=VALUE ...]", nargs=-1, shell_complete=completed("answers"))
@AS_JSON
@click.pass_obj
def answer(context: AppContext, words: tuple[str, ...], as_json: bool) -> int:
    """Change an answer, from now on.

    Such as habits=makeup,exercise; habits= is none of them, and habits=not-sure keeps the stricter plan.
    Several at once are one act. Without a question: which there are, what holds, and the choices.
    """
    acts = acts_of(context)
    if as_json and words:
        raise UsageError("--json shows every question, and goes with no answer.")
    if as_json:
        say_json({"recovery": acts.reader.recovery.id, "questions": _questions(acts)})
        return OK
    if not words:
        return _list_questions(acts)
    answers = _parse_answers(words, acts.plan.checklist)
    changed = {}
    for question, ids in answers.items():
        if acts.plan.state.answers.get(question.id) == ids:
            say(f"Already so: {question.ask} {format_answer(question, ids)}.")
        else:
            changed[question] = ids
    if len(changed) == 1:
        acts.answer(*next(iter(changed.items())))
    elif changed:
        acts.report({}, acts.plan.date_of(acts.plan.today), answers=changed)
    say(*(f"From now on: {each.ask} {format_answer(each, ids)}." for each, ids in changed.items()))
    return OK


def _questions(acts: Acts) -> list[dict[str, Any]]:
    """Every question; `answer` is null where it was not answered, and `sure` says whether that was meant."""
    given = acts.plan.state.answers
    return [
        {
            "question": each.id,
            "ask": each.ask,
            "many": each.many,
            "answers": dict(each.answers),
            "answer": None if (ids := given.get(each.id)) is None else sorted(ids),
            "not_sure": each.id in given and ids is None,
        }
        for each in acts.plan.checklist.questions
    ]


def _parse_answers(words: Sequence[str], checklist: Checklist) -> dict[Question, frozenset[str] | None]:
    """Answers by question.

    Raises:
        UsageError: If one makes no sense, has no answer, or is there twice.
    """

    def is_value(name: str, text: str) -> bool:
        labels = [label.casefold() for _, label in find_question(name, checklist).answers]
        return text.casefold() in (*labels, *NOT_SURE)

    answers: dict[Question, frozenset[str] | None] = {}
    for name, value in read_pairs(words, lambda text: False, is_value):
        question = find_question(name, checklist)
        if value is None:
            raise UsageError(f"Say what holds: {question.id}={'|'.join(id for id, _ in question.answers)}")
        if question in answers:
            raise UsageError(
                f"{question.id} is answered twice. Put its answers in one, with commas between them."
            )
        answers[question] = parse_choice(value, question, checklist)
    return answers


def _list_questions(acts: Acts) -> int:
    """Every question, its choices, and which of them hold."""
    checklist = acts.plan.checklist
    if not checklist.questions:
        raise RefusedError(f"{checklist.id} asks no questions.")
    for each in checklist.questions:
        chosen = acts.plan.state.answers.get(each.id)
        say(f"{each.id}: {each.ask}")
        marks = ((f"  [{'x' if chosen and id in chosen else ' '}]", id, label) for id, label in each.answers)
        say(*columns(marks, " "))
        if chosen is None:
            say("  Not sure yet: the stricter plan holds.")
        elif not chosen:
            say("  None of these.")
        say("")
    several = [each for each in checklist.questions if each.many]
    many = next((each for each in several if checklist.may_be_none(each)), next(iter(several), None))
    example = many or checklist.questions[0]
    say(f"Change with: afterglow answer {example.id}={example.answers[0][0]}")
    if many is not None:
        none = f". None of them: {many.id}=" if checklist.may_be_none(many) else ""
        say(f"Several: {many.id}={','.join(id for id, _ in many.answers[:2])}{none}")
    say(f"Not sure: {example.id}=not-sure")
    return OK


AnswerIds = tuple[str, ...] | None
"""The ids of answers: none is "none of these", and None is "not sure"."""


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True, help="What was answered, as JSON; it is asked on stderr.")
@click.pass_obj
def check_in(context: AppContext, as_json: bool) -> int:
    """Be asked the day's signs, one by one. Enter leaves one out; nothing is kept before the last."""
    if as_json:
        with redirect_stdout(sys.stderr):
            answered = _check_in(context)
        say_json(answered)
    else:
        _check_in(context)
    return OK


def _check_in(context: AppContext) -> dict[str, Any]:
    """Ask, write it down and say what came of it; the same for JSON."""
    if not can_ask():
        raise UsageError("A check-in asks, and this is no terminal. Report with: afterglow sign NAME VALUE")
    acts = acts_of(context)
    reader = acts.reader
    state = reader.state_of(acts.plan, acts.now, acts.plan.today)
    questions = reader.later_questions(acts.plan, state.number)
    if not state.signs and not questions:
        raise RefusedError(f"Day {state.number} asks nothing.")
    say(f"Check-in, day {state.number}. Enter leaves one out; ctrl+c leaves everything as it was.")
    values = _ask_signs(state)
    checklist = acts.plan.checklist
    replies = ((question, _ask_answer(question, checklist.may_be_none(question))) for question in questions)
    answers = {question: reply[0] for question, reply in replies if reply}
    after = _record(acts, state, values, answers)
    safety, effect, opens_call = safety_of(context), report_effect(after, values), False
    say(*safety_lines(fitting(safety, [each.id for each in values]), context))
    say(*effect.lines())
    with suppress(EOFError):
        opens_call = input("\nAnything from When to call? y or enter: ").strip().casefold() in ("y", "yes")
        if opens_call:
            say("", *call_lines(reader, context))
    before = {each.sign.id: each.before for each in state.signs if each.before is not None}
    return {
        "recovery": reader.recovery.id,
        "day": state.number,
        "date": state.date.isoformat(),
        "reports": [
            {
                "sign": sign.id,
                "value": value,
                "before": last.value if (last := before.get(sign.id)) else None,
                "before_date": last.date.isoformat() if last else None,
            }
            for sign, value in values.items()
        ],
        "answers": [
            {"question": question.id, "answers": None if ids is None else list(ids)}
            for question, ids in answers.items()
        ],
        "held": [rule.id for rule in effect.held],
        "back": [rule.id for rule in effect.back],
        "if": [each.avoid.rule.id for each in effect.maybe],
        "tomorrow": [rule.id for rule in effect.tomorrow],
        "ask_first": effect.asks_first or None,
        "asks_call": opens_call,
        "safety": safety_json(safety, context),
    }


def _ask_signs(state: DayState) -> dict[Sign, int]:
    """The values that are answered, by sign, in the order in which they are asked."""
    by_id = {each.sign.id: each for each in state.signs}
    group_of = {id: group for group in state.groups for id in group.signs}
    values: dict[Sign, int] = {}
    for each in state.signs:
        group = group_of.get(each.sign.id)
        if group is None:
            asked = [each]
        elif by_id.pop(each.sign.id, None) is None:
            continue
        else:
            members = [each, *(by_id.pop(id) for id in group.signs if id in by_id)]
            members.sort(key=lambda member: group.signs.index(member.sign.id))
            reply = _ask_group(group, members)
            values |= {member.sign: 0 for member in members if reply == 0}
            asked = members if reply else []
        values |= {one.sign: value for one in asked if (value := _ask_sign(one)) is not None}
    return values


def _ask_group(group: SignGroup, members: Sequence[SignState]) -> int | None:
    """Whether any of several signs is there: 0 is none of them; None leaves all of them out."""
    say("", group.ask)
    for each in members:
        if each.before is not None and each.before.value:
            say(f"  {short_date(each.before.date)}: {each.sign.noun}")
    while True:
        text = input("  yes, which asks them one by one, or no: ").strip()
        if not text:
            return None
        with suppress(UsageError):
            return parse_value(text, members[0].sign)
        say("  Say yes or no, or enter to leave it open.")


def _ask_sign(each: SignState) -> int | None:
    """Ask until it is a value, or left out."""
    say("", each.sign.ask)
    if each.sign.top > 1:
        say(
            "  Worst in the last 24 hours" + ("" if each.sign.words else ": 0 none, 10 worst you can imagine")
        )
    if each.before is not None:
        say(f"  {short_date(each.before.date)}: {format_report(each.sign, each.before.value)}")
    if each.sign.words:
        say(*(f"  {value}  {word}" for value, word in enumerate(each.sign.words)))
    if each.usual is not None and (each.sign.top > 1 or each.usual[0]):
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


def _ask_answer(question: Question, may_be_none: bool) -> tuple[AnswerIds] | None:
    """Ask until it is an answer, in a tuple of one, or left open."""
    none = ["None of these"] if may_be_none else []
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
