"""`sign` and `answer`: what the skin is like, and what is true of the person. Both hold from now on."""

import click

from tui.cli.context import reader_of
from tui.cli.ending import OK
from tui.cli.group import Command
from tui.cli.output.lines import say
from tui.cli.pick import not_before
from tui.cli.values import parse_answer, parse_sign, parse_value
from tui.recovery.acts import format_answer, format_report
from tui.recovery.context import AppContext
from tui.wording.outcome import outcome


@click.command(cls=Command)
@click.argument("name")
@click.argument("value")
@click.pass_obj
def sign(context: AppContext, name: str, value: str) -> int:
    """Report a sign of the skin, such as crusts yes.

    The value is yes or no, a number, or the word for it.
    """
    reader = reader_of(context)
    acts = context.acts(reader)
    plan = acts.plan
    meant = parse_sign(name, plan.checklist)
    reported = parse_value(value, meant)
    not_before(plan, plan.today)
    acts.report({meant: reported}, plan.date_of(plan.today))
    say(f"Noted: {meant.id} {format_report(meant, reported)}, day {plan.today}.")
    say(*outcome(reader.state(context.now()), [meant]).lines())
    return OK


@click.command(cls=Command)
@click.argument("answer", metavar="QUESTION=VALUE")
@click.pass_obj
def answer(context: AppContext, answer: str) -> int:
    """Change an answer, from now on.

    Such as habits=makeup,exercise; habits= is none of them, and habits=not-sure keeps every rule on.
    """
    acts = context.acts(reader_of(context))
    question, chosen = parse_answer(answer, acts.plan.checklist)
    words = format_answer(question, chosen)
    if acts.plan.state.answers.get(question.id) == chosen:
        say(f"Already so: {question.ask} {words}.")
        return OK
    acts.answer(question, chosen)
    say(f"From now on: {question.ask} {words}.")
    return OK
