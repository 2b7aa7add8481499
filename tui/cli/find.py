"""`find`: when something is, or is back, and on what that hangs."""

import click

from tui.cli.context import reader_of
from tui.cli.ending import NO, OK
from tui.cli.group import Command
from tui.cli.output.lines import say, say_json
from tui.recovery.context import AppContext
from tui.wording.find import NOTHING, find_answers


@click.command(cls=Command)
@click.argument("words", metavar="WORDS", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def find(context: AppContext, words: tuple[str, ...], as_json: bool) -> int:
    """Say when something is, or is back.

    Such as: find exercise. It is known by words of its title, of its short name or by others for it; lines on
    when to call are found too. Exits 1 if nothing is.
    """
    reader = reader_of(context)
    now = context.now()
    plan = context.plans.at(reader, now)
    answers = find_answers(" ".join(words), reader, plan, context.plans.state(reader, now))
    if as_json:
        say_json(
            [
                {
                    "rule": each.rule.id if each.rule else None,
                    "name": each.name,
                    "words": each.words,
                    "ask_first": each.asks_first,
                }
                for each in answers
            ]
        )
    else:
        say(*(map(str, answers) if answers else (NOTHING,)))
    return OK if answers else NO
