"""`due`: what is due and open now, for prompts, cron and tmux."""

import click

from tui.cli.context import reader_of, running_of
from tui.cli.ending import NO, OK
from tui.cli.group import Command
from tui.cli.output.lines import say, say_json
from tui.recovery.context import AppContext
from tui.recovery.state import DayState, ItemState
from tui.text.humanize import clock


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def due(context: AppContext, as_json: bool) -> int:
    """Say what is due and open now, a line each.

    Speaks for every recovery that runs. Exits 1, without a word, if nothing is due.
    """
    states = [reader_of(context, each).state(context.now()) for each in running_of(context)]
    items = [(state, item) for state in states for item in state.due]
    if as_json:
        say_json([_json(state, item) for state, item in items])
    else:
        say(*(_line(state, item) for state, item in items))
    return OK if items else NO


def _line(state: DayState, item: ItemState) -> str:
    since = f"  since {clock(item.due)}" if item.due else ""
    return f"{state.recovery.id}  {item.item.key}  {item.item.rule.title}{since}"


def _json(state: DayState, item: ItemState) -> dict[str, object]:
    return {
        "recovery": state.recovery.id,
        "key": item.item.key,
        "rule": item.item.rule.id,
        "title": item.item.rule.title,
        "short": item.item.rule.short,
        "due": item.due.isoformat(timespec="seconds") if item.due else None,
    }
